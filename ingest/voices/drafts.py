"""A voice in the making: who says what, in token numbers, before it becomes a frozen `Voice`."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.grammar.stretches import Stretch
from ingest.voices.cues import Manner


@dataclass(slots=True, eq=False)
class Draft:
    """One attribution as token numbers. `anchor` is the verb, noun or preposition that carries the cue.

    `asserts` is False where nobody says that the content is so ("has not said whether …"). `shown` is False
    for a voice that stands only in a chain; `heard` is True for one of these, the outlet that somebody spoke
    to. `outer` cites this one.
    `credit` is the whole of a credit that ends its sentence; it belongs to nobody's content.
    `light` is the verb that a cue noun merely completes ("expressed concern").
    """

    anchor: int
    cue: list[int]
    sources: tuple[int, ...]
    content: list[Stretch]
    manner: Manner
    asserts: bool = True
    shown: bool = True
    heard: bool = False
    outer: Draft | None = None
    credit: Stretch | None = None
    light: int | None = None
