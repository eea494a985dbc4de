"""The store: the one writer of a graph on disk. Articles go in and out whole; readers see published states.

    with open_store("onrecord-data", create=True) as store:
        with store.batch():                        # commits every few dozen articles, much faster than singly
            for reading in readings:
                store.put(reading, run)
        store.publish()                            # what `kg.snapshots.open_snapshot` reads from now on

A commit is all or nothing, also when the process is killed: an article is in the store with all it says, its
entities and its place in the story, or not at all. In a batch, a commit is written while the next articles
are read; before one of them asks the store for what that commit alters, it is waited for.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode

from kg import snapshots
from kg.commit import Commit, Writing, open_database
from kg.errors import StoreError
from kg.identity import article_iri, run_iri
from kg.layers import Layers
from kg.layout import Layout, hold
from kg.merges import Merge
from kg.model import Article, Reading, Run
from kg.rdf import write_reading
from kg.rdf_read import article_of, articles_in, find_versions, reading_of
from kg.revisions import Plan, fullness, relink, superseded
from kg.runs import all_about, clock_quads, idle_runs, read_by, run_quads
from kg.snapshots import Snapshot as Snapshot  # readers find it here too
from kg.snapshots import open_snapshot as open_snapshot

BATCH_QUADS = 40_000  # a commit of a batch: about 20 articles; smaller ones cost up to three times as much
MANY_QUADS = 400_000  # after so many new quads, publishing puts the database in order first
REST_QUADS = (
    400_000  # after so many in one batch, it waits until all is written, to forget what it kept for speed
)


class Outcome(StrEnum):
    """What became of an article that was put into the store."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    """A new version of an article whose older version stays in the store."""
    RENEWED = "renewed"
    """The same version, read anew by another run or with more known about it."""


def open_store(location: str | Path, create: bool = False) -> Store:
    """The store in that folder, for writing. One process at a time may hold it.

    Raises StoreMissingError where there is none and `create` is False, StoreLockedError where another process
    writes, StoreVersionError where another version of OnRecord wrote it.
    """
    layout = Layout.at(location)
    if create and not layout.exists:
        layout.create()
    layout.check()
    return Store(layout)


class Store:
    """A store open for writing. Use it in a `with` block; nothing is published but by `publish`."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._lock: int | None = hold(layout)
        try:
            self.live = open_database(layout)
            """The engine itself, for reading what is committed."""
        except StoreError:
            os.close(self._lock)
            raise
        self._writing = Writing(self.live)
        self._batching = False
        self._new_quads = self._since_rest = 0
        self._pending, self._layers = Commit(), Layers(self.live)
        self._runs: set[str] = set()
        if self.layout.published() is None:
            self.publish()

    def put(self, reading: Reading, run: Run) -> Outcome:
        """Put in all that one reading says. Outside a batch it is committed when this returns.

        The same version read by the same run changes nothing. Read by another run it is replaced. Another
        text under the same URL is a revision: the old version stays and is marked as replaced.
        """
        article = reading.article
        node = NamedNode(article_iri(article))
        concerns = {name for name in (node.value, article.url, article.revises) if name}
        self._look_up(concerns)
        known = self.live.contains_named_graph(node)
        before = article_of(self.live, node.value) if known else None
        if before and read_by(self.live, node) == run_iri(run) and fullness(article) <= fullness(before):
            return Outcome.UNCHANGED
        written = write_reading(reading, run)
        plan = relink(self.live, node, before, article)
        if known:
            self._take_out(node)
        self._pending.bodies.append(written)
        self._pending.concerns |= concerns
        self._layers.entities.add(written.about_entities)
        if plan.stands:
            self._layers.story.add(reading)
        self._carry_out(plan)
        self._note_run(run)
        if not self._batching or self._since_rest >= REST_QUADS:
            self.commit()
        elif self._pending.size >= BATCH_QUADS:
            self._begin_commit()
        if known:
            return Outcome.RENEWED
        return (
            Outcome.REVISED if any(q.subject == node for q in plan.new) or article.revises else Outcome.ADDED
        )

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Commit what is put inside the block in groups. What was put stays, even if the block fails."""
        self._batching = True
        try:
            yield
        finally:
            self._batching = False
            self.commit()

    def remove(self, reference: str) -> list[Article]:
        """Remove an article with all it said, by IRI, URL or identifier; returns the versions that went.

        An URL or identifier means every version of that article. Raises UnknownThingError where nothing, or
        more than one article, is called so.
        """
        self.commit()
        nodes = find_versions(self.live, reference)
        gone: list[Article] = []
        for node in nodes:
            article = article_of(self.live, node.value)
            plan = relink(self.live, node, article, None)
            self._take_out(node)
            self._carry_out(plan)
            self.commit()
            gone.append(article)
        self._drop_idle_runs()
        return gone

    def merge(self, merge: Merge) -> None:
        """Let two entities be one thing from now on: see `kg.layers.Layers.merge`."""
        self.commit()
        self._layers.merge(merge)
        self.commit()

    def split(self, merged: NamedNode) -> Merge:
        """Take back that this entity was merged into another. Raises UnknownThingError where it was not."""
        self.commit()
        merge = self._layers.split(merged)
        self.commit()
        return merge

    def knows(self, article: Article, run: Run) -> bool:
        """True where this very version was read by this very run: reading it again would change nothing."""
        node = NamedNode(article_iri(article))
        self._look_up({node.value})
        if read_by(self.live, node) != run_iri(run):
            return False
        return fullness(article) <= fullness(article_of(self.live, node.value))

    def articles(self) -> Iterator[Article]:
        """Every article version, with its text, in the order of their IRIs."""
        self.commit()
        return articles_in(self.live)

    def record_run(self, run: Run, started: datetime, ended: datetime) -> None:
        """Note when a run began and ended: the graph's only clock values. A later run overwrites them."""
        self.commit()
        self._pending.gone, self._pending.new = clock_quads(self.live, run, started, ended)
        self.commit()

    def commit(self) -> None:
        """Write what waits, and wait until it is written. Outside a batch nothing waits."""
        self._begin_commit()
        self._finish_commit()
        self._layers.trim()
        self._since_rest = 0

    def publish(self) -> int:
        """Let readers see what is committed. Returns the snapshot's number, the old one if nothing is new."""
        self.commit()
        current = self.layout.published()
        if current is not None and not self.layout.unpublished.exists():
            return current
        self._drop_idle_runs()
        if self._new_quads >= MANY_QUADS:
            self.live.optimize()
            self._new_quads = 0
        number = snapshots.publish(self.layout, self.live)
        self.layout.unpublished.unlink(missing_ok=True)
        return number

    def close(self) -> None:
        """Commit what waits and let others write."""
        if self._lock is None:
            return
        try:
            self.commit()
        finally:
            self._writing.close()
            del self.live, self._layers, self._writing
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin_commit(self) -> None:
        """Let what waits be written from now on, as soon as what was begun before is in the store."""
        self._finish_commit()
        gone, new = self._layers.changes()
        self._pending.gone += gone
        self._pending.new += new
        pending, self._pending = self._pending, Commit()
        if pending:
            with self._in_one_sentence():
                self.layout.unpublished.touch()
            self._new_quads += pending.size
            self._since_rest += pending.size
            self._writing.begin(pending)

    def _finish_commit(self) -> None:
        with self._in_one_sentence():
            self._writing.finish()

    @contextlib.contextmanager
    def _in_one_sentence(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            self._forget()
            raise StoreError(
                f"The store at {self.layout.root} cannot be written ({error}); free some space and go on: "
                "what was committed before is there."
            ) from error

    def _forget(self) -> None:
        """Start from what is committed, with nothing waiting."""
        self._pending, self._layers = Commit(), Layers(self.live)
        self._runs.clear()

    def _look_up(self, names: set[str]) -> None:
        """Let the store tell all about the articles of these IRIs and URLs: nothing about them may wait."""
        if not all(names.isdisjoint(commit.concerns) for commit in (self._pending, self._writing.commit)):
            self.commit()

    def _take_out(self, node: NamedNode) -> None:
        """Take back all that a stored version said. Nothing else may wait."""
        self._layers.entities.discard(self.live.quads_for_pattern(None, None, None, node))
        if not superseded(self.live, node):
            self._layers.story.discard(reading_of(self.live, node.value))
        self._pending.drops.append(node)

    def _carry_out(self, plan: Plan) -> None:
        self._pending.gone += plan.gone
        self._pending.new += plan.new
        self._pending.concerns |= plan.versions
        for node in plan.superseded:
            self._layers.story.discard(reading_of(self.live, node.value))
        for node in plan.current:
            self._layers.story.add(reading_of(self.live, node.value))

    def _note_run(self, run: Run) -> None:
        if run_iri(run) not in self._runs:
            self._runs.add(run_iri(run))
            self._pending.new += run_quads(run)

    def _drop_idle_runs(self) -> None:
        """Forget the runs whose readings were all replaced by later ones, so that no store tells its past."""
        idle = list(idle_runs(self.live))
        self._pending.gone += all_about(self.live, idle)
        self._runs.difference_update(run.value for run in idle)
        self.commit()
