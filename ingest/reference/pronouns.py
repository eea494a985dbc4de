"""Whom "he", "it" and "they" mean."""

from __future__ import annotations

import functools
from collections.abc import Collection

from spacy.tokens import Token

from ingest.grammar.control import control
from ingest.grammar.phrases import first_conjunct
from ingest.kinds import ORGANISATIONS, PRODUCTS, STATES
from ingest.reference.antecedents import SUBJECTS, Antecedent, Memory, clear_winner, same_clause, words
from ingest.rulebook import rules
from kg.model import Entity, EntityKind

SENTENCE = 3  # how much each sentence between weighs
SENTENCES_BACK = 2  # how far a pronoun reaches; beyond, people too have to look back

SPEAKER = 2  # "Acme said it would": it is Acme, whatever is more prominent in the sentence before
OWN = 5  # "told Acme to close its shops": outweighs that the subject is more prominent
LIKELY = 5  # outweighs the prominence of any other antecedent: what is shipped is a thing

MEANT = 3  # "demand rose; it will reach": what rises is rather a figure than a firm

KNOWN = 4  # "her": who the article has shown to be a woman, rather than some judge

NOTIONS = frozenset({EntityKind.CONCEPT})
DECIDED = frozenset({EntityKind.CONCEPT, EntityKind.POLICY})
PLACES = frozenset({EntityKind.PLACE})
SUBJECT = 3  # the prominence of a subject
RULING = STATES | {EntityKind.AGENCY}


def antecedent_of(
    pronoun: Token, memory: Memory, sentence: int, gender: dict[str, str], acting: Collection[Entity]
) -> Antecedent | None:
    """What the pronoun takes up; None where it means nothing ("it is clear") or could mean two things.

    `gender` says for keys of people whether they are "he" or "she", as far as the article has shown. `acting`
    are those who do it, and so not those to whom it is done ("it said it would sell *it*").
    """
    form = pronouns()[pronoun.lower_]
    if form == "it" and _is_empty(pronoun):
        return None
    scores = []
    others = _of_other_number(form, memory, sentence)
    for candidate in memory.near(sentence, SENTENCES_BACK):
        fit = _fit(candidate, form, gender)
        decided = DECIDED if form == "they" and pronoun.dep_ == "nsubj" else NOTIONS
        if (
            fit < 0
            or (candidate.kinds & decided and not _may_be_notion(pronoun))
            or same_clause(candidate.token, pronoun)
            or any(entity in acting for entity in candidate.entities)
            or _is_described(candidate.token, pronoun)
            or not others.isdisjoint(candidate.entities)
            or _is_done_to_somebody(candidate, pronoun)
        ):
            continue
        place = candidate.prominence + _parallel(candidate, pronoun, sentence)
        distance = SENTENCE * (sentence - candidate.sentence)
        scores.append((fit + place + _sense(candidate, pronoun) - distance, candidate))
    if form == "they":  # a body of many people only in one sentence: "the bank says they ..."
        many = any(c.plural for _, c in scores)
        scores = [(s, c) for s, c in scores if c.plural or (not many and c.sentence == sentence)]
    return clear_winner(scores) or clear_winner([(s + _leads(c, pronoun), c) for s, c in scores])


@functools.cache
def pronouns() -> dict[str, str]:
    """From every form ("him") to its pronoun ("he")."""
    return {form: name for name, forms in rules("coreference")["pronouns"].items() for form in forms}


def shown_by(token: Token) -> str | None:
    """The pronoun of a noun that tells it: a spokeswoman is no "he"."""
    noun = token.lower_
    return "he" if noun in words("men") else "she" if noun in words("women") else None


def is_bare(verb: Token) -> bool:
    """True for "grow" in "help it grow": what is before it is whom one helps."""
    return (
        verb.dep_ == "ccomp" and verb.tag_ == "VB" and not any(c.dep_ in {"aux", "mark"} for c in verb.lefts)
    )


def _fit(candidate: Antecedent, form: str, gender: dict[str, str]) -> int:
    """How well the pronoun's form suits: below 0 not at all."""
    if form in {"he", "she"}:
        if candidate.plural or not candidate.human:
            return -1
        known = shown_by(candidate.token) or gender.get(candidate.entities[0].key)
        if known is not None and candidate.entities[0].named:
            return KNOWN if known == form else -1
        return 2 if known in {None, form} else -1
    if not candidate.kinds <= _kinds(form) or candidate.prominence == 0:
        return -1
    if candidate.kinds <= PLACES and candidate.prominence < SUBJECT:
        return -1  # "West Bengal said it would"; but what is done in a place is not done by it
    if form == "it":
        return -1 if candidate.plural or candidate.human else 1
    if candidate.kinds & DECIDED and not (candidate.plural and candidate.kinds <= DECIDED):
        return -1
    if candidate.plural:
        return 1
    return 0 if candidate.kinds <= ORGANISATIONS else -1


def _leads(candidate: Antecedent, pronoun: Token) -> int:
    """Of two that do as well, the subject of the whole sentence is meant, and who acts."""
    if pronoun.dep_ not in SUBJECTS or pronoun.head.dep_ not in {"ROOT", "conj"}:
        return 0
    leading = _bearer(candidate)
    leads = leading.dep_ in SUBJECTS and leading.head.dep_ == "ROOT"
    return 2 * leads - (not candidate.kinds.isdisjoint(DECIDED))


def _bearer(candidate: Antecedent) -> Token:
    """The noun that stands in the clause for a name: "president" in "the president, Ana Reyes, resigned"."""
    token = first_conjunct(candidate.token)
    named = token.dep_ == "appos" and candidate.entities[0].named and token.pos_ == "PROPN"
    return first_conjunct(token.head) if named and token.head.pos_ == "NOUN" else token


def _is_described(candidate: Token, pronoun: Token) -> bool:
    """True for "the mill that it bought": the mill is no subject of that clause."""
    verb = pronoun.head
    while verb.dep_ in {"aux", "xcomp", "conj"} and verb.head.i != verb.i:
        verb = verb.head
    return pronoun.dep_ in SUBJECTS and verb.dep_ == "relcl" and verb.head.i == candidate.i


def _of_other_number(form: str, memory: Memory, sentence: int) -> set[Entity]:
    """Whom the same sentence has just called the other way: "gave it a week to answer them"."""
    other = {"it": "they", "they": "it"}.get(form)
    return {
        entity
        for candidate in memory.near(sentence, 0)
        if other is not None and pronouns().get(candidate.token.lower_) == other
        for entity in candidate.entities
    }


def _is_done_to_somebody(candidate: Antecedent, pronoun: Token) -> bool:
    """True for a rule or a thing that would be fined or told something."""
    verb = pronoun.head
    if pronoun.dep_ != "nsubjpass" or verb.lemma_.lower() not in words("done_to_somebody"):
        return False
    return candidate.kinds <= DECIDED | PRODUCTS


def _parallel(candidate: Antecedent, pronoun: Token, sentence: int) -> int:
    """A subject takes up a subject; a possessive the subject of its own sentence."""
    score = 0
    subject = pronoun.dep_ in SUBJECTS or (pronoun.dep_ == "poss" and pronoun.head.dep_ in SUBJECTS)
    if subject and _bearer(candidate).dep_ in SUBJECTS:
        score += 1
    if subject and _says(candidate.token, pronoun):
        score += SPEAKER
    if pronoun.dep_ == "poss" and _does_it(candidate.token, pronoun):
        score += OWN
    if pronoun.dep_ == "poss" and pronoun.head.dep_ == "conj" and pronoun.head.head.i == candidate.token.i:
        return LIKELY  # "Acme and its bank"
    if candidate.sentence == sentence and pronoun.dep_ == "poss" and candidate.token.dep_ in SUBJECTS:
        score += 2
    return score


def _does_it(candidate: Token, pronoun: Token) -> bool:
    """True for "told Acme to close its shops": who is to do it does it to his own."""
    verb = pronoun.head.head
    if pronoun.head.dep_ not in {"dobj", "pobj"}:
        return False
    if verb.dep_ == "prep":  # "to spy on their customers"
        verb = verb.head
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in control("from_control"):
        barred = first_conjunct(candidate)  # "barred Acme from selling its shops"
        return barred.dep_ == "dobj" and barred.head.i == verb.head.head.i
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"}:
        return False
    told = first_conjunct(candidate)
    if told.head.i == verb.i:
        return told.dep_ in SUBJECTS
    ordered = verb.head.lemma_.lower() in control("object_control")
    bearer = told.head if told.dep_ == "pobj" and told.head.dep_ == "prep" else told  # "called on Acme to"
    if bearer is not told:
        ordered = verb.head.lemma_.lower() in control("for_clause")
    near = bearer.head.i == verb.head.i and (bearer is not told or told.dep_ in {"dobj", "dative"})
    return near and ordered and verb.tag_ == "VB"


def _says(candidate: Token, pronoun: Token) -> bool:
    """True for "Acme said it would": the candidate is the subject of the verb whose clause this is.

    Also the other way round: "it would pay, Acme said".
    """
    speaker = first_conjunct(candidate)
    clause = pronoun.head if pronoun.dep_ in SUBJECTS else pronoun.head.head
    while clause.dep_ == "conj" and clause.head.i != clause.i:
        clause = clause.head
    return clause.dep_ == "ccomp" and speaker.dep_ in SUBJECTS and speaker.head.i == clause.head.i


def _sense(candidate: Antecedent, pronoun: Token) -> int:
    """What the sentence says of it: things are bought and shipped, bodies decide, firms have customers."""
    thing = candidate.kinds <= PRODUCTS
    above = pronoun.head
    lemma = above.lemma_.lower()
    if pronoun.dep_ == "poss":
        if candidate.kinds <= RULING and _is_allowed(candidate.token, above):
            return -OWN - LIKELY  # "Acme said the FDA had cleared its drug"
        if lemma in words("dealings"):
            if lemma in words("done_by_others") and candidate.kinds <= RULING and _is_ruled_on(above):
                return -OWN - LIKELY  # "Belgium suspended its use"
            return LIKELY if thing else 0
        if lemma in words("of_companies"):
            return 3 if candidate.kinds == {EntityKind.COMPANY} else 0
        if lemma in words("of_states"):
            return 3 if candidate.kinds <= STATES else 0
        return 0
    if pronoun.dep_ in {"dobj", "nsubjpass"}:
        decided = lemma in words("deciding") and candidate.kinds <= DECIDED
        return LIKELY if decided or (thing and lemma in words("handling")) else 0
    if pronoun.dep_ == "nsubj" and candidate.kinds <= NOTIONS:
        return MEANT
    if pronoun.dep_ == "nsubj" and above.pos_ == "VERB" and lemma not in words("of_things"):
        return -3 if thing else 0
    return 0


def _is_allowed(body: Token, thing: Token) -> bool:
    """True where that body allows or refuses the thing: what it rules on is another's."""
    verb = thing.head
    if thing.dep_ != "dobj" or verb.lemma_.lower() not in words("allowing"):
        return False
    doer = first_conjunct(body)
    acts = doer.dep_ in SUBJECTS and doer.head.i == verb.i
    return acts and thing.lemma_.lower() not in words("own_acts")


def _is_ruled_on(thing: Token) -> bool:
    """True where something is done to it: "curbed its use", and not "its use of tariffs"."""
    after = thing.nbor(1).lower_ if thing.i + 1 < len(thing.doc) else ""
    return thing.dep_ in {"dobj", "nsubjpass", "pobj"} and after != "of"


def _may_be_notion(pronoun: Token) -> bool:
    """True where a plan, a figure or the like may be meant: "rejected it", "it will reach a third"."""
    lemma = pronoun.head.lemma_.lower()
    if pronoun.dep_ in {"dobj", "nsubjpass"}:
        return lemma in words("deciding")
    return pronoun.dep_ == "nsubj" and lemma in words("amounting")


def _is_empty(pronoun: Token) -> bool:
    """True for "it" that stands for nothing: "it is clear that", "it seems"."""
    if pronoun.dep_ == "expl":
        return True
    if pronoun.dep_ not in SUBJECTS:
        return False
    verb = pronoun.head
    clauses = {c.dep_ for c in verb.children}
    if verb.lemma_ in words("empty"):
        return True
    if verb.lemma_ == "be":
        said = [c for c in verb.children if c.dep_ in {"acomp", "attr"}]
        if any(c.lower_ in words("raised") for c in said) and "ccomp" not in clauses:
            return any(g.dep_ == "ccomp" for c in said for g in c.children)  # "it is likely that"
        inside = any(g.dep_ in {"xcomp", "ccomp", "relcl"} for c in said for g in c.children)
        return bool(said) and (inside or bool(clauses & {"ccomp", "xcomp", "csubj", "advcl"}))
    return pronoun.dep_ == "nsubjpass" and bool(clauses & {"ccomp", "csubj"})


@functools.cache
def _kinds(form: str) -> frozenset[EntityKind]:
    return frozenset(EntityKind(kind) for kind in rules("coreference")["kinds"][form])
