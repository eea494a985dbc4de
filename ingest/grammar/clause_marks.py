"""Mends clauses at the word that opens them: "provided it pays", "allows imports while capping them"."""

from __future__ import annotations

from ingest.grammar.matrix import words
from ingest.grammar.tree import Tree


def mend_openers(tree: Tree, start: int, end: int) -> None:
    """ "provided it pays": the participle is a conjunction, the clause behind it hangs on the main verb."""
    for token in range(start, end):
        head = tree.head[token]
        if tree.text[token] not in words("openers", "words") or head == token or tree.pos[token] != "VERB":
            continue
        clause = tree.child(token, "ccomp", "pcomp")
        if clause is None or any(c < token for c in tree.children[token] if tree.dep[c] != "punct"):
            continue
        tree.attach(clause, head, "advcl")
        tree.attach(token, clause, "mark")
        tree.pos[token] = "SCONJ"


def mend_objects_before_marks(tree: Tree, start: int, end: int) -> None:
    """ "allows imports while capping them": what stands before "while" is no subject of what follows."""
    for token in range(start, end):
        clause = tree.head[token]
        over = tree.head[clause]
        if tree.dep[token] not in {"nsubj", "nsubjpass"} or not over < token < clause:
            continue
        mark = tree.child(clause, "mark")
        if mark is None or not token < mark < clause or tree.pos[over] != "VERB":
            continue
        if any(tree.dep[c] == "aux" and c < mark for c in tree.children[clause]):
            continue  # "met, and the bank has since lent": since then
        if tree.child(over, "dobj") is None:
            tree.attach(token, over, "dobj")
            tree.dep[clause] = "advcl"
