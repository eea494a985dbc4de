"""Which year is meant where an article names a month, a day or a quarter without its year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ingest.times.periods import Grain, Period
from ingest.times.scenes import Scene
from ingest.times.tenses import Side

_SOON, _LONG_AGO = 45, 300  # days
_PLANS_TOLD_AFTER = 60  # days: for about so long the news still tells what had been planned


def chosen(
    make: Callable[[int], Period | None], today: date, away: int | None, scene: Scene, at: int
) -> Period | None:
    """ "last April": the latest that is over; "next April": the first to come; "this April": this year's."""
    return likely(make, today, scene.side(at)) if away is None else counted_off(make, today, away)


def counted_off(make: Callable[[int], Period | None], today: date, away: int) -> Period | None:
    choices = around(make, today)
    if away < 0:
        return next((c for c in reversed(choices) if c.latest and c.latest < today), None)
    if away > 0:
        return next((c for c in choices if c.earliest and c.earliest > today), None)
    return make(today.year)


def likely(make: Callable[[int], Period | None], today: date, side: Side) -> Period | None:
    """Of the same period in several years the one that tense and nearness to publication make likely."""
    choices = around(make, today)
    past = [c for c in choices if c.earliest and c.earliest <= today]
    ahead = [c for c in choices if c.latest and c.latest >= today]
    if side is Side.PAST and past and not (ahead and _is_nearer(ahead[0], past[-1], today)):
        return past[-1]
    if side is Side.PLANNED and past and _just_over(past[-1], today):
        side = Side.PRESENT
    if side is not Side.PRESENT and ahead:
        return ahead[0]
    return min(choices, key=lambda c: _distance(c, today), default=None)


def around(make: Callable[[int], Period | None], today: date) -> list[Period]:
    years = (y for y in (today.year - 1, today.year, today.year + 1) if date.min.year < y < date.max.year)
    return [period for y in years if (period := make(y)) is not None]


def _is_nearer(ahead: Period, past: Period, today: date) -> bool:
    """True for "was moved to Nov. 21", told on Nov. 10: of a day of last year the year would be told."""
    if past.grain is not Grain.DAY or past.latest is None or past.latest.year == today.year:
        return False
    return _distance(ahead, today) <= _SOON and _distance(past, today) >= _LONG_AGO


def _just_over(period: Period, today: date) -> bool:
    """True for a period that ended so lately that a plan for it is nearer than one for next year."""
    return period.latest is not None and (today - period.latest).days <= _PLANS_TOLD_AFTER


def _distance(period: Period, today: date) -> int:
    if period.earliest is None or period.latest is None:
        return date.max.toordinal()
    return max((period.earliest - today).days, (today - period.latest).days, 0)
