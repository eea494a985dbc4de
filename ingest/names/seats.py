"""Tells which country's body is meant by where it sits: "the High Court in Suva" is not London's."""

from __future__ import annotations

from ingest.names.proposals import lexicon
from ingest.names.rows import Row
from ingest.names.spelling import fold, slug
from ingest.names.table import table
from kg.model import Entity, EntityKind, LinkReason


def at_seat(words: list[str], last: int, row: Row, text: str) -> tuple[Entity, LinkReason] | None:
    """The body of another place, where "in" and the place follow the name; None where none does."""
    if row.entity.kind is not EntityKind.AGENCY or last + 2 >= len(words) or words[last + 1] != "in":
        return None
    place = words[last + 2]
    if not place.istitle() or place.lower() in lexicon("names", "never") or text == row.entity.label:
        return None
    rows = table().by_name.get(fold(place), ())
    if any(known.country == row.country or known.entity.key == row.country for known in rows):
        return None
    key = f"{slug(text)}-{slug(place)}"
    return Entity(key, EntityKind.AGENCY, f"{text} in {place}", aliases=(text,)), LinkReason.ALIAS
