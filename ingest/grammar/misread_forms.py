"""Reads single words rightly: their lemma, a plural taken for a verb and the reverse, "no longer"."""

from __future__ import annotations

from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import is_verb, right_lemma


def mend_forms(tree: Tree, start: int, end: int) -> None:
    """Right lemmas that the model does not know; what hangs on a noun without a subject is a participle."""
    for token in range(start, end):
        if tree.pos[token] == "VERB":
            tree.lemma[token] = right_lemma(tree.text[token], tree.lemma[token])
            if tree.dep[token] == "acl" and tree.tag[token] == "VBD":
                tree.tag[token] = "VBN"


def mend_plural_verbs(tree: Tree, start: int, end: int) -> None:
    """ "the number of study permits to …": a word in -s that hangs nowhere is a noun."""
    for token in range(start + 1, end):
        noun, over = token - 1, tree.head[token]
        if tree.tag[token] != "VBZ" or tree.dep[token] != "dep" or over >= noun:
            continue
        if tree.dep[noun] not in {"pobj", "dobj"} or tree.tag[noun] not in {"NN", "NNP"}:
            continue
        if tree.child(token, "nsubj", "aux") is not None:
            continue
        for child in list(tree.children[token]):
            tree.attach(child, over, tree.dep[child])
        tree.attach(token, tree.head[noun], tree.dep[noun])
        for child in [c for c in tree.children[noun] if c < noun]:
            tree.attach(child, token, tree.dep[child])
        tree.attach(noun, token, "compound")
        tree.pos[token], tree.tag[token] = "NOUN", "NNS"
        tree.lemma[token] = tree.text[token].removesuffix("s")


def mend_relative_verbs(tree: Tree, start: int, end: int) -> None:
    """ "a figure the government disputes": a word in -s with a subject, after a noun, is a verb."""
    for token in range(start + 1, end):
        if tree.dep[token] != "relcl" or tree.tag[token] != "NNS" or tree.child(token, "nsubj") is None:
            continue
        verb = is_verb(tree.text[token])
        if verb is not None:
            tree.pos[token], tree.tag[token], tree.lemma[token] = "VERB", "VBZ", verb


def mend_no_longer(tree: Tree, start: int, end: int) -> None:
    """ "can no longer charge": "no longer" denies the verb, as "not" does."""
    for token in range(start + 1, end):
        if tree.text[token] == "longer" and tree.text[token - 1] == "no" and tree.dep[token] == "advmod":
            tree.dep[token] = "neg"
