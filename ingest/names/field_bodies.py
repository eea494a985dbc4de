"""Finds bodies that are named after their field and their land: "Health Canada", "Transport for London"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ingest.kinds import LANDS
from ingest.names.proposals import Proposal, Reader, lexicon
from ingest.names.spelling import fold
from ingest.names.table import table
from kg.model import EntityKind

JOINTS = frozenset({"and", "&", ","})
LONGEST_LAND = 2  # words ("New Zealand")
MOST_LANDS = 2  # "Food Standards Australia New Zealand"


def find_field_bodies(words: list[str]) -> Iterator[Proposal]:
    """Runs of words for fields that a country, or "for" and a place, ends."""
    fields = lexicon("fields", "words")
    last = -1
    for first, word in enumerate(words):
        if first <= last or word not in fields:
            continue
        end = first
        while end + 2 < len(words) and (
            words[end + 1] in fields or (words[end + 1] in JOINTS and words[end + 2] in fields)
        ):
            end += 1 if words[end + 1] in fields else 2
        led = end + 2 < len(words) and words[end + 1] == "for"
        stop = end + led
        for _ in range(MOST_LANDS):
            stop = _land(words, stop + 1)
        if stop == end + led:
            continue
        alone = end == first and word in lexicon("fields", "never_alone")
        if alone and not led:
            continue
        last = stop
        yield Proposal(first, stop, EntityKind.AGENCY, Reader.RECOGNISER)


def _land(words: list[str], start: int) -> int:
    """The last token of the land whose name starts there; the token before where none does."""
    for length in range(LONGEST_LAND, 0, -1):
        text = " ".join(words[start : start + length])
        if text[:1].isupper() and _is_land(text):
            return start + length - 1
    return start - 1


@functools.lru_cache(maxsize=20_000)
def _is_land(text: str) -> bool:
    """True for a country, one of its parts or a city, by its full name."""
    if text.isupper():
        return False
    rows = table().by_name.get(fold(text), ())
    return any(row.entity.kind in LANDS for row in rows)
