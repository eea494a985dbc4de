"""What becomes of a sentence: roles, standing, time, number, source and evidence of its claims."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ingest.language_model import language_model
from ingest.pipeline import read
from kg.model import Article, Claim, ClaimKind, Mention, Polarity, Status

WEDNESDAY = date(2031, 5, 14)


def claims(text: str, kind: ClaimKind | None = None) -> list[Claim]:
    """The claims (of one kind) that the pipeline reads in a text published on a Wednesday."""
    found = read(Article("test", text, published=WEDNESDAY), language_model()).claims
    return [c for c in found if kind is None or c.kind is kind]


def labels(mentions: tuple[Mention, ...]) -> list[str]:
    return [m.entity.label for m in mentions]


def test_a_passive_names_the_same_agent_as_its_active() -> None:
    (active,) = claims("The European Commission approved the merger.")
    (passive,) = claims("The merger was approved by the European Commission.")
    assert labels(active.agents) == labels(passive.agents) == ["European Commission"]
    assert labels(active.objects) == labels(passive.objects)


def test_what_is_approved_is_the_thing_and_not_its_purchase() -> None:
    (claim,) = claims("Norway approved purchases of helicopters.")
    assert [label.lower() for label in labels(claim.objects)] == ["helicopters"]


def test_a_permitted_sale_is_an_approval_and_no_sale() -> None:
    (claim,) = claims("The ministry allowed Boeing to sell the jet to Peru.")
    assert claim.kind is ClaimKind.APPROVAL
    assert labels(claim.recipients)[0] == "Boeing"


def test_telling_somebody_not_to_buy_is_a_restriction() -> None:
    (claim,) = claims("The regulator told banks not to buy the bonds.")
    assert claim.kind is ClaimKind.RESTRICTION
    assert labels(claim.recipients) == ["banks"]


def test_lifting_a_ban_is_an_approval() -> None:
    (claim,) = claims("Canada lifted its ban on salmon.")
    assert claim.kind is ClaimKind.APPROVAL
    assert labels(claim.objects) == ["salmon"]


def test_reversing_course_undoes_what_was_told_before() -> None:
    first, second = claims(
        "France approved the pesticide in March. France later reversed course on the pesticide."
    )
    assert (first.kind, second.kind) == (ClaimKind.APPROVAL, ClaimKind.RESTRICTION)


def test_a_saying_whose_content_is_a_claim_is_no_claim_of_its_own() -> None:
    assert [c.kind for c in claims("Tim Cook said that Apple bought the startup.")] == [ClaimKind.ORDER]


def test_a_saying_whose_content_is_none_is_a_statement() -> None:
    assert [c.kind for c in claims("Tim Cook said that the store was full.")] == [ClaimKind.STATEMENT]


def test_coordinated_agents_make_one_claim() -> None:
    (claim,) = claims("Airbus and Boeing halted production of the jet.")
    assert labels(claim.agents) == ["Airbus", "Boeing"]


def test_an_approval_that_may_come_has_not_happened() -> None:
    (claim,) = claims("The agency may approve the drug.")
    assert claim.status is Status.POSSIBLE


def test_an_approval_that_was_not_given_is_negative() -> None:
    (claim,) = claims("The agency did not approve the drug.")
    assert claim.polarity is Polarity.NEGATIVE


def test_a_time_is_that_of_the_action_and_not_of_the_report() -> None:
    (claim,) = claims("Officials said on Tuesday that Peru banned the net in March.", ClaimKind.RESTRICTION)
    assert claim.when is not None
    assert claim.when.value == "2031-03"


def test_a_report_alone_gives_no_time() -> None:
    (claim,) = claims("Peru has banned the net, officials said on Tuesday.", ClaimKind.RESTRICTION)
    assert claim.when is None


def test_a_number_is_that_of_the_object() -> None:
    (claim,) = claims("Egypt ordered more than 40 jets from Airbus.")
    assert claim.quantity is not None
    assert claim.quantity.minimum == Decimal(40) or claim.quantity.value == Decimal(40)


def test_the_source_of_a_claim_is_on_its_first_rung() -> None:
    (claim,) = claims("Peru has banned the net, according to Reuters.", ClaimKind.RESTRICTION)
    assert [r.source.entity.label for r in claim.rungs if r.source] == ["Reuters"]


def test_a_fog_bars_nobody() -> None:
    assert claims("Fog blocked the road to the airport.", ClaimKind.RESTRICTION) == []


def test_a_deed_that_is_counted_behind_a_comma_is_told_once() -> None:
    (claim,) = claims(
        "The ministry banned the herbicide on Monday, its third ban on a farm chemical this year."
    )
    assert labels(claim.objects) == ["herbicide"]


def test_a_participle_that_only_describes_is_no_claim() -> None:
    assert claims("Companies making shoes gained.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🚗🚗🚗",
        "中国批准了购买。",
        "THE MINISTRY BANNED THE NET.",
        "- a\n- b\n\n| 1 | 2 |\n",
        "approved " * 50,
        "He said " + "that she said " * 60 + "nothing.",
    ],
)
def test_odd_text_does_no_harm(text: str) -> None:
    for claim in claims(text):
        assert claim.evidence.within(text)


def test_evidence_stays_within_its_sentence() -> None:
    text = "The court fined Shell. The agency approved the drug on Monday. Nobody spoke."
    for claim in claims(text):
        quote = claim.evidence.within(text)
        assert ". " not in quote


def test_evidence_covers_the_roles_of_the_clause() -> None:
    text = "Peru, which exports copper, barred Huawei from buying the mine."
    (claim,) = claims(text, ClaimKind.RESTRICTION)
    quote = claim.evidence.within(text)
    assert quote.startswith("Peru")
    assert quote.endswith("mine")


def test_what_one_refuses_in_april_is_refused_in_april() -> None:
    (claim,) = claims("The judge refused in April to halt the digging.")
    assert claim.when is not None
    assert claim.when.value == "2031-04"
    assert claim.polarity is Polarity.NEGATIVE


def test_what_names_nobody_and_nothing_is_no_claim() -> None:
    assert claims("He was allowed to leave.") == []


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The Maritime Council adopted rules that require owners to cut emissions.", ["Maritime Council"]),
        ("The order also requires Takata to scrap the inflators.", ["order"]),
        ("The court upheld an order that requires Takata to scrap the inflators.", []),
    ],
)
def test_a_text_requires_for_whom_made_it_or_by_itself(text: str, agents: list[str]) -> None:
    (claim,) = claims(text, ClaimKind.REQUIREMENT)
    assert [m.entity.label for m in claim.agents] == agents


def test_no_region_is_met_in_its_ministers() -> None:
    (claim,) = claims("Chan met health ministers from Southeast Asia.", ClaimKind.MEETING)
    assert [m.entity.label for m in claim.recipients] == ["health ministers from Southeast Asia"]


def test_a_meeting_with_managers_from_firms_including_some_is_with_those() -> None:
    (claim,) = claims("Inspectors met managers of companies including Arla, Danone and Fonterra.")
    assert labels(claim.recipients) == ["Arla", "Danone", "Fonterra"]


def test_we_in_a_quotation_are_those_who_speak() -> None:
    (claim,) = claims('"We have banned the syrup," the health ministry said.', ClaimKind.RESTRICTION)
    assert labels(claim.agents) == ["health ministry"]


def test_what_somebody_buys_for_himself_is_no_order() -> None:
    assert not claims('"I bought the boat in spring," said Maria Lopez.', ClaimKind.ORDER)


def test_who_refuses_stands_also_behind_what_is_refused() -> None:
    (claim,) = claims("The bank was refused a licence by the Dutch regulator.", ClaimKind.RESTRICTION)
    assert labels(claim.agents) == ["Dutch regulator"]


@pytest.mark.parametrize(
    "text",
    [
        "The federation stripped the club of its licence.",
        "The club was stripped of its licence by the federation.",
    ],
)
def test_of_what_somebody_is_stripped_is_no_part_of_who_he_is(text: str) -> None:
    (claim,) = claims(text, ClaimKind.RESTRICTION)
    assert labels(claim.agents) == ["federation"]
    assert labels(claim.recipients) == ["club"]


def test_who_said_how_things_are_and_urges_urges_himself() -> None:
    (claim,) = claims(
        "The World Bank said a drought was near, and advised farmers to buy feed.", ClaimKind.REQUEST
    )
    assert labels(claim.agents) == ["World Bank"]


def test_behind_a_name_between_commas_stands_the_verb() -> None:
    (claim,) = claims("The mayor, Maria Lopez, closed bakeries except for deliveries.", ClaimKind.RESTRICTION)
    assert labels(claim.agents) == ["Maria Lopez"]


def test_a_bare_noun_behind_by_meets_nobody() -> None:
    (claim,) = claims("The ministers held an urgent meeting by video.", ClaimKind.MEETING)
    assert labels(claim.agents) == ["ministers"]


def test_the_name_behind_the_thing_bought_is_what_is_bought() -> None:
    (claim,) = claims("Siemens bought the owner, Leeds-based Norrland Mills, in May.", ClaimKind.ORDER)
    assert labels(claim.objects) == ["Norrland Mills"]


def test_who_is_named_behind_a_relative_clause_takes_no_part_in_it() -> None:
    text = "The court heard Siemens, which bought the mill in May, and Hitachi."
    found = read(Article(identifier="a", text=text, published=date(2024, 5, 15)), language_model())
    (claim,) = [c for c in found.claims if c.kind is ClaimKind.ORDER]
    assert [m.entity.label for m in claim.agents] == ["Siemens"]
