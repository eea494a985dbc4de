"""Finds the noun that a pronoun stands for, so that frames may ask for it; tells "we" and "I" from others."""

from __future__ import annotations

from ingest.grammar.tree import Tree

_NOUNS = frozenset({"NOUN", "PROPN"})
_MOST_WORDS = 8  # of a label that is looked through


def noun_of(tree: Tree, label: str) -> str | None:
    """The head noun of a label ("bill" of "bill on pensions"), as the article's parse has its lemma."""
    head: str | None = None
    for word in label.lower().split()[:_MOST_WORDS]:
        try:
            at = tree.text.index(word)
        except ValueError:
            continue
        if tree.pos[at] in _NOUNS or tree.tag[at] == "NN":
            head = tree.lemma[at]
        elif head is not None and tree.pos[at] != "ADJ":
            break
    return head


def is_first_person(tree: Tree, head: int) -> bool:
    """True for "we" and "I"."""
    return tree.doc[head].morph.get("Person", []) == ["1"]
