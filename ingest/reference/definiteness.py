"""Whether a phrase speaks of something known, and what its noun may mean: "the company", not "a company"."""

from __future__ import annotations

import functools

from spacy.tokens import Token

from ingest.kinds import PRODUCTS
from ingest.names.table import table
from ingest.reference.antecedents import words
from ingest.rulebook import rules
from kg.model import EntityKind


def is_definite(noun: Token) -> bool:
    """True for a phrase that speaks of something known: "the company", "these agencies"."""
    if noun.lower_ in words("bare") and not any(c.dep_ != "punct" for c in noun.lefts):
        return noun.dep_ not in {"compound", "nmod"}  # "Government has cut the grant"
    before = [c.lower_ for c in noun.lefts if c.dep_ in {"det", "predet", "nummod"}]
    if noun.lower_ in words("several") and not words("each").isdisjoint(before):
        return True
    return any(word in words("definite") or word in words("plural") for word in before)


def is_restricted(noun: Token, *, described: bool = False) -> bool:
    """True where more words say which one is meant, so that it may be another than the last.

    With `described`, adjectives do not count: "the central bank" is the one that was called so before.
    """
    kinds = nouns().get(noun.lemma_.lower(), ())
    for child in noun.children:
        if child.dep_ in {"acl", "poss", "appos"}:
            return True
        if child.dep_ == "relcl" and not noun.nbor(1).is_punct:
            return True
        if child.dep_ == "prep" and child.i == noun.i + 1 and child.lower_ in words("restricting"):
            return True
        if child.dep_ in {"amod", "compound", "nmod"} and not (
            described
            or (child.ent_type_ == "GPE" and EntityKind.COMPANY in kinds)
            or (child.lower_ in words("describing") and f"{child.lower_} {noun.lower_}" not in words("own"))
            or (child.lower_ in words("of_new_things") and not PRODUCTS.isdisjoint(kinds))
            or (child.dep_ == "amod" and child.tag_ in {"VBG", "VBN"})  # "the struggling carrier"
            or child.lower_ in table().by_adjective
            or f"{child.lower_} {noun.lower_}" in words("titles")
        ):
            return True
    return False


def title(noun: Token) -> str:
    """The noun with the word before it ("prime minister")."""
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    return f"{before} {noun.lemma_.lower()}"


@functools.cache
def nouns() -> dict[str, tuple[EntityKind, ...]]:
    """The kinds of things that each noun of `rules/coreference.toml` may mean."""
    found: dict[str, tuple[EntityKind, ...]] = {}
    for kind, some in rules("coreference")["nouns"].items():
        for noun in some:
            found[noun] = tuple(dict.fromkeys((*found.get(noun, ()), EntityKind(kind))))
    return found


@functools.cache
def callings(noun: str) -> frozenset[str]:
    """The words by which bodies of that sort are known; none where all bodies are called so."""
    book = rules("coreference")["callings"]
    if noun in book["general"]:
        return frozenset()
    return frozenset({noun}.union(*(some for some in book["sets"] if noun in some)))


@functools.cache
def other_callings(noun: str) -> frozenset[str]:
    """The words by which bodies of other sorts are known: an airline is no planemaker."""
    book = rules("coreference")["callings"]["sets"]
    if not any(noun in some for some in book):
        return frozenset()
    return frozenset().union(*(some for some in book if noun not in some)) - callings(noun)
