"""Tells what a word is known as that stands over a clause, and which clause is its content."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_to, particle_of
from ingest.grammar.event_nouns import singular
from ingest.grammar.tree import Tree
from ingest.stance.matrix import class_of, words


def matrix_key(tree: Tree, token: int) -> tuple[str, str, str | None]:
    """Under what the lexicon knows the word over a clause: its part of speech, its lemma, its particle."""
    pos = tree.pos[token]
    if pos in {"VERB", "AUX"}:
        if tree.dep[token] in {"acomp", "oprd"}:
            return "adjective", tree.text[token], None
        return "verb", tree.lemma[token], particle_of(tree, token)
    if pos in {"ADJ", "ADV"}:
        return "adjective", tree.lemma[token], None
    return "noun", singular(tree.text[token]), None


def content_before(tree: Tree, head: int, token: int) -> int | None:
    """ "plans to sell bonds, raising two billion": raising goes with selling; saying does not."""
    found = class_of(*matrix_key(tree, token), True)
    if found is not None and found.name == "reporting":
        return None
    for child in tree.children[head]:
        if head < child < token and tree.dep[child] == "xcomp" and has_to(tree, child):
            return child
        if head < child < token and tree.dep[child] == "prep":
            content = tree.child(child, "pcomp")
            known = class_of("verb", tree.lemma[head], tree.text[child], False)
            if content is not None and known is not None:
                return content
    return None


def is_bought(tree: Tree, token: int, noun: int) -> bool:
    """True where a deal to buy is signed: what it is about is then ordered."""
    return (
        tree.lemma[token] in words("ordered", "verbs")
        and tree.text[noun] in words("ordered", "nouns")
        and tree.dep[noun] in {"dobj", "nsubjpass"}
        and tree.lemma[tree.head[noun]] in words("ordered", "sealing")
    )
