"""One commit: quads that enter and leave a store together, or not at all, even if the process is killed.

A small commit is one transaction. A large one loads its articles in bulk, which is much faster but no
transaction: it first marks them in a graph of their own, and takes the marks away in the same transaction
that joins the articles to entities and story. Marks found on opening name articles to be thrown out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Store

from kg.identity import graph_iri
from kg.vocab import RDF, REC

BULK_QUADS = 8_000  # from here on bulk loading wins: about 5 microseconds a quad instead of 15


@dataclass(slots=True)
class Commit:
    """What is to be written. Dropped graphs go first, then single quads go, then the new ones come."""

    drops: list[NamedNode] = field(default_factory=list)
    bodies: dict[NamedNode, list[Quad]] = field(default_factory=dict)
    """The quads of new articles, by graph."""
    gone: list[Quad] = field(default_factory=list)
    new: list[Quad] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many quads of articles wait."""
        return sum(map(len, self.bodies.values()))

    def __bool__(self) -> bool:
        return bool(self.drops or self.bodies or self.gone or self.new)

    def write(self, store: Store) -> None:
        """Write it all. Raises OSError where the disk does."""
        if self.drops or self.size < BULK_QUADS:
            bodies = [quad for body in self.bodies.values() for quad in body]
            store.update(_update(self.drops, self.gone, self.new + bodies))
            return
        recover(store)
        pending = _pending()
        store.extend(Quad(article, RDF.type, REC.Article, pending) for article in self.bodies)
        store.bulk_extend(quad for body in self.bodies.values() for quad in body)
        store.update(_update([pending], self.gone, self.new))


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


def _update(drops: Iterable[NamedNode], gone: Iterable[Quad], new: Iterable[Quad]) -> str:
    """The SPARQL update, which the engine runs as one transaction."""
    steps = [f"DROP SILENT GRAPH {graph}" for graph in drops]
    for verb, quads in (("DELETE", gone), ("INSERT", new)):
        body = _data(quads)
        if body:
            steps.append(f"{verb} DATA {{\n{body}\n}}")
    return " ;\n".join(steps)


def _data(quads: Iterable[Quad]) -> str:
    by_graph: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        by_graph[str(quad.graph_name)].append(str(quad.triple))
    return "\n".join(f"GRAPH {graph} {{ {' . '.join(triples)} }}" for graph, triples in by_graph.items())
