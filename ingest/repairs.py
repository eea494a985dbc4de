"""Mends what the parser gets wrong often and for one reason; every repair is a rule of English, none of one text."""

from __future__ import annotations

from ingest.document import Document
from ingest.tree import Tree, read_tree

_KEPT = "onrecord.tree"


def mended_tree(document: Document) -> Tree:
    """The document's parse, mended; made once and kept with the parse."""
    kept = document.doc.user_data.get(_KEPT)
    if isinstance(kept, Tree):
        return kept
    tree = read_tree(document)
    mend(tree)
    document.doc.user_data[_KEPT] = tree
    return tree


def mend(tree: Tree) -> None:
    """Mend the tree in place, sentence by sentence."""
    for start, end, headline in tree.sentences:
        if headline or is_title(tree, start, end):
            _mend_headline(tree, start, end)


def is_title(tree: Tree, start: int, end: int) -> bool:
    """True where nearly all long words of the sentence have capitals, so that capitals prove no name."""
    longer = [i for i in range(start, end) if len(tree.text[i]) > 3 and tree.text[i].isalpha()]
    return len(longer) >= 3 and sum(tree.capital[i] for i in longer) >= 0.9 * len(longer)


def _mend_headline(tree: Tree, start: int, end: int) -> None:
    return
