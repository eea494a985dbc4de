"""Mends a verb that the parser took for a participle on its subject: "a paper called on the museum"."""

from __future__ import annotations

from ingest.grammar.clause_shape import VERBAL
from ingest.grammar.control import control
from ingest.grammar.tree import Tree


def mend_main_participles(tree: Tree, start: int, end: int) -> None:
    """Where a noun stands in the place of a clause and a tensed verb hangs on it, the verb is the clause.

    Also "the bill passed by 64 votes": votes and margins do nothing, they only say how many.
    """
    for token in range(start, end):
        if tree.dep[token] != "acl" or tree.head[token] > token:
            continue
        if tree.tag[token] == "VBD" or (tree.tag[token] == "VBN" and _is_counted(tree, token)):
            noun = tree.head[token]
            if tree.pos[noun] in {"NOUN", "PROPN"} and _stands_for_a_clause(tree, noun):
                _make_main(tree, token, noun)


def _stands_for_a_clause(tree: Tree, noun: int) -> bool:
    """True for the root of a sentence, and for what is joined to a verb."""
    above = tree.head[noun]
    joined = tree.dep[noun] in {"conj", "ccomp"} and tree.pos[above] in VERBAL and above < noun
    return (above == noun or joined) and tree.child(noun, "nsubj", "cop", "relcl", "conj") is None


def _is_counted(tree: Tree, verb: int) -> bool:
    """True behind which "by 64 votes" stands."""
    return any(
        tree.text[c] == "by" and any(tree.lemma[o] in control("tallies") for o in tree.children[c])
        for c in tree.children[verb]
    )


def _make_main(tree: Tree, verb: int, noun: int) -> None:
    tree.raise_over(verb, noun, "nsubj")
    tree.tag[verb] = "VBD"
    for child in tree.children[verb]:
        if tree.dep[child] == "agent":
            tree.dep[child] = "prep"
