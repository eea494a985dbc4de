"""Judges how far an action has come as the sentence puts it: certain or not, denied, planned, conditional."""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document
from ingest.grammar.predicates import Part, Predicate, PredicateIndex
from ingest.stance.conditions import condition_of, has_strings, is_in_principle
from ingest.stance.embedded import stance_at
from ingest.stance.stance import PLAIN, Stance
from kg.model import Polarity, Status


class Stances:
    """The stance of one article to each of its predicates, judged once."""

    def __init__(self, document: Document, predicates: PredicateIndex) -> None:
        self._document = document
        self._predicates = predicates
        self._known: dict[int, Stance] = {}

    def of(self, predicate: Predicate) -> Stance:
        """The stance to a predicate; to a comparison that to the verb over it."""
        if predicate.part is Part.QUANTITY:
            return PLAIN if predicate.governor is None else self.at(predicate.governor)
        known = self._known.get(predicate.head)
        if known is None:
            known = self._known[predicate.head] = judge(self._document, self._predicates, predicate)
        return known

    def at(self, token: int) -> Stance:
        """The stance to what stands at a token; a plain one where that is no predicate."""
        predicate = self._predicates.at(token)
        return PLAIN if predicate is None else self.of(predicate)


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
