"""What single words of time say, by `rules/times.toml`: numbers of months, units, directions, counts."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ingest.grammar.numerals import number
from ingest.rulebook import rules
from ingest.times import periods
from ingest.times.periods import Grain, Period

Words = re.Match[str]

WORDS = {
    name: {word.lower(): meaning for word, meaning in table.items()}
    for name, table in rules("times")["words"].items()
}
"""The tables of the rule file, their words in small letters."""

UNKNOWN_COUNT = "X"  # TIMEX3's letter for a number that nobody gave

_CENTURY_PIVOT = 50  # '68 is 1968, '24 is 2024
_GRAINS = {"10Y": Grain.DECADE, "100Y": Grain.CENTURY, **{grain.value: grain for grain in Grain}}
_FIGURES = re.compile(r"\d*")
_LONGEST_COUNT = 5  # digits; more units than that lead out of the calendar


def said(match: Words, table: str, number_: str = "") -> str | int | None:
    """What the words of that table in the match mean; None where there are none."""
    if table + number_ not in match.re.groupindex or match[table + number_] is None:
        return None
    meaning: str | int = WORDS[table][" ".join(match[table + number_].lower().split())]
    return meaning


def step(match: Words, *tables: str) -> int | None:
    """How many units back or on the words say ("last": -1), by the first of the tables that the match has."""
    for table in tables:
        meaning = said(match, table)
        if meaning is not None:
            return int(meaning)
    return None


def unit(match: Words) -> str:
    """The unit's code, whichever table it came from ("years": Y, "hour": TH, "decade": 10Y)."""
    for table in ("unit", "units", "length"):
        meaning = said(match, table)
        if meaning is not None:
            return str(meaning)
    raise AssertionError(f"{match.re.pattern!r} has no unit")


def grain(code: str) -> Grain | None:
    """The grain of the calendar that a unit's code names; None for hours and for fortnights."""
    return _GRAINS.get(code)


def count(match: Words) -> str:
    """How many, as a figure: "1" where only an article stands there, "X" where the words are vague."""
    vague = said(match, "vague")
    if vague is not None:
        return str(vague)
    if "number" not in match.re.groupindex or not match["number"]:
        return "1"
    found = number(match["number"])
    return UNKNOWN_COUNT if found is None else _figure(found)


def whole(counted: str) -> int | None:
    """The count as a whole number of a size that a calendar can hold; None otherwise."""
    return int(counted) if counted.isdigit() and len(counted) <= _LONGEST_COUNT else None


def length(counted: str, code: str) -> Period:
    """So many units as a TIMEX3 duration: P2Y, PT30M, PXW."""
    clock, code = ("T", code[1:]) if code[0] == "T" else ("", code)
    factor, code = _split(code)
    if counted != UNKNOWN_COUNT:
        amount = Decimal(counted) * factor
        if clock and code == "H" and amount % 1:
            amount, code = amount * 60, "M"
        counted = _figure(amount)
    return Period(f"P{clock}{counted}{code}", Grain.LENGTH)


def moved(code: str, of: date, steps: int) -> date | None:
    """The day so many units away; hours and minutes stay on the day."""
    if code[0] == "T":
        return of
    factor, code = _split(code)
    return periods.moved_by(Grain(code), of, steps * factor)


def year(text: str) -> int:
    """A year of two or four figures."""
    figures = text.lstrip("'’")
    if len(figures) == 4:
        return int(figures)
    return int(figures) + (1900 if int(figures) >= _CENTURY_PIVOT else 2000)


def _split(code: str) -> tuple[int, str]:
    figures = _FIGURES.match(code)
    assert figures is not None
    return int(figures.group() or 1), code[figures.end() :]


def _figure(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
