"""Mends clauses that hang on the wrong verb: "declared an emergency and the army sent blankets"."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_tense
from ingest.grammar.control import control
from ingest.grammar.tree import Tree


def mend_swallowed_objects(tree: Tree, start: int, end: int) -> None:
    """What stands before the "and" is the verb's object, what stands behind it does the next thing.

    Only behind verbs that never have a clause without "that": "said the mayor and the council agreed".
    """
    for clause in range(start, end):
        verb = tree.head[clause]
        if tree.dep[clause] != "ccomp" or tree.pos[clause] != "VERB" or not start <= verb < clause:
            continue
        if tree.pos[verb] != "VERB" or tree.lemma[verb] in control("bare_clauses"):
            continue
        if tree.child(verb, "dobj", "auxpass") is not None or tree.child(clause, "mark") is not None:
            continue
        thing = tree.child(clause, "nsubj", "nsubjpass")
        if thing is None or thing < verb or not has_tense(tree, clause):
            continue
        joint, doer = tree.child(thing, "cc"), tree.child(thing, "conj")
        if joint is None or doer is None or not thing < joint < doer < clause or tree.text[joint] != "and":
            continue
        if tree.subtree(thing)[0] != verb + 1 or (tree.text[doer - 1] == "and" and tree.tag[doer] == "NN"):
            continue
        function = tree.dep[thing]
        tree.attach(thing, verb, "dobj")
        tree.attach(doer, clause, function)
        tree.attach(joint, verb, "cc")
        tree.attach(clause, verb, "conj")


def mend_finite_after_infinitive(tree: Tree, start: int, end: int) -> None:
    """ "asked to join but was refused": a verb with a tense is not coordinated with an infinitive."""
    for token in range(start, end):
        first = tree.head[token]
        if tree.dep[token] != "conj" or tree.pos[token] != "VERB" or tree.tag[first] != "VB" or first > token:
            continue
        if tree.dep[first] not in {"xcomp", "advcl"} or not any(
            tree.tag[c] == "TO" for c in tree.children[first]
        ):
            continue
        over = tree.head[first]
        if tree.tag[token] == "VB" or not has_tense(tree, token) or not has_tense(tree, over):
            continue
        if tree.child(token, "nsubj", "nsubjpass") is not None or over > first:
            continue
        joint = next((c for c in reversed(tree.children[first]) if c < token and tree.dep[c] == "cc"), None)
        tree.attach(token, over, "conj")
        if joint is not None:
            tree.attach(joint, over, "cc")
