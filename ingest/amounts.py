"""Reads amounts from bare text: numbers, intervals, money, shares and multiples, without any grammar.

What counts as what stands in `rules/quantities.toml` and `rules/currencies.csv`; the units that the counted
nouns give are found in `ingest.quantities`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ingest.numerals import FIGURE, SCALE, SUFFIX, WORDS, number
from ingest.rulebook import RULES, rules
from kg.model import Qualifier

_RULES = rules("quantities")
_PERCENT = "percent"
_TIMES = "times"
_BEFORE_REACH = 32  # characters; no phrase of [before] is longer
_AFTER_REACH = 20


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at characters `start` to `end`, bounds and unit of measure included.

    `first` and `last` are where the number itself begins and ends. `unit` is None where a noun must say what
    is counted; `plain` is False where scale words, commas or a unit show that it is no mere numeral.
    """

    start: int
    end: int
    first: int
    last: int
    qualifier: Qualifier
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str | None = None
    code: str | None = None
    plain: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    code: str | None


def find_amounts(text: str) -> Iterator[Amount]:
    """Every amount in the text, in order; none overlaps another."""
    end = 0
    match = _AMOUNT.search(text)
    while match is not None:
        amount = _read(text, match)
        if amount is None:
            next_ = match.end("one") if match["one"] else match.end()
        else:
            amount = _bounded(text, end, amount)
            end = next_ = amount.end
            yield amount
        match = _AMOUNT.search(text, next_)


def _read(text: str, match: re.Match[str]) -> Amount | None:
    kind = match.lastgroup
    if kind == "share":
        value = _FRACTIONS[_plain(match["share"])]
        return _exactly(match, value, _Unit(_PERCENT, "P1")) if _is_share(text, match) else None
    if kind == "fold":
        value = number(match["times"])
        return None if value is None else _exactly(match, value, _Unit(_TIMES, None))
    if kind == "verb":
        word = match["verb"].lower()
        halved = word in _RULES["halvings"]
        value = Decimal(_RULES["halvings"][word] if halved else _RULES["multiples"][word])
        return _exactly(match, value, _Unit(_PERCENT, "P1") if halved else _Unit(_TIMES, None))
    if kind == "multiple":
        value = Decimal(_RULES["multiples_of"][match["multiple"].lower()])
        return _exactly(match, value, _Unit(_TIMES, None)) if _compares(text, match.end()) else None
    if kind == "vague" and match["scale"].lower() == "scores" and not text.startswith(" of ", match.end()):
        return None  # "scores a goal"
    return _counted_by_nobody(text, match) if kind == "vague" else _numbered(text, match)


def _exactly(match: re.Match[str], value: Decimal, unit: _Unit) -> Amount:
    start, end = match.span()
    return Amount(start, end, start, end, Qualifier.EXACT, value, unit=unit.name, code=unit.code)


def _is_share(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 12]
    if re.match(r"(?:,| of\b| the\b| its\b| their\b| his\b| her\b)", after) and not after.startswith(","):
        return not re.search(r"\b(?:first|second|last|other|better)\s+$", text[: match.start()][-8:].lower())
    # "by half", "up to a third.": nothing may follow that it could be half of
    lead = re.search(
        r"(?:\b(?:by|in|to|than|about|nearly|almost|over|least|around|roughly)\s+)$",
        text[: match.start()][-12:].lower(),
    )
    return (bool(lead) and not re.match(r"[ -](?:an?\b|[a-z]+\b)", after)) or (
        bool(lead)
        and bool(re.match(r" (?:for|in|from|by|on|since|to|at|and|or|when|as|after|before)\b", after))
    )


def _compares(text: str, at: int) -> bool:
    word = re.match(r"\s+([\w'$€£]+)", text[at : at + 24])
    return bool(word) and (word[1].lower() in _COMPARING or word[1][0] in "$€£" or word[1][0].isdigit())


def _counted_by_nobody(text: str, match: re.Match[str]) -> Amount | None:
    """ "several million", "tens of thousands", "billions of dollars"."""
    start, end = match.span()
    lead, words = _plain(match["lead"] or ""), re.findall(r"[a-z]+", match["scale"].lower())
    if not lead and words[0] not in _RULES["scales"]:
        return None
    scale = Decimal(1)
    for word in words:
        scale *= _RULES["scales"][word] if word in _RULES["scales"] else SCALE[word]
    unit, unit_end = _unit_after(text, end, skip_of=True)
    name, code = (unit.name, unit.code) if unit else (None, None)
    end = unit_end
    if not lead:
        return Amount(
            start,
            end,
            start,
            match.end(),
            Qualifier.MORE_THAN,
            minimum=scale,
            unit=name,
            code=code,
            vague=True,
        )
    low = scale * _LEADS[lead]
    top = low * 10 - 1
    return Amount(
        start,
        end,
        start,
        match.end(),
        Qualifier.ABOUT,
        minimum=low,
        maximum=top,
        unit=name,
        code=code,
        vague=True,
    )


def _numbered(text: str, match: re.Match[str]) -> Amount | None:
    first = _value(match["one"])
    if first is None or _is_label(text, match):
        return None
    end = match.end()
    low, unit, plain = (
        first,
        _CURRENCY_OF_SYMBOL.get((match["money"] or "").strip()),
        not re.search(rf"[,.]|\d[A-Za-z]|{_SCALE_WORDS}", match["one"]),
    )
    high: Decimal | None = None
    if match["two"] is not None:
        high = _value(match["two"])
        if (
            high is not None
            and _SCALED.search(match["two"])
            and not _SCALED.search(match["one"])
            and low < 1000
        ):
            low *= _scale_of(match["two"])
        joined = match["joint"].strip()
        fits = high is not None and high > low and (match["between"] or joined != "and")
        if not fits or (joined == "to" and _is_change(text, match.start())):
            end, high, low = match.end("one"), None, first
    if text[end : end + 1].isalpha() and not _attached(text, end):
        return None
    after, unit_end = _unit_after(text, end)
    if unit is None and after is None and re.match(r"[- ]?(?:times|fold)\b|x\b", text[end : end + 6]):
        word = re.match(r"[- ]?(?:times|fold)|x", text[end : end + 6])
        assert word is not None
        if "times" in word.group() and not _compares(text, end + word.end()):
            return None
        after, unit_end = _Unit(_TIMES, None), end + word.end()
    if unit is None and after is not None:
        unit, end_ = after, unit_end
    else:
        end_ = unit_end if after is not None and unit is not None and after.code == unit.code else end
    if re.match(r"-years?-old|[ -]years?[ -]old", text[end : end + 10]):
        return None
    start = (
        match.start("between")
        if match["between"] and high is not None
        else match.start("money")
        if match["money"]
        else match.start("one")
    )
    name, code = (unit.name, unit.code) if unit else (None, None)
    where = (start, end_, match.start("one"), end)
    if high is not None:
        return Amount(*where, Qualifier.ABOUT, minimum=low, maximum=high, unit=name, code=code)
    return Amount(*where, Qualifier.EXACT, low, unit=name, code=code, plain=plain and unit is None)


def _is_change(text: str, start: int) -> bool:
    """True after "from": "from 5 to 10" is a change, no interval."""
    return bool(re.search(r"\bfrom\s+(?:\w+\s+){0,2}$", text[max(0, start - 24) : start].lower()))


def _is_label(text: str, match: re.Match[str]) -> bool:
    start, end = match.start("one"), match.end()
    before = text[max(0, start - 16) : start]
    word = re.search(r"([\w.#]+)\s*$", before)
    if match["money"] is None and word and word[1].lower() in _LABELS and match["one"][0].isdigit():
        return True
    if (
        re.match(r"[.)]\s", text[end : end + 2])
        and not before.rpartition("\n")[2].strip()
        and "\n" in "\n" + before
    ):
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip():
            return True  # the number of a list's item
    # A telephone or serial number stands among other groups of figures.
    return (bool(re.match(r"[ -]?\d|-\d", text[end : end + 2])) and match["money"] is None) or bool(
        re.search(r"\d[ -]$", before)
    )


def _attached(text: str, at: int) -> bool:
    word = re.match(r"[A-Za-z°/]+", text[at : at + 12])
    return bool(word) and (word.group() in _ATTACHABLE or word.group() == "x")


def _unit_after(text: str, at: int, *, skip_of: bool = False) -> tuple[_Unit | None, int]:
    """The unit of measure or currency that the words after the number name, and where it ends."""
    pattern = _UNIT_AFTER_OF if skip_of else _UNIT_AFTER
    match = pattern.match(text, at)
    if match is None:
        return None, at
    word = match["unit"]
    unit = _UNITS.get(word) or _UNITS.get(_plain(word))
    if (
        unit is not None
        and unit.code == "GBP"
        and word[0] == "p"
        and text[match.end() : match.end() + 4] == " of "
    ):
        return _Unit("pounds", "LBR"), match.end()
    return unit, match.end()


def _bounded(text: str, low: int, amount: Amount) -> Amount:
    """The amount with the words around it that bound it: "more than", "or so"."""
    start, end, qualifier = amount.start, amount.end, amount.qualifier
    before = text[max(low, start - _BEFORE_REACH) : start]
    if match := _BEFORE.search(before):
        qualifier, start = Qualifier(match.lastgroup or ""), start - len(before) + match.start()
    elif match := _AFTER.match(text[end : end + _AFTER_REACH]):
        qualifier, end = Qualifier(match.lastgroup or ""), end + match.end()
    else:
        return amount
    value, least, most = amount.value, amount.minimum, amount.maximum
    if amount.vague or value is None:
        return _replaced(amount, start, end, amount.qualifier, value, least, most)
    if qualifier in {Qualifier.MORE_THAN, Qualifier.AT_LEAST}:
        value, least = None, value
    elif qualifier in {Qualifier.UP_TO, Qualifier.LESS_THAN}:
        value, most = None, value
    return _replaced(amount, start, end, qualifier, value, least, most)


def _replaced(
    amount: Amount,
    start: int,
    end: int,
    qualifier: Qualifier,
    value: Decimal | None,
    least: Decimal | None,
    most: Decimal | None,
) -> Amount:
    return Amount(
        start,
        end,
        amount.first,
        amount.last,
        qualifier,
        value,
        least,
        most,
        amount.unit,
        amount.code,
        amount.plain,
        amount.vague,
    )


def _value(text: str) -> Decimal | None:
    return number(re.sub(r"(?<=\d)(?=[A-Za-z])", " ", text))


def _scale_of(text: str) -> Decimal:
    factor = Decimal(1)
    for word in re.findall(r"[A-Za-z]+", text):
        factor *= SCALE.get(word.lower(), SUFFIX.get(word, Decimal(1)))
    return factor


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _any(words: Mapping[str, Any] | list[str] | set[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _currencies() -> tuple[dict[str, _Unit], dict[str, _Unit]]:
    symbols: dict[str, _Unit] = {}
    words: dict[str, _Unit] = {}
    with (RULES / "currencies.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            unit = _Unit(row["name"], row["code"])
            symbols.update(dict.fromkeys(row["symbols"].split("|"), unit))
            words.update(dict.fromkeys(filter(None, row["words"].split("|")), unit))
    return symbols, words


_CURRENCY_OF_SYMBOL, _CURRENCY_WORDS = _currencies()
_UNITS: dict[str, _Unit] = {
    **{w.lower(): u for w, u in _CURRENCY_WORDS.items()},
    **{s: u for s, u in _CURRENCY_OF_SYMBOL.items() if len(s) == 3 and s.isupper()},
    **{w: _Unit(name, m.get("code")) for name, m in _RULES["measures"].items() for w in m["words"]},
}
_ATTACHABLE = {word for word in _UNITS if len(word) <= 4}
_COMPARING = frozenset(_RULES["comparing"]["words"])
_LABELS = frozenset(_RULES["labels"]["words"]) - {"under"}
_FRACTIONS = {word: Decimal(str(share)) for word, share in _RULES["fractions"].items()}
_LEADS = {
    **dict.fromkeys(_RULES["vague"]["several"], 1),
    **dict.fromkeys(_RULES["vague"]["tens"], 10),
    **dict.fromkeys(_RULES["vague"]["hundreds"], 100),
}

_SYMBOLS = _any({s for s in _CURRENCY_OF_SYMBOL if not s[0].isalpha()})
_LETTERED = _any({s for s in _CURRENCY_OF_SYMBOL if s[0].isalpha()})
_MONEY = rf"(?:{_SYMBOLS}|\b(?:{_LETTERED}))\s?"
_SCALE_WORDS = rf"(?:[ -](?i:{_any(SCALE)})\b)"
_SUFFIXES = rf"(?:\s?(?:{_any(SUFFIX)})(?![A-Za-z]))"
_FIGURES = rf"(?:{FIGURE})(?!\d|[.,:/]\d)(?:{_SUFFIXES}|{_SCALE_WORDS}+)?"
_SPELT = rf"\b(?i:(?:half[ ])?an?{_SCALE_WORDS}+|{WORDS})\b"
_ONE = rf"(?:{_FIGURES}|{_SPELT})"
_PERCENT_SIGN = r"(?:\s?%|\s(?:percent|per\ cent))?"
_PLURALS, _SINGULARS = _any(_RULES["scales"]), _any(SCALE)
_SCALED = re.compile(r"[A-Za-z]")
_AMOUNT = re.compile(
    rf"""
      (?P<verb>\b(?i:{_any({**_RULES["multiples"], **_RULES["halvings"]})})\b)
    | (?P<multiple>\b(?i:{_any(_RULES["multiples_of"])})\b)
    | (?P<fold>\b(?P<times>(?:{FIGURE}|(?i:{WORDS})))[- ]?fold\b)
    | (?P<share>\b(?i:{_any(_FRACTIONS)})\b(?!\s+an?\s))
    | (?P<vague>\b(?:(?P<lead>(?i:{_any(_LEADS)}))\s+)?
        (?P<scale>(?i:(?:(?:{_SINGULARS})\s+)*(?:{_PLURALS}|{_SINGULARS})))\b)
    | (?P<numbered>(?:(?P<between>\b(?i:between))\s+)?
        (?<![\w.,/:\#+-])(?P<money>{_MONEY})?(?P<one>{_ONE})
        (?:{_PERCENT_SIGN}(?P<joint>\s?[-–—]\s?|\s+(?:to|and)\s+)(?:{_MONEY})?(?P<two>{_ONE}))?)
    """,
    re.VERBOSE,
)
_UNIT_WORDS = _any(set(_UNITS) | {w.capitalize() for w in _UNITS if " " in w})
_UNIT_AFTER = re.compile(rf"(?:\s|-)?(?P<unit>(?:{_UNIT_WORDS}))(?![A-Za-z])")
_UNIT_AFTER_OF = re.compile(rf"(?:\sof\s|\s)(?P<unit>(?:{_UNIT_WORDS}))(?![A-Za-z])")
_BEFORE = re.compile(
    r"(?:^|(?<=[\s(]))(?:"
    + "|".join(
        rf"(?P<{q}>(?i:{'|'.join(sorted(w, key=len, reverse=True))}))" for q, w in _RULES["before"].items()
    )
    + r")\s*(?:a\s+(?:total|combined|whopping|record)\s+(?:of\s+)?)?$"
)
_AFTER = re.compile(
    r"\s?(?:" + "|".join(rf"(?P<{q}>(?i:{'|'.join(w)}))" for q, w in _RULES["after"].items()) + ")"
)
