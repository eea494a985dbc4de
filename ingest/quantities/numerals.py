"""Reads numbers in figures and in words: "400,000", "two and a half", "3.5bn", "twenty-five million"."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from ingest.rulebook import rules

_RULES = rules("numerals")
SMALL: dict[str, Decimal] = {word: Decimal(n) for word, n in _RULES["small"].items()}
SCALE: dict[str, Decimal] = {word: Decimal(n) for word, n in _RULES["scale"].items()}
SUFFIX: dict[str, Decimal] = {word: Decimal(n) for word, n in _RULES["suffix"].items()}
FRACTION: dict[str, Decimal] = {word: Decimal(str(n)) for word, n in _RULES["fraction"].items()}

_MOST_DIGITS = 30  # a longer row of digits is a serial number, no amount

FIGURE = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(SCALE)
_HALF = r"(?:[ -]and[ -]an?[ -](?:half|quarter))"
WORDS = (
    rf"(?:(?:{_SMALL})(?:[ -](?:{_SMALL}))*(?:[ -](?:{_SCALE})(?:(?:[ -]and)?[ -](?:{_SMALL}))*)*{_HALF}?)"
)
"""A number in words, without the scale words that may follow ("two hundred and fifty" is whole)."""

NUMBER = rf"(?:(?:{FIGURE}){_HALF}?|{WORDS})"
_PARTS = re.compile(rf"{FIGURE}|[A-Za-z]+")


def number(text: str) -> Decimal | None:
    """The number that the words or figures say; None where they say none.

    "a" and "an" count as one, also before a scale word ("a hundred").
    """
    total = Decimal(0)
    group = Decimal(0)
    seen = fraction = False
    for part in _PARTS.findall(text):
        word = part.lower()
        if part[0].isdigit():
            if len(part) > _MOST_DIGITS:
                return None
            try:
                group += Decimal(part.replace(",", ""))
            except InvalidOperation:
                return None
        elif word in SMALL:
            group += SMALL[word]
        elif word in FRACTION:
            # "two and a half": the article before the fraction was counted as one.
            group += FRACTION[word] - (1 if seen and group else 0)
        elif part in SUFFIX or word in SCALE:
            factor = SCALE[word] if word in SCALE else SUFFIX[part]
            if group == 0:
                group = Decimal(1)
            if factor >= 1000:
                total += group * factor
                group = Decimal(0)
            else:
                group *= factor
        elif word in {"a", "an"}:
            group += 0 if fraction else 1  # "half a million"
        elif word != "and":
            return None
        seen, fraction = True, word in FRACTION
    return total + group if seen else None
