"""Whom "the company", "these agencies", "the president" and "the government" mean."""

from __future__ import annotations

from spacy.tokens import Token

from ingest.grammar.phrases import first_conjunct
from ingest.kinds import ORGANISATIONS, PRODUCTS, STATES
from ingest.names.table import country_of
from ingest.reference.antecedents import SUBJECTS, Memory, clear_winner, same_clause, words
from ingest.reference.definiteness import (
    callings,
    is_definite,
    is_restricted,
    nouns,
    other_callings,
    title,
)
from ingest.reference.states import (
    bloc_meant,
    member_meant,
    nationality,
    seat_of_power,
    state_meant,
    two_states,
)
from ingest.reference.titles import Titles, holder_of
from ingest.rulebook import rules
from kg.model import Entity, EntityKind

SENTENCES_BACK = 4  # "the company" reaches farther than a pronoun

CALLED = 4  # what was called so outweighs what is more prominent, or two sentences nearer

LEADS = 2  # with whom the story begins outweighs who is a sentence nearer

FAR = 12  # sentences back to a body that has no name but a word of its own

_SIDES = frozenset({"side", "sides"})
_WITHIN = frozenset({"pobj", "prep", "dobj", "dative", "attr"})
"""What hangs so is part of what its verb tells."""
_DESCRIBING = frozenset({"compound", "amod", "nmod"})

BODIES = ORGANISATIONS | {EntityKind.GOVERNMENT}

INSTITUTIONS = BODIES | {EntityKind.GROUP, EntityKind.PLACE}


def definite(noun: Token, memory: Memory, sentence: int, titles: Titles) -> tuple[Entity, ...]:
    """The things that the phrase headed by the noun takes up; none where it may introduce another one."""
    return _named(noun, memory, sentence, titles) or _of_that_word(noun, memory, sentence)


def _of_that_word(noun: Token, memory: Memory, sentence: int) -> tuple[Entity, ...]:
    """The body without a name that was called so before: "Peru's health ministry ... the ministry"."""
    if EntityKind.AGENCY not in nouns().get(noun.lower_, ()) or noun.lower_ in words("several"):
        return ()
    said = _descriptions(noun)
    if not is_definite(noun) or is_restricted(noun, described=bool(said)):
        return ()
    for candidate in memory.near(sentence, FAR):
        told = candidate.token
        if told.lower_ != noun.lower_ or candidate.plural or candidate.entities[0].named:
            continue
        more = any(c.dep_ == "poss" for c in told.lefts) or _descriptions(told) > said
        if more and _descriptions(told) >= said:
            return candidate.entities
    return ()


def _descriptions(noun: Token) -> set[str]:
    """The adjectives and nouns right before a noun: "central" in "the central bank"."""
    return {c.lower_ for c in noun.lefts if c.dep_ in _DESCRIBING}


def _named(noun: Token, memory: Memory, sentence: int, titles: Titles) -> tuple[Entity, ...]:
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" and noun.head.i < noun.i:
        return ()  # "Acme, the aid group,": it is Acme
    kinds = nouns().get(title(noun)) or nouns().get(noun.lemma_.lower(), ())
    if called := _by_last_word(noun, memory) or seat_of_power(noun, memory):
        return called
    if called := _by_own_word(noun, memory, sentence) or member_meant(noun, memory, sentence):
        return called
    if noun.lemma_.lower() in rules("coreference")["blocs"]["nouns"]:
        return bloc_meant(noun, memory, sentence)
    counted = noun.lower_ in words("counted") and any(c.dep_ == "nummod" for c in noun.lefts)
    if not kinds or not (counted or is_definite(noun)) or is_restricted(noun):
        return ()
    if noun.lower_ in words("at_large") and not counted:
        return ()
    if noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in words("pairs"):
        found = _many(noun, kinds, memory, sentence)
        return found or (_one(noun, kinds, memory, sentence) if PRODUCTS & set(kinds) else ())
    if noun.lower_ in words("several"):
        if nationality(noun) and noun.lower_ in _SIDES:
            return state_meant(noun, (EntityKind.GOVERNMENT,), memory, sentence)
        if any(c.lower_ in words("each") for c in noun.lefts):
            return _many(noun, kinds, memory, sentence)
        kinds = tuple(kind for kind in kinds if kind is EntityKind.GROUP)
    if EntityKind.PERSON in kinds:
        return holder_of(noun, memory, sentence, titles)
    if STATES & set(kinds):
        return state_meant(noun, kinds, memory, sentence)
    return _one(noun, kinds, memory, sentence)


def _by_last_word(noun: Token, memory: Memory) -> tuple[Entity, ...]:
    """The body that "the Fund", "the Commission" or "the Court" shortens, if the article named just one."""
    if not noun.text.istitle() or noun.is_sent_start or noun.i == 0 or noun.nbor(-1).lower_ != "the":
        return ()
    if noun.ent_type_ in {"PERSON", "GPE"} or noun.dep_ in {"compound", "nmod"}:
        return ()
    if noun.i + 2 < len(noun.doc) and noun.nbor(1).lower_ == "of" and noun.nbor(2).text[:1].isupper():
        return ()  # "the Court of Session" is a court of its own
    found = [e for e in memory.named() if e.kind in BODIES and noun.text in e.label.split()[1:]]
    return (found[0],) if len(found) == 1 else ()


def _by_own_word(noun: Token, memory: Memory, sentence: int) -> tuple[Entity, ...]:
    """ "The university", "the trust": the body near by that has the word in its name."""
    word = noun.lower_
    if word not in words("own_words") or not is_definite(noun) or is_restricted(noun):
        return ()
    scores = [
        (candidate.prominence + 2 * (SENTENCES_BACK - sentence + candidate.sentence), candidate)
        for candidate in memory.near(sentence, SENTENCES_BACK)
        if len(candidate.entities) == 1
        and _is_so_named(candidate.entities[0], word)
        and not same_clause(candidate.token, noun)
        and not _does_it(candidate.token, noun)
    ]
    best = clear_winner(scores)
    if best is not None:
        return best.entities
    found = memory.protagonist(e for e in memory.named() if _is_so_named(e, word)) if not scores else None
    return (found,) if found else ()


def _is_so_named(entity: Entity, word: str) -> bool:
    """True for a body whose name has the word: "Lund University"."""
    if not entity.named or entity.kind not in INSTITUTIONS:
        return False
    return any(word in name.casefold().split() for name in (entity.label, *entity.aliases))


def _one(noun: Token, kinds: tuple[EntityKind, ...], memory: Memory, sentence: int) -> tuple[Entity, ...]:
    """The single named thing of that kind that is most in mind."""
    country = nationality(noun)
    word = noun.lemma_.lower()
    known, others = callings(word), other_callings(word)
    scores = []
    nearest = -FAR
    beside: set[Entity] = set()
    listed: set[tuple[Entity, int]] = set()
    for candidate in memory.near(sentence, SENTENCES_BACK):
        entity = candidate.entities[0]
        if len(candidate.entities) > 1:
            listed.update((member, candidate.sentence) for member in candidate.entities)
        if len(candidate.entities) > 1 or entity.kind not in kinds or not entity.named:
            continue
        if (entity, candidate.sentence) in listed:
            continue  # of "Acme and Beta" neither is "the company"
        if same_clause(candidate.token, noun) or _does_it(candidate.token, noun):
            beside.add(entity)
            continue
        if not _of_country(entity, country) or not _may_be_called(entity, word):
            continue
        home = memory.home(entity)
        if country and home not in {None, country}:
            continue
        surely = country is not None and (home == country or _of_country(entity, country, surely=True))
        told = SENTENCES_BACK if surely else 0
        score = candidate.prominence + told - 2 * (sentence - candidate.sentence)
        score += LEADS * memory.leads(entity)
        so_called = memory.is_called(entity, known)
        if known and not so_called and memory.is_called(entity, others):
            continue  # the airline is no planemaker
        nearest = max(nearest, score)
        scores.append((score + CALLED * so_called, candidate))
    body = EntityKind.AGENCY in kinds or EntityKind.COMPANY in kinds
    # "The fund" is rather what has the word in its name.
    if word not in words("general_bodies"):
        scores = [s for s in scores if word in s[1].entities[0].label.casefold().split()] or scores
    if body and scores and nearest < 0:
        # Who was named just by the way gives way to whom the whole story is about.
        far = _of_the_story(noun, kinds, memory, country, [], beside)
        if far and memory.is_often(far[0]):
            return far
    if body or len(scores) > 1:
        best = clear_winner([(score + SENTENCES_BACK * 2, c) for score, c in scores])
    else:
        best = scores[0][1] if scores else None
    if best is None and body:
        return _of_the_story(noun, kinds, memory, country, [c.entities[0] for _, c in scores], beside)
    return best.entities if best else ()


def _of_the_story(
    noun: Token,
    kinds: tuple[EntityKind, ...],
    memory: Memory,
    country: str | None,
    near: list[Entity],
    beside: set[Entity],
) -> tuple[Entity, ...]:
    """The company or body of which the whole story speaks, where none is nearer, or several are as near."""
    word = noun.lemma_.lower()
    suited = [
        entity
        for entity in near or memory.named()
        if entity.kind in kinds
        and entity not in beside
        and _of_country(entity, country)
        and memory.home(entity) in {None, country or memory.home(entity)}
        and _may_be_called(entity, word)
    ]
    found = memory.protagonist(suited)
    return (found,) if found else ()


def _many(noun: Token, kinds: tuple[EntityKind, ...], memory: Memory, sentence: int) -> tuple[Entity, ...]:
    """The things that were named together and are of that kind and number."""
    numbers: dict[str, int] = rules("coreference")["words"]["numbers"]
    number = next((numbers[c.lower_] for c in noun.lefts if c.lower_ in numbers), None)
    if noun.lower_ in words("pairs") or noun.lower_ in words("several"):
        number = 2
    if EntityKind.PERSON in kinds and number == 2:
        people = _two_bodies((EntityKind.PERSON,), memory, sentence, noun)
        if people:
            return people
    country = nationality(noun)
    states = bool(STATES & set(kinds))
    for candidate in memory.near(sentence, SENTENCES_BACK):
        entities = candidate.entities
        if len(entities) < 2 or (number and len(entities) != number):
            continue
        suits = candidate.kinds <= (STATES.union(kinds) if states else set(kinds))
        far = noun.lower_ in _SIDES and not candidate.kinds & STATES and candidate.sentence < sentence - 1
        if far and (main := two_states(memory, sentence)):
            return main  # the story's two states, before two firms that it once named together
        if suits and all(_of_country(entity, country, surely=True) for entity in entities):
            return entities
    if number != 2:
        return ()
    return (two_states(memory, sentence) if states else ()) or _two_bodies(kinds, memory, sentence, noun)


def _two_bodies(
    kinds: tuple[EntityKind, ...], memory: Memory, sentence: int, noun: Token
) -> tuple[Entity, ...]:
    """ "The two companies" where the last sentences, however few, named just two."""
    suited = (
        frozenset(kinds) & (BODIES | {EntityKind.PERSON})
        if noun.lower_ not in words("pairs")
        else frozenset(kinds)
    )
    firms = frozenset({EntityKind.COMPANY})
    if firms < suited and (alike := _two_bodies((EntityKind.COMPANY,), memory, sentence, noun)):
        return alike  # "the regulator let Acme and Orion merge: the pair": the two firms
    found: dict[Entity, None] = {}
    reached = sentence
    for candidate in memory.near(sentence, SENTENCES_BACK):
        if candidate.sentence != reached and len(found) >= 2:
            break
        reached = candidate.sentence
        if candidate.prominence > 0:
            found.update(dict.fromkeys(e for e in candidate.entities if e.named and e.kind in suited))
    return tuple(found)[::-1] if len(found) == 2 else ()


def _of_country(entity: Entity, country: str | None, *, surely: bool = False) -> bool:
    """True where nothing speaks against that country; with `surely`, where the table says it."""
    if country is None:
        return True
    home = country_of(entity)
    return not surely if home is None else home.country.key == country


def _may_be_called(entity: Entity, noun: str) -> bool:
    """True where the noun suits the body: a commission is no ministry."""
    if noun in words("watchdogs") and any(w in words("no_watchdogs") for w in entity.label.split()):
        return False
    if entity.kind is not EntityKind.AGENCY or noun in words("general_bodies"):
        return True
    return noun in entity.label.casefold()


def _does_it(subject: Token, noun: Token) -> bool:
    """True for "Acme took control of the company": nobody takes control of himself."""
    above = noun
    while above.dep_ in _WITHIN and above.head.i != above.i:
        above = above.head
    first = first_conjunct(subject)
    return above.pos_ == "VERB" and first.dep_ in SUBJECTS and first.head.i == above.i
