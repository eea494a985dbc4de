"""Mends lists with "as well as": "permits firms as well as banks to sell" permits both."""

from __future__ import annotations

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
