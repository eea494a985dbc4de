"""Writes `docs/ontology.md` from `ontology.ttl`: every term with its meaning, for people.

python -m kg.ontology_page > docs/ontology.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.vocab import PREFIXES, ontology_file

INTRODUCTION = """\
# The ontology

Generated from `ontology.ttl` by `python -m kg.ontology_page`; a test fails where the two differ. Change the
ontology, not this page.

The namespace `rec:` is <https://w3id.org/onrecord#>. Borrowed terms keep their own meaning; what OnRecord
uses them for stands at the end. Instances are minted from content under `$ONRECORD_BASE`, else
<https://w3id.org/onrecord/id/>. There are no blank nodes.

Graphs: one for each article version (its IRI is the article's), and `graph/entities`, `graph/story` and
`graph/runs` under the base. The SPARQL default graph is the union of all.
"""

SECTIONS = (
    ("Articles and runs", ("Article", "Run")),
    ("Claims", ("Claim",)),
    ("Evidence", ("Mention",)),
    ("Who says so", ("Attribution",)),
    ("Times and numbers", ("TimeSpan",)),
    ("Entities", ("Entity", "BackgroundFact", "Merge")),
    ("Story layer", ("Event", "Conflict")),
)
"""The headings, each with the classes that it begins with. Their subclasses and properties follow."""


def page() -> str:
    """The whole page as Markdown."""
    graph = Graph().parse(ontology_file())
    return "\n".join(_lines(graph)).rstrip() + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    yield INTRODUCTION
    classes = _terms(graph, OWL.Class)
    for title, heads in SECTIONS:
        yield f"## {title}\n"
        members = [c for c in classes if _under(graph, c, heads)]
        yield from _class_table(graph, members)
        yield from _property_table(graph, {c for c in members if _local(c) in heads})
    yield "## On other classes\n"
    yield from _property_table(graph, set())
    yield "## Values\n"
    for scheme in _terms(graph, SKOS.ConceptScheme):
        yield from _scheme(graph, scheme)
    yield "## Borrowed terms\n"
    yield "| term | used for |\n| --- | --- |"
    for term in sorted(set(graph.subjects(SKOS.scopeNote)), key=str):
        yield f"| `{_name(term)}` | {_words(graph, term, SKOS.scopeNote)} |"


def _class_table(graph: Graph, members: Iterable[URIRef]) -> Iterator[str]:
    yield "| class | is a | what it is |\n| --- | --- | --- |"
    for term in members:
        above = ", ".join(f"`{_name(c)}`" for c in sorted(graph.objects(term, RDFS.subClassOf), key=str))
        yield f"| `{_name(term)}` | {above} | {_words(graph, term, RDFS.comment)} |"
    yield ""


def _property_table(graph: Graph, heads: set[URIRef]) -> Iterator[str]:
    """The properties whose domain is one of these classes; without classes, those of no OnRecord class."""
    rows = []
    inverses = set(graph.objects(None, OWL.inverseOf))
    for term in (*_terms(graph, OWL.ObjectProperty), *_terms(graph, OWL.DatatypeProperty)):
        domains = set(_union(graph, graph.value(term, RDFS.domain)))
        ours = {d for d in domains if str(d).startswith(PREFIXES["rec"])}
        if term in inverses or not (domains & heads if heads else not ours):
            continue
        ranges = ", ".join(f"`{_name(r)}`" for r in graph.objects(term, RDFS.range))
        notes = _words(graph, term, RDFS.comment)
        inverse = next((s for s in graph.objects(term, OWL.inverseOf)), None)
        if inverse is not None:
            notes += f" Inverse: `{_name(inverse)}`."
        rows.append(f"| `{_name(term)}` | {ranges} | {notes} |")
    if rows:
        yield "| property | points at | what it says |\n| --- | --- | --- |"
        yield from rows
        yield ""


def _scheme(graph: Graph, scheme: URIRef) -> Iterator[str]:
    yield f"**`{_name(scheme)}`**: {_words(graph, scheme, RDFS.comment)}\n"
    yield "| value | what it means |\n| --- | --- |"
    members = sorted(set(graph.subjects(SKOS.inScheme, scheme)), key=str)
    for term in members:
        meaning = _words(graph, term, SKOS.definition) or "the property of that name"
        yield f"| `{_name(term)}` | {meaning} |"
    yield ""


def _terms(graph: Graph, type_: URIRef) -> list[URIRef]:
    found = {t for t in graph.subjects(RDF.type, type_) if isinstance(t, URIRef)}
    return sorted(found, key=str)


def _under(graph: Graph, term: URIRef, heads: Iterable[str]) -> bool:
    above = {_local(c) for c in graph.transitive_objects(term, RDFS.subClassOf) if c is not None}
    return not above.isdisjoint(heads)


def _union(graph: Graph, domain: Node | None) -> Iterator[Node]:
    """The classes of a domain: itself, or the members of the union that it is."""
    if domain is None:
        return
    members = graph.value(domain, OWL.unionOf)
    yield from Collection(graph, members) if members is not None else [domain]


def _words(graph: Graph, term: Node, predicate: URIRef) -> str:
    return str(graph.value(term, predicate) or "").replace("|", "\\|")


def _local(term: Node) -> str:
    return str(term).removeprefix(PREFIXES["rec"])


def _name(term: Node) -> str:
    for prefix, iri in PREFIXES.items():
        if str(term).startswith(iri):
            return f"{prefix}:{str(term).removeprefix(iri)}"
    return str(term)


if __name__ == "__main__":
    sys.stdout.write(page())
