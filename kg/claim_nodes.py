"""The parts of a claim, read off its nodes: roles, passages, voices, article, how it stands, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.model import ClaimKind, Polarity, Status
from kg.nodes import Node, linked, read_labels, read_nodes
from kg.queries.binding import Asked
from kg.statement import statement
from kg.traced import Passage, Source, Step
from kg.vocab import DCTERMS, OA, PROV, RDF, REC, SCHEMA

ROLES = (("agent", REC.agent), ("object", REC.object), ("recipient", REC.recipient))

_KINDS = frozenset(kind.value for kind in ClaimKind)


@dataclass(frozen=True, slots=True)
class Claims:
    """Some claims with all the nodes that describe them, and the names of the things they speak of."""

    claims: Mapping[str, Node]
    nodes: Mapping[str, Node]
    labels: Mapping[str, str]


def read_claims(asked: Asked, iris: Iterable[str]) -> Claims:
    """The claims with these IRIs, whatever else the IRIs are of, in five queries."""
    found = read_nodes(asked, iris)
    claims = {iri: node for iri, node in sorted(found.items()) if REC.Claim.value in node.all(RDF.type)}
    near = read_nodes(
        asked,
        linked(
            claims.values(),
            REC.evidence,
            REC.span,
            REC.condition,
            REC.when,
            REC.quantity,
            REC.attribution,
            PROV.wasDerivedFrom,
            PROV.wasGeneratedBy,
        ),
    )
    passages = read_nodes(asked, linked(near.values(), REC.evidence))
    selectors = read_nodes(asked, linked([*near.values(), *passages.values()], OA.hasSelector))
    things = linked(
        [*claims.values(), *near.values()],
        *(term for _, term in ROLES),
        REC.origin,
        RDF.subject,
        RDF.object,
        REC.source,
        REC.refersTo,
        SCHEMA.publisher,
        REC.wire,
    )
    return Claims(claims, {**selectors, **passages, **near}, read_labels(asked, things))


def statement_of(claim: Node, read: Claims) -> str:
    """The claim in one line of words."""
    status, polarity = stand_of(claim)
    named = {role: [read.labels[other] for other in claim.all(term)] for role, term in ROLES}
    quantity = read.nodes.get(claim.one(REC.quantity) or "")
    return statement(
        kind_of(claim),
        agents=named["agent"],
        objects=named["object"],
        recipients=named["recipient"],
        status=status,
        polarity=polarity,
        quantity=quantity.one(REC.text) if quantity else None,
    )


def kind_of(claim: Node) -> ClaimKind:
    """The kind, from the claim's class."""
    return next(ClaimKind(name.lower()) for name in claim.names(RDF.type) if name.lower() in _KINDS)


def stand_of(claim: Node) -> tuple[Status, Polarity]:
    """Status and polarity."""
    return Status(claim.name(REC.status) or ""), Polarity(claim.name(REC.polarity) or "")


def steps_of(claim: Node, read: Claims) -> tuple[Step, ...]:
    """The ladder of attribution, nearest to the article first."""
    steps = []
    for iri in claim.all(REC.attribution):
        rung = read.nodes[iri]
        source = rung.one(REC.source)
        words = passages_of(rung, REC.evidence, read)
        steps.append(
            Step(
                rung=rung.number(REC.rung) or 0,
                source=read.labels[source] if source else None,
                source_iri=source,
                cue=rung.one(REC.cue) or "",
                words=words[0].words if words else "",
                anonymous=rung.one(REC.anonymous) == "true",
                count=rung.number(REC.sourceCount),
                kind=rung.name(REC.sourceKind),
            )
        )
    return tuple(sorted(steps, key=lambda step: step.rung))


def passages_of(node: Node, term: NamedNode, read: Claims) -> list[Passage]:
    """The passages that a node points to, in the order of the text."""
    found = []
    for iri in node.all(term):
        passage = read.nodes.get(iri)
        parts = [read.nodes[part] for part in passage.all(OA.hasSelector)] if passage else []
        start = next((n for part in parts if (n := part.number(OA.start)) is not None), None)
        end = next((n for part in parts if (n := part.number(OA.end)) is not None), None)
        words = next((w for part in parts if (w := part.one(OA.exact)) is not None), None)
        if passage is None or start is None or end is None or words is None:
            continue
        thing = passage.one(REC.refersTo)
        role, reason = passage.name(REC.role), passage.name(REC.linkReason)
        found.append(Passage(start, end, words, role, read.labels[thing] if thing else None, reason))
    return sorted(found, key=lambda passage: (passage.start, -passage.end))


def source_of(claim: Node, read: Claims) -> Source:
    """The article that says it."""
    article = read.nodes[claim.one(PROV.wasDerivedFrom) or ""]
    publisher, wire = article.one(SCHEMA.publisher), article.one(REC.wire)
    return Source(
        iri=article.iri,
        identifier=article.one(DCTERMS.identifier) or "",
        headline=article.one(SCHEMA.headline),
        publisher=read.labels[publisher] if publisher else None,
        wire=read.labels[wire] if wire else None,
        published=article.one(SCHEMA.datePublished),
        basis=article.name(REC.publishedBasis),
        url=article.one(SCHEMA.url),
        digest=article.one(REC.digest),
        superseded=article.one(PROV.invalidatedAtTime),
        body=article.one(SCHEMA.articleBody) or "",
    )
