"""Units of measure and currencies: the words and signs for them, and their codes.

They stand in `rules/quantities.toml` (UN/CEFACT codes) and `rules/currencies.csv` (ISO 4217).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.rulebook import RULES, rules

_RULES = rules("quantities")
_LONGEST_ATTACHED = 4  # letters: longer units are not written to the figure ("30MW", but "30 megawatts")
_CODE_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure or a currency: its name in words, and its code where it has one."""

    name: str
    code: str | None = None


PERCENT = Measure("percent", "P1")
TIMES = Measure("times")
_OF_WEIGHT: str = _RULES["beside"]["weight"]
_WEIGHT = Measure("pounds", "LBR")


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; a blank matches any run of blanks."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def measure_after(text: str, at: int, *, after_of: bool = False) -> tuple[Measure | None, int]:
    """The measure that the words at this place name, and where they end; `after_of`: "of" may come first."""
    match = (_AFTER_OF if after_of else _AFTER).match(text, at)
    if match is None:
        return None, at
    word = " ".join(match["unit"].split())
    if len(word) == _CODE_LENGTH and word.isupper() and _HELD.match(text, match.end()):
        return None, at  # "58 million AMD shares"
    measure = _MEASURES.get(word) or _MEASURES.get(word.lower()) or SYMBOLS.get(word)
    if measure is not None and measure.code == "GBP" and text.startswith(_OF_WEIGHT, match.end()):
        return _WEIGHT, match.end()
    return measure, match.end()


def attached(text: str, at: int) -> bool:
    """True where the letters written to a figure are a unit ("30MW"), not part of a name ("30B")."""
    word = _LETTERS.match(text, at)
    return word is not None and word.group() in _ATTACHABLE


def _currencies() -> tuple[dict[str, Measure], dict[str, Measure]]:
    """The signs that stand before a figure, and the words that stand after one."""
    symbols: dict[str, Measure] = {}
    words: dict[str, Measure] = {}
    with (RULES / "currencies.csv").open("r", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            currency = Measure(row["name"], row["code"])
            symbols.update(dict.fromkeys(row["symbols"].split("|"), currency))
            words.update(dict.fromkeys(filter(None, row["words"].split("|")), currency))
    return symbols, words


SYMBOLS, _WORDS = _currencies()
"""The currency of each sign, ISO codes among them."""

_MEASURES: dict[str, Measure] = {
    **{word.lower(): currency for word, currency in _WORDS.items()},
    **{sign: currency for sign, currency in SYMBOLS.items() if len(sign) == _CODE_LENGTH and sign.isupper()},
    **{word: Measure(name, m.get("code")) for name, m in _RULES["measures"].items() for word in m["words"]},
}
_ATTACHABLE = {word for word in _MEASURES if len(word) <= _LONGEST_ATTACHED} | {"x"}
_LETTERS = re.compile(r"[A-Za-z°/]+")
_NAMES = alternatives({*_MEASURES, *_WORDS})
UNITS = _NAMES
"""A regular expression for the words of all measures and currencies."""

_SIGNS = alternatives(sign for sign in SYMBOLS if len(sign) == 1 and not sign.isalpha())
_HELD = re.compile(rf"\s(?:{_RULES['beside']['held']})\b")
_UNIT = rf"(?P<unit>(?:{_NAMES})(?!\w)|(?:{_SIGNS})(?!\s?\d))"
_AFTER = re.compile(rf"[\s-]?{_UNIT}")
_AFTER_OF = re.compile(rf"\s(?:{_RULES['beside']['of']}\s)?{_UNIT}")
