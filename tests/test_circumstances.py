"""When a claim's deed happens and how much it is about: which time and amount of a sentence are its own."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.language_model import language_model
from ingest.pipeline import read
from kg.model import Article, Claim, ClaimKind

WEDNESDAY = date(2031, 5, 14)


def the_claim(text: str, kind: str) -> Claim:
    """The only claim of that kind in a text published on a Wednesday."""
    found = read(Article("test", text, published=WEDNESDAY), language_model()).claims
    (claim,) = [c for c in found if c.kind is ClaimKind(kind)]
    return claim


@pytest.mark.parametrize(
    ("text", "kind", "when"),
    [
        ("Norway approved the merger on Monday.", "approval", "2031-05-12"),
        ("Norway gave its approval on Monday to the merger.", "approval", "2031-05-12"),
        ("Boeing will begin production of the jet in 2033.", "supply", "2033"),
        ("It was last April, when Norway banned exports of cod, that prices fell.", "restriction", "2031-04"),
        ("On Monday the ministry banned exports of cod.", "restriction", "2031-05-12"),
        ("Norway said on Monday that it would buy 24 jets.", "order", None),
        ("Norway said on Monday that it would buy 24 jets in June.", "order", "2031-06"),
        ("The order requires Kestrel to sell the app by October.", "requirement", "2031-10"),
        ("A court barred Kestrel from selling the drug until June.", "restriction", None),
        ("Norway banned night flights between 01:00 and 04:00.", "restriction", None),
        ("Boeing bought the supplier in 2029 and closed it.", "order", "2029"),
        ("The insurer agreed in March to buy the bank.", "order", "2031-03"),
        ("The ministry wrote to growers in April asking them to cut output.", "request", "2031-04"),
        ("Peru responded in April by banning imports of maize.", "restriction", "2031-04"),
        ("Peru and Chile signed the treaty at a ceremony in Lima on Monday.", "agreement", "2031-05-12"),
        ("The pact was announced on May 6 as the president met the king.", "meeting", "2031-05-06"),
        ("Under a pact signed in 2029, Acme will supply the engines.", "supply", None),
        ("The banks must sell the bonds by June.", "requirement", "2031-06"),
    ],
)
def test_a_deed_has_the_time_that_its_own_clause_gives_it(text: str, kind: str, when: str | None) -> None:
    claim = the_claim(text, kind)
    assert (claim.when.value if claim.when else None) == when


@pytest.mark.parametrize(
    ("text", "kind", "when"),
    [
        ("The president visited Lima last month and met the fishermen.", "meeting", "2031-04"),
        (
            "The tour began on May 6, a day after the ministry banned exports of cod.",
            "restriction",
            "2031-05-05",
        ),
        ("Acme ordered the ships in 2029 and has since bought a yard.", "order", ""),
        ("Acme delivered the 2030 version of its jet.", "supply", ""),
    ],
)
def test_the_last_deed_of_a_sentence_has_the_time_of_the_first_only_where_they_go_together(
    text: str, kind: str, when: str
) -> None:
    found = read(Article("test", text, published=WEDNESDAY), language_model()).claims
    claim = [c for c in found if c.kind is ClaimKind(kind)][-1]
    assert (claim.when.value if claim.when else "") == when


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Norway will order 10m doses at just under $10 each.", "order", "10m doses"),
        ("Lufthansa ordered 24 A350s for $7.2bn.", "order", "24 A350s"),
        ("Lufthansa ordered the jets for $7.2bn.", "order", "$7.2bn"),
        ("Two firms signed agreements for 85 percent of the capacity.", "agreement", "85 percent"),
        ("Imports of salmon were capped at 5 million euros.", "restriction", "capped at 5 million euros"),
        ("Lufthansa will buy 20 of Boeing's larger 777 planes for $4.6 billion.", "order", "20"),
        ("Boeing bought a 20% stake in Kestrel for $1.2bn.", "order", "20%"),
        ("Germany invested €400m in Kestrel.", "funding", "€400m"),
    ],
)
def test_the_amount_of_the_object_goes_before_prices_and_actors(text: str, kind: str, words: str) -> None:
    claim = the_claim(text, kind)
    assert claim.quantity is not None
    assert claim.quantity.span.within(text) == words
