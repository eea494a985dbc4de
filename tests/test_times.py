"""The times of an article: every example of times.toml, and what no single expression can show."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, read_document
from ingest.language_model import language_model
from ingest.rulebook import rules
from ingest.times.expressions import find_times, times_by_token
from kg.model import Article, TimeSpan

EXPRESSIONS: list[dict[str, Any]] = rules("times")["expression"]
EXAMPLES = [(e["id"], *row) for e in EXPRESSIONS for row in e.get("examples", [])]
COUNTEREXAMPLES = [(e["id"], *row) for e in EXPRESSIONS for row in e.get("counterexamples", [])]

THURSDAY = date(2025, 12, 11)


def read(text: str, published: date | None = THURSDAY) -> Document:
    return read_document(Article("a", text, published=published), language_model())


def values(text: str, published: date | None = THURSDAY) -> list[str]:
    """What is found, as "words=value"."""
    return [f"{t.span.within(text)}={t.value}" for t in find_times(read(text, published))]


def days(text: str, published: date | None = THURSDAY) -> tuple[date | None, date | None]:
    """First and last day of the only time in the text."""
    (time,) = find_times(read(text, published))
    return time.earliest, time.latest


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row[0]}: {row[1][:40]}")
def test_every_example_of_the_rule_file_is_read_as_it_says(row: tuple[str, ...]) -> None:
    _, text, published, *expected = row
    assert values(text, date.fromisoformat(published)) == expected


@pytest.mark.parametrize("row", COUNTEREXAMPLES, ids=lambda row: f"{row[0]}: {row[1][:40]}")
def test_no_counterexample_of_the_rule_file_holds_a_time(row: tuple[str, ...]) -> None:
    _, text, published, why = row
    assert values(text, date.fromisoformat(published)) == [], why


def test_every_expression_has_an_example() -> None:
    assert [e["id"] for e in EXPRESSIONS if not e.get("examples")] == []


def test_late_narrows_the_days_and_leaves_the_value() -> None:
    text = "The minister resigned late last year."
    assert find_times(read(text)) == (
        TimeSpan(find_times(read(text))[0].span, "2024", date(2024, 9, 1), date(2024, 12, 31)),
    )


def test_mid_year_is_may_to_august() -> None:
    assert days("The mine closed in mid-2023.") == (date(2023, 5, 1), date(2023, 8, 31))


def test_later_this_year_begins_with_the_day_of_publication() -> None:
    assert days("The mine will close later this year.") == (THURSDAY, date(2025, 12, 31))


def test_the_coming_weeks_are_open_at_their_end() -> None:
    assert days("More cuts will follow in the coming weeks.") == (THURSDAY, None)


def test_the_past_decade_ends_with_the_day_of_publication() -> None:
    assert days("Wages have fallen over the past decade.") == (date(2015, 12, 11), THURSDAY)


def test_a_weekday_after_a_plan_is_still_to_come() -> None:
    assert values("The council plans to meet on Tuesday.") == ["Tuesday=2025-12-16"]


def test_a_weekday_under_a_past_verb_is_over() -> None:
    assert values("The council met on Tuesday.") == ["Tuesday=2025-12-09"]


def test_a_weekday_that_is_the_day_of_publication_is_that_day() -> None:
    assert values("The council met on Thursday.") == ["Thursday=2025-12-11"]


def test_the_year_of_a_range_is_that_of_its_end() -> None:
    assert values("The course ran from Nov 3 to Dec 9, 2021.") == [
        "Nov 3=2021-11-03",
        "Dec 9, 2021=2021-12-09",
    ]


def test_without_a_date_relative_times_have_no_days() -> None:
    assert values("The council met on Tuesday, as in October.", None) == [
        "Tuesday=XXXX-WXX-2",
        "October=XXXX-10",
    ]
    assert days("The council met on Tuesday.", None) == (None, None)


def test_a_date_line_stands_in_for_a_missing_date_of_publication() -> None:
    assert values("Council meets\nMarch 4, 2021\nThe council met yesterday.", None)[1:] == [
        "yesterday=2021-03-03"
    ]


def test_a_date_in_running_text_gives_the_year_but_no_weekday() -> None:
    text = (
        "The council met on March 4, 2021, which nobody had expected at all, and again on Friday and March 9."
    )
    assert values(text, None) == ["March 4, 2021=2021-03-04", "Friday=XXXX-WXX-5", "March 9=2021-03-09"]


def test_capitals_and_typographic_marks_do_not_hide_a_date() -> None:
    assert values("SHARES FELL ON 5 MARCH 2020") == ["5 MARCH 2020=2020-03-05"]
    assert values("It rose from 2014–2016.") == ["2014=2014", "2016=2016"]


def test_times_by_token_finds_the_time_of_each_token() -> None:
    document = read("It closed on March 4, 2021.")
    times = find_times(document)
    assert {document.doc[i].text: t.value for i, t in times_by_token(document, times).items()} == {
        "March": "2021-03-04",
        "4": "2021-03-04",
        ",": "2021-03-04",
        "2021": "2021-03-04",
    }


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "😀 2025", "日本 2020年1月", "9" * 400, "31 February 0000", "May " * 300, "the " * 500],
)
def test_odd_text_is_no_trouble(text: str) -> None:
    times = find_times(read(text))
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in times)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_trouble(published: date) -> None:
    text = "Last century, next year, in May, on Monday, ten years ago, two decades from now, tomorrow."
    assert len(find_times(read(text, published))) > 0


_WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "last",
            "next",
            "first",
            "half",
            "quarter",
            "of",
            "year",
            "years",
            "2025",
            "31",
            "30/2/24",
            "May",
            "March",
            "Monday",
            "two",
            "several",
            "ago",
            "later",
            "late",
            "mid-",
            "12:30",
            "p.m.",
            "Q3",
            "H1",
            "fiscal",
            "1990s",
            "'",
            "-",
            "–",
            ",",
            ".",
            "\n",
            "same",
            "day",
            "morning",
            "every",
        ]
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(_WORDS)
def test_any_jumble_of_words_of_time_gives_times_in_order(words: list[str]) -> None:
    text = " ".join(words)
    spans = [t.span for t in find_times(read(text))]
    assert all(a.end <= b.start for a, b in pairwise(spans))
