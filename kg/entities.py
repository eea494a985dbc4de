"""The entities graph: what joins the things of all articles. A function of the set of articles.

Each article's graph says what its own reading calls a thing (`schema:name` and so on). Here these are votes,
one an article: the name that most articles use is the preferred label, the others are labels too; the kind is
the one that most saw. A link to Wikidata stands only where no article says otherwise.

Nodes that were merged are described alike: by the votes for the node that stands for them, with the names of
all.

Votes are counted once per entity and session and then kept, so that an article costs what it mentions,
however many articles there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.merges import Merges, entities_graph
from kg.vocab import BACKGROUND, OWL, RDF, RDFS, REC, SCHEMA, SKOS, WIKIDATA

Term = NamedNode | Literal
Votes = Counter[tuple[NamedNode, Term]]
"""For each predicate and object: how many articles say so of one entity."""

VOTING = (
    SCHEMA.name,
    SCHEMA.additionalType,
    SCHEMA.alternateName,
    SCHEMA.sameAs,
    REC.named,
    *BACKGROUND.values(),
)
_VOTING = frozenset(VOTING)
_BACKGROUND = frozenset(BACKGROUND.values())

KEPT = 50_000  # entities whose votes stay in memory between commits, about 2 kB each


class Entities:
    """The entities graph of one store that is being written."""

    def __init__(self, store: Store, merges: Merges) -> None:
        self._store, self._merges = store, merges
        self._votes: dict[NamedNode, Votes] = {}
        self._touched: dict[NamedNode, None] = {}
        self.graph = entities_graph()

    def add(self, quads: Iterable[Quad]) -> None:
        """Count an article's votes; its quads must not be in the store yet."""
        self._count(quads, 1)

    def discard(self, quads: Iterable[Quad]) -> None:
        """Take an article's votes back; its quads must still be in the store."""
        self._count(quads, -1)

    def touch(self, nodes: Iterable[NamedNode]) -> None:
        """Describe these anew: what they were merged with changed."""
        self._touched.update(dict.fromkeys(nodes))

    def changes(self) -> tuple[list[Quad], list[Quad]]:
        """What leaves the graph and what enters it since the last call."""
        gone: list[Quad] = []
        new: list[Quad] = []
        touched = self._touched
        if self._merges:
            touched = dict.fromkeys(other for node in touched for other in self._merges.members(node))
        for node in touched:
            before = set(self._store.quads_for_pattern(node, None, None, self.graph))
            after = dict.fromkeys(self._described(node))
            gone += [quad for quad in before if quad not in after]
            new += [quad for quad in after if quad not in before]
        self._touched.clear()
        return gone, new

    def trim(self) -> None:
        """Forget the counts where there are many; call it when nothing is pending."""
        if len(self._votes) > KEPT:
            self._votes.clear()

    def _count(self, quads: Iterable[Quad], step: int) -> None:
        for quad in quads:
            predicate = quad.predicate
            if predicate in _VOTING:
                node = quad.subject
                assert isinstance(node, NamedNode)
                self._votes_of(node)[predicate, quad.object] += step  # type: ignore[index]  # no triple terms here
                self._touched[node] = None

    def _described(self, node: NamedNode) -> list[Quad]:
        members = self._merges.members(node)
        own = self._votes_of(node)
        if len(members) == 1:
            return entity_quads(node, own, self.graph)
        quads = entity_quads(node, own, self.graph, [self._votes_of(member) for member in members])
        merge = self._merges.of(node)
        return [*quads, Quad(node, REC.mergedInto, merge.into, self.graph)] if quads and merge else quads

    def _votes_of(self, node: NamedNode) -> Votes:
        votes = self._votes.get(node)
        if votes is None:
            votes = self._votes[node] = self._stored(node)
        return votes

    def _stored(self, node: NamedNode) -> Votes:
        votes: Votes = Counter()
        for predicate in VOTING:
            for quad in self._store.quads_for_pattern(node, predicate, None, None):
                if quad.graph_name != self.graph:
                    votes[predicate, quad.object] += 1  # type: ignore[index]
        return votes


def entity_quads(
    node: NamedNode, own: Votes, graph: NamedNode, members: Sequence[Votes] | None = None
) -> list[Quad]:
    """What the entities graph says of one entity, given its votes; nothing where no article names it.

    `members` are the votes for all nodes that are one thing with it, the survivor's first. The first of them
    that an article names decides label and kind. Background stays with the node that has it.
    """
    members = members or [own]
    chief = next((votes for votes in members if _standing(votes, SCHEMA.name)), None)
    if chief is None:
        return []
    votes = own if len(members) == 1 else sum(members, Counter())
    names, kinds = _standing(chief, SCHEMA.name), _standing(chief, SCHEMA.additionalType)
    label = max(names, key=lambda name: (names[name], len(name.value), name.value))
    unnamed, called = votes[REC.named, Literal(False)], sum(_standing(votes, SCHEMA.name).values())
    triples: list[tuple[NamedNode, Term]] = [
        (RDF.type, REC.Entity),
        (RDF.type, max(kinds, key=lambda kind: (kinds[kind], kind.value))),
        (SKOS.prefLabel, label),
        (REC.named, Literal(unnamed < called)),
    ]
    others = {**_standing(votes, SCHEMA.name), **_standing(votes, SCHEMA.alternateName)}
    triples += [(SKOS.altLabel, name) for name in others if name != label]
    pages = list(_standing(votes, SCHEMA.sameAs))
    wikidata = [page for page in pages if page.value.startswith(WIKIDATA)]
    triples += [(OWL.sameAs, page) for page in wikidata if len(wikidata) == 1]
    triples += [(RDFS.seeAlso, page) for page in pages if page not in wikidata]
    triples += [
        (predicate, other)
        for (predicate, other), count in own.items()
        if count > 0 and predicate in _BACKGROUND
    ]
    return [Quad(node, predicate, object_, graph) for predicate, object_ in triples]


def _standing(votes: Votes, predicate: NamedNode) -> dict[Term, int]:
    return {term: count for (said, term), count in votes.items() if said == predicate and count > 0}
