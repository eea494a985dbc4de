"""Finds the token that sits in a place of a predicate: "object", "for", "clause.theme", "object.on".

A place is written in a frame as alternatives of paths: `object.on | object.of` is the first of the two that
is filled, `object + clause.to` both together. A step of a path is a function of deep syntax (subject,
object, indirect, clause), `theme` (what an embedded action is about), `owner` (a possessor), `modifier` (a
noun before the noun), `self`, or else a preposition.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.arguments import Function
from ingest.phrases import coordinated
from ingest.predicates import Part, Predicate, PredicateIndex
from ingest.rulebook import rules

Path = tuple[str, ...]
Place = tuple[tuple[Path, ...], ...]

_FUNCTIONS = {f.value: f for f in Function if f is not Function.OBLIQUE}
_THEME_DEPTH = 4  # "agree to let firms start to buy chips": embedded actions are followed this far

_words = rules("frame_words")
CONTAINERS = frozenset(_words["containers"])
_STANDARD_MARKERS = frozenset(_words["standard_markers"])
_THEME_PREPOSITIONS = tuple(_words["theme_prepositions"])


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed article as frames look at it: its tokens and its predicates by token."""

    doc: Doc
    index: PredicateIndex


def parse_place(text: str) -> Place:
    """The place that a frame writes as text."""
    return tuple(
        tuple(tuple(path.strip().split(".")) for path in part.split("|")) for part in text.split("+")
    )


def fillers(
    scene: Scene, predicate: Predicate, place: Place, taken: frozenset[int] = frozenset()
) -> list[int]:
    """The head tokens that fill a place, without those already `taken` by another role."""
    found: list[int] = []
    for alternatives in place:
        for path in alternatives:
            heads = [h for h in follow(scene, predicate, path) if h not in taken]
            if heads:
                found += [h for h in heads if h not in found]
                break
    return found


def follow(scene: Scene, predicate: Predicate, path: Path) -> list[int]:
    """The tokens at the end of one path from a predicate."""
    heads = _step(scene, predicate.head, predicate, path[0])
    for step in path[1:]:
        heads = [n for h in heads for n in _step(scene, h, scene.index.at(h), step)]
    return heads


def _step(scene: Scene, head: int, predicate: Predicate | None, step: str) -> list[int]:
    if step == "self":
        return [head]
    token = scene.doc[head]
    if step == "support":
        return []
    if step == "theme":
        return theme(scene, head)
    if step == "standard":
        return standard(token)
    if step == "owner":
        return [c.i for c in token.children if c.dep_ == "poss"]
    if step == "modifier":
        return [c.i for c in token.children if c.dep_ in {"compound", "amod", "nmod"} and c.i < head]
    function = _FUNCTIONS.get(step)
    if function is not None:
        return [a.head for a in predicate.fillers(function)] if predicate else []
    if predicate is not None:
        heads = [a.head for a in predicate.fillers(Function.OBLIQUE, step)]
        heads += [a.head for a in predicate.fillers(Function.INDIRECT, step)]
        if heads:
            return heads
    return [
        o.i
        for p in token.children
        if p.dep_ in {"prep", "dative", "agent"} and p.lower_ == step
        for o in _objects(p)
    ]


def _objects(preposition: Token) -> list[Token]:
    return [t for c in preposition.children if c.dep_ in {"pobj", "pcomp"} for t in coordinated(c)]


def theme(scene: Scene, head: int, depth: int = _THEME_DEPTH) -> list[int]:
    """What the action at `head` is about: its object, else the theme of its complement, else its oblique.

    "to buy X": X. "to start to buy X": X. "to halt orders for X": orders, which `Referents.thing_of` opens.
    "to go through": nothing.
    """
    predicate = scene.index.at(head)
    if predicate is None or depth == 0:
        return []
    if predicate.part is Part.NOUN and predicate.support is None:
        return [head]
    objects = [a.head for a in predicate.fillers(Function.OBJECT)]
    if objects:
        return objects
    for clause in predicate.fillers(Function.CLAUSE):
        inner = theme(scene, clause.head, depth - 1)
        if inner:
            return inner
    for preposition in _THEME_PREPOSITIONS:
        obliques = [a.head for a in predicate.fillers(Function.OBLIQUE, preposition)]
        if obliques:
            return obliques
    return []


def standard(token: Token) -> list[int]:
    """What the clause of `token` compares with: the noun behind "than" or the second "as", or "n times the size of" it."""
    sentence = token.sent
    for word in sentence:
        if word.i <= token.i:
            continue
        if word.lower_ in _STANDARD_MARKERS and word.dep_ in {"prep", "mark", "advmod"}:
            objects = [c.i for c in word.children if c.dep_ in {"pobj", "nsubj"}]
            if objects:
                return objects
    return []
