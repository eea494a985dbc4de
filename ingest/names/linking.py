"""Says what each name of an article means: one entity for one thing, never two things in one.

It uses the article itself and the shipped table, nothing else. A name that the table does not know becomes an
entity of its own: its key is the slug of its canonical name ("northrop-grumman"). A lone surname whose full
name the article never gives is keyed with the article's digest, for there are many Smiths. A product is keyed
with its maker ("amd-mi325"), a ministry with its country ("norway-ministry-of-health").
"""

from __future__ import annotations

import functools
import re

from ingest.document import Document
from ingest.kinds import ORGANISATIONS, PRODUCTS
from ingest.names.descriptions import describe
from ingest.names.mentions import Name
from ingest.names.metonyms import read_metonyms
from ingest.names.name_spans import name_spans
from ingest.names.naming import agree, reason, without_form
from ingest.names.nationality import Nationalities, nationalities
from ingest.names.people import by_surname, by_tail
from ingest.names.rows import Row
from ingest.names.seats import at_seat
from ingest.names.spelling import fold, national_key, slug
from ingest.names.table import model_called, table
from ingest.rulebook import rules, word_set
from kg.model import Entity, EntityKind, LinkReason, Mention

Linked = tuple[Entity, LinkReason]

OFTENER = 2
"""How much oftener a country must be named than another that its body is meant, though both have one."""


def link(document: Document, names: tuple[Name, ...]) -> tuple[Mention, ...]:
    """A mention for each name, and for each description of a known body ("China's internet regulator")."""
    where = nationalities(document, names)
    article = _Article(document, names, where)
    linked = [(name, *article.entity(name)) for name in names]
    linked = read_metonyms(document, linked)
    spans = name_spans(document, names)
    mentions = [
        Mention(spans[name.first], entity, reason, name.named and not name.modifier)
        for name, entity, reason in linked
    ]
    mentions += describe(document, linked, where)
    return tuple(sorted(mentions, key=lambda m: (m.span, m.entity.key)))


class _Article:
    """What the article itself tells about its names: full names, acronyms, makers."""

    def __init__(self, document: Document, names: tuple[Name, ...], where: Nationalities) -> None:
        self.document, self.names, self.where = document, names, where
        self.words = document.words
        self.memo: dict[tuple[str, EntityKind], Linked] = {}
        self.texts = {name.first: self._text(name) for name in names}
        full = {self.texts[n.first] for n in names if n.kind is EntityKind.PERSON}
        self.people = by_surname(full)
        self.tails = by_tail(full)
        self.organisations = self._organisations()
        self.acronyms: dict[str, Linked] = {}
        self.makers = self._makers()
        # From "787" to "Boeing 787", where the article has both.
        self.models = {
            t.split()[-1]: t for n in names if n.kind in PRODUCTS and " " in (t := self.texts[n.first])
        }
        self.introduced: dict[str, Entity] = {}  # what letters stand for here, whatever elsewhere
        self.acronyms = self._acronyms()

    def entity(self, name: Name) -> Linked:
        """What the name means, and why."""
        if name.rows and (own := self.introduced.get(self.texts[name.first])):
            return own, LinkReason.ACRONYM
        if len(name.rows) > 1:
            return self._one_of(name)
        text = self.texts[name.first]
        known = self.memo.get((text, name.kind))
        if known is None:
            known = self.memo[text, name.kind] = self._entity(name, text)
        return known

    def _entity(self, name: Name, text: str) -> Linked:
        if name.rows:
            row = name.rows[0]
            if row.entity.kind is EntityKind.PERSON and " " not in text:
                full = self._full_name(text)
                if full and fold(full) not in map(fold, row.names):
                    return self._unknown(full, EntityKind.PERSON), LinkReason.ALIAS
            return self._elsewhere(name, row, text) or (row.entity, reason(text, row.entity))
        if text in self.acronyms:
            entity, _ = self.acronyms[text]
            return entity, LinkReason.ACRONYM
        described = self._ministry(name, text)
        if described:
            return described
        if name.kind in PRODUCTS:
            return self._product(name, text)
        if " " in text and (whole := self.tails.get(text.casefold())):
            return self._known_or_new(whole, EntityKind.PERSON), LinkReason.ALIAS
        if " " not in text:
            full = self._full_name(text)
            if full and name.kind in {EntityKind.PERSON, EntityKind.COMPANY, EntityKind.PLACE}:
                return self._known_or_new(full, EntityKind.PERSON), LinkReason.ALIAS
            longer = self.organisations.get(fold(text))
            if name.kind is EntityKind.PERSON and longer and longer != text:
                return self._known_or_new(longer, EntityKind.COMPANY), LinkReason.ALIAS
            if name.kind is EntityKind.PERSON:
                return self._lone_surname(text), LinkReason.EXACT
        if name.kind is not EntityKind.PERSON:
            longer = self.organisations.get(fold(text))
            if longer and longer != text:
                return self._known_or_new(longer, name.kind), LinkReason.ALIAS
        return self._known_or_new(text, name.kind), LinkReason.EXACT

    def _one_of(self, name: Name) -> Linked:
        """Of several rows with one name: the one of the country that is spoken of there, else the first."""
        text, country = self.texts[name.first], self.where.near(name.first)
        article = name.first > 0 and self.words[name.first - 1].lower() == "the"
        # "Emirates" flies, "the Emirates" are a country.
        suited = [r for r in name.rows if (text not in r.names) is article] or list(name.rows)
        rows = [row for row in suited if row.country == country] or suited
        return rows[0].entity, reason(text, rows[0].entity)

    def _elsewhere(self, name: Name, row: Row, text: str) -> Linked | None:
        """The body of another country under a name that many countries use ("India's Supreme Court")."""
        many = word_set("linking", "bodies_of_many_countries")
        if row.entity.kind is not EntityKind.AGENCY or fold(text) not in many:
            return None
        country = self.where.before(name.first) or self.where.beside(name.first, name.last)
        main = self.where.main
        often, its_own = (self.where.times.get(key or "", 0) for key in (main, row.country))
        if country is None and often >= OFTENER * max(its_own, 1):
            # One Lebanese bank does not make the story Lebanon's, nor one mention of the U.S. America's.
            country = main
        if country is None or country == row.country or row.country is None:
            return at_seat(self.words, name.last, row, text) if row.country else None
        known = table().by_description.get((country, fold(text)))
        if known:
            return known.entity, LinkReason.ALIAS
        home = table().countries[country].country
        key = f"{country}-{slug(text)}"
        return Entity(key, EntityKind.AGENCY, f"{text} of {home.label}", aliases=(text,)), LinkReason.ALIAS

    def _known_or_new(self, text: str, kind: EntityKind) -> Entity:
        rows = table().by_name.get(fold(text)) or table().by_name.get(fold(without_form(text)))
        if rows and len(rows) == 1 and agree(rows[0].entity.kind, kind):
            return rows[0].entity
        return self._unknown(text, kind)

    def _unknown(self, text: str, kind: EntityKind) -> Entity:
        label = without_form(text) if kind is not EntityKind.PERSON else text
        key = slug(label) or slug(text)
        row = table().rows.get(key)
        if row is not None:
            if agree(row.entity.kind, kind):
                return row.entity
            key = f"{key}-{kind.lower()}"
        aliases = (text,) if text != label else ()
        return Entity(key or f"{kind.lower()}:{text}", kind, label, aliases=aliases)

    def _lone_surname(self, text: str) -> Entity:
        return Entity(f"{slug(text)}@{self.document.article.digest}", EntityKind.PERSON, text)

    def _text(self, name: Name) -> str:
        raw = self.document.span(name.first, name.last).within(self.document.article.text)
        return " ".join(raw.replace("’", "'").split())

    def _full_name(self, surname: str) -> str | None:
        """The only full name with that surname, None where there is none or are two."""
        full = self.people.get(surname.removesuffix("'s").casefold(), set())
        return next(iter(full)) if len(full) == 1 else None

    def _organisations(self) -> dict[str, str]:
        """From the beginning of an organisation's name to its longest form in this article."""
        found: dict[str, str] = {}
        ambiguous: set[str] = set()
        unlisted = (n for n in self.names if n.kind in ORGANISATIONS and not n.rows)
        for text in dict.fromkeys(self.texts[n.first] for n in unlisted):
            parts = without_form(text).split()
            for length in range(1, len(parts)):
                start = fold(" ".join(parts[:length]))
                if length == 1 and (len(start) < 3 or not _generic().isdisjoint({start, parts[1]})):
                    continue
                if start in found and fold(without_form(found[start])) != fold(without_form(text)):
                    ambiguous.add(start)
                found[start] = text
            found.setdefault(fold(without_form(text)), text)
        return {start: text for start, text in found.items() if start not in ambiguous}

    def _acronyms(self) -> dict[str, Linked]:
        """Acronyms introduced in brackets, or made of the first letters of a name that stands in full."""
        found: dict[str, Linked] = {}
        starts = {name.first: name for name in self.names}
        for name in self.names:
            text = self.texts[name.first]
            capitals = "".join(w[0] for w in re.findall(r"\b[A-Z][\w']*", text))
            if len(capitals) < 2 or text.isupper():
                continue
            after = name.last + 1
            if after + 2 < len(self.words) and self.words[after] == "(":
                short = self.words[after + 1].rstrip(".")
                if short.isupper() and 2 <= len(short) <= 8 and short[0] in capitals:
                    found[short] = self._entity(name, text)
                    if not name.rows and "".join(w[0] for w in text.split() if w[0].isupper()) == short:
                        self.introduced[short] = found[short][0]
                    continue
            if len(capitals) >= 3 and name.kind is not EntityKind.PERSON:
                found.setdefault(capitals, self._entity_of_full(name, text))
        for name in list(starts.values()):
            text = self.texts[name.first]
            if name.rows and text in found and f"({text})" not in self.document.article.text:
                del found[text]
        return found

    def _entity_of_full(self, name: Name, text: str) -> Linked:
        if name.rows:
            return name.rows[0].entity, LinkReason.ALIAS
        return self._known_or_new(text, name.kind), LinkReason.EXACT

    def _makers(self) -> dict[str, str]:
        """From a product's bare designation to its maker's name, where the article puts one before it."""
        found: dict[str, str] = {}
        before: Name | None = None
        for name in self.names:
            if name.kind in PRODUCTS and not name.rows:
                text = self.texts[name.first]
                first = text.split()[0]
                rows = table().by_name.get(fold(first), ())
                if rows and rows[0].entity.kind is EntityKind.COMPANY and " " in text:
                    found.setdefault(text.split(" ", 1)[1], rows[0].entity.label)
                elif rows and rows[0].maker:
                    found.setdefault(text, table().rows[rows[0].maker].entity.label)
                elif before and before.kind is EntityKind.COMPANY and self._owns(before, name):
                    found.setdefault(text, self._entity_of_full(before, self.texts[before.first])[0].label)
            before = name
        return found

    def _owns(self, maker: Name, product: Name) -> bool:
        """True where the maker stands right before, or in the possessive of the same phrase."""
        between = self.words[maker.last + 1 : product.first]
        return not between or (between[0] in {"'s", "'"} and len(between) < 6)

    def _product(self, name: Name, text: str) -> Linked:
        singular = text.removesuffix("s") if re.search(r"\ds$", text) else text
        rows = table().by_name.get(fold(singular)) or table().by_name.get(fold(self.models.get(singular, "")))
        row = rows[0] if rows else model_called(singular)
        if row and row.entity.kind in PRODUCTS:
            return row.entity, LinkReason.ALIAS
        bare = singular
        first, _, rest = singular.partition(" ")
        owner = table().by_name.get(fold(first), ())
        if rest and owner and owner[0].entity.kind is EntityKind.COMPANY:
            maker: str | None = owner[0].entity.label
            bare = rest
        else:
            maker = self.makers.get(singular) or self.makers.get(text)
        if maker is None or fold(bare).startswith(fold(maker)):
            return self._unknown(singular, name.kind), LinkReason.EXACT
        label = f"{maker} {bare}"
        if rows := table().by_name.get(fold(label)):
            return rows[0].entity, LinkReason.ALIAS
        entity = Entity(slug(label), name.kind, label, aliases=(bare,))
        return entity, LinkReason.EXACT if singular == label else LinkReason.ALIAS

    def _ministry(self, name: Name, text: str) -> Linked | None:
        """A body that every country has ("the Commerce Ministry"), by the country that is spoken of."""
        country = self.where.near(name.first)
        if country is None:
            return None
        if fold(text) in word_set("linking", "federal_governments"):
            return table().countries[country].government, LinkReason.ALIAS
        row = table().by_description.get((country, fold(text)))
        if row:
            return row.entity, LinkReason.ALIAS
        match = re.fullmatch(r"(?:the )?(?:Ministry of (.+)|(.+) Ministry)", text)
        if not match:
            return None
        label = f"Ministry of {match.group(1) or match.group(2)}"
        rows = [row for row in table().by_name.get(fold(label), ()) if row.country == country]
        if rows:
            return rows[0].entity, LinkReason.ALIAS
        key = national_key(country, slug(label))
        full = f"{label} of {table().countries[country].country.label}"
        aliases = tuple(dict.fromkeys((label, text)))
        return Entity(key, EntityKind.AGENCY, full, aliases=aliases), LinkReason.ALIAS


@functools.cache
def _generic() -> frozenset[str]:
    return frozenset(w.casefold() for some in rules("mentions")["kind_words"].values() for w in some).union(
        word_set("linking", "generic_first_words"), word_set("linking", "districts")
    )
