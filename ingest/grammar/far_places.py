"""Hangs the state behind a town on the town: "a judge in Austin, Texas ruled" (Texas rules nothing)."""

from __future__ import annotations

from ingest.grammar.subjects import SUBJECTS
from ingest.grammar.tree import Tree

_PLACES = frozenset({"GPE", "LOC"})
_WHERE = frozenset({"in", "of", "near", "at", "from", "outside", "around"})


def mend_far_places(tree: Tree, start: int, end: int) -> None:
    """A second subject that is a place, and stands behind a place and a comma, says where that is."""
    for token in range(start + 3, end):
        if tree.dep[token] not in SUBJECTS or tree.pos[token] != "PROPN" or not _is_place(tree, token):
            continue
        verb = tree.head[token]
        edge = tree.subtree(token)[0]
        town = edge - 2
        if town < start or tree.text[edge - 1] != "," or not _is_place(tree, town):
            continue
        preposition = tree.head[town]
        if tree.dep[town] != "pobj" or tree.text[preposition] not in _WHERE:
            continue
        if (
            not any(c < town for c in tree.having(verb, *SUBJECTS))
            or tree.child(token, "cc", "conj") is not None
        ):
            continue
        tree.attach(token, town, "appos")


def _is_place(tree: Tree, token: int) -> bool:
    return tree.doc[token].ent_type_ in _PLACES
