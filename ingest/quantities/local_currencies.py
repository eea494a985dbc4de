"""Tells whose shillings, crowns or pesos are meant: those of the country named nearest before."""

from __future__ import annotations

import re

from ingest.quantities.measures import Measure
from ingest.rulebook import rules

_COUNTRY_OF: dict[str, dict[str, str]] = {
    word: {name: code for code, names in table.items() for name in names.split()}
    for word, table in rules("local_currencies").items()
}
_NAMES = {word: re.compile(rf"\b(?:{'|'.join(names)})\b") for word, names in _COUNTRY_OF.items()}
_WORD = re.compile(rf"\b({'|'.join(sorted(_COUNTRY_OF, key=len, reverse=True))})s?$", re.IGNORECASE)
_REACH = 4000  # characters back; farther off a country is another story's


def local(text: str, start: int, end: int, measure: Measure | None) -> Measure | None:
    """The measure of the amount in these characters, its currency made that of the country spoken of.

    Of "40 Kenyan shillings" the name itself says it; of "$40" none is asked, only of words.
    """
    match = _WORD.search(text, start, end)
    if match is None:
        return measure
    word = match[1].lower()
    names, own = _NAMES[word], None
    for found in names.finditer(text, max(0, start - _REACH), match.start()):
        own = found
    own = own or names.search(text, match.end(), match.end() + _REACH)
    if own is None:
        return measure
    return Measure(match.group(), _COUNTRY_OF[word][own.group()])
