"""Judges how far an action has come, as the sentence puts it: certain or not, denied, still to come, on condition."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Document
from ingest.predicates import Predicate, PredicateIndex
from kg.model import Polarity, Span, Status


@dataclass(frozen=True, slots=True)
class Stance:
    """How the text stands to one predicate: FactBank's grid, and the graph's status and polarity.

    `condition` covers the words of the condition ("if Congress agrees"), where there is one.
    """

    certain: bool = True
    negated: bool = False
    future: bool = False
    status: Status = Status.HAPPENED
    polarity: Polarity = Polarity.POSITIVE
    condition: Span | None = None


def judge(document: Document, predicates: PredicateIndex, predicate: Predicate) -> Stance:
    """The stance of the text to one predicate, from its own words up through its governors."""
    return Stance()
