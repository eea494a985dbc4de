"""Finds the verb of a sentence that was read as a noun with a participle: "Acme called on Peru to pay"."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED
from ingest.grammar.control import control
from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import right_lemma


def mend_fragments(tree: Tree, start: int, end: int) -> None:
    """Make a past behind the root noun the main verb where it has no passive ("called on", "agreed to")."""
    root = next((i for i in range(start, end) if tree.head[i] == i), None)
    if root is None or tree.pos[root] not in {"NOUN", "PROPN"}:
        return
    if _mend_behind_apposition(tree, root, start, end):
        return
    verb = tree.child(root, "acl")
    if verb is None or verb < root or tree.tag[verb] != "VBN" or tree.child(verb, "prep") is None:
        return
    if tree.lemma[verb] not in control("never_passive") or tree.child(verb, "agent", "auxpass") is not None:
        return
    if any(tree.tag[i] in TENSED and tree.head[i] == root for i in range(start, end)):
        return
    tree.raise_over(verb, root, "nsubj")
    tree.tag[verb] = "VBD"


def _mend_behind_apposition(tree: Tree, root: int, start: int, end: int) -> bool:
    """ "The mayor, Ann Lee, closed schools": a past behind the name's second comma is no adjective."""
    name = tree.child(root, "appos")
    if name is None or tree.tag[name] != "NNP" or any(tree.tag[i] in TENSED for i in range(start, end)):
        return False
    verb = name + 2
    if verb >= end or tree.text[name + 1] != "," or tree.dep[verb] != "amod":
        return False
    noun = tree.head[verb]
    if not tree.text[verb].endswith("ed") or tree.head[noun] not in {root, name} or noun < verb:
        return False
    tree.attach(verb, verb, "ROOT")
    tree.pos[verb], tree.tag[verb] = "VERB", "VBD"
    tree.lemma[verb] = right_lemma(tree.text[verb], tree.lemma[verb])
    for child in [c for c in tree.children[root] if c >= noun]:
        tree.attach(child, verb, tree.dep[child])
    tree.attach(noun, verb, "dobj")
    tree.attach(root, verb, "nsubj")
    return True
