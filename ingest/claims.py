"""Assembles claims: a frame that fits, who it names, how it stands, when, how many, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from spacy.tokens import Token

from ingest.arguments import Function
from ingest.document import Document
from ingest.evidence import clause_of
from ingest.frame_book import OFFICIALS, Frame
from ingest.frames import Match, matches
from ingest.modality import Stance, judge
from ingest.places import ADVERBIAL, COMPLEMENTS, CONTAINERS, MEANS, OFFICIAL_NOUNS, Scene
from ingest.predicates import Part, Predicate, PredicateIndex
from ingest.repairs import mended_tree
from kg.model import (
    Claim,
    ClaimKind,
    EntityKind,
    Mention,
    Polarity,
    Quantity,
    Role,
    Rung,
    Span,
    Status,
    TimeSpan,
)

_OPPOSITE = {ClaimKind.APPROVAL: ClaimKind.RESTRICTION, ClaimKind.RESTRICTION: ClaimKind.APPROVAL}


class Meanings(Protocol):
    """What the words of an article refer to (`ingest.referents.Referents`)."""

    def of(self, head: Token) -> tuple[Mention, ...]:
        """The entities that a noun phrase means."""

    def organisation_of(self, head: Token) -> tuple[Mention, ...]:
        """The parties that a noun phrase means, metonyms and pronouns resolved."""

    def thing_of(self, head: Token) -> tuple[Mention, ...]:
        """The things that a noun phrase is about ("purchases of X": X)."""


class Voices(Protocol):
    """Who says what, where in the article (`ingest.attribution.Chains`)."""

    def rungs(self, trigger: Span, evidence: Span) -> tuple[Rung, ...]:
        """The chain of sources of what is said at `trigger`, nearest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with the match that it came from."""

    claim: Claim
    match: Match


def find_claims(
    document: Document,
    predicates: PredicateIndex,
    referents: Meanings,
    times: Iterable[TimeSpan],
    quantities: Iterable[Quantity],
    chains: Voices,
) -> tuple[Claim, ...]:
    """The claims of an article in the order of its text; linear in its length."""
    reading = _Reading(document, predicates, referents, chains, Scene(mended_tree(document), predicates))
    reading.attach(times, quantities)
    matches = [m for m in (reading.best(p) for p in predicates) if m is not None]
    return tuple(reading.claim(*told) for told in reading.grouped(reading.outermost(matches)))


def kinds_by_trigger(claims: Iterable[Claim]) -> dict[Span, ClaimKind]:
    """The kind of each claim by its trigger, for the events of the annotation layer."""
    return {claim.trigger: claim.kind for claim in claims}


@dataclass(slots=True)
class _Reading:
    """One article while its claims are read: what is at which token, looked up once."""

    document: Document
    index: PredicateIndex
    referents: Meanings
    chains: Voices
    scene: Scene
    times: dict[int, list[TimeSpan]] = field(default_factory=dict)
    quantities: dict[int, list[tuple[int, Quantity]]] = field(default_factory=dict)
    mentions: dict[tuple[Role, int], tuple[Mention, ...]] = field(default_factory=dict)
    stances: dict[int, Stance] = field(default_factory=dict)

    def attach(self, times: Iterable[TimeSpan], quantities: Iterable[Quantity]) -> None:
        """Hang every time and quantity on the predicate that governs it."""
        silent: set[int] = set()
        for time in times:
            silent.update(t.i for t in self._tokens(time.span))
            head = self._root(time.span)
            if head is not None:
                self.times.setdefault(self._governor(head), []).append(time)
        for quantity in quantities:
            if _class_of(quantity) in {"percent", "money"}:
                silent.update(t.i for t in self._tokens(quantity.span))
            head = self._root(quantity.span)
            if head is not None:
                for token in self._counted(head):
                    self.quantities.setdefault(token, []).append((head.i, quantity))
        governed: dict[int, tuple[int, ...]] = {}
        for predicate in self.index:
            if predicate.governor is not None:
                governed[predicate.governor] = (*governed.get(predicate.governor, ()), predicate.head)
        self.scene = Scene(self.scene.tree, self.scene.index, frozenset(silent), governed)

    def _tokens(self, span: Span) -> Iterable[Token]:
        return self.document.doc.char_span(span.start, span.end, alignment_mode="expand") or ()

    def _root(self, span: Span) -> Token | None:
        tokens = self.document.doc.char_span(span.start, span.end, alignment_mode="expand")
        return tokens.root if tokens is not None else None

    def _governor(self, token: Token) -> int:
        """The predicate that a phrase belongs to: the first on its way up through the tree, else the root."""
        start = token
        for above in _upwards(token):
            if above is not start and self.index.at(above.i) is not None:
                return above.i
            token = above
        return token.i

    def _counted(self, token: Token) -> Iterator[int]:
        """The nouns on a quantity's way up through the tree, and the predicate that it leads to."""
        governor = self._governor(token)
        for above in _upwards(token):
            if above.i == governor or above.pos_ in {"VERB", "AUX"}:
                break
            yield above.i
        yield governor

    def best(self, predicate: Predicate) -> Match | None:
        """The first frame that fits, quantities and stance included."""
        counted = frozenset(_class_of(q) for _, q in self.quantities.get(predicate.head, ()))
        for found in matches(self.scene, predicate, self.kinds, counted):
            if self._bears_out(found):
                return found
        return None

    def _bears_out(self, found: Match) -> bool:
        shape = found.shape
        if shape.stance and self.stance(found.predicate).status not in shape.stance:
            return False
        if shape.quantity and self.quantity(found) is None:
            return False
        if self._describes_a_class(found):
            return False
        if not self.role(found, Role.AGENT) and not self._may_lack_agent(found):
            return False
        return all(any(m.named for m in self.role(found, role)) for role in shape.named)

    def _describes_a_class(self, found: Match) -> bool:
        """True for "firms making shoes": a participle that says which unnamed ones are meant tells no deed."""
        tree, head = self.scene.tree, found.predicate.head
        if tree.dep[head] != "acl" or tree.tag[head] != "VBG":
            return False
        return not any(m.named for m in self.role(found, Role.AGENT))

    def _may_lack_agent(self, found: Match) -> bool:
        """True where it is normal not to say who did it: passives, and what only may come about."""
        predicate = found.predicate
        if (
            found.frame.agentless
            or predicate.passive
            or not any(r is Role.AGENT for r, _ in found.shape.roles)
        ):
            return True
        if predicate.part is not Part.VERB:
            return True
        return predicate.governor is not None and self.stance(predicate).status is not Status.HAPPENED

    def kinds(self, role: Role, head: int) -> frozenset[str]:
        """The kinds of entities that a phrase means, and `Officials` for groups that have a say."""
        found: set[str] = {m.entity.kind for m in self.mentions_at(role, head)}
        if found & {EntityKind.GROUP, EntityKind.CONCEPT} and self._has_a_say(role, head):
            found.add(OFFICIALS)
        return frozenset(found)

    def _has_a_say(self, role: Role, head: int) -> bool:
        tree = self.scene.tree
        if tree.lemma[head] in OFFICIAL_NOUNS or tree.text[head] in OFFICIAL_NOUNS:
            return True
        return any(
            not m.named and _last_word(m.entity.label) in OFFICIAL_NOUNS for m in self.mentions_at(role, head)
        )

    def mentions_at(self, role: Role, head: int) -> tuple[Mention, ...]:
        key = (role, head)
        if key not in self.mentions:
            token = self.document.doc[head]
            if role is Role.OBJECT:
                found = self._things_at(head)
            elif role is Role.AGENT:
                found = self._agents_at(head)
            else:
                found = self.referents.organisation_of(token)
            self.mentions[key] = found
        return self.mentions[key]

    def _things_at(self, head: int) -> tuple[Mention, ...]:
        """What is dealt with; "a lot" or "more" alone names nothing."""
        found = self.referents.thing_of(self.document.doc[head])
        if self.scene.tree.lemma[head] in CONTAINERS and all(
            m.entity.kind is EntityKind.CONCEPT for m in found
        ):
            return tuple(m for m in found if " of " in m.entity.label)
        return found

    def _agents_at(self, head: int) -> tuple[Mention, ...]:
        """Who acts: of "Brazil's decision allows" Brazil, of "ministers discussed ways to ban" the ministers."""
        doc, tree = self.document.doc, self.scene.tree
        direct = self.referents.of(doc[head])
        if not any(m.named and m.entity.kind is EntityKind.PERSON for m in direct):
            direct = self.referents.organisation_of(doc[head])
        if any(m.named or m.entity.kind is not EntityKind.CONCEPT for m in direct):
            return direct
        inner = self.index.at(head)
        if inner is not None and inner.part is Part.NOUN and inner.fillers(Function.SUBJECT):
            return tuple(
                m
                for a in inner.fillers(Function.SUBJECT)
                for m in self.referents.organisation_of(doc[a.head])
            )
        if tree.lemma[head] not in MEANS:
            return direct
        above = tree.head[head]
        while tree.pos[above] in {"ADP", "NOUN"} and tree.head[above] != above:
            above = tree.head[above]
        holder = self.index.at(above)
        if holder is None or holder.lemma == "be":
            return ()
        return tuple(
            m
            for a in holder.fillers(Function.SUBJECT)
            if tree.lemma[a.head] not in MEANS
            for m in self.referents.organisation_of(doc[a.head])
        )

    def role(self, found: Match, role: Role) -> tuple[Mention, ...]:
        """The mentions of a role, each entity once."""
        mentions: dict[str, Mention] = {}
        for head in found.roles.get(role, ()):
            for mention in self.mentions_at(role, head):
                mentions.setdefault(mention.entity.key, mention)
        return tuple(mentions.values())

    def stance(self, predicate: Predicate) -> Stance:
        if predicate.head not in self.stances:
            self.stances[predicate.head] = judge(self.document, self.index, predicate)
        return self.stances[predicate.head]

    def outermost(self, matches: list[Match]) -> Iterator[Match]:
        """The matches that no other one speaks for: "cleared X to sell Y" is an approval, no sale."""
        by_head = {m.predicate.head: m for m in matches}
        inside = {h: self.inside(m.predicate) for h, m in by_head.items()}
        spoken_for: set[int] = set()
        for head, m in by_head.items():
            if not _yields(m):
                spoken_for |= inside[head] | (m.trail | set(m.roles.get(Role.OBJECT, ()))) - {head}
        for head, m in by_head.items():
            if head in spoken_for:
                continue
            if _yields(m) and any(h in by_head and not by_head[h].frame.yields for h in inside[head]):
                continue
            yield m

    def grouped(self, matches: Iterable[Match]) -> Iterator[tuple[Match, ...]]:
        """The matches, each with those that only tell more of the same deed.

        "eased the curbs, permitting X to ship Y" is one approval; "a visit during which he met X" one meeting.
        """
        kept = list(matches)
        alone: dict[int, list[Match]] = {}
        for m in kept:
            head = m.predicate.head
            first = next((o for o in reversed(kept) if self._goes_on(o, m)), None)
            if first is not None and first.predicate.head in alone:
                alone[first.predicate.head].append(m)
            elif not (m.predicate.part is Part.NOUN and any(self._tells_it_better(o, m) for o in kept)):
                alone[head] = [m]
        yield from (tuple(ms) for ms in alone.values())

    def _goes_on(self, first: Match, more: Match) -> bool:
        """True where `more` is a participle or infinitive of the same kind and agents, behind `first`."""
        tree, head = self.scene.tree, more.predicate.head
        if first is more or first.frame.kind is not more.frame.kind or first.predicate.head > head:
            return False
        if tree.dep[head] not in {"advcl", "xcomp"} or tree.tag[head] not in {"VBG", "VB"}:
            return False
        doc = self.document.doc
        if doc[head].sent.start != doc[first.predicate.head].sent.start:
            return False
        agents = {m.entity.key for m in self.role(more, Role.AGENT)}
        return bool(agents) and agents == {m.entity.key for m in self.role(first, Role.AGENT)}

    def _tells_it_better(self, other: Match, noun: Match) -> bool:
        """True where a verb in the noun's own phrase tells the same kind of deed."""
        if other is noun or other.predicate.part is Part.NOUN or other.frame.kind is not noun.frame.kind:
            return False
        return other.predicate.head in _subtree(self.document.doc[noun.predicate.head])

    def inside(self, predicate: Predicate) -> set[int]:
        """The predicates among a predicate's objects and clauses, and theirs in turn."""
        found: set[int] = set()
        waiting = [predicate]
        while waiting:
            for argument in waiting.pop().arguments:
                if argument.function is Function.SUBJECT or argument.shared or argument.head in found:
                    continue
                if argument.function is Function.OBLIQUE and argument.preposition not in COMPLEMENTS:
                    continue
                if argument.function is Function.CLAUSE and argument.preposition in ADVERBIAL:
                    continue
                inner = self.scene.at(argument.head)
                if inner is not None and inner.head != predicate.head:
                    found.add(inner.head)
                    waiting.append(inner)
        return found

    def claim(self, found: Match, *more: Match) -> Claim:
        """The claim of one match, with what others tell of the same deed."""
        predicate, frame = found.predicate, found.frame
        stance = self.stance(predicate)
        roles = [h for m in (found, *more) for heads in m.roles.values() for h in heads]
        evidence = clause_of(self.document, predicate, [*roles, *(m.predicate.head for m in more)])
        return Claim(
            kind=self._kind(found),
            evidence=evidence,
            trigger=predicate.trigger,
            rule=frame.id,
            agents=self.role(found, Role.AGENT),
            objects=next((o for m in (found, *more) if (o := self.role(m, Role.OBJECT))), ()),
            recipients=_united(self.role(m, Role.RECIPIENT) for m in (found, *more)),
            status=_status(frame, stance),
            polarity=stance.polarity,
            condition=stance.condition,
            when=self.when(found),
            quantity=self.quantity(found),
            rungs=self.chains.rungs(predicate.trigger, evidence),
        )

    def _kind(self, found: Match) -> ClaimKind:
        return found.frame.kind

    def when(self, found: Match) -> TimeSpan | None:
        """The time that the action itself, or what it is about, is given; only one with a date.

        A time before the first of coordinated verbs holds for all ("Last year she came and saw").
        """
        head = found.predicate.head
        for place in (head, *sorted(self.inside(found.predicate) | found.trail)):
            for time in self.times.get(place, ()):
                if _is_dated(time):
                    return time
        tree = self.scene.tree
        while tree.dep[head] == "conj" and tree.pos[head] in {"VERB", "AUX"}:
            head = tree.head[head]
            first = self.document.doc[head].idx
            for time in self.times.get(head, ()):
                if _is_dated(time) and time.span.start < first:
                    return time
        return None

    def quantity(self, found: Match) -> Quantity | None:
        """The quantity in the claim's own clause, that of the object first."""
        objects = found.roles.get(Role.OBJECT, ())
        heads = [found.predicate.head, *sorted(self.inside(found.predicate) | found.trail), *objects]
        near = [q for h in dict.fromkeys(heads) for q in self.quantities.get(h, ()) if _fits(q[1], found)]
        for head, quantity in near:
            if any(head in _subtree(self.document.doc[o]) for o in objects):
                return quantity
        return near[0][1] if near else None


def _united(groups: Iterable[tuple[Mention, ...]]) -> tuple[Mention, ...]:
    return tuple({m.entity.key: m for group in groups for m in group}.values())


def _yields(found: Match) -> bool:
    return found.frame.yields or found.shape.yields


def _status(frame: Frame, stance: Stance) -> Status:
    if frame.status is not None and stance.status is Status.HAPPENED and stance.polarity is Polarity.POSITIVE:
        return frame.status
    return stance.status


def _is_dated(time: TimeSpan) -> bool:
    """True for a calendar date, not for "recently" or "three years"."""
    return time.value[:1].isdigit() and time.earliest is not None


def _fits(quantity: Quantity, found: Match) -> bool:
    wanted = found.shape.quantity
    if not wanted or "any" in wanted:
        return quantity.unit != "times" or "any" in wanted
    return _class_of(quantity) in wanted


def _class_of(quantity: Quantity) -> str:
    if quantity.code == "P1":
        return "percent"
    if quantity.code is not None and len(quantity.code) == 3 and quantity.code.isalpha():
        return "money"
    return "times" if quantity.unit in {"times", "time", "fold"} else "number"


def _last_word(label: str) -> str:
    """The last word of a label in the singular, as far as English spells it plainly."""
    word = label.rsplit(" ", 1)[-1].lower()
    for plural, singular in (("ies", "y"), ("s", "")):
        if word.endswith(plural) and word.removesuffix(plural) + singular in OFFICIAL_NOUNS:
            return word.removesuffix(plural) + singular
    return word


def _subtree(token: Token) -> range:
    return range(token.left_edge.i, token.right_edge.i + 1)


def _upwards(token: Token) -> Iterator[Token]:
    yield token
    while token.head is not token and token.head.i != token.i:
        token = token.head
        yield token
