"""The graph of runs: what read the articles, and when."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from pyoxigraph import NamedNode, Store
from worlds import RUN, approval, plain

from kg.identity import article_iri, run_iri
from kg.rdf import quads_of
from kg.runs import all_about, clock_quads, idle_runs, read_by, run_quads

LATER = dataclasses.replace(RUN, rulebook="sha256:" + "1" * 64)
NOON, ONE = datetime(2026, 3, 10, 12, tzinfo=UTC), datetime(2026, 3, 10, 13, tzinfo=UTC)


def test_an_article_tells_which_run_read_it() -> None:
    store = _store()
    assert read_by(store, NamedNode(article_iri(plain().article))) == run_iri(RUN)
    assert read_by(store, NamedNode(article_iri(approval().article))) is None


def test_a_run_that_read_nothing_that_is_left_is_idle() -> None:
    store = _store()
    store.extend(run_quads(LATER))
    assert [run.value for run in idle_runs(store)] == [run_iri(LATER)]


def test_all_about_a_run_is_what_was_written_of_it() -> None:
    assert set(all_about(_store(), [NamedNode(run_iri(RUN))])) == set(run_quads(RUN))


def test_a_later_clock_takes_the_place_of_the_earlier() -> None:
    store = _store()
    assert clock_quads(store, LATER, NOON, ONE) == ([], [])
    nothing, first = clock_quads(store, RUN, NOON, NOON)
    assert nothing == []
    store.extend(first)
    gone, new = clock_quads(store, RUN, NOON, ONE)
    assert len(gone) == 2
    assert set(gone) <= set(store)
    assert [str(quad.object)[1:26] for quad in new] == [NOON.isoformat(), ONE.isoformat()]


def _store() -> Store:
    store = Store()
    store.extend([*quads_of(plain(), RUN), *run_quads(RUN)])
    return store
