"""Finds what a person should look at: nodes that may be one thing, and nodes that may be two.

Nodes are compared by keys of their names, never pair by pair, so that the cost grows with the names. What two
different pages of Wikidata or Wikipedia describe is known to be two things; what was merged is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, islice

from pyoxigraph import Literal, NamedNode, Store

from kg.likeness import Thing, compatible, folded, may_be_one, other_person, things_in
from kg.merges import Merges
from kg.model import EntityKind
from kg.vocab import OA, REC, SCHEMA, WIKIDATA

MOST_PAIRS = 20  # pairs shown for one key: a surname that forty people bear says nothing of any two
ACRONYM = range(2, 7)  # letters; longer words in capitals are shouted names


class Doubt(StrEnum):
    """Why a person should look."""

    WIKIDATA = "wikidata"
    """Two nodes link to one page of Wikidata."""
    NAME = "name"
    """Two nodes have a name in common, legal forms aside."""
    ACRONYM = "acronym"
    """One node is called by the initials of the other."""
    SURNAME = "surname"
    """One node is called by the last name of the other."""
    KINDS = "kinds"
    """Articles disagree on what kind of thing one node is."""
    NAMES = "names"
    """Articles call one person by different full names."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that speaks of a thing, and the article that it stands in."""

    sentence: str
    article: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One or two nodes (IRIs) with their labels, why to look, and what they share or differ in."""

    doubt: Doubt
    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    about: tuple[str, ...]
    """The page, the name, the kinds or the names in question."""
    examples: tuple[Example | None, ...]
    """A sentence for each node."""


def list_uncertain(store: Store, plain: Callable[[str], str]) -> Iterator[Uncertain]:
    """All doubts, by their sort and then by the labels. The same graph gives the same list.

    `plain` makes names comparable: it takes away what does not tell things apart, such as a legal form.
    """
    things, merges = things_in(store), Merges(store)
    found: dict[tuple[str, ...], tuple[Doubt, tuple[Thing, ...], tuple[str, ...]]] = {}
    for doubt, some, about in (
        *((Doubt.WIKIDATA, *rest) for rest in _same_page(store, things, merges)),
        *((Doubt.NAME, *rest) for rest in _same_name(things, plain)),
        *((Doubt.ACRONYM, *rest) for rest in _initials(things)),
        *((Doubt.SURNAME, *rest) for rest in _last_names(things)),
        *((Doubt.KINDS, *rest) for rest in _kinds_apart(store, things, merges)),
        *((Doubt.NAMES, *rest) for rest in _names_apart(store, things, merges)),
    ):
        key = (*sorted(thing.node.value for thing in some), *([doubt] if len(some) == 1 else []))
        found.setdefault(key, (doubt, some, about))
    order = list(Doubt)
    for doubt, some, about in sorted(
        found.values(),
        key=lambda doubt: (order.index(doubt[0]), [(thing.label, thing.node.value) for thing in doubt[1]]),
    ):
        yield Uncertain(
            doubt,
            tuple(thing.node.value for thing in some),
            tuple(thing.label for thing in some),
            about,
            tuple(example_of(store, merges.members(thing.node)) for thing in some),
        )


_Pair = tuple[tuple[Thing, ...], tuple[str, ...]]


def _same_page(store: Store, things: dict[NamedNode, Thing], merges: Merges) -> Iterator[_Pair]:
    by_page: dict[str, set[NamedNode]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, SCHEMA.sameAs, None, None):
        link, node = quad.object, quad.subject
        if isinstance(link, NamedNode) and isinstance(node, NamedNode) and link.value.startswith(WIKIDATA):
            by_page[link.value].add(merges.survivor(node))
    for page, nodes in sorted(by_page.items()):
        some = [things[node] for node in nodes if node in things]
        yield from ((pair, (page.removeprefix(WIKIDATA),)) for pair in _pairs(some))


def _same_name(things: dict[NamedNode, Thing], plain: Callable[[str], str]) -> Iterator[_Pair]:
    by_name: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for thing in things.values():
        for name in thing.names:
            if key := plain(name):
                by_name[key].setdefault(thing.node, name)
    for _, bearers in sorted(by_name.items()):
        for one, other in _pairs(things[node] for node in bearers):
            if may_be_one(one, other):
                yield (one, other), (bearers[one.node], bearers[other.node])


def _initials(things: dict[NamedNode, Thing]) -> Iterator[_Pair]:
    short: dict[str, list[Thing]] = defaultdict(list)
    for thing in things.values():
        letters = thing.label.replace(".", "")
        if letters.isalpha() and letters.isupper() and len(letters) in ACRONYM:
            short[letters].append(thing)
    long: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for thing in things.values():
        for name in thing.names:
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            if initials in short and " " in name:
                long[initials].setdefault(thing.node, name)
    for letters, bearers in sorted(long.items()):
        pairs = ((one, things[node]) for one in short[letters] for node in bearers)
        for one, other in islice(pairs, MOST_PAIRS):
            if one is not other and may_be_one(one, other):
                yield (one, other), (letters, bearers[other.node])


def _last_names(things: dict[NamedNode, Thing]) -> Iterator[_Pair]:
    people = [thing for thing in things.values() if thing.kind is EntityKind.PERSON]
    full: dict[str, list[Thing]] = defaultdict(list)
    for person in people:
        first, _, last = person.label.rpartition(" ")
        if first:
            full[folded(last)].append(person)
    for person in people:
        if " " not in person.label:
            for other in full.get(folded(person.label), ())[:MOST_PAIRS]:
                if may_be_one(person, other):
                    yield (person, other), (person.label,)


def _kinds_apart(store: Store, things: dict[NamedNode, Thing], merges: Merges) -> Iterator[_Pair]:
    votes = _votes(store, SCHEMA.additionalType, merges)
    for node, counts in votes.items():
        kinds = [EntityKind(kind.removeprefix(REC.iri)) for kind in counts]
        if node in things and any(not compatible(one, other) for one, other in combinations(kinds, 2)):
            ordered = sorted(counts, key=lambda kind: (-counts[kind], kind))
            yield (things[node],), tuple(f"{k.removeprefix(REC.iri)} {counts[k]}" for k in ordered)


def _names_apart(store: Store, things: dict[NamedNode, Thing], merges: Merges) -> Iterator[_Pair]:
    for node, counts in _votes(store, SCHEMA.name, merges).items():
        thing = things.get(node)
        if thing is None or thing.kind is not EntityKind.PERSON:
            continue
        full = sorted(name for name in counts if " " in name)
        if any(other_person(one, other) for one, other in islice(combinations(full, 2), MOST_PAIRS)):
            yield (thing,), tuple(full)


def _votes(store: Store, predicate: NamedNode, merges: Merges) -> dict[NamedNode, dict[str, int]]:
    """For each entity of whom articles say different things: how many articles say which."""
    found: dict[NamedNode, dict[str, int]] = defaultdict(dict)
    for quad in store.quads_for_pattern(None, predicate, None, None):
        node, said = quad.subject, quad.object
        if isinstance(node, NamedNode) and isinstance(said, NamedNode | Literal):
            counts = found[merges.survivor(node)]
            counts[said.value] = counts.get(said.value, 0) + 1
    return {node: found[node] for node in sorted(found, key=str) if len(found[node]) > 1}


def _pairs(things: Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    ordered = sorted(things, key=lambda thing: thing.node.value)
    return islice(combinations(ordered, 2), MOST_PAIRS)


def example_of(store: Store, nodes: Iterable[NamedNode]) -> Example | None:
    """The sentence of the first mention by IRI of a thing with these nodes; None where there is none."""
    quads = store.quads_for_pattern
    mentions = [quad.subject for node in nodes for quad in quads(None, REC.refersTo, node, None)]
    if not mentions:
        return None
    mention = min(mentions, key=str)
    assert isinstance(mention, NamedNode)
    selector = _object(store, mention, OA.hasSelector)
    article = _object(store, mention, OA.hasSource)
    assert isinstance(selector, NamedNode)
    assert isinstance(article, NamedNode)
    start, end = (int(_object(store, selector, bound).value) for bound in (OA.start, OA.end))
    return Example(_sentence(_object(store, article, SCHEMA.articleBody).value, start, end), article.value)


def _object(store: Store, node: NamedNode, predicate: NamedNode) -> NamedNode | Literal:
    said = next(store.quads_for_pattern(node, predicate, None, None)).object
    assert isinstance(said, NamedNode | Literal)
    return said


def _sentence(text: str, start: int, end: int) -> str:
    """What stands round a place, to the next full stops or ends of line."""
    first = max(text.rfind("\n", 0, start) + 1, text.rfind(". ", 0, start) + 1)
    ends = [place for mark in (". ", "\n") if (place := text.find(mark, end)) >= 0]
    return " ".join(text[first : min(ends) + 1 if ends else len(text)].split())
