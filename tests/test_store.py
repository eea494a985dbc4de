"""The store: articles in and out whole, in any order, past crashes, beside readers."""

from __future__ import annotations

import dataclasses
import io
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from worlds import RUN, WORLD, approval, denial, plain

from kg.errors import (
    ArticleError,
    QueryError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreVersionError,
    UnknownThingError,
)
from kg.identity import article_iri
from kg.model import Article, Entity, EntityKind, Reading
from kg.rdf_read import reading_of
from kg.store import Outcome, Store, open_snapshot, open_store


def test_an_article_that_is_put_in_is_there(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        assert store.put(approval(), RUN) is Outcome.ADDED
        assert list(store.articles()) == [approval().article]


@pytest.mark.parametrize("reading", WORLD, ids=lambda reading: reading.article.identifier)
def test_a_reading_comes_back_as_it_was(tmp_path: Path, reading: Reading) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        store.put(reading, RUN)
        back = reading_of(store.live, article_iri(reading.article))
    assert back.article == reading.article
    assert set(back.claims) == set(reading.claims)
    assert set(back.mentions) == set(reading.mentions)
    assert set(back.relations) == set(reading.relations)


def test_the_same_article_twice_changes_nothing(tmp_path: Path) -> None:
    once = _store(tmp_path / "once", WORLD)
    with open_store(tmp_path / "twice", create=True) as store:
        for reading in WORLD:
            store.put(reading, RUN)
        assert {store.put(reading, RUN) for reading in WORLD} == {Outcome.UNCHANGED}
        assert _nquads(store) == once


def test_an_outlet_that_the_manifest_calls_otherwise_changes_nothing_the_second_time(tmp_path: Path) -> None:
    outlet = Entity("ledger", EntityKind.OUTLET, "The Daily Ledger")
    article = dataclasses.replace(approval().article, publisher="Ledger Online", wire="Ledger Wire")
    reading = dataclasses.replace(approval(), article=article, publisher=outlet, wire=outlet)
    with open_store(tmp_path / "s", create=True) as store:
        store.put(reading, RUN)
        assert store.knows(article, RUN)
        assert store.put(reading, RUN) is Outcome.UNCHANGED
        assert list(store.articles()) == [article]


@pytest.mark.parametrize("order", range(8))
def test_any_order_and_any_batches_give_the_same_bytes(tmp_path: Path, order: int) -> None:
    chance = random.Random(order)
    readings = chance.sample(WORLD, len(WORLD))
    with open_store(tmp_path / "s", create=True) as store:
        for group in _split(readings, chance):
            with store.batch():
                for reading in group:
                    store.put(reading, RUN)
        assert _nquads(store) == _store(tmp_path / "whole", WORLD)


@pytest.mark.parametrize("chance", range(8))
def test_what_is_kept_in_step_equals_what_is_built_anew(tmp_path: Path, chance: int) -> None:
    """Entities and story after any coming and going are those of a store that only ever held what is left."""
    rng = random.Random(chance)
    inside: dict[str, Reading] = {}
    with open_store(tmp_path / "moved", create=True) as store:
        for _ in range(25):
            reading = rng.choice(WORLD)
            iri = article_iri(reading.article)
            if iri in inside and rng.random() < 0.6:
                store.remove(iri)
                del inside[iri]
            else:
                store.put(reading, RUN)
                inside[iri] = reading
            if rng.random() < 0.2:  # what is kept for speed is forgotten when a store is closed
                store.close()
                store = open_store(tmp_path / "moved")
        assert _nquads(store) == _store(tmp_path / "straight", inside.values())
        store.close()


def test_a_removed_article_takes_all_it_said_and_nothing_else(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        for reading in WORLD:
            store.put(reading, RUN)
        gone = store.remove("lantern-aurora")
        assert gone == [approval().article]
        assert _nquads(store) == _store(tmp_path / "never", WORLD[1:])


def test_a_store_whose_articles_are_all_removed_is_empty(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        for reading in WORLD:
            store.put(reading, RUN)
        for reading in WORLD:
            store.remove(article_iri(reading.article))
        assert _nquads(store) == []


def test_removing_what_is_not_there_says_so(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "s", create=True) as store,
        pytest.raises(UnknownThingError, match="has no article 'nothing'"),
    ):
        store.remove("nothing")


def test_a_name_of_two_articles_removes_neither(tmp_path: Path) -> None:
    twin = dataclasses.replace(
        denial(), article=dataclasses.replace(denial().article, identifier="courier-order")
    )
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
        store.put(twin, RUN)
        with pytest.raises(UnknownThingError, match="name one by its IRI"):
            store.remove("courier-order")
        assert len(list(store.articles())) == 2


# --- revisions ---


def test_a_changed_text_under_the_same_url_is_a_new_version(tmp_path: Path) -> None:
    old, new = _versions()
    with open_store(tmp_path / "s", create=True) as store:
        assert store.put(old, RUN) is Outcome.ADDED
        assert store.put(new, RUN) is Outcome.REVISED
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        rows = list(
            snapshot.query(
                "SELECT ?new ?old ?gone { GRAPH ?new { ?new prov:wasRevisionOf ?old } "
                "GRAPH ?old { ?old prov:invalidatedAtTime ?gone } }"
            )
        )
        assert [[term.value for term in row] for row in rows] == [
            [article_iri(new.article), article_iri(old.article), "2031-03-20"]
        ]


def test_versions_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    old, new = _versions()
    newest = _version(new, "Third text.\n", date(2031, 4, 1))
    stores = [
        _store(tmp_path / str(number), order)
        for number, order in enumerate(itertools.permutations((old, new, newest)))
    ]
    assert all(store == stores[0] for store in stores)


def test_only_the_last_version_takes_part_in_the_story(tmp_path: Path) -> None:
    old, new = _versions()
    with open_store(tmp_path / "s", create=True) as store:
        store.put(old, RUN)
        assert _count(store, "SELECT * { ?e a rec:Event }") == 3
        store.put(new, RUN)
        assert _count(store, "SELECT * { ?e a rec:Event }") == 0
        store.remove(article_iri(new.article))
        assert _nquads(store) == _store(tmp_path / "old", [old])


def test_a_version_of_the_same_day_that_comes_later_is_the_later(tmp_path: Path) -> None:
    old = approval()
    assert old.article.published
    new = _version(old, "Another text.\n", old.article.published)
    with open_store(tmp_path / "s", create=True) as store:
        store.put(old, RUN)
        store.put(new, RUN)
        assert _count(store, f"SELECT * {{ <{article_iri(new.article)}> prov:wasRevisionOf ?o }}") == 1


def test_the_middle_version_leaves_no_gap(tmp_path: Path) -> None:
    old, new = _versions()
    newest = _version(new, "Third text.\n", date(2031, 4, 1))
    with open_store(tmp_path / "s", create=True) as store:
        for reading in (old, new, newest):
            store.put(reading, RUN)
        store.remove(article_iri(new.article))
        assert _nquads(store) == _store(tmp_path / "two", [old, newest])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_stated_revision_replaces_an_article_without_url(tmp_path: Path, order: tuple[int, int]) -> None:
    old = denial()
    text = "The Trade Board said nothing.\n"
    stated = Article("late", text, published=date(2031, 5, 1), revises=article_iri(old.article))
    pair = [old, Reading(stated)]
    with open_store(tmp_path / "s", create=True) as store:
        for place in order:
            store.put(pair[place], RUN)
        assert _count(store, "SELECT * { ?e a rec:Event }") == 0
        assert _count(store, "SELECT * { ?a prov:invalidatedAtTime '2031-05-01'^^xsd:date }") == 1


def test_a_text_in_two_files_is_one_article_whichever_came_first(tmp_path: Path) -> None:
    bare = Reading(Article("copy", denial().article.text))
    full = denial()
    there = _store(tmp_path / "a", [bare, full])
    assert there == _store(tmp_path / "b", [full, bare]) == _store(tmp_path / "c", [full])


def test_another_run_replaces_what_was_read(tmp_path: Path) -> None:
    later = dataclasses.replace(RUN, rulebook="sha256:" + "1" * 64)
    with open_store(tmp_path / "s", create=True) as store:
        store.put(approval(), RUN)
        assert not store.knows(approval().article, later)
        assert store.put(approval(), later) is Outcome.RENEWED
        assert store.knows(approval().article, later)
        assert _count(store, f"SELECT * {{ ?a rec:readBy ?run . ?run rec:rulebook '{later.rulebook}' }}") == 1


# --- crashes, locks, bad input ---


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.09])
def test_a_killed_ingest_leaves_whole_articles(tmp_path: Path, delay: float) -> None:
    """The child puts articles without end; after kill -9 each is in with all it says, or not at all."""
    place = tmp_path / "s"
    with subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, str(place)], stdout=subprocess.PIPE, cwd=Path(__file__).parent
    ) as child:
        assert child.stdout is not None
        committed = int(child.stdout.readline())
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
    with open_store(place) as store:
        identifiers = {article.identifier for article in store.articles()}
        assert len(identifiers) >= committed
        expected = [_numbered(plain(), int(name.rsplit("-", 1)[1])) for name in identifiers]
        assert _nquads(store) == _store(tmp_path / "whole", expected)


def test_a_bulk_commit_that_never_ended_is_thrown_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.commit.BULK_QUADS", 0)
    with open_store(tmp_path / "s", create=True) as store:
        store.put(denial(), RUN)
        before = _nquads(store)
        monkeypatch.setattr("kg.commit._update", lambda *_: "no update")
        with pytest.raises(SyntaxError):
            store.put(plain(), RUN)
        assert len(_nquads(store)) > len(before)
        monkeypatch.undo()
    with open_store(tmp_path / "s") as store:
        assert _nquads(store) == before


@pytest.mark.parametrize("order", range(4))
@pytest.mark.parametrize("bulk", [0, 8_000])
def test_commits_that_are_on_their_way_while_others_are_put_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: int, bulk: int
) -> None:
    """Every article is a commit of its own, and all are versions, revisions or readings of the same few."""
    monkeypatch.setattr("kg.store.BATCH_QUADS", 1)
    monkeypatch.setattr("kg.commit.BULK_QUADS", bulk)
    first, second = _versions()
    third = _version(first, second.article.text + "Once more.\n", date(2026, 4, 2))
    revising = dataclasses.replace(
        denial(), article=dataclasses.replace(denial().article, revises=article_iri(first.article))
    )
    readings = [first, second, third, revising, *WORLD]
    random.Random(order).shuffle(readings)
    with open_store(tmp_path / "s", create=True) as store:
        with store.batch():
            for reading in readings:
                store.put(reading, RUN)
                assert store.knows(reading.article, RUN)
        assert _nquads(store) == _store(tmp_path / "singly", readings)


def test_a_batch_that_rests_between_commits_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("kg.store.BATCH_QUADS", "kg.store.REST_QUADS", "kg.entities.KEPT", "kg.story.KEPT"):
        monkeypatch.setattr(limit, 1)
    with open_store(tmp_path / "s", create=True) as store:
        with store.batch():
            for reading in WORLD:
                store.put(reading, RUN)
        assert _nquads(store) == _store(tmp_path / "singly", WORLD)


def test_a_commit_that_fails_on_its_way_is_told_and_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("kg.store.BATCH_QUADS", 1)
    with open_store(tmp_path / "s", create=True) as store:
        store.put(denial(), RUN)
        before = _nquads(store)
        with monkeypatch.context() as broken, store.batch():
            broken.setattr("kg.commit.Commit.write", fail)
            assert store.put(plain(), RUN) is Outcome.ADDED
            with pytest.raises(StoreError, match="no space left"):
                store.put(approval(), RUN)
        assert _nquads(store) == before
        store.put(plain(), RUN)
        assert _nquads(store) == _store(tmp_path / "singly", [denial(), plain()])


def test_two_writers_are_one_too_many(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True), pytest.raises(StoreLockedError, match="wait until"):
        open_store(tmp_path / "s")


def test_a_closed_store_can_be_opened_again(tmp_path: Path) -> None:
    for _ in range(3):
        with open_store(tmp_path / "s", create=True) as store:
            store.put(plain(), RUN)


def test_a_missing_store_is_not_made_by_accident(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="onrecord ingest"):
        open_store(tmp_path / "s")
    with pytest.raises(StoreMissingError, match="onrecord ingest"):
        open_snapshot(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_folder_with_other_things_in_it_becomes_no_store(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        open_store(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "s", create=True)


def test_a_store_of_another_version_is_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "s", create=True).close()
    (tmp_path / "s" / "onrecord-store.json").write_text('{"format": 99, "base": "x"}')
    for opening in (open_store, open_snapshot):
        with pytest.raises(StoreVersionError, match="format 99"):
            opening(tmp_path / "s")


def test_a_store_with_another_base_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path / "s", create=True).close()
    monkeypatch.setattr("kg.layout.base", lambda: "https://here.example/")
    with pytest.raises(StoreVersionError, match="set ONRECORD_BASE=https://w3id"):
        open_store(tmp_path / "s")


def test_a_damaged_database_is_one_sentence(tmp_path: Path) -> None:
    open_store(tmp_path / "s", create=True).close()
    (tmp_path / "s" / "live" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "s")


def test_half_a_character_is_refused_and_the_rest_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
        with pytest.raises(ArticleError, match="half a character"):
            store.put(Reading(Article("odd", "a \ud83d b")), RUN)
        store.put(denial(), RUN)
        assert _nquads(store) == _store(tmp_path / "b", [plain(), denial()])


@pytest.mark.parametrize("field", ["identifier", "title", "publisher", "url"])
def test_half_a_character_in_what_is_known_of_an_article_is_refused_too(tmp_path: Path, field: str) -> None:
    article = dataclasses.replace(plain().article, **{field: "a \ud83d b"})  # type: ignore[arg-type]
    with open_store(tmp_path / "s", create=True) as store:
        with pytest.raises(ArticleError, match="half a character"):
            store.put(dataclasses.replace(plain(), article=article), RUN)
        assert not list(store.articles())


@pytest.mark.parametrize(
    "text", ["\0", "\u202e\u202d", "漢字 🚢", 'quote " \\ and { GRAPH <x> }', " \n\t\r\n"]
)
def test_odd_characters_come_back_as_they_were(tmp_path: Path, text: str) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        store.put(Reading(Article("odd", text, title=text, publisher=text, authors=(text,))), RUN)
        assert [article.text for article in store.articles()] == [text]


# --- snapshots ---


def test_readers_see_what_is_published_and_no_more(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
        with open_snapshot(tmp_path / "s") as before:
            assert list(before.articles()) == []
        number = store.publish()
        store.put(denial(), RUN)
        with open_snapshot(tmp_path / "s") as snapshot:
            assert snapshot.number == number
            assert list(snapshot.articles()) == [plain().article]


def test_a_snapshot_in_use_outlives_the_next(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
        store.publish()
        with open_snapshot(tmp_path / "s") as snapshot:
            store.remove("courier-order")
            store.publish()
            assert [article.identifier for article in snapshot.articles()] == ["courier-order"]
            assert store.layout.snapshot(snapshot.number).is_dir()
            read = snapshot.number
        store.put(denial(), RUN)
        store.publish()
        assert not store.layout.snapshot(read).exists()
        assert len(store.layout.numbers()) == 1


def test_publishing_nothing_new_keeps_the_number(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
        first = store.publish()
        assert store.publish() == first
        store.put(plain(), RUN)
        assert store.publish() == first
        store.remove("courier-order")
        assert store.publish() > first


def test_what_was_committed_before_a_crash_is_published_after(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
    with open_store(tmp_path / "s") as store:
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        assert len(list(snapshot.articles())) == 1


def test_the_default_graph_is_the_union_unless_asked_otherwise(tmp_path: Path) -> None:
    with _published(tmp_path / "s") as snapshot:
        ask = "ASK { ?c a rec:Claim }"
        assert bool(snapshot.query(ask))
        assert not bool(snapshot.query(ask, union=False))
        named = f"SELECT ?c FROM <{article_iri(plain().article)}> {{ ?c a rec:Claim }}"
        assert len(list(snapshot.query(named))) == 1


def test_a_query_never_leaves_the_machine(tmp_path: Path) -> None:
    with _published(tmp_path / "s") as snapshot, pytest.raises(QueryError, match="SERVICE"):
        snapshot.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize("text", ["SELECT", "SELECT * { ?s ?p }", "", "DROP ALL", "\0"])
def test_what_is_no_query_is_one_sentence(tmp_path: Path, text: str) -> None:
    with _published(tmp_path / "s") as snapshot, pytest.raises(QueryError):
        snapshot.query(text)


def test_rdflib_sees_the_same_graph(tmp_path: Path) -> None:
    with _published(tmp_path / "s") as snapshot:
        dataset = snapshot.dataset()
        rows = list(dataset.query("SELECT ?c { ?c a <https://w3id.org/onrecord#Claim> }"))
        assert len(rows) == sum(len(reading.claims) for reading in WORLD)


def test_a_dump_holds_every_quad(tmp_path: Path) -> None:
    with _published(tmp_path / "s") as snapshot:
        output = io.BytesIO()
        snapshot.dump(output)
        assert len(output.getvalue().splitlines()) == len(snapshot.store)


def test_a_run_s_clock_stands_only_in_the_runs_graph(tmp_path: Path) -> None:
    began, ended = datetime(2031, 4, 1, 12, tzinfo=UTC), datetime(2031, 4, 1, 12, 5, tzinfo=UTC)
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
        store.record_run(RUN, ended, ended)
        store.record_run(RUN, began, ended)
        clocks = [line for line in _all_nquads(store) if "2031-04-01T" in line]
    assert len(clocks) == 2
    assert all("/graph/runs>" in line for line in clocks)


_ENDLESS = """
import sys
from test_store import _numbered
from worlds import RUN, plain
from kg.store import open_store
number = 0
with open_store(sys.argv[1], create=True) as store:
    while True:
        with store.batch():
            for _ in range(100):
                store.put(_numbered(plain(), number), RUN)
                number += 1
        print(number, flush=True)
"""


def _numbered(reading: Reading, number: int) -> Reading:
    """The same reading as another article, so that a thousand are easily made."""
    article = dataclasses.replace(
        reading.article, identifier=f"order-{number}", url=f"https://courier.example/{number}"
    )
    return dataclasses.replace(reading, article=article)


def _versions() -> tuple[Reading, Reading]:
    return approval(), _version(approval(), "The Lantern takes it all back.\n", date(2031, 3, 20))


def _version(old: Reading, text: str, published: date) -> Reading:
    return Reading(dataclasses.replace(old.article, text=text, published=published), publisher=old.publisher)


def _split(readings: list[Reading], chance: random.Random) -> Iterable[list[Reading]]:
    while readings:
        size = chance.randint(1, len(readings))
        yield readings[:size]
        readings = readings[size:]


def _store(place: Path, readings: Iterable[Reading]) -> list[str]:
    with open_store(place, create=True) as store:
        for reading in readings:
            store.put(reading, RUN)
        return _nquads(store)


def _published(place: Path):  # type: ignore[no-untyped-def]
    with open_store(place, create=True) as store:
        for reading in WORLD:
            store.put(reading, RUN)
        store.publish()
    return open_snapshot(place)


def _nquads(store: Store) -> list[str]:
    """Every quad but the clock, sorted."""
    return [
        line
        for line in _all_nquads(store)
        if "prov#startedAtTime" not in line and "prov#endedAtTime" not in line
    ]


def _all_nquads(store: Store) -> list[str]:
    store.commit()
    return sorted(str(quad) for quad in store.live)


def _count(store: Store, query: str) -> int:
    from kg.vocab import PREFIXES

    return len(list(store.live.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)))
