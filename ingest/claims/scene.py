"""What frames look at: the tokens and predicates of one article, and the shared sets of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ingest.grammar.predicates import Predicate, PredicateIndex
from ingest.grammar.tree import Tree
from ingest.rulebook import rules

_words = rules("frame_words")
ADVERBIAL = frozenset(_words["adverbial_markers"])
REASONS = ADVERBIAL | frozenset(_words["reasons"])
COMPLEMENTS = frozenset(_words["complements"])
CONTAINERS = frozenset(_words["containers"])
PARCELS = frozenset(_words["parcels"])
MEANS = frozenset(_words["means"])
ORDERS = MEANS | frozenset(_words["orders"])
GIVERS = frozenset(_words["givers"])
PAPERS = frozenset(_words["papers"])
NO_GIVERS = frozenset(_words["no_givers"])
OFFICIAL_NOUNS = frozenset(_words["officials"])
PRIVATE_NOUNS = frozenset(_words["private"])
WAYS_TO_PAY = frozenset(_words["ways_to_pay"])
NOTHING = frozenset(_words["nothing"])
BOASTS = frozenset(_words["boasts"])


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed article as frames look at it: its tokens, and its predicates by token."""

    tree: Tree
    index: PredicateIndex
    times: frozenset[int] = frozenset()
    """The tokens of time expressions: they name no participant."""
    amounts: frozenset[int] = frozenset()
    """The tokens of sums and percentages: they name none behind a preposition."""
    governed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """From the head of a predicate to those of the predicates that hang on it."""
    meant: Callable[[int], frozenset[str]] = lambda _: frozenset()
    """The noun that a pronoun stands for: of "passed it", where a bill was spoken of, the bill."""

    def at(self, token: int) -> Predicate | None:
        """The predicate of a token; for a copula that of its adjective ("are interested")."""
        found = self.index.at(token)
        if found is None:
            complement = self.tree.child(token, "acomp", "oprd", "attr")
            if complement is not None:
                return self.index.at(complement)
        return found
