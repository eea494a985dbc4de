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
