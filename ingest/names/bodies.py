"""Makes the bodies that nearly every country has, from patterns: "Ministry of Health of Chile"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.rulebook import rules
from kg.model import Entity, EntityKind

LONGEST_KEY = 60  # characters


@dataclass(frozen=True, slots=True)
class Body:
    """One body of one country: the node, names beside its label, what it is called behind the country's."""

    entity: Entity
    names: tuple[str, ...]
    descriptions: tuple[str, ...]


def bodies_of(country: Entity, land: str, adjectives: tuple[str, ...]) -> Iterator[Body]:
    """The bodies of `ingest/rules/names/bodies.toml` for a country, its most usual adjective first.

    `land`: its name as it stands in a sentence ("the Netherlands").
    """
    for pattern in rules("names/bodies")["body"]:
        if country.key in pattern.get("not_in", ()):
            continue
        for field, words in pattern.get("fields", {"": [""]}).items():
            yield _body(pattern, country, land, adjectives, field, words)


def _body(
    pattern: Mapping[str, Any],
    country: Entity,
    land: str,
    adjectives: tuple[str, ...],
    field: str,
    words: list[str],
) -> Body:
    def spelt(forms: list[str], word: str = "") -> tuple[str, ...]:
        """The forms with every adjective and each word for the field, none twice."""
        filled = (
            form.format(country=land, adjective=adjective, field=field, word=word)
            for form in forms
            for adjective in adjectives or (country.label,)
        )
        return tuple(dict.fromkeys(filled))

    (label, *_), names = spelt([pattern["label"]]), spelt(pattern["names"])
    described = tuple(d for word in words for d in spelt(pattern["descriptions"], word))
    aliases = tuple(dict.fromkeys(a for word in words for a in spelt(pattern["aliases"], word) if a != label))
    entity = Entity(
        _key(country, pattern["key"].format(field=field)),
        EntityKind.AGENCY,
        label,
        aliases=aliases,
    )
    return Body(entity, names, tuple(dict.fromkeys(described)))


def _key(country: Entity, body: str) -> str:
    return f"{country.key}-{body.lower().replace(' ', '-')}"[:LONGEST_KEY].rstrip("-")
