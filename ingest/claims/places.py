"""Finds the token that sits in a place of a predicate: "object", "for", "clause.theme", "object.on".

A place is written in a frame as alternatives of paths: `object.on | object.of` is the first of the two that
is filled, `object + clause.to` both together. A step of a path is a function of deep syntax (subject,
object, indirect, clause), `theme` (what an embedded action is about), `purpose` (an infinitive that hangs on
it), `owner` (a possessor), `modifier` (a noun before the noun), `governor` (the predicate above), `standard`
(what is compared with), `self`, or else a preposition.
"""

from __future__ import annotations

from ingest.claims.scene import REASONS, Scene
from ingest.claims.steps import IDIOMATIC_OBLIQUES, STEPS, conjuncts
from ingest.grammar.arguments import Function
from ingest.grammar.predicates import Part, Predicate
from ingest.grammar.tree import Tree
from ingest.rulebook import rules

Path = tuple[str, ...]
Place = tuple[tuple[Path, ...], ...]

_NOUNS = frozenset({"NOUN", "PROPN"})
_FUNCTIONS = {f.value: f for f in Function if f is not Function.OBLIQUE}

_words = rules("frame_words")
# Prepositions that say to or from whom, and so belong to the verb wherever the parser hangs them.
_MOVABLE = frozenset(_words["movable_prepositions"])
_PREPOSITIONS = frozenset(_words["prepositions"])
_PARTNERS = frozenset(_words["partner_prepositions"])


def parse_place(text: str) -> Place:
    """The place that a frame writes as text. Raises ValueError, naming the step, where nobody knows one."""
    place = tuple(
        tuple(tuple(path.strip().split(".")) for path in part.split("|")) for part in text.split("+")
    )
    for step in {step for part in place for path in part for step in path}:
        if step not in STEPS and step not in _FUNCTIONS and step not in _PREPOSITIONS:
            raise ValueError(f"the step {step!r} is unknown")
    return place


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
            if trail is not None:
                heads = [h for h in heads if h not in scene.times]
                if path[-1] not in {"object", "theme"}:
                    heads = [h for h in heads if h not in scene.amounts or _holds(scene, h)]
                    heads = [h for h in heads if not _is_adverbial(scene.tree, h)]
                heads = [h for h in heads if scene.tree.text[h] != "own"]  # "bans of their own"
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
        ends = [(h, _step(scene, h, scene.at(h), step)) for h in heads]
        if step == "theme" and any(found for _, found in ends):
            # "called for openness and a review": both, though only the review is a happening.
            ends = [(h, found or ([h] if scene.tree.pos[h] in _NOUNS else [])) for h, found in ends]
        heads = [n for _, found in ends for n in found]
    return heads


def _holds(scene: Scene, amount: int) -> bool:
    """True for "$3 million in aid", "a tenth of the shares": an amount that says of what it is."""
    tree = scene.tree
    return any(
        tree.dep[o] == "pobj" and o not in scene.times and o not in scene.amounts
        for c in tree.children[amount]
        if tree.dep[c] == "prep" and tree.text[c] in {"in", "of"}
        for o in tree.children[c]
    )


def _into(scene: Scene, predicate: Predicate, step: str, heads: list[int]) -> list[int]:
    """Of "invest 2 billion euros in two plants in Ohio" the plants, where Ohio alone hangs on the verb."""
    doc = scene.tree.doc
    if step != "in" or any(doc[h].ent_type_ != "GPE" for h in heads):
        return []
    sums = [a.head for a in predicate.fillers(Function.OBJECT) if a.head in scene.amounts]
    return [o for s in sums for o in behind(scene.tree, s, step)]


def _is_adverbial(tree: Tree, noun: int) -> bool:
    """True for "in return", "for free": preposition and noun make an adverb."""
    if tree.dep[noun] != "pobj" or tree.children[noun] or tree.text[tree.head[noun]] == "to":
        return False
    return tree.lemma[noun] in IDIOMATIC_OBLIQUES


def _step(scene: Scene, head: int, predicate: Predicate | None, step: str) -> list[int]:
    special = STEPS.get(step)
    if special is not None:
        return special(scene, head)
    function = _FUNCTIONS.get(step)
    if function is not None:
        if predicate is None:
            return []
        heads = [
            a.head
            for a in predicate.arguments
            if a.function is function and not (function is Function.CLAUSE and a.preposition in REASONS)
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
            return _into(scene, predicate, step, heads) or heads
    found = behind(scene.tree, head, step)
    if not found and predicate is not None and step in _PARTNERS:
        # "reached on Monday between A and B": nobody shares out a day.
        found = [
            o
            for a in predicate.fillers(Function.OBLIQUE)
            if a.head in scene.times
            for o in behind(scene.tree, a.head, step)
        ]
    if not found and predicate is not None:
        # The parser hangs "with Y" in "placed orders for X with Y" on the nearest noun, and all that follows
        # a sum ("spent 2 billion euros on chips") on the sum.
        found = [
            o
            for a in predicate.fillers(Function.OBJECT)
            if step in _MOVABLE or a.head in scene.amounts
            for o in behind(scene.tree, a.head, step) or _behind_content(scene.tree, a.head, step)
        ]
    return found


def _by_agent(tree: Tree, predicate: Predicate) -> list[int]:
    """The agent of a passive that the parser hung on a noun: "was put on the list by Norway"."""
    if not predicate.passive:
        return []
    nouns = [
        a.head for a in predicate.arguments if a.function is Function.OBLIQUE and a.head > predicate.head
    ]
    return [o for noun in nouns for o in behind(tree, noun, "by")]


def behind(tree: Tree, head: int, preposition: str) -> list[int]:
    """What stands behind a preposition that hangs on `head`."""
    return [
        o
        for c in tree.children[head]
        if tree.text[c] == preposition and tree.dep[c] in {"prep", "dative", "agent", "prt"}
        for o in _objects(tree, c)
    ]


def _behind_content(tree: Tree, head: int, preposition: str) -> list[int]:
    """The same on what the noun counts: "shipped the last of the trains to Peru"."""
    contents = behind(tree, head, "of")
    return [o for content in contents for o in behind(tree, content, preposition)]


def _objects(tree: Tree, preposition: int) -> list[int]:
    found: list[int] = []
    for child in tree.children[preposition]:
        if tree.dep[child] == "pcomp" and tree.text[preposition] == "with":
            continue  # "with officials promising to …" is a remark, no participant
        if tree.dep[child] in {"pobj", "pcomp"}:
            found += conjuncts(tree, child)
    return found
