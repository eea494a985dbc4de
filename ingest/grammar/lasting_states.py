"""Reads "sales remain banned" as the passive that it is, and "told the firm in May to halt" as one order.

Both are clauses that the parser hangs too loosely: a participle behind a verb of lasting, and an infinitive
that a time or place parts from the one who is told.
"""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import right_lemma

_LOOSE = frozenset({"acl", "oprd", "acomp", "xcomp", "advcl", "ccomp", "attr", "dep"})
_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_REACH = 4
"""Tokens between the verb of lasting and its participle ("will remain, for now, closed")."""


def mend_lasting_states(tree: Tree, start: int, end: int) -> None:
    """ "sales remain banned": the participle is the verb, what lasts is its passive subject."""
    for token in range(start + 1, end):
        verb = tree.head[token]
        if tree.dep[token] not in _LOOSE or not verb < token <= verb + _REACH:
            continue
        if not _lasts(tree, verb, token):
            continue
        if tree.child(verb, "dobj", "auxpass") is None and _is_participle(tree, token):
            _raise(tree, verb, token, start)


def mend_far_infinitives(tree: Tree, start: int, end: int) -> None:
    """ "told the firm in May to halt": the infinitive is what was told, not what it was told for."""
    for token in range(start, end):
        verb = tree.head[token]
        if tree.dep[token] != "advcl" or tree.tag[token] != "VB" or tree.pos[verb] != "VERB":
            continue
        if tree.lemma[verb] in control("undertaking") and verb < token:
            _mend_undertaking(tree, verb, token)
        if tree.lemma[verb] not in control("ordering") or verb > token:
            continue
        if any(tree.text[c] in control("merely") for c in tree.children[token]):
            continue  # "ordered kits, only to send them back": how it came out, not what was ordered
        told = tree.child(verb, "dobj", "dative", "nsubjpass")
        if told is None or told > token or not any(tree.tag[c] == "TO" for c in tree.children[token]):
            continue
        if tree.text[tree.subtree(token)[0] - 1] == ",":
            continue  # "ordered kits, to hand them out": what for
        if tree.child(verb, "xcomp", "ccomp") is None and tree.child(token, "nsubj", "mark") is None:
            tree.dep[token] = "xcomp"


def _mend_undertaking(tree: Tree, verb: int, token: int) -> None:
    """ "agreed on Friday at a summit in Oslo to end the row": the end of the row is what they agreed."""
    if tree.child(verb, "dobj", "xcomp", "ccomp", "auxpass") is not None:
        return
    if not any(tree.tag[c] == "TO" for c in tree.children[token]) or tree.child(token, "nsubj", "mark"):
        return
    if tree.text[tree.subtree(token)[0] - 1] != ",":
        tree.dep[token] = "xcomp"


def _lasts(tree: Tree, verb: int, token: int) -> bool:
    if tree.lemma[verb] == "be":  # "assets were frozen": read as an adjective
        return tree.tag[token] == "VBN" and tree.lemma[token] in control("frozen_states")
    return tree.lemma[verb] in control("lasting") and tree.pos[verb] == "VERB"


def _is_participle(tree: Tree, token: int) -> bool:
    if any(tree.dep[c] in _SUBJECTS or tree.dep[c] == "aux" for c in tree.children[token]):
        return False
    if tree.tag[token] in {"VBN", "VBD"}:
        return True
    known = {tree.text[token], right_lemma(tree.text[token], "")}
    return tree.tag[token] == "JJ" and not known.isdisjoint(control("put_in_state"))


def _raise(tree: Tree, verb: int, token: int, start: int) -> None:
    over, dep = tree.head[verb], tree.dep[verb]
    tree.attach(token, over if over != verb else token, dep)
    for child in list(tree.children[verb]):
        kind = tree.dep[child]
        if child < verb and kind == "compound":  # "Smoking stays banned": read as one noun
            kind = "nsubj"
        tree.attach(child, token, f"{kind}pass" if kind in {"nsubj", "csubj"} else kind)
    tree.attach(verb, token, "auxpass")
    tree.pos[verb] = "AUX"
    tree.pos[token], tree.tag[token] = "VERB", "VBN"
    tree.lemma[token] = right_lemma(tree.text[token], tree.lemma[token])
