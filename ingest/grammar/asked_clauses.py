"""Mends how the parser hangs what is asked for or expected: "called for the levy to be scrapped"."""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import right_lemma


def mend_asked_clauses(tree: Tree, start: int, end: int) -> None:
    """Hang what one asks for on the asking, and who asks in a letter on the writing."""
    for token in range(start, end):
        if tree.dep[token] in {"advcl", "pcomp", "acl"} and tree.head[token] != token:
            if tree.tag[token] == "VBG":
                _mend_letter(tree, token)
            elif tree.dep[token] == "advcl":
                _mend_for_clause(tree, token)
        elif tree.dep[token] == "pobj" and tree.tag[token] == "NN" and tree.text[token].endswith("ing"):
            _mend_letter_noun(tree, token)


def _mend_for_clause(tree: Tree, verb: int) -> None:
    """ "called for the levy to be scrapped": what stands behind "for" is what they call for."""
    over = tree.head[verb]
    if tree.lemma[over] not in control("for_clause") or over > verb or tree.child(over, "dobj") is not None:
        return
    mark = tree.child(verb, "mark")
    if (
        mark is not None
        and tree.text[mark] == "for"
        and any(tree.tag[c] == "TO" for c in tree.children[verb])
    ):
        tree.dep[verb] = "ccomp"


def _mend_letter(tree: Tree, verb: int) -> None:
    """ "wrote to the firm demanding answers": it is the writer who demands."""
    over = tree.head[verb]
    if tree.lemma[verb] not in control("letter_asks"):
        return
    if tree.dep[verb] == "pcomp" and tree.text[over] == "to":
        receiver = tree.child(verb, "nsubj")
        if receiver is None or tree.lemma[tree.head[over]] not in control("letters"):
            return
        tree.attach(receiver, over, "pobj")
        tree.attach(verb, tree.head[over], "advcl")
    elif tree.dep[verb] == "acl" and tree.dep[over] == "pobj" and tree.text[tree.head[over]] == "to":
        writing = tree.head[tree.head[over]]
        if tree.lemma[writing] in control("letters"):
            tree.attach(verb, writing, "advcl")


def _mend_letter_noun(tree: Tree, token: int) -> None:
    """ "wrote to Acme asking for data", where "Acme asking" was read as one noun."""
    to, name = tree.head[token], token - 1
    writing = tree.head[to]
    verb = right_lemma(tree.text[token], tree.lemma[token])
    if verb not in control("letter_asks") or tree.text[to] != "to":
        return
    if tree.lemma[writing] not in control("letters") or tree.head[name] != token:
        return
    tree.attach(name, to, "pobj")
    for child in [c for c in tree.children[token] if c < name]:
        tree.attach(child, name, tree.dep[child])
    tree.attach(token, writing, "advcl")
    tree.pos[token], tree.tag[token], tree.lemma[token] = "VERB", "VBG", verb


def mend_infinitives(tree: Tree, start: int, end: int) -> None:
    """ "expect demand for copper to triple": a "to" before a bare verb opens an infinitive, no place."""
    for to in range(start, end - 1):
        verb = to + 1
        if tree.text[to] != "to" or tree.head[verb] != to or tree.head[to] == to:
            continue
        if tree.tag[verb] != "VB" and (
            tree.tag[verb] != "NN" or tree.text[verb] not in control("moving") or tree.text[verb + 1] == "of"
        ):
            continue
        over, dep = tree.head[to], tree.dep[to]
        above = tree.head[over]
        if (
            tree.tag[verb] == "NN"
            and tree.dep[over] == "dobj"
            and tree.lemma[above] in control("object_control")
        ):
            tree.attach(verb, above, "ccomp")
            for child in [c for c in tree.children[over] if c > verb]:
                tree.attach(child, verb, tree.dep[child])
            tree.attach(over, verb, "nsubj")
            tree.tag[verb], tree.lemma[verb] = "VB", tree.text[verb]
        elif tree.tag[verb] == "VB":
            tree.attach(verb, over, dep if dep in {"ccomp", "xcomp", "advcl", "acl"} else "xcomp")
        else:
            continue
        for child in list(tree.children[to]):
            tree.attach(child, verb, tree.dep[child])
        tree.attach(to, verb, "aux")
        tree.pos[verb], tree.pos[to], tree.tag[to] = "VERB", "PART", "TO"
