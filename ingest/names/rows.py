"""One row of the table of names, one country of it, and how both are read from `ingest/rules/names/*.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.names.spelling import slug
from ingest.rulebook import RULES
from kg.errors import RuleError
from kg.model import Entity, EntityKind

NAMES = RULES / "names"
COUNTRIES = "countries.csv"
RELATIONS = "relations.csv"


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


def listed_countries() -> Iterator[tuple[str, Country, tuple[Row, ...]]]:
    """Each country with its place in the file, and the rows that its line makes."""
    for where, record in records(COUNTRIES):
        country = _country(record)
        yield where, country, tuple(_rows_of(country, record))


def listed_rows() -> Iterator[tuple[str, Row]]:
    """The rows of every other file, each with its place. Raises RuleError where a kind is unknown."""
    for file in sorted(f.name for f in NAMES.iterdir() if f.name.endswith(".csv")):
        if file not in {COUNTRIES, RELATIONS}:
            yield from ((where, _row(record, where)) for where, record in records(file))


def records(file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines of a file by their columns, each with its place. Raises RuleError where a comma is amiss."""
    text = (NAMES / file).read_text(encoding="utf-8")
    for line, record in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        if None in record or None in record.values():
            raise RuleError(f"names/{file} line {line}: the number of columns is wrong; mend the commas.")
        yield f"names/{file} line {line}", {key: value.strip() for key, value in record.items()}


def _rows_of(state: Country, record: Mapping[str, str]) -> Iterator[Row]:
    """The country, its government by all its names, and its capital."""
    key, label = state.country.key, state.country.label
    yield Row(state.country, (label, *state.country.aliases), key)
    if state.government is not state.country:
        led = (f"{leader} {body}" for leader in state.leaders for body in ("administration", "government"))
        of = (f"{adjective} government" for adjective in state.adjectives)
        own = (f"{label} government", f"{label} authorities")
        names = (state.government.label, *_split(record["government"]), *of, *own, *led)
        yield Row(state.government, tuple(dict.fromkeys(names)), key)
    if state.capital:
        yield Row(state.capital, (state.capital.label, *state.capital.aliases), key)


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


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
