"""Follows a claim back: from its words to the sentence, the voices, the article, the rule and the run.

`trace_claim` reads all that the graph knows of one claim into one value; `sort_of` and `find_claims` say what
an IRI is of, and which claims rest on it. How it is told to a person is the business of whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import NamedNode, QuerySolutions

from kg.claim_nodes import (
    ROLES,
    Claims,
    kind_of,
    passages_of,
    read_claims,
    source_of,
    stand_of,
    statement_of,
    steps_of,
)
from kg.errors import UnknownThingError
from kg.nodes import Node, read_nodes
from kg.queries.binding import Asked
from kg.statement import standing, voices
from kg.traced import Other, Story, Trace
from kg.vocab import PROV, RDF, REC

MOST_READ = 100  # claims of one event that a trace reads; the event itself counts them all


def trace_claim(asked: Asked, iri: str) -> Trace:
    """All that the graph knows of the claim with this IRI.

    Raises `UnknownThingError` where there is no such claim.
    """
    read = read_claims(asked, [iri])
    claim = read.claims.get(iri)
    if claim is None:
        raise UnknownThingError(f"There is no claim <{iri}> in this store; check the IRI.")
    steps = steps_of(claim, read)
    condition = passages_of(claim, REC.condition, read)
    when = read.nodes.get(claim.one(REC.when) or "")
    quantity = read.nodes.get(claim.one(REC.quantity) or "")
    origin = claim.one(REC.origin)
    run = read.nodes.get(claim.one(PROV.wasGeneratedBy) or "")
    return Trace(
        iri=iri,
        kind=kind_of(claim),
        statement=statement_of(claim, read),
        standing=standing(*stand_of(claim)),
        condition=condition[0].words if condition else None,
        roles=tuple((role, read.labels[other], other) for role, term in ROLES for other in claim.all(term)),
        when=_known(when, "text", "value", "earliest", "latest"),
        quantity=quantity.one(REC.text) if quantity else None,
        evidence=passages_of(claim, REC.evidence, read)[0],
        marks=tuple(passages_of(claim, REC.span, read) + condition),
        steps=steps,
        voice=voices([step.source for step in steps]),
        origin=read.labels[origin] if origin else None,
        article=source_of(claim, read),
        rule=claim.one(REC.rule) or "",
        confidence=Decimal(claim.one(REC.confidence) or "1"),
        run=_known(run, "version", "model", "rulebook"),
        edges=_edges(claim, read),
        stories=tuple(_stories(asked, claim)),
        conflicts=_conflicts(asked, iri),
    )


def sort_of(asked: Asked, iri: str) -> str:
    """What an IRI is of: "claim", "article", "entity", "event", "conflict", or "other".

    Raises `UnknownThingError` where the store does not know it.
    """
    node = NamedNode(iri)
    types = _column(asked, f"SELECT DISTINCT ?type WHERE {{ {node} a ?type }}")
    for name, term in _SORTS.items():
        if term.value in types:
            return name
    if not types and not asked.query(f"ASK {{ {{ ?s ?p {node} }} UNION {{ ?s {node} ?o }} }}"):
        raise UnknownThingError(f"The store knows nothing of <{iri}>; check the IRI.")
    return "other"


_SORTS = {
    "claim": REC.Claim,
    "article": REC.Article,
    "entity": REC.Entity,
    "event": REC.Event,
    "conflict": REC.Conflict,
}


def find_claims(asked: Asked, iri: str) -> list[str]:
    """The claims that rest on this: they report the event, differ in the conflict, cite the passage, …"""
    return _column(
        asked,
        f"SELECT DISTINCT ?claim WHERE {{ {{ ?thing ?property {NamedNode(iri)} "
        "{ BIND (?thing AS ?claim) } UNION { ?claim rec:attribution|rec:span|rec:evidence ?thing } } "
        f"UNION {{ {NamedNode(iri)} rec:between ?claim }} ?claim a rec:Claim }} ORDER BY ?claim",
    )


def short_claims(asked: Asked, iris: Iterable[str]) -> list[Other]:
    """Claims in short, in the order of their publication."""
    read = read_claims(asked, iris)
    told = []
    for claim in read.claims.values():
        article = source_of(claim, read)
        voice = voices([step.source for step in steps_of(claim, read)])
        parts = (article.publisher or article.identifier, article.published, voice)
        source = ", ".join(part for part in parts if part)
        other = Other(claim.iri, statement_of(claim, read), standing(*stand_of(claim)), source)
        told.append((article.published or "", other.iri, other))
    return [other for *_, other in sorted(told, key=lambda entry: entry[:2])]


def _known(node: Node | None, *names: str) -> dict[str, str]:
    """These properties of a node, as far as they are given."""
    return {name: value for name in names if node and (value := node.one(REC[name])) is not None}


def _edges(claim: Node, read: Claims) -> tuple[tuple[str, str, str], ...]:
    """The plain edges that lead to the claim, by name."""
    return tuple(
        (read.labels[subject], predicate, read.labels[object_])
        for predicate in claim.names(RDF.predicate)
        for subject in claim.all(RDF.subject)
        for object_ in claim.all(RDF.object)
    )


def _stories(asked: Asked, claim: Node) -> Iterator[Story]:
    """The events that the claim reports, each with the other claims that report it."""
    for event in read_nodes(asked, claim.all(REC.reports)).values():
        reporting = (
            f"SELECT DISTINCT ?claim WHERE {{ ?claim rec:reports {NamedNode(event.iri)} }} "
            f"ORDER BY ?claim LIMIT {MOST_READ}"
        )
        others = (other for other in _column(asked, reporting) if other != claim.iri)
        yield Story(
            event.iri,
            articles=event.number(REC.articles),
            outlets=event.number(REC.outlets),
            origins=event.number(REC.origins),
            others=tuple(short_claims(asked, others)),
        )


def _conflicts(asked: Asked, iri: str) -> tuple[Other, ...]:
    """The claims that this one conflicts with, and in what."""
    node = NamedNode(iri)
    rows = asked.query(
        "SELECT ?other ?differs ?explanation WHERE { "
        f"?conflict rec:between {node}, ?other ; rec:differsIn ?differs . FILTER (?other != {node}) "
        "OPTIONAL { ?conflict rec:explanation ?explanation } } ORDER BY ?other ?differs"
    )
    assert isinstance(rows, QuerySolutions)
    said: dict[str, list[str]] = {}
    for row in rows:
        words = row["explanation"].value if row["explanation"] else row["differs"].value.rpartition("#")[2]
        said.setdefault(row["other"].value, []).append(words)
    return tuple(
        Other(other.iri, other.statement, other.standing, other.source, "; ".join(said[other.iri]))
        for other in short_claims(asked, said)
    )


def _column(asked: Asked, sparql: str) -> list[str]:
    """The values of a query's only column."""
    rows = asked.query(sparql)
    assert isinstance(rows, QuerySolutions)
    return [row[0].value for row in rows]
