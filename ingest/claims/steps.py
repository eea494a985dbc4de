"""The steps of a place that are neither deep functions nor prepositions: theme, purpose, owner, …"""

from __future__ import annotations

from collections.abc import Callable

from ingest.claims.scene import ADVERBIAL, Scene
from ingest.grammar.arguments import Function
from ingest.grammar.clause_shape import is_nobody
from ingest.grammar.predicates import Part
from ingest.grammar.tree import Tree
from ingest.rulebook import rules

_THEME_DEPTH = 4  # "agree to let firms start to buy chips": embedded actions are followed this far
_INFINITIVES = frozenset({"advcl", "xcomp", "acl", "relcl", "ccomp"})

_DONE_BY = frozenset({"bare", "to"})
"""What opens an action that the object of the verb above does ("let banks *sell*", "ask banks *to sell*")."""

_words = rules("frame_words")
_EXTENTS = frozenset(_words["extents"])
_IDIOMATIC = frozenset(_words["idiomatic_objects"])
IDIOMATIC_OBLIQUES = frozenset(_words["idiomatic_obliques"])
_PROVISOS = frozenset(_words["provisos"])
_THEME_PREPOSITIONS = tuple(_words["theme_prepositions"])


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
    objects = [a.head for a in predicate.fillers(Function.OBJECT) if not _is_reflexive(scene, a.head)]
    for clause in predicate.fillers(Function.CLAUSE) if objects else ():
        inner_verb = scene.at(clause.head)
        if clause.preposition in _DONE_BY and inner_verb is not None:
            doers = {a.head for a in inner_verb.fillers(Function.SUBJECT)}
            if doers.issuperset(objects):
                return theme(scene, clause.head, depth - 1)  # "to let banks sell bonds": bonds
    if objects and not all(scene.tree.lemma[o] in _IDIOMATIC and not scene.tree.children[o] for o in objects):
        return objects
    for clause in predicate.fillers(Function.CLAUSE):
        if clause.preposition in ADVERBIAL:
            continue
        inner = theme(scene, clause.head, depth - 1)
        if inner:
            return inner
    for preposition in _THEME_PREPOSITIONS:
        obliques = [
            a.head
            for a in predicate.fillers(Function.OBLIQUE, preposition)
            if scene.tree.lemma[a.head] not in IDIOMATIC_OBLIQUES
        ]
        if obliques and not scene.times.issuperset(obliques):
            return obliques
    return []


def _is_reflexive(scene: Scene, token: int) -> bool:
    """True for "itself": nothing else is dealt with."""
    return scene.tree.doc[token].morph.get("Reflex", []) == ["Yes"]


def _owners(scene: Scene, head: int) -> list[int]:
    tree = scene.tree
    return [h for c in tree.children[head] if tree.dep[c] == "poss" for h in conjuncts(tree, c)]


def _modifiers(scene: Scene, head: int) -> list[int]:
    tree = scene.tree
    return [c for c in tree.children[head] if c < head and tree.dep[c] in {"compound", "amod", "nmod"}]


def _purpose(scene: Scene, head: int) -> list[int]:
    """The infinitive that hangs on a verb or noun ("letters to ask", "firms A and B to buy")."""
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
    """Its adverbs, those of its copula, and those before a phrase of its own ("open only to members")."""
    tree = scene.tree
    places = [head, tree.head[head]] if tree.dep[head] == "acomp" else [head]
    places += [c for c in tree.children[head] if c > head and tree.dep[c] == "prep"]
    return [c for place in places for c in tree.children[place] if tree.dep[c] in {"advmod", "neg"}]


def _complement(scene: Scene, head: int) -> list[int]:
    """What something is made or called ("made masks mandatory": mandatory)."""
    tree = scene.tree
    found = [
        c
        for c in tree.children[head]
        if c > head and tree.dep[c] in {"ccomp", "oprd", "acomp", "xcomp", "attr"}
    ]
    return found or [c for child in tree.children[head] for c in _called(tree, child)]


def _called(tree: Tree, child: int) -> list[int]:
    """The adjective or participle behind "as" ("listed the frog as endangered")."""
    if tree.text[child] == "as":
        return [c for c in tree.children[child] if tree.dep[c] in {"amod", "acomp", "pcomp"}]
    if tree.dep[child] == "advcl" and tree.tag[child] in {"VBN", "JJ"} and tree.text[child - 1] == "as":
        return [child]
    return []


def _proviso(scene: Scene, head: int) -> list[int]:
    """What opens "until …" or "unless …" ("may not begin until the bank agrees"), or "no longer"."""
    tree = scene.tree
    found: list[int] = []
    for child in tree.children[head]:
        if (tree.dep[child] == "prep" and tree.text[child] in _PROVISOS) or tree.text[child] == "longer":
            found.append(child)
        elif tree.text[child] == "for":  # "may not sell shares for six months"
            found += [c for c in tree.children[child] if tree.dep[c] == "pobj" and c in scene.times]
        elif tree.dep[child] == "advcl":
            found += [c for c in tree.children[child] if tree.dep[c] == "mark" and tree.text[c] in _PROVISOS]
    return found


def _nobody(scene: Scene, head: int) -> list[int]:
    """The subject, where it is "nobody" or "no bank"."""
    tree = scene.tree
    return [c for c in tree.children[head] if tree.dep[c] in {"nsubj", "nsubjpass"} and is_nobody(tree, c)]


def _noun(scene: Scene, head: int) -> list[int]:
    """The noun of a light verb and its noun ("granted a loan": loan), whichever of them is the predicate."""
    predicate = scene.index.at(head)
    if predicate is None or predicate.part is not Part.VERB:
        return [head]
    return [a.head for a in predicate.fillers(Function.OBJECT)]


def conjuncts(tree: Tree, head: int) -> list[int]:
    """The token and what is coordinated with it to its right."""
    found = [head]
    for token in found:
        found += [c for c in tree.children[token] if tree.dep[c] == "conj" and c > token]
    return found


def _is_infinitive(tree: Tree, token: int) -> bool:
    return any(tree.tag[c] == "TO" for c in tree.children[token])


def _governor(scene: Scene, head: int) -> list[int]:
    predicate = scene.index.at(head)
    if predicate is not None and predicate.governor is not None:
        return [predicate.governor]
    above = scene.tree.head[head]
    return [above] if above != head and scene.index.at(above) is not None else []


def _modified_behind(scene: Scene, head: int) -> list[int]:
    """The adjective behind a noun ("made funds available": available)."""
    tree = scene.tree
    return [c for c in tree.children[head] if c > head and tree.dep[c] == "amod"]


def _sum(scene: Scene, head: int) -> list[int]:
    """The object where it is a sum of money or a share, or names one ("a $4 million grant", "loans of …")."""
    predicate = scene.index.at(head)
    if predicate is None:
        return []
    tree = scene.tree
    heads = [a.head for a in predicate.fillers(Function.OBJECT)]
    return [
        h
        for h in heads
        if h in scene.amounts
        or any(
            c in scene.amounts
            or (tree.text[c] in {"of", "worth"} and any(g in scene.amounts for g in tree.children[c]))
            for c in tree.children[h]
        )
    ]


STEPS: dict[str, Callable[[Scene, int], list[int]]] = {
    "self": lambda _, head: [head],
    "support": lambda _, __: [],
    "theme": theme,
    "purpose": _purpose,
    "participle": _participle,
    "extent": _extent,
    "adverb": _adverbs,
    "complement": _complement,
    "proviso": _proviso,
    "nobody": _nobody,
    "noun": _noun,
    "sum": _sum,
    "modified": _modified_behind,
    "governor": _governor,
    "owner": _owners,
    "modifier": _modifiers,
}
"""By the name that frames use: from the scene and a head token to the tokens that the step leads to."""
