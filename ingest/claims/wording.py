"""Finds all words by which an article says what is dealt with: "report a *kill*", "imports of *the H200*".

The node stays the thing itself, the kill and the chip; its passage in the claim is the whole phrase, the
action included, since what is required or asked is to report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.claims.frames import Match
from ingest.claims.places import fillers
from ingest.claims.scene import Scene
from ingest.document import Document
from ingest.grammar.tree import Tree
from ingest.reference.unnamed import action
from kg.model import Mention, Role, Span

_ASIDE = frozenset({"relcl", "appos", "parataxis", "punct", "cc", "conj", "acl", "advcl", "ccomp", "dep"})
"""What hangs on a noun and does not say which thing is meant, or says it at length."""
_LONGEST = 12  # words; a longer phrase is a clause in disguise


def in_full(
    document: Document, scene: Scene, found: Match, objects: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The objects of a match, each by the whole phrase that is about it."""
    phrases = [*_actions(document, scene, found), *_phrases(document, scene, found)]
    return tuple(_in_full(mention, phrases) for mention in objects)


def _in_full(mention: Mention, phrases: list[Span]) -> Mention:
    around = next((p for p in phrases if p.covers(mention.span)), None)
    return mention if around is None else replace(mention, span=around)


def _actions(document: Document, scene: Scene, found: Match) -> Iterator[Span]:
    """What is to be done, where that is said by a verb: "must *plant a tenth of it with trees*"."""
    place = next((place for role, place in found.shape.roles if role is Role.OBJECT), ())
    for alternatives in place:
        for path in alternatives:
            if path[-1] != "theme":
                continue
            for head in fillers(scene, found.predicate, ((path[:-1] or ("self",),),)):
                if scene.tree.tag[head] in {"VB", "VBG"}:
                    yield action(document, document.doc[head]).span


def _phrases(document: Document, scene: Scene, found: Match) -> Iterator[Span]:
    """The noun phrases in the role, "sales to the island" where the island is what is dealt with."""
    for head in found.roles.get(Role.OBJECT, ()):
        first, last = _edges(scene.tree, head)
        if last - first < _LONGEST:
            yield document.span(first, last)


def _edges(tree: Tree, head: int) -> tuple[int, int]:
    """The first and last word of a noun phrase with its prepositions, without asides."""
    first = last = head
    for child in tree.children[head]:
        if tree.dep[child] in _ASIDE and child > head:
            break
        if tree.dep[child] not in _ASIDE:
            words = tree.subtree(child)
            first, last = min(first, words[0]), max(last, words[-1])
    while last > head and (tree.pos[last] in {"SPACE", "PUNCT"}):
        last -= 1
    return first, last
