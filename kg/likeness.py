"""The things of a store as a person would compare them: names, kind, pages, and whether two may be one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.merges import entities_graph
from kg.model import EntityKind
from kg.vocab import OWL, RDF, RDFS, REC, SKOS

KINDS = tuple(
    frozenset(map(EntityKind, kinds))
    for kinds in (
        ("Person",),
        ("Company", "Outlet", "Agency", "Group"),
        ("Chip", "Product"),
        ("Country", "Place"),
        ("OfficialList", "Policy"),
        ("Government", "Agency"),
    )
)
"""Kinds that readings of one thing may take for one another. A concept may be any of them."""


@dataclass(slots=True)
class Thing:
    """A named entity as the entities graph settles it."""

    node: NamedNode
    label: str
    kind: EntityKind = EntityKind.CONCEPT
    named: bool = True
    aliases: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)

    @property
    def names(self) -> list[str]:
        """The label, then the other names in their order."""
        return [self.label, *sorted(self.aliases)]


def things_in(store: Store) -> dict[NamedNode, Thing]:
    """The named entities by node, in the order of their IRIs; of merged ones the survivor."""
    graph = entities_graph()
    merged = {quad.subject for quad in store.quads_for_pattern(None, REC.mergedInto, None, graph)}
    things: dict[NamedNode, Thing] = {}
    for quad in store.quads_for_pattern(None, SKOS.prefLabel, None, graph):
        if quad.subject not in merged and isinstance(quad.subject, NamedNode):
            things[quad.subject] = Thing(quad.subject, _value(quad))
    for predicate in (SKOS.altLabel, REC.named, RDF.type, OWL.sameAs, RDFS.seeAlso):
        for quad in store.quads_for_pattern(None, predicate, None, graph):
            thing = things.get(quad.subject)  # type: ignore[arg-type]  # other subjects are not in it
            value = _value(quad)
            if thing is None:
                continue
            if predicate == SKOS.altLabel:
                thing.aliases.append(value)
            elif predicate == REC.named:
                thing.named = value == "true"
            elif predicate != RDF.type:
                thing.pages.add(value)
            elif quad.object != REC.Entity:
                thing.kind = EntityKind(value.removeprefix(REC.iri))
    return {node: things[node] for node in sorted(things, key=str) if things[node].named}


def _value(quad: Quad) -> str:
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object.value


def may_be_one(one: Thing, other: Thing) -> bool:
    """False where their kinds, the pages about them or their first names tell them apart."""
    if not compatible(one.kind, other.kind):
        return False
    ours, theirs = _by_site(one), _by_site(other)
    if any(ours[site].isdisjoint(theirs[site]) for site in ours.keys() & theirs.keys()):
        return False
    people = one.kind is EntityKind.PERSON and " " in one.label and " " in other.label
    return not (people and other_person(one.label, other.label))


def _by_site(thing: Thing) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for page in thing.pages:
        found.setdefault(page.rpartition("/")[0], set()).add(page)
    return found


def compatible(one: EntityKind, other: EntityKind) -> bool:
    """True for kinds that readings of one thing may take for one another."""
    if one is other or EntityKind.CONCEPT in (one, other):
        return True
    return any(one in kinds and other in kinds for kinds in KINDS)


def other_person(one: str, other: str) -> bool:
    """True for full names whose first or last words differ; an initial may stand for a first name."""
    ours, theirs = folded(one).split(), folded(other).split()
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return True
    first, second = ours[0].strip("."), theirs[0].strip(".")
    return not (first.startswith(second) or second.startswith(first))


def folded(name: str) -> str:
    """A name without accents and capitals."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold()
