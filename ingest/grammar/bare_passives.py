"""Reads "Bank told to halt lending" as what it is: a passive whose auxiliary the headline has left out.

A verb that orders or permits names whom it orders or permits. Where nobody stands between it and "to halt" or
"from lending", its subject is the one who was ordered or permitted.
"""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED
from ingest.grammar.control import control
from ingest.grammar.tree import Tree

_NOUNS = frozenset({"NOUN", "PROPN"})
_OWN = frozenset({"dobj", "dative", "aux", "auxpass", "nsubjpass", "prt"})


def mend_bare_passives(tree: Tree, start: int, end: int) -> None:
    """Make the subject of such verbs their passive subject, with what is listed before it."""
    for verb in range(start + 1, end - 1):
        if tree.tag[verb] not in {"VBD", "VBN"} or not _lacks_its_object(tree, verb):
            continue
        subject = tree.child(verb, "nsubj")
        if subject is None:
            subject = _raise_participle(tree, verb, start, end)
        if subject is None or not start <= subject < verb or tree.tag[subject] in {"WDT", "WP"}:
            continue
        tree.dep[subject] = "nsubjpass"
        tree.tag[verb] = "VBN"
        _list_subjects(tree, verb, subject)


def _lacks_its_object(tree: Tree, verb: int) -> bool:
    """True for a verb that needs an object and has "to …" or "from …" in its place."""
    lemma = tree.lemma[verb]
    orders, bars = lemma in control("object_needed"), lemma in control("from_control")
    if not (orders or bars) or any(tree.dep[c] in _OWN for c in tree.children[verb]):
        return False
    for child in tree.children[verb]:
        if child <= verb:
            continue
        if orders and tree.tag[child] == "VB" and tree.dep[child] in {"xcomp", "advcl", "ccomp"}:
            first = next((c for c in tree.children[child] if tree.tag[c] == "TO"), None)
            return first is not None and tree.child(child, "nsubj") is None
        if bars and tree.text[child] == "from" and tree.dep[child] == "prep":
            return tree.child(child, "pcomp", "pobj") is not None
    return False


def _raise_participle(tree: Tree, verb: int, start: int, end: int) -> int | None:
    """ "Bank barred from lending", read as a noun with a participle: the participle is the main verb."""
    noun = tree.head[verb]
    if tree.dep[verb] != "acl" or tree.head[noun] != noun or tree.pos[noun] not in _NOUNS or noun > verb:
        return None
    if any(tree.tag[i] in TENSED for i in range(start, end) if i != verb):
        return None
    tree.raise_over(verb, noun, "nsubjpass")
    return noun


def _list_subjects(tree: Tree, verb: int, subject: int) -> None:
    """ "Acme, Borex told to …": the names before the comma are subjects too."""
    first = min((c for c in tree.children[subject] if c < subject), default=subject)
    while first >= 2 and tree.text[first - 1] == ",":
        before = first - 2
        if tree.pos[before] != "PROPN" or tree.head[before] != verb or tree.dep[before] == "nsubjpass":
            return
        first = min((c for c in tree.children[before] if c < before), default=before)
        tree.attach(before, subject, "conj")
