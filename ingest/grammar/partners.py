"""Hangs those with whom one agrees or talks on the agreeing: "agreed with Acme to build trams"."""

from __future__ import annotations

from ingest.grammar.control import control, partners
from ingest.grammar.tree import Tree


def mend_partners(tree: Tree, start: int, end: int) -> None:
    """The name behind "with" is the partner, no subject; behind "by telephone" it is whom one talked to."""
    for token in range(start + 1, end - 2):
        if tree.text[token] == "with" and tree.dep[token] in {"prep", "mark"}:
            _mend_joint_deed(tree, token)
        if tree.dep[token] == "prep" and tree.text[token] in partners():
            _mend_channel(tree, token)


def _mend_joint_deed(tree: Tree, word: int) -> None:
    """ "agreed with Acme to build trams": Acme is with whom, and both will build."""
    above = tree.head[word]
    clause = above if tree.dep[word] == "mark" else tree.child(word, "pcomp")
    over = tree.head[clause] if tree.dep[word] == "mark" and clause is not None else above
    if clause is None or not over < word < clause or tree.lemma[over] not in control("joint"):
        return
    partner = tree.child(clause, "nsubj")
    to = next((c for c in tree.children[clause] if tree.tag[c] == "TO"), None)
    if partner is None or to is None or not word < partner < to:
        return
    tree.attach(word, over, "prep")
    tree.attach(partner, word, "pobj")
    tree.attach(clause, over, "xcomp")


def _mend_channel(tree: Tree, word: int) -> None:
    """ "spoke by telephone with the envoy": with the envoy one speaks, whatever the means."""
    means = tree.head[word]
    by = tree.head[means]
    if tree.dep[means] != "pobj" or tree.dep[by] != "prep" or tree.text[means] not in control("channels"):
        return
    if tree.pos[tree.head[by]] == "VERB":
        tree.attach(word, tree.head[by], "prep")
