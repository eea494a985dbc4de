"""The table of names: well-known actors, read from `ingest/rules/names`, and look-ups in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.names.bodies import bodies_of
from ingest.names.rows import RELATIONS, Country, Row, listed_countries, listed_rows, records
from ingest.names.spelling import fold
from kg.errors import RuleError
from kg.model import Entity, EntityKind, Relation

SHORTEST_NUMBER = 3  # digits of a model that is called by its number alone


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


@functools.cache
def table() -> Table:
    """The whole table. Raises RuleError, with file and line, where a row is broken."""
    rows: dict[str, Row] = {}
    countries: dict[str, Country] = {}
    for where, country, its_rows in listed_countries():
        countries[country.country.key] = country
        for row in its_rows:
            _add(rows, row, where)
    for where, row in listed_rows():
        _add(rows, row, where)
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
    for body in bodies_of(countries.values()):
        said = (*body.descriptions, body.entity.label, *body.names)
        if body.entity.key not in rows and not any((body.country, fold(text)) in taken for text in said):
            rows[body.entity.key] = body


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
    for where, record in records(RELATIONS):
        subject, object_ = rows.get(record["subject"]), rows.get(record["object"])
        if subject is None or object_ is None:
            raise RuleError(
                f"{where}: {record['subject']} or {record['object']} is no key of the table; add the row."
            )
        yield Relation(subject.entity, record["predicate"], object_.entity)
