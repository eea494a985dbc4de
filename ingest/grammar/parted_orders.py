"""Gives an order its infinitive, over what describes who is ordered: "urged boys who saw it to speak"."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_to
from ingest.grammar.control import control
from ingest.grammar.tree import Tree

_DESCRIBING = frozenset({"relcl", "acl", "xcomp", "advcl", "ccomp"})
_PURPOSE = frozenset({"advcl", "xcomp", "acl"})


def mend_parted_orders(tree: Tree, start: int, end: int) -> None:
    """The infinitive behind a clause on the one who is ordered is the order, where there is no other."""
    for token in range(start, end):
        if tree.tag[token] != "VB" or tree.dep[token] not in _PURPOSE or not has_to(tree, token):
            continue
        over = tree.head[token]
        if not over < token or tree.dep[over] not in _DESCRIBING or tree.pos[over] not in {"VERB", "AUX"}:
            continue
        told = _told(tree, over)
        if told is None:
            continue
        order = tree.head[told]
        first = tree.subtree(token)[0]
        apart = tree.text[over - 1] == "," and tree.tag[over] == "VBN"
        if apart != (tree.text[first - 1] == ",") or first == over + 1:
            continue
        if not apart and (tree.dep[over] != "relcl" or tree.lemma[over] in _taking_infinitives()):
            continue
        tree.attach(token, order, "xcomp")
        if apart:
            tree.attach(over, told, "acl")
        for child in [c for c in tree.children[over] if c > token and tree.dep[c] in {"conj", "cc"}]:
            tree.attach(child, token, tree.dep[child])


def _told(tree: Tree, verb: int) -> int | None:
    """Whom a verb of ordering orders, and whom the clause of `verb` describes or might."""
    over = tree.head[verb]
    noun = over if tree.dep[verb] in {"relcl", "acl"} else tree.child(over, "dobj", "dative")
    if noun is None or tree.dep[noun] not in {"dobj", "dative"} or noun > verb:
        return None
    order = tree.head[noun]
    if tree.lemma[order] not in control("ordering") or not order < noun:
        return None
    others = (c for c in tree.having(order, "xcomp", "ccomp") if c != verb)
    return noun if next(others, None) is None else None


def _taking_infinitives() -> frozenset[str]:
    """Verbs of which an infinitive is a part: "who want to speak", "who agreed with Acme to speak"."""
    return control("object_control") | control("undertaking") | control("subject_control")
