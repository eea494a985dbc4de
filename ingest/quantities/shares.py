"""Reads shares and multiples: "half of the", "one in five", "threefold", "twice as many"."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.grammar.numerals import number
from ingest.quantities.amount import Amount
from ingest.quantities.measures import PERCENT, TIMES, Measure, measure_after
from ingest.rulebook import rules
from kg.model import Qualifier

_RULES = rules("quantities")
_BESIDE = _RULES["beside"]
_REACH = 32  # characters before an amount in which the words that tell what it is lie


def share(text: str, match: re.Match[str]) -> Amount | None:
    """ "half of the", "by half"; not "the first half", "half the battle's"."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    alone = _SHARE_BY.search(before) and _SHARE_ENDS.match(text, match.end())
    of_noun = "-" in match.group() and _SHARE_NOUN.match(text, match.end())
    if _NO_SHARE.search(before) or not (alone or of_noun or _SHARE_OF.match(text, match.end())):
        return None
    return exactly(match, Decimal(str(FRACTIONS[plain(match.group())])), PERCENT)


def partial(text: str, match: re.Match[str]) -> Amount | None:
    """ "half a percentage point", "a quarter of a mile"."""
    measure, end = measure_after(text, match.end())
    value = Decimal(str(FRACTIONS[plain(match["fraction"])])) / 100
    where = (match.start(), end, match.start(), end)
    return Amount(*where, Qualifier.EXACT, round(value, 4), measure=measure)


def factor(text: str, match: re.Match[str]) -> Amount | None:
    """ "a factor of three"."""
    value = number(match["by"])
    return None if value is None else exactly(match, value, TIMES)


def fold(text: str, match: re.Match[str]) -> Amount | None:
    value = number(match["times"])
    return None if value is None else exactly(match, value, TIMES)


def ratio(text: str, match: re.Match[str]) -> Amount | None:
    """ "one in five", "nine out of 10"."""
    part, whole = number(match["part"]), number(match["whole"])
    if part is None or whole is None or not 0 < part < whole <= _LARGEST_WHOLE:
        return None
    return exactly(match, round(part / whole * 100, 2), PERCENT)


def verb(text: str, match: re.Match[str]) -> Amount | None:
    word = match.group().lower()
    halves = _RULES["halvings"].get(word)
    return exactly(match, Decimal(halves or _RULES["multiples"][word]), PERCENT if halves else TIMES)


def multiple(text: str, match: re.Match[str]) -> Amount | None:
    """ "twice as", "double the", "to double"."""
    word, before = match.group().lower(), text[max(0, match.start() - _REACH) : match.start()]
    verbal = word in _RULES["multiples_base"] and BEFORE_BASE.search(before)
    if not verbal and not COMPARED.match(text, match.end()):
        return None
    return exactly(match, Decimal(_RULES["multiples_of"][match.group().lower()]), TIMES)


def plain(words: str) -> str:
    """The words in small letters, with single blanks."""
    return " ".join(words.lower().split())


def exactly(match: re.Match[str], value: Decimal, measure: Measure) -> Amount:
    """The whole match as an amount of just that value."""
    return Amount(*match.span(), *match.span(), Qualifier.EXACT, value, measure=measure)


FRACTIONS: dict[str, float] = _RULES["fractions"]
"""The words for shares, in percent."""

_SHARE_OF = re.compile(rf"\s(?:{_BESIDE['share_of']})\b")
_SHARE_NOUN = re.compile(rf"\s(?:{_BESIDE['share_noun']})\b")
_SHARE_BY = re.compile(rf"\b(?:{_BESIDE['share_by']})\s+$", re.IGNORECASE)
BEFORE_BASE = re.compile(rf"(?:^|(?<=[\s(])){_BESIDE['before_base']}\s+$", re.IGNORECASE)
_SHARE_ENDS = re.compile(rf"(?![\s-]*\w)|\s(?:{_BESIDE['share_ends']})\b")
_NO_SHARE = re.compile(rf"\b(?:{_BESIDE['no_share']})\s+$", re.IGNORECASE)
_LARGEST_WHOLE = 1000  # of "one in a thousand"; a larger number there is a year or something else
COMPARED = re.compile(rf"\s(?:(?:{_BESIDE['compared']})\b|[\d$€£])")
"""What follows a multiple: "as", "the", a sum."""
