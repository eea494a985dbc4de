"""One reading as triples: all that one version of an article says, in the named graph that bears its IRI.

What is stored, and what not: mentions that are named or take part in a claim; a passage once, whoever uses
it; what stands round a quote only for evidence. Times, numbers, events and credits that belong to no claim
are annotations, and can be read anew from the text at any time. No blank nodes, no clock.

`kg.rdf_read` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg import identity
from kg.errors import ArticleError, RuleError
from kg.model import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    Mention,
    Polarity,
    Reading,
    Relation,
    Role,
    Run,
    Status,
)
from kg.notation import DCTERMS, PROV, RDF, REC, SCHEMA, name, words
from kg.origin import BETWEEN_PARTIES, origins_of, publisher_of, wire_of
from kg.rdf_nodes import NodeWriter, day_of, decimal_of, entity_node
from kg.vocab import BACKGROUND, PLAIN_EDGES


@dataclass(frozen=True, slots=True)
class Written:
    """All that one article version says, ready for the store."""

    graph: NamedNode
    body: bytes
    """Its triples in UTF-8, one a line: they mean the same in N-Triples and in a graph of TriG or SPARQL."""
    size: int
    """How many triples there are."""
    about_entities: tuple[Quad, ...]
    """Those that say what the reading calls its entities."""


def write_reading(reading: Reading, run: Run) -> Written:
    """Every triple of this article version, each once. The same reading gives the same bytes.

    Raises ArticleError where the text or what is known about it holds half a character (a lone surrogate),
    which no store can keep.
    """
    _check_characters(reading.article)
    scribe = _Scribe(reading.article, run)
    scribe.write_article(reading)
    for claim, origin in zip(reading.claims, origins_of(reading), strict=True):
        scribe.write_claim(claim, origin)
    for mention in reading.mentions:
        if mention.named:
            scribe.mention(mention, None)
    for relation in dict.fromkeys(reading.relations):
        scribe.write_background(relation)
    body = "".join(scribe.triples).encode("utf-8")
    return Written(scribe.graph, body, len(scribe.triples), tuple(scribe.about_entities))


def quads_of(reading: Reading, run: Run) -> list[Quad]:
    """The same as quads, in the order in which they were written."""
    written = write_reading(reading, run)
    triples = pyoxigraph.parse(written.body, RdfFormat.N_TRIPLES)
    return [Quad(it.subject, it.predicate, it.object, written.graph) for it in triples]


def _check_characters(article: Article) -> None:
    """Raise ArticleError where the text, or what is known about it, holds a lone surrogate."""
    known = (article.identifier, article.title, article.publisher, article.wire, article.url)
    for said in (article.text, *known, *article.authors, article.language):
        try:
            (said or "").encode("utf-8")
        except UnicodeEncodeError as error:
            label = article.identifier.encode("utf-8", "backslashreplace").decode()
            where = f"The text of {label}" if said is article.text else f"{said!a}, which is known of {label}"
            raise ArticleError(
                f"{where} holds half a character (a lone surrogate) at {error.start}; save the file as UTF-8 "
                "and try again."
            ) from error


def plain_predicate(claim: Claim) -> str | None:
    """The predicate of the claim's plain edges: none where it is negative or did not simply happen.

    An approval in principle or with conditions has predicates of its own, which say so.
    """
    if claim.polarity is not Polarity.POSITIVE:
        return None
    if claim.status is Status.HAPPENED:
        edge = PLAIN_EDGES.get(claim.kind)
        return str(edge) if edge else None
    if claim.kind is ClaimKind.APPROVAL:
        return {
            Status.IN_PRINCIPLE: REC.approvedInPrinciple,
            Status.CONDITIONAL: REC.approvedConditionally,
        }.get(claim.status)
    return None


class _Scribe(NodeWriter):
    """Writes down one article."""

    def write_article(self, reading: Reading) -> None:
        """The article itself: its text, and what is known about it."""
        article = reading.article
        publisher, wire = publisher_of(reading), wire_of(reading)
        self.add(self.article, RDF.type, REC.Article)
        self.add(self.article, DCTERMS.identifier, words(article.identifier))
        self.add(self.article, SCHEMA.articleBody, words(article.text))
        self.add(self.article, REC.digest, words(article.digest))
        self.add(self.article, SCHEMA.inLanguage, words(article.language))
        self.add(self.article, REC.readBy, self.run)
        if publisher:
            self.add(self.article, SCHEMA.publisher, self.entity(publisher))
            if article.publisher and article.publisher != publisher.label:
                self.add(self.article, REC.publisherName, words(article.publisher))
        if wire:
            self.add(self.article, REC.wire, self.entity(wire))
            if article.wire and article.wire != wire.label:
                self.add(self.article, REC.wireName, words(article.wire))
        if article.title is not None:
            self.add(self.article, SCHEMA.headline, words(article.title))
        for author in dict.fromkeys(article.authors):
            self.add(self.article, SCHEMA.author, words(author))
        if article.published:
            self.add(self.article, SCHEMA.datePublished, day_of(article.published))
        if article.published_basis:
            self.add(self.article, REC.publishedBasis, REC[article.published_basis])
        if article.url is not None:
            self.add(self.article, SCHEMA.url, words(article.url))
        if article.revises:
            self.add(self.article, PROV.wasRevisionOf, str(NamedNode(article.revises)))

    def write_claim(self, claim: Claim, origin: Entity | None) -> None:
        """A claim with its evidence, roles, attribution and, where it may have one, its plain edge."""
        node = name(identity.claim_iri(self.iri, claim))
        if not self.is_new(node):
            return
        self.add(node, RDF.type, REC.Claim)
        self.add(node, RDF.type, REC[claim.kind.capitalize()])
        self.add(node, REC.status, REC[claim.status])
        self.add(node, REC.polarity, REC[claim.polarity])
        self.add(node, REC.evidence, self.passage(claim.evidence))
        self.add(node, REC.span, self.passage(claim.trigger, "trigger"))
        self.add(node, PROV.wasDerivedFrom, self.article)
        self.add(node, PROV.wasGeneratedBy, self.run)
        self.add(node, REC.rule, words(claim.rule))
        self.add(node, REC.confidence, decimal_of(claim.confidence))
        for role, mentions in _roles(claim):
            for who in dict.fromkeys(self.entity(mention.entity) for mention in mentions):
                self.add(node, REC[role], who)
            for where in dict.fromkeys(self.mention(mention, role) for mention in mentions):
                self.add(node, REC.span, where)
        if claim.condition:
            self.add(node, REC.condition, self.passage(claim.condition, "condition"))
        if claim.when:
            self.add(node, REC.when, self.time(claim.when))
        if claim.quantity:
            self.add(node, REC.quantity, self.quantity(claim.quantity))
        for number, rung in enumerate(claim.rungs, start=1):
            self.add(node, REC.attribution, self.attribution(number, rung))
        if origin:
            self.add(node, REC.origin, self.entity(origin))
        self._write_plain_edges(node, claim)

    def write_background(self, relation: Relation) -> None:
        """A background fact as an edge, and the passage that says so where the article does.

        A fact without passage stands in the shipped table, which the run's rulebook names.
        """
        predicate = BACKGROUND.get(relation.predicate)
        if predicate is None:
            known = ", ".join(sorted(BACKGROUND))
            raise RuleError(f"A background relation is called {relation.predicate!r}; use one of {known}.")
        subject, object_ = entity_node(relation.subject), entity_node(relation.object)
        fact = (subject.value, relation.predicate, object_.value)
        nodes = (self.entity(relation.subject), str(predicate), self.entity(relation.object))
        if self.is_new(identity.key_of(*fact)):
            self.add_about_entity(subject, predicate, object_)
        if relation.span:
            place = (relation.span.start, relation.span.end)
            node = name(identity.mint("background", self.iri, *place, *fact))
            self.add(node, RDF.type, REC.BackgroundFact)
            for part, what in zip((RDF.subject, RDF.predicate, RDF.object), nodes, strict=True):
                self.add(node, part, what)
            self.add(node, PROV.wasDerivedFrom, self.article)
            self.add(node, REC.evidence, self.passage(relation.span))

    def _write_plain_edges(self, node: str, claim: Claim) -> None:
        predicate = plain_predicate(claim)
        if predicate is None:
            return
        subjects = {self.entity(mention.entity): None for mention in claim.agents}
        others = claim.recipients if claim.kind in BETWEEN_PARTIES else claim.objects
        objects = {self.entity(mention.entity): None for mention in others}
        if not subjects or not objects or subjects.keys() & objects.keys():
            return
        self.add(node, RDF.predicate, predicate)
        for subject in subjects:
            self.add(node, RDF.subject, subject)
            for object_ in objects:
                if self.is_new(f"{subject} {predicate} {object_}"):
                    self.add(subject, predicate, object_)
        for object_ in objects:
            self.add(node, RDF.object, object_)


def _roles(claim: Claim) -> Iterable[tuple[Role, tuple[Mention, ...]]]:
    return ((Role.AGENT, claim.agents), (Role.OBJECT, claim.objects), (Role.RECIPIENT, claim.recipients))
