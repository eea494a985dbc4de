"""Tells "build *charging* stations" from "stop *charging* customers": a participle before a bare plural."""

from __future__ import annotations

import functools

from ingest.grammar.control import control
from ingest.grammar.tree import Tree
from ingest.rulebook import rules


def mend_misread_gerunds(tree: Tree, start: int, end: int) -> None:
    """The participle says of what kind the plural is, where the verb or noun above takes no gerund."""
    for token in range(start, end - 1):
        if tree.tag[token] != "VBG" or tree.dep[token] not in {"xcomp", "pcomp"}:
            continue
        noun, above = token + 1, tree.head[token]
        if tree.dep[noun] != "dobj" or tree.head[noun] != token or tree.tag[noun] != "NNS":
            continue
        if tree.dep[token] == "xcomp":
            takes_none = above == token - 1 and tree.lemma[above] not in control("gerunds")
            function = "dobj"
        else:
            takes_none = tree.text[above] == "of" and tree.lemma[tree.head[above]] in _dealt_or_counted()
            function = "pobj"
        if not takes_none or any(c < token for c in tree.children[token]):
            continue
        for child in [c for c in tree.children[token] if c != noun]:
            tree.attach(child, noun, tree.dep[child])
        tree.attach(noun, above, function)
        tree.attach(token, noun, "amod")


def mend_relative_objects(tree: Tree, start: int, end: int) -> None:
    """ "the agency, which the court allowed to intervene": it is the agency that was allowed."""
    for token in range(start, end):
        verb = tree.head[token]
        over = tree.head[verb]
        if tree.dep[token] != "dobj" or tree.tag[token] not in {"WDT", "WP"} or tree.dep[verb] != "xcomp":
            continue
        if not token < over < verb or tree.dep[over] != "relcl" or tree.child(over, "dobj") is not None:
            continue
        if tree.lemma[over] in control("object_needed") and tree.child(over, "nsubj") is not None:
            tree.attach(token, over, "dobj")


@functools.cache
def _dealt_or_counted() -> frozenset[str]:
    """Nouns behind whose "of" stands a ware or what is counted ("imports of", "thousands of")."""
    words = rules("unnamed")["transparent"]
    return frozenset(words["trade"]) | frozenset(words["measures"]) | {"thousand", "use"}
