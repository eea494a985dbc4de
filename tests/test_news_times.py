"""Times in sentences as news writes them: every row of news_times.toml is read as it says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from ingest.document import read_document
from ingest.language_model import language_model
from ingest.times.expressions import find_times
from kg.model import Article, TimeSpan

TABLES: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "news_times.toml").read_text(encoding="utf-8")
)
ROWS = [(subject, *row) for subject, rows in TABLES.items() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1][:60]}")
def test_the_times_of_a_news_sentence_are_read(row: tuple[str, ...]) -> None:
    _, text, published, *expected = row
    document = read_document(Article("a", text, published=date.fromisoformat(published)), language_model())
    found = find_times(document)
    with_days = [e.count("=") > 1 for e in expected] + [False] * len(found)
    shown = [shown_as(t, text, days=days) for t, days in zip(found, with_days, strict=False)]
    assert shown == expected


def shown_as(time: TimeSpan, text: str, *, days: bool) -> str:
    """The time as the rows of the table write it."""
    plain = f"{time.span.within(text)}={time.value}"
    return f"{plain}={time.earliest}..{time.latest}" if days else plain
