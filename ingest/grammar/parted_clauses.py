"""Parts clauses that the parser hung on each other, and hangs on a verb of saying what is said."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_tense
from ingest.grammar.control import control
from ingest.grammar.matrix import class_of
from ingest.grammar.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_NOUNS = frozenset({"NOUN", "PROPN"})
_TIMES = frozenset({"DATE", "TIME"})
_SAYING = frozenset({"reporting", "announcing", "alleging"})


def mend_parted_clauses(tree: Tree, start: int, end: int) -> None:
    """Mend them in the sentence from `start` to `end`."""
    for token in reversed(range(start, end)):  # of three clauses, each hangs on the one behind it
        if tree.dep[token] == "ccomp":
            _part_at_semicolon(tree, token)
        elif tree.dep[token] == "advcl":
            _hang_quoted(tree, token)
        elif tree.dep[token] in {"relcl", "acl"}:
            _hang_on_saying(tree, token)
        elif tree.dep[token] == "conj" and tree.pos[token] in _NOUNS:
            _make_subject(tree, token)
        elif tree.dep[token] == "conj" and tree.tag[token] == "VBD":
            _share_passive(tree, token)


def _hang_quoted(tree: Tree, clause: int) -> None:
    """ "\"Do not give up,\" she told them": what is quoted before the verb is told."""
    verb, end = tree.head[clause], tree.subtree(clause)[1]
    if (
        not end < verb
        or tree.child(clause, "mark", "advmod") is not None
        or tree.child(verb, "ccomp") is not None
    ):
        return
    closed = tree.text[end + 1 : end + 3]
    judged = class_of("verb", tree.lemma[verb], None, True)
    if closed == [",", '"'] and judged is not None and judged.name in _SAYING:
        tree.dep[clause] = "ccomp"


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
    if mark is None or tree.text[mark] != "that" or tree.dep[noun] != "pobj":
        return
    if tree.dep[preposition] != "prep" or tree.pos[saying] != "VERB":
        return
    if any(tree.dep[c] in {"ccomp", "xcomp"} for c in tree.children[saying]):
        return
    judged = class_of("verb", tree.lemma[saying], None, True)
    if judged is not None and judged.name in _SAYING:
        tree.attach(verb, saying, "ccomp")


def _make_subject(tree: Tree, noun: int) -> None:
    """ "Oman gave tents in March and Qatar sent rice": Qatar is no month, but who sent."""
    day = tree.head[noun]
    verb = tree.subtree(noun)[1] + 1
    if tree.doc[day].ent_type_ not in _TIMES or tree.doc[noun].ent_type_ in _TIMES:
        return
    if verb >= len(tree.tag) or tree.dep[verb] != "conj" or tree.tag[verb] not in {"VBD", "VBZ", "VBP"}:
        return
    if tree.dep[day] == "pobj" and tree.head[verb] < day and tree.child(verb, *_SUBJECTS) is None:
        tree.attach(noun, verb, "nsubj")


def _share_passive(tree: Tree, verb: int) -> None:
    """ "was given a caution and fined $90": fined as well."""
    over = tree.head[verb]
    if tree.lemma[verb] not in control("also_done") or tree.child(over, "auxpass") is None:
        return
    if tree.child(verb, "aux", "nsubj", "nsubjpass") is None:
        tree.tag[verb] = "VBN"
