"""How names are compared, and made into keys, whatever their accents, capitals and full stops."""

from __future__ import annotations

import functools
import re
import unicodedata

LONGEST_KEY = 60  # characters of a country's key and its body's together

_ABBREVIATED = re.compile(r"\b(\w)\.")
_PLAIN = re.compile(r"[\w&+'/-]+(?: [\w&+'/-]+)*", re.ASCII)
"""A name in which only the capitals and the article need folding, as in nearly all."""


@functools.lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name without article, accents, full stops in abbreviations and capitals, for comparing."""
    if not _PLAIN.fullmatch(name):
        name = _ABBREVIATED.sub(r"\1", _without_accents(name).replace("’", "'"))
        name = re.sub(r"[^\w&+'./-]+", " ", name.casefold()).strip(" .")
    return name.casefold().removeprefix("the ")


def slug(name: str) -> str:
    """A name as a key: lower-case letters and digits with hyphens ("Air France-KLM" → "air-france-klm")."""
    plain = _without_accents(name).replace("&", " and ").replace("'", "").replace("’", "").casefold()
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def national_key(country: str, body: str) -> str:
    """The key of a country's body, from the keys of both ("peru-central-bank")."""
    return f"{country}-{body}"[:LONGEST_KEY].rstrip("-")


def _without_accents(name: str) -> str:
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
