"""Parts clauses that the parser hung on each other, and hangs on a verb of saying what is said."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_tense
from ingest.grammar.control import control
from ingest.grammar.matrix import class_of
from ingest.grammar.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_SAYING = frozenset({"reporting", "announcing", "alleging"})


def mend_parted_clauses(tree: Tree, start: int, end: int) -> None:
    """Mend them in the sentence from `start` to `end`."""
    for token in reversed(range(start, end)):  # of three clauses, each hangs on the one behind it
        if tree.dep[token] == "ccomp":
            _part_at_semicolon(tree, token)
        elif tree.dep[token] in {"relcl", "acl"}:
            _hang_on_saying(tree, token)
        elif tree.dep[token] == "conj" and tree.tag[token] == "VBD":
            _share_passive(tree, token)


def _part_at_semicolon(tree: Tree, first: int) -> None:
    """ "Peru sold tin; Chile bought it": neither tells what is in the other."""
    second = tree.head[first]
    if not first < second or tree.child(second, *_SUBJECTS) is None or tree.child(first, "mark") is not None:
        return
    if not has_tense(tree, first) or not has_tense(tree, second):
        return
    edge = tree.subtree(first)[1]
    if edge + 1 >= second or tree.text[edge + 1] != ";":
        return
    above, dep = tree.head[second], tree.dep[second]
    tree.attach(first, first if above == second else above, dep)
    tree.attach(second, first, "conj")


def _hang_on_saying(tree: Tree, verb: int) -> None:
    """ "said in a video message that the dam was safe": it is what was said, and no message."""
    noun = tree.head[verb]
    preposition = tree.head[noun]
    saying = tree.head[preposition]
    mark = tree.child(verb, "mark")
    if mark != noun + 1 or tree.text[mark] != "that" or tree.dep[noun] != "pobj":
        return
    if tree.dep[preposition] != "prep" or tree.pos[saying] != "VERB":
        return
    if any(tree.dep[c] in {"ccomp", "xcomp"} for c in tree.children[saying]):
        return
    judged = class_of("verb", tree.lemma[saying], None, True)
    if judged is not None and judged.name in _SAYING:
        tree.attach(verb, saying, "ccomp")


def _share_passive(tree: Tree, verb: int) -> None:
    """ "was given a caution and fined $90": fined as well."""
    over = tree.head[verb]
    if tree.lemma[verb] not in control("also_done") or tree.child(over, "auxpass") is None:
        return
    if tree.child(verb, "aux", "nsubj", "nsubjpass") is None:
        tree.tag[verb] = "VBN"
