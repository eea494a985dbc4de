"""What a snapshot says of some nodes, read in few queries: nodes with their properties as plain values.

`trace` and `export` walk with it from a claim to its passages, voices and times. Of entities only the names
are read: a node that thousands of articles speak of has thousands of edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.queries.binding import Asked
from kg.vocab import SKOS

AT_ONCE = 500  # nodes in one query, so that its text stays short

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its IRI, and its values by property, sorted, each once."""

    iri: str
    properties: Mapping[str, tuple[Value, ...]]

    def all(self, term: NamedNode) -> list[str]:
        """All values of a property, as plain text or IRIs."""
        return [value.value for value in self.properties.get(term.value, ())]

    def one(self, term: NamedNode) -> str | None:
        """The only value of a property, or the first; None where there is none."""
        values = self.properties.get(term.value, ())
        return values[0].value if values else None

    def number(self, term: NamedNode) -> int | None:
        """The only value of a property, as a whole number."""
        value = self.one(term)
        return None if value is None else int(value)

    def names(self, term: NamedNode) -> list[str]:
        """The local names of a property's values: `happened` for `rec:happened`."""
        return [value.rpartition("#")[2].rpartition("/")[2] for value in self.all(term)]

    def name(self, term: NamedNode) -> str | None:
        """The local name of a property's only value."""
        return next(iter(self.names(term)), None)


def read_nodes(asked: Asked, iris: Iterable[str]) -> dict[str, Node]:
    """The nodes with these IRIs; one of which nothing is said is left out."""
    found: dict[str, dict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
    for values in _blocks(iris):
        for node, predicate, value in _select(asked, f"VALUES ?node {{ {values} }} ?node ?property ?value"):
            found[node.value][predicate.value].add(value)
    return {
        iri: Node(iri, {name: tuple(sorted(values, key=str)) for name, values in said.items()})
        for iri, said in found.items()
    }


def read_labels(asked: Asked, iris: Iterable[str]) -> dict[str, str]:
    """What to call each of these things: its preferred label, else the end of its IRI."""
    wanted = set(iris)
    labels = {iri: iri.rpartition("/")[2] for iri in wanted}
    for values in _blocks(wanted):
        pattern = f"VALUES ?node {{ {values} }} BIND ({SKOS.prefLabel} AS ?property) ?node ?property ?value"
        labels |= {node.value: value.value for node, _, value in _select(asked, pattern)}
    return labels


def linked(nodes: Iterable[Node], *terms: NamedNode) -> list[str]:
    """The IRIs that these nodes point to by these properties."""
    return [
        value.value
        for node in nodes
        for term in terms
        for value in node.properties.get(term.value, ())
        if isinstance(value, NamedNode)
    ]


def _blocks(iris: Iterable[str]) -> Iterator[str]:
    """The IRIs in SPARQL's notation, some hundred at a time."""
    wanted = sorted(set(iris))
    for place in range(0, len(wanted), AT_ONCE):
        yield " ".join(str(NamedNode(iri)) for iri in wanted[place : place + AT_ONCE])


def _select(asked: Asked, pattern: str) -> QuerySolutions:
    rows = asked.query(f"SELECT ?node ?property ?value WHERE {{ {pattern} }}")
    assert isinstance(rows, QuerySolutions)
    return rows
