"""Says whom pronouns and phrases like "the company" or "these agencies" mean, by rules. Better none than wrong.

Antecedents are the mentions before, in the same sentence or the two before it. A subject is likelier meant
than an object, the nearer sentence likelier than the farther. Where two are equally likely, nothing is said.
A plural gets one mention for each thing that it means.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.anchors import Anchors
from ingest.document import Document, Zone
from ingest.names import country_of, table
from ingest.phrases import coordinated, first_conjunct
from ingest.rulebook import rules
from ingest.unnamed import kind_of_noun, nominal
from kg.model import Entity, EntityKind, LinkReason, Mention

SENTENCES_BACK = 2  # how far a pronoun reaches; beyond, people too have to look back
NOUN_SENTENCES_BACK = 4  # "the company" reaches farther than a pronoun
KEPT = 40  # antecedents that are remembered: more than the sentences in reach ever hold

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
MOVABLE = frozenset({EntityKind.GROUP, EntityKind.PRODUCT, EntityKind.CHIP})


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """Something that was mentioned: at which token, in which sentence, how prominently."""

    token: Token
    sentence: int
    entities: tuple[Entity, ...]
    prominence: int
    plural: bool


def resolve(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """All mentions with the new ones, in the order of the text."""
    found = _Resolver(document, mentions).new()
    return tuple(sorted([*mentions, *found], key=lambda m: (m.span, m.entity.key)))


class _Resolver:
    """One pass over the article from left to right, remembering what was mentioned."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...]) -> None:
        self.document = document
        self.anchors = Anchors(document, mentions)
        self.seen: list[_Antecedent] = []
        self.gender: dict[str, str] = {}
        self.titles: dict[str, list[Entity]] = {}
        self.found: list[Mention] = []
        self.owners: dict[int, Entity] = {}

    def new(self) -> list[Mention]:
        """The mentions that were found."""
        pronouns = _pronouns()
        nouns = _nouns()
        zones = self.document.zones
        for number, sentence in enumerate(self.document.doc.sents):
            if zones[number] is Zone.FURNITURE:
                continue
            for token in sentence:
                low = token.lower_
                if token.i in self.anchors.by_head:
                    self._remember_named(token, number)
                elif low in pronouns:
                    self._pronoun(token, pronouns[low], number)
                elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod"}:
                    self._noun(token, nouns.get(token.lemma_.lower(), ()), number)
        return self.found

    # What was mentioned

    def _remember_named(self, token: Token, sentence: int) -> None:
        entities = tuple(m.entity for m in self.anchors.by_head[token.i])
        self._note_titles(token, entities[0])
        if token.dep_ in {"compound", "nmod", "amod"} and entities[0].kind is not EntityKind.PERSON:
            self._remember(token, sentence, entities, 0)
            return
        self._remember(token, sentence, entities, _prominence(token))
        first = first_conjunct(token)
        if first is not token and not any(c.dep_ == "conj" for c in token.children):
            together = [e for t in coordinated(first) for e in self.anchors.entities(t.i)]
            if len(together) > 1:
                self._remember(first, sentence, tuple(dict.fromkeys(together)), _prominence(first))

    def _remember(self, token: Token, sentence: int, entities: tuple[Entity, ...], prominence: int) -> None:
        plural = len(entities) > 1 or (not entities[0].named and token.tag_ in {"NNS", "NNPS"})
        self.seen.append(_Antecedent(token, sentence, entities, prominence, plural))
        if len(self.seen) > 2 * KEPT:
            del self.seen[:KEPT]

    def _note_titles(self, token: Token, entity: Entity) -> None:
        if entity.kind is not EntityKind.PERSON:
            return
        titles, men, women = _words("titles"), _words("men"), _words("women")
        before = [c for c in token.lefts if c.dep_ in {"compound", "appos", "nmod"}]
        after = [c for c in token.rights if c.dep_ == "appos"]
        above = [token.head] if token.dep_ == "appos" else []
        for noun in (*before, *after, *above):
            low = noun.lemma_.lower()
            if noun.lower_ in men:
                self.gender[entity.key] = "he"
            elif noun.lower_ in women:
                self.gender[entity.key] = "she"
            if low in titles:
                self.titles.setdefault(low, []).append(entity)
                two = f"{noun.doc[noun.i - 1].lower_} {low}" if noun.i else low
                if two in titles:
                    self.titles.setdefault(two, []).append(entity)

    def _near(self, sentence: int, back: int) -> Iterator[_Antecedent]:
        for candidate in reversed(self.seen):
            if sentence - candidate.sentence > back:
                return
            yield candidate

    # Pronouns

    def _pronoun(self, token: Token, pronoun: str, sentence: int) -> None:
        if pronoun == "it" and _is_empty(token):
            return
        best = self._best(token, pronoun, sentence)
        if best is None:
            return
        if pronoun in {"he", "she"}:
            self.gender.setdefault(best.entities[0].key, pronoun)
        self._mention(token, token.i, token.i, best.entities, sentence)

    def _best(self, token: Token, pronoun: str, sentence: int) -> _Antecedent | None:
        scores: list[tuple[int, _Antecedent]] = []
        subject = token.dep_ in SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in SUBJECTS)
        for candidate in self._near(sentence, SENTENCES_BACK):
            fit = self._fit(candidate, pronoun, token)
            if fit < 0 or _same_clause(candidate.token, token):
                continue
            score = fit + candidate.prominence - 3 * (sentence - candidate.sentence)
            if candidate.sentence == sentence and token.dep_ == "poss" and candidate.token.dep_ in SUBJECTS:
                score += 2
            if subject and candidate.token.dep_ in SUBJECTS:
                score += 1
            scores.append((score, candidate))
        return _clear_winner(scores)

    def _fit(self, candidate: _Antecedent, pronoun: str, token: Token) -> int:
        """How well the pronoun can mean it: below 0 not at all."""
        kinds = {e.kind for e in candidate.entities}
        if pronoun in {"he", "she"}:
            if len(candidate.entities) > 1 or kinds != {EntityKind.PERSON}:
                return -1
            return 2 if self.gender.get(candidate.entities[0].key, pronoun) == pronoun else -1
        if not kinds <= _kinds(pronoun):
            return -1
        if pronoun == "it":
            return -1 if candidate.plural or candidate.prominence == 0 else 1
        if candidate.plural:
            things = kinds <= {EntityKind.PRODUCT, EntityKind.CHIP}
            return 2 if things == (token.dep_ == "dobj" and things) else 1
        if kinds == {EntityKind.PERSON} or candidate.prominence == 0:
            return -1
        return 0 if kinds <= {EntityKind.COMPANY, EntityKind.AGENCY, EntityKind.OUTLET} else -1

    # Nouns

    def _noun(self, token: Token, kinds: tuple[EntityKind, ...], sentence: int) -> None:
        plural = token.tag_ in {"NNS", "NNPS"}
        determiner = _determiner(token)
        if kinds and determiner and not _restricted(token):
            entities = self._many(token, kinds, sentence) if plural else self._one(token, kinds, sentence)
            if entities:
                first = min((c.i for c in token.lefts), default=token.i)
                self._mention(token, first, token.i, entities, sentence)
                return
        kind = kind_of_noun(token)
        if kind in MOVABLE:
            self._remember(token, sentence, self._unnamed(token), _prominence(token))

    def _unnamed(self, token: Token) -> tuple[Entity, ...]:
        """The unnamed group or product that a common noun introduces; the product's own where it names one."""
        for child in token.lefts:
            named = [e for e in self.anchors.entities(child.i) if e.kind in MOVABLE]
            if named and child.dep_ in {"compound", "nmod", "nummod"}:
                return tuple(named)
        return (nominal(self.document, token, self.owners).entity,)

    def _one(self, token: Token, kinds: tuple[EntityKind, ...], sentence: int) -> tuple[Entity, ...]:
        low = token.lemma_.lower()
        if EntityKind.PERSON in kinds:
            holders = self.titles.get(_title(token)) or self.titles.get(low) or []
            return (holders[-1],) if holders else ()
        country = _nationality(token)
        if EntityKind.GOVERNMENT in kinds or EntityKind.COUNTRY in kinds:
            return self._state(kinds, country, sentence)
        scores: list[tuple[int, _Antecedent]] = []
        for candidate in self._near(sentence, NOUN_SENTENCES_BACK):
            entity = candidate.entities[0]
            if candidate.plural or entity.kind not in kinds or not entity.named:
                continue
            if country and (home := country_of(entity)) is not None and home.country.key != country:
                continue
            if entity.kind is EntityKind.AGENCY and not _called(entity, low):
                continue
            if _same_clause(candidate.token, token):
                continue
            scores.append((candidate.prominence - 2 * (sentence - candidate.sentence), candidate))
        best = _clear_winner(scores)
        return best.entities if best else ()

    def _state(self, kinds: tuple[EntityKind, ...], country: str | None, sentence: int) -> tuple[Entity, ...]:
        """ "The country" and "the government": those of the state that was named last."""
        wanted = table().countries.get(country) if country else None
        for candidate in () if wanted else self._near(sentence, NOUN_SENTENCES_BACK):
            entity = candidate.entities[0]
            if entity.kind in {EntityKind.COUNTRY, EntityKind.GOVERNMENT} and not candidate.plural:
                wanted = country_of(entity)
                break
        if wanted is None:
            return ()
        return (wanted.government if EntityKind.GOVERNMENT in kinds else wanted.country,)

    def _many(self, token: Token, kinds: tuple[EntityKind, ...], sentence: int) -> tuple[Entity, ...]:
        number = _number(token)
        states = {EntityKind.COUNTRY, EntityKind.GOVERNMENT}
        for candidate in self._near(sentence, NOUN_SENTENCES_BACK):
            entities = candidate.entities
            if len(entities) < 2 or (number and len(entities) != number):
                continue
            have = {e.kind for e in entities}
            if have <= set(kinds) or (have <= states and states & set(kinds)):
                if _nationality(token) and any(
                    (home := country_of(e)) is None or home.country.key != _nationality(token)
                    for e in entities
                ):
                    continue
                return entities
        if number == 2 and states & set(kinds):
            return self._two_states(sentence)
        return ()

    def _two_states(self, sentence: int) -> tuple[Entity, ...]:
        """ "The two countries" where the article named just two before, not in one breath."""
        found: dict[str, Entity] = {}
        for candidate in self._near(sentence, SENTENCES_BACK):
            for entity in candidate.entities:
                home = country_of(entity)
                if home and entity.kind in {EntityKind.COUNTRY, EntityKind.GOVERNMENT}:
                    found.setdefault(home.country.key, home.government)
        return tuple(found.values()) if len(found) == 2 else ()

    def _mention(
        self, token: Token, first: int, last: int, entities: tuple[Entity, ...], sentence: int
    ) -> None:
        span = self.document.span(first, last)
        for entity in entities:
            self.found.append(Mention(span, entity, LinkReason.COREFERENCE, named=False))
        if len(entities) == 1:
            self.owners[token.i] = entities[0]
        self.anchors.add(token.i, [m for m in self.found[-len(entities) :]])
        self._remember(token, sentence, entities, _prominence(token))


def _clear_winner(scores: list[tuple[int, _Antecedent]]) -> _Antecedent | None:
    """The best; None where another thing does as well."""
    if not scores:
        return None
    top = max(score for score, _ in scores)
    best = [candidate for score, candidate in scores if score == top]
    if top < 0 or any(b.entities != best[0].entities for b in best):
        return None
    return best[0]


def _prominence(token: Token) -> int:
    token = first_conjunct(token)
    if token.dep_ in SUBJECTS:
        return 4 if token.head.dep_ in {"ROOT", "ccomp", "conj", "parataxis"} else 3
    if token.dep_ in {"dobj", "dative", "attr"}:
        return 2
    if token.dep_ == "poss":
        return 3 if token.head.dep_ in SUBJECTS else 2
    return 1


def _same_clause(candidate: Token, pronoun: Token) -> bool:
    """True where both are arguments of one verb, so that they cannot mean the same thing."""
    if pronoun.dep_ == "poss":
        return candidate.head is pronoun.head
    verb = _verb_of(pronoun)
    if verb is None:
        return False
    if _verb_of(first_conjunct(candidate)) is verb:
        return True
    controller = verb.head if verb.dep_ == "xcomp" else None
    return (
        controller is not None
        and pronoun.dep_ not in SUBJECTS
        and first_conjunct(candidate).head is controller
        and first_conjunct(candidate).dep_ in {"dobj", "nsubj"}
    )


def _verb_of(token: Token) -> Token | None:
    above = token.head
    while above.dep_ in {"prep", "agent", "pobj"} or above.pos_ == "ADP":
        if above.head is above:
            return None
        above = above.head
    return above if above.pos_ in {"VERB", "AUX"} else None


def _is_empty(token: Token) -> bool:
    """True for "it" that stands for nothing: "it is clear that", "it seems"."""
    if token.dep_ == "expl":
        return True
    if token.dep_ not in SUBJECTS:
        return False
    verb = token.head
    clauses = {c.dep_ for c in verb.children}
    if verb.lemma_ in _words("empty"):
        return True
    if verb.lemma_ == "be" and clauses & {"acomp", "attr"}:
        return bool(clauses & {"ccomp", "xcomp", "csubj", "advcl"}) or any(
            g.dep_ in {"xcomp", "ccomp", "relcl"}
            for c in verb.children
            if c.dep_ in {"acomp", "attr"}
            for g in c.children
        )
    return token.dep_ == "nsubjpass" and bool(clauses & {"ccomp", "csubj"})


def _determiner(token: Token) -> bool:
    return any(
        c.lower_ in _words("definite") or c.lower_ in _words("plural")
        for c in token.lefts
        if c.dep_ in {"det", "predet", "nummod"}
    )


def _number(token: Token) -> int | None:
    numbers: dict[str, int] = rules("coreference")["words"]["numbers"]
    for child in token.lefts:
        if child.lower_ in numbers:
            return numbers[child.lower_]
    return None


def _restricted(token: Token) -> bool:
    """True where more words say which one is meant, so that it may be another than the last."""
    for child in token.children:
        if child.dep_ in {"relcl", "acl", "prep", "poss", "appos"} and child.dep_ != "prep":
            if child.dep_ != "relcl" or child.i == token.i + 1 or not token.doc[token.i + 1].is_punct:
                return True
        elif (
            child.dep_ == "prep" and child.i == token.i + 1 and child.lower_ in {"of", "for", "with", "from"}
        ):
            return True
        elif child.dep_ in {"amod", "compound", "nmod"} and child.lower_ not in _words("describing"):
            if child.lower_ not in table().by_adjective and not _title_part(child, token):
                return True
    return False


def _title_part(child: Token, token: Token) -> bool:
    return f"{child.lower_} {token.lower_}" in _words("titles")


def _title(token: Token) -> str:
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return f"{before} {token.lemma_.lower()}"


def _nationality(token: Token) -> str | None:
    for child in token.lefts:
        key = table().by_adjective.get(child.lower_)
        if key and child.dep_ in {"amod", "compound", "nmod"}:
            return key
    return None


def _called(agency: Entity, noun: str) -> bool:
    """True where an agency may be called by that noun: a commission is no ministry."""
    general = {"agency", "regulator", "watchdog", "body", "authority", "institution", "office"}
    return noun in general or noun in agency.label.casefold()


@functools.cache
def _pronouns() -> dict[str, str]:
    return {form: name for name, forms in rules("coreference")["pronouns"].items() for form in forms}


@functools.cache
def _nouns() -> dict[str, tuple[EntityKind, ...]]:
    found: dict[str, tuple[EntityKind, ...]] = {}
    for kind, nouns in rules("coreference")["nouns"].items():
        for noun in nouns:
            found[noun.split()[-1]] = (*found.get(noun.split()[-1], ()), EntityKind(kind))
    return found


@functools.cache
def _kinds(pronoun: str) -> frozenset[EntityKind]:
    return frozenset(EntityKind(kind) for kind in rules("coreference")["kinds"][pronoun])


@functools.cache
def _words(name: str) -> frozenset[str]:
    section = rules("coreference")
    return frozenset(section["words"][name] if name in section["words"] else section[name])
