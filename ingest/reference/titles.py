"""Whom "the president" or "the judge" means, and what stands beside a name as its title."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from ingest.reference.antecedents import Memory, words
from ingest.reference.states import nationality
from ingest.rulebook import rules
from kg.model import Entity, EntityKind

SENTENCES_BACK = 1  # "Ann Lee has resisted. The chancellor met ...": who was spoken of right before

_BESIDE_NAMES = frozenset({"compound", "appos", "nmod"})
"""How nouns hang on the name of what they describe."""

Titles = Mapping[str, list[Entity]]
"""From a title ("prime minister") to the people to whom the article gave it, the latest last."""


def holder_of(noun: Token, memory: Memory, sentence: int, titles: Titles) -> tuple[Entity, ...]:
    """The person of that title; of an office also the one of whom the sentence before spoke."""
    before = noun.nbor(-1).lower_ if noun.i else ""
    foreign = nationality(noun) is not None
    beside = {c.entities[0] for c in memory.near(sentence, 0)} if foreign else frozenset()
    title = noun.lemma_.lower()
    for called in (f"{before} {title}", *_alike(title)):
        if holders := titles.get(called):
            if foreign and (len(set(holders)) > 1 or holders[-1] in beside):
                return ()  # "the French president" is none of several, nor whom the sentence has just named
            return (holders[-1],)
    if title not in words("offices") or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return ()
    people = {
        candidate.entities[0]
        for candidate in memory.near(sentence, SENTENCES_BACK)
        if candidate.entities[0].kind is EntityKind.PERSON and candidate.prominence > 0
    }
    given = {holder for holders in titles.values() for holder in holders}
    return tuple(people) if len(people) == 1 and not people & given else ()


def nouns_beside(name: Token) -> Iterator[Token]:
    """The words before a name, and those that stand in apposition to it or that it stands so to."""
    yield from (child for child in name.children if child.dep_ in _BESIDE_NAMES)
    if name.dep_ == "appos":
        yield name.head


@functools.cache
def _alike(title: str) -> tuple[str, ...]:
    """The title and the others that mean the same ("judge": "justice")."""
    same: list[list[str]] = rules("coreference")["same_titles"]["sets"]
    return (title, *(other for some in same if title in some for other in some if other != title))
