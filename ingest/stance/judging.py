"""Judges how far an action has come as the sentence puts it: certain or not, denied, planned, conditional."""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document
from ingest.grammar.predicates import Predicate, PredicateIndex
from ingest.stance.conditions import condition_of, has_strings, is_in_principle
from ingest.stance.embedded import stance_at
from ingest.stance.stance import Stance
from kg.model import Polarity, Status


def judge(document: Document, predicates: PredicateIndex, predicate: Predicate) -> Stance:
    """The stance of the text to one predicate, from its own words up through its governors."""
    tree = document.tree
    stance = stance_at(tree, predicates, predicate.head)
    if stance.status is Status.HAPPENED and not stance.negated:
        if is_in_principle(tree, predicate):
            stance = replace(stance, status=Status.IN_PRINCIPLE)
        elif has_strings(tree, predicate):
            stance = replace(stance, status=Status.CONDITIONAL)
    condition = condition_of(document, tree, predicate)
    polarity = Polarity.NEGATIVE if stance.negated else Polarity.POSITIVE
    return replace(stance, condition=condition, polarity=polarity)
