"""Tells the kind of thing that a common noun names: "airline" a group, "vaccine" a product, "levy" a policy.

The nouns are in `rules/unnamed.toml`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spacy.tokens import Token

from ingest.rulebook import rules
from kg.model import EntityKind


def kind_of_noun(head: Token) -> EntityKind:
    """The kind of thing that a common noun speaks of; a notion where the lexicon does not know it."""
    known = kinds_of_nouns()
    noun = singular(head)
    if head.i > 1 and head.nbor(-1).text == "-":  # "start-up", "T-shirt"
        joined = known.get(f"{head.nbor(-2).lower_}-{noun}")
        if joined is not None:
            return joined
    elif head.i > 0 and (before := _word_before(head)) is not None:
        pair = known.get(f"{before} {noun}")  # "the postal service" is no product
        if pair is not None:
            return pair
    found = known.get(noun) or known.get(head.lower_)
    if found is None and (noun in _people() or noun.endswith(_endings())):
        return EntityKind.GROUP  # "shopkeepers", "horticulturists"
    return found or EntityKind.CONCEPT


def _word_before(head: Token) -> str | None:
    """The noun or adjective before the noun that tells its sort ("the mayor's office")."""
    before = head.nbor(-1)
    if before.tag_ == "POS" and before.i > 0:
        before = before.nbor(-1)
    return before.lower_ if before.pos_ in {"NOUN", "PROPN", "ADJ"} else None


@functools.cache
def _people() -> frozenset[str]:
    """More nouns for people; many are surnames too, so that a capital keeps them from being nouns."""
    return frozenset(rules("unnamed")["people"]["nouns"])


@functools.cache
def _endings() -> tuple[str, ...]:
    """The endings of nouns for people."""
    return tuple(rules("unnamed")["people"]["endings"])


def singular(noun: Token) -> str:
    """The noun in the singular and in small letters, also where its capital misled the model."""
    lemma: str = noun.lemma_.lower()
    proper = noun.pos_ == "PROPN" and lemma.endswith("s") and not lemma.endswith("ss")
    return lemma[:-1] if proper else lemma


@functools.cache
def kinds_of_nouns() -> Mapping[str, EntityKind]:
    """The kind of each noun that the lexicon knows, in the singular."""
    return {noun: EntityKind(kind) for kind, nouns in rules("unnamed")["kinds"].items() for noun in nouns}
