"""What a time expression means: its TIMEX3 value and days, counted from the article's day, tense and context.

`MEANINGS` holds one function for each `means` of `rules/times.toml`; it gets the match and the scene and
returns a period, or None where the words are no time here ("may", "a second plant", 31 February).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from spacy.tokens import Token

from ingest import periods
from ingest.document import Document, Zone
from ingest.numerals import number
from ingest.periods import Grain, Period
from ingest.rulebook import rules
from ingest.tenses import Side, side_of

Words = re.Match[str]

_TABLES = {
    name: {word.lower(): meaning for word, meaning in table.items()}
    for name, table in rules("times")["words"].items()
}
_COUNTED = frozenset(w.lower() for w in rules("times")["blockers"]["counted"])
_NUMBERED = frozenset(w.lower() for w in rules("times")["blockers"]["numbered"])
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "NORP"})
_PARTS = {
    part: re.compile(rf"\b(?i:{'|'.join(forms)})[ -]*(?: of)?$")
    for part, forms in rules("times")["parts"].items()
}
_PART_REACH = 28  # characters; no phrase of [parts] is longer

_DATE_LINE_LINES = 12  # a date line stands at the head of the article
_DATE_LINE_LENGTH = 60  # and holds little else
_STRETCHING = frozenset(
    {"past", "last", "next", "coming"}
)  # "the past year" is a length, "the previous year" is not
_CENTURY_PIVOT = 50  # '68 is 1968, '24 is 2024


class Scene:
    """What is known while reading on: the day to count from, the time told last, and the grammar."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.reference: date | None = document.article.published
        self.anchor: Period | None = None  # the last dated time in the text
        self.anchor_end = 0
        self._starts = [token.idx for token in document.doc]

    def take_date_line(self, dates: Iterable[Words]) -> None:
        """Count from the first whole date that stands by itself in one of the first lines."""
        text = self.document.doc.text
        for match in dates:
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            line = text[start : end if end >= 0 else len(text)]
            if text.count("\n", 0, start) >= _DATE_LINE_LINES:
                return
            if (len(line) <= _DATE_LINE_LENGTH and line.strip()[-1:] != ".") or (
                match.end() - start < _DATE_LINE_LENGTH and re.match(r"\)? ?[-–—:|]", text[match.end() :])
            ):
                period = full_date(match, self)
                if period is not None:
                    self.reference = period.earliest
                    return

    def remember(self, period: Period, end: int) -> None:
        """Take a dated period as the time that "a year later" counts from."""
        if period.earliest is not None and period.grain not in {Grain.LENGTH, Grain.DECADE, Grain.CENTURY}:
            self.anchor, self.anchor_end = period, end

    def token_at(self, offset: int) -> Token:
        """The token that holds the character."""
        return self.document.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def side(self, offset: int) -> Side:
        """Past, future or present, by the grammar around the character."""
        return side_of(self.token_at(offset))

    def is_name(self, offset: int) -> bool:
        """True where the word is part of a person's, company's or work's name ("Theresa May", "Sunday Times")."""
        return self.token_at(offset).ent_type_ in _NAMES


def part_before(text: str, low: int, start: int, period: Period, scene: Scene) -> tuple[int, Period]:
    """The period narrowed by "early", "late", "the end of" and so on before it, and where the whole begins."""
    if period.earliest is None and period.grain in {Grain.LENGTH, Grain.DAY}:
        return start, period
    stretch = text[max(low, start - _PART_REACH) : start]
    for part, pattern in _PARTS.items():
        if match := pattern.search(stretch):
            return start - len(stretch) + match.start(), _narrowed(period, part, scene)
    return start, period


def _narrowed(period: Period, part: str, scene: Scene) -> Period:
    today = scene.reference
    if part in {"start", "mid", "end"}:
        return periods.third(period, part)
    if (
        today is None
        or period.earliest is None
        or period.latest is None
        or not period.earliest <= today <= period.latest
    ):
        return period
    return replace(period, latest=today) if part == "before" else replace(period, earliest=today)


# --- dates ---------------------------------------------------------------------------------------------------


def full_date(match: Words, scene: Scene) -> Period | None:
    """A day with its year."""
    groups = match.groupdict()
    month = int(groups["mm"]) if groups.get("mm") else _TABLES["month"][match["month"].lower()]
    return periods.day_of(int(match["year"]), month, int(match["day"]))


def figures_date(match: Words, scene: Scene) -> Period | None:
    """11/30/24 as in America, 30.11.2024 as in Europe; the other way round where only that is a date."""
    first, second, year = int(match["first"]), int(match["next"]), _year(match["years"])
    if match["mark"] == "." and len(match["years"]) != 4:
        return None  # a version number
    european = match["mark"] == "." or first > 12
    return periods.day_of(year, second, first) if european else periods.day_of(year, first, second)


def month_day(match: Words, scene: Scene) -> Period | None:
    """A day of a month in the year that the tense and the nearness to publication make likely."""
    month, number_ = _TABLES["month"][match["month"].lower()], int(match["day"])
    today = scene.reference
    if today is None:
        return (
            Period(f"XXXX-{month:02}-{number_:02}", Grain.DAY)
            if periods.day_of(2000, month, number_)
            else None
        )
    days = [
        d for y in (today.year - 1, today.year, today.year + 1) if (d := periods.day_of(y, month, number_))
    ]
    return _likely(days, today, scene.side(match.start()))


def range_end(match: Words, scene: Scene) -> Period | None:
    """The second day of "June 6-9", where the first has just been read."""
    last = scene.anchor
    if (
        last is None
        or last.grain is not Grain.DAY
        or last.earliest is None
        or scene.anchor_end != match.start() - 1
    ):
        return None
    year = int(match["year"]) if match["year"] else last.earliest.year
    return periods.day_of(year, last.earliest.month, int(match["day"]))


def month_year(match: Words, scene: Scene) -> Period | None:
    """A month with its year."""
    return periods.month(int(match["year"]), _TABLES["month"][match["month"].lower()])


def month_of_year(match: Words, scene: Scene) -> Period | None:
    """ "October last year"."""
    if scene.reference is None:
        return None
    year = scene.reference.year + _TABLES["which"][_plain(match["which"])]
    return periods.month(year, _TABLES["month"][match["month"].lower()])


def month_alone(match: Words, scene: Scene) -> Period | None:
    """A month whose year the tense, "last" or "next" decides."""
    token = scene.token_at(match.start("month"))
    if token.tag_[:2] not in {"NN", "CD"} or scene.is_name(match.start("month")):
        return None
    if token.i > 0 and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).head.i == token.i:
        return None  # a surname
    name = match["month"]
    if len(name) == 3 and name.title() not in {"May", "Jan", "Feb", "Nov", "Dec", "Oct", "Apr", "Aug"}:
        return None
    month, today = _TABLES["month"][name.lower()], scene.reference
    if today is None:
        return Period(f"XXXX-{month:02}", Grain.MONTH)
    months = [periods.month(today.year + n, month) for n in (-1, 0, 1)]
    if match["which"]:
        return _counted_off(months, today, _TABLES["which"][_plain(match["which"])])
    return _likely(months, today, scene.side(match.start("month")))


def year_alone(match: Words, scene: Scene) -> Period | None:
    """A bare figure that can only be a year."""
    text = scene.document.doc.text
    after = re.match(r"[ -]([A-Za-z]+)", text[match.end() : match.end() + 20])
    if after and after[1].lower() in _COUNTED:
        return None
    before = text[max(0, match.start() - 16) : match.start()].lower().split()
    if before and before[-1] in _NUMBERED:
        return None
    return periods.year(int(match["bare"]))


def fiscal(match: Words, scene: Scene) -> Period | None:
    """A fiscal year by its number."""
    return periods.fiscal_year(_year(match["years"]))


def fiscal_which(match: Words, scene: Scene) -> Period | None:
    """ "the next fiscal year"."""
    if scene.reference is None:
        return None
    which = match["which"]
    return periods.fiscal_year(scene.reference.year + (_TABLES["which"][_plain(which)] if which else 0))


def decade(match: Words, scene: Scene) -> Period | None:
    """The 1990s, the '90s."""
    if match["decade"]:
        return periods.decade(int(match["decade"]) * 10)
    return periods.decade(_year(match["short"] + "0"))


def decade_word(match: Words, scene: Scene) -> Period | None:
    """The nineties."""
    return periods.decade(_TABLES["nineties"][match["nineties"].lower()])


def century(match: Words, scene: Scene) -> Period | None:
    """The nineteenth century."""
    number_ = int(match["nth"]) if match["nth"] else _TABLES["centuryth"][match["centuryth"].lower()]
    return periods.century(number_) if 1 <= number_ <= 30 else None


def quarter(match: Words, scene: Scene) -> Period | None:
    """The third quarter, of a year that is named, counted or left to the tense."""
    return _part_of_year(match, scene, _TABLES["ordinal"][match["ordinal"].lower()], periods.quarter)


def quarter_code(match: Words, scene: Scene) -> Period | None:
    """Q3, Q3 2025."""
    return _part_of_year(match, scene, int(match["number"] or match["number2"]), periods.quarter)


def half(match: Words, scene: Scene) -> Period | None:
    """The first half of a year."""
    number_ = _TABLES["ordinal"][match["ordinal"].lower()]
    return _part_of_year(match, scene, number_, periods.half) if number_ <= 2 else None


def half_code(match: Words, scene: Scene) -> Period | None:
    """H1 2025."""
    return _part_of_year(match, scene, int(match["number"] or match["number2"]), periods.half)


def season(match: Words, scene: Scene) -> Period | None:
    """Last summer, the summer of 2024."""
    code, groups, today = _TABLES["season"][match["season"].lower()], match.groupdict(), scene.reference
    if groups.get("year"):
        return periods.season(int(match["year"]), code)
    if scene.token_at(match.start("season")).tag_[:2] != "NN":
        return None
    if today is None:
        return Period(f"XXXX-{code}", Grain.SEASON)
    if groups.get("which2"):
        return periods.season(today.year + _TABLES["which"][_plain(groups["which2"])], code)
    seasons = [periods.season(today.year + n, code) for n in (-1, 0, 1)]
    if groups.get("which"):
        return _counted_off(seasons, today, _TABLES["which"][_plain(groups["which"])])
    return _likely(seasons, today, scene.side(match.start("season")))


def _part_of_year(
    match: Words, scene: Scene, number_: int, make: Callable[[int, int], Period]
) -> Period | None:
    groups, today = match.groupdict(), scene.reference
    if groups.get("year"):
        return make(int(groups["year"]), number_)
    if groups.get("years"):
        return make(_year(groups["years"]), number_)
    if today is None:
        return None
    if groups.get("which2"):
        return make(today.year + _TABLES["which"][_plain(groups["which2"])], number_)
    choices = [make(today.year + n, number_) for n in (-1, 0, 1)]
    if re.search(r"the year$", match.group(), re.IGNORECASE):
        return choices[1]
    return _likely(choices, today, scene.side(match.start()))


# --- weekdays and days ---------------------------------------------------------------------------------------


def weekday(match: Words, scene: Scene) -> Period | None:
    """The nearest such day, before or after publication as the tense says."""
    if scene.is_name(match.start("weekday")) or len(match["weekday"]) == 3:
        return None
    number_, today, which = _TABLES["weekday"][match["weekday"].lower()], scene.reference, match["which"]
    if today is None:
        return _with_daypart(Period(f"XXXX-WXX-{number_}", Grain.DAY), match["daypart"])
    count = _TABLES["which"][_plain(which)] if which else 0
    if count:
        found = periods.weekday_near(today, number_, ahead=count > 0, strictly=True)
    else:
        side = scene.side(match.start("weekday"))
        ahead = side is Side.FUTURE or (
            side is Side.PRESENT
            and scene.token_at(match.start()).sent.start > 0
            and not _in_headline(match, scene)
        )
        found = periods.weekday_near(today, number_, ahead=ahead)
    return _with_daypart(periods.day(found), match["daypart"])


def weekdays(match: Words, scene: Scene) -> Period | None:
    """ "every Friday", "on Fridays": a set."""
    number_ = _TABLES["weekday"][match["weekday"].lower()]
    if not match.group().lower().startswith(("every", "each")) and match.group()[-1] != "s":
        return None
    return Period(f"XXXX-WXX-{number_}", Grain.LENGTH)


def deictic_day(match: Words, scene: Scene) -> Period | None:
    """Today, yesterday, tomorrow."""
    if scene.is_name(match.start()):
        return None
    word = match["deictic"].lower()
    daypart = match["daypart"] or ("night" if word == "tonight" else None)
    return _day_away(scene, _TABLES["deictic"][word], daypart)


def day_beyond(match: Words, scene: Scene) -> Period | None:
    """The day before yesterday, the day after tomorrow."""
    return _day_away(scene, -2 if match["back"] else 2, None)


def daypart(match: Words, scene: Scene) -> Period | None:
    """This morning, last night."""
    if match["that"]:
        return (
            _with_daypart(scene.anchor, match["daypart"])
            if scene.anchor and scene.anchor.grain is Grain.DAY
            else None
        )
    return _day_away(scene, _TABLES["which"][_plain(match["which"])], match["daypart"])


def _day_away(scene: Scene, count: int, part: str | None) -> Period | None:
    if scene.reference is None:
        return Period(
            "PRESENT_REF" if count == 0 else "PAST_REF" if count < 0 else "FUTURE_REF", Grain.LENGTH
        )
    found = periods.shifted(Grain.DAY, scene.reference, count)
    return _with_daypart(found, part) if found else None


def _with_daypart(day: Period, part: str | None) -> Period:
    return replace(day, value=f"{day.value}T{_TABLES['daypart'][part.lower()]}") if part else day


def _in_headline(match: Words, scene: Scene) -> bool:
    sentence = scene.token_at(match.start()).sent
    doc = scene.document.doc
    for known, zone in zip(doc.sents, scene.document.zones, strict=True):
        if known.start >= sentence.start:
            return zone is Zone.HEADLINE
    return False


# --- periods counted from the present, or from the time told last --------------------------------------------


def which_unit(match: Words, scene: Scene) -> Period | None:
    """Last week, this quarter, next year."""
    which, grain = _plain(match["which"]), _grain(match["unit"])
    if grain is None or match["unit"].lower().endswith("s"):
        return None
    if which.startswith("the ") and which != "the current" and grain not in {Grain.QUARTER, Grain.WEEKEND}:
        return None  # "over the past year" is a length, "the next day" counts from what was told
    if grain is Grain.DAY or scene.reference is None:
        return None
    return periods.shifted(grain, scene.reference, _TABLES["which"][which])


def toward_units(match: Words, scene: Scene) -> Period | None:
    """The past decade, the next four years, recent weeks: a length that ends or begins now."""
    groups, unit = match.groupdict(), match["unit"].lower()
    count = _count(groups)
    if count is None:
        if unit.endswith("s"):
            count = "X"
        elif match.group().lower().startswith("the ") and match["toward"].lower() in _STRETCHING:
            count = "1"
        else:
            return None
    direction = _TABLES["toward"][match["toward"].lower()]
    length = _length(count, unit)
    today, whole = scene.reference, _whole(count)
    if today is None or direction == 0:
        return length
    if whole is None:
        return replace(length, latest=today) if direction < 0 else replace(length, earliest=today)
    far = _moved(unit, today, direction * whole)
    return replace(length, earliest=min(far, today), latest=max(far, today)) if far else length


def units_shifted(match: Words, scene: Scene) -> Period | None:
    """Three years ago (from now), two days later (from the time told last)."""
    groups = match.groupdict()
    word = "ago" if groups["from"] is None and match["shift"] is None else _plain(match["shift"] or "hence")
    direction = _TABLES["shift"][word]
    from_now = word in {"ago", "hence"}
    if (
        not from_now
        and not _ends_here(scene.document.doc.text[match.end() : match.end() + 2])
        and not _clause_ends(match, scene)
    ):
        return None  # "two days before the launch": a length
    count = "1" if groups["single"] else _count(groups)
    whole = _whole(count)
    if whole is None:
        if not from_now:
            return None
        return Period("PAST_REF" if direction < 0 else "FUTURE_REF", Grain.LENGTH)
    anchor = None if from_now else scene.anchor
    start = anchor.earliest if anchor else scene.reference
    if start is None:
        return None
    unit = match["unit"].lower()
    grain = _grain(unit) or Grain.DAY
    if anchor and anchor.grain in {Grain.QUARTER, Grain.HALF} and grain is Grain.YEAR:
        moved = _moved(unit, start, direction * whole)
        return periods.holding(anchor.grain, moved) if moved else None
    moved = _moved(unit, start, direction * whole)
    return (
        periods.holding(Grain.YEAR if grain in {Grain.DECADE, Grain.CENTURY} else grain, moved)
        if moved
        else None
    )


def anaphoric(match: Words, scene: Scene) -> Period | None:
    """That year, the following month, the day before: beside the time told last."""
    grain, groups = _grain(match["unit"]), match.groupdict()
    if grain is None or match["unit"].lower().endswith("s"):
        return None
    if (
        match.re.groupindex.get("last")
        and groups["last"]
        and match.group().lower().endswith(("before", "earlier"))
        and not _ends_here(scene.document.doc.text[match.end() : match.end() + 2])
    ):
        return None
    step = -1 if groups.get("last") else 1 if groups.get("next") else 0
    if scene.anchor is None or scene.anchor.earliest is None:
        return None if scene.reference is None or step == 0 else periods.shifted(grain, scene.reference, step)
    return periods.shifted(grain, scene.anchor.earliest, step)


def this_unit(match: Words, scene: Scene) -> Period | None:
    """ "the year" is the present one."""
    grain = _grain(match["unit"])
    if scene.reference is None or grain not in {
        Grain.YEAR,
        Grain.QUARTER,
        Grain.MONTH,
        Grain.WEEK,
        Grain.DECADE,
        Grain.CENTURY,
    }:
        return None
    if match["unit"].lower().endswith("s"):
        return None
    return periods.holding(grain, scene.reference)


def year_end(match: Words, scene: Scene) -> Period | None:
    """ "by year-end"."""
    if scene.reference is None:
        return None
    grain = next(
        g
        for w, g in (("year", Grain.YEAR), ("month", Grain.MONTH), ("quarter", Grain.QUARTER))
        if w in match.group().lower()
    )
    return periods.third(periods.holding(grain, scene.reference), "end")


# --- lengths and sets ----------------------------------------------------------------------------------------


def duration(match: Words, scene: Scene) -> Period | None:
    """Two years, several weeks."""
    count = _count(match.groupdict())
    if count is None or (
        match["unit"].lower() in {"second", "quarter"} and count != "1" and "-" not in match.group()
    ):
        return None
    if match["unit"].lower().startswith("quarter") and re.match(
        r"(?: of\b|-)", scene.document.doc.text[match.end() : match.end() + 4]
    ):
        return None
    return _length(count, match["unit"].lower())


def duration_one(match: Words, scene: Scene) -> Period | None:
    """A year, every year, a year and a half."""
    single, unit = match["single"].lower(), match["unit"].lower()
    if (
        (unit == "second" and single != "per")
        or (unit == "quarter" and single in {"a", "an", "one"})
        or unit.endswith("s")
    ):
        return None
    return _length("1.5" if match["extra"] else "0.5" if match["half"] else "1", unit)


def half_unit(match: Words, scene: Scene) -> Period | None:
    """Half an hour, half-year."""
    return _length("0.5", (match["unit"] or match["unit2"]).lower())


def units_bare(match: Words, scene: Scene) -> Period | None:
    """Years, weeks: a length that nobody counted; also "decades-long", "year-long"."""
    unit, whole = match["unit"].lower(), match.group().lower()
    if unit in {"seconds", "quarters", "weekends"} or "-old" in whole:
        return None
    if not unit.endswith("s"):
        return _length("1", unit) if whole.endswith("-long") else None
    token = scene.token_at(match.start("unit"))
    if any(
        c.dep_ in {"amod", "poss", "compound", "nummod"} or c.lower_ in {"the", "those", "these"}
        for c in token.children
        if c.i < token.i
    ) and not whole.startswith(("over", "through")):
        return None
    if unit == "minutes":
        return None
    return _length("X", unit)


def in_each(match: Words, scene: Scene) -> Period | None:
    """Annual, weekly: once in every such period."""
    return (
        None if scene.is_name(match.start()) else Period(_TABLES["set"][match["set"].lower()], Grain.LENGTH)
    )


def reference(match: Words, scene: Scene) -> Period | None:
    """Now, recently, in the future."""
    after = scene.document.doc.text[match.end() : match.end() + 20]
    if after[:1] == "-" or (
        match["reference"][:2].lower() == "in"
        and re.match(r" [a-z0-9]", after)
        and scene.token_at(match.end() + 1).pos_ in {"NOUN", "NUM", "ADJ"}
    ):
        return None  # "now-cancelled", "in the past decade"
    return Period(_TABLES["reference"][_plain(match["reference"])], Grain.LENGTH)


def holiday(match: Words, scene: Scene) -> Period | None:
    """A feast, in the year that the tense makes likely."""
    rule = [int(n) for n in _TABLES["holiday"][match["holiday"].lower()].split("-")]
    today = scene.reference
    if match["year"]:
        return _feast(int(match["year"]), rule)
    if today is None:
        return None
    return _likely([_feast(today.year + n, rule) for n in (-1, 0, 1)], today, scene.side(match.start()))


def clock(match: Words, scene: Scene) -> Period | None:
    """18:00 UTC, 6:40 p.m.: on the day told last in the paragraph, else the day of publication."""
    hour = int(match["hour"])
    half_ = (match["half"] or match["half2"] or "").lower()
    if (half_ and not 1 <= hour <= 12) or hour > 24:
        return None
    hour = hour % 12 + (12 if half_ == "p" else 0) if half_ else hour
    zone = match["zone"] or ""
    time = f"T{hour:02}:{match['minute'] or '00'}" + ("Z" if zone.strip() in {"UTC", "GMT", "Z"} else "")
    anchor = scene.anchor
    if (
        anchor
        and anchor.grain is Grain.DAY
        and "\n" not in scene.document.doc.text[scene.anchor_end : match.start()]
    ):
        return replace(anchor, value=anchor.value[:10] + time)
    if scene.reference is None:
        return Period(time, Grain.LENGTH)
    return replace(periods.day(scene.reference), value=scene.reference.isoformat() + time)


# --- helpers -------------------------------------------------------------------------------------------------


def _likely(choices: list[Period], today: date, side: Side) -> Period | None:
    """Of the same period in several years the one that the tense and the nearness to publication make likely."""
    known = [c for c in choices if c.earliest is not None and c.latest is not None]
    past = [c for c in known if c.earliest is not None and c.earliest <= today]
    ahead = [c for c in known if c.latest is not None and c.latest >= today]
    if side is Side.PAST and past:
        return past[-1]
    if side is Side.FUTURE and ahead:
        return ahead[0]
    return min(known, key=lambda c: _distance(c, today), default=None)


def _distance(period: Period, today: date) -> int:
    assert period.earliest is not None
    assert period.latest is not None
    return max((period.earliest - today).days, (today - period.latest).days, 0)


def _counted_off(choices: list[Period], today: date, count: int) -> Period | None:
    """ "last April": the latest that is over; "next April": the first to come; "this April": the nearest."""
    if count < 0:
        return next((c for c in reversed(choices) if c.latest and c.latest < today), None)
    if count > 0:
        return next((c for c in choices if c.earliest and c.earliest > today), None)
    return next((c for c in choices if c.earliest and c.earliest.year == today.year), None)


def _feast(year: int, rule: list[int]) -> Period:
    if len(rule) == 2:
        return periods.day(date(year, rule[0], rule[1]))
    month, weekday_, nth = rule
    first = periods.weekday_near(date(year, month, 1), weekday_, ahead=True)
    return periods.day(first.replace(day=first.day + 7 * (nth - 1)))


def _year(text: str) -> int:
    figures = text.lstrip("'’")
    if len(figures) == 4:
        return int(figures)
    return int(figures) + (1900 if int(figures) >= _CENTURY_PIVOT else 2000)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _grain(unit: str) -> Grain | None:
    code = _TABLES["unit"][unit.lower()]
    return {"10Y": Grain.DECADE, "100Y": Grain.CENTURY}.get(code) or (
        Grain(code) if code in set(Grain) else None
    )


def _count(groups: dict[str, str | None]) -> str | None:
    """How many, as a figure; "X" where the words are vague."""
    if groups.get("vague"):
        return str(_TABLES["vague"][_plain(groups["vague"] or "")])
    found = number(groups["number"] or "") if groups.get("number") else None
    return None if found is None else f"{found.normalize():f}"


def _whole(count: str | None) -> int | None:
    return int(count) if count and count.isdigit() and len(count) < 6 else None


def _length(count: str, unit: str) -> Period:
    code = _TABLES["unit"][unit]
    clock = "T" if code[0] == "T" else ""
    code = code.lstrip("T")
    times = re.match(r"\d*", code)
    factor = times.group() if times else ""
    code = code[len(factor) :]
    if count == "X":
        amount = "X"
    else:
        amount = f"{(Decimal(count) * Decimal(factor or 1)).normalize():f}"
        if clock and code == "H" and "." in amount:
            amount, code = f"{(Decimal(amount) * 60).normalize():f}", "M"
    return Period(f"P{clock}{amount}{code}", Grain.LENGTH)


def _moved(unit: str, of: date, count: int) -> date | None:
    code = _TABLES["unit"][unit]
    if code[0] == "T":
        return of
    factor = re.match(r"\d*", code)
    figures = factor.group() if factor else ""
    return periods.moved_by(Grain(code[len(figures) :]), of, count * int(figures or 1))


def _ends_here(after: str) -> bool:
    return not after.strip() or after.lstrip()[0] in ".,;:)!?\"'—–-" or after[0] == "\n"


def _clause_ends(match: Words, scene: Scene) -> bool:
    """True where the shifting word takes no object or clause: "a year earlier the plant closed"."""
    token = scene.token_at(match.end() - 1)
    if token.dep_ in {"mark", "prep"} or any(
        c.dep_ in {"pobj", "pcomp", "prep"} for c in token.children if c.i > token.i
    ):
        return False
    return match["shift"].lower() not in {"before", "after"}


MEANINGS: dict[str, Callable[[Words, Scene], Period | None]] = {
    f.__name__: f
    for f in (
        full_date, figures_date, month_day, range_end, month_year, month_of_year, month_alone, year_alone, fiscal,
        fiscal_which, decade, decade_word, century, quarter, quarter_code, half, half_code, season, weekday, weekdays,
        deictic_day, day_beyond, daypart, which_unit, toward_units, units_shifted, anaphoric, this_unit, year_end,
        duration, duration_one, half_unit, units_bare, in_each, reference, holiday, clock,
    )
}  # fmt: skip
