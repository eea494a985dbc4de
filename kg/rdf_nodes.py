"""The nodes that claims stand on, as triples: passages, mentions, entities, times, numbers and credits.

Each is written once, whoever uses it. Nodes and triples are text: see `kg.notation`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg import identity, vocab
from kg.model import Article, Entity, Mention, Quantity, Run, Rung, Span, TimeSpan
from kg.notation import DCTERMS, FALSE, OA, RDF, REC, SCHEMA, TRUE, name, whole, words

CONTEXT = 32  # characters kept before and after a quote, as the Web Annotation model suggests for finding it

Term = NamedNode | Literal


def entity_node(entity: Entity) -> NamedNode:
    """The node of an entity."""
    return NamedNode(identity.entity_iri(entity))


def decimal_literal(number: Decimal | float) -> Literal:
    """A number as the store gives it back: no exponent, no zeros that say nothing."""
    exact = number if isinstance(number, Decimal) else Decimal(str(round(number, 4)))
    plain = format(exact, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Literal(plain, datatype=vocab.XSD.decimal)


@functools.lru_cache(maxsize=256)  # an article speaks of the same few days and confidences again and again
def decimal_of(number: float) -> str:
    """The same in notation."""
    return str(decimal_literal(number))


@functools.lru_cache(maxsize=256)
def day_of(day: date) -> str:
    """A day as xsd:date, in notation."""
    return str(Literal(day.isoformat(), datatype=vocab.XSD.date))


class NodeWriter:
    """Writes the nodes of one article. Remembers which it has described, so that each is described once."""

    def __init__(self, article: Article, run: Run) -> None:
        self.text = article.text
        self.iri = identity.article_iri(article)
        self.graph = NamedNode(self.iri)
        self.article = str(self.graph)
        self.run = str(NamedNode(identity.run_iri(run)))
        self.triples: list[str] = []
        self.about_entities: list[Quad] = []
        """Those of the triples that say what this article's reading calls its entities."""
        self._written: set[str] = set()
        self._mentioned: set[tuple[Span, str]] = set()
        self._entities: dict[str, str] = {}

    def add(self, subject: str, predicate: str, object_: str) -> None:
        """One triple in the article's graph."""
        self.triples.append(f"{subject} {predicate} {object_} .\n")

    def is_new(self, node: str) -> bool:
        """True the first time that it is asked of a node."""
        if node in self._written:
            return False
        self._written.add(node)
        return True

    def entity(self, entity: Entity) -> str:
        """The entity's node, with what this article's reading calls it.

        Under schema.org's terms; the settled name, kind and links stand in the entities graph.
        """
        node = self._entities.get(entity.key)
        if node is not None:
            return node
        named_node = entity_node(entity)
        node = self._entities[entity.key] = str(named_node)
        for predicate, object_ in _called(entity):
            self.add_about_entity(named_node, predicate, object_)
        if not named_node.value.endswith("/" + entity.key):
            self.add(node, DCTERMS.identifier, words(entity.key))
        return node

    def add_about_entity(self, entity: NamedNode, predicate: NamedNode, object_: Term) -> None:
        """One triple that the entities graph counts as this article's vote."""
        self.about_entities.append(Quad(entity, predicate, object_, self.graph))
        self.add(str(entity), str(predicate), str(object_))

    def mention(self, mention: Mention, role: str | None) -> str:
        """The node of a mention as it is used in that role; without a role, of one that no claim uses."""
        place = (mention.span, mention.entity.key)
        node = name(identity.mention_iri(self.iri, mention, role))
        if (role is None and place in self._mentioned) or not self.is_new(node):
            return node
        self._mentioned.add(place)
        self.add(node, RDF.type, REC.Mention)
        self._select(node, mention.span, context=False)
        self.add(node, REC.refersTo, self.entity(mention.entity))
        self.add(node, REC.linkReason, REC[mention.reason])
        if role:
            self.add(node, REC.role, REC[role])
        return node

    def passage(self, span: Span, role: str | None = None) -> str:
        """The node of a passage; evidence (without a role) also keeps a little of what stands round it."""
        node = name(identity.span_iri(self.iri, span, role))
        if self.is_new(node):
            self.add(node, RDF.type, OA.SpecificResource)
            self._select(node, span, context=role is None)
            if role:
                self.add(node, REC.role, REC[role])
        return node

    def time(self, time: TimeSpan) -> str:
        """The node of a time: its words, its value, its days."""
        days = (str(time.earliest), str(time.latest))
        node = name(identity.mint("time", self.iri, time.span.start, time.span.end, time.value, *days))
        if self.is_new(node):
            self.add(node, RDF.type, REC.TimeSpan)
            self.add(node, REC.text, words(time.span.within(self.text)))
            self.add(node, REC.value, words(time.value))
            if time.earliest:
                self.add(node, REC.earliest, day_of(time.earliest))
            if time.latest:
                self.add(node, REC.latest, day_of(time.latest))
        return node

    def quantity(self, quantity: Quantity) -> str:
        """The node of a number: its words, its value or bounds, its unit."""
        found = (quantity.value, quantity.minimum, quantity.maximum)
        bounds = [None if bound is None else decimal_literal(bound) for bound in found]
        place = (quantity.span.start, quantity.span.end)
        fields = (*(bound and bound.value for bound in bounds), quantity.unit, quantity.qualifier)
        node = name(identity.mint("quantity", self.iri, *place, *fields))
        if self.is_new(node):
            self.add(node, RDF.type, SCHEMA.QuantitativeValue)
            self.add(node, REC.text, words(quantity.span.within(self.text)))
            self.add(node, REC.qualifier, words(quantity.qualifier.value))
            for predicate, bound in zip(
                (SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue), bounds, strict=True
            ):
                if bound is not None:
                    self.add(node, predicate, str(bound))
            if quantity.unit is not None:
                self.add(node, SCHEMA.unitText, words(quantity.unit))
            if quantity.code is not None:
                self.add(node, SCHEMA.unitCode, words(quantity.code))
        return node

    def attribution(self, number: int, rung: Rung) -> str:
        """The node of one rung, shared by the claims under the same credit."""
        node = name(identity.rung_iri(self.iri, number, rung))
        if self.is_new(node):
            self.add(node, RDF.type, REC.Attribution)
            self.add(node, REC.rung, whole(number))
            self.add(node, REC.cue, words(rung.cue.within(self.text)))
            self.add(node, REC.evidence, self.passage(rung.evidence))
            self.add(node, REC.anonymous, TRUE if rung.anonymous else FALSE)
            if rung.source:
                self.add(node, REC.source, self.entity(rung.source.entity))
                self.add(node, REC.span, self.mention(rung.source, "source"))
            if rung.count is not None:
                self.add(node, REC.sourceCount, whole(rung.count))
            if rung.kind:
                self.add(node, REC.sourceKind, REC[rung.kind])
        return node

    def _select(self, node: str, span: Span, *, context: bool) -> None:
        """Say where a passage stands and what it says: one node that is both of the two selectors."""
        selector = name(identity.span_iri(self.iri, span, "selector"))
        add = self.add
        add(node, OA.hasSource, self.article)
        add(node, OA.hasSelector, selector)
        start, end, text = span.start, span.end, self.text
        if self.is_new(selector):
            add(selector, RDF.type, OA.TextPositionSelector)
            add(selector, RDF.type, OA.TextQuoteSelector)
            add(selector, OA.start, whole(start))
            add(selector, OA.end, whole(end))
            add(selector, OA.exact, words(text[start:end]))
        if context:
            add(selector, OA.prefix, words(text[max(0, start - CONTEXT) : start]))
            add(selector, OA.suffix, words(text[end : end + CONTEXT]))


def _called(entity: Entity) -> Iterator[tuple[NamedNode, Term]]:
    """What a reading calls an entity."""
    yield vocab.SCHEMA.name, Literal(entity.label)
    yield vocab.SCHEMA.additionalType, vocab.REC[entity.kind]
    for alias in dict.fromkeys(entity.aliases):
        yield vocab.SCHEMA.alternateName, Literal(alias)
    if entity.wikidata:
        yield vocab.SCHEMA.sameAs, NamedNode(vocab.WIKIDATA + entity.wikidata)
    if entity.wikipedia:
        yield vocab.SCHEMA.sameAs, NamedNode(vocab.WIKIPEDIA + quote(entity.wikipedia))
    if not entity.named:
        yield vocab.REC.named, Literal(False)
