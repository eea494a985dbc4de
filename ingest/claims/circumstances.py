"""Hangs times and quantities on what they belong to: a time on its predicate, a quantity on its noun too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from ingest.claims.frames import Match
from ingest.document import Document
from ingest.grammar.predicates import PredicateIndex
from ingest.grammar.tree import Tree
from ingest.stance.matrix import class_of as class_of_verb
from ingest.stance.matrix import words
from kg.model import Quantity, Role, Span, TimeSpan

_SAME_TIME = frozenset({"failing", "implicative", "decided"})
"""Classes of verbs that happen when what stands behind them happens."""

_AMOUNTS = frozenset({"percent", "money"})
_CURRENCY_LETTERS = 3  # an ISO 4217 code ("USD"); UN/CEFACT codes hold digits


class Circumstances:
    """The times and quantities of one document, by the token that they belong to."""

    def __init__(
        self,
        document: Document,
        tree: Tree,
        index: PredicateIndex,
        times: Iterable[TimeSpan],
        quantities: Iterable[Quantity],
    ) -> None:
        self._document = document
        self._tree = tree
        self._index = index
        # Doc.char_span walks through the whole text for each call.
        self._starts: list[int] = document.doc.to_array("IDX").tolist()
        self._times: dict[int, list[TimeSpan]] = {}
        self._quantities: dict[int, list[tuple[int, Quantity]]] = {}
        of_times: set[int] = set()
        of_amounts: set[int] = set()
        for time in times:
            tokens = self._tokens(time.span)
            of_times.update(tokens)
            if tokens:
                self._times.setdefault(self._governor(self._root(tokens)), []).append(time)
        for quantity in quantities:
            tokens = self._tokens(quantity.span)
            if class_of(quantity) in _AMOUNTS:
                of_amounts.update(tokens)
            if tokens:
                root = self._root(tokens)
                for token in self._counted(root):
                    self._quantities.setdefault(token, []).append((root, quantity))
        self.times = frozenset(of_times)
        """The tokens of all times."""
        self.amounts = frozenset(of_amounts)
        """The tokens of all sums and percentages."""

    def classes_at(self, head: int) -> frozenset[str]:
        """The classes of the quantities that a predicate governs."""
        counted = self._quantities.get(head, ())
        # "plans to double its output": a verb says how the output grows and counts nothing else.
        return frozenset(class_of(quantity) for root, quantity in counted if self._tree.pos[root] != "VERB")

    def when(self, found: Match, inside: Iterable[int]) -> TimeSpan | None:
        """The time that the action itself, or what it is about, is given; only one with a date.

        A time before the first of coordinated verbs holds for all ("Last year she came and saw").
        """
        head = found.predicate.head
        for place in (head, *inside):
            for time in self._times.get(place, ()):
                if _is_dated(time):
                    return time
        tree = self._tree
        while tree.dep[head] == "conj" and tree.pos[head] in {"VERB", "AUX"}:
            head = tree.head[head]
            first = self._document.doc[head].idx
            for time in self._times.get(head, ()):
                if _is_dated(time) and time.span.start < first:
                    return time
        over = self._carrier(found.predicate.head)
        return (
            next((t for t in self._times.get(over, ()) if _is_dated(t)), None) if over is not None else None
        )

    def _carrier(self, head: int) -> int | None:
        """The verb whose time is the action's own: "refused in May to halt", "the ban took effect in May"."""
        tree = self._tree
        over = tree.head[head]
        if tree.dep[head] == "xcomp" and tree.pos[over] in {"VERB", "AUX"}:
            found = class_of_verb("verb", tree.lemma[over], None, False)
            return over if found is not None and found.name in _SAME_TIME else None
        if tree.dep[head] in {"acl", "relcl"} and tree.tag[head] == "VB" and tree.dep[over] == "attr":
            return tree.head[over]  # "this week became the first country to license"
        if tree.dep[head] == "nsubj" and tree.pos[head] == "NOUN":
            return over if tree.lemma[over] in words("occurrence", "verbs") else None
        return None

    def quantity(self, found: Match, inside: Iterable[int]) -> Quantity | None:
        """The quantity in the action's own clause, that of the object first."""
        objects = found.roles.get(Role.OBJECT, ())
        heads = dict.fromkeys((found.predicate.head, *inside, *objects))
        near = [q for h in heads for q in self._quantities.get(h, ()) if _is_wanted(q[1], found)]
        if len(near) > 1:
            doc = self._document.doc
            for root, quantity in near:
                if any(doc[o].left_edge.i <= root <= doc[o].right_edge.i for o in objects):
                    return quantity
        return near[0][1] if near else None

    def _tokens(self, span: Span) -> list[int]:
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        return list(range(first, bisect_left(self._starts, span.end)))

    def _root(self, tokens: list[int]) -> int:
        """The token of the expression whose head lies outside it."""
        head = self._tree.head
        return next((t for t in tokens if not tokens[0] <= head[t] <= tokens[-1] or head[t] == t), tokens[-1])

    def _governor(self, token: int) -> int:
        """The predicate that a phrase belongs to: the first on its way up through the tree, else the root."""
        for above in self._upwards(token):
            if above != token and self._index.at(above) is not None:
                return above
        return above

    def _counted(self, token: int) -> Iterator[int]:
        """The nouns on a quantity's way up through the tree, and the predicate that it leads to."""
        governor = self._governor(token)
        for above in self._upwards(token):
            if above == governor or self._tree.pos[above] in {"VERB", "AUX"}:
                break
            yield above
        yield governor

    def _upwards(self, token: int) -> Iterator[int]:
        yield token
        while self._tree.head[token] != token:
            token = self._tree.head[token]
            yield token


def class_of(quantity: Quantity) -> str:
    """percent, money, times or number."""
    if quantity.code == "P1":
        return "percent"
    if quantity.code is not None and len(quantity.code) == _CURRENCY_LETTERS and quantity.code.isalpha():
        return "money"
    return "times" if quantity.unit in {"times", "time", "fold"} else "number"


def _is_dated(time: TimeSpan) -> bool:
    """True for a calendar date, not for "recently" or "three years"."""
    return time.value[:1].isdigit() and time.earliest is not None


def _is_wanted(quantity: Quantity, found: Match) -> bool:
    """True for the class that the shape asks for; a multiple ("six times") only where it asks."""
    wanted = found.shape.quantity
    if wanted and "any" not in wanted:
        return class_of(quantity) in wanted
    return bool(wanted) or class_of(quantity) != "times"
