"""Clauses that something interrupts: who is described, what is listed, and what stands before the verb."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.test_predicates import arguments


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        (
            "Norway urged sailors who had lost their boats to register with the ministry.",
            "urged",
            "subject Norway; object sailors; clause to register",
        ),
        (
            "Norway urged Peru, shaken by a long strike, to hold the vote.",
            "urged",
            "subject Norway; object Peru; clause to hold",
        ),
        (
            "Borex, refused permission last year to drill, has lodged an appeal.",
            "refused",
            "indirect Borex; object permission; clause to drill",
        ),
        (
            "Borex, refused permission last year to drill, has lodged an appeal.",
            "lodged",
            "subject Borex; object appeal",
        ),
        (
            "The firm was accused by the Dutch tax office of hiding profits.",
            "accused",
            "object firm; subject by office; clause of hiding",
        ),
        (
            "During the hearing farmers from Peru urged the government to pay.",
            "urged",
            "subject farmers; oblique during hearing; object government; clause to pay",
        ),
        (
            "Peru signed the pact as visiting premier Lena Brandt met unions in Lima.",
            "met",
            "subject Brandt; object unions",
        ),
        (
            "The guild, whose head Ann Lee had told members to wait, refused to back the plan.",
            "refused",
            "subject guild; clause to back",
        ),
    ],
)
def test_what_interrupts_a_clause_takes_nothing_from_it(
    nlp: Language, text: str, verb: str, expected: str
) -> None:
    assert sorted(arguments(nlp, text, verb).split("; ")) == sorted(expected.split("; "))


def test_what_is_quoted_says_nothing(nlp: Language) -> None:
    text = '"The time has come, the awaited day, a fine day on which we win," said Ann Lee on Monday.'
    assert "day" not in arguments(nlp, text, "said").replace("Monday", "")


def test_on_the_other_hand_says_on_what_nothing_is_done(nlp: Language) -> None:
    assert arguments(nlp, "The team, on the other hand, supports the cap.", "supports") == (
        "subject team; object cap"
    )
