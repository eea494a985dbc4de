"""Tells which country is spoken of at a place in an article, from names of countries and their adjectives."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.document import Document
from ingest.kinds import STATES
from ingest.names.mentions import Name
from ingest.names.spelling import fold
from ingest.names.table import country_in, table
from ingest.rulebook import word_set
from kg.model import EntityKind

REACH = 60  # tokens back that a country's name still governs "the ministry": about two sentences


@dataclass(frozen=True, slots=True)
class Nationalities:
    """Where the article speaks of which country. `firsts`, `lasts` and `keys` run in parallel."""

    doc: Doc
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    keys: tuple[str, ...]
    main: str | None
    """The country of which the article speaks most."""
    times: Mapping[str, int]
    """How often it speaks of each, also by naming its towns and bodies."""

    def near(self, token: int) -> str | None:
        """The country that governs there: of the same phrase, else named just before, else the main one."""
        direct = self.before(token)
        if direct:
            return direct
        i = bisect_right(self.firsts, token) - 1
        if i >= 0 and token - self.lasts[i] <= REACH:
            return self.keys[i]
        return self.main

    def before(self, token: int) -> str | None:
        """The country right before the token: "China's", "the Chinese", "U.S."; None where there is none."""
        i = self._index_before(token)
        return None if i is None else self.keys[i]

    def start_of_phrase(self, token: int) -> int:
        """Where the country right before the token begins, else the token."""
        i = self._index_before(token)
        return token if i is None else self.firsts[i]

    def named_from(self, token: int) -> tuple[str, int] | None:
        """The country named from the token on ("Peru", "the Netherlands"), with its last token; else None."""
        for first in (token, token + 1):
            i = bisect_right(self.firsts, first) - 1
            if i >= 0 and self.firsts[i] == first and (first == token or self.doc[token].lower_ == "the"):
                return self.keys[i], self.lasts[i]
        return None

    def beside(self, first: int, last: int) -> str | None:
        """The country to which a body belongs: "the Senate of Chile", "in Chile, the Senate"; else None."""
        joins, doc = word_set("linking", "of_a_country"), self.doc
        if last + 2 < len(doc) and doc[last + 1].lower_ in joins:
            named = self.named_from(last + 2)
            # "the High Court in Suva" keeps its town.
            if named is not None and _is_country(doc[last + 2 : named[1] + 1].text):
                return named[0]
        start = first - 1  # the article
        if start < 1 or doc[start].lower_ != "the":
            return None
        start -= doc[start - 1].lower_ == ","
        country = self.start_of_phrase(start)
        led = 0 < country < start and doc[country - 1].lower_ in joins
        return self.before(start) if led else None

    def _index_before(self, token: int) -> int | None:
        i = bisect_right(self.lasts, token - 1) - 1
        if i < 0 or self.firsts[i] >= token:
            return None
        gap = token - 1 - self.lasts[i]
        return i if gap == 0 or (gap == 1 and self.doc[token - 1].tag_ == "POS") else None


def nationalities(document: Document, names: tuple[Name, ...]) -> Nationalities:
    """Every place where a country is named, or pointed at by an adjective, a capital or a government."""
    doc, known = document.doc, table()
    found: dict[int, tuple[int, str]] = {}
    bodies: list[str] = []  # of towns and bodies: what the story is about, though they name no country
    for name in names:
        home = known.countries.get(name.rows[0].country or "") if len(name.rows) == 1 else None
        if home is not None:
            entity = name.rows[0].entity
            if entity.kind in STATES or (home.capital is not None and entity.key == home.capital.key):
                found[name.first] = (name.last, home.country.key)
            elif entity.kind is EntityKind.PLACE:
                bodies.append(home.country.key)
        elif name.kind is EntityKind.AGENCY and not name.rows:
            text = document.span(name.first, name.last).within(document.article.text)
            if (state := country_in(text)) is not None:
                bodies.append(state.country.key)
    adjectives = known.by_adjective
    words = document.lower
    for i, word in enumerate(words):
        if i in found:
            continue
        key = adjectives.get(word)
        if key and document.words[i][0].isupper():
            found[i] = (i, key)
        elif i + 1 < len(words) and (key := adjectives.get(f"{word} {words[i + 1]}")):
            found[i] = (i + 1, key)
    firsts = sorted(found)
    keys = tuple(found[i][1] for i in firsts)
    counts = Counter((*keys, *bodies))
    main = max(counts, key=lambda key: counts[key]) if counts else None
    return Nationalities(doc, tuple(firsts), tuple(found[i][0] for i in firsts), keys, main, counts)


def _is_country(name: str) -> bool:
    rows = table().by_name.get(fold(name.removeprefix("the ")), ())
    return any(row.entity.kind is EntityKind.COUNTRY for row in rows)
