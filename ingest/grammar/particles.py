"""Tells particles from prepositions: "were kept off the app", "kept out of the hall", "hand in the keys"."""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree


def mend_particles(tree: Tree, start: int, end: int) -> None:
    """Make prepositions of the particles that have an object of their own; a true particle has none."""
    for token in range(start + 1, end - 1):
        verb = tree.head[token]
        if tree.text[token] in control("results") and tree.pos[verb] == "VERB":
            _mend_result(tree, verb, token)
        elif tree.dep[token] == "prt" and tree.child(verb, "nsubjpass") is not None:
            _take_object(tree, verb, token)
        elif tree.dep[token] == "prt":
            thing = tree.child(token, "pobj")
            if thing is not None and tree.child(verb, "dobj") is None:
                tree.attach(thing, verb, "dobj")  # "hand in their keys"
        elif tree.dep[token] in {"oprd", "advmod"} and tree.tag[token] in {"IN", "RP"}:
            # "kept out of the hall": the parser calls "out" what they were kept as.
            inner = tree.child(token, "prep")
            if tree.pos[verb] == "VERB" and inner == token + 1 and tree.child(inner, "pobj") is not None:
                tree.dep[token] = "prep"


def _mend_result(tree: Tree, verb: int, word: int) -> None:
    """ "took a reactor offline": read as a thing that is called so."""
    if tree.dep[word] not in {"dobj", "oprd", "advmod", "acomp"} or word < verb:
        return
    noun = tree.child(word, "compound")
    if noun is not None:
        for child in [c for c in tree.children[word] if c < noun]:
            tree.attach(child, noun, tree.dep[child])
        for child in [c for c in tree.children[word] if c > word]:
            tree.attach(child, verb, tree.dep[child])
        tree.attach(noun, verb, "dobj")
    tree.dep[word] = "prt"


def _take_object(tree: Tree, verb: int, particle: int) -> None:
    """ "will be kept off the app": a passive has no object left, so the app is what "off" is about."""
    noun = tree.child(verb, "dobj", "oprd")
    if noun is None or tree.child(verb, "dative") is not None:
        return
    first = min((c for c in tree.children[noun] if c < noun), default=noun)
    if first == particle + 1:
        tree.dep[particle] = "prep"
        tree.pos[particle] = "ADP"
        tree.attach(noun, particle, "pobj")
