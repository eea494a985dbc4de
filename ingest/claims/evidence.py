"""Cuts out a claim's evidence: the clause with its trigger and its roles, never more than the sentence."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from ingest.document import Document
from ingest.grammar.predicates import Predicate
from kg.model import Span

LONGEST = 450  # characters: about the longest sentence of a news story; roles farther off stay outside

# A clause of its own that hangs on another, and so is no part of its evidence.
_OTHER_CLAUSES = frozenset({"conj", "parataxis", "cc"})


def clause_of(document: Document, predicate: Predicate, roles: Iterable[int]) -> Span:
    """The clause of a predicate, widened to the roles that stand in the same sentence."""
    doc = document.doc
    head = _top(doc[predicate.head], predicate.trigger)
    sentence = head.sent
    first, last = _edges(head)
    for role in sorted(roles):
        token = doc[role]
        if not sentence.start <= role < sentence.end or first <= role <= last:
            continue
        start, end = min(first, token.left_edge.i), max(last, role)
        if (
            start >= sentence.start
            and document.span(start, end).end - document.span(start, end).start <= LONGEST
        ):
            first, last = start, end
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    while last > first and (doc[last].is_space or (doc[last].is_punct and doc[last].text not in '")%')):
        last -= 1
    span = document.span(first, last)
    trigger = predicate.trigger
    return Span(min(span.start, trigger.start), max(span.end, trigger.end))


def _top(token: Token, trigger: Span) -> Token:
    """The highest token of the trigger: of "gave approval" the verb."""
    while token.head.i != token.i and trigger.start <= token.head.idx < trigger.end:
        token = token.head
    return token


def _edges(head: Token) -> tuple[int, int]:
    """The first and last token of the clause, without clauses that only follow it."""
    first = last = head.i
    for child in head.children:
        if child.i < head.i:
            if child.dep_ not in {"parataxis"}:
                first = min(first, child.left_edge.i)
        elif child.dep_ in _OTHER_CLAUSES and (child.pos_ in {"VERB", "AUX"} or child.dep_ == "cc"):
            break
        else:
            last = max(last, child.right_edge.i)
    sentence = head.sent
    return max(first, sentence.start), min(last, sentence.end - 1)
