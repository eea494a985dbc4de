"""Finds the token that sits in a place of a predicate: "object", "for", "clause.theme", "object.on".

A place is written in a frame as alternatives of paths: `object.on | object.of` is the first of the two that
is filled, `object + clause.to` both together. A step of a path is a function of deep syntax (subject,
object, indirect, clause), `theme` (what an embedded action is about), `purpose` (an infinitive that hangs on
it), `owner` (a possessor), `modifier` (a noun before the noun), `governor` (the predicate above), `standard`
(what is compared with), `self`, or else a preposition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ingest.arguments import Function
from ingest.predicates import Part, Predicate, PredicateIndex
from ingest.rulebook import rules
from ingest.tree import Tree

Path = tuple[str, ...]
Place = tuple[tuple[Path, ...], ...]

_FUNCTIONS = {f.value: f for f in Function if f is not Function.OBLIQUE}
_STANDARD_REACH = 30  # tokens behind the predicate in which the standard of a comparison stands
_THEME_DEPTH = 4  # "agree to let firms start to buy chips": embedded actions are followed this far

_words = rules("frame_words")
CONTAINERS = frozenset(_words["containers"])
MEANS = frozenset(_words["means"])
OFFICIAL_NOUNS = frozenset(_words["officials"])
_STANDARD_MARKERS = frozenset(_words["standard_markers"])
ADVERBIAL = frozenset(_words["adverbial_markers"])
COMPLEMENTS = frozenset(_words["complements"])
_EXTENTS = frozenset(_words["extents"])
_THEME_PREPOSITIONS = tuple(_words["theme_prepositions"])
# Prepositions that say to or from whom, and so belong to the verb wherever the parser hangs them.
_MOVABLE = frozenset(_words["movable_prepositions"])
_INFINITIVES = frozenset({"advcl", "xcomp", "acl", "relcl", "ccomp"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed article as frames look at it: its tokens, and its predicates by token."""

    tree: Tree
    index: PredicateIndex
    silent: frozenset[int] = frozenset()
    """Tokens that name no participant: those of times, and the heads of sums and percentages."""
    governed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """From the head of a predicate to those of the predicates that hang on it."""

    def at(self, token: int) -> Predicate | None:
        """The predicate of a token; for a copula that of its adjective ("are interested")."""
        found = self.index.at(token)
        if found is None:
            complement = self.tree.child(token, "acomp", "oprd", "attr")
            if complement is not None:
                return self.index.at(complement)
        return found


def parse_place(text: str) -> Place:
    """The place that a frame writes as text."""
    return tuple(
        tuple(tuple(path.strip().split(".")) for path in part.split("|")) for part in text.split("+")
    )


def fillers(
    scene: Scene,
    predicate: Predicate,
    place: Place,
    taken: frozenset[int] = frozenset(),
    trail: set[int] | None = None,
) -> list[int]:
    """The head tokens that fill a place, without those already `taken` by another role.

    Where a `trail` is asked for, a role is being filled: tokens that name no participant are left out, and
    the trail collects the tokens that the way led through ("permit | firms | to buy | chips": buy).
    """
    found: list[int] = []
    for alternatives in place:
        for path in alternatives:
            passed: set[int] = set()
            heads = [h for h in _follow(scene, predicate, path, passed) if h not in taken]
            if trail is not None and scene.silent and path[-1] not in {"object", "theme"}:
                heads = [h for h in heads if h not in scene.silent]
            if heads:
                found += [h for h in heads if h not in found]
                if trail is not None:
                    trail |= passed
                break
    return found


def _follow(scene: Scene, predicate: Predicate, path: Path, passed: set[int]) -> list[int]:
    """The tokens at the end of one path from a predicate."""
    heads = _step(scene, predicate.head, predicate, path[0])
    for step in path[1:]:
        if not heads:
            break
        passed.update(heads)
        heads = [n for h in heads for n in _step(scene, h, scene.at(h), step)]
    return heads


def _step(scene: Scene, head: int, predicate: Predicate | None, step: str) -> list[int]:
    special = _SPECIAL.get(step)
    if special is not None:
        return special(scene, head)
    function = _FUNCTIONS.get(step)
    if function is not None:
        if predicate is None:
            return []
        heads = [
            a.head
            for a in predicate.arguments
            if a.function is function and not (function is Function.CLAUSE and a.preposition in ADVERBIAL)
        ]
        if not heads and function is Function.SUBJECT:
            heads = _by_agent(scene.tree, predicate) or [
                c
                for c in scene.tree.children[head]
                if scene.tree.dep[c] == "nsubj" and predicate.part is Part.ADJECTIVE
            ]
        return heads
    if predicate is not None:
        heads = [
            a.head for a in predicate.arguments if a.preposition == step and a.function is not Function.CLAUSE
        ]
        if not heads and step != "with":  # "with officials promising to …" is a remark, no participant
            # An infinitive's "to" is no preposition.
            heads = [
                a.head
                for a in predicate.arguments
                if a.preposition == step and (step != "to" or scene.tree.tag[a.head] == "VBG")
            ]
        if heads:
            return heads
    found = _behind(scene.tree, head, step)
    if not found and predicate is not None and step in _MOVABLE:
        # The parser hangs "with Y" in "placed orders for X with Y" on the nearest noun.
        found = [o for a in predicate.fillers(Function.OBJECT) for o in _behind(scene.tree, a.head, step)]
    return found


def _by_agent(tree: Tree, predicate: Predicate) -> list[int]:
    """The agent of a passive that the parser hung on a noun: "was put on the list by Norway"."""
    if not predicate.passive:
        return []
    nouns = [
        a.head for a in predicate.arguments if a.function is Function.OBLIQUE and a.head > predicate.head
    ]
    return [o for noun in nouns for o in _behind(tree, noun, "by")]


def _behind(tree: Tree, head: int, preposition: str) -> list[int]:
    """What stands behind a preposition that hangs on `head`."""
    return [
        o
        for c in tree.children[head]
        if tree.text[c] == preposition and tree.dep[c] in {"prep", "dative", "agent", "prt"}
        for o in _objects(tree, c)
    ]


def _objects(tree: Tree, preposition: int) -> list[int]:
    found: list[int] = []
    for child in tree.children[preposition]:
        if tree.dep[child] in {"pobj", "pcomp"}:
            found += _conjuncts(tree, child)
    return found


def _conjuncts(tree: Tree, head: int) -> list[int]:
    found = [head]
    for token in found:
        found += [c for c in tree.children[token] if tree.dep[c] == "conj" and c > token]
    return found


def theme(scene: Scene, head: int, depth: int = _THEME_DEPTH) -> list[int]:
    """What the action at `head` is about: its object, else the theme of its complement, else its oblique.

    "to buy X": X. "to start to buy X": X. "to halt orders for X": orders, which `Referents.thing_of` opens.
    "to go through": nothing.
    """
    predicate = scene.at(head)
    if predicate is None or depth == 0:
        return []
    if predicate.part is Part.NOUN and predicate.support is None:
        return [head]
    objects = [a.head for a in predicate.fillers(Function.OBJECT)]
    if objects:
        return objects
    for clause in predicate.fillers(Function.CLAUSE):
        if clause.preposition in ADVERBIAL:
            continue
        inner = theme(scene, clause.head, depth - 1)
        if inner:
            return inner
    for preposition in _THEME_PREPOSITIONS:
        obliques = [a.head for a in predicate.fillers(Function.OBLIQUE, preposition)]
        if obliques:
            return obliques
    return []


def _standard(scene: Scene, head: int) -> list[int]:
    """What a comparison compares with: the noun behind "than", the second "as" or "times the size of"."""
    tree = scene.tree
    reach = range(head + 1, min(head + _STANDARD_REACH, len(tree.text)))
    for word in reach:
        if tree.text[word] in _STANDARD_MARKERS:
            found = [c for c in tree.children[word] if c > word and tree.dep[c] in {"pobj", "nsubj"}]
            if found:
                return found
    return []


def _owners(scene: Scene, head: int) -> list[int]:
    tree = scene.tree
    return [h for c in tree.children[head] if tree.dep[c] == "poss" for h in _conjuncts(tree, c)]


def _modifiers(scene: Scene, head: int) -> list[int]:
    tree = scene.tree
    return [c for c in tree.children[head] if c < head and tree.dep[c] in {"compound", "amod", "nmod"}]


def _purpose(scene: Scene, head: int) -> list[int]:
    """The infinitive that hangs on a verb or noun as its purpose ("letters to ask", "firms A and B to buy")."""
    tree = scene.tree
    found: list[int] = []
    waiting = [head]
    predicate = scene.index.at(head)
    if predicate is not None and predicate.support == tree.lemma[tree.head[head]]:
        waiting.append(tree.head[head])
    found += [g for g in scene.governed.get(head, ()) if _is_infinitive(tree, g)]
    for token in waiting:
        for child in tree.children[token]:
            if child < head:
                continue
            dep = tree.dep[child]
            if dep in _INFINITIVES and _is_infinitive(tree, child):
                if child not in found:
                    found.append(child)
            elif dep in {"conj", "appos"} and tree.pos[child] in {"NOUN", "PROPN", "NUM"}:
                waiting.append(child)
    return found


def _participle(scene: Scene, head: int) -> list[int]:
    """The participles that hang on a verb or on its nouns ("sent letters to firms requesting data")."""
    tree = scene.tree
    found: list[int] = []
    waiting = [head]
    for token in waiting:
        for child in tree.children[token]:
            if child <= head:
                continue
            if tree.tag[child] == "VBG" and tree.dep[child] in {"acl", "advcl", "xcomp", "pcomp"}:
                found.append(child)
            elif tree.dep[child] in {"dobj", "dative", "prep", "pobj"}:
                waiting.append(child)
    return found


def _extent(scene: Scene, head: int) -> list[int]:
    """How much or what a noun amounts to ("orders exceeding 200 jets", "a licence covering fuel")."""
    tree = scene.tree
    return [
        o
        for c in tree.children[head]
        if c > head and tree.lemma[c] in _EXTENTS and tree.dep[c] in {"acl", "relcl", "amod", "prep"}
        for o in tree.children[c]
        if tree.dep[o] in {"dobj", "pobj", "npadvmod"}
    ]


def _adverbs(scene: Scene, head: int) -> list[int]:
    tree = scene.tree
    return [c for c in tree.children[head] if tree.dep[c] in {"advmod", "neg"}]


def _complement(scene: Scene, head: int) -> list[int]:
    """What something is made or called ("made masks mandatory": mandatory)."""
    tree = scene.tree
    return [c for c in tree.children[head] if c > head and tree.dep[c] in {"ccomp", "oprd", "acomp", "xcomp"}]


def _noun(scene: Scene, head: int) -> list[int]:
    """The noun of a light verb and its noun ("granted a loan": loan), whichever of them is the predicate."""
    predicate = scene.index.at(head)
    if predicate is None or predicate.part is not Part.VERB:
        return [head]
    return [a.head for a in predicate.fillers(Function.OBJECT)]


def _is_infinitive(tree: Tree, token: int) -> bool:
    return any(tree.tag[c] == "TO" for c in tree.children[token])


def _governor(scene: Scene, head: int) -> list[int]:
    predicate = scene.index.at(head)
    if predicate is not None and predicate.governor is not None:
        return [predicate.governor]
    above = scene.tree.head[head]
    return [above] if above != head and scene.index.at(above) is not None else []


_SPECIAL: dict[str, Callable[[Scene, int], list[int]]] = {
    "self": lambda _, head: [head],
    "support": lambda _, __: [],
    "theme": theme,
    "standard": _standard,
    "purpose": _purpose,
    "participle": _participle,
    "extent": _extent,
    "adverb": _adverbs,
    "complement": _complement,
    "noun": _noun,
    "governor": _governor,
    "owner": _owners,
    "modifier": _modifiers,
}
