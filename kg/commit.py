"""One commit: quads that enter and leave a store together, or not at all, even if the process is killed.

A small commit is one transaction. A large one loads its articles in bulk, which is much faster but no
transaction: it first marks them in a graph of their own, and takes the marks away in the same transaction
that joins the articles to entities and story. Marks found on opening name articles to be thrown out.

A `Writing` is a commit on its way in another thread. The engine loads text without holding Python's lock, so
that the next articles are read meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import StoreError
from kg.identity import graph_iri
from kg.layout import Layout
from kg.rdf import Written
from kg.vocab import RDF, REC

BULK_QUADS = 8_000  # from here on bulk loading wins: about 5 microseconds a quad instead of 15


@dataclass(slots=True)
class Commit:
    """What is to be written. Dropped graphs go first, then single quads go, then the new ones come."""

    drops: list[NamedNode] = field(default_factory=list)
    bodies: list[Written] = field(default_factory=list)
    """New articles."""
    gone: list[Quad] = field(default_factory=list)
    new: list[Quad] = field(default_factory=list)
    concerns: set[str] = field(default_factory=set)
    """The IRIs and URLs of the articles that it alters: ask the store for them only when it is written."""

    @property
    def size(self) -> int:
        """How many quads of articles wait."""
        return sum(body.size for body in self.bodies)

    def __bool__(self) -> bool:
        return bool(self.drops or self.bodies or self.gone or self.new)

    def write(self, store: Store) -> None:
        """Write it all. Raises OSError where the disk does."""
        if self.drops or self.size < BULK_QUADS:
            store.update(_update(self.drops, self.gone, self.new, self.bodies))
            return
        recover(store)
        pending = _pending()
        store.extend(Quad(body.graph, RDF.type, REC.Article, pending) for body in self.bodies)
        graphs = (b"%b {\n%b}\n" % (str(body.graph).encode(), body.body) for body in self.bodies)
        store.bulk_load(b"".join(graphs), RdfFormat.TRIG, lenient=True)  # every IRI was checked when minted
        store.update(_update([pending], self.gone, self.new))


class Writing:
    """Commits on their way into one store, one at a time, in the order in which they were begun."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="onrecord-commit")
        self._begun: Future[None] | None = None
        self.commit = Commit()
        """The one on its way; an empty one where there is none."""

    def begin(self, commit: Commit) -> None:
        """Let a commit be written. The one before it must have been finished."""
        assert self._begun is None
        self.commit = commit
        self._begun = self._thread.submit(commit.write, self._store)

    def finish(self) -> None:
        """Wait until what was begun is in the store. Raises what `Commit.write` raised."""
        begun, self._begun, self.commit = self._begun, None, Commit()
        try:
            if begun:
                begun.result()
        finally:
            del begun  # an error that held it, and by it the store, would keep the database open

    def close(self) -> None:
        """Let go of the thread, and of the store."""
        self._thread.shutdown()


def open_database(layout: Layout) -> Store:
    """The database of a store for writing, without what a killed commit left. Raises StoreError."""
    kept = layout.published()
    if kept is not None and not layout.live.is_dir():
        raise StoreError(
            f"The database at {layout.live} is gone, and what is left is the last published state; copy "
            f"{layout.snapshot(kept)} to {layout.live} and go on."
        )
    try:
        store = Store(str(layout.live))
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"The database at {layout.live} cannot be opened ({error}); restore it, or ingest into "
            "a new store."
        ) from error
    recover(store)
    return store


def recover(store: Store) -> int:
    """Throw out the articles of a bulk commit that was killed. Returns how many there were."""
    pending = _pending()
    marked = [quad.subject for quad in store.quads_for_pattern(None, None, None, pending)]
    if marked:
        graphs = [node for node in marked if isinstance(node, NamedNode)]
        store.update(_update([*graphs, pending], (), ()))
    return len(marked)


def _pending() -> NamedNode:
    return NamedNode(graph_iri("pending"))


def _update(
    drops: Iterable[NamedNode], gone: Iterable[Quad], new: Iterable[Quad], bodies: Iterable[Written] = ()
) -> str:
    """The SPARQL update, which the engine runs as one transaction."""
    steps = [f"DROP SILENT GRAPH {graph}" for graph in drops]
    for verb, quads, articles in (("DELETE", gone, ()), ("INSERT", new, bodies)):
        graphs = [*_by_graph(quads), *((str(body.graph), body.body.decode()) for body in articles)]
        if graphs:
            data = "".join(f"GRAPH {graph} {{\n{triples}}}\n" for graph, triples in graphs)
            steps.append(f"{verb} DATA {{\n{data}}}")
    return " ;\n".join(steps)


def _by_graph(quads: Iterable[Quad]) -> Iterable[tuple[str, str]]:
    """The quads of each graph, in the notation of triples."""
    found: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        found[str(quad.graph_name)].append(f"{quad.triple} .\n")
    return ((graph, "".join(triples)) for graph, triples in found.items())
