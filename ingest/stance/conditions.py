"""Finds what an action hangs on: "if the board agrees", "subject to a review", "in principle"."""

from __future__ import annotations

from ingest.document import Document
from ingest.grammar.clause_shape import is_inverted, marker
from ingest.grammar.event_nouns import singular
from ingest.grammar.matrix import class_of, phrases, words
from ingest.grammar.predicates import Predicate
from ingest.grammar.tree import Tree
from kg.model import Span

_LOOSE = frozenset({"prep", "acomp", "amod", "advmod", "oprd", "acl", "advcl", "pobj", "appos"})


def condition_of(document: Document, tree: Tree, predicate: Predicate) -> Span | None:
    """The words of the condition that the predicate itself carries, or None."""
    for child in _dependents(tree, predicate):
        dep = tree.dep[child]
        if (dep == "advcl" and _opens_condition(tree, child)) or (
            dep == "ccomp" and (is_inverted(tree, child) or marker(tree, child) in words("openers", "words"))
        ):
            return _subtree(document, tree, child)
        if dep in _LOOSE and _phrase_at(tree, _first(tree, child), phrases("conditions", "phrases")):
            return _subtree(document, tree, child)
    return None


def has_strings(tree: Tree, predicate: Predicate) -> bool:
    """True where the action is done with strings attached: "approved, subject to a review"."""
    head = predicate.head
    if tree.lemma[head] in {"be", "become", "remain"}:
        return False  # "are subject to a tax": that is what is said of them
    for child in tree.children[head]:
        if tree.dep[child] == "amod" and tree.text[child] in words("amods", "conditional"):
            return True
    strings = phrases("conditions", "strings")
    return any(
        tree.dep[child] in _LOOSE and _phrase_at(tree, _first(tree, child), strings)
        for child in _dependents(tree, predicate)
    )


def is_in_principle(tree: Tree, predicate: Predicate) -> bool:
    """True where the action is only done in principle or for the time being."""
    dependents = _dependents(tree, predicate)
    # "approved the sale in principle": the parser hangs it on the object.
    objects = (c for c in tree.children[predicate.head] if tree.dep[c] == "dobj")
    within = (g for c in objects for g in tree.children[c] if tree.dep[g] == "prep" and g > c)
    for child in (*dependents, *within):
        text = tree.text[child]
        dep = tree.dep[child]
        if dep in {"amod", "advmod", "compound", "nmod"} and (
            text in words("amods", "tentative") or text in words("adverbs", "tentative")
        ):
            if dep == "advmod":
                return tree.pos[predicate.head] in {"VERB", "AUX"}
            if _is_consent(tree.text[predicate.head]):
                return True  # but preliminary duties are in force
            continue
        if text == "principle":
            return True
        if text == "in" and any(tree.text[c] == "principle" for c in tree.children[child]):
            return True
    return False


def _is_consent(noun: str) -> bool:
    found = class_of("noun", singular(noun), None, False)
    return noun in words("amods", "tentative_of") or (found is not None and found.name == "permitting")


def _dependents(tree: Tree, predicate: Predicate) -> list[int]:
    """What hangs on the predicate's head, and, of a supported noun, on the verb that supports it."""
    head = predicate.head
    found = list(tree.children[head])
    over = tree.head[head]
    if predicate.support is not None and over != head and tree.lemma[over] == predicate.support:
        found += (c for c in tree.children[over] if c != head)
    return found


def _opens_condition(tree: Tree, clause: int) -> bool:
    return any(
        tree.text[c] in words("conditions", "clauses") and tree.dep[c] in {"mark", "advmod", "prep"}
        for c in tree.children[clause]
        if c < clause
    ) or tree.text[clause] in words("conditions", "participles")


def _phrase_at(tree: Tree, token: int, listed: tuple[tuple[str, ...], ...]) -> bool:
    first = tree.text[token]
    return any(p[0] == first and tuple(tree.text[token : token + len(p)]) == p for p in listed)


def _first(tree: Tree, token: int) -> int:
    while tree.children[token] and tree.children[token][0] < token:
        token = tree.children[token][0]
    return token


def _last(tree: Tree, token: int) -> int:
    while tree.children[token] and tree.children[token][-1] > token:
        token = tree.children[token][-1]
    return token


def _subtree(document: Document, tree: Tree, token: int) -> Span:
    return document.span(_first(tree, token), _last(tree, token))
