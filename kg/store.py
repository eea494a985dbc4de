"""The store: the one writer of a graph on disk. Articles go in and out whole; readers see published states.

    with open_store("onrecord-data", create=True) as store:
        with store.batch():                        # commits every few dozen articles, much faster than singly
            for reading in readings:
                store.put(reading, run)
        store.publish()                            # what `kg.snapshots.open_snapshot` reads from now on

A commit is all or nothing, also when the process is killed: an article is in the store with all it says, its
entities and its place in the story, or not at all.
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

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg import snapshots
from kg.commit import Commit, recover
from kg.errors import StoreError
from kg.identity import article_iri, graph_iri, run_iri
from kg.layers import Layers
from kg.layout import Layout, hold
from kg.merges import Merge
from kg.model import Article, Reading, Run
from kg.rdf import run_quads, write_reading
from kg.rdf_read import article_of, articles_in, find_versions, reading_of
from kg.revisions import Plan, fullness, relink, superseded
from kg.snapshots import Snapshot as Snapshot  # readers find it here too
from kg.snapshots import open_snapshot as open_snapshot
from kg.vocab import PROV, REC, XSD

BATCH_QUADS = 40_000  # a commit of a batch: about 20 articles; smaller ones cost up to three times as much
MANY_QUADS = 400_000  # after so many new quads, publishing puts the database in order first


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
        if (kept := self._published()) is not None and not layout.live.is_dir():
            os.close(self._lock)
            raise StoreError(
                f"The database at {layout.live} is gone, and what is left is the last published state; copy "
                f"{layout.snapshot(kept)} to {layout.live} and go on."
            )
        try:
            self.live = pyoxigraph.Store(str(layout.live))
            """The engine itself, for reading what is committed."""
        except (OSError, RuntimeError) as error:
            os.close(self._lock)
            raise StoreError(
                f"The database at {layout.live} cannot be opened ({error}); restore it, or ingest into a "
                "new store."
            ) from error
        recover(self.live)
        self._batching = False
        self._new_quads = 0
        self._pending, self._layers = Commit(), Layers(self.live)
        self._names: set[str] = set()
        self._runs: set[str] = set()
        if self._published() is None:
            self.publish()

    def put(self, reading: Reading, run: Run) -> Outcome:
        """Put in all that one reading says. Outside a batch it is committed when this returns.

        The same version read by the same run changes nothing. Read by another run it is replaced. Another
        text under the same URL is a revision: the old version stays and is marked as replaced.
        """
        article = reading.article
        node = NamedNode(article_iri(article))
        if self._waits(article, node):
            self.commit()
        known = self.live.contains_named_graph(node)
        before = article_of(self.live, node.value) if known else None
        if before and self._read_by(node) == run_iri(run) and fullness(article) <= fullness(before):
            return Outcome.UNCHANGED
        written = write_reading(reading, run)
        plan = relink(self.live, node, before, article)
        if known:
            self._take_out(node)
        self._pending.bodies[node] = written.quads
        self._names.update(self._names_of(article, node))
        self._layers.entities.add(written.about_entities)
        if plan.stands:
            self._layers.story.add(reading)
        self._carry_out(plan)
        self._note_run(run)
        if not self._batching or self._pending.size >= BATCH_QUADS:
            self.commit()
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
            self._drop_run(node)
            self.commit()
            gone.append(article)
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
        if node in self._pending.bodies:
            self.commit()
        if self._read_by(node) != run_iri(run):
            return False
        return fullness(article) <= fullness(article_of(self.live, node.value))

    def articles(self) -> Iterator[Article]:
        """Every article version, with its text, in the order of their IRIs."""
        self.commit()
        return articles_in(self.live)

    def record_run(self, run: Run, started: datetime, ended: datetime) -> None:
        """Note when a run began and ended: the graph's only clock values. A later run overwrites them."""
        self.commit()
        node, graph = NamedNode(run_iri(run)), NamedNode(graph_iri("runs"))
        if not any(self.live.quads_for_pattern(node, None, None, graph)):
            return
        for predicate, moment in ((PROV.startedAtTime, started), (PROV.endedAtTime, ended)):
            self._pending.gone += self.live.quads_for_pattern(node, predicate, None, graph)
            clock = Literal(moment.isoformat(timespec="seconds"), datatype=XSD.dateTime)
            self._pending.new.append(Quad(node, predicate, clock, graph))
        self.commit()

    def commit(self) -> None:
        """Write what waits. Outside a batch nothing waits."""
        gone, new = self._layers.changes()
        self._pending.gone += gone
        self._pending.new += new
        pending, self._pending = self._pending, Commit()
        self._names.clear()
        if not pending:
            return
        try:
            self.layout.unpublished.touch()
            pending.write(self.live)
        except (OSError, RuntimeError) as error:
            self._forget()
            raise StoreError(
                f"The store at {self.layout.root} cannot be written ({error}); free some space and go on: "
                "what was committed before is there."
            ) from error
        self._new_quads += pending.size
        self._layers.trim()

    def publish(self) -> int:
        """Let readers see what is committed. Returns the snapshot's number, the old one if nothing is new."""
        self.commit()
        current = self._published()
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
            del self.live, self._layers
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _forget(self) -> None:
        """Start from what is committed, with nothing waiting."""
        self._pending, self._layers = Commit(), Layers(self.live)
        self._names.clear()
        self._runs.clear()

    def _names_of(self, article: Article, node: NamedNode) -> set[str]:
        return {name for name in (node.value, article.url, article.revises) if name}

    def _waits(self, article: Article, node: NamedNode) -> bool:
        """True where what waits concerns this article or another version of it."""
        return not self._names.isdisjoint(self._names_of(article, node))

    def _read_by(self, node: NamedNode) -> str | None:
        quads = self.live.quads_for_pattern(node, REC.readBy, None, node)
        return next((quad.object.value for quad in quads), None)  # type: ignore[union-attr]

    def _take_out(self, node: NamedNode) -> None:
        """Take back all that a stored version said. Nothing else may wait."""
        self._layers.entities.discard(self.live.quads_for_pattern(None, None, None, node))
        if not superseded(self.live, node):
            self._layers.story.discard(reading_of(self.live, node.value))
        self._pending.drops.append(node)

    def _carry_out(self, plan: Plan) -> None:
        self._pending.gone += plan.gone
        self._pending.new += plan.new
        for node in plan.superseded:
            self._layers.story.discard(reading_of(self.live, node.value))
        for node in plan.current:
            self._layers.story.add(reading_of(self.live, node.value))

    def _note_run(self, run: Run) -> None:
        if run_iri(run) not in self._runs:
            self._runs.add(run_iri(run))
            self._pending.new += run_quads(run)

    def _published(self) -> int | None:
        """The snapshot that readers open; None where none can be opened, so that one is to be published."""
        try:
            number = self.layout.current()
        except StoreError:
            return None
        return number if number is not None and self.layout.snapshot(number).is_dir() else None

    def _drop_idle_runs(self) -> None:
        """Forget the runs whose readings were all replaced by later ones, so that no store tells its past."""
        graph = NamedNode(graph_iri("runs"))
        for quad in list(self.live.quads_for_pattern(None, REC.rulebook, None, graph)):
            run = quad.subject
            if next(self.live.quads_for_pattern(None, REC.readBy, run), None) is None:
                self._pending.gone += self.live.quads_for_pattern(run, None, None, graph)
                self._runs.discard(run.value)  # type: ignore[union-attr]
        self.commit()

    def _drop_run(self, node: NamedNode) -> None:
        """Forget the run that read this version, if it read no other."""
        run = NamedNode(self._read_by(node) or "")
        if all(quad.subject == node for quad in self.live.quads_for_pattern(None, REC.readBy, run)):
            self._pending.gone += self.live.quads_for_pattern(run, None, None, NamedNode(graph_iri("runs")))
            self._runs.discard(run.value)
