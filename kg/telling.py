"""A claim as the story layer sees it: who and what, when, from which article, on whose word.

It comes either from a reading that is going into the store or from the store itself; both give the same.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.identity import article_iri, claim_iri
from kg.model import ClaimKind, Polarity, Quantity, Reading, Status
from kg.origin import BETWEEN_PARTIES, Pair, origins_of, pairs_of, publisher_of, rests_on_anonymous
from kg.rdf_nodes import entity_node
from kg.revisions import superseded
from kg.vocab import PROV, RDF, REC, SCHEMA, kind_class

NO_HAPPENING = frozenset({ClaimKind.FORECAST, ClaimKind.COMPARISON, ClaimKind.STATEMENT})
"""Kinds of claim that tell of nothing that anybody did to anything."""

Amount = tuple[Decimal | None, Decimal | None, str]
"""The least and the most that a quantity may be, and its unit."""


@dataclass(frozen=True, slots=True)
class Key:
    """What claims of one happening share. `role` is what `other` is in it: object or recipient."""

    kind: ClaimKind
    agent: NamedNode
    role: NamedNode
    other: NamedNode

    def __lt__(self, other: Key) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[str, ...]:
        return self.kind.value, self.agent.value, self.role.value, self.other.value


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim. `first` and `last` bound the day of the happening: its own date, else the publication."""

    claim: NamedNode
    article: NamedNode
    keys: tuple[Key, ...]
    recipients: frozenset[NamedNode]
    status: Status
    polarity: Polarity
    anonymous: bool
    outlet: NamedNode | None
    origin: NamedNode
    """The claim's origin; the article itself where not even its outlet is known."""
    published: date | None
    dated: bool
    first: date | None
    last: date | None
    amount: Amount | None

    def settled(self, survivor: Callable[[NamedNode], NamedNode]) -> Telling:
        """The same between the nodes that stand for those it names; no claim joins a thing with itself."""
        pairs = [(survivor(key.agent).value, survivor(key.other).value) for key in self.keys]
        pairs = [(a, b) for a, b in pairs if a != b]
        if self.keys and self.keys[0].kind in BETWEEN_PARTIES:
            pairs = [(min(pair), max(pair)) for pair in pairs]
        about = bool(self.keys) and self.keys[0].role == REC.object
        return dataclasses.replace(
            self,
            keys=_keys(self.keys[0].kind, pairs, about=about) if pairs else (),
            recipients=frozenset(map(survivor, self.recipients)),
            outlet=survivor(self.outlet) if self.outlet else None,
            origin=survivor(self.origin),
        )


def tellings_of(reading: Reading) -> Iterator[Telling]:
    """The claims of a reading that tell of a happening between two."""
    article = article_iri(reading.article)
    publisher = publisher_of(reading)
    for claim, origin in zip(reading.claims, origins_of(reading), strict=True):
        pairs = () if claim.kind in NO_HAPPENING else pairs_of(claim)
        if not pairs:
            continue
        when, published = claim.when, reading.article.published
        dated = when is not None and (when.earliest is not None or when.latest is not None)
        yield Telling(
            claim=NamedNode(claim_iri(article, claim)),
            article=NamedNode(article),
            keys=_keys(claim.kind, pairs, about=bool(claim.objects)),
            recipients=frozenset(entity_node(mention.entity) for mention in claim.recipients),
            status=claim.status,
            polarity=claim.polarity,
            anonymous=rests_on_anonymous(claim),
            outlet=entity_node(publisher) if publisher else None,
            origin=entity_node(origin) if origin else NamedNode(article),
            published=published,
            dated=dated,
            first=when.earliest if when and dated else published,
            last=when.latest if when and dated else published,
            amount=_amount(claim.quantity) if claim.quantity else None,
        )


def claims_about(store: Store, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """The stored claims whose telling names one of these entities, in the order of their IRIs.

    Left out are claims of versions that were replaced.
    """
    quads = store.quads_for_pattern
    found = [
        quad
        for node in nodes
        for role in (REC.agent, REC.object, REC.recipient, REC.origin)
        for quad in quads(None, role, node, None)
    ]
    for node in nodes:
        for published in quads(None, SCHEMA.publisher, node, None):
            found += quads(None, PROV.wasDerivedFrom, published.subject, published.graph_name)
    stand: dict[object, bool] = {}
    for quad in found:
        article = quad.graph_name
        if article not in stand:
            stand[article] = not superseded(store, article)  # type: ignore[arg-type]  # graphs bear names here
    told = {quad.subject for quad in found if stand[quad.graph_name] and _tells(store, quad)}
    return sorted((node for node in told if isinstance(node, NamedNode)), key=str)


def _tells(store: Store, quad: Quad) -> bool:
    """True where the subject is a claim of a kind that tells of a happening."""
    kinds = {said.object for said in store.quads_for_pattern(quad.subject, RDF.type, None, quad.graph_name)}
    return REC.Claim in kinds and kinds.isdisjoint(map(kind_class, NO_HAPPENING))


class StoredTellings:
    """Reads the same from the store. What claims share, their article and their credits, is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[NamedNode, tuple[NamedNode | None, date | None]] = {}
        self._rungs: dict[NamedNode, tuple[int, bool]] = {}

    def at(self, claim: NamedNode) -> Telling:
        """The claim with that node, which takes part in the story."""
        facts = _Facts(self._store, claim)
        article = facts.node(PROV.wasDerivedFrom)
        assert article is not None
        outlet, published = self._article(article)
        kind = next(k for k in ClaimKind if kind_class(k) in facts.nodes(RDF.type))
        agents, objects, recipients = (facts.nodes(role) for role in (REC.agent, REC.object, REC.recipient))
        others = recipients if kind in BETWEEN_PARTIES else objects or recipients
        pairs = [(a.value, b.value) for a in agents for b in others if a != b]
        if kind in BETWEEN_PARTIES:
            pairs = [(min(pair), max(pair)) for pair in pairs]
        when, amount = facts.node(REC.when), facts.node(REC.quantity)
        time = _Facts(self._store, when) if when else None
        first, last = (time.day(REC.earliest), time.day(REC.latest)) if time else (None, None)
        dated = first is not None or last is not None
        return Telling(
            claim=claim,
            article=article,
            keys=_keys(kind, pairs, about=bool(objects)),
            recipients=frozenset(recipients),
            status=Status(facts.local(REC.status)),
            polarity=Polarity(facts.local(REC.polarity)),
            anonymous=self._anonymous(facts.nodes(REC.attribution)),
            outlet=outlet,
            origin=facts.node(REC.origin) or article,
            published=published,
            dated=dated,
            first=first if dated else published,
            last=last if dated else published,
            amount=_stored_amount(_Facts(self._store, amount)) if amount else None,
        )

    def _article(self, node: NamedNode) -> tuple[NamedNode | None, date | None]:
        if node not in self._articles:
            quads = self._store.quads_for_pattern
            outlets = [quad.object for quad in quads(node, SCHEMA.publisher, None, node)]
            days = [quad.object for quad in quads(node, SCHEMA.datePublished, None, node)]
            outlet = next((outlet for outlet in outlets if isinstance(outlet, NamedNode)), None)
            published = next(
                (date.fromisoformat(day.value) for day in days if isinstance(day, Literal)), None
            )
            self._articles[node] = outlet, published
        return self._articles[node]

    def _anonymous(self, rungs: list[NamedNode]) -> bool:
        """True where the outermost rung is anonymous or hides its source."""
        return max((self._rung(rung) for rung in rungs), default=(0, False))[1]

    def _rung(self, node: NamedNode) -> tuple[int, bool]:
        if node not in self._rungs:
            facts = _Facts(self._store, node)
            hidden = facts.words(REC.anonymous) == "true" or facts.node(REC.source) is None
            self._rungs[node] = int(facts.words(REC.rung) or 0), hidden
        return self._rungs[node]


class _Facts:
    """What the store says of one node."""

    def __init__(self, store: Store, node: NamedNode) -> None:
        self._facts: dict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
        for quad in store.quads_for_pattern(node, None, None, None):
            self._facts[quad.predicate].append(quad.object)  # type: ignore[arg-type]  # no triple terms here

    def nodes(self, predicate: NamedNode) -> list[NamedNode]:
        return [term for term in self._facts.get(predicate, ()) if isinstance(term, NamedNode)]

    def node(self, predicate: NamedNode) -> NamedNode | None:
        return next(iter(self.nodes(predicate)), None)

    def words(self, predicate: NamedNode) -> str | None:
        return next((term.value for term in self._facts.get(predicate, ())), None)

    def local(self, predicate: NamedNode) -> str:
        return (self.words(predicate) or "").removeprefix(REC.iri)

    def day(self, predicate: NamedNode) -> date | None:
        words = self.words(predicate)
        return date.fromisoformat(words) if words else None

    def number(self, predicate: NamedNode) -> Decimal | None:
        words = self.words(predicate)
        return Decimal(words) if words else None


def _keys(kind: ClaimKind, pairs: Iterable[Pair], *, about: bool) -> tuple[Key, ...]:
    role = REC.object if about and kind not in BETWEEN_PARTIES else REC.recipient
    return tuple(Key(kind, NamedNode(a), role, NamedNode(b)) for a, b in sorted(set(pairs)))


def _amount(quantity: Quantity) -> Amount:
    least = quantity.value if quantity.value is not None else quantity.minimum
    most = quantity.value if quantity.value is not None else quantity.maximum
    return least, most, quantity.code or quantity.unit or ""


def _stored_amount(facts: _Facts) -> Amount:
    value = facts.number(SCHEMA.value)
    least = value if value is not None else facts.number(SCHEMA.minValue)
    most = value if value is not None else facts.number(SCHEMA.maxValue)
    return least, most, facts.words(SCHEMA.unitCode) or facts.words(SCHEMA.unitText) or ""
