"""Turns the tokens that a frame found for its roles into mentions: who acts, what is dealt with, for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from spacy.tokens import Doc, Token

from ingest.claims.frame_book import OFFICIALS
from ingest.claims.frames import Match
from ingest.claims.pronouns import is_first_person
from ingest.claims.scene import (
    CONTAINERS,
    GIVERS,
    MEANS,
    NO_GIVERS,
    OFFICIAL_NOUNS,
    PAPERS,
    PARCELS,
    WAYS_TO_PAY,
    Scene,
)
from ingest.claims.steps import theme
from ingest.grammar.arguments import Function
from ingest.grammar.control import is_light
from ingest.grammar.predicates import Part, Predicate
from ingest.grammar.subjects import SUBJECTS
from kg.model import ClaimKind, EntityKind, Mention, Role

_OF_SUMS = frozenset({"in", "of"})
"""Behind these stands what a sum is made of."""
_SEATS = frozenset({EntityKind.PLACE, EntityKind.COUNTRY, EntityKind.GOVERNMENT})
"""Where a sum is paid, and no part of what it is made of."""
_OF_FIGURES = frozenset({ClaimKind.FORECAST, ClaimKind.COMPARISON})
"""Claims that tell how much there is, or will be, of a thing."""
_PEOPLE = frozenset({EntityKind.GROUP, EntityKind.PERSON, EntityKind.CONCEPT})


class Meanings(Protocol):
    """What the words of an article refer to (`ingest.reference.referents.Referents`)."""

    office_holders: frozenset[str]
    """The keys of the people whom the article gives a public office."""

    def of(self, head: Token) -> tuple[Mention, ...]:
        """The entities that a noun phrase means."""

    def organisation_of(self, head: Token) -> tuple[Mention, ...]:
        """The parties that a noun phrase means, metonyms and pronouns resolved."""

    def thing_of(self, head: Token) -> tuple[Mention, ...]:
        """The things that a noun phrase is about ("purchases of X": X)."""

    def action_of(self, verb: Token) -> Mention:
        """What a verb with all that belongs to it says is done."""


@dataclass(slots=True)
class Participants:
    """The mentions at the tokens of one document, by role; each looked up once."""

    doc: Doc
    scene: Scene
    referents: Meanings
    speakers: Callable[[int], tuple[Mention, ...]] = lambda _: ()
    """Whose words a token stands in: whom "we" and "I" mean there."""
    seen: dict[tuple[Role, int], tuple[Mention, ...]] = field(default_factory=dict)

    def of(self, found: Match, role: Role) -> tuple[Mention, ...]:
        """The mentions in a role of a match, each entity once."""
        mentions: dict[str, Mention] = {}
        for head in found.roles.get(role, ()):
            whole = self._grown(head) if role is Role.OBJECT and found.frame.kind in _OF_FIGURES else ()
            if found.frame.kind is ClaimKind.MEETING and role is not Role.OBJECT:
                whole = self._people(head)
            listed = whole or self.at(role, head)
            if len(listed) > 1 and self._is_described(head, found.predicate.head):
                # "Acme, which bid for it, and Orion": only Acme bid.
                end = self.doc[found.predicate.head].idx
                listed = tuple(m for m in listed if m.span.start < end) or listed
            for mention in listed:
                mentions.setdefault(mention.entity.key, mention)
        return tuple(mentions.values())

    def _is_described(self, noun: int, verb: int) -> bool:
        """True where the verb stands in a relative clause of the noun."""
        tree = self.scene.tree
        while tree.dep[verb] != "relcl" and noun < tree.head[verb] != verb:
            verb = tree.head[verb]
        return noun < verb and tree.dep[verb] == "relcl" and tree.head[verb] == noun

    def at(self, role: Role, head: int) -> tuple[Mention, ...]:
        """What the phrase headed by a token means in that role."""
        key = (role, head)
        found = self.seen.get(key)
        if found is None:
            if role is Role.OBJECT:
                found = self._things(head)
            elif role is Role.AGENT:
                found = self._agents(head)
            elif any(self.scene.tree.tag[c] == "PRP$" for c in self.scene.tree.children[head]):
                found = self.referents.of(self.doc[head])  # "urged its members": them, not the union
            elif self.scene.tree.tag[head] == "VBG" and self.scene.tree.pos[head] == "VERB":
                found = ()  # "set aside a sum for fighting drought": nobody receives it
            else:
                found = self._parties(head)
            self.seen[key] = found
        return found

    def _grown(self, head: int) -> tuple[Mention, ...]:
        """The dealing itself has the figure where a noun before it names the thing: "copper consumption"."""
        tree = self.scene.tree
        noun = tree.head[tree.head[head]]
        if tree.dep[head] == "pobj" and tree.text[tree.head[head]] == "of" and tree.pos[noun] == "NOUN":
            counted = any(tree.dep[c] == "nummod" for c in tree.children[head])
            if counted and noun not in self.scene.amounts:  # "a harvest of 3 million bags"
                return self.referents.of(self.doc[noun])
        if tree.pos[head] != "NOUN" or not any(tree.dep[c] == "compound" for c in tree.children[head]):
            return ()
        if any(m.named for m in self.at(Role.OBJECT, head)):
            return ()  # "H200 sales": what has a name is what readers look for
        return tuple(m for m in self.referents.of(self.doc[head]) if not self._is_amount(m))

    def _people(self, head: int) -> tuple[Mention, ...]:
        """Who meets in person: of "ministers of the union" the ministers, not the union."""
        direct = self.referents.of(self.doc[head])
        group = any(m.entity.kind in _PEOPLE and not m.named for m in direct)
        if any(m.entity.kind is EntityKind.COMPANY and m.named for m in self.at(Role.RECIPIENT, head)):
            return ()  # "representatives from Acme and Rossi": who sent them counts
        return direct if group and self.scene.tree.child(head, "prep") is not None else ()

    def kinds(self, role: Role, head: int) -> frozenset[str]:
        """The kinds of entities that a phrase means, and `Officials` for groups that have a say."""
        mentions = self.at(role, head)
        plain = all(m.entity.kind is EntityKind.CONCEPT and not m.named for m in mentions)
        if role is Role.AGENT and plain and self.scene.tree.lemma[head] in PAPERS:
            return frozenset()  # a text does what it says for whoever wrote it
        found: set[str] = {m.entity.kind for m in mentions}
        first = self.doc[head].idx
        # "ministers from Peru" mean Peru, and have a say all the same.
        unnamed = any(not m.named or not m.span.start <= first < m.span.end for m in mentions)
        if unnamed and self._has_a_say(role, head):
            found.add(OFFICIALS)
        elif any(m.entity.key in self.referents.office_holders for m in mentions):
            found.add(OFFICIALS)  # "Judge Ito rejected the plea": by her office
        return frozenset(found)

    def _things(self, head: int) -> tuple[Mention, ...]:
        """What is dealt with; "a lot" or "more" alone names nothing."""
        if self.scene.tree.tag[head] == "VBG" and (themes := theme(self.scene, head)):
            return tuple(m for t in themes for m in self._things(t))  # "fishing for eel was banned": eel
        found = self.referents.thing_of(self.doc[head])
        if head in self.scene.amounts and all(self._is_amount(m) for m in found):
            return self._paid_in(head)
        if found and all(self._is_amount(m) for m in found):
            found = self.referents.of(self.doc[head])  # "sales of $5 billion" are sales, not dollars
        first = self.doc[head].idx
        if self.scene.tree.pos[head] == "NUM":
            return tuple(
                m
                for m in found
                if m.entity.kind is not EntityKind.CONCEPT or not m.span.start <= first < m.span.end
            )
        if self.scene.tree.lemma[head] not in CONTAINERS:
            return found
        if any(m.entity.kind is not EntityKind.CONCEPT for m in found):
            return found
        if self.scene.tree.lemma[head] in PARCELS and self.scene.tree.child(head, "det", "poss") is not None:
            return found  # "blocked the package": it was spoken of before
        return tuple(m for m in found if " " in m.entity.label or not m.span.start <= first < m.span.end)

    def _paid_in(self, head: int) -> tuple[Mention, ...]:
        """Of "6 billion euros in aid" the aid; of a bare sum nothing."""
        tree = self.scene.tree
        return tuple(
            m
            for c in tree.children[head]
            if tree.dep[c] == "prep" and tree.text[c] in _OF_SUMS
            for o in tree.children[c]
            if tree.dep[o] == "pobj" and o not in self.scene.times and o not in self.scene.amounts
            if tree.lemma[o] not in WAYS_TO_PAY
            for m in self._things(o)
            if m.entity.kind not in _SEATS  # "sued for 3 billion yen in Tokyo"
        )

    def _is_amount(self, mention: Mention) -> bool:
        start, end = mention.span.start, mention.span.end
        tokens = self.doc.char_span(start, end, alignment_mode="expand") or ()
        return not mention.named and any(t.i in self.scene.amounts and start <= t.idx for t in tokens)

    def _agents(self, head: int) -> tuple[Mention, ...]:
        """Who acts: of "Peru's decision allows" Peru, of "ministers discussed ways to ban" the ministers."""
        tree = self.scene.tree
        direct = self._parties(head) or (self.speakers(head) if is_first_person(tree, head) else ())
        if tree.lemma[head] in MEANS and not any(m.named for m in direct):
            # "Peru issued a permit that allows …": it is Peru that allows.
            giver = self._holder(head)
            gives = giver is not None and (is_light(giver.lemma) or giver.lemma in GIVERS)
            if giver is not None and gives and (found := self._subjects(giver)):
                return found
        if any(m.named or m.entity.kind is not EntityKind.CONCEPT for m in direct):
            return direct
        if not direct and tree.tag[head] == "PRP$":
            # "the board gave its consent": whose consent it is, is the verb's subject.
            verb = self.scene.index.at(tree.head[tree.head[head]])
            return self._subjects(verb) if verb is not None else ()
        inner = self.scene.index.at(head)
        if inner is not None and inner.part is Part.NOUN and inner.fillers(Function.SUBJECT):
            return self._subjects(inner)
        if self.scene.tree.lemma[head] not in MEANS:
            return direct
        holder = self._holder(head)
        # "the court upheld an order that bars …" is not the court's; "the order also bars …" does so.
        by_itself = direct if tree.lemma[head] in PAPERS and tree.dep[head] in SUBJECTS else ()
        if holder is None or holder.lemma == "be" or holder.lemma in NO_GIVERS:
            return by_itself
        return self._subjects(holder) or by_itself

    def _parties(self, head: int) -> tuple[Mention, ...]:
        """Who is meant: a person who is named, else the organisation for which somebody speaks."""
        direct = self.referents.of(self.doc[head])
        if any(m.named and m.entity.kind is EntityKind.PERSON for m in direct):
            return direct
        return self.referents.organisation_of(self.doc[head])

    def _holder(self, head: int) -> Predicate | None:
        """The predicate whose object a way or plan is ("discussed ways to …": discuss)."""
        tree = self.scene.tree
        above = tree.head[head]
        while tree.pos[above] in {"ADP", "NOUN"} and tree.head[above] != above:
            above = tree.head[above]
        return self.scene.index.at(above)

    def _subjects(self, predicate: Predicate) -> tuple[Mention, ...]:
        return tuple(
            m
            for a in predicate.fillers(Function.SUBJECT)
            if self.scene.tree.lemma[a.head] not in MEANS
            for m in self.referents.organisation_of(self.doc[a.head])
        )

    def _has_a_say(self, role: Role, head: int) -> bool:
        tree = self.scene.tree
        if tree.lemma[head] in OFFICIAL_NOUNS or tree.text[head] in OFFICIAL_NOUNS:
            return True
        return any(not m.named and _is_official(m.entity.label) for m in self.at(role, head))


def _is_official(label: str) -> bool:
    """Whether an unnamed label ends in one or two words for those who have a say ("customs service")."""
    two = " ".join(label.lower().rsplit(" ", 2)[-2:])
    return _last_word(label) in OFFICIAL_NOUNS or two in OFFICIAL_NOUNS


def _last_word(label: str) -> str:
    """The last word of a label in the singular, as far as English spells it plainly."""
    word = label.rsplit(" ", 1)[-1].lower()
    for plural, singular in (("ies", "y"), ("s", "")):
        if word.endswith(plural) and word.removesuffix(plural) + singular in OFFICIAL_NOUNS:
            return word.removesuffix(plural) + singular
    return word
