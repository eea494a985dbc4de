"""Runs: what becomes of many articles when one of them is beyond us, and what a rebuild says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import worlds
from spacy.language import Language

from ingest import run
from kg.model import Article, Reading
from kg.store import Outcome, open_store

KNOWN = {reading.article.digest: reading for reading in (worlds.approval(), worlds.denial())}


def read_known(article: Article, nlp: Language) -> Reading:
    """The hand-built reading of a known article; a fault of ours on any other."""
    return KNOWN[article.digest]


def test_a_text_that_we_fail_on_is_reported_and_the_others_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "read", read_known)
    known = [reading.article for reading in KNOWN.values()]
    with open_store(tmp_path / "s", create=True) as store:
        report = run.ingest([known[0], Article("odd", "Nobody can read this."), known[1]], store)
        assert report.outcomes == {Outcome.ADDED: 2}
        assert {article.identifier for article in store.articles()} == {a.identifier for a in known}
    (failure,) = report.failed
    assert str(failure).startswith("odd: OnRecord failed on this text (KeyError: ")


def test_a_rebuild_says_which_statements_went_and_which_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = worlds.approval()
    less = dataclasses.replace(reading, claims=reading.claims[1:])
    with open_store(tmp_path / "s", create=True) as store:
        store.put(reading, worlds.RUN)
        monkeypatch.setattr(run, "read", lambda article, nlp: less)
        (change,) = run.rebuild(store)
        assert list(run.rebuild(store)) == []
    assert change.article == reading.article
    assert len(change.gone) == 1
    assert change.new == ()
