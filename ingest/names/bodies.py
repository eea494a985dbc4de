"""Makes the bodies that nearly every country has, from patterns: "Ministry of Health of Chile"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.names.rows import Country, Row
from ingest.names.spelling import national_key, slug
from ingest.rulebook import rules
from kg.model import Entity, EntityKind


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One body, with the country and its adjective to be filled in wherever it has a name."""

    key: str
    label: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    descriptions: tuple[str, ...]
    not_in: frozenset[str]


def bodies_of(countries: Iterable[Country]) -> Iterator[Row]:
    """The bodies of `ingest/rules/names/bodies.toml` for each country that governs itself."""
    patterns = tuple(_patterns())
    for state in countries:
        if state.government is not state.country:
            yield from (_row(p, state) for p in patterns if state.country.key not in p.not_in)


def _row(pattern: _Pattern, state: Country) -> Row:
    """The body of that country, by its most usual adjective first."""
    country = state.country
    land = state.government.label.removeprefix("Government of ")  # "the Netherlands"
    adjectives = state.adjectives or (country.label,)

    def spelt(forms: tuple[str, ...]) -> tuple[str, ...]:
        filled = (
            form.format(country=land, adjective=adjective) for form in forms for adjective in adjectives
        )
        return tuple(dict.fromkeys(filled))

    label = pattern.label.format(country=land, adjective=adjectives[0])
    aliases = tuple(alias for alias in spelt(pattern.aliases) if alias != label)
    entity = Entity(national_key(country.key, pattern.key), EntityKind.AGENCY, label, aliases=aliases)
    return Row(entity, spelt(pattern.names), country.key, pattern.descriptions, general=True)


def _patterns() -> Iterator[_Pattern]:
    """The patterns of the file, one for each field of a ministry."""
    for entry in rules("names/bodies")["body"]:
        for field, words in entry.get("fields", {"": [""]}).items():
            yield _Pattern(
                key=slug(entry["key"].replace("{field}", field)),
                label=entry["label"].replace("{field}", field),
                names=_told(entry["names"], field, words),
                aliases=_told(entry["aliases"], field, words),
                descriptions=_told(entry["descriptions"], field, words),
                not_in=frozenset(entry.get("not_in", ())),
            )


def _told(forms: list[str], field: str, words: list[str]) -> tuple[str, ...]:
    """The forms with the field, and with each of the words for it; none twice."""
    told = (form.replace("{field}", field).replace("{word}", word) for word in words for form in forms)
    return tuple(dict.fromkeys(told))
