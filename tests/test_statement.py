"""A claim told back in words."""

from __future__ import annotations

import pytest

from kg.model import ClaimKind, Polarity, Status
from kg.statement import join_names, standing, statement, voices


def test_an_approval_names_agent_object_quantity_and_recipients() -> None:
    said = statement(
        ClaimKind.APPROVAL,
        agents=["Norland"],
        objects=["Falcon 9"],
        recipients=["Acme", "Bolt", "Cog"],
        quantity="400 units",
    )
    assert said == "Norland approved Falcon 9 (400 units) for Acme, Bolt and Cog"


def test_a_claim_without_object_uses_the_bare_verb() -> None:
    said = statement(ClaimKind.APPROVAL, agents=["Norland"], recipients=["Acme"])
    assert said == "Norland gave approval to Acme"


def test_a_claim_without_agent_says_that_nobody_is_named() -> None:
    said = statement(ClaimKind.RESTRICTION, objects=["Falcon 9"], status=Status.POSSIBLE)
    assert said == "possible restriction of Falcon 9 (by whom is not said)"


def test_a_negative_claim_is_never_told_as_a_fact() -> None:
    said = statement(ClaimKind.ORDER, agents=["Acme"], objects=["Falcon 9"], polarity=Polarity.NEGATIVE)
    assert said == "Acme did not order Falcon 9"


@pytest.mark.parametrize("kind", list(ClaimKind))
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("polarity", list(Polarity))
def test_every_kind_has_words_for_every_way_to_stand(
    kind: ClaimKind, status: Status, polarity: Polarity
) -> None:
    with_agent = statement(
        kind, agents=["A"], objects=["O"], recipients=["R"], status=status, polarity=polarity
    )
    without = statement(kind, objects=["O"], recipients=["R"], status=status, polarity=polarity)
    for said in (with_agent, without):
        assert "O" in said
        assert "R" in said
        assert "{" not in said
    assert standing(status, polarity)


def test_only_what_happened_is_told_as_happened() -> None:
    told = {
        status: statement(ClaimKind.APPROVAL, agents=["A"], objects=["O"], status=status) for status in Status
    }
    assert len(set(told.values())) == len(Status)


def test_the_ladder_of_attribution_is_told_from_the_article_outwards() -> None:
    assert voices(["The Daily", "two officials"]) == "according to The Daily, citing two officials"
    assert voices([None]) == "according to unnamed sources"
    assert voices([]) == "in the article's own voice"


def test_a_condition_is_told_with_how_it_stands() -> None:
    said = standing(Status.CONDITIONAL, Polarity.POSITIVE, "if tests pass")
    assert said == "with conditions: if tests pass"


def test_names_are_listed_as_a_reader_lists_them() -> None:
    assert [join_names(names) for names in ([], ["A"], ["A", "B"])] == ["", "A", "A and B"]
