"""Parts the month that opens a sentence from the name behind it: "In October Acme signed a treaty"."""

from __future__ import annotations

import functools

from ingest.grammar.clause_shape import has_tense, subject_of
from ingest.grammar.tree import Tree
from ingest.rulebook import rules

_BEFORE_TIMES = frozenset({"in", "on", "by", "since", "until"})


def mend_opening_times(tree: Tree, start: int, end: int) -> None:
    """The parser takes "October Acme" for one name; a verb that has no subject shows where it ends."""
    for token in range(start, end - 3):
        month = token + 1
        if tree.dep[token] != "prep" or tree.text[token] not in _BEFORE_TIMES:
            continue
        name = tree.child(token, "pobj")
        if name is None or tree.head[month] != name or tree.text[month] not in _months():
            continue
        verb = tree.head[token]
        if (
            not has_tense(tree, verb)
            or verb < name
            or tree.child(verb, "nsubj", "nsubjpass", "expl") is not None
        ):
            continue
        tree.attach(month, token, "pobj")
        tree.attach(name, verb, subject_of(tree, verb))


@functools.cache
def _months() -> frozenset[str]:
    names = rules("times")["words"]
    return frozenset(word.lower() for word in (*names["month"], *names["weekday"]) if len(word) > 2)
