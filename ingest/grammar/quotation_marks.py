"""Makes quotation marks alike: a single one that opens or closes a quotation is read as a double one."""

from __future__ import annotations

from ingest.grammar.tree import Tree

_SINGLE = frozenset({"'", "‘", "’", "`"})


def mark_single_quotes(tree: Tree, text: str) -> None:
    """Read 'British' quotation marks as double ones, in `tree.text`, where they stand outside double ones.

    One opens before a word and behind a space. It closes at the next mark behind a stop or a comma, or behind
    a word where it makes no genitive; a line that ends first leaves it what it is, an apostrophe.
    """
    opened, double = -1, False
    for i, word in enumerate(tree.text):
        if word == '"':
            double, opened = not double, -1
        elif "\n" in word:
            double, opened = False, -1
        elif word in _SINGLE and not double:
            at = tree.doc[i].idx
            before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
            if opened < 0:
                if (before.isspace() or before in "([—–") and after.isalpha():
                    opened = i
            elif (before in ".,?!…" or tree.tag[i] != "POS") and not after.isalnum() and not before.isspace():
                tree.text[opened] = tree.text[i] = '"'
                opened = -1
