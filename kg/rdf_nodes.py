"""The nodes that claims stand on, as quads: passages, mentions, entities, times, numbers and credits.

Each is written once, whoever uses it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg import identity
from kg.model import Article, Entity, Mention, Quantity, Run, Rung, Span, TimeSpan
from kg.vocab import DCTERMS, OA, RDF, REC, SCHEMA, WIKIDATA, WIKIPEDIA, XSD

CONTEXT = 32  # characters kept before and after a quote, as the Web Annotation model suggests for finding it

Term = NamedNode | Literal

TRUE, FALSE = Literal(True), Literal(False)


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


def day_literal(day: date) -> Literal:
    """A day as xsd:date."""
    return Literal(day.isoformat(), datatype=XSD.date)


class NodeWriter:
    """Writes the nodes of one article. Remembers which it has described, so that each is described once."""

    def __init__(self, article: Article, run: Run) -> None:
        self.text = article.text
        self.iri = identity.article_iri(article)
        self.article = NamedNode(self.iri)
        self.run = NamedNode(identity.run_iri(run))
        self.quads: list[Quad] = []
        self.about_entities: list[Quad] = []
        """Those of the quads that say what this article's reading calls its entities."""
        self._written: set[str] = set()
        self._mentioned: set[tuple[Span, str]] = set()
        self._entities: dict[str, NamedNode] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, object_: Term) -> None:
        """One quad in the article's graph."""
        self.quads.append(Quad(subject, predicate, object_, self.article))

    def is_new(self, iri: str) -> bool:
        """True the first time that it is asked of an IRI."""
        if iri in self._written:
            return False
        self._written.add(iri)
        return True

    def entity(self, entity: Entity) -> NamedNode:
        """The entity's node, with what this article's reading calls it.

        Under schema.org's terms; the settled name, kind and links stand in the entities graph.
        """
        node = self._entities.get(entity.key)
        if node is not None:
            return node
        node = self._entities[entity.key] = entity_node(entity)
        before = len(self.quads)
        self.add(node, SCHEMA.name, Literal(entity.label))
        self.add(node, SCHEMA.additionalType, REC[entity.kind])
        for alias in dict.fromkeys(entity.aliases):
            self.add(node, SCHEMA.alternateName, Literal(alias))
        if entity.wikidata:
            self.add(node, SCHEMA.sameAs, NamedNode(WIKIDATA + entity.wikidata))
        if entity.wikipedia:
            self.add(node, SCHEMA.sameAs, NamedNode(WIKIPEDIA + quote(entity.wikipedia)))
        if not entity.named:
            self.add(node, REC.named, FALSE)
        self.about_entities += self.quads[before:]
        if not node.value.endswith("/" + entity.key):
            self.add(node, DCTERMS.identifier, Literal(entity.key))
        return node

    def mention(self, mention: Mention, role: str | None) -> NamedNode:
        """The node of a mention as it is used in that role; without a role, of one that no claim uses."""
        place = (mention.span, mention.entity.key)
        iri = identity.mention_iri(self.iri, mention, role)
        node = NamedNode(iri)
        if (role is None and place in self._mentioned) or not self.is_new(iri):
            return node
        self._mentioned.add(place)
        self.add(node, RDF.type, REC.Mention)
        self._select(node, mention.span, context=False)
        self.add(node, REC.refersTo, self.entity(mention.entity))
        self.add(node, REC.linkReason, REC[mention.reason])
        if role:
            self.add(node, REC.role, REC[role])
        return node

    def passage(self, span: Span, role: str | None = None) -> NamedNode:
        """The node of a passage; evidence (without a role) also keeps a little of what stands round it."""
        iri = identity.span_iri(self.iri, span, role)
        node = NamedNode(iri)
        if self.is_new(iri):
            self.add(node, RDF.type, OA.SpecificResource)
            self._select(node, span, context=role is None)
            if role:
                self.add(node, REC.role, REC[role])
        return node

    def time(self, time: TimeSpan) -> NamedNode:
        """The node of a time: its words, its value, its days."""
        days = (str(time.earliest), str(time.latest))
        iri = identity.mint("time", self.iri, time.span.start, time.span.end, time.value, *days)
        node = NamedNode(iri)
        if self.is_new(iri):
            self.add(node, RDF.type, REC.TimeSpan)
            self.add(node, REC.text, Literal(time.span.within(self.text)))
            self.add(node, REC.value, Literal(time.value))
            if time.earliest:
                self.add(node, REC.earliest, day_literal(time.earliest))
            if time.latest:
                self.add(node, REC.latest, day_literal(time.latest))
        return node

    def quantity(self, quantity: Quantity) -> NamedNode:
        """The node of a number: its words, its value or bounds, its unit."""
        found = (quantity.value, quantity.minimum, quantity.maximum)
        bounds = [None if bound is None else decimal_literal(bound) for bound in found]
        place = (quantity.span.start, quantity.span.end)
        fields = (*(bound and bound.value for bound in bounds), quantity.unit, quantity.qualifier)
        iri = identity.mint("quantity", self.iri, *place, *fields)
        node = NamedNode(iri)
        if self.is_new(iri):
            self.add(node, RDF.type, SCHEMA.QuantitativeValue)
            self.add(node, REC.text, Literal(quantity.span.within(self.text)))
            self.add(node, REC.qualifier, Literal(quantity.qualifier.value))
            for predicate, bound in zip(
                (SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue), bounds, strict=True
            ):
                if bound is not None:
                    self.add(node, predicate, bound)
            if quantity.unit is not None:
                self.add(node, SCHEMA.unitText, Literal(quantity.unit))
            if quantity.code is not None:
                self.add(node, SCHEMA.unitCode, Literal(quantity.code))
        return node

    def attribution(self, number: int, rung: Rung) -> NamedNode:
        """The node of one rung, shared by the claims under the same credit."""
        iri = identity.rung_iri(self.iri, number, rung)
        node = NamedNode(iri)
        if self.is_new(iri):
            self.add(node, RDF.type, REC.Attribution)
            self.add(node, REC.rung, Literal(number))
            self.add(node, REC.cue, Literal(rung.cue.within(self.text)))
            self.add(node, REC.evidence, self.passage(rung.evidence))
            self.add(node, REC.anonymous, TRUE if rung.anonymous else FALSE)
            if rung.source:
                self.add(node, REC.source, self.entity(rung.source.entity))
                self.add(node, REC.span, self.mention(rung.source, "source"))
            if rung.count is not None:
                self.add(node, REC.sourceCount, Literal(rung.count))
            if rung.kind:
                self.add(node, REC.sourceKind, REC[rung.kind])
        return node

    def _select(self, node: NamedNode, span: Span, *, context: bool) -> None:
        """Say where a passage stands and what it says: one node that is both of the two selectors."""
        iri = identity.span_iri(self.iri, span, "selector")
        selector = NamedNode(iri)
        add = self.add
        add(node, OA.hasSource, self.article)
        add(node, OA.hasSelector, selector)
        start, end, text = span.start, span.end, self.text
        if self.is_new(iri):
            add(selector, RDF.type, OA.TextPositionSelector)
            add(selector, RDF.type, OA.TextQuoteSelector)
            add(selector, OA.start, Literal(start))
            add(selector, OA.end, Literal(end))
            add(selector, OA.exact, Literal(text[start:end]))
        if context:
            add(selector, OA.prefix, Literal(text[max(0, start - CONTEXT) : start]))
            add(selector, OA.suffix, Literal(text[end : end + CONTEXT]))
