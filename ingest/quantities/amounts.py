"""Reads amounts from bare text: numbers, intervals, money, shares and multiples, without any grammar.

What counts as what stands in `rules/quantities.toml`; the units that the counted nouns give, and the figures
that are names, are found in `ingest.quantities.expressions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from ingest.grammar.numerals import FIGURE, HALF, SCALE, SMALL, SUFFIX, WORDS, number
from ingest.quantities import shares
from ingest.quantities.amount import Amount
from ingest.quantities.measures import (
    SYMBOLS,
    TIMES,
    UNITS,
    alternatives,
    attached,
    measure_after,
)
from ingest.rulebook import rules
from kg.model import Qualifier

_RULES = rules("quantities")
_BESIDE = _RULES["beside"]
_REACH = 32  # characters before a number in which the words that tell what it is lie
_SMALL = 1000  # below, the first number of "3-5 million" shares the second's scale


def find_amounts(text: str) -> Iterator[Amount]:
    """Every amount in the text, in order; none overlaps another."""
    end = 0
    for start in _START.finditer(text):
        if start.start() < end or (start.group().isalpha() and start.group().lower() not in _FIRST_WORDS):
            continue
        match = _AMOUNT.match(text, start.start())
        if match is None:
            continue
        amount = _READERS[match.lastgroup or ""](text, match)
        end = match.end("one") if match["one"] else match.end()
        if amount is not None:
            end = max(end, amount.end)
            yield amount


def _vague(text: str, match: re.Match[str]) -> Amount | None:
    """ "several million", "tens of thousands", "billions of dollars"."""
    lead, words = shares.plain(match["lead"] or ""), match["scale"].lower().split()
    if not lead and words[0] not in _RULES["scales"]:
        return None
    if words[-1] == _BESIDE["of_plural"] and not _OF.match(text, match.end()):
        return None
    scale = Decimal(1)
    for word in words:
        scale *= _RULES["scales"].get(word) or SCALE[word]
    measure, end = measure_after(text, match.end(), after_of=True)
    where = (match.start(), end, match.start(), match.end())
    if not lead:
        return Amount(*where, Qualifier.MORE_THAN, minimum=scale, measure=measure, vague=True)
    least = scale * _LEADS[lead]
    most = least * 10 - 1  # "several million" stops short of ten million
    return Amount(*where, Qualifier.ABOUT, minimum=least, maximum=most, measure=measure, vague=True)


def _group(text: str, match: re.Match[str]) -> Amount:
    """ "a pair of"."""
    value = Decimal(_RULES["groups"][match["several"].lower()])
    return Amount(*match.span(), *match.span(), Qualifier.EXACT, value, plain=True)


def _numbered(text: str, match: re.Match[str]) -> Amount | None:
    """A number, or an interval of two, with the sign before and the unit of measure after it."""
    interval = _interval(text, match)
    end = match.end() if interval else match.end("one")
    low = interval[0] if interval else _value(match["one"])
    if low is None or _is_label(text, match, end) or _AGE.match(text, end):
        return None
    if match["minus"] and interval:
        return None
    if text[end : end + 1].isalpha() and not attached(text, end):
        return None
    sign = SYMBOLS.get((match["money"] or "").strip())
    measure, measured_to = measure_after(text, end)
    if sign is None and measure is None and (times := _TIMES_AFTER.match(text, end)):
        if _BARE_TIMES.fullmatch(times.group()) and not shares.COMPARED.match(text, times.end()):
            return None  # a frequency
        measure, measured_to = TIMES, times.end()
    if sign is not None and measure != sign:
        measure, measured_to = sign, end
    if match["minus"]:
        if measure is None and not match["minus"][0].isalpha():
            return None  # "the -5 in the name"
        low = -low
    start = match.start() if interval or not match["between"] else match.start("one")
    amount = Amount(start, measured_to, match.start("one"), end, Qualifier.EXACT, low, measure=measure)
    amount = replace(amount, plain=measure is None and _SCALED.search(text, match.start("one"), end) is None)
    if interval is None:
        return amount
    return replace(amount, qualifier=Qualifier.ABOUT, value=None, minimum=low, maximum=interval[1])


def _interval(text: str, match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """Both ends of "3-5 million"; None for one number, for a change ("from 3 to 5") and for "3 and 5"."""
    if match["two"] is None:
        return None
    low, high = _value(match["one"]), _value(match["two"])
    if low is None or high is None:
        return None
    if low < _SMALL and not _LETTER.search(match["one"]):
        low *= _scale_of(match["two"])
    joint = shares.plain(match["joint"])
    listed = joint == "and" and not match["between"]
    changed = joint == "to" and _CHANGE.search(text[max(0, match.start() - _REACH) : match.start()])
    return None if low >= high or listed or changed else (low, high)


def _is_label(text: str, match: re.Match[str], end: int) -> bool:
    """True for the number of a flight, an article of law, an item of a list, a telephone."""
    start = match.start("one")
    if match["money"] or not match["one"][0].isdigit():
        return False
    before = text[max(0, start - _REACH) : start]
    if (
        _is_labelled(text, before, start, end)
        or _FIGURES_BEFORE.search(before)
        or _SCORE.search(before)
        or (text[end - 1].isdigit() and (_FIGURES_AFTER.match(text, end) or _MODEL_AFTER.match(text, end)))
    ):
        return True
    return _ITEM_AFTER.match(text, end) is not None and not before.rpartition("\n")[2].strip()


def _is_labelled(text: str, before: str, start: int, end: int) -> bool:
    """True after "Article", "Flight"; but not in "to order 12 jets", "orders 10m doses"."""
    label = _LABEL.search(before)
    if label is None or _SCALED.search(text, start, end):
        return False
    return label.start() == 0 or shares.BEFORE_BASE.search(before[: label.start()]) is None


def _value(text: str) -> Decimal | None:
    return number(_JOINED.sub(" ", text))


def _scale_of(text: str) -> Decimal:
    factor = Decimal(1)
    for word in _LETTERS.findall(text):
        factor *= SCALE.get(word.lower()) or SUFFIX.get(word) or 1
    return factor


_READERS: dict[str, Callable[[str, re.Match[str]], Amount | None]] = {
    "partial": shares.partial,
    "share": shares.share,
    "factor": shares.factor,
    "fold": shares.fold,
    "ratio": shares.ratio,
    "verb": shares.verb,
    "multiple": shares.multiple,
    "group": _group,
    "vague": _vague,
    "numbered": _numbered,
}
_LEADS = {
    **dict.fromkeys(_RULES["vague"]["several"], 1),
    **dict.fromkeys(_RULES["vague"]["tens"], 10),
    **dict.fromkeys(_RULES["vague"]["hundreds"], 100),
}
_JOINED = re.compile(r"(?<=\d)(?=[A-Za-z])")  # between figure and suffix, "3|bn"
_LETTER = re.compile(r"[A-Za-z]")
_LETTERS = re.compile(r"[A-Za-z]+")
_OF = re.compile(rf"\s{_BESIDE['of']}\b")
_TIMES_AFTER = re.compile(_BESIDE["times"])
_BARE_TIMES = re.compile(_BESIDE["bare_times"])
_AGE = re.compile(_BESIDE["age"])
_CHANGE = re.compile(rf"\b{_BESIDE['change']}\s+$", re.IGNORECASE)
_LABEL = re.compile(rf"(?:^|(?<=[\s(\"'-]))(?:{alternatives(_RULES['labels']['words'])})\s*$", re.IGNORECASE)
_FIGURES_BEFORE = re.compile(r"\d[ -]$")
_SCORE = re.compile(r"(?<!from )\b\d{1,3},? to $")  # "352 to 65", where it was no interval
_FIGURES_AFTER = re.compile(r"[ -]\d+\b")  # a telephone; but "24 787s" is none
_MODEL_AFTER = re.compile(r"-\d+[A-Z]+\b")  # "the 777-200LR"
_ITEM_AFTER = re.compile(r"[.)]\s")

_SIGNS = alternatives(sign for sign in SYMBOLS if not sign[0].isalpha())
_LETTERED_SIGNS = alternatives(sign for sign in SYMBOLS if sign[0].isalpha() and len(sign) > 1)
_LETTERS_ALONE = alternatives(sign for sign in SYMBOLS if sign.isalpha() and len(sign) == 1)
# "R450m" is money, "R2" a name: one letter is a currency only before a figure with a scale.
_LETTER_SIGN = rf"(?:{_LETTERS_ALONE})(?=[\d.,]+\s?(?:{alternatives(SUFFIX)}|(?:{alternatives(SCALE)}))\b)"
_MONEY = rf"(?:{_SIGNS}|\b(?:{_LETTERED_SIGNS}|{_LETTER_SIGN}))\s?"
_SCALE_WORDS = rf"(?:[ -](?i:{alternatives(SCALE)})\b)"
_SCALED = re.compile(rf",|\d[A-Za-z]|{_SCALE_WORDS}")
_SUFFIXES = rf"(?:\s?(?:{alternatives(SUFFIX)})(?![A-Za-z0-9]))"
_IN_FIGURES = rf"(?:{FIGURE})(?!\d|[.,:/]\d)(?:{_SUFFIXES}|{_SCALE_WORDS}+)?"
_IN_WORDS = rf"\b(?i:(?:half[ ])?an?{_SCALE_WORDS}+(?:{HALF})?|{WORDS})\b"
_ONE = rf"(?:{_IN_FIGURES}|{_IN_WORDS})"
_PERCENT_SIGN = r"(?:\s?%|\s(?:percent|per\ cent))?"
_PLURALS, _SINGULARS = alternatives(_RULES["scales"]), alternatives(SCALE)
_AMOUNT = re.compile(
    rf"""
      (?P<verb>\b(?i:{alternatives([*_RULES["multiples"], *_RULES["halvings"]])})\b)
    | (?P<multiple>\b(?i:{alternatives(_RULES["multiples_of"])})\b)
    | (?P<fold>\b(?P<times>(?:{FIGURE}|(?i:{WORDS})))[- ]?fold\b)
    | (?P<ratio>\b(?P<part>\d|(?i:{WORDS}))\s(?i:{_BESIDE["ratio"]})\s(?:(?i:every)\s)?
        (?P<whole>\d\d?\d?|(?i:{WORDS}))(?=\s[a-z])(?!\s(?:{alternatives(SCALE)})))
    | (?P<partial>\b(?P<fraction>(?i:{alternatives(shares.FRACTIONS)}))(?:\s{_BESIDE["of"]})?\s(?i:an?)\s
        (?=(?:{UNITS})(?!\w)))
    | (?P<factor>\b(?i:{alternatives([_BESIDE["factor"]])})\s(?P<by>{_ONE})\b)
    | (?P<share>\b(?i:{alternatives(shares.FRACTIONS)})\b(?!\s+an?\s))
    | (?P<group>\b(?i:an?|another)\s(?P<several>(?i:{alternatives(_RULES["groups"])}))\s{_BESIDE["of"]}
        (?=\s[a-z]))
    | (?P<vague>\b(?:(?P<lead>(?i:{alternatives(_LEADS)}))\s+)?
        (?P<scale>(?i:(?:(?:{_SINGULARS})\s+)*(?:{_PLURALS}|{_SINGULARS})))\b)
    | (?P<numbered>(?:(?P<between>\b(?i:between))\s+)?
        (?<![\w.,/:\#+-])(?P<minus>(?<![^\s(])[-−](?=[\d$€£])|\b(?i:{_BESIDE["minus"]})\s)?(?P<money>{_MONEY})?(?P<one>{_ONE})
        (?:{_PERCENT_SIGN}(?P<joint>\s?[-–—]\s?|\s+(?:to|and)\s+)(?:{_MONEY})?(?P<two>{_ONE}))?)
    """,
    re.VERBOSE,
)

# Every amount begins with a figure, a sign or one of these words; the long expression is tried only there.
_START = re.compile(rf"[^\W\d_]+|\d+|{_SIGNS}|[-−](?=[\d$€£])")
_PHRASES = [
    *_RULES["multiples"],
    *_RULES["halvings"],
    *_RULES["multiples_of"],
    *_RULES["scales"],
    *shares.FRACTIONS,
    *_LEADS,
    *SMALL,
    *(f"{word}fold" for word in SMALL),
    *SCALE,
    *(sign for sign in SYMBOLS if sign[0].isalpha()),
    *_BESIDE["first_words"],
    _BESIDE["minus"],
]
_FIRST_WORDS = frozenset(_LETTERS.findall(phrase)[0].lower() for phrase in _PHRASES)
