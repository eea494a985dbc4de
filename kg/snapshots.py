"""Snapshots: numbered, read-only states of a store, which any number of processes can query at any time.

The writer alone opens `live/`. It publishes a hot backup as `snapshots/<n>/` and then switches the file
`current` to n in one step, so that every reader sees one whole state. A reader holds a shared lock on the
snapshot that it reads; what nobody reads any more, the writer deletes.

    with open_snapshot("onrecord-data") as snapshot:
        for row in snapshot.query("SELECT ?claim WHERE { ?claim a rec:Claim }"):
            print(row["claim"].value)
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Variable
from rdflib import Dataset

from kg.errors import QueryError, StoreError, StoreMissingError
from kg.guard import read_shape, where_it_breaks
from kg.layout import Layout
from kg.model import Article
from kg.rdf_read import articles_in
from kg.vocab import PREFIXES

OPENING_TRIES = 20  # a reader may find its snapshot replaced and deleted between two steps; it looks again

Answer = QuerySolutions | QueryBoolean | QueryTriples


def open_snapshot(location: str | Path) -> Snapshot:
    """The current state of the store at that place, for reading.

    Raises StoreMissingError where there is none, StoreVersionError where another version wrote it.
    """
    layout = Layout.at(location)
    layout.check()
    for _ in range(OPENING_TRIES):
        number = layout.current()
        if number is None:
            raise StoreMissingError(
                f"The store at {layout.root} holds nothing to read yet; ingest an article first."
            )
        lock = _shared_lock(layout.snapshot_lock(number))
        folder = layout.snapshot(number)
        if lock is not None and folder.is_dir():
            return Snapshot(layout, number, lock)
        if lock is not None:
            os.close(lock)
    raise StoreError(f"The store at {layout.root} names a snapshot that is not there; ingest into it again.")


class Snapshot:
    """One published state of a store. Close it, or use it in a `with` block, so that it can be pruned."""

    def __init__(self, layout: Layout, number: int, lock: int) -> None:
        self.layout = layout
        self.number = number
        """Rises with each publication: the same number is the same state, for ever."""
        self._lock: int | None = lock
        try:
            self.store = pyoxigraph.Store.read_only(str(layout.snapshot(number)))
            """The engine itself, for code that needs nothing between."""
        except (OSError, RuntimeError) as error:
            os.close(lock)
            raise StoreError(
                f"The snapshot {number} of the store at {layout.root} is damaged ({error}); "
                "ingest anything into the store to publish a new one."
            ) from error

    def query(
        self,
        text: str,
        *,
        union: bool = True,
        values: Mapping[str, NamedNode | Literal] | None = None,
    ) -> Answer:
        """Answer a SPARQL query. The default graph is the union of all graphs, unless `union` is False.

        The usual prefixes are known without PREFIX lines. `values` puts terms in place of variables. Nothing
        leaves the machine: SERVICE is refused. Raises QueryError where the text is no query.
        """
        shape = read_shape(text)
        terms = {Variable(name): term for name, term in (values or {}).items()}
        try:
            return self.store.query(
                text,
                prefixes=PREFIXES,
                use_default_graph_as_union=union and not shape.names_graphs,
                substitutions=terms or None,  # type: ignore[arg-type]  # a dict of terms is what it takes
            )
        except SyntaxError as error:
            raise QueryError(where_it_breaks(text, str(error))) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"The query cannot be answered: {error}") from error

    def articles(self) -> Iterator[Article]:
        """Every article version, with its text, in the order of their IRIs."""
        return articles_in(self.store)

    def dataset(self) -> Dataset:
        """The snapshot as an rdflib Dataset, whose default graph is the union of all graphs.

        A face for Python users; rdflib's own layer costs time on large answers.
        """
        from oxrdflib import OxigraphStore

        dataset = Dataset(store=OxigraphStore(store=self.store), default_union=True)
        for prefix, iri in PREFIXES.items():
            dataset.bind(prefix, iri)
        return dataset

    def dump(self, output: IO[bytes], format: RdfFormat = RdfFormat.N_QUADS) -> None:
        """Write everything to a binary stream; a format without graphs gets the union of all graphs."""
        if format.supports_datasets:
            self.store.dump(output, format, prefixes=PREFIXES)
        else:
            pyoxigraph.serialize(
                (quad.triple for quad in self.store), output, format=format, prefixes=PREFIXES
            )

    def close(self) -> None:
        """Let go of the snapshot. It cannot be used afterwards."""
        if self._lock is not None:
            del self.store
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def publish(layout: Layout, live: pyoxigraph.Store) -> int:
    """Make the live store's state the current snapshot and delete those that nobody reads."""
    number = layout.last_number() + 1
    draft = layout.snapshots / f"{number}.draft"
    shutil.rmtree(draft, ignore_errors=True)
    layout.snapshots.mkdir(exist_ok=True)
    live.backup(str(draft))
    layout.snapshot_lock(number).touch()
    draft.rename(layout.snapshot(number))
    layout.switch_to(number)
    prune(layout)
    return number


def prune(layout: Layout) -> None:
    """Delete the snapshots that are neither current nor read by anybody, and drafts left by a crash."""
    current = layout.current()
    for number in layout.numbers():
        if number == current:
            continue
        path = layout.snapshot_lock(number)
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(layout.snapshot(number), ignore_errors=True)
            path.unlink(missing_ok=True)
        except BlockingIOError:
            pass  # somebody still reads it
        finally:
            os.close(lock)
    for draft in layout.snapshots.glob("*.draft"):
        shutil.rmtree(draft, ignore_errors=True)


def _shared_lock(path: Path) -> int | None:
    """A shared lock on the file, held until the descriptor is closed; None where there is no such file."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor
