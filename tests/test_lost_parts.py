"""What belongs to a verb and was hung elsewhere: objects, sums, second wares, clauses, subjects."""

from __future__ import annotations

import pytest
from spacy.language import Language

from ingest.language_model import language_model
from ingest.pipeline import read
from kg.model import Article, ClaimKind
from tests.test_predicates import arguments


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        (
            "Peru passed a law in May, barring foreign banks from selling gold.",
            "barring",
            "subject Peru; object banks; clause from selling",
        ),
        ("The lender is lending it $4bn.", "lending", "subject lender; indirect it; object 4bn"),
        (
            "Skanska acquired Harbour Steel of Oslo early in 2011, and Peab's glass business in 2014.",
            "acquired",
            "subject Skanska; object Steel; object business; oblique in 2011; oblique in 2014",
        ),
        (
            "Weavers and dyers, fearing a stricter harbour code, sent letters in May.",
            "sent",
            "subject Weavers; subject dyers; object letters; oblique in May",
        ),
    ],
)
def test_a_verb_has_what_belongs_to_it(nlp: Language, text: str, verb: str, expected: str) -> None:
    assert arguments(nlp, text, verb) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chile bought 3 million syringes and Peru 5 million.",
        "Chile bought 30,000 tonnes of rice and Peru 60,000 tonnes last week.",
    ],
)
def test_a_verb_left_out_of_a_second_half_is_said_there_again(text: str) -> None:
    buyers = [
        [m.entity.label for m in c.agents] for c in read(Article("test", text), language_model()).claims
    ]
    assert buyers == [["Chile"], ["Peru"]] or buyers == [["Government of Chile"], ["Government of Peru"]]


def test_who_speaks_of_a_firm_has_not_ordered_what_the_firm_ordered() -> None:
    text = "The mayor said the tram company has spent 3 million euros, ordered 40 trams and signed a lease."
    orders = [c for c in read(Article("test", text), language_model()).claims if c.kind is ClaimKind.ORDER]
    assert [[m.entity.label for m in c.agents] for c in orders] == [["tram company"]]


def test_what_is_said_in_a_dissent_is_said(nlp: Language) -> None:
    text = "Olga Brandt, a commissioner, said in a fiery dissent that the agency was giving up its duty."
    assert "clause that giving" in arguments(nlp, text, "said")


def test_which_takes_up_the_noun_before_the_comma(nlp: Language) -> None:
    text = "The union called on Oslo to restore the ferry as well, which was shut down in May."
    assert "object ferry" in arguments(nlp, text, "shut")


def test_a_past_behind_an_infinitive_is_told_of_who_asked(nlp: Language) -> None:
    text = "Ghana urged the bank to lower rates and banned imports of corn."
    assert "subject Ghana" in arguments(nlp, text, "banned")


def test_days_that_somebody_is_given_are_what_he_is_given(nlp: Language) -> None:
    assert "indirect rebels; object days" in arguments(
        nlp, "Oslo gave the rebels two days to disarm.", "gave"
    )


def test_who_speaks_goes_on_speaking(nlp: Language) -> None:
    text = "Chile's embassy in Oslo said Brandt had not broken any law and demanded an apology."
    assert "subject embassy" in arguments(nlp, text, "demanded")
