"""Which state "the country", "the government" and "the two sides" mean: the one of which the story speaks."""

from __future__ import annotations

import functools

from spacy.tokens import Token

from ingest.kinds import STATES
from ingest.names.metonyms import governs
from ingest.names.spelling import fold
from ingest.names.table import country_of, table
from ingest.reference.antecedents import SUBJECTS, Memory, same_clause
from ingest.reference.definiteness import is_definite, is_restricted
from ingest.rulebook import rules, word_set
from kg.model import Entity, EntityKind

SENTENCES_BACK = 4
MOST = 3  # of the prominence of a state; what weighs more is whether the story is about it
OF_THE_STORY = (
    12  # how often a state is named weighs, up to this: "the government" is that of the story's state
)

BESIDE = 3  # "Peru's parliament told the government": Peru's
SPEAKS = 1  # "Peru said that Chile had agreed": Peru's
CALLED_SO = 3  # whose government was called one before is likelier to be called so again


def state_meant(
    noun: Token, kinds: tuple[EntityKind, ...], memory: Memory, sentence: int
) -> tuple[Entity, ...]:
    """ "The country" and "the government": those of the state that is most in mind."""
    governs = EntityKind.GOVERNMENT in kinds
    key = nationality(noun) or _seat(noun) or _state_in_mind(noun, memory, sentence, far=governs)
    state = table().countries.get(key) if key else None
    if state is None:
        return ()
    return (state.government if governs else state.country,)


def _state_in_mind(noun: Token, memory: Memory, sentence: int, *, far: bool) -> str | None:
    """The key of the country that was named just before, or (with `far`) of which the whole story speaks.

    One of several that were named in one breath ("Chile and Peru") is not meant by "the country" alone.
    """
    scores: dict[str, int] = {}
    listed: set[Entity] = set()
    for candidate in memory.near(sentence, SENTENCES_BACK):
        if len(candidate.entities) > 1:
            listed.update(candidate.entities)
        if candidate.entities[0].kind not in STATES or candidate.entities[0] in listed:
            continue
        if same_clause(candidate.token, noun):
            continue
        state = country_of(candidate.entities[0])
        if state is not None and not _has_a_firm(candidate.token):
            score = SENTENCES_BACK - (sentence - candidate.sentence) + min(candidate.prominence, MOST)
            score += SPEAKS * (candidate.token.dep_ in SUBJECTS and candidate.token.head.dep_ == "ROOT")
            score += BESIDE * (candidate.sentence == sentence and candidate.token.dep_ == "poss")
            scores.setdefault(state.country.key, score)
    for key, times in memory.nations():
        called = far and memory.called_government(key, noun.lower_)
        if key in scores or called or (far and times > 1):
            scores[key] = scores.get(key, 0) + min(times, OF_THE_STORY) + CALLED_SO * called
    return max(scores, key=lambda key: scores[key]) if scores else None


def _has_a_firm(country: Token) -> bool:
    """ "Norway's Acme": whose firm it is, says nothing of whom "the government" means."""
    name = country.head
    return country.dep_ in {"poss", "compound", "nmod"} and name.pos_ == "PROPN" and name.ent_type_ == "ORG"


def member_meant(noun: Token, memory: Memory, sentence: int) -> tuple[Entity, ...]:
    """The member of a federation that was named near by: "California …; the state"."""
    members = _members().get(noun.lower_)
    if not members or not is_definite(noun) or is_restricted(noun):
        return ()
    for candidate in memory.near(sentence, SENTENCES_BACK):
        if len(candidate.entities) == 1 and candidate.entities[0].label in members:
            return candidate.entities
    return ()


@functools.cache
def _members() -> dict[str, frozenset[str]]:
    """The members of federations, by what they are called."""
    return {noun: frozenset(names) for noun, names in rules("coreference")["members"].items()}


def _is_capital(place: Entity, country: str | None) -> bool:
    return country is not None and table().countries[country].capital == place


def bloc_meant(noun: Token, memory: Memory, sentence: int) -> tuple[Entity, ...]:
    """The union of states that was named last, by whatever name; else the one of which the story speaks."""
    before = {c.lower_ for c in noun.lefts if c.dep_ == "det"}
    if before.isdisjoint(word_set("coreference", "words", "definite")):
        return ()
    for candidate in memory.near(sentence, 2 * SENTENCES_BACK):
        found = [e for e in candidate.entities if _is_bloc(e)]
        if len(found) == 1 and not same_clause(candidate.token, noun):
            return (found[0],)
    named = [e for e in memory.named() if _is_bloc(e)]
    if not named:
        named = [
            state.country
            for key, _ in memory.nations()
            if (state := table().countries[key]) and _is_bloc(state.country)
        ]
    return (named[0],) if len(named) == 1 else ()


def _is_bloc(entity: Entity) -> bool:
    book = rules("coreference")["blocs"]
    if not entity.named or entity.kind in {EntityKind.PERSON, EntityKind.COMPANY, EntityKind.PLACE}:
        return False
    if entity.kind is EntityKind.AGENCY or entity.kind in STATES or entity.kind is EntityKind.GROUP:
        names = (entity.label, *entity.aliases)
        return any(name in book["names"] for name in names)
    return False


def seat_of_power(noun: Token, memory: Memory) -> tuple[Entity, ...]:
    """Whom a country's papers call by a word of their own: "the Centre" in India."""
    key = rules("coreference")["powers"].get(noun.text)
    if key is None or noun.i == 0 or noun.nbor(-1).lower_ != "the" or noun.dep_ in {"compound", "nmod"}:
        return ()
    if any(c.dep_ in {"prep", "compound", "amod"} for c in noun.children):
        return ()
    often = memory.nations()
    return (table().countries[key].government,) if often and often[0][0] == key else ()


def _seat(noun: Token) -> str | None:
    """The country in whose capital the government is: "the government in Oslo", "In Oslo, the government"."""
    first = noun.sent.start
    if first + 4 == noun.i and (noun.doc[first].lower_, noun.doc[first + 2].text) == ("in", ","):
        row = next(iter(table().by_name.get(fold(noun.doc[first + 1].text), ())), None)
        if row is not None and row.entity.kind is EntityKind.PLACE and _is_capital(row.entity, row.country):
            return row.country
    if noun.i + 2 >= len(noun.doc) or noun.nbor(1).lower_ != "in":
        return None
    row = next(iter(table().by_name.get(fold(noun.nbor(2).text), ())), None)
    return row.country if row is not None and row.entity.kind is EntityKind.PLACE else None


def two_states(memory: Memory, sentence: int) -> tuple[Entity, ...]:
    """ "The two countries" where the article named just two before, not in one breath."""
    found: dict[str, Entity] = {}
    for candidate in memory.near(sentence, SENTENCES_BACK // 2):
        for entity in candidate.entities:
            home = country_of(entity)
            if home and entity.kind in STATES:
                found.setdefault(home.country.key, home.government)
    if len(found) == 2:
        return tuple(found.values())
    often = memory.nations()  # the two of which the story speaks
    if len(often) < 2 or often[1][1] < 2 or (len(often) > 2 and often[2][1] > often[1][1] // 2):
        return ()
    return tuple(table().countries[key].government for key, _ in often[:2])


def state_behind(word: Token) -> Entity | None:
    """Whose "an Israeli ban" is, and who "the Turks" are that were asked for ferries: the government."""
    if not word.text[0].isupper():
        return None
    if word.dep_ in {"amod", "nmod", "compound"}:
        policy = word.head.lemma_.lower() in word_set("metonyms", "policy")
        key = table().by_adjective.get(word.lower_) if policy else None
    else:
        key = _people(word)
    return table().countries[key].government if key else None


def _people(noun: Token) -> str | None:
    """The key of the country whose whole people is said to act ("the Turks agreed"), not to live or like."""
    if noun.i == 0 or noun.nbor(-1).lower_ != "the" or noun.tag_ == "NN":
        return None
    if noun.conjuncts or any(c.dep_ not in {"det", "punct"} for c in noun.children):
        return None
    known, folded = table().by_adjective, noun.lower_
    single = folded.removesuffix("s")
    key = known.get(folded) or known.get(rules("coreference")["peoples"].get(single, single))
    habit = noun.head.tag_ in {"VBP", "NN", "NNS"} and noun.dep_ == "nsubj" and not _has_done(noun.head)
    return key if key and not habit and governs(noun, capital=noun.dep_ == "nsubj") else None


def _has_done(verb: Token) -> bool:
    """True for "have yet to approve": in the present, but no habit."""
    return verb.lemma_ == "have" and any(c.dep_ == "xcomp" for c in verb.children)


def nationality(noun: Token) -> str | None:
    for child in noun.lefts:
        key = table().by_adjective.get(child.lower_)
        if key and child.dep_ in {"amod", "compound", "nmod"}:
            return key
    return None
