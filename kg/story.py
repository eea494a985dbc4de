"""The story layer: which claims of all articles tell of one happening, and which of them disagree.

A happening lies between one agent and one thing (or two parties): a claim with two agents tells of two.
Claims of the same kind between the same two are one event while no more than a fortnight lies between them.
What is a figure, a comparison or words is no happening.

The layer is a function of the set of articles and of what was merged. Only the last version of an article
takes part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.conflicts import conflicts
from kg.identity import graph_iri, mint
from kg.merges import Merges
from kg.model import Polarity, Reading, Status
from kg.telling import Key, StoredTellings, Telling, claims_about, tellings_of
from kg.vocab import RDF, REC, XSD, kind_class

WINDOW = timedelta(days=14)  # news tells a happening again for about a fortnight
PRECISE = timedelta(days=31)  # a claim dated no closer than a month does not say which happening it means

STRENGTH = (
    Status.DENIED,
    Status.POSSIBLE,
    Status.PLANNED,
    Status.IN_PRINCIPLE,
    Status.CONDITIONAL,
    Status.HAPPENED,
)
"""From the weakest to the strongest way for an event to stand."""

KEPT = 50_000  # happenings whose claims stay in memory between commits


class Story:
    """The story graph of one store that is being written."""

    def __init__(self, store: Store, merges: Merges) -> None:
        self._store, self._merges = store, merges
        self._tellings: dict[Key, dict[NamedNode, Telling]] = {}
        self._written: dict[Key, set[Quad]] = {}
        self._touched: dict[Key, None] = {}
        self._stored = StoredTellings(store)
        self.graph = NamedNode(graph_iri("story"))

    def add(self, reading: Reading) -> None:
        """Let the claims of an article version take part."""
        self._join(tellings_of(reading))

    def discard(self, reading: Reading) -> None:
        """Take the claims of an article version out."""
        self._part(tellings_of(reading))

    def resettle(self, nodes: Iterable[NamedNode], decide: Callable[[], None]) -> None:
        """Let a decision about these entities take place, and tell all claims about them by it.

        Nothing else may wait.
        """
        told = [self._stored.at(claim) for claim in claims_about(self._store, nodes)]
        self._part(told)
        decide()
        self._join(told)

    def changes(self) -> tuple[list[Quad], list[Quad]]:
        """What leaves the graph and what enters it since the last call."""
        gone: list[Quad] = []
        new: list[Quad] = []
        for key in self._touched:
            before = self._written[key]
            after = set(story_quads(key, self._tellings[key].values(), self.graph))
            gone += before - after
            new += after - before
            self._written[key] = after
        self._touched.clear()
        self._stored = StoredTellings(self._store)
        return gone, new

    def trim(self) -> None:
        """Forget what was kept for speed where there is much of it; call it when nothing is pending."""
        if len(self._tellings) > KEPT:
            self._tellings.clear()
            self._written.clear()

    def _join(self, told: Iterable[Telling]) -> None:
        for telling in told:
            settled = self._settled(telling)
            for key in settled.keys:
                self._bucket(key)[settled.claim] = settled

    def _part(self, told: Iterable[Telling]) -> None:
        for telling in told:
            for key in self._settled(telling).keys:
                self._bucket(key).pop(telling.claim, None)

    def _settled(self, telling: Telling) -> Telling:
        """The claim between those who stand for whom it names."""
        return telling.settled(self._merges.survivor) if self._merges else telling

    def _bucket(self, key: Key) -> dict[NamedNode, Telling]:
        bucket = self._tellings.get(key)
        if bucket is None:
            found = (self._settled(self._stored.at(claim)) for claim in self._stored_claims(key))
            bucket = self._tellings[key] = {telling.claim: telling for telling in found}
            self._written[key] = set(story_quads(key, bucket.values(), self.graph))
        self._touched[key] = None
        return bucket

    def _stored_claims(self, key: Key) -> Iterator[NamedNode]:
        quads = self._store.quads_for_pattern
        with_other = {quad.subject for quad in quads(None, key.role, key.other, self.graph)}
        if not with_other:
            return
        events = [q.subject for q in quads(None, REC.agent, key.agent, self.graph) if q.subject in with_other]
        for event in events:
            kinds = [quad.object for quad in quads(event, REC.kind, None, self.graph)]
            about = [quad.predicate for quad in quads(event, REC.object, None, self.graph)]
            if kinds == [kind_class(key.kind)] and bool(about) == (key.role == REC.object):
                for quad in quads(None, REC.reports, event, self.graph):
                    assert isinstance(quad.subject, NamedNode)
                    yield quad.subject


@dataclass(slots=True)
class Happening:
    """Claims of one happening. `start` tells it from the others between the same two."""

    start: str
    first: date | None
    last: date | None
    tellings: list[Telling]


def happenings(tellings: Iterable[Telling]) -> list[Happening]:
    """The claims between the same two, by happening: near ones in time together, in a fixed order.

    A claim without date of its own counts from its publication. One dated only by the year or the quarter
    joins the happening of that time if there is exactly one.
    """
    near: list[Happening] = []
    loose: dict[str, Happening] = {}
    vague: list[Telling] = []
    for telling in sorted(tellings, key=lambda t: (t.first or date.min, t.last or date.max, t.claim.value)):
        first, last = telling.first, telling.last
        if first is None and last is None:
            loose.setdefault("undated", Happening("undated", None, None, [])).tellings.append(telling)
        elif first is None or last is None or last - first > PRECISE:
            vague.append(telling)
        elif near and near[-1].last and first <= near[-1].last + WINDOW:
            near[-1].tellings.append(telling)
            near[-1].last = max(near[-1].last, last)
        else:
            near.append(Happening(first.isoformat(), first, last, [telling]))
    for telling in vague:
        first, last = telling.first or date.min, telling.last or date.max
        inside = [h for h in near if h.first and h.last and h.first <= last and first <= h.last]
        name = f"{telling.first or ''}/{telling.last or ''}"
        if len(inside) == 1:
            inside[0].tellings.append(telling)
        else:
            loose.setdefault(name, Happening(name, telling.first, telling.last, [])).tellings.append(telling)
    return near + [loose[name] for name in sorted(loose)]


def story_quads(key: Key, tellings: Iterable[Telling], graph: NamedNode) -> Iterator[Quad]:
    """Events, the claims that report them, and conflicts, for the claims between the same two."""
    for happening in happenings(tellings):
        told = happening.tellings
        event = NamedNode(
            mint("event", key.kind, key.agent.value, key.role.value, key.other.value, happening.start)
        )
        yield Quad(event, RDF.type, REC.Event, graph)
        yield Quad(event, REC.kind, kind_class(key.kind), graph)
        yield Quad(event, REC.agent, key.agent, graph)
        yield Quad(event, key.role, key.other, graph)
        if key.role == REC.object:
            for recipient in {recipient for telling in told for recipient in telling.recipients}:
                yield Quad(event, REC.recipient, recipient, graph)
        for predicate, day in _days(told):
            yield Quad(event, predicate, Literal(day.isoformat(), datatype=XSD.date), graph)
        outlets = {telling.outlet for telling in told if telling.outlet}
        yield Quad(event, REC.articles, Literal(len({telling.article for telling in told})), graph)
        yield Quad(event, REC.outlets, Literal(len(outlets)), graph)
        yield Quad(event, REC.origins, Literal(len({telling.origin for telling in told})), graph)
        yield Quad(event, REC.anonymousOnly, Literal(all(telling.anonymous for telling in told)), graph)
        yield Quad(event, REC.standing, REC[_standing(told)], graph)
        for telling in told:
            yield Quad(telling.claim, REC.reports, event, graph)
        yield from conflicts(key, told, graph)


def _days(told: list[Telling]) -> Iterator[tuple[NamedNode, date]]:
    """From when to when it may have happened, by the claims that date it best; and the first news of it."""
    dated = [telling for telling in told if telling.dated]
    close = [t for t in dated if t.first and t.last and t.last - t.first <= PRECISE] or dated
    firsts = [telling.first for telling in close if telling.first]
    lasts = [telling.last for telling in close if telling.last]
    published = [telling.published for telling in told if telling.published]
    if firsts:
        yield REC.earliest, min(firsts)
    if lasts:
        yield REC.latest, max(lasts)
    if published:
        yield REC.firstPublished, min(published)


def _standing(told: list[Telling]) -> Status:
    """The strongest status that some claim affirms; denied where none does."""
    affirmed = [telling.status for telling in told if telling.polarity is Polarity.POSITIVE]
    return max(affirmed, key=STRENGTH.index, default=Status.DENIED)
