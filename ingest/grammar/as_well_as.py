"""Mends what hangs on "as": "firms as well as banks", and what a thing is listed or named as."""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree


def mend_as_well_as(tree: Tree, start: int, end: int) -> None:
    """Hang the second noun on the first, where it was taken for the subject of what follows."""
    for token in range(start + 2, end - 1):
        if tree.text[token - 2 : token + 1] != ["as", "well", "as"] or tree.dep[token] != "cc":
            continue
        noun = tree.head[token]
        for verb in list(tree.children[tree.head[noun]]):
            if verb < token or tree.tag[verb] != "VB" or verb == noun:
                continue
            second = tree.child(verb, "nsubj")
            if second is not None and token < second < verb:
                tree.attach(second, noun, "conj")
                tree.dep[verb] = "xcomp"


def mend_as_called(tree: Tree, start: int, end: int) -> None:
    """ "classified the gas as toxic": what a thing is called hangs on the verb, not on the thing."""
    for token in range(start + 2, end):
        noun = tree.head[token]
        if tree.text[token] != "as" or tree.dep[token] != "prep" or tree.dep[noun] != "dobj":
            continue
        if tree.lemma[tree.head[noun]] not in control("naming"):
            continue
        after = [c for c in tree.children[noun] if c > token and tree.dep[c] == "prep"]
        for preposition in (token, *after):
            tree.attach(preposition, tree.head[noun], "prep")
