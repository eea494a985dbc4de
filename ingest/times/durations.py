"""How long, how often, and the present as such: times with no place in the calendar."""

from __future__ import annotations

from ingest.times.periods import Grain, Period
from ingest.times.scenes import Scene
from ingest.times.time_words import UNKNOWN_COUNT, Words, count, length, said, unit

# What stands before "years" and makes it a certain stretch, which nobody counted out for us.
_DETERMINING = frozenset({"amod", "poss", "compound", "nummod", "det"})


def duration(match: Words, scene: Scene) -> Period | None:
    """Two years, several weeks."""
    counted = count(match)
    return length(counted, unit(match))


def duration_one(match: Words, scene: Scene) -> Period | None:
    """A year, a half-hour, a year and a half."""
    return length("1.5" if match["extra"] else "0.5" if match["half"] else "1", unit(match))


def each_unit(match: Words, scene: Scene) -> Period | None:
    """Every year, per month."""
    return length("1", unit(match))


def half_unit(match: Words, scene: Scene) -> Period | None:
    """Half an hour, half-year."""
    return length("0.5", unit(match))


def unit_long(match: Words, scene: Scene) -> Period | None:
    """Year-long."""
    return length("1", unit(match))


def units_bare(match: Words, scene: Scene) -> Period | None:
    """Years, weeks, decades-long: a length that nobody counted; None for "his early years"."""
    token = scene.token_at(match.start("units"))
    determined = any(child.dep_ in _DETERMINING for child in token.lefts)
    return None if determined and match["whole"] is None else length(UNKNOWN_COUNT, unit(match))


def in_each(match: Words, scene: Scene) -> Period | None:
    """Annual, weekly: once in every such period."""
    return None if scene.is_name(match.start()) else Period(str(said(match, "set")), Grain.LENGTH)


def reference(match: Words, scene: Scene) -> Period | None:
    """Now, recently, in the future."""
    return Period(str(said(match, "reference") or said(match, "reference_end")), Grain.LENGTH)
