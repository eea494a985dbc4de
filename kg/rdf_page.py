"""One article's graph in memory, and the values that can be read out of it: see `kg.rdf_read`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import UnknownThingError
from kg.identity import base
from kg.model import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    EntityKind,
    LinkReason,
    Mention,
    Polarity,
    PublishedBasis,
    Qualifier,
    Quantity,
    Relation,
    Role,
    Rung,
    SourceKind,
    Span,
    Status,
    TimeSpan,
)
from kg.vocab import BACKGROUND, DCTERMS, OA, PROV, RDF, REC, SCHEMA, WIKIDATA, WIKIPEDIA

Term = NamedNode | Literal


class Page:
    """One article's graph in memory, by subject and predicate."""

    def __init__(
        self, store: Store, article: str, entities: Callable[[NamedNode], Entity] | None = None
    ) -> None:
        self.store, self.iri, self.node = store, article, node_of(article)
        self.facts: dict[NamedNode, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in store.quads_for_pattern(None, None, None, self.node):
            self.facts[quad.subject][quad.predicate].append(quad.object)  # type: ignore[index, arg-type]
        self._known: dict[NamedNode, Entity] = {}
        self._entities = entities
        self._text: str | None = None

    def article(self) -> Article:
        """The article version itself."""
        return article_from(self.store, self.iri, self.facts[self.node])

    @property
    def text(self) -> str:
        """The text that offsets count in."""
        if self._text is None:
            self._text = self.article().text
        return self._text

    def claims(self) -> list[NamedNode]:
        """The nodes of the claims, in the order of the text."""
        nodes = [node for node, facts in self.facts.items() if REC.Claim in facts.get(RDF.type, ())]
        return sorted(nodes, key=lambda node: (self._span(self._one(node, REC.evidence)), node.value))

    def mentions(self) -> tuple[Mention, ...]:
        """The mentions that are stored, in the order of the text."""
        nodes = [node for node, facts in self.facts.items() if REC.Mention in facts.get(RDF.type, ())]
        found = {self._mention(node): None for node in nodes}
        return tuple(sorted(found, key=lambda mention: (mention.span, mention.entity.key)))

    def relations(self) -> tuple[Relation, ...]:
        """Background facts: those with a passage in the article, then those of the shipped table."""
        names = {predicate: name for name, predicate in BACKGROUND.items()}
        told, table = [], []
        for node, facts in list(self.facts.items()):
            if REC.BackgroundFact in facts.get(RDF.type, ()):
                name = names[_as_node(self._one(node, RDF.predicate))]
                subject, other = (
                    self._node_entity(self._one(node, part)) for part in (RDF.subject, RDF.object)
                )
                told.append(Relation(subject, name, other, self._span(self._one(node, REC.evidence))))
            for predicate, name in names.items():
                others = [self._node_entity(object_) for object_ in facts.get(predicate, ())]
                table += [Relation(self.entity(node), name, other) for other in others]
        said = {(fact.subject, fact.predicate, fact.object) for fact in told}
        table = [fact for fact in table if (fact.subject, fact.predicate, fact.object) not in said]
        return tuple(sorted(told, key=_place) + sorted(table, key=_place))

    def outlet(self, predicate: NamedNode) -> Entity | None:
        """The outlet that the article has under that predicate, or None."""
        found = self.facts[self.node].get(predicate)
        return self._node_entity(found[0]) if found else None

    def claim(self, node: NamedNode) -> Claim:
        """The claim with that node."""
        facts = self.facts[node]
        kind = next(t for t in facts[RDF.type] if t != REC.Claim)
        evidence = self._span(self._one(node, REC.evidence))
        parts: dict[str, list[Mention]] = defaultdict(list)
        trigger = evidence
        for part in facts[REC.span]:
            role = self._one(part, REC.role).value.removeprefix(REC.iri)
            if role == "trigger":
                trigger = self._span(part)
            else:
                parts[role].append(self._mention(part))
        for mentions in parts.values():
            mentions.sort(key=lambda mention: (mention.span, mention.entity.key))
        rungs = sorted(facts.get(REC.attribution, ()), key=lambda rung: int(self._one(rung, REC.rung).value))
        return Claim(
            ClaimKind(kind.value.removeprefix(REC.iri).lower()),
            evidence,
            trigger,
            self._one(node, REC.rule).value,
            agents=tuple(parts[Role.AGENT]),
            objects=tuple(parts[Role.OBJECT]),
            recipients=tuple(parts[Role.RECIPIENT]),
            status=Status(self._local(node, REC.status)),
            polarity=Polarity(self._local(node, REC.polarity)),
            condition=self._span(facts[REC.condition][0]) if facts.get(REC.condition) else None,
            when=self._time(facts[REC.when][0], evidence) if facts.get(REC.when) else None,
            quantity=self._quantity(facts[REC.quantity][0], evidence) if facts.get(REC.quantity) else None,
            rungs=tuple(self._rung(rung) for rung in rungs),
            confidence=float(self._one(node, REC.confidence).value),
        )

    def entity(self, node: NamedNode) -> Entity:
        """The entity, as this article's reading has it or as it was settled."""
        known = self._known.get(node)
        if known is None:
            settle = self._entities or self._entity_as_read
            known = self._known[node] = settle(node)
        return known

    def _node_entity(self, node: Term) -> Entity:
        assert isinstance(node, NamedNode)
        return self.entity(node)

    def _entity_as_read(self, node: NamedNode) -> Entity:
        facts = self.facts[node]
        pages = [page.value for page in facts.get(SCHEMA.sameAs, ())]
        keys = facts.get(DCTERMS.identifier)
        return Entity(
            keys[0].value if keys else node.value.removeprefix(f"{base()}entity/"),
            EntityKind(self._local(node, SCHEMA.additionalType)),
            self._one(node, SCHEMA.name).value,
            named=REC.named not in facts,
            aliases=tuple(sorted(alias.value for alias in facts.get(SCHEMA.alternateName, ()))),
            wikidata=next((p.removeprefix(WIKIDATA) for p in pages if p.startswith(WIKIDATA)), None),
            wikipedia=title_of(pages),
        )

    def _mention(self, node: Term) -> Mention:
        entity = self._node_entity(self._one(node, REC.refersTo))
        reason = LinkReason(self._local(node, REC.linkReason))
        return Mention(self._span(node), entity, reason, _says_name(entity, reason))

    def _rung(self, node: Term) -> Rung:
        facts = self.facts[_as_node(node)]
        evidence = self._span(self._one(node, REC.evidence))
        count, kind = facts.get(REC.sourceCount), facts.get(REC.sourceKind)
        return Rung(
            self._mention(facts[REC.span][0]) if facts.get(REC.span) else None,
            self._find(self._one(node, REC.cue).value, evidence),
            evidence,
            anonymous=self._one(node, REC.anonymous).value == "true",
            count=int(count[0].value) if count else None,
            kind=SourceKind(kind[0].value.removeprefix(REC.iri)) if kind else None,
        )

    def _time(self, node: Term, evidence: Span) -> TimeSpan:
        facts = self.facts[_as_node(node)]
        earliest, latest = facts.get(REC.earliest), facts.get(REC.latest)
        return TimeSpan(
            self._find(self._one(node, REC.text).value, evidence),
            self._one(node, REC.value).value,
            earliest=date.fromisoformat(earliest[0].value) if earliest else None,
            latest=date.fromisoformat(latest[0].value) if latest else None,
        )

    def _quantity(self, node: Term, evidence: Span) -> Quantity:
        facts = self.facts[_as_node(node)]
        value, least, most = (
            Decimal(found[0].value) if (found := facts.get(bound)) else None
            for bound in (SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue)
        )
        unit, code = facts.get(SCHEMA.unitText), facts.get(SCHEMA.unitCode)
        return Quantity(
            self._find(self._one(node, REC.text).value, evidence),
            Qualifier(self._one(node, REC.qualifier).value),
            value=value,
            minimum=least,
            maximum=most,
            unit=unit[0].value if unit else None,
            code=code[0].value if code else None,
        )

    def _find(self, words: str, evidence: Span) -> Span:
        """Where these words stand: in the evidence, else before it, else wherever they stand first."""
        start = self.text.find(words, evidence.start, evidence.end)
        if start < 0:
            start = self.text.rfind(words, 0, evidence.start)
        if start < 0:
            start = self.text.index(words)
        return Span(start, start + len(words))

    def _span(self, node: Term) -> Span:
        selector = self._one(node, OA.hasSelector)
        return Span(int(self._one(selector, OA.start).value), int(self._one(selector, OA.end).value))

    def _one(self, node: Term, predicate: NamedNode) -> Term:
        return self.facts[_as_node(node)][predicate][0]

    def _local(self, node: Term, predicate: NamedNode) -> str:
        return self._one(node, predicate).value.removeprefix(REC.iri)


def article_from(store: Store, iri: str, facts: dict[NamedNode, list[Term]]) -> Article:
    """The article version that these facts about its node tell of. Raises UnknownThingError."""
    if SCHEMA.articleBody not in facts:
        raise UnknownThingError(f"The store has no article {iri}.")

    def value(predicate: NamedNode) -> str | None:
        found = facts.get(predicate)
        return found[0].value if found else None

    def name(predicate: NamedNode) -> str | None:
        found = facts.get(predicate)
        if not found:
            return None
        names = store.quads_for_pattern(_as_node(found[0]), SCHEMA.name, None, NamedNode(iri))
        return next((quad.object.value for quad in names), None)  # type: ignore[union-attr]

    published, basis = value(SCHEMA.datePublished), value(REC.publishedBasis)
    return Article(
        value(DCTERMS.identifier) or iri,
        value(SCHEMA.articleBody) or "",
        publisher=value(REC.publisherName) or name(SCHEMA.publisher),
        wire=value(REC.wireName) or name(REC.wire),
        title=value(SCHEMA.headline),
        authors=tuple(sorted(author.value for author in facts.get(SCHEMA.author, ()))),
        published=date.fromisoformat(published) if published else None,
        published_basis=PublishedBasis(basis.removeprefix(REC.iri)) if basis else None,
        url=value(SCHEMA.url),
        language=value(SCHEMA.inLanguage) or "en",
        revises=value(PROV.wasRevisionOf),
    )


def _place(fact: Relation) -> tuple[int, str, str, str]:
    start = fact.span.start if fact.span else 0
    return start, fact.subject.key, fact.predicate, fact.object.key


def _says_name(entity: Entity, reason: LinkReason) -> bool:
    """Pronouns and common nouns name nothing, whatever they mean."""
    return entity.named and reason not in {LinkReason.COREFERENCE, LinkReason.NOMINAL}


def title_of(pages: list[str]) -> str | None:
    """The English Wikipedia title among these pages, or None."""
    return next((unquote(p.removeprefix(WIKIPEDIA)) for p in pages if p.startswith(WIKIPEDIA)), None)


def _as_node(term: Term) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def node_of(iri: str) -> NamedNode:
    """The node with that IRI. Raises UnknownThingError where it is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UnknownThingError(f"{iri!r} is no IRI.") from error
