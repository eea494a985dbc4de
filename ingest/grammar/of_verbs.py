"""Gives verbs back their "of": "stripped the club of its title", "accused the firms of fraud"."""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree


def mend_of_verbs(tree: Tree, start: int, end: int) -> None:
    """Behind these verbs what follows "of" says of what somebody is accused or deprived."""
    for token in range(start + 1, end):
        noun = tree.head[token]
        if (
            tree.text[token] != "of"
            or tree.dep[token] != "prep"
            or tree.dep[noun] not in {"dobj", "nsubjpass"}
        ):
            continue
        verb = tree.head[noun]
        if verb < noun < token and tree.pos[verb] == "VERB" and tree.lemma[verb] in control("of_verbs"):
            tree.attach(token, verb, "prep")
