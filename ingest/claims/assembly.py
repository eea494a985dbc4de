"""Assembles claims: a frame that fits, who it names, how it stands, when, how many, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ingest.claims.circumstances import Circumstances
from ingest.claims.comparing import phrase_of
from ingest.claims.deeds import grouped, inside, outermost
from ingest.claims.describing import describes_a_class
from ingest.claims.evidence import clause_of
from ingest.claims.frames import Match, matches
from ingest.claims.no_deeds import is_private, touches_nothing
from ingest.claims.participants import Meanings, Participants
from ingest.claims.pronouns import is_first_person, noun_of
from ingest.claims.scene import MEANS, Scene
from ingest.claims.standing import polarity_of, status_of
from ingest.claims.wording import in_full, or_action
from ingest.document import Document
from ingest.grammar.predicates import Part, Predicate, PredicateIndex
from ingest.stance.judging import Stances
from kg.model import (
    Claim,
    ClaimKind,
    EntityKind,
    LinkReason,
    Mention,
    Quantity,
    Role,
    Rung,
    Span,
    Status,
    TimeSpan,
)

_CALLED_BY_NOUNS = frozenset({EntityKind.POLICY, EntityKind.OFFICIAL_LIST})
"""What has its noun in its name: the Kyoto Protocol is a protocol, Iran Air is no air."""
_OPPOSITE = {ClaimKind.APPROVAL: ClaimKind.RESTRICTION, ClaimKind.RESTRICTION: ClaimKind.APPROVAL}
_THINGS = frozenset({"it", "that", "this", "which"})
_DONE_BY_FIRMS = frozenset({ClaimKind.ORDER, ClaimKind.FUNDING})
"""What "we" do of these, and in numbers, is told also where the text leaves open who "we" are."""


class Voices(Protocol):
    """Who says what, where in the article (`ingest.voices.attribution.Chains`)."""

    def rungs(self, trigger: Span, evidence: Span, *, foreseen: bool = False) -> tuple[Rung, ...]:
        """The chain of sources of what is said, or foreseen, at `trigger`, nearest first."""


def find_claims(
    document: Document,
    predicates: PredicateIndex,
    stances: Stances,
    referents: Meanings,
    times: Iterable[TimeSpan],
    quantities: Iterable[Quantity],
    chains: Voices,
) -> tuple[Claim, ...]:
    """The claims of an article in the order of its text; linear in its length."""
    reading = _Reading(document, predicates, stances, referents, times, quantities, chains)
    compared = reading.circumstances.comparisons
    all_told = sorted((*predicates, *compared), key=lambda p: p.head) if compared else predicates
    told = [m for m in map(reading.best, all_told) if m is not None]
    own = outermost(reading.scene, told)
    claims: list[Claim] = []
    for group in grouped(document, reading.scene, reading.participants, own):
        claims.append(reading.claim(group, claims))
    return tuple(claims)


def kinds_by_trigger(claims: Iterable[Claim]) -> dict[Span, ClaimKind]:
    """The kind of each claim by its trigger, for the events of the annotation layer."""
    return {claim.trigger: claim.kind for claim in claims}


class _Reading:
    """One article while its claims are read: what is at which token, looked up once."""

    def __init__(
        self,
        document: Document,
        predicates: PredicateIndex,
        stances: Stances,
        referents: Meanings,
        times: Iterable[TimeSpan],
        quantities: Iterable[Quantity],
        chains: Voices,
    ) -> None:
        tree = document.tree
        self.document = document
        self.predicates = predicates
        self.stances = stances
        self.chains = chains
        self.circumstances = Circumstances(document, tree, predicates, times, quantities)
        around = self.circumstances
        self.scene = Scene(tree, predicates, around.times, around.amounts, _governed(predicates), self._meant)
        self.participants = Participants(document.doc, self.scene, referents, self._speakers)
        self._nouns: dict[int, frozenset[str]] = {}

    def best(self, predicate: Predicate) -> Match | None:
        """The first frame that fits, quantities and stance included."""
        for found in matches(self.scene, predicate, self.participants.kinds):
            if self._bears_out(found):
                return found
        return None

    def claim(self, group: tuple[Match, ...], before: list[Claim]) -> Claim:
        """The claim of a match (the first of the group), with what the others tell of the same deed."""
        found = group[0]
        predicate, frame = found.predicate, found.frame
        stance = self.stances.of(predicate)
        roles = [h for m in group for heads in m.roles.values() for h in heads]
        told_by, roles = self._told_by(predicate, [*roles, *(m.predicate.head for m in group[1:])])
        evidence = clause_of(self.document, told_by, roles)
        agents = self.participants.of(found, Role.AGENT)
        told = [(m, o) for m in group if (o := self.participants.of(m, Role.OBJECT))]
        # "ordered 40 jets", not what "the order" says; "eased curbs, letting X ship Y": Y.
        told.sort(key=lambda t: (t[0].predicate.part is Part.NOUN, _is_rule(t[1])))
        objects = or_action(self.participants, found, told[0][1] if told else ())
        if told:
            objects = in_full(self.document, self.participants, told[0][0], objects)
        recipients = _united(self.participants.of(m, Role.RECIPIENT) for m in group)
        return Claim(
            kind=_opposite(found, agents, objects, before) if frame.opposes else frame.kind,
            evidence=evidence,
            trigger=predicate.trigger,
            rule=frame.id,
            agents=agents,
            objects=_without_agents(objects, agents),
            recipients=_without_agents(recipients, agents),
            status=status_of(found, stance, self.scene.tree, self.stances.at),
            polarity=polarity_of(found, stance),
            condition=stance.condition,
            when=self.circumstances.when(found, self._content(found)),
            quantity=self._quantity(found),
            rungs=self.chains.rungs(predicate.trigger, evidence, foreseen=frame.kind is ClaimKind.FORECAST),
        )

    def _told_by(self, predicate: Predicate, roles: list[int]) -> tuple[Predicate, list[int]]:
        """The predicate whose clause tells it: of a comparison the verb, or its own phrase behind a comma."""
        if predicate.part is not Part.QUANTITY:
            return predicate, roles
        over = self.predicates.at(predicate.governor) if predicate.governor is not None else None
        return over or predicate, [
            *roles,
            *self.scene.tree.subtree(phrase_of(self.scene.tree, predicate.head)),
        ]

    def _bears_out(self, found: Match) -> bool:
        """True where also those conditions of the shape hold that need more than the syntax."""
        shape = found.shape
        if shape.stance and self.stances.of(found.predicate).status not in shape.stance:
            return False
        if shape.quantity and self._quantity(found) is None:
            return False
        if any(not self.circumstances.counts(found, role) for role in shape.counted):
            return False
        agents = self.participants.of(found, Role.AGENT)
        if describes_a_class(self.scene, found, agents, self._is_dated) or touches_nothing(self.scene, found):
            return False
        if is_private(self.scene, found, agents):
            return False
        if self._quantity(found) is None and not any(self.participants.of(found, role) for role in Role):
            return False  # "he was allowed to leave": nobody and nothing that the graph could hold
        if not agents and not self._may_lack_agent(found):
            return False
        return all(any(m.entity.named for m in self.participants.of(found, role)) for role in shape.named)

    def _is_dated(self, found: Match) -> bool:
        """True where the text says when it was done, or how many."""
        when = self.circumstances.when(found, self._content(found))
        return when is not None or self._quantity(found) is not None

    def _may_lack_agent(self, found: Match) -> bool:
        """True where it is normal not to say who did it: passives, nouns, and what only may come about."""
        predicate = found.predicate
        if found.frame.agentless or all(role is not Role.AGENT for role, _ in found.shape.roles):
            return True
        if predicate.passive or predicate.part is not Part.VERB:
            return True
        tree = self.scene.tree
        agents = found.roles.get(Role.AGENT, ())
        if found.frame.kind is ClaimKind.REQUEST and any(is_first_person(tree, h) for h in agents):
            return True  # "we ask the court": who asks, the attribution says
        if found.frame.kind in _DONE_BY_FIRMS and any(tree.text[h] == "we" for h in agents):
            return self._quantity(found) is not None  # "we invested $2 billion": no household's deed
        if any(tree.lemma[h] in MEANS for h in agents):
            return True  # "the decision allows": whose it is, the sentence need not say
        # "It would force banks to report": the proposal, even where it was not understood which.
        unknown = predicate.governor is not None or all(tree.text[h] in _THINGS for h in agents)
        return unknown and self.stances.of(predicate).status is not Status.HAPPENED

    def _speakers(self, token: int) -> tuple[Mention, ...]:
        """Whose words a token stands in, as the innermost credit has it."""
        at = self.document.span(token, token)
        rungs = self.chains.rungs(at, at)
        return (rungs[-1].source,) if rungs and rungs[-1].source is not None else ()

    def _meant(self, pronoun: int) -> frozenset[str]:
        known = self._nouns.get(pronoun)
        if known is None:
            mentions = self.participants.at(Role.RECIPIENT, pronoun)
            known = self._nouns[pronoun] = frozenset(
                noun
                for m in mentions
                if not m.entity.named or m.entity.kind in _CALLED_BY_NOUNS
                if (noun := noun_of(self.scene.tree, m.entity.label)) is not None
            )
        return known

    def _content(self, found: Match) -> list[int]:
        """The predicates that the match is about: a time or a number at one of them is the match's own."""
        return sorted(inside(self.scene, found.predicate) | found.trail)

    def _quantity(self, found: Match) -> Quantity | None:
        return self.circumstances.quantity(found, self._content(found))


def _is_rule(mentions: tuple[Mention, ...]) -> bool:
    return all(m.entity.kind is EntityKind.POLICY for m in mentions)


def _opposite(
    found: Match, agents: tuple[Mention, ...], objects: tuple[Mention, ...], before: list[Claim]
) -> ClaimKind:
    """The opposite of what the article last told of the same thing or, failing that, of the same agent."""
    things = {m.entity.key for m in objects}
    actors = {m.entity.key for m in agents}
    turned = [c for c in reversed(before) if c.kind in _OPPOSITE]
    for claim in turned:
        if things & {m.entity.key for m in claim.objects}:
            return _OPPOSITE[claim.kind]
    for claim in turned:
        if actors & {m.entity.key for m in claim.agents}:
            return _OPPOSITE[claim.kind]
    return found.frame.kind


def _without_agents(mentions: tuple[Mention, ...], agents: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Nobody does a thing to himself without "himself": a pronoun taken to mean the agent was misread."""
    acting = {m.entity.key for m in agents}
    return tuple(m for m in mentions if m.entity.key not in acting or m.reason is not LinkReason.COREFERENCE)


def _united(groups: Iterable[tuple[Mention, ...]]) -> tuple[Mention, ...]:
    return tuple({m.entity.key: m for group in groups for m in group}.values())


def _governed(predicates: PredicateIndex) -> dict[int, tuple[int, ...]]:
    governed: dict[int, tuple[int, ...]] = {}
    for predicate in predicates:
        if predicate.governor is not None:
            governed[predicate.governor] = (*governed.get(predicate.governor, ()), predicate.head)
    return governed
