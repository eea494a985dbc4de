"""Amounts in sentences as news writes them: every row of news_quantities.toml is read as it says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from ingest.document import read_document
from ingest.language_model import language_model
from ingest.quantities.expressions import find_quantities
from ingest.times.expressions import find_times
from kg.model import Article, Quantity

TABLES: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "news_quantities.toml").read_text(encoding="utf-8")
)
ROWS = [(subject, *row) for subject, rows in TABLES.items() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1][:60]}")
def test_the_amounts_of_a_news_sentence_are_read(row: tuple[str, ...]) -> None:
    _, text, *expected = row
    document = read_document(Article("a", text, published=date(2025, 12, 11)), language_model())
    found = find_quantities(document, find_times(document))
    assert [shown(q, text) for q in found] == expected


def shown(quantity: Quantity, text: str) -> str:
    """The quantity as the rows of the table write it."""
    numbers = (quantity.value, quantity.minimum, quantity.maximum)
    value, least, most = ("" if n is None else f"{n.normalize():f}" for n in numbers)
    unit = quantity.code or quantity.unit
    return f"{quantity.span.within(text)} | {quantity.qualifier} | {value or f'{least}..{most}'} | {unit}"
