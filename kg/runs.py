"""The graph of runs: what read the articles, and when. A run stays while there is an article that it read.

Nothing here writes: each function gives the quads that are to enter or leave the store with the next commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.identity import graph_iri, run_iri
from kg.model import Run
from kg.vocab import PROV, RDF, REC, XSD


def run_quads(run: Run) -> list[Quad]:
    """What made the quads of an article: version, model, rulebook. Its clock is written at its end."""
    node, graph = NamedNode(run_iri(run)), _graph()
    return [
        Quad(node, RDF.type, REC.Run, graph),
        Quad(node, REC.version, Literal(run.version), graph),
        Quad(node, REC.model, Literal(run.model), graph),
        Quad(node, REC.rulebook, Literal(run.rulebook), graph),
    ]


def clock_quads(store: Store, run: Run, started: datetime, ended: datetime) -> tuple[list[Quad], list[Quad]]:
    """What leaves and what enters when a run's clock is set; nothing where the store lacks the run."""
    node, graph = NamedNode(run_iri(run)), _graph()
    gone: list[Quad] = []
    new: list[Quad] = []
    if any(store.quads_for_pattern(node, None, None, graph)):
        for predicate, moment in ((PROV.startedAtTime, started), (PROV.endedAtTime, ended)):
            gone += store.quads_for_pattern(node, predicate, None, graph)
            clock = Literal(moment.isoformat(timespec="seconds"), datatype=XSD.dateTime)
            new.append(Quad(node, predicate, clock, graph))
    return gone, new


def read_by(store: Store, article: NamedNode) -> str | None:
    """The IRI of the run that read that article version; None where the store lacks the article."""
    quads = store.quads_for_pattern(article, REC.readBy, None, article)
    return next((quad.object.value for quad in quads), None)  # type: ignore[union-attr]


def idle_runs(store: Store) -> Iterator[NamedNode]:
    """The runs whose readings are all gone or were replaced by later ones."""
    for quad in store.quads_for_pattern(None, REC.rulebook, None, _graph()):
        if isinstance(quad.subject, NamedNode) and not _readings(store, quad.subject):
            yield quad.subject


def all_about(store: Store, runs: Iterable[NamedNode]) -> list[Quad]:
    """Every quad about these runs."""
    return [quad for run in runs for quad in store.quads_for_pattern(run, None, None, _graph())]


def _readings(store: Store, run: NamedNode) -> bool:
    return any(True for _ in store.quads_for_pattern(None, REC.readBy, run))


def _graph() -> NamedNode:
    return NamedNode(graph_iri("runs"))
