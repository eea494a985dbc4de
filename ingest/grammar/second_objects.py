"""Tells what a second object is: an explanation, what the first one is called, or what is given to it."""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree


def mend_second_objects(tree: Tree, start: int, end: int) -> None:
    """ "limit permits to 9,000, a cut of a third": what follows a comma explains, and is no second object."""
    for token in range(start, end):
        if tree.dep[token] not in {"dobj", "oprd"} or tree.pos[tree.head[token]] != "VERB":
            continue
        first = tree.child(tree.head[token], "dobj")
        edge = min((c for c in tree.children[token] if c < token), default=token)
        if first is None or first >= edge:
            continue
        if tree.text[edge - 1] in {",", "-", "--", "–", "—"}:
            # "bought the maker, Acme": the name says who it is.
            over = first if tree.pos[token] == "PROPN" and first == edge - 2 else tree.head[token]
            tree.attach(token, over, "appos")
        elif tree.dep[token] == "oprd":
            continue
        elif tree.lemma[tree.head[token]] in control("naming"):
            tree.dep[token] = "oprd"  # "branded the group a threat": what it is called
        elif first == edge - 1 and tree.pos[first] in {"PROPN", "PRON"} and _is_determined(tree, token):
            tree.dep[first] = "dative"  # "shipped Acme the first parts": to Acme


def _is_determined(tree: Tree, noun: int) -> bool:
    return any(tree.dep[c] in {"det", "poss", "nummod"} for c in tree.children[noun])
