"""Noun phrases: their extent, their parts and what they are coordinated with. Pure syntax, no lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

# What hangs on a noun's right and is not needed to say which thing is meant.
_OUTSIDE = frozenset({"relcl", "appos", "acl", "cc", "conj", "punct", "advcl", "parataxis", "dep", "preconj"})


def noun_phrase(head: Token) -> tuple[int, int]:
    """The first and last token of the phrase that `head` heads, both included.

    Without relative clauses, appositions, participles and conjuncts, and without trailing punctuation.
    """
    first = last = head.i
    for child in head.children:
        if child.i < head.i:
            if child.dep_ not in {"relcl", "appos", "advcl", "parataxis", "preconj"}:
                first = min(first, child.left_edge.i)
        elif child.dep_ not in _OUTSIDE:
            last = max(last, child.right_edge.i)
    doc = head.doc
    while first < head.i and ((doc[first].is_punct and doc[first].text not in '"(') or doc[first].is_space):
        first += 1
    while last > head.i and ((doc[last].is_punct and doc[last].text not in '")%') or doc[last].is_space):
        last -= 1
    return first, last


def coordinated(head: Token) -> Iterator[Token]:
    """`head` and every token coordinated with it to its right ("A, B and C": A gives all three)."""
    waiting = [head]  # no recursion: a list may have thousands of members
    while waiting:
        token = waiting.pop()
        yield token
        waiting += [c for c in token.children if c.dep_ == "conj" and c.i > token.i][::-1]


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that the token is part of, or the token itself."""
    while token.dep_ == "conj":
        token = token.head
    return token
