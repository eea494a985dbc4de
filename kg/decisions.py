"""From what a person types to a decision on what is one thing: names become the nodes that are meant."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.errors import UnknownThingError
from kg.merges import Merge, Merges
from kg.queries.binding import as_iri, find_things
from kg.snapshots import Snapshot


def merge_named(snapshot: Snapshot, merged: str, into: str, reason: str = "") -> Merge:
    """The decision that what is called `merged` is what is called `into`; both are names or IRIs.

    A name of several nodes that were merged means the one that stands for them. Raises UnknownThingError for
    a name that nothing bears, or several things.
    """
    survivor = Merges(snapshot.store).survivor

    def node(name: str) -> NamedNode:
        iri = as_iri(name)
        if iri is not None:
            return NamedNode(iri)
        found = (survivor(NamedNode(iri)) for iri in find_things(snapshot, name))
        return _only(name, dict.fromkeys(found))

    return Merge(node(merged), node(into), reason)


def merged_named(snapshot: Snapshot, name: str) -> NamedNode:
    """The node of that name or IRI that was merged into another. Raises UnknownThingError as above."""
    iri = as_iri(name)
    if iri is not None:
        return NamedNode(iri)
    merges = Merges(snapshot.store)
    found = [node for iri in find_things(snapshot, name) if merges.of(node := NamedNode(iri))]
    if not found:
        raise UnknownThingError(f"{name!r} was not merged into anything.")
    return _only(name, found)


def _only(name: str, nodes: Iterable[NamedNode]) -> NamedNode:
    found = list(nodes)
    if len(found) > 1:
        listed = ", ".join(node.value for node in found)
        raise UnknownThingError(f"{name!r} may be any of {listed}; name one by its IRI.")
    return found[0]
