"""What the store says of one thing: its own triples and those of the parts that exist only for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, serialize

from kg.answer import GRAPH_FORMATS
from kg.errors import UnknownThingError
from kg.identity import base
from kg.vocab import PREFIXES

OWN_PAGES = ("article", "claim", "entity", "event", "conflict", "run", "graph", "outlet")
"""Kinds of thing (the path segment of their IRIs) that stand by themselves: named there, not told."""

DEPTH = 4  # claim, attribution, passage, selector


def describe(store: Store, iri: str) -> list[Triple]:
    """The thing's triples and its parts', each once, in order. Raises `UnknownThingError`."""
    triples: dict[Triple, None] = {}
    edge, seen = [_node(iri)], {iri}
    for _ in range(DEPTH):
        following = []
        for node in edge:
            for quad in store.quads_for_pattern(node, None, None):
                triples[quad.triple] = None
                if (
                    isinstance(quad.object, NamedNode)
                    and _is_part(quad.object.value)
                    and quad.object.value not in seen
                ):
                    seen.add(quad.object.value)
                    following.append(quad.object)
        edge = following
    if not triples:
        raise UnknownThingError(f"Nothing here has the IRI {iri}.")
    return sorted(triples, key=lambda triple: (str(triple.subject) != f"<{iri}>", str(triple)))


def write_description(store: Store, iri: str, media_type: str) -> bytes:
    """The same as text, in one of `GRAPH_FORMATS`."""
    form = GRAPH_FORMATS[media_type]
    prefixes = PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML, RdfFormat.JSON_LD) else None
    text = serialize(describe(store, iri), format=form, prefixes=prefixes)
    assert text is not None  # without an output it comes back
    return text


def statements_of(store: Store, iri: str) -> dict[str, list[str]]:
    """What is said of the thing itself: for each property its values. Raises `UnknownThingError`."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(_node(iri), None, None):
        if isinstance(quad.object, NamedNode | Literal):
            found[quad.predicate.value].add(quad.object.value)
    if not found:
        raise UnknownThingError(f"Nothing here has the IRI {iri}.")
    return {predicate: sorted(values) for predicate, values in sorted(found.items())}


def pointing_to(store: Store, iri: str) -> Iterator[str]:
    """Whatever has the thing as a value."""
    for quad in store.quads_for_pattern(None, None, NamedNode(iri)):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise UnknownThingError(f"Nothing here has the IRI {iri}.") from None


def _is_part(iri: str) -> bool:
    """True for a node that belongs to another: a passage, a time, a number, an attribution."""
    own = base()
    return iri.startswith(own) and iri.removeprefix(own).partition("/")[0] not in OWN_PAGES
