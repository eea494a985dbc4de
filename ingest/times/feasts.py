"""Feasts, and the days that are known by their date alone ("9/11")."""

from __future__ import annotations

import re
from datetime import date

from ingest.times import periods
from ingest.times.likely_years import likely
from ingest.times.periods import Period
from ingest.times.scenes import Scene
from ingest.times.time_words import WORDS, Words, said

# "12-25": month and day; "11-4-4": month, ISO weekday, how manieth ("last" too); "easter"; "+1": a day on.
_RULE = re.compile(
    r"(?:easter|(?P<month>\d\d)-(?P<day>\d+)(?:-(?P<nth>\d|last))?)(?P<after>[+-]\d+)?", re.ASCII
)
_WEEK = 7  # days


def holiday(match: Words, scene: Scene) -> Period | None:
    """A feast, in the year that the tense makes likely."""
    rule = _RULE.fullmatch(str(WORDS["holiday"][match["holiday"].lower()]))
    assert rule is not None
    if match["year"]:
        return _feast(int(match["year"]), rule)
    today = scene.reference or scene.hint
    return None if today is None else likely(lambda y: _feast(y, rule), today, scene.side(match.start()))


def memorable_day(match: Words, scene: Scene) -> Period | None:
    """A day that needs no year to be known."""
    known = said(match, "memorable") or said(match, "memorable", "2")
    year, month, day = str(known).split("-")
    return periods.day_of(int(year), int(month), int(day))


def _feast(year: int, rule: re.Match[str]) -> Period | None:
    if rule["month"] is None:
        day = _easter(year)
    elif rule["nth"] is None:
        return periods.day_of(year, int(rule["month"]), int(rule["day"]))
    else:
        first = periods.weekday_near(date(year, int(rule["month"]), 1), int(rule["day"]), ahead=True)
        if rule["nth"] == "last":
            fifth = periods.plus_days(first, 4 * _WEEK)
            day = fifth if fifth.month == first.month else periods.plus_days(fifth, -_WEEK)
        else:
            day = periods.plus_days(first, _WEEK * (int(rule["nth"]) - 1))
    return periods.day(periods.plus_days(day, int(rule["after"] or 0)))


def _easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian reckoning."""
    golden, century, in_century = year % 19, year // 100, year % 100
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - moon_shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
