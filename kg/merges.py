"""Decisions that two nodes are one thing: made by a person, kept apart from what was read, to be undone.

A decision is a `rec:Merge` in the entities graph. No article takes part in it, so it outlives their coming
and going. The nodes stay: entities and story speak of the node that stands for the others, its `survivor`,
and each article's own graph stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import InputError
from kg.identity import graph_iri, mint
from kg.vocab import RDF, REC


@dataclass(frozen=True, slots=True)
class Merge:
    """The decision that `merged` is the same thing as `into`, which stands for both."""

    merged: NamedNode
    into: NamedNode
    reason: str = ""

    @property
    def quads(self) -> list[Quad]:
        """The decision as a statement of its own."""
        node, graph = NamedNode(mint("merge", self.merged.value, self.into.value)), entities_graph()
        said = [
            Quad(node, RDF.type, REC.Merge, graph),
            Quad(node, RDF.subject, self.merged, graph),
            Quad(node, RDF.predicate, REC.mergedInto, graph),
            Quad(node, RDF.object, self.into, graph),
        ]
        return [*said, Quad(node, REC.reason, Literal(self.reason), graph)] if self.reason else said


def entities_graph() -> NamedNode:
    """The graph of what joins the things of all articles."""
    return NamedNode(graph_iri("entities"))


class Merges:
    """The decisions that hold in a store."""

    def __init__(self, store: Store) -> None:
        self._by_merged = {merge.merged: merge for merge in merges_in(store)}
        self._into: dict[NamedNode, set[NamedNode]] = {}
        self._gone: list[Quad] = []
        self._new: list[Quad] = []
        for merge in self._by_merged.values():
            self._into.setdefault(merge.into, set()).add(merge.merged)

    def __bool__(self) -> bool:
        return bool(self._by_merged)

    def survivor(self, node: NamedNode) -> NamedNode:
        """The node that stands for this one: itself where it was not merged."""
        while node in self._by_merged:
            node = self._by_merged[node].into
        return node

    def members(self, node: NamedNode) -> list[NamedNode]:
        """All nodes that are the same thing as this one, the survivor first, the others by their IRIs."""
        survivor = self.survivor(node)
        found, ahead = [], [survivor]
        while ahead:
            found += ahead
            ahead = [merged for into in ahead for merged in self._into.get(into, ())]
        return [survivor, *sorted(found[1:], key=str)]

    def of(self, node: NamedNode) -> Merge | None:
        """The decision that merged this node into another."""
        return self._by_merged.get(node)

    def check(self, merge: Merge) -> None:
        """Raise InputError where the decision contradicts one that holds."""
        before = self.of(merge.merged)
        if before and before.into != merge.into:
            raise InputError(
                f"{merge.merged.value} is already merged into {before.into.value}; "
                "split it first, or merge that one."
            )
        if not before and self.survivor(merge.merged) == self.survivor(merge.into):
            raise InputError(f"{merge.merged.value} and {merge.into.value} are one thing already.")

    def add(self, merge: Merge) -> None:
        """Let the decision hold, with its reason."""
        before = self.of(merge.merged)
        self._gone += before.quads if before else []
        self._new += merge.quads
        self._by_merged[merge.merged] = merge
        self._into.setdefault(merge.into, set()).add(merge.merged)

    def drop(self, merge: Merge) -> None:
        """Let the decision hold no longer."""
        self._gone += merge.quads
        del self._by_merged[merge.merged]
        self._into[merge.into].discard(merge.merged)

    def changes(self) -> tuple[list[Quad], list[Quad]]:
        """What leaves the graph and what enters it since the last call."""
        gone, self._gone = self._gone, []
        new, self._new = self._new, []
        return gone, new


def merges_in(store: Store) -> Iterator[Merge]:
    """The decisions in a store or a snapshot, in the order of their IRIs."""
    graph = entities_graph()
    nodes = [quad.subject for quad in store.quads_for_pattern(None, RDF.type, REC.Merge, graph)]
    for node in sorted(nodes, key=str):
        said = {q.predicate: q.object for q in store.quads_for_pattern(node, None, None, graph)}
        merged, into = said[RDF.subject], said[RDF.object]
        assert isinstance(merged, NamedNode)
        assert isinstance(into, NamedNode)
        yield Merge(merged, into, said[REC.reason].value if REC.reason in said else "")  # type: ignore[union-attr]
