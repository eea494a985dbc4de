"""Mends words with a hyphen: "a re-run", "co-funded" and "the by-products" are one word each, not three."""

from __future__ import annotations

from ingest.grammar.clause_shape import VERBAL
from ingest.grammar.tree import Tree

_OUTSIDE = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "conj", "appos", "ROOT", "dative"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def mend_hyphens(tree: Tree, start: int, end: int) -> None:
    """Make the last part of a word with a hyphen the head of the others, in the place of the first."""
    for hyphen in range(end - 2, start, -1):
        if tree.text[hyphen] != "-" or not _joins(tree, hyphen):
            continue
        prefix, word = hyphen - 1, hyphen + 1
        if tree.tag[hyphen] != "HYPH":
            _join(tree, prefix, hyphen, word)
        elif tree.pos[prefix] == "ADP" and tree.head[word] == prefix and tree.dep[word] == "pobj":
            _join_with_preposition(tree, prefix, hyphen, word)


def _joins(tree: Tree, hyphen: int) -> bool:
    """True for a hyphen between two words, without a space on either side."""
    doc = tree.doc
    if doc[hyphen - 1].whitespace_ or doc[hyphen].whitespace_:
        return False
    return not any(c.isdigit() for c in (tree.text[hyphen - 1][-1], tree.text[hyphen + 1][0]))


def _join(tree: Tree, prefix: int, hyphen: int, word: int) -> None:
    """ "re", "-" and "run", each read as the object: "run" is it, the others are parts of it."""
    parts = {prefix, hyphen, word}
    first = next((p for p in (prefix, hyphen, word) if tree.head[p] not in parts or tree.head[p] == p), word)
    head, dep = tree.head[first], tree.dep[first]
    if head == first:
        head, dep = word, "ROOT"
    elif tree.pos[word] in VERBAL and dep == "conj" and tree.pos[head] in _NOUNS:
        over = tree.head[head]
        if tree.dep[head] == "dobj" and tree.pos[over] in VERBAL:
            head = over  # "opened the case and pre-approved the deal"
    for part in (prefix, hyphen):
        for child in [c for c in tree.children[part] if c not in parts]:
            tree.attach(child, word, tree.dep[child])
    tree.attach(word, head, dep)
    if dep in _OUTSIDE and dep != "ROOT" and tree.pos[word] == "ADJ":
        tree.pos[word], tree.tag[word] = "NOUN", "NN"  # "the dairy co-operative"
    tree.attach(prefix, word, "compound")
    tree.attach(hyphen, word, "punct")
    tree.tag[hyphen], tree.pos[hyphen] = "HYPH", "PUNCT"


def _join_with_preposition(tree: Tree, prefix: int, hyphen: int, word: int) -> None:
    """ "cut by-products", "approved a by-pass": no preposition, but the first part of a noun."""
    head, dep = tree.head[prefix], tree.dep[prefix]
    if dep == "prep":
        if tree.pos[head] not in VERBAL or tree.child(head, "dobj") is not None:
            return
        dep = "dobj"
    if dep not in _OUTSIDE or head == prefix:
        return
    for child in [c for c in tree.children[prefix] if c not in (word, hyphen)]:
        tree.attach(child, word, tree.dep[child])
    tree.attach(word, head, dep)
    tree.attach(prefix, word, "compound")
    tree.attach(hyphen, word, "punct")
