"""Tells what a word is known as that stands over a clause, and which clause is its content."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_to, particle_of
from ingest.grammar.event_nouns import singular
from ingest.grammar.matrix import MatrixClass, class_of, is_matrix_noun, words
from ingest.grammar.tree import Tree


def matrix_key(tree: Tree, token: int) -> tuple[str, str, str | None]:
    """Under what the lexicon knows the word over a clause: its part of speech, its lemma, its particle."""
    pos = tree.pos[token]
    if pos in {"VERB", "AUX"}:
        if tree.dep[token] in {"acomp", "oprd"}:
            return "adjective", tree.text[token], None
        return "verb", tree.lemma[token], particle_of(tree, token)
    if pos in {"ADJ", "ADV"}:
        return "adjective", tree.lemma[token], None
    word = singular(tree.text[token])
    known = word != tree.text[token] or is_matrix_noun(word)
    return "noun", word if known else tree.lemma[token], None


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


def is_topic(tree: Tree, noun: int, found: MatrixClass, part: str, lemma: str) -> bool:
    """ "talks about a merger", "called for a ban": what a word of that class is about, and not yet known of.

    A definite noun ("talks about the war") is taken to be there already.
    """
    preposition = tree.text[tree.head[noun]]
    if part == "verb":
        return f"{lemma}-{preposition}" in found.objects
    if preposition not in words("topics", "before") or found.name not in words("topics", "classes"):
        return False
    if preposition == "of" and found.name not in words("topics", "of"):
        return False
    return not any(
        tree.dep[c] == "poss" or (tree.dep[c] == "det" and tree.text[c] in words("topics", "definite"))
        for c in tree.children[noun]
    )


def is_without(tree: Tree, noun: int) -> bool:
    """ "without a deal"."""
    return tree.dep[noun] == "pobj" and tree.text[tree.head[noun]] in words("auxiliaries", "without")


def is_result(tree: Tree, token: int, head: int) -> bool:
    """True for "beat its rival to win the order" and "halted work, only to resume it a month later"."""
    if tree.lemma[token] in words("resulting", "verbs") and tree.lemma[head] in words("resulting", "over"):
        return True
    to = next((c for c in tree.children[token] if tree.tag[c] == "TO"), None)
    only = to is not None and to > 0 and tree.text[to - 1] in words("resulting", "only")
    return only and tree.tag[head] in {"VBD", "VBN"} and head < token


def came_to_nothing(tree: Tree, attempt: int) -> bool:
    """True for the attempt that failed, or came to nothing."""
    verb = tree.head[attempt]
    if tree.dep[attempt] != "nsubj" or tree.pos[verb] != "VERB":
        return False
    ends = (noun for to in tree.having(verb, "prep") for noun in tree.having(to, "pobj"))
    return tree.lemma[verb] in words("resulting", "failing") or any(
        tree.text[noun] in words("resulting", "nothing") for noun in ends
    )


def is_one_of_a_row(tree: Tree, noun: int) -> bool:
    """True for "the first state", "the latest": what they are "to do" they did."""
    row = words("rows", "words")
    return tree.text[noun] in row or any(
        tree.text[c] in row for c in tree.children[noun] if tree.dep[c] in {"amod", "nummod"}
    )
