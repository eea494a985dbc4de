"""Reads the words around an amount that bound it: "more than", "up to", "about", "or so"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.quantities.amount import Amount
from ingest.quantities.measures import alternatives
from ingest.rulebook import rules
from kg.model import Qualifier

_RULES = rules("quantities")
_REACH = 32  # characters; no phrase of [before] or [after] is longer

_FROM = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})
_UP_TO = frozenset({Qualifier.UP_TO, Qualifier.LESS_THAN})


def bounded(text: str, low: int, amount: Amount) -> Amount:
    """The amount with the words around it that bound it. `low` is where the amount before ended.

    What is an interval already keeps its bounds and only takes the words in.
    """
    before = text[max(low, amount.start - _REACH) : amount.start]
    if (match := _BEFORE.search(before)) and not _is_loose(match, amount):
        start, end = amount.start - len(before) + match.start(), amount.end
    elif match := _AFTER.match(text, amount.last) or _AFTER.match(text, amount.end):
        start, end = amount.start, max(match.end(), amount.end)
    else:
        return amount
    amount = replace(amount, start=start, end=end)
    if amount.vague or amount.value is None:
        return amount
    qualifier = Qualifier(match.lastgroup or "")
    if qualifier in _FROM:
        return replace(amount, qualifier=qualifier, value=None, minimum=amount.value)
    if qualifier in _UP_TO:
        return replace(amount, qualifier=qualifier, value=None, maximum=amount.value)
    return replace(amount, qualifier=qualifier)


def _is_loose(match: re.Match[str], amount: Amount) -> bool:
    """True for "a row over two ships": the word belongs to the row, not to the number."""
    if not amount.plain or amount.value is None or amount.value >= _RULES["loose"]["least"]:
        return False
    return _LOOSE.fullmatch(match[match.lastgroup or 0]) is not None


def _any_of(phrases: dict[str, list[str]]) -> str:
    ordered = {kind: "|".join(sorted(forms, key=len, reverse=True)) for kind, forms in phrases.items()}
    return "|".join(rf"(?P<{kind}>(?i:{forms}))" for kind, forms in ordered.items())


_LOOSE = re.compile(alternatives(_RULES["loose"]["words"]), re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(\"'—–]))(?:{_any_of(_RULES['before'])})\s*(?:a\s+(?:total|combined|record)\s+(?:of\s+)?)?$"
)
_AFTER = re.compile(rf"\s?(?:{_any_of(_RULES['after'])})")
