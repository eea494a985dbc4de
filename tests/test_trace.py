"""Following a claim back, and telling it to a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.output import clean
from api.trace_text import mark_spans, trace_any, trace_lines
from kg.errors import UnknownThingError
from kg.identity import article_iri, claim_iri
from kg.model import Reading
from kg.snapshots import Snapshot, open_snapshot
from kg.trace import sort_of, trace_claim
from kg.traced import Passage, Step
from tests.asked_world import write_world
from tests.worlds import approval, condition, denial, syndicated


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The hand-built store, open for reading."""
    with open_snapshot(write_world(Path(tmp_path_factory.mktemp("world")) / "store")) as snapshot:
        yield snapshot


def claim_of(reading: Reading, number: int = 0) -> str:
    """The IRI of a claim of a reading."""
    return claim_iri(article_iri(reading.article), reading.claims[number])


def test_a_trace_tells_the_statement_and_how_it_stands(asked: Snapshot) -> None:
    trace = trace_claim(asked, claim_of(condition()))
    assert trace.statement == (
        "Trade Board of Norland, with conditions, approved Aurora Chip (50,000 units) for Tidewater"
    )
    assert (trace.standing, trace.condition) == (
        "with conditions",
        "provided that it buys local chips as well",
    )
    assert trace.when == {
        "text": "on March 9",
        "value": "2031-03-09",
        "earliest": "2031-03-09",
        "latest": "2031-03-09",
    }


def test_the_ladder_climbs_from_the_outlet_to_the_people_it_cites(asked: Snapshot) -> None:
    ledger, people = trace_claim(asked, claim_of(approval())).steps
    assert (ledger.rung, ledger.source, ledger.anonymous) == (1, "Daily Ledger", False)
    assert people == Step(
        rung=2,
        source="people familiar with the matter",
        source_iri=people.source_iri,
        cue="citing",
        words="citing two people familiar with the matter",
        anonymous=True,
        count=2,
        kind="person",
    )


def test_every_passage_of_a_trace_stands_in_the_article_where_it_says(asked: Snapshot) -> None:
    for reading in (approval(), denial(), condition()):
        for number in range(len(reading.claims)):
            trace = trace_claim(asked, claim_of(reading, number))
            for passage in (trace.evidence, *trace.marks):
                assert trace.article.body[passage.start : passage.end] == passage.words


def test_a_trace_knows_the_article_the_rule_and_the_run(asked: Snapshot) -> None:
    trace = trace_claim(asked, claim_of(syndicated()))
    article = trace.article
    assert (article.publisher, article.wire, article.published) == (
        "Harbour Post",
        "The Lantern",
        "2031-03-11",
    )
    assert trace.rule == "approval.approve-purchases"
    assert trace.run["model"] == "by-hand 1.0"


def test_a_plain_edge_is_told_with_the_claim_that_it_comes_from(asked: Snapshot) -> None:
    trace = trace_claim(asked, claim_of(approval()))
    assert trace.edges == (("Trade Board of Norland", "approvedInPrinciple", "Aurora Chip"),)
    assert trace_claim(asked, claim_of(denial())).edges == ()


def test_the_story_of_a_claim_are_the_other_claims_of_its_event_and_its_conflicts(asked: Snapshot) -> None:
    trace = trace_claim(asked, claim_of(approval()))
    assert trace.story is not None
    assert claim_of(syndicated()) in {other.iri for other in trace.story.others}
    assert claim_of(approval()) not in {other.iri for other in trace.story.others}
    assert claim_of(denial()) in {other.iri for other in trace.conflicts}
    assert all(other.difference for other in trace.conflicts)


def test_a_claim_in_the_article_s_own_voice_says_so(asked: Snapshot) -> None:
    told = "\n".join(trace_lines(trace_claim(asked, claim_of(denial(), 1))))
    assert "in the article's own voice" in told


def test_the_spans_of_the_sentence_are_marked_with_their_roles(asked: Snapshot) -> None:
    told = " ".join(" ".join(trace_any(asked, claim_of(approval()))).split())
    assert (
        "“[agent The Trade Board of Norland] has [trigger approved] in principle purchases of the "
        "[object Aurora Chip] by [recipient Tidewater] and [recipient Quill]”"
    ) in told


def test_marks_that_nest_stay_nested_and_marks_that_cross_are_left_out() -> None:
    evidence = Passage(10, 20, "abcdefghij")
    nested = [Passage(10, 16, "abcdef", "agent"), Passage(12, 14, "cd", "object")]
    crossing = [*nested, Passage(15, 18, "fgh", "recipient"), Passage(19, 30, "j…", "condition")]
    for marks in (nested, crossing):
        assert clean(mark_spans(evidence, marks)) == "[agent ab[object cd]ef]ghij"


def test_one_span_with_two_roles_is_marked_once() -> None:
    marks = [Passage(0, 2, "ab", "agent"), Passage(0, 2, "ab", "recipient")]
    assert clean(mark_spans(Passage(0, 3, "abc"), marks)) == "[agent, recipient ab]c"


def test_a_terminal_sees_the_marks_in_bold_and_a_pipe_sees_no_escape(asked: Snapshot) -> None:
    trace = trace_claim(asked, claim_of(approval()))
    assert "\x1b[1m" in "\n".join(trace_lines(trace, styled=True))
    assert "\x1b" not in "\n".join(trace_lines(trace))


def test_words_of_an_article_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b]0;owned\x07\u202eb\n\ue000c") == "a]0;ownedb c"


def test_no_line_of_a_trace_is_wider_than_the_terminal(
    asked: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = list(trace_any(asked, claim_of(approval())))
    assert max(map(len, lines)) <= 80


def test_other_iris_lead_to_the_claims_that_rest_on_them(asked: Snapshot) -> None:
    trace = trace_claim(asked, claim_of(approval()))
    assert trace.story is not None
    for iri, sort in (
        (trace.iri, "claim"),
        (trace.article.iri, "article"),
        ("https://w3id.org/onrecord/id/entity/aurora-chip", "entity"),
        (trace.story.event, "event"),
        ("https://w3id.org/onrecord#approvedInPrinciple", "other"),
    ):
        assert sort_of(asked, iri) == sort
        assert "Trade Board" in "\n".join(trace_any(asked, iri))


@pytest.mark.parametrize(
    "iri", ["https://w3id.org/onrecord/id/claim/nothing", "http://elsewhere.example/x", "claim/0"]
)
def test_an_unknown_iri_is_said_to_be_unknown(iri: str, asked: Snapshot) -> None:
    with pytest.raises(UnknownThingError, match="check the IRI"):
        list(trace_any(asked, iri))


@pytest.mark.parametrize("text", ["Aurora Chip", "", "http://a b", "<>", "http://x/{}"])
def test_what_is_no_iri_is_answered_with_the_question_for_names(text: str, asked: Snapshot) -> None:
    with pytest.raises(UnknownThingError, match="what-is-known"):
        list(trace_any(asked, text))
