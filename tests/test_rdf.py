"""A reading as quads: nothing too much, nothing that the sentence does not say."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from worlds import (
    AURORA,
    BOREALIS,
    LEDGER,
    NORLAND,
    RUN,
    WORLD,
    approval,
    condition,
    denial,
    mention,
    plain,
    span,
    syndicated,
)

from kg.errors import RuleError
from kg.identity import article_iri, claim_iri, entity_iri
from kg.model import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    EntityKind,
    LinkReason,
    Polarity,
    Reading,
    Relation,
    Rung,
    SourceKind,
    Span,
    Status,
)
from kg.origin import origins_of, pairs_of
from kg.rdf import quads_of
from kg.rdf_nodes import decimal_literal
from kg.rdf_read import reading_of
from kg.vocab import OA, RDF, REC, SCHEMA

MOST_QUADS = 45
"""A claim with its evidence, trigger and roles. Whatever else it has is allowed for beside it."""
EXTRA_QUADS = {"rung": 19, "condition": 9, "when": 6, "quantity": 8}


@pytest.mark.parametrize("reading", WORLD, ids=lambda reading: reading.article.identifier)
def test_there_are_no_blank_nodes_and_one_graph(reading: Reading) -> None:
    quads = quads_of(reading, RUN)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {NamedNode(article_iri(reading.article))}


@pytest.mark.parametrize("reading", WORLD, ids=lambda reading: reading.article.identifier)
def test_every_quad_comes_once_and_the_same_again(reading: Reading) -> None:
    quads = quads_of(reading, RUN)
    assert len(set(quads)) == len(quads)
    assert quads_of(reading, RUN) == quads


@pytest.mark.parametrize("reading", WORLD, ids=lambda reading: reading.article.identifier)
def test_the_store_rewrites_no_literal(reading: Reading) -> None:
    quads = quads_of(reading, RUN)
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)


@pytest.mark.parametrize("reading", WORLD, ids=lambda reading: reading.article.identifier)
def test_a_claim_takes_few_quads(reading: Reading) -> None:
    """All that hangs on the claim, but mentions: they stand once, whoever uses them."""
    store = _stored(reading)
    parts = ("/claim/", "/attribution/", "/time/", "/quantity/", "/passage/")
    for claim in reading.claims:
        seen: set[Quad] = set()
        todo = [NamedNode(_iri(reading, claim))]
        while todo:
            for quad in set(store.quads_for_pattern(todo.pop(), None, None)) - seen:
                seen.add(quad)
                if isinstance(quad.object, NamedNode) and any(part in quad.object.value for part in parts):
                    todo.append(quad.object)
        extra = len(claim.rungs) * EXTRA_QUADS["rung"]
        extra += sum(EXTRA_QUADS[name] for name in ("condition", "when", "quantity") if getattr(claim, name))
        assert len(seen) <= MOST_QUADS + extra


def test_every_selector_quotes_the_text_at_its_offsets_in_code_points() -> None:
    reading = denial()  # a ship, one code point beyond the basic plane, stands before its last words
    store = _stored(reading)
    text = reading.article.text
    found = list(store.quads_for_pattern(None, OA.exact, None))
    assert len(found) > 8
    for quad in found:
        start, end = (_number(store, quad.subject, predicate) for predicate in (OA.start, OA.end))
        assert text[start:end] == quad.object.value


def test_a_mention_that_nothing_uses_and_that_names_nothing_is_not_stored() -> None:
    it = mention(denial().article.text, "it", AURORA, LinkReason.COREFERENCE, named=False)
    reading = Reading(denial().article, mentions=(it,))
    assert not list(_stored(reading).quads_for_pattern(None, RDF.type, REC.Mention))


def test_a_mention_in_two_roles_is_two_nodes_with_one_role_each() -> None:
    text = "Borealis supplied the Aurora Chip and asked for it."
    article = Article("two", text)
    chip = mention(text, "Aurora Chip", AURORA)
    whole = Span(0, len(text))
    claims = (
        Claim(ClaimKind.SUPPLY, whole, span(text, "supplied"), "r", objects=(chip,)),
        Claim(ClaimKind.REQUEST, whole, span(text, "asked"), "r", agents=(chip,)),
    )
    store = _stored(Reading(article, mentions=(chip,), claims=claims))
    nodes = [quad.subject for quad in store.quads_for_pattern(None, RDF.type, REC.Mention)]
    roles = [[q.object for q in store.quads_for_pattern(node, REC.role, None)] for node in nodes]
    assert sorted(roles, key=str) == [[REC.agent], [REC.object]]


def test_two_claims_that_agree_in_all_are_one() -> None:
    reading = plain()
    surer = dataclasses.replace(reading.claims[0], rule="order.other", confidence=0.5)
    twice = dataclasses.replace(reading, claims=(*reading.claims, surer))
    assert quads_of(twice, RUN) == quads_of(reading, RUN)


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.PLANNED},
        {"polarity": Polarity.NEGATIVE},
        {"kind": ClaimKind.REQUEST},
        {"recipients": ()},
        {"when": None},
    ],
)
def test_claims_that_differ_are_two(change: dict[str, object]) -> None:
    claim = plain().claims[0]
    other = dataclasses.replace(claim, **change)  # type: ignore[arg-type]
    assert _iri(plain(), claim) != _iri(plain(), other)


# --- the simple view ---


def test_a_thing_that_happened_gives_an_edge_for_each_agent_and_object() -> None:
    quads = quads_of(plain(), RUN)
    assert _edges(quads, REC.ordered) == {("tidewater", "aurora-chip"), ("quill", "aurora-chip")}


def test_an_edge_leads_to_its_claim() -> None:
    store = _stored(plain())
    claim = NamedNode(_iri(plain(), plain().claims[0]))
    said = {p: {q.object.value for q in store.quads_for_pattern(claim, p, None)} for p in _STATEMENT}
    assert said == {
        RDF.subject: {_entity("tidewater"), _entity("quill")},
        RDF.predicate: {REC.ordered.value},
        RDF.object: {_entity("aurora-chip")},
    }


def test_an_approval_in_principle_is_not_an_approval() -> None:
    quads = quads_of(approval(), RUN)
    assert _edges(quads, REC.approved) == set()
    assert _edges(quads, REC.approvedInPrinciple) == {("trade-board-of-norland", "aurora-chip")}


def test_an_approval_with_conditions_says_so() -> None:
    quads = quads_of(condition(), RUN)
    assert _edges(quads, REC.approved) == set()
    assert _edges(quads, REC.approvedConditionally) == {("trade-board-of-norland", "aurora-chip")}


def test_a_meeting_joins_those_who_met() -> None:
    assert _edges(quads_of(approval(), RUN), REC.metWith) == {("mira-harte", "samuel-okonjo")}


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.PLANNED},
        {"status": Status.POSSIBLE},
        {"status": Status.DENIED},
        {"status": Status.IN_PRINCIPLE},
        {"polarity": Polarity.NEGATIVE},
        {"kind": ClaimKind.FORECAST},
        {"kind": ClaimKind.STATEMENT},
        {"agents": ()},
        {"objects": ()},
    ],
)
def test_what_did_not_simply_happen_between_two_is_not_asserted(change: dict[str, object]) -> None:
    reading = plain()
    claim = dataclasses.replace(reading.claims[0], **change)  # type: ignore[arg-type]
    quads = quads_of(dataclasses.replace(reading, claims=(claim,)), RUN)
    assert not [quad for quad in quads if quad.predicate in _STATEMENT or quad.predicate == REC.ordered]


def test_nothing_is_joined_with_itself() -> None:
    reading = plain()
    claim = dataclasses.replace(reading.claims[0], objects=reading.claims[0].agents)
    assert _edges(quads_of(dataclasses.replace(reading, claims=(claim,)), RUN), REC.ordered) == set()


# --- whose word it is ---


def test_anonymous_people_belong_to_the_outlet_that_cites_them() -> None:
    assert _origins(approval())[0] == LEDGER.key


def test_a_named_person_who_told_an_outlet_is_the_origin() -> None:
    assert _origins(condition()) == ["samuel-okonjo"]


def test_the_article_s_own_voice_is_its_publisher() -> None:
    assert _origins(plain()) == ["courier"]


def test_a_republished_text_speaks_with_its_wire_s_voice() -> None:
    meeting = next(c for c, claim in enumerate(syndicated().claims) if claim.kind is ClaimKind.MEETING)
    assert _origins(syndicated())[meeting] == "the-lantern"


def test_the_own_voice_takes_the_origin_that_the_article_credits_for_the_same_event() -> None:
    reading = approval()
    again = dataclasses.replace(reading.claims[0], rungs=(), evidence=span(reading.article.text, "approved"))
    assert _origins(dataclasses.replace(reading, claims=(again, *reading.claims)))[0] == LEDGER.key


def test_who_denies_a_thing_is_not_the_origin_of_its_assertion() -> None:
    reading = denial()
    said = dataclasses.replace(
        reading.claims[0], rungs=(), polarity=Polarity.POSITIVE, status=Status.HAPPENED
    )
    assert _origins(dataclasses.replace(reading, claims=(*reading.claims, said)))[-1] == "courier"


def test_who_hopes_for_a_thing_is_not_the_origin_of_its_having_happened() -> None:
    reading = approval()
    hoped = dataclasses.replace(reading.claims[0], status=Status.POSSIBLE)
    said = dataclasses.replace(reading.claims[0], rungs=(), status=Status.HAPPENED)
    assert _origins(dataclasses.replace(reading, claims=(hoped, said)))[-1] == "the-lantern"


def test_a_chain_without_a_name_belongs_to_the_publisher() -> None:
    reading = approval()
    claim = dataclasses.replace(reading.claims[0], rungs=reading.claims[0].rungs[1:])
    assert _origins(dataclasses.replace(reading, claims=(claim,))) == ["the-lantern"]


def test_a_chain_without_a_name_or_an_outlet_has_no_origin() -> None:
    reading = dataclasses.replace(denial(), article=Article("bare", denial().article.text))
    hidden = Rung(None, span(reading.article.text, "denied"), span(reading.article.text, "denied"))
    claim = dataclasses.replace(reading.claims[0], rungs=(hidden,))
    bare = dataclasses.replace(reading, claims=(claim,))
    assert origins_of(bare) == [None]
    assert not list(_stored(bare).quads_for_pattern(None, REC.origin, None))


def test_the_publisher_is_the_outlet_that_the_article_mentions_by_that_name() -> None:
    known = Entity("the-daily-ledger-of-norland", EntityKind.OUTLET, "The Daily Ledger", aliases=("Ledger",))
    text = "The Daily Ledger has learnt it."
    reading = Reading(
        Article("a", text, publisher="Ledger"), mentions=(mention(text, "The Daily Ledger", known),)
    )
    store = _stored(reading)
    (quad,) = store.quads_for_pattern(None, SCHEMA.publisher, None)
    assert quad.object.value == entity_iri(known)


def test_parties_of_a_meeting_are_a_pair_whoever_is_named_first() -> None:
    meeting = approval().claims[1]
    turned = dataclasses.replace(meeting, agents=meeting.recipients, recipients=meeting.agents)
    assert pairs_of(meeting) == pairs_of(turned)


# --- background, odd things ---


def test_a_background_fact_of_the_article_keeps_its_passage() -> None:
    store = _stored(approval())
    (fact,) = store.quads_for_pattern(None, RDF.type, REC.BackgroundFact)
    assert list(store.quads_for_pattern(fact.subject, REC.evidence, None))
    assert _edges(quads_of(approval(), RUN), REC.chiefExecutive) == {("borealis", "mira-harte")}


def test_a_background_fact_that_the_ontology_does_not_know_is_a_broken_rule() -> None:
    reading = Reading(plain().article, relations=(Relation(AURORA, "ownedBy", BOREALIS),))
    with pytest.raises(RuleError, match="ownedBy"):
        quads_of(reading, RUN)


def test_links_out_stand_only_where_they_are_known() -> None:
    text = "Norland"
    store = _stored(Reading(Article("n", text), mentions=(mention(text, "Norland", NORLAND),)))
    links = {quad.object.value for quad in store.quads_for_pattern(None, SCHEMA.sameAs, None)}
    assert links == {"http://www.wikidata.org/entity/Q990001", "https://en.wikipedia.org/wiki/Norland"}


@pytest.mark.parametrize(
    ("number", "written"),
    [("50000", "50000"), ("1E+3", "1000"), ("0.50", "0.5"), ("-0", "-0"), ("70000000000", "70000000000")],
)
def test_a_number_is_written_without_exponent_or_idle_zeros(number: str, written: str) -> None:
    assert decimal_literal(Decimal(number)).value == written


@pytest.mark.parametrize("key", ["漢字", "a b", "Ümlaut", "x" * 200, "", "a/b", "24 hex"])
def test_any_key_makes_an_iri_and_comes_back(key: str) -> None:
    text = "Something"
    odd = Entity(key, EntityKind.CONCEPT, "Something")
    reading = Reading(Article("odd", text), mentions=(mention(text, "Something", odd),))
    store = _stored(reading)
    assert reading_of(store, article_iri(reading.article)).mentions[0].entity == odd


def test_a_hidden_source_comes_back_as_none() -> None:
    reading = plain()
    text = reading.article.text
    rung = Rung(None, span(text, "ordered"), span(text, "ordered"), kind=SourceKind.DOCUMENT)
    claim = dataclasses.replace(reading.claims[0], rungs=(rung,))
    store = _stored(dataclasses.replace(reading, claims=(claim,)))
    assert reading_of(store, article_iri(reading.article)).claims == (claim,)


@pytest.mark.parametrize("reading", WORLD, ids=lambda reading: reading.article.identifier)
def test_a_claim_read_back_has_the_iri_that_it_was_read_from(reading: Reading) -> None:
    back = reading_of(_stored(reading), article_iri(reading.article))
    assert {_iri(back, c) for c in back.claims} == {_iri(reading, c) for c in reading.claims}


def _stored(reading: Reading) -> Store:
    store = Store()
    store.extend(quads_of(reading, RUN))
    return store


def _iri(reading: Reading, claim: Claim) -> str:
    return claim_iri(article_iri(reading.article), claim)


def _entity(key: str) -> str:
    return f"https://w3id.org/onrecord/id/entity/{key}"


def _edges(quads: list[Quad], predicate: NamedNode) -> set[tuple[str, str]]:
    """The edges with that predicate, by the keys of what they join."""
    return {
        (quad.subject.value.rsplit("/", 1)[1], quad.object.value.rsplit("/", 1)[1])  # type: ignore[union-attr]
        for quad in quads
        if quad.predicate == predicate
    }


def _origins(reading: Reading) -> list[str | None]:
    return [origin.key if origin else None for origin in origins_of(reading)]


def _number(store: Store, node: NamedNode | BlankNode, predicate: NamedNode) -> int:
    (quad,) = store.quads_for_pattern(node, predicate, None)
    assert isinstance(quad.object, Literal)
    return int(quad.object.value)


_STATEMENT = (RDF.subject, RDF.predicate, RDF.object)
