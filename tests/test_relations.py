"""Background facts: the examples of the rules are tests, and so is what the table adds."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.names.relations import relations_of
from ingest.rulebook import rules
from kg.model import Relation
from tests.sentences import read

Case = tuple[str, dict[str, Any]]


def cases(which: str) -> list[Case]:
    """Each example with the predicate that it is about."""
    return [
        (rule["predicate"], example)
        for rule in rules("relations")["relation"]
        for example in rule.get(which, ())
    ]


def facts(text: str) -> tuple[Relation, ...]:
    """The background facts of a text."""
    story = read(text)
    return relations_of(story.document, story.mentions)


@pytest.mark.parametrize(("predicate", "example"), cases("examples"), ids=lambda case: str(case)[:60])
def test_an_example_states_its_facts(predicate: str, example: dict[str, Any]) -> None:
    stated = [fact for fact in facts(example["text"]) if fact.predicate == predicate and fact.span]
    assert [[fact.subject.label, fact.object.label] for fact in stated] == example["relations"]


@pytest.mark.parametrize(("predicate", "example"), cases("counterexamples"), ids=lambda case: str(case)[:60])
def test_a_counterexample_states_none(predicate: str, example: dict[str, Any]) -> None:
    people = [f.object.label for f in facts(example["text"]) if f.predicate == predicate and f.span]
    assert "Jane Roe" not in people
    assert predicate == "chiefExecutive" or not people


def test_the_passage_covers_both_names() -> None:
    text = "The minister met Jane Roe, chief executive of Siemens, in Oslo."
    (fact,) = [fact for fact in facts(text) if fact.predicate == "chiefExecutive"]
    assert fact.span is not None
    assert fact.span.within(text) == "Jane Roe, chief executive of Siemens"


def test_a_product_brings_its_maker_with_it() -> None:
    known = {
        (f.subject.label, f.predicate, f.object.label)
        for f in facts("The airline ordered the A380 on Monday.")
    }
    assert known == {("Airbus A380", "manufacturer", "Airbus")}


def test_the_head_of_a_company_comes_only_where_he_is_mentioned() -> None:
    assert [f.predicate for f in facts("Nvidia raised its forecast.")] == []
    assert [f.predicate for f in facts("Nvidia raised its forecast, Jensen Huang said.")] == [
        "chiefExecutive"
    ]


def test_what_the_text_states_is_not_said_again_by_the_table() -> None:
    told = facts("Jensen Huang, chief executive of Nvidia, spoke.")
    assert [(f.predicate, f.span is not None) for f in told] == [("chiefExecutive", True)]


def test_two_readings_of_a_place_give_none() -> None:
    text = "Mark Dole, Siemens's chief executive, Jane Roe, and a lawyer met."
    assert [fact for fact in facts(text) if fact.predicate == "chiefExecutive"] == []


def test_a_text_without_names_has_no_facts() -> None:
    assert facts("") == ()
    assert facts("The chief executive of the company, a lawyer, resigned.") == ()
