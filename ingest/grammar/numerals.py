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

VULGAR: dict[str, Decimal] = {sign: Decimal(str(n)) for sign, n in _RULES["vulgar"].items()}

_MOST_DIGITS = 30  # a longer row of digits is a serial number, no amount

_VULGAR = "".join(VULGAR)
FIGURE = rf"\d+[ -][1-7]/[2-8](?!\d)|\d*[{_VULGAR}]|\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(SCALE)
HALF = r"(?:[ -]and[ -]an?[ -](?:half|quarter))"
"""What may be added to a number in words ("two and a half")."""

_SCALED = rf"(?:[ -](?:{_SCALE})(?:(?:[ -]and)?[ -](?:{_SMALL}))*)"
WORDS = rf"(?:(?:{_SMALL})(?:[ -](?:{_SMALL}))*{_SCALED}*(?:{HALF}(?:[ -](?:{_SCALE})\b)*)?)"
"""A number in words, without the scale words that may follow ("two hundred and fifty" is whole)."""

NUMBER = rf"(?:(?:{FIGURE}){HALF}?|{WORDS})"
_PARTS = re.compile(rf"{FIGURE}|[A-Za-z]+")


def number(text: str) -> Decimal | None:
    """The number that the words or figures say; None where they say none.

    "a" and "an" count as one, also before a scale word ("a hundred").
    """
    total = Decimal(0)
    group = Decimal(0)
    scale = Decimal(0)  # of the word before, where that is a scale word
    seen = fraction = False
    for part in _PARTS.findall(text):
        word = part.lower()
        last, scale = scale, scale if word in {"and", "a", "an"} else Decimal(0)
        if part[0].isdecimal() or part in VULGAR:
            figures = _figures(part)
            if figures is None:
                return None
            group += figures
        elif word in SMALL:
            group += SMALL[word]
        elif word in FRACTION and last and seen:
            total += FRACTION[word] * last  # "a million and a half"
            group -= 1
        elif word in FRACTION:
            # "two and a half": the article before the fraction was counted as one.
            group += FRACTION[word] - (1 if seen and group else 0)
        elif part in SUFFIX or word in SCALE:
            scale = factor = SCALE[word] if word in SCALE else SUFFIX[part]
            if group == 0 and total:
                total *= factor  # "a lakh crore"
            elif factor >= 1000:
                group = group or Decimal(1)
                total += group * factor
                group = Decimal(0)
            else:
                group = (group or Decimal(1)) * factor
        elif word in {"a", "an"}:
            group += 0 if fraction else 1  # "half a million"
        elif word != "and":
            return None
        seen, fraction = True, word in FRACTION
    return total + group if seen else None


def _figures(part: str) -> Decimal | None:
    """A number in figures: "400,000", "2½", "4 1/2"."""
    if len(part) > _MOST_DIGITS:
        return None
    whole, _, broken = part.replace("-", " ").partition(" ")
    if broken:
        above, _, below = broken.partition("/")
        return Decimal(whole) + Decimal(above) / Decimal(below)
    vulgar = VULGAR.get(part[-1], Decimal(0))
    try:
        return Decimal(part.rstrip(_VULGAR).replace(",", "") or 0) + vulgar
    except InvalidOperation:
        return None
