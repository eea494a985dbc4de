"""Dates, months, years and their parts: the expressions that name their place in the calendar.

Where the year is left out, the tense and the nearness to publication decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ingest.rulebook import rules
from ingest.times import periods
from ingest.times.likely_years import chosen, counted_off, likely
from ingest.times.periods import Grain, Period
from ingest.times.scenes import Scene
from ingest.times.tenses import Side
from ingest.times.time_words import WORDS, Words, said, step, year

_BLOCKERS = rules("times")["blockers"]
_COUNTED = frozenset(w.lower() for w in _BLOCKERS["counted"])
_NUMBERED = frozenset(w.lower() for w in _BLOCKERS["numbered"])
_OF_BUSINESS = re.compile(rf"\b(?:{'|'.join(_BLOCKERS['of_business'])})\b")
_GIVEN = frozenset(_BLOCKERS["given"])
_CONTRACT = re.compile(rf" (?:{'|'.join(rules('times')['tense']['contract'])})\b")
_JOINT = re.compile(_BLOCKERS["joint"])
_NEXT_WORD = re.compile(r"[ -]([A-Za-z]+)")
_WORD_REACH = 16  # characters back to the end of the word before
_RANGE_TO = re.compile(
    rf" ?(?:{_BLOCKERS['range']}) ?(?:the )?[A-Z0-9][\w.]* \w+,? (?P<year>(?:19|20)\d\d)\b"
)
_TWO_FIGURES = 2
_QUARTERS = 4
_LAST_CENTURY = 30


def full_date(match: Words, scene: Scene) -> Period | None:
    """A day with its year."""
    month = match["mm"] if "mm" in match.re.groupindex else said(match, "month")
    assert month is not None
    return periods.day_of(int(match["year"]), int(month), int(match["day"]))


def figures_date(match: Words, scene: Scene) -> Period | None:
    """11/30/24 as in America, 30.11.2024 as in Europe; the other way round where only that is a date."""
    first, second = int(match["first"]), int(match["next"])
    dotted = match["mark"] == "."
    if dotted and len(match["years"]) == _TWO_FIGURES:
        return None  # a version number
    day, month = (first, second) if dotted or first > 12 else (second, first)
    return periods.day_of(year(match["years"]), month, day)


def month_day(match: Words, scene: Scene) -> Period | None:
    """A day of a month in the year that the tense and the nearness to publication make likely."""
    month, day = int(WORDS["month"][match["month"].lower()]), int(match["day"])
    if range_ := _RANGE_TO.match(scene.text, match.end()):
        return periods.day_of(int(range_["year"]), month, day)
    today = scene.reference or scene.hint
    if today is None:
        exists = periods.day_of(2000, month, day) is not None  # a leap year
        return Period(f"XXXX-{month:02}-{day:02}", Grain.DAY) if exists else None
    return likely(lambda y: periods.day_of(y, month, day), today, scene.side(match.start()))


def nth_of_month(match: Words, scene: Scene) -> Period | None:
    """ "the first of November"."""
    month, day = int(WORDS["month"][match["month"].lower()]), int(said(match, "ordinal") or 1)
    if match["year"]:
        return periods.day_of(int(match["year"]), month, day)
    today = scene.reference or scene.hint
    if today is None:
        return Period(f"XXXX-{month:02}-{day:02}", Grain.DAY)
    return likely(lambda y: periods.day_of(y, month, day), today, scene.side(match.start()))


def nth_alone(match: Words, scene: Scene) -> Period | None:
    """ "on the 20th": of this month or of one beside it, as the tense says."""
    today, number = scene.reference, int(match["day"])
    if today is None:
        return None
    found = [
        found
        for away in (-1, 0, 1)
        if (month := periods.shifted(Grain.MONTH, today, away)) is not None
        and month.earliest is not None
        and (found := periods.day_of(month.earliest.year, month.earliest.month, number)) is not None
    ]
    ahead = scene.side(match.start()) is not Side.PAST
    if ahead:
        return next((p for p in found if p.earliest and p.earliest >= today), None)
    return next((p for p in reversed(found) if p.earliest and p.earliest <= today), None)


def range_end(match: Words, scene: Scene) -> Period | None:
    """The second day of "June 6-9", where the first has just been read."""
    last = scene.anchor
    if last is None or last.grain is not Grain.DAY or last.earliest is None:
        return None
    joint = _JOINT.fullmatch(scene.text, scene.anchor_end, match.start())
    if joint is None or (joint["words"] and scene.counts_a_noun(match.start("day"))):
        return None
    return periods.day_of(int(match["year"] or last.earliest.year), last.earliest.month, int(match["day"]))


def month_year(match: Words, scene: Scene) -> Period | None:
    """A month with its year."""
    return periods.month(int(match["year"]), int(WORDS["month"][match["month"].lower()]))


def month_of_year(match: Words, scene: Scene) -> Period | None:
    """ "October last year"."""
    away = step(match, "which")
    if scene.reference is None or away is None:
        return None
    return periods.month(scene.reference.year + away, int(WORDS["month"][match["month"].lower()]))


def month_alone(match: Words, scene: Scene) -> Period | None:
    """A month whose year the tense, "last" or "next" decides; None where the word is a verb or a surname."""
    at = match.start("month")
    token = scene.token_at(at)
    if token.tag_[:2] not in {"NN", "CD"} or scene.is_name(at):
        return None
    before = token.nbor(-1) if token.i > 0 else token
    of_name = before.head.i == token.i or (match["month"] in _GIVEN and before.text.istitle())
    if before.i < token.i and before.pos_ == "PROPN" and of_name:
        return None
    month, today = int(WORDS["month"][match["month"].lower()]), scene.reference or scene.hint
    if today is None:
        return Period(f"XXXX-{month:02}", Grain.MONTH)
    if match["which"] is None and _CONTRACT.match(scene.text, match.end()):
        return counted_off(lambda y: periods.month(y, month), today, 1)
    return chosen(lambda y: periods.month(y, month), today, step(match, "which"), scene, at)


def month_beside(match: Words, scene: Scene) -> Period | None:
    """ "the following January", after the time told last."""
    start = scene.anchor.earliest if scene.anchor else scene.reference
    if start is None:
        return None
    month = int(WORDS["month"][match["month"].lower()])
    return counted_off(lambda y: periods.month(y, month), start, step(match, "beside") or 0)


def year_alone(match: Words, scene: Scene) -> Period | None:
    """A bare figure that can only be a year."""
    after = _NEXT_WORD.match(scene.text, match.end())
    if after and after[1].lower() in _COUNTED:
        return None
    before = scene.text[max(0, match.start() - _WORD_REACH) : match.start()].lower().split()
    return None if before and before[-1] in _NUMBERED else periods.year(int(match["bare"]))


def years_joined(match: Words, scene: Scene) -> Period | None:
    """2024-25: the value is the first year, the days are those of both."""
    first = int(match["bare"])
    if (first + 1) % 100 != int(match["tail"]):
        return None
    return Period(f"{first}", Grain.YEAR, date(first, 1, 1), date(first + 1, 12, 31))


def fiscal(match: Words, scene: Scene) -> Period | None:
    """A fiscal year by its number."""
    return periods.fiscal_year(year(match["years"]))


def fiscal_which(match: Words, scene: Scene) -> Period | None:
    """ "the next fiscal year"."""
    if scene.reference is None:
        return None
    return periods.fiscal_year(scene.reference.year + (step(match, "which", "which_the") or 0))


def decade(match: Words, scene: Scene) -> Period | None:
    """The 1990s, the '90s."""
    return periods.decade(int(match["decade"]) * 10 if match["decade"] else year(match["short"] + "0"))


def decade_word(match: Words, scene: Scene) -> Period | None:
    """The nineties."""
    return periods.decade(int(WORDS["nineties"][match["nineties"].lower()]))


def century(match: Words, scene: Scene) -> Period | None:
    """The nineteenth century."""
    nth = int(match["nth"] or said(match, "centuryth") or 0)
    return periods.century(nth) if 1 <= nth <= _LAST_CENTURY else None


def quarter(match: Words, scene: Scene) -> Period | None:
    """The third quarter, of a year that is named, counted or left to the tense."""
    return _part_of_year(match, scene, int(WORDS["ordinal"][match["ordinal"].lower()]), periods.quarter)


def quarter_last(match: Words, scene: Scene) -> Period | None:
    """ "the last quarter of 2007"; without its year it is the one before the present."""
    return _part_of_year(match, scene, _QUARTERS, periods.quarter)


def quarter_code(match: Words, scene: Scene) -> Period | None:
    """Q3, Q3 2025."""
    return _part_of_year(match, scene, int(match["number"] or match["number2"]), periods.quarter)


def half(match: Words, scene: Scene) -> Period | None:
    """The first half of a year."""
    nth = int(WORDS["ordinal"][match["ordinal"].lower()])
    return _part_of_year(match, scene, nth, periods.half) if nth <= 2 else None


def half_of_business(match: Words, scene: Scene) -> Period | None:
    """ "the second half", where the sentence speaks of a company's or an economy's year, not of a match."""
    sentence = scene.token_at(match.start("ordinal")).sent
    words = scene.text[sentence.start_char : sentence.end_char].lower()
    return half(match, scene) if _OF_BUSINESS.search(words) else None


def half_code(match: Words, scene: Scene) -> Period | None:
    """H1 2025."""
    return _part_of_year(match, scene, int(match["number"] or match["number2"]), periods.half)


def season(match: Words, scene: Scene) -> Period | None:
    """Last summer, the summer of 2024; None where the word is a verb ("prices fall")."""
    code, at = str(WORDS["season"][match["season"].lower()]), match.start("season")
    groups, today = match.groupdict(), scene.reference
    if groups.get("year"):
        return periods.season(int(groups["year"]), code)
    if scene.token_at(at).tag_[:2] != "NN":
        return None
    if today is None:
        return Period(f"XXXX-{code}", Grain.SEASON)
    away = said(match, "which", "2")
    if away is not None:
        return periods.season(today.year + int(away), code)
    return chosen(lambda y: periods.season(y, code), today, step(match, "which"), scene, at)


def _part_of_year(match: Words, scene: Scene, nth: int, make: Callable[[int, int], Period]) -> Period | None:
    groups, today = match.groupdict(), scene.reference
    if groups.get("year"):
        return make(int(groups["year"]), nth)
    named = groups.get("years") or groups.get("years2")
    if named:
        return make(year(named), nth)
    if today is None:
        return None
    away = said(match, "which", "2")
    if away is not None or groups.get("now"):
        return make(today.year + int(away or 0), nth)
    return likely(lambda y: make(y, nth), today, scene.side(match.start()))
