"""Finds every verb and event noun of an article with its participants in deep syntax."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.document import Document
from ingest.grammar.arguments import Argument, Function
from ingest.grammar.clause_shape import has_to
from ingest.grammar.control import control
from ingest.grammar.deep_syntax import DeepSyntax
from ingest.grammar.event_nouns import NounPattern, is_event_noun, singular
from ingest.grammar.headlines import is_title
from ingest.grammar.matrix import matrix_adjective
from ingest.grammar.noun_arguments import noun_arguments, support_of
from ingest.grammar.tree import Tree
from kg.model import Span

__all__ = ["Argument", "Function", "Part", "Predicate", "PredicateIndex", "find_predicates"]

# Words that look like verbs and stand for adjectives, prepositions or parts of names.
_NO_CLAUSE = frozenset({"amod", "compound", "prep", "punct", "nmod", "case", "nummod", "det", "mark", "cc"})
_HIGHEST = 12
"""How far up a governor is sought; real sentences need five steps."""


class Part(StrEnum):
    """The part of speech that a predicate does its work as."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    QUANTITY = "quantity"
    """A multiple ("three times as big as"), which compares."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A happening or state that the text speaks of: one verb, one event noun, or verb and noun together.

    `head` is the token that carries the meaning. In a light-verb construction ("gave approval") that is the
    noun, `lemma` is the noun's, and `support` the verb's lemma; the verb is a predicate of its own too.
    `particle` is that of a phrasal verb ("out" of "carry out"). `governor` is the head token of the predicate
    of which this one is the clause, infinitive, participle or noun complement. All token numbers count in
    `Document.doc`.
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
    """The predicates of one document, found by their head token."""

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
    tree = document.tree
    syntax = DeepSyntax(tree)
    parts: dict[int, Part] = {}
    patterns: dict[int, NounPattern] = {}
    for start, end, headline in tree.sentences:
        title = headline or is_title(tree, start, end)
        for token in range(start, end):
            pos = tree.pos[token]
            if pos in {"VERB", "AUX"}:
                if _is_full_verb(tree, token):
                    parts[token] = Part.VERB
            elif pos in {"NOUN", "PROPN"}:
                pattern = is_event_noun(syntax, token, title)
                if pattern is not None:
                    parts[token] = Part.NOUN
                    patterns[token] = pattern
            elif pos == "ADJ" and _is_predicate_adjective(tree, token):
                parts[token] = Part.ADJECTIVE
    found: list[Predicate] = []
    for token, part in parts.items():
        support: int | None = None
        passive = False
        if part is Part.VERB:
            arguments = syntax.arguments(token)
            passive = syntax.is_passive(token)
        elif part is Part.NOUN:
            support = support_of(syntax, token)
            arguments = noun_arguments(syntax, token, patterns[token], support)
        else:
            arguments = _adjective_arguments(syntax, token)
        particle = _particle(tree, token) if part is Part.VERB else None
        found.append(
            Predicate(
                head=token,
                trigger=document.span(token, token),
                lemma=lemma_of(tree, token, part),
                particle=None if particle is None else tree.text[particle],
                part=part,
                passive=passive,
                arguments=arguments,
                governor=governor_of(tree, token, parts),
                support=None if support is None else tree.lemma[support],
            )
        )
    return tuple(found)


def _particle(tree: Tree, token: int) -> int | None:
    """The particle of a phrasal verb, also where it stands behind the object."""
    return next(
        (
            c
            for c in tree.children[token]
            if tree.dep[c] == "prt"
            or (
                c > token
                and tree.tag[c] in {"RB", "RP"}
                and not tree.children[c]
                and tree.text[c] in control("particles")
            )
        ),
        None,
    )


def lemma_of(tree: Tree, token: int, part: Part) -> str:
    """The lemma in lower case; of nouns the singular that the table of nouns knows."""
    if part is Part.NOUN:
        return singular(tree.text[token])
    return tree.lemma[token]


def _is_full_verb(tree: Tree, token: int) -> bool:
    dep = tree.dep[token]
    if dep in _NO_CLAUSE:
        return False
    if dep in {"aux", "auxpass"}:
        return False
    if tree.lemma[token] == "be":
        # "is likely to", "are ready": the adjective is the predicate.
        complement = tree.child(token, "acomp", "oprd")
        return complement is None or not _is_predicate_adjective(tree, complement)
    return True


def _is_predicate_adjective(tree: Tree, token: int) -> bool:
    if tree.dep[token] not in {"acomp", "oprd", "conj", "ROOT", "ccomp", "acl", "advcl", "amod"}:
        return False
    if tree.dep[token] == "amod":
        return tree.head[token] < token and matrix_adjective(tree.lemma[token])
    return matrix_adjective(tree.lemma[token])


def _adjective_arguments(syntax: DeepSyntax, token: int) -> tuple[Argument, ...]:
    tree = syntax.tree
    found: list[Argument] = []
    over = tree.head[token]
    if tree.dep[token] in {"acomp", "oprd"} and tree.pos[over] in {"VERB", "AUX"}:
        subjects, shared = syntax.surface_subject(over)
        found += (Argument(Function.SUBJECT, head, None, shared) for head in subjects)
        for child in tree.children[over]:
            if child > token and (tree.dep[child] in {"xcomp", "ccomp"} or _is_for_to(tree, child)):
                found += syntax.clause(child, over)
    elif tree.dep[token] == "amod":
        found.append(Argument(Function.SUBJECT, over, None, True))
    for child in tree.children[token]:
        if tree.dep[child] in {"xcomp", "ccomp"}:
            found += syntax.clause(child, token)
        elif tree.dep[child] == "prep":
            found += syntax.oblique(child, token, tree.text[child])
    return tuple(found)


def _is_for_to(tree: Tree, clause: int) -> bool:
    """True for "for all houses to have", which the parser takes for an adverbial clause."""
    return tree.dep[clause] == "advcl" and tree.tag[clause] == "VB" and has_to(tree, clause)


def governor_of(tree: Tree, token: int, predicates: Container[int]) -> int | None:
    """The head of the nearest predicate above of which this one is clause, participle or noun complement."""
    for _ in range(_HIGHEST):
        dep = tree.dep[token]
        head = tree.head[token]
        if head == token or dep == "relcl" or dep in {"nsubj", "appos", "parataxis"}:
            return None
        if dep == "conj":
            token = head
            continue
        if head in predicates:
            return head
        token = head
    return None
