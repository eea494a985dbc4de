"""One reading as quads: all that one version of an article says, in the named graph that bears its IRI.

What is stored, and what not: mentions that are named or take part in a claim; a passage once, whoever uses
it; what stands round a quote only for evidence. Times, numbers, events and credits that belong to no claim
are annotations, and can be read anew from the text at any time. No blank nodes, no clock.

`kg.rdf_read` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

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
from kg.origin import BETWEEN_PARTIES, origins_of, publisher_of, wire_of
from kg.rdf_nodes import NodeWriter, day_literal, decimal_literal
from kg.vocab import BACKGROUND, DCTERMS, PLAIN_EDGES, PROV, RDF, REC, SCHEMA, kind_class


def quads_of(reading: Reading, run: Run) -> list[Quad]:
    """Every quad of this article version, each once. The same reading gives the same list.

    Raises ArticleError where the text holds half a character (a lone surrogate), which no store can keep.
    """
    return write_reading(reading, run).quads


def write_reading(reading: Reading, run: Run) -> NodeWriter:
    """The same, with what the reading calls its entities apart."""
    check_text(reading.article)
    scribe = _Scribe(reading.article, run)
    scribe.write_article(reading)
    for claim, origin in zip(reading.claims, origins_of(reading), strict=True):
        scribe.write_claim(claim, origin)
    for mention in reading.mentions:
        if mention.named:
            scribe.mention(mention, None)
    for relation in dict.fromkeys(reading.relations):
        scribe.write_background(relation)
    return scribe


def check_text(article: Article) -> None:
    """Raise ArticleError where the text holds a lone surrogate."""
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"The text of {article.identifier} holds half a character (a lone surrogate) at {error.start}; "
            "save the file as UTF-8 and try again."
        ) from error


def run_quads(run: Run) -> list[Quad]:
    """What made the quads of an article: version, model, rulebook. Its clock is written elsewhere."""
    node, graph = NamedNode(identity.run_iri(run)), NamedNode(identity.graph_iri("runs"))
    return [
        Quad(node, RDF.type, REC.Run, graph),
        Quad(node, REC.version, Literal(run.version), graph),
        Quad(node, REC.model, Literal(run.model), graph),
        Quad(node, REC.rulebook, Literal(run.rulebook), graph),
    ]


def plain_predicate(claim: Claim) -> NamedNode | None:
    """The predicate of the claim's plain edges: none where it is negative or did not simply happen.

    An approval in principle or with conditions has predicates of its own, which say so.
    """
    if claim.polarity is not Polarity.POSITIVE:
        return None
    if claim.status is Status.HAPPENED:
        return PLAIN_EDGES.get(claim.kind)
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
        self.add(self.article, DCTERMS.identifier, Literal(article.identifier))
        self.add(self.article, SCHEMA.articleBody, Literal(article.text))
        self.add(self.article, REC.digest, Literal(article.digest))
        self.add(self.article, SCHEMA.inLanguage, Literal(article.language))
        self.add(self.article, REC.readBy, self.run)
        if publisher:
            self.add(self.article, SCHEMA.publisher, self.entity(publisher))
            if article.publisher and article.publisher != publisher.label:
                self.add(self.article, REC.publisherName, Literal(article.publisher))
        if wire:
            self.add(self.article, REC.wire, self.entity(wire))
            if article.wire and article.wire != wire.label:
                self.add(self.article, REC.wireName, Literal(article.wire))
        if article.title is not None:
            self.add(self.article, SCHEMA.headline, Literal(article.title))
        for author in dict.fromkeys(article.authors):
            self.add(self.article, SCHEMA.author, Literal(author))
        if article.published:
            self.add(self.article, SCHEMA.datePublished, day_literal(article.published))
        if article.published_basis:
            self.add(self.article, REC.publishedBasis, REC[article.published_basis])
        if article.url is not None:
            self.add(self.article, SCHEMA.url, Literal(article.url))
        if article.revises:
            self.add(self.article, PROV.wasRevisionOf, NamedNode(article.revises))

    def write_claim(self, claim: Claim, origin: Entity | None) -> None:
        """A claim with its evidence, roles, attribution and, where it may have one, its plain edge."""
        iri = identity.claim_iri(self.iri, claim)
        if not self.is_new(iri):
            return
        node = NamedNode(iri)
        self.add(node, RDF.type, REC.Claim)
        self.add(node, RDF.type, kind_class(claim.kind))
        self.add(node, REC.status, REC[claim.status])
        self.add(node, REC.polarity, REC[claim.polarity])
        self.add(node, REC.evidence, self.passage(claim.evidence))
        self.add(node, REC.span, self.passage(claim.trigger, "trigger"))
        self.add(node, PROV.wasDerivedFrom, self.article)
        self.add(node, PROV.wasGeneratedBy, self.run)
        self.add(node, REC.rule, Literal(claim.rule))
        self.add(node, REC.confidence, decimal_literal(claim.confidence))
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
        subject, object_ = self.entity(relation.subject), self.entity(relation.object)
        fact = (subject.value, relation.predicate, object_.value)
        if self.is_new(identity.key_of(*fact)):
            self.add(subject, predicate, object_)
            self.about_entities.append(self.quads[-1])
        if relation.span:
            place = (relation.span.start, relation.span.end)
            node = NamedNode(identity.mint("background", self.iri, *place, *fact))
            self.add(node, RDF.type, REC.BackgroundFact)
            self.add(node, RDF.subject, subject)
            self.add(node, RDF.predicate, predicate)
            self.add(node, RDF.object, object_)
            self.add(node, PROV.wasDerivedFrom, self.article)
            self.add(node, REC.evidence, self.passage(relation.span))

    def _write_plain_edges(self, node: NamedNode, claim: Claim) -> None:
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
                if self.is_new(f"{subject.value} {predicate.value} {object_.value}"):
                    self.add(subject, predicate, object_)
        for object_ in objects:
            self.add(node, RDF.object, object_)


def _roles(claim: Claim) -> Iterable[tuple[Role, tuple[Mention, ...]]]:
    return ((Role.AGENT, claim.agents), (Role.OBJECT, claim.objects), (Role.RECIPIENT, claim.recipients))
