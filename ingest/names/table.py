"""The table of names: well-known actors, read from `ingest/rules/names/*.csv`, and look-ups in it."""

from __future__ import annotations

import csv
import functools
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.names.bodies import bodies_of
from ingest.rulebook import RULES
from kg.errors import RuleError
from kg.model import Entity, EntityKind, Relation

NAMES = RULES / "names"
SHORTEST_NUMBER = 3  # digits of a model that is called by its number alone
COLUMNS = (
    "key",
    "kind",
    "label",
    "aliases",
    "country",
    "descriptions",
    "maker",
    "wikidata",
    "wikipedia",
    "source",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One entity of the table, with what helps to recognise it."""

    entity: Entity
    names: tuple[str, ...]
    """Every name that the row may be found by, the label first."""
    country: str | None = None
    descriptions: tuple[str, ...] = ()
    maker: str | None = None
    general: bool = False
    """True for a body that nearly every country has, and that the files do not list for this one."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the two things that its name and its capital's may stand for."""

    country: Entity
    government: Entity
    capital: Entity | None
    adjectives: tuple[str, ...]
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Everything in the table, indexed. Names are indexed by their folded form."""

    rows: Mapping[str, Row]
    """By key."""
    by_name: Mapping[str, tuple[Row, ...]]
    countries: Mapping[str, Country]
    """By the country's key."""
    by_adjective: Mapping[str, str]
    """From a folded adjective ("chinese") to the country's key."""
    by_country: Mapping[str, str]
    """From a country's folded name ("china") to its key."""
    by_description: Mapping[tuple[str, str], Row]
    """From the country's key and a description ("internet regulator") to the row."""
    relations: tuple[Relation, ...]


def entity_named(text: str) -> Entity | None:
    """The entity of the table that this name means, whatever its capitals; None where unknown or unsure."""
    rows = table().by_name.get(fold(text), ())
    return rows[0].entity if len(rows) == 1 else None


def outlet_named(text: str) -> Entity | None:
    """The outlet or wire of that name ("Reuters", "the Financial Times"); None where unknown."""
    for row in table().by_name.get(fold(text), ()):
        if row.entity.kind is EntityKind.OUTLET:
            return row.entity
    return None


@functools.cache
def numbered() -> dict[str, dict[str, Row]]:
    """From a maker to its models that are called by a bare number ("777"), by that number."""
    found: dict[str, dict[str, Row]] = {}
    for row in table().rows.values():
        number = row.entity.label.rsplit(" ", 1)[-1]
        if row.maker and number.isdigit() and len(number) >= SHORTEST_NUMBER:
            found.setdefault(row.maker, {})[number] = row
    return found


def model_called(number: str) -> Row | None:
    """The only model that is called by that bare number, None where there is none or are several."""
    found = [models[number] for models in numbered().values() if number in models]
    return found[0] if len(found) == 1 else None


def country_of(entity: Entity) -> Country | None:
    """The country that an entity is, governs, or belongs to as far as the table knows."""
    row = table().rows.get(entity.key)
    return table().countries.get(row.country) if row and row.country else None


def country_in(name: str) -> Country | None:
    """The country that an unknown body has in its name: "Food Authority of India", "Bombay High Court"."""
    first, _, rest = name.partition(" ")
    _, of, last = rest.rpartition(" of ")
    known = table()
    key = known.by_adjective.get(first.casefold())
    for part in (last if of else "", first):
        row = next(iter(known.by_name.get(fold(part), ())), None) if part and not key else None
        if row is not None and row.entity.kind in {EntityKind.COUNTRY, EntityKind.PLACE}:
            key = row.country
    return known.countries.get(key) if key else None


def relations() -> tuple[Relation, ...]:
    """The background facts of the table: who makes, heads, owns or governs what."""
    return table().relations


@functools.lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name without article, accents, full stops in abbreviations and capitals, for comparing."""
    plain = re.sub(r"\b(\w)\.", r"\1", _without_accents(name).replace("’", "'")).casefold()
    plain = re.sub(r"[^\w&+'./-]+", " ", plain).strip(" .")
    return plain.removeprefix("the ")


def slug(name: str) -> str:
    """A name as a key: lower-case letters and digits with hyphens ("Air France-KLM" → "air-france-klm")."""
    plain = _without_accents(name).replace("&", " and ").replace("'", "").replace("’", "").casefold()
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _without_accents(name: str) -> str:
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@functools.cache
def table() -> Table:
    """The whole table. Raises RuleError, with file and line, where a row is broken."""
    rows: dict[str, Row] = {}
    countries: dict[str, Country] = {}
    for where, record in _records("countries.csv"):
        country = _country(record)
        countries[country.country.key] = country
        governing = _split(record["government"])
        led = tuple(
            f"{leader} {body}" for leader in country.leaders for body in ("administration", "government")
        )
        of = tuple(
            f"{adjective} {body}"
            for adjective in (*country.adjectives, record["label"])
            for body in ("government", "authorities")
            if body == "government" or adjective == record["label"]
        )
        _add(rows, Row(country.country, (record["label"], *_split(record["aliases"])), record["key"]), where)
        if country.government is not country.country:
            government = (country.government.label, *governing, *of, *led)
            _add(rows, Row(country.government, government, record["key"]), where)
        if country.capital:
            _add(rows, Row(country.capital, _split(record["capital"]), record["key"]), where)
    for file in sorted(f.name for f in NAMES.iterdir() if f.name.endswith(".csv")):
        if file not in {"countries.csv", "relations.csv"}:
            for where, record in _records(file):
                _add(rows, _row(record, where), where)
    _add_bodies(rows, countries)
    for row in rows.values():
        for key in (row.country, row.maker):
            if key and key not in rows:
                raise RuleError(f"names: {row.entity.key} points at {key}, which no row has; add or mend it.")
    return Table(
        rows=rows,
        by_name=_by_name(rows),
        countries=countries,
        by_adjective={fold(a): key for key, c in reversed(countries.items()) for a in c.adjectives},
        by_country={
            fold(name): key
            for key, state in countries.items()
            for name in (state.country.label, *state.country.aliases)
        },
        by_description={
            (row.country, fold(text)): row
            for row in rows.values()
            if row.country
            for text in row.descriptions
        },
        relations=tuple(_relations(rows, countries)),
    )


def _country(record: Mapping[str, str]) -> Country:
    key, label = record["key"], record["label"]
    capitals, adjectives = _split(record["capital"]), _split(record["adjectives"])
    country = Entity(
        key,
        EntityKind.COUNTRY,
        label,
        aliases=_split(record["aliases"]),
        wikidata=record["wikidata"] or None,
        wikipedia=label.replace(" ", "_"),
    )
    government = Entity(
        f"government-of-{key}",
        EntityKind.GOVERNMENT,
        f"Government of {record['article']} {label}".replace("  ", " "),
        aliases=tuple(f"{adjective} government" for adjective in adjectives),
    )
    return Country(
        country=country,
        government=country if record["governed"] == "itself" else government,
        capital=Entity(slug(capitals[0]), EntityKind.PLACE, capitals[0], aliases=capitals[1:])
        if capitals
        else None,
        adjectives=adjectives,
        leaders=_split(record["leaders"]),
    )


def _row(record: Mapping[str, str], where: str) -> Row:
    try:
        kind = EntityKind(record["kind"])
    except ValueError as error:
        raise RuleError(f"{where}: {record['kind']!r} is no kind of entity; see EntityKind.") from error
    label, wikipedia = record["label"], record["wikipedia"]
    aliases = _split(record["aliases"])
    title = label.replace(" ", "_") if wikipedia == "=" else wikipedia
    entity = Entity(
        record["key"],
        kind,
        label,
        aliases=aliases,
        wikidata=record["wikidata"] or None,
        wikipedia=title or None,
    )
    descriptions = _split(record["descriptions"])
    return Row(entity, (label, *aliases), record["country"] or None, descriptions, record["maker"] or None)


def _add(rows: dict[str, Row], row: Row, where: str) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", row.entity.key):
        raise RuleError(
            f"{where}: the key {row.entity.key!r} must be lower-case letters, digits and hyphens."
        )
    if row.entity.key in rows:
        raise RuleError(f"{where}: the key {row.entity.key!r} stands in the table twice; keep one row.")
    rows[row.entity.key] = row


def _add_bodies(rows: dict[str, Row], countries: Mapping[str, Country]) -> None:
    """What nearly every country has, where no row describes or names that of the country already."""
    taken = {(r.country, fold(t)) for r in rows.values() for t in (*r.descriptions, *r.names)}
    for key, state in countries.items():
        if state.government is state.country:
            continue
        land = state.government.label.removeprefix("Government of ")
        for body in bodies_of(state.country, land, state.adjectives):
            said = {(key, fold(text)) for text in (*body.descriptions, body.entity.label, *body.names)}
            if taken.isdisjoint(said) and body.entity.key not in rows:
                rows[body.entity.key] = Row(body.entity, body.names, key, body.descriptions, general=True)


def _by_name(rows: Mapping[str, Row]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows.values():
        for name in dict.fromkeys(map(fold, (row.entity.label, *row.names))):
            found.setdefault(name, []).append(row)
    return {name: tuple(some) for name, some in found.items()}


def _relations(rows: Mapping[str, Row], countries: Mapping[str, Country]) -> Iterator[Relation]:
    for country in countries.values():
        if country.government is not country.country:
            yield Relation(country.government, "governmentOf", country.country)
        if country.capital:
            yield Relation(country.government, "seat", country.capital)
    for row in rows.values():
        if row.maker:
            yield Relation(row.entity, "manufacturer", rows[row.maker].entity)
    for where, record in _records("relations.csv"):
        subject, object_ = rows.get(record["subject"]), rows.get(record["object"])
        if subject is None or object_ is None:
            raise RuleError(
                f"{where}: {record['subject']} or {record['object']} is no key of the table; add the row."
            )
        yield Relation(subject.entity, record["predicate"], object_.entity)


def _records(file: str) -> Iterator[tuple[str, dict[str, str]]]:
    text = (NAMES / file).read_text(encoding="utf-8")
    for line, record in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        if None in record or None in record.values():
            raise RuleError(f"names/{file} line {line}: the number of columns is wrong; mend the commas.")
        yield f"names/{file} line {line}", {key: value.strip() for key, value in record.items()}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
