"""Says what a bare number counts: in "the jet is late; Acme has ordered 55" it is jets."""

from __future__ import annotations

from spacy.tokens import Token

from ingest.kinds import PRODUCTS
from ingest.reference.antecedents import Antecedent, Memory, words

SENTENCES_BACK = 3  # how far the things that are counted may lie
FIRST_YEAR, LAST_YEAR = 1900, 2100
_COUNTS_NOTHING = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
_ITS_OWN = frozenset({"nmod", "quantmod"})


def is_elliptic(number: Token) -> bool:
    """True for a number without a noun that is bought, made or handed over."""
    if number.lower_ in words("additions") and number.tag_ == "JJR":
        counts = [c for c in number.lefts if c.dep_ == "nummod" and c.ent_type_ not in _COUNTS_NOTHING]
        return bool(counts) and number.dep_ == "dobj" and number.head.lemma_.lower() in words("handling")
    if number.ent_type_ in _COUNTS_NOTHING or number.tag_ != "CD" or not number.is_alpha | number.is_digit:
        return False
    if number.is_digit and FIRST_YEAR <= int(number.text) <= LAST_YEAR:
        return False
    if any(_is_its_own(number, c) for c in number.children):
        return False
    above = number.head
    if number.dep_ in {"dobj", "nsubjpass"}:
        return above.lemma_.lower() in words("handling")
    if number.dep_ != "pobj" or above.lower_ not in {"on", "for", "of"}:
        return False
    over = above.head
    nouns = [c for c in over.children if c.dep_ == "dobj"] if over.pos_ == "VERB" else [over]
    return any(noun.lemma_.lower() in words("options") for noun in nouns)


def _is_its_own(number: Token, child: Token) -> bool:
    """True for what says itself what is counted, or how much it is: "$55", "55 of the jets"."""
    if child.i < number.i:
        return child.text in {"$", "#"}
    return child.dep_ in _ITS_OWN or (child.dep_ == "prep" and child.lower_ in {"of", "per"})


def counted_thing(memory: Memory, sentence: int) -> Antecedent | None:
    """The product that was spoken of last."""
    for candidate in memory.near(sentence, SENTENCES_BACK):
        if candidate.kinds <= PRODUCTS:
            return candidate
    return None
