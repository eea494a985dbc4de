"""Finds the times that an article speaks of: which words, what they mean (TIMEX3), which days that may be.

What time expressions look like stands in `rules/times.toml`; what they mean is in `ingest.times.timex`,
calendar arithmetic in `ingest.times.periods`, the tense that decides between last and next Wednesday in
`ingest.times.tenses`.
No library is used: dateparser and its like read a date that is handed to them, but find none in running text
and know neither TIMEX3 nor tense.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document
from ingest.grammar.numerals import NUMBER
from ingest.rulebook import rules
from ingest.times.clocks import on_day
from ingest.times.periods import Grain, Period
from ingest.times.scenes import Scene
from ingest.times.timex import MEANINGS, part_before
from kg.errors import RuleError
from kg.model import Span, TimeSpan

_REACH = 70  # characters on either side of a word of time in which its expression can lie
_WHOLE_DATE = "full_date"  # the meaning of the expressions that need no day to count from
_WORD = re.compile(r"\w+")
_HOURS = frozenset({"clock", "clock_word"})  # the meanings that may wait for their day
_ON_DAY = re.compile(r",? (?P<on>on (?:the )?)?")  # between an hour and the day that it belongs to

# Only these tables hold names: their words count in capitals alone ("march", "may" and "sun" are none).
_CAPITALISED = frozenset({"month", "weekday", "holiday"})
_FIGURES = {
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)",
    "mm": r"(?P<mm>1[0-2]|0[1-9])",
    "year": r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)",
    "years": r"(?P<years>(?:19|20)\d\d|['’]?\d\d)(?!\d)(?:[-/]\d\d(?!\d))?",
    "number": rf"(?P<number>(?i:\b{NUMBER}))",
}


@dataclass(frozen=True, slots=True)
class Expression:
    """One entry of the rule file, ready to be matched."""

    id: str
    on: str
    pattern: re.Pattern[str]
    means: str


def find_times(document: Document) -> tuple[TimeSpan, ...]:
    """Every time expression of the article, in the order of the text; none overlaps another.

    Relative ones are counted from `article.published`; where that is None, from a date line of the text, and
    where there is none they keep what the words alone say ("XXXX-10" for October) and have no days.
    """
    text = document.text
    candidates = sorted(
        ((m.start(), -m.end(), order, m) for order, m in _candidates(text)),
        key=lambda c: c[:3],
    )
    scene = Scene(document)
    if scene.reference is None:
        whole = (m for *_, order, m in candidates if EXPRESSIONS[order].means == _WHOLE_DATE)
        scene.take_date_line((m, MEANINGS[_WHOLE_DATE](m, scene)) for m in whole)
    found: list[TimeSpan] = []
    end = 0
    hour: Period | None = None  # the expression before, where it tells the hour
    for start, _, order, match in candidates:
        if start < end:
            continue
        period = MEANINGS[EXPRESSIONS[order].means](match, scene)
        if period is None:
            continue
        first, period = part_before(text, end, start, period, scene)
        joint, end = _ON_DAY.fullmatch(text, end, first), match.end()
        scene.remember(period, end)
        if hour is not None and joint and period.grain is Grain.DAY:
            dated = on_day(hour, period)
            begun = found.pop().span
            if joint["on"] is None:  # "10 a.m. Tuesday" is one expression
                first, period = begun.start, dated
            else:
                found.append(TimeSpan(begun, dated.value, dated.earliest, dated.latest))
        hour = period if EXPRESSIONS[order].means in _HOURS else None
        found.append(TimeSpan(Span(first, end), period.value, period.earliest, period.latest))
    return tuple(found)


def times_by_token(document: Document, times: tuple[TimeSpan, ...]) -> dict[int, TimeSpan]:
    """For each token that a time expression touches, that expression."""
    covered: dict[int, TimeSpan] = {}
    remaining = iter(times)
    time = next(remaining, None)
    for i, (start, end) in enumerate(zip(document.starts, document.ends, strict=True)):
        while time is not None and time.span.end <= start:
            time = next(remaining, None)
        if time is None:
            break
        if end > time.span.start and not document.words[i].isspace():
            covered[i] = time
    return covered


def _candidates(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every match of every expression, tried only around words of its kind; with the expression's number."""
    for kind, windows in _windows(text).items():
        for order in _BY_KIND.get(kind, ()):
            pattern = EXPRESSIONS[order].pattern
            for start, end in windows:
                for match in pattern.finditer(text, start, end):
                    yield order, match


def _windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """The stretches of text around words of each kind, within their line."""
    windows: dict[str, list[tuple[int, int]]] = {}
    for word in _WORD.finditer(text):
        found = word.group()
        kinds = _TRIGGERS.get(found.lower(), ())
        if found[0].isdigit() or found[-1].isdigit():
            kinds += _kinds_of_figure(found, text[word.end() : word.end() + 4])
        for kind in kinds:
            start, end = _around(text, word.start(), word.end())
            stretches = windows.setdefault(kind, [])
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
            else:
                stretches.append((start, end))
    return windows


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    low = text.rfind("\n", low, start) + 1 or low
    line_end = text.find("\n", end, high)
    high = line_end if line_end >= 0 else high
    while low > 0 and low < start and text[low - 1].isalnum():
        low += 1
    while high < len(text) and high > end and text[high].isalnum():
        high -= 1
    return low, high


def _kinds_of_figure(word: str, after: str) -> tuple[str, ...]:
    if _YEAR.match(word):
        return ("digits", "clock") if _ZONE.match(after) else ("digits",)
    if word.isdigit() and len(word) <= 2 and after:
        if after[0] in ":./ " and _CLOCK.match(after):
            return ("clock", "digits")
        if after[0] in "/.":
            return ("digits",)
    elif len(word) == 4 and word.isdigit() and _ZONE.match(after):
        return ("clock",)
    elif _CODE.match(word):
        return ("code", "clock") if word[-1] in "mM" else ("code", "fiscal")
    elif _NTH.match(word):
        return ("nth",)
    elif word[-1] in "sS" and word[:-1].isdigit():
        return ("digits",)
    return ()


_EVERYWHERE = frozenset({"from"})  # words that announce nothing
_BLANK = re.compile(r"\[[^]]*\]| ")  # a blank, or a character class, whose blanks stay
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s|$)")
_NTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)$")
_CLOCK = re.compile(r":\d|\.?\d\d? ?[ap]|\s?[apAP]\.?[mM]|\s?o'c")
_ZONE = re.compile(r" ?(?:GMT|UTC)")
_CODE = re.compile(r"[QH]\d|\d[QH]|FY\d|\d{1,2}[ap]m$", re.IGNORECASE)


def _triggers() -> dict[str, tuple[str, ...]]:
    """The kinds that each single word announces."""
    kinds: dict[str, set[str]] = {}
    for kind, words in rules("times")["words"].items():
        for phrase in words:
            longest = max((w for w in re.findall(r"\w+", phrase.lower()) if w not in _EVERYWHERE), key=len)
            kinds.setdefault(longest, set()).add(kind)
            if kind == "weekday":
                kinds.setdefault(longest + "s", set()).add(kind)
    for word, kind in (("fiscal", "fiscal"), ("financial", "fiscal"), ("half", "half"), ("half", "unit")):
        kinds.setdefault(word, set()).add(kind)
    tried = {word: tuple(sorted(of & _BY_KIND.keys())) for word, of in kinds.items()}
    return {word: of for word, of in tried.items() if of}


def _expressions() -> tuple[Expression, ...]:
    return tuple(
        Expression(e["id"], e["on"], _compile(e["id"], e["match"]), e["means"])
        for e in rules("times")["expression"]
    )


def _compile(name: str, match: str) -> re.Pattern[str]:
    filled = re.sub(r"\{(\w+?)(?::(\d))?\}", lambda m: _macro(m[1], m[2] or ""), match)
    try:
        return re.compile(_BLANK.sub(lambda m: m[0] if m[0] != " " else "(?: +)", filled))
    except re.error as error:
        raise RuleError(f"times.toml, expression {name!r}: {error}; mend its `match`.") from error


@functools.cache
def _macro(name: str, number: str) -> str:
    if name.isdigit():  # a repetition, {2}
        return "{" + name + "}"
    if name in _FIGURES:
        return _FIGURES[name].replace(f"<{name}>", f"<{name}{number}>")
    try:
        words = rules("times")["words"][name]
    except KeyError:
        raise RuleError(f"times.toml: no table [words.{name}]; add it or mend the `match`.") from None
    forms = sorted(words, key=len, reverse=True)
    if name in _CAPITALISED:
        forms = [form for word in forms for form in (word, word.upper())]
        return rf"\b(?P<{name}{number}>{'|'.join(map(re.escape, forms))})".replace(r"\ ", " ")
    return rf"\b(?P<{name}{number}>(?i:{'|'.join(map(re.escape, forms))}))".replace(r"\ ", " ")


EXPRESSIONS = _expressions()
_BY_KIND: dict[str, list[int]] = {}
for _order, _expression in enumerate(EXPRESSIONS):
    _BY_KIND.setdefault(_expression.on, []).append(_order)
_TRIGGERS = _triggers()
