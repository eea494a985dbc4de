"""What each kind of time expression means: the functions that `rules/times.toml` names; "early" and "late".

Each function gets the match and the scene and returns a period, or None where the words are no time here
("may", "a second plant", 31 February).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.rulebook import rules
from ingest.times import clocks, dates, durations, feasts, parts, periods, relative_times
from ingest.times.periods import Grain, Period
from ingest.times.scenes import Scene
from ingest.times.time_words import WORDS

Meaning = Callable[[re.Match[str], Scene], Period | None]

_BEFORE_TODAY, _AFTER_TODAY = "before", "after"  # the parts that the day of publication bounds
_PARTS = {
    part: re.compile(rf"\b(?i:{'|'.join(forms)})[ -]*$") for part, forms in rules("times")["parts"].items()
}
_PART_REACH = 28  # characters; no phrase of [parts] is longer
_DAYPART_OF = re.compile(
    rf"\b(?:(?i:the) )?(?P<daypart>(?i:{'|'.join(WORDS['daypart'])})) (?i:of)(?: the)? $"
)  # "the evening of May 5"


def _meanings() -> dict[str, Meaning]:
    return {
        name: function
        for module in (dates, parts, feasts, relative_times, durations, clocks)
        for name, function in vars(module).items()
        if callable(function) and getattr(function, "__module__", "") == module.__name__ and name[0] != "_"
    }


MEANINGS: dict[str, Meaning] = _meanings()
"""The public functions of the modules of meaning, by their names."""


def part_before(text: str, low: int, start: int, period: Period, scene: Scene) -> tuple[int, Period]:
    """The period narrowed by "early", "late", "the end of" before it, and where the whole then begins.

    `low` is where the expression before ended. The value stays that of the whole period, as TIMEX3 has it.
    """
    if period.grain is Grain.LENGTH:
        return start, period
    stretch = text[max(low, start - _PART_REACH) : start]
    if period.grain is Grain.DAY and "T" not in period.value and (match := _DAYPART_OF.search(stretch)):
        part = WORDS["daypart"][match["daypart"].lower()]
        return start - len(stretch) + match.start(), replace(period, value=f"{period.value}T{part}")
    for part, pattern in _PARTS.items():
        if match := pattern.search(stretch):
            return start - len(stretch) + match.start(), _narrowed(period, part, scene)
    return start, period


def _narrowed(period: Period, part: str, scene: Scene) -> Period:
    if part not in {_BEFORE_TODAY, _AFTER_TODAY}:
        return periods.third(period, part)
    today, first, last = scene.reference, period.earliest, period.latest
    if today is None or first is None or last is None or not first <= today <= last:
        return period
    return replace(period, latest=today) if part == _BEFORE_TODAY else replace(period, earliest=today)
