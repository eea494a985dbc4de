"""The bundled questions, asked of a store of hand-built readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.errors import QueryError, UnknownThingError
from kg.queries import Question, asking, question, questions, read_question
from kg.queries.binding import bind, find_articles, find_things
from kg.results import texts_of
from kg.snapshots import Snapshot, open_snapshot
from tests.asked_world import NIMBUS_URL, write_world

A_VALUE = {
    "thing": "Aurora Chip",
    "article": "courier-order",
    "kind": "approval",
    "first-day": "2031",
    "last-day": "2031-Q1",
    "number": "1",
}
"""Something to give for a parameter of each kind."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The hand-built store, open for reading."""
    with open_snapshot(write_world(Path(tmp_path_factory.mktemp("world")) / "store")) as snapshot:
        yield snapshot


@pytest.mark.parametrize("bundled", questions(), ids=lambda bundled: bundled.name)
def test_every_question_says_what_it_asks_and_runs_as_it_stands(bundled: Question, asked: Snapshot) -> None:
    assert bundled.title
    assert bundled.question.endswith("?")
    assert isinstance(asked.query(bundled.sparql), QuerySolutions)


@pytest.mark.parametrize(
    ("bundled", "name"),
    [(bundled, parameter.name) for bundled in questions() for parameter in bundled.parameters],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_every_parameter_narrows_its_question(bundled: Question, name: str, asked: Snapshot) -> None:
    given = {
        parameter.name: A_VALUE[parameter.kind]
        for parameter in bundled.parameters
        if parameter.required or parameter.name == name
    }
    narrowed = bind(bundled, given, asked)
    assert narrowed != bundled.sparql
    _, rows = texts_of(asked.query(narrowed))
    _, every = texts_of(asked.query(bundled.sparql))
    assert len(list(rows)) <= len(list(every))


def test_the_row_of_a_claim_is_the_same_in_every_question_about_claims() -> None:
    rows = {}
    for bundled in questions():
        lines = [line.strip() for line in bundled.sparql.splitlines()]
        starts = [number for number, line in enumerate(lines) if line.startswith("# --- a claim's row")]
        if starts:
            end = lines.index("# --- the row ends here ---")
            rows[bundled.name] = lines[starts[0] : end]
    assert len(rows) >= 7
    assert len({tuple(row) for row in rows.values()}) == 1


def test_who_approved_what_tells_approvals_and_listings_however_they_stand(asked: Snapshot) -> None:
    told = {(claim.action, claim.object, claim.status) for claim in asking.who_approved_what(asked)}
    assert told == {
        ("approval", "Aurora Chip", "inPrinciple"),
        ("approval", "Aurora Chip", "denied"),
        ("approval", "Aurora Chip", "conditional"),
        ("listing", "Aurora Chip", "happened"),
        ("approval", "Comet Chip", "planned"),
        ("approval", "Nimbus Drone", "happened"),
    }


def test_a_row_holds_the_claim_with_its_sentence_its_voice_and_its_article(asked: Snapshot) -> None:
    (row,) = asking.who_approved_what(asked, recipient="Safe List")
    assert row == asking.ToldClaim(
        agent="Trade Board of Norland",
        action="listing",
        object="Aurora Chip",
        recipient="Safe List",
        quantity="",
        status="happened",
        polarity="positive",
        condition="",
        date="",
        sentence="The Trade Board put the Aurora Chip on the Safe List",
        attribution="according to Zenith Times, citing Mira Harte",
        origin="Mira Harte",
        article="courier-list",
        publisher="Courier",
        published="2031-04-01",
        claim=row.claim,
        article_iri=find_articles(asked, "courier-list")[0],
    )


def test_a_claim_of_many_has_one_row_with_all_of_them(asked: Snapshot) -> None:
    (row,) = asking.claims(asked, kind="order", agent="Quill")
    assert (row.agent, row.recipient) == ("Quill, Tidewater", "Borealis")


def test_a_condition_and_a_quantity_stand_in_the_row(asked: Snapshot) -> None:
    (row,) = asking.who_approved_what(
        asked, agent="TBN", recipient="tidewater", start="2031-03-09", end="2031-03-09"
    )
    assert (row.condition, row.quantity) == ("provided that it buys local chips as well", "50,000 units")


@pytest.mark.parametrize(
    "name", ["Aurora Chip", "aurora chip", "AURORA", " Aurora  Chip ", "entity/aurora-chip"]
)
def test_a_thing_is_found_by_label_alias_and_iri_whatever_the_case(name: str, asked: Snapshot) -> None:
    assert find_things(asked, name) == ["https://w3id.org/onrecord/id/entity/aurora-chip"]


def test_a_thing_is_found_by_a_word_of_its_name_where_nothing_is_called_just_so(asked: Snapshot) -> None:
    assert find_things(asked, "nimbus") == ["https://w3id.org/onrecord/id/entity/nimbus-drone"]
    assert len(find_things(asked, "chip")) == 2


def test_part_of_a_word_is_no_name(asked: Snapshot) -> None:
    with pytest.raises(UnknownThingError):
        find_things(asked, "imbu")


def test_an_unknown_name_is_answered_with_a_near_one(asked: Snapshot) -> None:
    with pytest.raises(UnknownThingError, match="did you mean 'Tidewater'"):
        find_things(asked, "Tidewatr")


@pytest.mark.parametrize("name", ['x" } DROP ALL', "x'; DELETE", "\\", "}}", "$object", '"""', "<x>", "a\nb"])
def test_what_a_user_types_never_becomes_part_of_the_query(name: str, asked: Snapshot) -> None:
    with pytest.raises(UnknownThingError):
        asking.who_approved_what(asked, object=name)


def test_a_claim_without_a_day_goes_by_the_day_of_its_article(asked: Snapshot) -> None:
    told = asking.who_approved_what(asked, start="2031-04", end="2031-04")
    assert {claim.article for claim in told} == {"courier-list"}


def test_as_of_a_day_only_what_was_published_by_then_is_known(asked: Snapshot) -> None:
    told = asking.who_approved_what(asked, as_of="2031-03-10")
    assert {claim.article for claim in told} == {"lantern-aurora"}


def test_a_corrected_article_is_told_only_as_of_a_day_before_its_correction(asked: Snapshot) -> None:
    now = asking.who_approved_what(asked, object="Nimbus Drone")
    then = asking.who_approved_what(asked, object="Nimbus Drone", as_of="2031-05-01")
    assert [claim.polarity for claim in now] == ["negative"]
    assert [claim.polarity for claim in then] == ["positive"]


def test_restrictions_are_told_by_their_own_question(asked: Snapshot) -> None:
    assert [claim.agent for claim in asking.who_restricted_what(asked)] == ["Government of Norland"]


def test_what_is_known_of_a_thing_are_its_names_its_background_and_its_claims(asked: Snapshot) -> None:
    told = asking.what_is_known(asked, "Borealis")
    facts = {(fact.agent, fact.action, fact.object) for fact in told}
    assert ("Borealis", "is also called", "Borealis Semiconductor") in facts
    assert ("Aurora Chip", "manufacturer", "Borealis") in facts
    assert ("Borealis", "chief executive", "Mira Harte") in facts
    assert ("Quill, Tidewater", "order", "Aurora Chip") in facts
    assert next(fact for fact in told if fact.action == "chief executive").sentence.startswith("Mira Harte")


def test_a_timeline_runs_by_the_days_that_claims_speak_of(asked: Snapshot) -> None:
    told = asking.timeline(asked, thing="Tidewater")
    assert [claim.date for claim in told] == ["2031-Q1", "2031-Q1", "2031-03-09", "", "", "2031-03-13"]


def test_claims_by_source_are_those_it_makes_and_those_known_from_it(asked: Snapshot) -> None:
    assert {claim.action for claim in asking.claims_by_source(asked, "Samuel Okonjo")} == {"approval"}
    assert {claim.article for claim in asking.claims_by_source(asked, "The Lantern")} == {
        "lantern-aurora",
        "harbour-post-aurora",
    }


def test_a_claim_that_anybody_vouches_for_by_name_does_not_rest_on_anonymous_sources_only(
    asked: Snapshot,
) -> None:
    told = asking.anonymous_only(asked)
    assert all("people familiar" in claim.attribution for claim in told)
    assert not [claim for claim in told if claim.article == "star-condition"]


def test_an_article_says_its_claims_in_the_order_of_its_text(asked: Snapshot) -> None:
    told = asking.article_says(asked, "lantern-aurora")
    assert [claim.action for claim in told] == ["approval", "meeting", "order"]


def test_an_article_is_found_by_identifier_url_and_iri(asked: Snapshot) -> None:
    versions = find_articles(asked, NIMBUS_URL)
    assert len(versions) == 2
    assert find_articles(asked, "gazette-nimbus") == versions
    assert find_articles(asked, versions[0]) == versions[:1]


def test_claims_that_contradict_each_other_are_told_together(asked: Snapshot) -> None:
    told = asking.conflicts(asked, thing="Aurora Chip")
    assert told
    sentences = {said for conflict in told for said in (conflict.sentence, conflict.other_sentence)}
    assert "The Trade Board denied that it had approved purchases of the Aurora Chip." in sentences


def test_origins_count_an_article_and_its_reprint_once(asked: Snapshot) -> None:
    (met,) = asking.origins(asked, kind="meeting")
    assert (met.articles, met.outlets, met.origins) == ("2", "2", "1")


def test_a_misspelt_question_is_answered_with_the_near_one() -> None:
    with pytest.raises(UnknownThingError, match="did you mean 'who-approved-what'"):
        question("who-aproved-what")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"objct": "x"}, "did you mean --object"),
        ({"from": "yesterday"}, "--from 'yesterday' is no date"),
        ({"from": "2031-02-30"}, "is no date"),
        ({"limit": "-1"}, "--limit '-1' is no whole number"),
        ({"object": "  "}, "name of a thing is empty"),
    ],
)
def test_a_wrong_parameter_is_named(given: dict[str, str], message: str, asked: Snapshot) -> None:
    with pytest.raises(QueryError, match=message):
        bind(question("who-approved-what"), given, asked)


def test_a_question_that_needs_a_parameter_asks_for_it(asked: Snapshot) -> None:
    with pytest.raises(QueryError, match="needs --article"):
        bind(question("article-says"), {}, asked)


def test_a_query_without_a_head_takes_no_parameters(asked: Snapshot) -> None:
    with pytest.raises(QueryError, match="takes no parameters"):
        bind(read_question("typed", "SELECT * WHERE { ?s ?p ?o }"), {"object": "x"}, asked)
