"""One reading as quads: all that one version of an article says, in the named graph that bears its IRI.

What is stored, and what not: mentions that are named or take part in a claim; a passage once, whoever uses
it; what stands round a quote only for evidence. Times, numbers, events and credits that belong to no claim
are annotations, and can be read anew from the text at any time. No blank nodes, no clock.

`kg.rdf_read` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from urllib.parse import quote

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
    Quantity,
    Reading,
    Relation,
    Role,
    Run,
    Rung,
    Span,
    Status,
    TimeSpan,
)
from kg.origin import BETWEEN_PARTIES, origins_of, publisher_of, wire_of
from kg.vocab import (
    BACKGROUND,
    DCTERMS,
    OA,
    PLAIN_EDGES,
    PROV,
    RDF,
    REC,
    SCHEMA,
    WIKIDATA,
    WIKIPEDIA,
    XSD,
    kind_class,
)

CONTEXT = 32  # characters kept before and after a quote, as the Web Annotation model suggests for finding it

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

TRUE, FALSE = Literal(True), Literal(False)


def quads_of(reading: Reading, run: Run) -> list[Quad]:
    """Every quad of this article version, each once. The same reading gives the same list.

    Raises ArticleError where the text holds half a character (a lone surrogate), which no store can keep.
    """
    check_text(reading.article)
    scribe = _Scribe(reading.article, run)
    scribe.write_article(reading)
    for claim, origin in zip(reading.claims, origins_of(reading), strict=True):
        scribe.write_claim(claim, origin)
    for mention in reading.mentions:
        if mention.named:
            scribe.mention(mention, None)
    for relation in reading.relations:
        scribe.write_background(relation)
    graph = scribe.article
    return [Quad(s, p, o, graph) for s, p, o in scribe.triples]


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


def entity_node(entity: Entity) -> NamedNode:
    """The node of an entity."""
    return NamedNode(identity.entity_iri(entity))


def decimal_literal(number: Decimal | float) -> Literal:
    """A number as the store gives it back: no exponent, no zeros that say nothing."""
    exact = number if isinstance(number, Decimal) else Decimal(str(round(number, 4)))
    plain = format(exact, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Literal(plain, datatype=XSD.decimal)


class _Scribe:
    """Writes down one article. Remembers which nodes it has described, so that each is described once."""

    def __init__(self, article: Article, run: Run) -> None:
        self.text = article.text
        self.iri = identity.article_iri(article)
        self.article = NamedNode(self.iri)
        self.run = NamedNode(identity.run_iri(run))
        self.triples: dict[Triple, None] = {}
        self._written: set[str] = set()
        self._mentioned: set[tuple[Span, str]] = set()
        self._entities: dict[str, NamedNode] = {}

    def write_article(self, reading: Reading) -> None:
        """The article itself: its text, and what is known about it."""
        article = reading.article
        publisher, wire = publisher_of(reading), wire_of(reading)
        self._add(self.article, RDF.type, REC.Article)
        self._add(self.article, DCTERMS.identifier, Literal(article.identifier))
        self._add(self.article, SCHEMA.articleBody, Literal(article.text))
        self._add(self.article, REC.digest, Literal(article.digest))
        self._add(self.article, SCHEMA.inLanguage, Literal(article.language))
        self._add(self.article, REC.readBy, self.run)
        if publisher:
            self._add(self.article, SCHEMA.publisher, self.entity(publisher))
        if wire:
            self._add(self.article, REC.wire, self.entity(wire))
        if article.title is not None:
            self._add(self.article, SCHEMA.headline, Literal(article.title))
        for author in article.authors:
            self._add(self.article, SCHEMA.author, Literal(author))
        if article.published:
            self._add(self.article, SCHEMA.datePublished, _day(article.published))
        if article.published_basis:
            self._add(self.article, REC.publishedBasis, REC[article.published_basis])
        if article.url is not None:
            self._add(self.article, SCHEMA.url, Literal(article.url))
        if article.revises:
            self._add(self.article, PROV.wasRevisionOf, NamedNode(article.revises))

    def write_claim(self, claim: Claim, origin: Entity | None) -> None:
        """A claim with its evidence, roles, attribution and, where it may have one, its plain edge."""
        iri = identity.claim_iri(self.iri, claim)
        if iri in self._written:
            return
        self._written.add(iri)
        node = NamedNode(iri)
        self._add(node, RDF.type, REC.Claim)
        self._add(node, RDF.type, kind_class(claim.kind))
        self._add(node, REC.status, REC[claim.status])
        self._add(node, REC.polarity, REC[claim.polarity])
        self._add(node, REC.evidence, self.passage(claim.evidence))
        self._add(node, REC.span, self.passage(claim.trigger, "trigger"))
        self._add(node, PROV.wasDerivedFrom, self.article)
        self._add(node, PROV.wasGeneratedBy, self.run)
        self._add(node, REC.rule, Literal(claim.rule))
        self._add(node, REC.confidence, decimal_literal(claim.confidence))
        for role, mentions in _roles(claim):
            for mention in mentions:
                self._add(node, REC[role], self.entity(mention.entity))
                self._add(node, REC.span, self.mention(mention, role))
        if claim.condition:
            self._add(node, REC.condition, self.passage(claim.condition, "condition"))
        if claim.when:
            self._add(node, REC.when, self._time(claim.when))
        if claim.quantity:
            self._add(node, REC.quantity, self._quantity(claim.quantity))
        for number, rung in enumerate(claim.rungs, start=1):
            self._add(node, REC.attribution, self._attribution(number, rung))
        if origin:
            self._add(node, REC.origin, self.entity(origin))
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
        self._add(subject, predicate, object_)
        if relation.span:
            place = (relation.span.start, relation.span.end)
            fact = (subject.value, relation.predicate, object_.value)
            node = NamedNode(identity.mint("background", self.iri, *place, *fact))
            self._add(node, RDF.type, REC.BackgroundFact)
            self._add(node, RDF.subject, subject)
            self._add(node, RDF.predicate, predicate)
            self._add(node, RDF.object, object_)
            self._add(node, PROV.wasDerivedFrom, self.article)
            self._add(node, REC.evidence, self.passage(relation.span))

    def entity(self, entity: Entity) -> NamedNode:
        """The entity's node, with what this article's reading calls it.

        Under schema.org's terms; the settled name, kind and links stand in the entities graph.
        """
        node = self._entities.get(entity.key)
        if node is None:
            node = self._entities[entity.key] = entity_node(entity)
            self._add(node, SCHEMA.name, Literal(entity.label))
            self._add(node, SCHEMA.additionalType, REC[entity.kind])
            for alias in entity.aliases:
                self._add(node, SCHEMA.alternateName, Literal(alias))
            if entity.wikidata:
                self._add(node, SCHEMA.sameAs, NamedNode(WIKIDATA + entity.wikidata))
            if entity.wikipedia:
                self._add(
                    node, SCHEMA.sameAs, NamedNode(WIKIPEDIA + quote(entity.wikipedia, safe="()_,.'!:*&-/"))
                )
            if not entity.named:
                self._add(node, REC.named, FALSE)
            if not node.value.endswith("/" + entity.key):
                self._add(node, DCTERMS.identifier, Literal(entity.key))
        return node

    def mention(self, mention: Mention, role: str | None) -> NamedNode:
        """The node of a mention as it is used in that role; without a role, of one that no claim uses."""
        iri = identity.mention_iri(self.iri, mention, role)
        node = NamedNode(iri)
        place = (mention.span, mention.entity.key)
        if role is None and place in self._mentioned:
            return node
        if iri not in self._written:
            self._written.add(iri)
            self._mentioned.add(place)
            self._add(node, RDF.type, REC.Mention)
            self._select(node, mention.span, context=False)
            self._add(node, REC.refersTo, self.entity(mention.entity))
            self._add(node, REC.linkReason, REC[mention.reason])
            if role:
                self._add(node, REC.role, REC[role])
        return node

    def passage(self, span: Span, role: str | None = None) -> NamedNode:
        """The node of a passage; evidence (without a role) also keeps a little of what stands round it."""
        iri = identity.span_iri(self.iri, span, role)
        node = NamedNode(iri)
        if iri not in self._written:
            self._written.add(iri)
            self._add(node, RDF.type, OA.SpecificResource)
            self._select(node, span, context=role is None)
            if role:
                self._add(node, REC.role, REC[role])
        return node

    def _select(self, node: NamedNode, span: Span, *, context: bool) -> None:
        """Say where a passage stands and what it says: one node that is both of the two selectors."""
        iri = identity.span_iri(self.iri, span) + "-selector"
        selector = NamedNode(iri)
        self._add(node, OA.hasSource, self.article)
        self._add(node, OA.hasSelector, selector)
        start, end, text = span.start, span.end, self.text
        if iri not in self._written:
            self._written.add(iri)
            self._add(selector, RDF.type, OA.TextPositionSelector)
            self._add(selector, RDF.type, OA.TextQuoteSelector)
            self._add(selector, OA.start, Literal(start))
            self._add(selector, OA.end, Literal(end))
            self._add(selector, OA.exact, Literal(text[start:end]))
        if context:
            self._add(selector, OA.prefix, Literal(text[max(0, start - CONTEXT) : start]))
            self._add(selector, OA.suffix, Literal(text[end : end + CONTEXT]))

    def _time(self, time: TimeSpan) -> NamedNode:
        days = (str(time.earliest), str(time.latest))
        iri = identity.mint("time", self.iri, time.span.start, time.span.end, time.value, *days)
        node = NamedNode(iri)
        self._add(node, RDF.type, REC.TimeSpan)
        self._add(node, REC.text, Literal(time.span.within(self.text)))
        self._add(node, REC.value, Literal(time.value))
        if time.earliest:
            self._add(node, REC.earliest, _day(time.earliest))
        if time.latest:
            self._add(node, REC.latest, _day(time.latest))
        return node

    def _quantity(self, quantity: Quantity) -> NamedNode:
        bounds = (quantity.value, quantity.minimum, quantity.maximum)
        node = NamedNode(
            identity.mint(
                "quantity",
                self.iri,
                quantity.span.start,
                quantity.span.end,
                *(None if bound is None else decimal_literal(bound).value for bound in bounds),
                quantity.unit,
                quantity.qualifier,
            )
        )
        self._add(node, RDF.type, SCHEMA.QuantitativeValue)
        self._add(node, REC.text, Literal(quantity.span.within(self.text)))
        self._add(node, REC.qualifier, Literal(quantity.qualifier.value))
        for predicate, bound in zip((SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue), bounds, strict=True):
            if bound is not None:
                self._add(node, predicate, decimal_literal(bound))
        if quantity.unit is not None:
            self._add(node, SCHEMA.unitText, Literal(quantity.unit))
        if quantity.code is not None:
            self._add(node, SCHEMA.unitCode, Literal(quantity.code))
        return node

    def _attribution(self, number: int, rung: Rung) -> NamedNode:
        iri = identity.rung_iri(self.iri, number, rung)
        node = NamedNode(iri)
        if iri in self._written:
            return node
        self._written.add(iri)
        self._add(node, RDF.type, REC.Attribution)
        self._add(node, REC.rung, Literal(number))
        self._add(node, REC.cue, Literal(rung.cue.within(self.text)))
        self._add(node, REC.evidence, self.passage(rung.evidence))
        self._add(node, REC.anonymous, TRUE if rung.anonymous else FALSE)
        if rung.source:
            self._add(node, REC.source, self.entity(rung.source.entity))
            self._add(node, REC.span, self.mention(rung.source, "source"))
        if rung.count is not None:
            self._add(node, REC.sourceCount, Literal(rung.count))
        if rung.kind:
            self._add(node, REC.sourceKind, REC[rung.kind])
        return node

    def _write_plain_edges(self, node: NamedNode, claim: Claim) -> None:
        predicate = plain_predicate(claim)
        if predicate is None:
            return
        subjects = {self.entity(mention.entity): None for mention in claim.agents}
        others = claim.recipients if claim.kind in BETWEEN_PARTIES else claim.objects
        objects = {self.entity(mention.entity): None for mention in others}
        if not subjects or not objects or subjects.keys() & objects.keys():
            return
        self._add(node, RDF.predicate, predicate)
        for subject in subjects:
            self._add(node, RDF.subject, subject)
            for object_ in objects:
                self._add(subject, predicate, object_)
        for object_ in objects:
            self._add(node, RDF.object, object_)

    def _add(self, subject: NamedNode, predicate: NamedNode, object_: Term) -> None:
        self.triples[subject, predicate, object_] = None


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


def _roles(claim: Claim) -> Iterable[tuple[Role, tuple[Mention, ...]]]:
    return ((Role.AGENT, claim.agents), (Role.OBJECT, claim.objects), (Role.RECIPIENT, claim.recipients))


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)
