"""On which side of its publication an article puts something: by the tense of the governing verb."""

from __future__ import annotations

from enum import Enum

from spacy.tokens import Token

from ingest.rulebook import rules

_FUTURE_WORDS = frozenset(rules("times")["tense"]["future"])
_PAST_WORDS = frozenset(rules("times")["tense"]["past"])
_MODALS = frozenset(rules("times")["tense"]["modal_future"])

_DEADLINES = frozenset(rules("times")["tense"]["deadline"])
_AHEAD = frozenset(rules("times")["tense"]["ahead"])
_BEGINNING = frozenset(rules("times")["tense"]["beginning"])
_NO_FUTURE_NOUNS = frozenset(rules("times")["tense"]["no_future_nouns"])
_APPOINTED = frozenset(rules("times")["tense"]["appointed"])

_FAR = 14  # how many heads we climb; deeper trees are parse errors
_MANY = 40  # dependents; a word that has more of them heads a list or a misparse, and nothing describes it


class Side(Enum):
    """Before the day of publication, after it, set down for later at some time, or told in the present."""

    PAST = "past"
    FUTURE = "future"
    PLANNED = "planned"
    PRESENT = "present"


def side_of(token: Token) -> Side:
    """The side that the nearest verb above the token speaks of; past where there is none, as news is."""
    here, deadline, beginning = token, False, False
    for _ in range(_FAR):
        deadline = deadline or here.lower_ in _DEADLINES
        beginning = beginning or here.lower_ in _BEGINNING
        if here.pos_ in {"VERB", "AUX"} and here.dep_ != "aux":
            if beginning and here.tag_ == "VBG" and not any(c.dep_ == "aux" for c in here.children):
                return Side.PLANNED  # "banning nets from May"
            side = _side_of_verb(here)
            # "was told to answer by January 15", "wants a deal by Friday"
            late = side is Side.PRESENT or (side is Side.PAST and here.tag_ == "VB")
            return Side.PLANNED if deadline and late else side
        if here.lower_ in _PAST_WORDS:
            return Side.PAST
        if _looks_ahead(here) or (
            here.n_lefts + here.n_rights <= _MANY
            and any(_looks_ahead(c) for c in here.children if c.dep_ in {"amod", "compound"})
        ):
            return Side.PLANNED  # "the Sept. 30 deadline passed": it may be over by now
        if here.head.i == here.i:
            break
        here = here.head
    return Side.PAST


def side_of_event(event: Token) -> Side:
    """The side of "Sunday's election"; the present where no date was set ("Sunday's attack")."""
    over = event.head
    for _ in range(_FAR):
        if over.lower_ in _AHEAD:
            return Side.FUTURE
        if over.pos_ != "ADP" or over.head.i == over.i:
            break
        over = over.head
    return side_of(event) if event.lower_ in _APPOINTED else Side.PRESENT


def _side_of_verb(verb: Token, depth: int = 0) -> Side:
    if depth > _FAR:
        return Side.PAST
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    perfect = any(c.lemma_ == "have" for c in helpers)
    if not perfect and any(c.lower_ in _MODALS for c in helpers):
        return Side.FUTURE
    if verb.tag_ == "VBN" and _looks_ahead(verb):
        return Side.PLANNED  # "scheduled for March 5", which may be over by now
    if verb.tag_ == "VB" or any(c.tag_ == "TO" for c in helpers):
        return _side_of_infinitive(verb, depth)
    if any(_looks_ahead(c) for c in verb.children if c.dep_ == "acomp"):
        return Side.FUTURE
    if perfect or verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers):
        return Side.PAST
    if verb.tag_ == "VBG" and not helpers:
        return _inherited(verb, depth)
    if verb.tag_ == "VBN":
        return Side.PRESENT if any(c.tag_ in {"VBZ", "VBP"} for c in helpers) else Side.PAST
    if verb.dep_ == "advcl":
        # "will be worn when it arrives": a present in a clause of time follows its main verb.
        inherited = _inherited(verb, depth)
        return inherited if inherited is Side.FUTURE else Side.PRESENT
    return Side.PRESENT


def _side_of_infinitive(verb: Token, depth: int) -> Side:
    if verb.tag_ == "VBN":
        return Side.FUTURE  # "an event to be held in May"
    if verb.dep_ == "ROOT" or verb.head.i == verb.i:
        return Side.FUTURE  # an imperative
    if _looks_ahead(verb.head) or verb.dep_ in {"relcl", "acl"}:
        return Side.FUTURE  # "set to open", "to be released in June"
    if verb.head.lemma_ == "be" and verb.head.pos_ in {"VERB", "AUX"}:
        # "the rule is to take effect"; "was to speak", which may be over by now
        return Side.FUTURE if verb.head.tag_ in {"VBZ", "VBP"} else Side.PLANNED
    return _inherited(verb, depth)


def _inherited(verb: Token, depth: int) -> Side:
    for head in verb.ancestors:
        if head.pos_ in {"VERB", "AUX"}:
            return _side_of_verb(head, depth + 1)
    return Side.PAST


def _looks_ahead(token: Token) -> bool:
    if token.pos_ == "NOUN" and token.lower_ in _NO_FUTURE_NOUNS:
        return False
    return token.lemma_.lower() in _FUTURE_WORDS or token.lower_ in _FUTURE_WORDS
