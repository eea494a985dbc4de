"""Calendar arithmetic: days, weeks, quarters and the like, with their TIMEX3 values and first and last days.

A `Period` is a stretch of the calendar of one granularity. Weeks are ISO weeks, from Monday. Seasons are the
northern, meteorological ones; a winter belongs to the year that it begins in.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How fine a period is; the value is the letter that durations are counted in."""

    DAY = "D"
    WEEK = "W"
    WEEKEND = "WE"
    MONTH = "M"
    SEASON = "S"
    QUARTER = "Q"
    HALF = "H"
    YEAR = "Y"
    FISCAL = "FY"
    DECADE = "E"
    CENTURY = "C"
    LENGTH = "P"  # no place in the calendar: a duration, a set, "now"


# How many months the grains that are made of months hold.
_MONTHS = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.HALF: 6,
    Grain.YEAR: 12,
    Grain.FISCAL: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
_SEASON_OF_MONTH = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_FIRST_MONTH_OF_SEASON = {code: month for month, code in _SEASON_OF_MONTH.items()}
_TYPICAL_DAYS = {Grain.DAY: 1, Grain.WEEK: 7, Grain.WEEKEND: 7}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: TIMEX3 value, grain, first and last day (None: open or not known)."""

    value: str
    grain: Grain
    earliest: date | None = None
    latest: date | None = None


def day(of: date) -> Period:
    """One day."""
    return Period(of.isoformat(), Grain.DAY, of, of)


def day_of(year: int, month: int, number: int) -> Period | None:
    """The day of that date, None where the calendar has none (31 February)."""
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def week(of: date) -> Period:
    """The ISO week that holds the day."""
    year, number, weekday = of.isocalendar()
    monday = plus_days(of, 1 - weekday)
    return Period(f"{year:04}-W{number:02}", Grain.WEEK, monday, plus_days(monday, 6))


def weekend(of: date) -> Period:
    """Saturday and Sunday of the ISO week that holds the day."""
    whole = week(of)
    assert whole.earliest is not None
    saturday = plus_days(whole.earliest, 5)
    return Period(whole.value + "-WE", Grain.WEEKEND, saturday, plus_days(saturday, 1))


def year(number: int) -> Period:
    """One calendar year."""
    return Period(f"{number:04}", Grain.YEAR, date(number, 1, 1), date(number, 12, 31))


def fiscal_year(number: int) -> Period:
    """A fiscal year: where it begins is the company's affair, so its days stay open."""
    return Period(f"FY{number:04}", Grain.FISCAL)


def month(year: int, number: int) -> Period:
    """One calendar month."""
    return _of_months(Grain.MONTH, year, number)


def quarter(year: int, number: int) -> Period:
    """One calendar quarter, 1 to 4."""
    return _of_months(Grain.QUARTER, year, 3 * number - 2)


def half(year: int, number: int) -> Period:
    """The first or second half of a calendar year."""
    return _of_months(Grain.HALF, year, 6 * number - 5)


def season(year: int, code: str) -> Period:
    """Spring SP, summer SU, autumn FA or winter WI of a year."""
    return _of_months(Grain.SEASON, year, _FIRST_MONTH_OF_SEASON[code])


def decade(first_year: int) -> Period:
    """The ten years from `first_year` (1990: the 1990s, value 199)."""
    return _of_months(Grain.DECADE, first_year, 1)


def century(number: int) -> Period:
    """The nineteenth century has the value 18, as TIMEX3 counts by the leading digits."""
    return _of_months(Grain.CENTURY, (number - 1) * 100, 1)


def holding(grain: Grain, of: date) -> Period:
    """The period of that grain that holds the day."""
    if grain is Grain.DAY:
        return day(of)
    if grain is Grain.WEEK:
        return week(of)
    if grain is Grain.WEEKEND:
        return weekend(of)
    if grain is Grain.FISCAL:
        return fiscal_year(of.year)
    if grain is Grain.DECADE:
        return decade(of.year - of.year % 10)
    if grain is Grain.CENTURY:
        return century(of.year // 100 + 1)
    size = _MONTHS[grain]
    offset = 2 if grain is Grain.SEASON else 0  # seasons begin in March, June, September and December
    first = (of.month - 1 - offset) // size * size + 1 + offset
    return _of_months(grain, of.year, first) if first >= 1 else _of_months(grain, of.year - 1, first + 12)


def shifted(grain: Grain, of: date, count: int) -> Period | None:
    """The period `count` grains after (negative: before) the day's own; None beyond the calendar."""
    moved = moved_by(grain, of, count)
    return None if moved is None else holding(grain, moved)


def moved_by(grain: Grain, of: date, count: int) -> date | None:
    """The day `count` grains after (negative: before) the day; None beyond the calendar."""
    try:
        if grain in _TYPICAL_DAYS:
            return of + timedelta(days=count * _TYPICAL_DAYS[grain])
        months = of.year * 12 + of.month - 1 + count * _MONTHS[grain]
        last = calendar.monthrange(months // 12, months % 12 + 1)[1]
        return date(months // 12, months % 12 + 1, min(of.day, last))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def plus_days(of: date, days: int) -> date:
    """The day so many days on; the day itself where the calendar ends before that."""
    try:
        return of + timedelta(days=days)
    except OverflowError:
        return of


def weekday_near(of: date, weekday: int, *, ahead: bool, strictly: bool = False) -> date:
    """The nearest day with that ISO weekday (Monday 1); the day itself counts unless `strictly`."""
    distance = (weekday - of.isoweekday()) % 7 if ahead else (of.isoweekday() - weekday) % 7
    if strictly and distance == 0:
        distance = 7
    return plus_days(of, distance if ahead else -distance)


def third(whole: Period, part: str) -> Period:
    """The first, middle or last third ("start", "mid", "end") of a period, under the whole one's value.

    TIMEX3 gives "late 2025" the value 2025 and says the rest in an attribute; our days say it. Thirds of
    what is made of months begin with a month, so mid-2025 is May to August.
    """
    first, last = whole.earliest, whole.latest
    if first is None or last is None or (last - first).days < 2 or whole.grain is Grain.WEEKEND:
        return whole
    months, days = _MONTHS.get(whole.grain, 0) // 3, ((last - first).days + 1) // 3
    if months:
        second, closing = moved_by(Grain.MONTH, first, months), moved_by(Grain.MONTH, first, 2 * months)
    else:
        second, closing = plus_days(first, days), plus_days(last, 1 - days)
    if second is None or closing is None:
        return whole
    begins = {"start": first, "mid": second, "end": closing}[part]
    ends = {"start": plus_days(second, -1), "mid": plus_days(closing, -1), "end": last}[part]
    return Period(whole.value, whole.grain, begins, ends)


def _of_months(grain: Grain, year: int, first: int) -> Period:
    size = _MONTHS[grain]
    value = {
        Grain.MONTH: f"{year:04}-{first:02}",
        Grain.QUARTER: f"{year:04}-Q{(first + 2) // 3}",
        Grain.HALF: f"{year:04}-H{(first + 5) // 6}",
        Grain.SEASON: f"{year:04}-{_SEASON_OF_MONTH.get(first, '')}",
        Grain.YEAR: f"{year:04}",
        Grain.DECADE: f"{year // 10:03}",
        Grain.CENTURY: f"{year // 100:02}",
    }[grain]
    end = year * 12 + first - 1 + size
    try:
        latest = date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
        return Period(value, grain, date(year, first, 1), latest)
    except (ValueError, OverflowError):
        return Period(value, grain)
