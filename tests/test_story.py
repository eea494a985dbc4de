"""The story layer: what is one happening, on how many words it rests, and what contradicts what."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from pyoxigraph import Store as Engine
from worlds import AURORA, LEDGER, QUILL, RUN, TIDEWATER, TRADE_BOARD, WORLD, approval, plain, syndicated

from kg.identity import article_iri, claim_iri, graph_iri
from kg.model import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    EntityKind,
    LinkReason,
    Mention,
    Polarity,
    Qualifier,
    Quantity,
    Reading,
    Rung,
    Span,
    Status,
    TimeSpan,
)
from kg.rdf import quads_of
from kg.store import open_store
from kg.story import happenings
from kg.telling import StoredTellings, tellings_of
from kg.vocab import PREFIXES, RDF, REC

TEXT = "Trade Board Aurora Chip Tidewater Quill Ledger approved 10 units once upon a time."
DAY = date(2031, 3, 10)


def said(
    outlet: str | None = "courier",
    published: date | None = DAY,
    *,
    day: date | tuple[date | None, date | None] | None = None,
    amount: int | None = None,
    number: int = 0,
    **fields: object,
) -> Reading:
    """One article of that outlet and day with one claim: by default that the board approved the chip."""
    text = f"{TEXT} {outlet} {published} {number} {sorted(map(str, fields.items()))} {day} {amount}"
    first, last = day if isinstance(day, tuple) else (day, day)
    claim = Claim(
        ClaimKind.APPROVAL,
        Span(0, len(TEXT)),
        Span(TEXT.index("approved"), TEXT.index("approved") + 8),
        "r",
        agents=(_mention(TRADE_BOARD, "Trade Board"),),
        objects=(_mention(AURORA, "Aurora Chip"),),
        when=TimeSpan(Span(62, 81), f"{first}/{last}", first, last) if day else None,
        quantity=Quantity(Span(54, 62), Qualifier.EXACT, value=Decimal(amount), unit="units")
        if amount
        else None,
    )
    claim = dataclasses.replace(claim, **fields)  # type: ignore[arg-type]
    paper = Entity(outlet, EntityKind.OUTLET, outlet.title()) if outlet else None
    article = Article(f"{outlet}-{number}", text, publisher=outlet, published=published)
    return Reading(article, claims=(claim,), publisher=paper)


def _mention(entity: Entity, words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(Span(start, start + len(words)), entity, LinkReason.EXACT, True)


def events(place: Path, readings: Iterable[Reading]) -> list[dict[str, str]]:
    """The events of a store with these readings, one dictionary each, by their first day."""
    return _rows(place, readings, "?event a rec:Event ; ?p ?o", "event")


def conflicts(place: Path, readings: Iterable[Reading]) -> list[dict[str, str]]:
    """The conflicts of a store with these readings."""
    return _rows(place, readings, "?event a rec:Conflict ; ?p ?o", "event")


def _rows(place: Path, readings: Iterable[Reading], pattern: str, node: str) -> list[dict[str, str]]:
    with open_store(place / "s", create=True) as store:
        for reading in readings:
            store.put(reading, RUN)
        found: dict[str, dict[str, str]] = {}
        query = f"SELECT * {{ GRAPH <{graph_iri('story')}> {{ {pattern} }} }} ORDER BY ?p ?o"
        for row in store.live.query(query, prefixes=PREFIXES):
            words = row["o"].value.removeprefix(REC.iri)
            found.setdefault(row[node].value, {})[row["p"].value.removeprefix(REC.iri)] = words
    return sorted(found.values(), key=lambda facts: (facts.get("firstPublished", ""), str(facts)))


# --- what is one happening ---


def test_the_same_deed_told_by_two_outlets_is_one_event(tmp_path: Path) -> None:
    (event,) = events(tmp_path, [said("courier"), said("herald", DAY + timedelta(days=3))])
    assert {key: event[key] for key in ("kind", "articles", "outlets", "origins", "firstPublished")} == {
        "kind": "Approval",
        "articles": "2",
        "outlets": "2",
        "origins": "2",
        "firstPublished": "2031-03-10",
    }


def test_news_of_a_later_month_is_another_event(tmp_path: Path) -> None:
    assert len(events(tmp_path, [said("courier"), said("herald", DAY + timedelta(days=40))])) == 2


def test_a_claim_with_two_agents_tells_of_two_happenings(tmp_path: Path) -> None:
    found = events(tmp_path, [plain()])
    assert sorted(event["agent"].rsplit("/", 1)[1] for event in found) == ["quill", "tidewater"]


def test_another_kind_agent_or_object_is_another_event(tmp_path: Path) -> None:
    readings = [
        said("a"),
        said("b", kind=ClaimKind.RESTRICTION),
        said("c", agents=(_mention(QUILL, "Quill"),)),
        said("d", objects=(_mention(TIDEWATER, "Tidewater"),)),
    ]
    assert len(events(tmp_path, readings)) == 4


@pytest.mark.parametrize("kind", [ClaimKind.FORECAST, ClaimKind.COMPARISON, ClaimKind.STATEMENT])
def test_words_and_figures_are_no_happening(tmp_path: Path, kind: ClaimKind) -> None:
    assert events(tmp_path, [said(kind=kind)]) == []


def test_a_claim_that_names_nobody_joins_no_event(tmp_path: Path) -> None:
    assert events(tmp_path, [said(agents=())]) == []


def test_an_approval_without_object_lies_between_agent_and_recipient(tmp_path: Path) -> None:
    (event,) = events(tmp_path, [said(objects=(), recipients=(_mention(QUILL, "Quill"),))])
    assert event["recipient"].endswith("/quill")
    assert "object" not in event


def test_a_deed_dated_only_by_the_year_joins_the_one_event_of_that_year(tmp_path: Path) -> None:
    year = (date(2031, 1, 1), date(2031, 12, 31))
    (event,) = events(tmp_path, [said("a", day=DAY), said("b", DAY + timedelta(days=90), day=year)])
    assert (event["earliest"], event["latest"], event["articles"]) == ("2031-03-10", "2031-03-10", "2")


def test_a_deed_dated_only_by_the_year_joins_none_of_two(tmp_path: Path) -> None:
    year = (date(2031, 1, 1), date(2031, 12, 31))
    readings = [
        said("a", day=DAY),
        said("b", day=DAY + timedelta(days=60)),
        said("c", DAY + timedelta(days=90), day=year),
    ]
    assert len(events(tmp_path, readings)) == 3


def test_what_has_no_date_at_all_is_kept_apart(tmp_path: Path) -> None:
    found = events(tmp_path, [said("a"), said("b", None)])
    assert sorted(event["articles"] for event in found) == ["1", "1"]


def test_a_happening_starts_with_its_first_day_whatever_order_it_is_told_in() -> None:
    readings = [said("a"), said("b", DAY + timedelta(days=9)), said("c", DAY + timedelta(days=18))]
    told = [telling for reading in readings for telling in tellings_of(reading)]
    assert [h.start for h in happenings(told)] == [h.start for h in happenings(told[::-1])] == ["2031-03-10"]


# --- on how many words it rests ---


def test_outlets_that_cite_one_other_are_one_origin(tmp_path: Path) -> None:
    rung = Rung(_mention(LEDGER, "Ledger"), Span(0, 5), Span(0, 5))
    (event,) = events(tmp_path, [said(outlet, rungs=(rung,)) for outlet in ("a", "b", "c")])
    assert (event["outlets"], event["origins"]) == ("3", "1")


def test_a_republished_text_adds_an_outlet_and_no_origin(tmp_path: Path) -> None:
    for event in events(tmp_path, [approval(), syndicated()]):
        assert (event["articles"], event["outlets"], event["origins"]) == ("2", "2", "1")


def test_an_event_rests_on_anonymous_people_only_until_somebody_names_himself(tmp_path: Path) -> None:
    people = Entity("people@x", EntityKind.GROUP, "people", named=False)
    hidden = Rung(_mention(people, "once"), Span(0, 5), Span(0, 5), anonymous=True)
    (event,) = events(tmp_path / "a", [said("a", rungs=(hidden,))])
    assert event["anonymousOnly"] == "true"
    (event,) = events(tmp_path / "b", [said("a", rungs=(hidden,)), said("b")])
    assert event["anonymousOnly"] == "false"


def test_an_article_of_unknown_outlet_is_an_origin_of_its_own(tmp_path: Path) -> None:
    (event,) = events(tmp_path, [said(None), said(None, number=1)])
    assert (event["outlets"], event["origins"]) == ("0", "2")


@pytest.mark.parametrize(
    ("statuses", "standing"),
    [
        ([Status.PLANNED, Status.HAPPENED, Status.POSSIBLE], "happened"),
        ([Status.POSSIBLE, Status.PLANNED], "planned"),
        ([Status.IN_PRINCIPLE, Status.CONDITIONAL], "conditional"),
        ([Status.DENIED], "denied"),
    ],
)
def test_an_event_stands_as_its_strongest_claim(
    tmp_path: Path, statuses: list[Status], standing: str
) -> None:
    (event,) = events(tmp_path, [said(f"o{n}", status=status) for n, status in enumerate(statuses)])
    assert event["standing"] == standing


def test_what_is_only_said_not_to_have_happened_stands_as_denied(tmp_path: Path) -> None:
    (event,) = events(tmp_path, [said(polarity=Polarity.NEGATIVE)])
    assert event["standing"] == "denied"


# --- what contradicts what ---


def test_a_denial_contradicts_the_assertion(tmp_path: Path) -> None:
    (conflict,) = conflicts(tmp_path, [said("a"), said("b", status=Status.DENIED)])
    assert conflict["differsIn"] == "polarity"
    assert conflict["explanation"]


def test_not_yet_said_before_it_was_done_contradicts_nothing(tmp_path: Path) -> None:
    before = said("a", polarity=Polarity.NEGATIVE)
    assert conflicts(tmp_path, [before, said("b", DAY + timedelta(days=2))]) == []


def test_a_plan_and_its_fulfilment_contradict_nothing(tmp_path: Path) -> None:
    planned = said("a", status=Status.PLANNED)
    assert conflicts(tmp_path, [planned, said("b", DAY + timedelta(days=2))]) == []


def test_nobody_contradicts_himself(tmp_path: Path) -> None:
    assert conflicts(tmp_path, [said("a"), said("a", status=Status.DENIED)]) == []


def test_two_numbers_that_exclude_each_other_conflict(tmp_path: Path) -> None:
    (conflict,) = conflicts(tmp_path, [said("a", amount=50000), said("b", amount=400000)])
    assert conflict["differsIn"] == "quantity"
    assert "50,000 units" in conflict["explanation"]
    assert "400,000 units" in conflict["explanation"]


def test_the_same_number_twice_is_no_conflict(tmp_path: Path) -> None:
    assert conflicts(tmp_path, [said("a", amount=50000), said("b", amount=50000)]) == []


def test_numbers_for_different_recipients_do_not_conflict(tmp_path: Path) -> None:
    readings = [
        said("a", amount=50000, recipients=(_mention(QUILL, "Quill"),)),
        said("b", amount=400000, recipients=(_mention(TIDEWATER, "Tidewater"),)),
    ]
    assert conflicts(tmp_path, readings) == []


def test_two_days_for_one_approval_conflict(tmp_path: Path) -> None:
    (conflict,) = conflicts(tmp_path, [said("a", day=DAY), said("b", day=DAY - timedelta(days=1))])
    assert conflict["differsIn"] == "date"


def test_two_orders_on_two_days_may_both_be_right(tmp_path: Path) -> None:
    readings = [
        said("a", day=DAY, kind=ClaimKind.ORDER),
        said("b", day=DAY - timedelta(days=1), kind=ClaimKind.ORDER),
    ]
    assert conflicts(tmp_path, readings) == []


def test_in_principle_and_outright_on_the_same_day_conflict(tmp_path: Path) -> None:
    (conflict,) = conflicts(tmp_path, [said("a"), said("b", status=Status.IN_PRINCIPLE)])
    assert conflict["differsIn"] == "status"


def test_in_principle_first_and_outright_a_week_later_is_how_things_go(tmp_path: Path) -> None:
    readings = [said("a", status=Status.IN_PRINCIPLE), said("b", DAY + timedelta(days=7))]
    assert conflicts(tmp_path, readings) == []


def test_claims_with_several_parties_conflict_once(tmp_path: Path) -> None:
    two = (_mention(AURORA, "Aurora Chip"), _mention(QUILL, "Quill"))
    readings = [said("a", objects=two), said("b", objects=two, status=Status.DENIED)]
    assert len(conflicts(tmp_path, readings)) == 1


# --- kept in step ---


@pytest.mark.parametrize("reading", WORLD, ids=lambda reading: reading.article.identifier)
def test_a_claim_looks_the_same_from_the_store_as_from_its_reading(reading: Reading) -> None:
    engine = Engine()
    engine.extend(quads_of(reading, RUN))
    stored = StoredTellings(engine)
    for telling in tellings_of(reading):
        assert stored.at(telling.claim) == telling


def test_every_claim_between_two_reports_an_event_and_events_are_no_claims(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        for reading in WORLD:
            store.put(reading, RUN)
        reporting = {quad.subject.value for quad in store.live.quads_for_pattern(None, REC.reports, None)}
        claims = {claim_iri(article_iri(r.article), c) for r in WORLD for c in r.claims}
        assert reporting == claims
        for quad in list(store.live.quads_for_pattern(None, RDF.type, REC.Event)):
            assert isinstance(quad.subject, NamedNode)
            assert not list(store.live.quads_for_pattern(quad.subject, RDF.type, REC.Claim))
