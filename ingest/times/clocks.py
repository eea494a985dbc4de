"""At what hour, and in what part of which day."""

from __future__ import annotations

from dataclasses import replace

from ingest.times import periods
from ingest.times.periods import Grain, Period
from ingest.times.scenes import Scene
from ingest.times.time_words import Words, said

_NOON = 12
_MIDNIGHT = 24
_DAY_LENGTH = len("2025-12-08")


def clock(match: Words, scene: Scene) -> Period | None:
    """18:00 UTC, 6:40 p.m.: on the day told last in the paragraph, else the day of publication."""
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if hour > _MIDNIGHT or (half and not 1 <= hour <= _NOON):
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return _on_a_day(f"T{hour:02}:{match['minute'] or '00'}" + ("Z" if match["utc"] else ""), match, scene)


def clock_word(match: Words, scene: Scene) -> Period | None:
    """Noon, midnight."""
    if scene.is_name(match.start()):
        return None
    return _on_a_day(str(said(match, "hour")), match, scene)


def in_daypart(match: Words, scene: Scene) -> Period | None:
    """ "in the afternoon", "late afternoon", "morning trading"."""
    part = said(match, "daypart") or said(match, "daypart", "2") or said(match, "daypart", "3")
    return _on_a_day(f"T{part}", match, scene)


def on_day(clock_: Period, day: Period) -> Period:
    """The hour on the day that is told only after it: "10:15 GMT on Tuesday"."""
    return replace(day, value=day.value[:_DAY_LENGTH] + clock_.value[clock_.value.index("T") :])


def _on_a_day(time: str, match: Words, scene: Scene) -> Period:
    anchor = scene.anchor
    if anchor and anchor.grain is Grain.DAY and "\n" not in scene.text[scene.anchor_end : match.start()]:
        return replace(anchor, value=anchor.value[:_DAY_LENGTH] + time)
    if scene.reference is None:
        return Period(time, Grain.LENGTH)
    return replace(periods.day(scene.reference), value=scene.reference.isoformat() + time)
