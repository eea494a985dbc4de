"""Times counted from the day of publication ("last week", "three years ago") or from the time told last."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ingest.rulebook import rules
from ingest.times import periods
from ingest.times.periods import Grain, Period
from ingest.times.scenes import Scene
from ingest.times.tenses import Side
from ingest.times.time_words import (
    UNKNOWN_COUNT,
    WORDS,
    Words,
    count,
    grain,
    length,
    moved,
    said,
    step,
    unit,
    whole,
)

_PAPER = re.compile(rf" (?:{rules('times')['blockers']['papers']})\b")
_SATURDAY = 6
_LATELY = 3  # days: for so long the news still tells of what holds "as of Sunday"
_SHORTEST_WEEKDAY = 4  # "Sun", "Wed" and "Mon" alone are rarely days

# Of a longer stretch it is the year that is told: "two decades ago" is a year.
_PARTS_OF_YEAR = frozenset({Grain.MONTH, Grain.QUARTER, Grain.HALF})
_GRAIN_OF = {"2W": Grain.WEEK}  # "a fortnight ago"
_TOLD_AS = {Grain.DECADE: Grain.YEAR, Grain.CENTURY: Grain.YEAR}


def weekday(match: Words, scene: Scene) -> Period | None:
    """The nearest such day, before or after publication as the tense says."""
    at, name = match.start("weekday"), match["weekday"]
    if scene.is_name(at) or len(name) < _SHORTEST_WEEKDAY or _PAPER.match(scene.text, match.end("weekday")):
        return None
    number, today = int(WORDS["weekday"][name.lower()]), scene.reference
    if today is None:
        return _with_daypart(Period(f"XXXX-WXX-{number}", Grain.DAY), match)
    away = step(match, "which") or 0
    if away:
        found = periods.weekday_near(today, number, ahead=away > 0, strictly=True)
    else:
        side = scene.side(at)
        # "The council meets on Monday" is still to come, but headlines tell the past in the present.
        told = scene.in_headline(at) or scene.is_possessive(at)
        ahead = side in {Side.FUTURE, Side.PLANNED} or (side is Side.PRESENT and not told)
        found = periods.weekday_near(today, number, ahead=ahead)
        if ahead and scene.begins_lately(at):
            before = periods.weekday_near(today, number, ahead=False)
            found = before if (today - before).days <= _LATELY else found
    return _with_daypart(periods.day(found), match)


def weekday_beside(match: Words, scene: Scene) -> Period | None:
    """ "the following Monday", after the day told last."""
    start = scene.anchor.earliest if scene.anchor else scene.reference
    away = step(match, "beside")
    if start is None or away is None:
        return None
    number = int(WORDS["weekday"][match["weekday"].lower()])
    found = periods.weekday_near(start, number, ahead=away >= 0, strictly=away != 0)
    return _with_daypart(periods.day(found), match)


def weekdays(match: Words, scene: Scene) -> Period | None:
    """ "every Friday", "on Fridays": a set."""
    name = match["weekday"] or match["weekday2"]
    return Period(f"XXXX-WXX-{WORDS['weekday'][name.lower()]}", Grain.LENGTH)


def deictic_day(match: Words, scene: Scene) -> Period | None:
    """Today, yesterday, tomorrow, tonight."""
    if scene.is_name(match.start()):
        return None
    found = _day_away(scene, int(WORDS["deictic"][match["deictic"].lower()]))
    part = WORDS["night_of"].get(match["deictic"].lower())
    return replace(found, value=f"{found.value}T{part}") if found and part else _with_daypart(found, match)


def day_beyond(match: Words, scene: Scene) -> Period | None:
    """The day before yesterday, the day after tomorrow."""
    return _day_away(scene, -2 if match["back"] else 2)


def daypart(match: Words, scene: Scene) -> Period | None:
    """This morning, last night, that evening."""
    if match["that"]:
        day = scene.anchor
        return _with_daypart(day, match) if day and day.grain is Grain.DAY else None
    return _with_daypart(_day_away(scene, step(match, "which") or 0), match)


def which_unit(match: Words, scene: Scene) -> Period | None:
    """Last week, this quarter, next year."""
    of, away = grain(unit(match)), step(match, "which", "which_the")
    if of is None or of is Grain.DAY or away is None or scene.reference is None:
        return None
    return periods.shifted(of, scene.reference, away)


def this_unit(match: Words, scene: Scene) -> Period | None:
    """ "the year" is the present one."""
    of = grain(unit(match))
    if (
        of is Grain.DAY
        and scene.anchor is not None
        and scene.anchor.grain is Grain.DAY
        and scene.is_near_anchor(match)
    ):
        return replace(scene.anchor, value=scene.anchor.value[:10])  # "earlier in the day"
    return None if of is None or scene.reference is None else periods.holding(of, scene.reference)


def weekend(match: Words, scene: Scene) -> Period | None:
    """ "by the weekend", "over the weekend": the coming or the last one, as the tense says."""
    if scene.reference is None:
        return None
    ahead = scene.side(match.start("unit")) in {Side.FUTURE, Side.PLANNED}
    return periods.weekend(periods.weekday_near(scene.reference, _SATURDAY, ahead=ahead))


def unit_end(match: Words, scene: Scene) -> Period | None:
    """ "by year-end"."""
    period = this_unit(match, scene)
    return None if period is None else periods.third(period, "end")


def toward_units(match: Words, scene: Scene) -> Period | None:
    """The next four years, recent weeks: a length that ends or begins now."""
    direction = step(match, "toward") or 0
    if scene.token_at(match.start("toward")).tag_ == "VB":
        return None  # "it may last months"
    counted = count(match) if said(match, "vague") or "number" in match.re.groupindex else UNKNOWN_COUNT
    return _stretched(length(counted, unit(match)), match, scene, direction, whole(counted))


def stretch(match: Words, scene: Scene) -> Period | None:
    """The past decade, the next year: one unit, as a length."""
    counted = "1.5" if match["extra"] else "1"
    return _stretched(length(counted, unit(match)), match, scene, step(match, "stretch") or 0, whole(counted))


def _stretched(period: Period, match: Words, scene: Scene, direction: int, units: int | None) -> Period:
    today = scene.reference
    if today is None or direction == 0:
        return period
    far = None if units is None else moved(unit(match), today, direction * units)
    return (
        replace(period, earliest=far, latest=today)
        if direction < 0
        else replace(period, earliest=today, latest=far)
    )


def ago(match: Words, scene: Scene) -> Period | None:
    """Three years ago, a month from now."""
    direction, units = step(match, "ago") or 0, whole(count(match))
    if units is None or scene.reference is None:
        return Period("PAST_REF" if direction < 0 else "FUTURE_REF", Grain.LENGTH)
    return _of_other_year(match, scene, direction * units) or _away(match, scene.reference, direction * units)


def units_later(match: Words, scene: Scene) -> Period | None:
    """Two days later, a year earlier: from the time told last, else from the day of publication."""
    direction, units = step(match, "shift", "shift_end") or 0, whole(count(match))
    anchor = scene.anchor
    start = anchor.earliest if anchor else scene.reference
    if units is None or start is None:
        return None
    return _of_other_year(match, scene, direction * units) or _away(match, start, direction * units)


def beside(match: Words, scene: Scene) -> Period | None:
    """That year, the following month, the day before: beside the time told last."""
    of, away = grain(unit(match)), step(match, "beside", "shift", "shift_end")
    start = scene.anchor.earliest if scene.anchor else scene.reference
    if of is None or away is None or start is None or (scene.anchor is None and away == 0):
        return None
    return periods.shifted(of, start, away)


def year_earlier_period(match: Words, scene: Scene) -> Period | None:
    """ "the year-earlier quarter"."""
    anchor = scene.anchor
    if anchor and anchor.earliest and anchor.grain in _PARTS_OF_YEAR:
        return _same_part(anchor, -1)
    start, told = scene.reference, match["told"].lower()
    of = grain(str(WORDS["unit"][told])) or Grain.YEAR if told in WORDS["unit"] else Grain.YEAR
    day = None if start is None else periods.moved_by(Grain.YEAR, start, -1)
    return None if day is None else periods.holding(of, day)


def same_period(match: Words, scene: Scene) -> Period | None:
    """ "the same period last year": of the quarter or half told last, else of the whole year."""
    anchor = scene.anchor
    start = anchor.earliest if anchor and match["which"] is None else scene.reference
    if start is None:
        return None
    away = int(match["year"]) - start.year if match["year"] else step(match, "which", "ago", "shift") or 0
    if anchor and anchor.earliest and anchor.grain in _PARTS_OF_YEAR:
        return _same_part(anchor, start.year + away - anchor.earliest.year)
    return periods.shifted(Grain.YEAR, start, away)


def _of_other_year(match: Words, scene: Scene, years: int) -> Period | None:
    """ "a year earlier", where the same sentence spoke of a quarter: that quarter of the other year."""
    anchor = scene.anchor
    if anchor is None or anchor.grain not in _PARTS_OF_YEAR or grain(unit(match)) is not Grain.YEAR:
        return None
    same = scene.token_at(scene.anchor_end - 1).sent.start == scene.token_at(match.start()).sent.start
    return _same_part(anchor, years) if same and years < 0 else None


def _same_part(of: Period, years: int) -> Period | None:
    assert of.earliest is not None
    day = periods.moved_by(Grain.YEAR, of.earliest, years)
    return None if day is None else periods.holding(of.grain, day)


def _away(match: Words, start: date, steps: int) -> Period | None:
    code = unit(match)
    of, day = _GRAIN_OF.get(code) or grain(code) or Grain.DAY, moved(code, start, steps)
    return None if day is None else periods.holding(_TOLD_AS.get(of, of), day)


def _day_away(scene: Scene, days: int) -> Period | None:
    if scene.reference is None:
        return Period("PRESENT_REF" if days == 0 else "PAST_REF" if days < 0 else "FUTURE_REF", Grain.LENGTH)
    return periods.shifted(Grain.DAY, scene.reference, days)


def _with_daypart(day: Period | None, match: Words) -> Period | None:
    part = said(match, "daypart")
    return (
        day
        if day is None or part is None or day.grain is not Grain.DAY
        else replace(day, value=f"{day.value}T{part}")
    )
