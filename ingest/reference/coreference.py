"""Says whom pronouns and phrases like "the company" or "these agencies" mean. Better none than wrong.

One pass from left to right, remembering what was mentioned. A subject is likelier meant than an object, the
nearer sentence likelier than the farther; where two are equally likely, nothing is said. A plural gets one
mention for each thing that it means.
"""

from __future__ import annotations

from spacy.tokens import Token

from ingest.document import Document, Zone
from ingest.grammar.phrases import first_conjunct
from ingest.kinds import STATES
from ingest.names.noun_kinds import kind_of_noun
from ingest.names.table import country_of, table
from ingest.reference.anchors import Anchors
from ingest.reference.antecedents import (
    SUBJECTS,
    Memory,
    home_before,
    is_of_money,
    prominence,
    verb_of,
    words,
)
from ingest.reference.definites import definite
from ingest.reference.ellipsis import counted_thing, is_elliptic
from ingest.reference.pronouns import antecedent_of, is_bare, pronouns, shown_by
from ingest.reference.states import state_meant
from ingest.reference.titles import nouns_beside
from ingest.reference.unnamed import nominal
from ingest.rulebook import word_set
from kg.model import Entity, EntityKind, LinkReason, Mention

MOST_TOGETHER = 20  # things named together; of a longer list nobody says "these companies"

TAKEN_UP = frozenset(
    {EntityKind.GROUP, EntityKind.PRODUCT, EntityKind.CHIP, EntityKind.POLICY, EntityKind.OFFICIAL_LIST}
)
"""Kinds of unnamed things that pronouns take up."""

NOTIONS = frozenset({"nsubj", "nsubjpass", "dobj"})
"""Where a notion must stand to be taken up."""


def resolve(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """All mentions with the new ones, in the order of the text."""
    found = _Pass(document, mentions).new()
    return tuple(sorted([*mentions, *found], key=lambda m: (m.span, m.entity.key)))


class _Pass:
    """One reading of the article, with what it has mentioned so far."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...]) -> None:
        self.document = document
        self.anchors = Anchors(document, mentions)
        self.memory = Memory()
        self.gender: dict[str, str] = {}
        self.titles: dict[str, list[Entity]] = {}
        self.owners: dict[int, Entity] = {}
        self.found: list[Mention] = []
        self.firsts: dict[int, int] = {}
        self.together: dict[int, dict[Entity, None]] = {}

    def new(self) -> list[Mention]:
        """The mentions that were found."""
        for number, sentence in enumerate(self.document.doc.sents):
            if self.document.zones[number] is Zone.FURNITURE:
                continue
            for token in sentence:
                nation = table().by_adjective.get(token.lower_) if token.text[0].isupper() else None
                if nation is not None and not is_of_money(token):
                    self.memory.speak_of(nation)
                if token.i in self.anchors.by_head:
                    self._named(token, number)
                elif token.pos_ == "PRON" and token.lower_ in pronouns():
                    self._pronoun(token, number)
                elif token.pos_ in {"NUM", "ADJ"} and is_elliptic(token):
                    self._number(token, number)
                elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod"}:
                    self._noun(token, number)
        return self.found

    def _named(self, token: Token, sentence: int) -> None:
        entities = tuple(self.anchors.entities(token.i))
        if is_of_money(token):
            return
        person = entities[0].kind is EntityKind.PERSON
        if person:
            self._note_titles(token, entities[0])
        else:
            self._note_callings(token, entities[0])
        aside = token.dep_ in {"compound", "nmod", "amod"} and not person
        if aside or (entities[0].kind is EntityKind.OUTLET and token.dep_ not in SUBJECTS):
            self.memory.remember(token, sentence, entities, 0)
            return
        first = self._first_conjunct(token)
        self.memory.remember(token, sentence, entities, prominence(first))
        if first.i != token.i:
            self._coordination(first, entities, sentence)

    def _first_conjunct(self, token: Token) -> Token:
        """The head of the coordination; each step is taken once, for a list may be long."""
        if token.dep_ != "conj":
            return token
        known = self.firsts.get(token.head.i)
        first = first_conjunct(token) if known is None else self.document.doc[known]
        self.firsts[token.i] = first.i
        return first

    def _coordination(self, first: Token, entities: tuple[Entity, ...], sentence: int) -> None:
        """Remember what has been named together so far; it grows with each member."""
        together = self.together.setdefault(first.i, dict.fromkeys(self.anchors.entities(first.i)))
        together.update(dict.fromkeys(entities))
        if 1 < len(together) <= MOST_TOGETHER:
            self.memory.remember(first, sentence, tuple(together), prominence(first))

    def _note_titles(self, token: Token, person: Entity) -> None:
        for noun in nouns_beside(token):
            if (state := self._governed(token, noun)) is not None:
                self.memory.settle(person, state)
            if form := shown_by(noun):
                self.gender[person.key] = form
            title = noun.lemma_.lower()
            if title in words("titles") and not (noun.i and noun.nbor(-1).lower_ in words("lesser")):
                holders = self.titles.setdefault(title, [])
                # "the union's president, Ann Lee" is not "the president" where somebody else is.
                of_another = noun.dep_ == "appos" and any(c.dep_ in {"poss", "prep"} for c in noun.children)
                holders.insert(0 if of_another else len(holders), person)
            if noun.i and (longer := f"{noun.nbor(-1).lower_} {title}") in words("titles"):
                self.titles.setdefault(longer, []).append(person)

    def _governed(self, name: Token, office: Token) -> str | None:
        """The country in whose service a person is: "Kenyan President Lee", "its minister, Lee"."""
        if office.lemma_.lower() not in word_set("coreference", "ruled", "offices"):
            return None
        if key := home_before(name) or home_before(office):
            return key
        places = [c for c in office.lefts if c.dep_ == "poss"]
        places += [o for c in office.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
        for place in places:
            for entity in self.anchors.entities(place.i):
                if entity.kind in STATES and (state := country_of(entity)):
                    return state.country.key
        return ""

    def _ruled(self, noun: Token, sentence: int) -> tuple[Entity, ...]:
        """ "Ruto's administration", "her country": the state that a person serves; "its government"."""
        lemma = noun.lemma_.lower()
        governs = lemma in word_set("coreference", "ruled", "governments")
        if not governs and lemma not in word_set("coreference", "ruled", "countries"):
            return ()
        owners = [e for c in noun.lefts if c.dep_ == "poss" for e in self.anchors.entities(c.i)]
        if len(owners) != 1:
            return ()
        kinds = (EntityKind.GOVERNMENT,) if governs else (EntityKind.COUNTRY,)
        home = self.memory.home(owners[0]) if owners[0].kind is EntityKind.PERSON else None
        if home == "":
            return state_meant(noun, kinds, self.memory, sentence)
        if owners[0].kind in STATES and governs:
            state = country_of(owners[0])
        else:
            state = table().countries.get(home) if home else None
        if state is None:
            return ()
        return (state.government if governs else state.country,)

    def _note_callings(self, token: Token, entity: Entity) -> None:
        nouns = [token, *nouns_beside(token)]  # "Peru's bank regulator" may itself be a body's description
        if token.dep_ in SUBJECTS and token.head.lemma_ == "be":
            nouns += [c for c in token.head.rights if c.dep_ == "attr"]
        for noun in nouns:
            if noun.pos_ == "NOUN":
                self.memory.call(entity, noun.lemma_.lower())

    def _pronoun(self, token: Token, sentence: int) -> None:
        best = antecedent_of(token, self.memory, sentence, self.gender, self._acting(token))
        if best is None:
            return
        if (form := pronouns()[token.lower_]) in {"he", "she"}:
            self.gender.setdefault(best.entities[0].key, form)
        self._mention(token, token.i, best.entities, sentence)

    def _acting(self, pronoun: Token) -> tuple[Entity, ...]:
        """Those who do what is done to the pronoun: without "itself", not the same."""
        verb = None if pronoun.dep_ in SUBJECTS | {"poss"} else verb_of(pronoun)
        if pronoun.dep_ in SUBJECTS and is_bare(pronoun.head):
            verb = pronoun.head.head  # "lent Acme money to help it grow": another helps it
        while verb is not None:
            doer = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
            if doer is not None or verb.dep_ not in {"xcomp", "conj", "advcl"} or verb.head.i == verb.i:
                reflexive = pronoun.lower_.endswith(("self", "selves"))
                return () if doer is None or reflexive else tuple(self.anchors.entities(doer.i))
            if verb.dep_ == "xcomp" and any(c.dep_ == "dobj" for c in verb.head.rights):
                return ()  # "asked Acme to sell it": Acme sells
            verb = verb.head
        return ()

    def _noun(self, token: Token, sentence: int) -> None:
        entities = self._ruled(token, sentence) or definite(token, self.memory, sentence, self.titles)
        if entities:
            self._mention(token, min((c.i for c in token.lefts), default=token.i), entities, sentence)
        elif self._is_renamed(token):
            return
        elif (kind := kind_of_noun(token)) in TAKEN_UP or (
            kind is EntityKind.CONCEPT and token.dep_ in NOTIONS and not token.ent_type_
        ):
            self.memory.remember(token, sentence, self._unnamed(token), prominence(token))

    def _number(self, token: Token, sentence: int) -> None:
        """ "Acme ordered 55": of what was spoken of last."""
        thing = counted_thing(self.memory, sentence)
        if thing is not None:
            found = [
                Mention(self.document.span(token.i, token.i), e, LinkReason.COREFERENCE, named=False)
                for e in thing.entities
            ]
            self.found += found
            self.anchors.add(token.i, found)

    def _is_renamed(self, token: Token) -> bool:
        """True where a name in apposition says who it is; that name is as prominent as the noun."""
        return any(c.dep_ == "appos" and c.i in self.anchors.by_head for c in token.rights)

    def _unnamed(self, token: Token) -> tuple[Entity, ...]:
        """The group or product that a common noun introduces; the product by name where it has one."""
        for child in token.lefts:
            named = [e for e in self.anchors.entities(child.i) if e.kind in TAKEN_UP]
            if named and child.dep_ in {"compound", "nmod", "nummod"}:
                return tuple(named)
        return (nominal(self.document, token, self.owners).entity,)

    def _mention(self, token: Token, first: int, entities: tuple[Entity, ...], sentence: int) -> None:
        span = self.document.span(first, token.i)
        found = [Mention(span, entity, LinkReason.COREFERENCE, named=False) for entity in entities]
        self.found += found
        self.anchors.add(token.i, found)
        if len(entities) == 1:
            self.owners[token.i] = entities[0]
        self.memory.remember(token, sentence, entities, prominence(token))
