"""The quantities of an article: every example of quantities.toml, and what no single sentence can show."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, read_document
from ingest.grammar.numerals import number
from ingest.language_model import language_model
from ingest.quantities.expressions import find_quantities, quantities_by_token
from ingest.rulebook import rules
from ingest.times.expressions import find_times
from kg.model import Article, Qualifier, Quantity, Span

SHARED = Path(__file__).parent.parent.parent / "shared"
EXAMPLES: list[dict[str, Any]] = rules("quantities")["example"]


def read(text: str) -> Document:
    return read_document(Article("a", text, published=date(2025, 12, 11)), language_model())


def quantities(text: str) -> tuple[Quantity, ...]:
    document = read(text)
    return find_quantities(document, find_times(document))


def shown(quantity: Quantity, text: str) -> str:
    """The quantity as the examples of the rule file write it."""
    numbers = (quantity.value, quantity.minimum, quantity.maximum)
    value, least, most = ("" if n is None else f"{n.normalize():f}" for n in numbers)
    unit = quantity.code or quantity.unit
    return f"{quantity.span.within(text)} | {quantity.qualifier} | {value or f'{least}..{most}'} | {unit}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["text"])[:50])
def test_every_example_of_the_rule_file_is_read_as_it_says(example: dict[str, Any]) -> None:
    found = [shown(q, example["text"]) for q in quantities(example["text"])]
    assert found == example["quantities"], example.get("reason", "")


def test_every_example_with_nothing_says_why() -> None:
    assert [e["text"] for e in EXAMPLES if not e["quantities"] and not e.get("reason")] == []


def test_an_amount_of_money_has_its_code_and_its_name() -> None:
    assert quantities("It paid HK$5m.") == (
        Quantity(Span(8, 13), Qualifier.EXACT, Decimal(5_000_000), unit="Hong Kong dollars", code="HKD"),
    )


def test_more_than_gives_a_minimum_and_no_value() -> None:
    assert quantities("More than 40 pumps failed.") == (
        Quantity(Span(0, 18), Qualifier.MORE_THAN, minimum=Decimal(40), unit="pumps"),
    )


def test_less_than_gives_a_maximum_and_no_value() -> None:
    assert quantities("Fewer than 40 pumps failed.") == (
        Quantity(Span(0, 19), Qualifier.LESS_THAN, maximum=Decimal(40), unit="pumps"),
    )


def test_what_a_time_covers_is_no_quantity() -> None:
    assert quantities("It closed on 4 March 2021 after 12 years.") == ()


def test_quantities_by_token_finds_the_quantity_of_each_token() -> None:
    document = read("They sold more than 40 pumps.")
    found = find_quantities(document, ())
    covered = quantities_by_token(document, found)
    assert [document.doc[i].text for i in covered] == ["more", "than", "40", "pumps"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("400,000", 400_000),
        ("two and a half", Decimal("2.5")),
        ("twenty-five million", 25_000_000),
        ("a hundred", 100),
        ("two hundred and fifty", 250),
        ("half a million", 500_000),
        ("three hundred thousand", 300_000),
        ("pumps", None),
        ("9" * 60, None),
    ],
)
def test_number_words_are_read(words: str, value: Decimal | int | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    "text",
    ["", "\n", "$", "%", "$$$ 5 %%", "٣ 五 ½", "1,2,3,4", "5 " * 500, "a million million " * 40, "-5 --5"],
)
def test_odd_text_is_no_trouble(text: str) -> None:
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in quantities(text))


@pytest.mark.shared
def test_the_amounts_of_the_development_claims_are_found() -> None:
    missed = []
    for row in (json.loads(line) for line in (SHARED / "articles" / "manifest.jsonl").open(encoding="utf-8")):
        text = (SHARED / "articles" / row["file"]).read_text(encoding="utf-8")
        found = quantities(text)
        gold = (SHARED / "gold" / row["file"].replace(".txt", ".jsonl")).open(encoding="utf-8")
        for claim in map(json.loads, gold):
            amount = claim["quantity"]
            if amount and not any(says(q, amount) for q in found if inside(q, claim)):
                missed.append(claim["evidence"])
    assert missed == []


def inside(quantity: Quantity, claim: dict[str, Any]) -> bool:
    return bool(quantity.span.start < claim["end"] and claim["start"] < quantity.span.end)


def says(quantity: Quantity, amount: dict[str, Any]) -> bool:
    """True where an annotated amount and ours have the same number, or the same bounds."""
    if "low" in amount:
        return (quantity.minimum, quantity.maximum) == (amount["low"], amount["high"])
    return amount["value"] in (quantity.value, quantity.minimum, quantity.maximum)


_WORDS = st.lists(
    st.sampled_from(
        [
            "more",
            "than",
            "up",
            "to",
            "about",
            "between",
            "and",
            "5",
            "10",
            "3.5",
            "$",
            "€",
            "US$3bn",
            "million",
            "several",
            "hundred",
            "thousand",
            "of",
            "the",
            "half",
            "times",
            "as",
            "%",
            "percent",
            "dollars",
            "units",
            "double",
            "two-thirds",
            "or",
            "so",
            "+",
            "-",
            "–",
            ",",
            ".",
            "\n",
            "Boeing",
            "787",
            "x2",
            "No.",
            "pumps",
        ]
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(_WORDS)
def test_any_jumble_gives_quantities_in_order_that_do_not_overlap(words: list[str]) -> None:
    spans = [q.span for q in quantities(" ".join(words))]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(_WORDS)
def test_every_quantity_has_a_value_or_a_bound(words: list[str]) -> None:
    for quantity in quantities(" ".join(words)):
        assert (quantity.value is None) != (quantity.minimum is None and quantity.maximum is None)
