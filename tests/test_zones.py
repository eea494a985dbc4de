"""What each line of a page is for. The examples of `rules/zones.toml` are the tests."""

from __future__ import annotations

import pytest

from ingest.document import read_document
from ingest.language_model import language_model
from ingest.rulebook import rules
from ingest.zones import DATELINE_BREAK, Zone, close_datelines, is_furniture, is_heading, is_table
from kg.model import Article

FURNITURE = [(rule["name"], line) for rule in rules("zones")["furniture"] for line in rule["examples"]]
NO_FURNITURE = [
    (rule["name"], line) for rule in rules("zones")["furniture"] for line in rule["counterexamples"]
]


@pytest.mark.parametrize(("name", "line"), FURNITURE)
def test_furniture_is_known(name: str, line: str) -> None:
    assert is_furniture(line), name


@pytest.mark.parametrize(("name", "line"), NO_FURNITURE)
def test_a_sentence_that_begins_like_furniture_is_none(name: str, line: str) -> None:
    assert not is_furniture(line), name


@pytest.mark.parametrize("line", rules("zones")["headings"]["examples"])
def test_a_heading_is_known(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize("line", rules("zones")["headings"]["counterexamples"])
def test_a_sentence_is_no_heading(line: str) -> None:
    assert not is_heading(line)


@pytest.mark.parametrize("line", rules("zones")["tables"]["examples"])
def test_a_row_of_figures_is_known(line: str) -> None:
    assert is_table(line)


@pytest.mark.parametrize("line", rules("zones")["tables"]["counterexamples"])
def test_a_sentence_with_figures_is_no_table(line: str) -> None:
    assert not is_table(line)


def test_each_sentence_of_a_page_has_the_zone_of_its_line() -> None:
    text = (
        "Port closes after storm\n\nThe port of Oslo closed. Ships wait.\n"
        "Subscribe to our newsletter\nMore Rain To Come\nIt rained."
    )
    document = read_document(Article("test", text), language_model())
    by_text = {s.text.strip(): zone for s, zone in zip(document.doc.sents, document.zones, strict=True)}
    assert by_text["The port of Oslo closed."] is Zone.BODY
    assert by_text["It rained."] is Zone.BODY
    assert {zone for words, zone in by_text.items() if words in "Port closes after storm"} == {Zone.HEADLINE}
    assert {zone for words, zone in by_text.items() if words in "Subscribe to our newsletter"} == {
        Zone.FURNITURE
    }
    assert {zone for words, zone in by_text.items() if words in "More Rain To Come"} == {Zone.HEADLINE}


def test_an_empty_page_has_no_trouble() -> None:
    assert read_document(Article("test", "\n \n"), language_model()).zones is not None


@pytest.mark.parametrize("line", rules("zones")["dateline"]["examples"])
def test_a_dateline_is_closed_at_its_dash(line: str) -> None:
    place, sentence = close_datelines(line).split(DATELINE_BREAK)
    assert sentence == "The bank cut rates."
    assert len(place) + 1 + len(sentence) == len(line)


@pytest.mark.parametrize("line", rules("zones")["dateline"]["counterexamples"])
def test_other_dashes_close_no_dateline(line: str) -> None:
    assert close_datelines(line) == line


def test_a_dateline_says_nothing_and_the_sentence_after_it_stands_alone() -> None:
    document = read_document(Article("test", "OSLO (AP) — The port closed on Monday."), language_model())
    assert [(s.text.strip(), zone) for s, zone in zip(document.doc.sents, document.zones, strict=True)] == [
        ("OSLO (AP) —", Zone.FURNITURE),
        ("The port closed on Monday.", Zone.BODY),
    ]
