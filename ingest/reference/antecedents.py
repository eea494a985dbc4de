"""What an article has mentioned so far, and how likely it is meant again: the memory of coreference."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.grammar.control import is_light
from ingest.grammar.phrases import first_conjunct
from ingest.kinds import STATES
from ingest.names.rows import Country
from ingest.names.table import country_in, country_of, table
from ingest.rulebook import rules
from kg.model import Entity, EntityKind

KEPT = 80  # antecedents that are remembered: more than the sentences in reach ever hold

OFTEN = 3  # times that a thing is named which the story is about


_OF_A_STATE = STATES | {EntityKind.AGENCY, EntityKind.PLACE}
"""Who speaks of these speaks of their country."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_SHARED = {
    "xcomp": frozenset({"nsubj", "nsubjpass", "dobj"}),
    "advcl": frozenset({"nsubj", "nsubjpass"}),
    "conj": frozenset({"nsubj", "nsubjpass"}),
}
"""By how a verb hangs on the one above: what of that verb's arguments it may share."""

MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Something that was mentioned: by which token, in which sentence, how prominently (0: as a modifier)."""

    token: Token
    sentence: int
    entities: tuple[Entity, ...]
    prominence: int
    plural: bool
    human: bool
    """True for a person, by name or by what he does ("an executive")."""

    @property
    def kinds(self) -> set[EntityKind]:
        """The kinds of the entities."""
        return {entity.kind for entity in self.entities}


class Memory:
    """The antecedents in the order of the text; the oldest are forgotten."""

    def __init__(self) -> None:
        self._seen: list[Antecedent] = []
        self._times: dict[Entity, int] = {}
        self._homes: dict[Entity, str] = {}
        self._nations: dict[str, int] = {}
        self._governed: set[tuple[str, str]] = set()
        self._callings: dict[Entity, set[str]] = {}
        self._lead: int | None = None
        self._leads: set[Entity] = set()

    def remember(self, token: Token, sentence: int, entities: tuple[Entity, ...], prominence: int) -> None:
        """Note that something was mentioned."""
        kind = entities[0].kind
        for entity in entities:
            if entity.named:
                if entity.kind is EntityKind.COMPANY and (home := home_before(token)):
                    self.settle(entity, home)
                alone = len(entities) == 1  # each of "Acme and Beta" has been counted by itself
                self._times[entity] = self._times.get(entity, 0) + alone
                if self._is_lead(sentence) and token.dep_ in SUBJECTS and token.head.dep_ == "ROOT":
                    self._leads.add(entity)
                if entity.kind in _OF_A_STATE and (state := country_of(entity) or _named_for(entity)):
                    self.speak_of(state.country.key)
                    self._governed.add((state.country.key, token.lower_))
        many = (token.tag_ == "NNS" and token.pos_ == "NOUN") or (
            token.tag_ in {"NNS", "NNPS"} and kind is EntityKind.GROUP
        )
        plural = len(entities) > 1 or many
        if len(entities) > 1:
            self._forget_part(token, sentence, entities)
        human = kind is EntityKind.PERSON or (not entities[0].named and token.lemma_.lower() in humans())
        self._seen.append(Antecedent(token, sentence, entities, prominence, plural, human))
        if len(self._seen) > 2 * KEPT:
            del self._seen[:KEPT]

    def _is_lead(self, sentence: int) -> bool:
        if self._lead is None:
            self._lead = sentence
        return sentence == self._lead

    def _forget_part(self, token: Token, sentence: int, entities: tuple[Entity, ...]) -> None:
        """Drop "A and B" where the list goes on: it is A, B and C who are meant again."""
        for i in range(len(self._seen) - 1, -1, -1):
            seen = self._seen[i]
            if seen.sentence != sentence:
                return
            if seen.token.i == token.i and 1 < len(seen.entities) < len(entities):
                del self._seen[i]
                return

    def call(self, entity: Entity, noun: str) -> None:
        """Note that the article calls it so: "the airline Acme", "Acme, an airline"."""
        self._callings.setdefault(entity, set()).add(noun)

    def is_called(self, entity: Entity, nouns: frozenset[str]) -> bool:
        """True where the article has called it so, or its name does ("Acme Airlines", "Acmebank")."""
        if not nouns.isdisjoint(self._callings.get(entity, ())):
            return True
        own = entity.label.lower().split()
        return not nouns.isdisjoint(own) or any(w.endswith(n) for w in own for n in nouns if len(n) > 2)

    def speak_of(self, country: str) -> None:
        """Note that a country was named, or pointed at by its adjective."""
        self._nations[country] = self._nations.get(country, 0) + 1

    def nations(self) -> list[tuple[str, int]]:
        """The keys of the countries with how often each was spoken of, the most often first."""
        return sorted(self._nations.items(), key=lambda item: (-item[1], item[0]))

    def called_government(self, country: str, noun: str) -> bool:
        """True where the article has already called that country's rulers so: "the administration"."""
        return (country, noun) in self._governed

    def protagonist(self, among: Iterable[Entity]) -> Entity | None:
        """The one that the article has named at least twice as often as any other, or None."""
        ranked = sorted(set(among), key=lambda entity: (-self._times.get(entity, 0), entity.key))
        if not ranked:
            return None
        often = [self._times.get(entity, 0) for entity in ranked[:2]]
        return None if len(often) > 1 and often[0] < 2 * often[1] else ranked[0]

    def leads(self, entity: Entity) -> bool:
        """True for the subject of the first sentence that has a named one: with it the story begins."""
        return entity in self._leads

    def is_often(self, entity: Entity) -> bool:
        """True for what the article has named again and again."""
        return self._times.get(entity, 0) >= OFTEN

    def settle(self, entity: Entity, country: str) -> None:
        """Note which country has it, where the article had not said so before."""
        self._homes.setdefault(entity, country)

    def home(self, entity: Entity) -> str | None:
        """The country that the article said has it ("South Korea's Acme", "the Dutch firm Acme")."""
        return self._homes.get(entity)

    def named(self) -> Iterator[Entity]:
        """All that the article has named so far."""
        return iter(self._times)

    def near(self, sentence: int, back: int) -> Iterator[Antecedent]:
        """The antecedents of this sentence and so many before it, the latest first."""
        for candidate in reversed(self._seen):
            if sentence - candidate.sentence > back:
                return
            yield candidate


def _named_for(body: Entity) -> Country | None:
    """The country in the name of a body that the table does not know."""
    return country_in(body.label) if body.kind is EntityKind.AGENCY else None


def home_before(token: Token) -> str | None:
    """The key of the country whose name or adjective stands before a name."""
    before = [c for child in token.lefts for c in (child, *child.lefts)]
    for child in before:
        if child.dep_ in {"poss", "amod", "compound", "nmod"} and child.text[0].isupper():
            word = child.lower_
            if child.i and child.nbor(-1).dep_ == "compound" and child.nbor(-1).head.i == child.i:
                word = f"{child.nbor(-1).lower_} {word}"
            key = table().by_adjective.get(word) or table().by_country.get(word)
            if key:
                return key
    return None


def is_of_money(token: Token) -> bool:
    """True for the country in "32 billion U.S. dollars", of which nobody speaks."""
    return token.head.i == token.i + 1 and token.head.pos_ == "NOUN" and token.head.lower_ in words("coins")


def clear_winner(scores: list[tuple[int, Antecedent]]) -> Antecedent | None:
    """The best; None where another thing does as well, or nothing does well at all."""
    if not scores:
        return None
    top = max(score for score, _ in scores)
    best = [candidate for score, candidate in scores if score == top]
    if top < 0 or any(b.entities != best[0].entities for b in best):
        return None
    return best[0]


def prominence(token: Token) -> int:
    """From 1 (deep inside a phrase) to 4 (subject of a main clause)."""
    token = first_conjunct(token)
    if token.dep_ == "appos":
        token = first_conjunct(token.head)
    if token.dep_ in SUBJECTS and token.head.pos_ != "ADJ":
        return 4 if token.head.dep_ in MAIN else 3
    if token.dep_ in {"dobj", "dative", "attr", *SUBJECTS}:  # also "made the ban permanent"
        return 2
    if token.dep_ == "poss":
        return 3 if token.head.dep_ in SUBJECTS else 2
    return 1


def same_clause(candidate: Token, phrase: Token) -> bool:
    """True where both are arguments of one verb, so that they cannot mean the same thing.

    What a verb shares with its infinitive or with the verb coordinated with it counts too: "told the firms
    not to buy them", "visited the plant and praised her".
    """
    candidate = first_conjunct(candidate)
    if candidate.dep_ == "appos":  # "Ann Lee, president of the union, asked him"
        candidate = first_conjunct(candidate.head)
    if phrase.dep_ == "poss":
        return candidate.head.i == phrase.head.i
    verb = verb_of(phrase)
    if verb is None:
        return False
    theirs = verb_of(candidate)
    if theirs is not None and theirs.i == verb.i:
        return True
    if phrase.dep_ in SUBJECTS:
        return False
    shared = _SHARED.get(verb.dep_)
    while shared is not None and not any(c.dep_ in SUBJECTS for c in verb.lefts):
        if candidate.head.i == verb.head.i and candidate.dep_ in shared:
            return True
        verb = verb.head
        shared = _SHARED.get(verb.dep_)
    return False


def verb_of(token: Token) -> Token | None:
    """The verb that a noun is an argument of, prepositions skipped."""
    above = token.head
    while above.dep_ in {"prep", "agent", "pobj"} or above.pos_ == "ADP":
        if above.head.i == above.i:
            return None
        above = above.head
    if above.i != token.head.i and above.dep_ == "dobj" and is_light(above.head.lemma_.lower()):
        above = above.head  # "took control of the firm"
    return above if above.pos_ in {"VERB", "AUX"} else None


@functools.cache
def humans() -> frozenset[str]:
    """Nouns for people, in the singular."""
    return frozenset(rules("mentions")["names"]["people"]) | frozenset(rules("unnamed")["sources"]["nouns"])


@functools.cache
def words(name: str) -> frozenset[str]:
    """A list of words of `rules/coreference.toml`."""
    section = rules("coreference")
    return frozenset(section["words"][name] if name in section["words"] else section[name])
