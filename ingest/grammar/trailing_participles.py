"""Reads ", alarming Canberra" as a participle that accompanies the verb before it, with its object.

The parser now and then takes the participle for an adjective of the noun and both for an apposition.
"""

from __future__ import annotations

from ingest.grammar.tree import Tree

_MOST_STEPS = 6
"""How many nouns may stand between the apposition and its verb; real sentences need two."""


def mend_trailing_participles(tree: Tree, start: int, end: int) -> None:
    """Hang such participles on the verb, and their nouns on them."""
    for token in range(start + 1, end - 1):
        noun = tree.head[token]
        if tree.tag[token] != "VBG" or tree.dep[token] != "amod" or tree.text[token - 1] != ",":
            continue
        if noun <= token or tree.dep[noun] != "appos" or min(tree.children[noun]) != token:
            continue
        verb = _verb_above(tree, noun)
        if verb is None:
            continue
        tree.attach(token, verb, "advcl")
        tree.pos[token] = "VERB"
        tree.attach(noun, token, "dobj")


def _verb_above(tree: Tree, noun: int) -> int | None:
    for _ in range(_MOST_STEPS):
        noun = tree.head[noun]
        if tree.pos[noun] == "VERB":
            return noun
    return None
