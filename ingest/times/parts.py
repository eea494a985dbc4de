"""Periods told by their end or by their whole: "the year ended June", "the first week of May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ingest.times import periods
from ingest.times.likely_years import likely
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

_DAYS_OF_WEEK = 7
_LAST = "last"


def period_ending(match: Words, scene: Scene) -> Period | None:
    """ "the quarter ended March 31", "the fiscal year ending June": the one that the end lies in."""
    end, of = _end_told(match, scene), grain(unit(match))
    if end is None or of is None:
        return None
    first = _begun(of, end)
    if match["fiscal"]:
        return replace(periods.fiscal_year(end.year), earliest=first, latest=end)
    if of in {Grain.WEEK, Grain.DAY} or first is None:
        return periods.holding(of, end)
    # A quarter that ends in January is mostly made of the year before.
    told = end if of is Grain.YEAR else first + (end - first) / 2
    return replace(periods.holding(of, told), earliest=first, latest=end)


def length_ending(match: Words, scene: Scene) -> Period | None:
    """ "the three months to September", "the weeks before the vote"."""
    counted = count(match) if match["number"] else UNKNOWN_COUNT
    found, end, units = length(counted, unit(match)), _end_told(match, scene), whole(counted)
    if end is None or units is None:
        return found
    first = moved(unit(match), periods.plus_days(end, 1), -units)
    return replace(found, earliest=first, latest=end)


def units_ahead(match: Words, scene: Scene) -> Period | None:
    """ "the weeks ahead"."""
    return replace(length(UNKNOWN_COUNT, unit(match)), earliest=scene.reference)


def units_of_year(match: Words, scene: Scene) -> Period | None:
    """ "the first nine months of 2009": a length, at the beginning or the end of the year."""
    counted = count(match)
    found, units = length(counted, unit(match)), whole(counted)
    year = _year_of(match, scene)
    if year is None or units is None or year.earliest is None or year.latest is None:
        return found
    if said(match, "edge") == _LAST:
        first = moved(unit(match), periods.plus_days(year.latest, 1), -units)
        return replace(found, earliest=first, latest=year.latest)
    after = moved(unit(match), year.earliest, units)
    return replace(
        found, earliest=year.earliest, latest=None if after is None else periods.plus_days(after, -1)
    )


def part_of_month(match: Words, scene: Scene) -> Period | None:
    """ "the last day of March", "the second week of May", "the first Monday in October"."""
    month = _month_of(match, scene)
    if month is None or month.earliest is None or month.latest is None:
        return None
    nth = _LAST if match["closing"] else int(said(match, "ordinal") or 1)
    if match.groupdict().get("weekday"):
        weekday = int(WORDS["weekday"][match["weekday"].lower()])
        return _at(month, nth, periods.weekday_near(month.earliest, weekday, ahead=True), _DAYS_OF_WEEK)
    if unit(match) == "D":
        return _at(month, nth, month.earliest, 1)
    first = (
        periods.plus_days(month.latest, 1 - _DAYS_OF_WEEK)
        if nth == _LAST
        else periods.plus_days(month.earliest, _DAYS_OF_WEEK * (int(nth) - 1))
    )
    return replace(month, earliest=first, latest=periods.plus_days(first, _DAYS_OF_WEEK - 1))


def day_of_which_month(match: Words, scene: Scene) -> Period | None:
    """ "the 15th of next month"."""
    if scene.reference is None:
        return None
    month = periods.shifted(Grain.MONTH, scene.reference, step(match, "which") or 0)
    if month is None or month.earliest is None:
        return None
    return periods.day_of(month.earliest.year, month.earliest.month, int(match["day"]))


def week_of_day(match: Words, scene: Scene) -> Period | None:
    """ "the week of May 4"."""
    month = WORDS["month"][(match["month"] or match["month2"]).lower()]
    today = scene.reference or scene.hint
    if today is None:
        return None
    day = likely(
        lambda y: periods.day_of(y, int(month), int(match["day"] or match["day2"])),
        today,
        scene.side(match.end() - 1),
    )
    return None if day is None or day.earliest is None else periods.week(day.earliest)


def weekday_of_week(match: Words, scene: Scene) -> Period | None:
    """ "Tuesday of next week", "Monday last week"."""
    if scene.reference is None:
        return None
    week = periods.shifted(Grain.WEEK, scene.reference, step(match, "which") or 0)
    if week is None or week.earliest is None:
        return None
    weekday = int(WORDS["weekday"][match["weekday"].lower()])
    return periods.day(periods.weekday_near(week.earliest, weekday, ahead=True))


def each_units(match: Words, scene: Scene) -> Period | None:
    """ "every four years", "every other week"."""
    return length("2" if match.groupdict().get("other") else count(match), unit(match))


def spanning(match: Words, scene: Scene) -> Period | None:
    """ "yearlong"."""
    return Period(str(said(match, "spanning")), Grain.LENGTH)


def first_of_range(match: Words, scene: Scene) -> Period | None:
    """The first day of "24-26 November"."""
    month, day = int(WORDS["month"][match["month"].lower()]), int(match["day"])
    if match["year"]:
        return periods.day_of(int(match["year"]), month, day)
    today = scene.reference or scene.hint
    if today is None:
        return None
    return likely(lambda y: periods.day_of(y, month, day), today, scene.side(match.end() + 1))


def _at(month: Period, nth: str | int, first: date, days: int) -> Period | None:
    """The nth day of a month that lies a whole number of steps of so many days after the first."""
    assert month.latest is not None
    steps = (month.latest - first).days // days if nth == _LAST else int(nth) - 1
    day = periods.plus_days(first, steps * days)
    return periods.day(day) if day <= month.latest else None


def _end_told(match: Words, scene: Scene) -> date | None:
    """The day that "ended March 31" or "to September" names; the last one of a month or a year."""
    groups = match.groupdict()
    if not groups.get("month"):
        return periods.year(int(groups["year2"])).latest if groups.get("year2") else None
    month, day = int(WORDS["month"][groups["month"].lower()]), groups.get("day") or groups.get("day2")

    def ends(year: int) -> Period | None:
        return periods.day_of(year, month, int(day)) if day else periods.month(year, month)

    if groups.get("year"):
        found = ends(int(groups["year"]))
    elif scene.reference is None:
        return None
    else:
        found = likely(ends, scene.reference, Side.FUTURE if match["ahead"] else Side.PAST)
    return None if found is None else found.latest


def _begun(of: Grain, end: date) -> date | None:
    """The first day of a period of that grain that ends on that day."""
    return periods.moved_by(of, periods.plus_days(end, 1), -1)


def _year_of(match: Words, scene: Scene) -> Period | None:
    if match["year"]:
        return periods.year(int(match["year"]))
    today, away = scene.reference, step(match, "which")
    if today is None or (away is None and not match["now"]):
        return None
    return periods.year(today.year + (away or 0))


def _month_of(match: Words, scene: Scene) -> Period | None:
    today = scene.reference or scene.hint
    if match["month"] is None:
        return None if today is None else periods.shifted(Grain.MONTH, today, step(match, "which") or 0)
    month = int(WORDS["month"][match["month"].lower()])
    if match["year"]:
        return periods.month(int(match["year"]), month)
    if today is None:
        return None
    return likely(lambda y: periods.month(y, month), today, scene.side(match.start("month")))
