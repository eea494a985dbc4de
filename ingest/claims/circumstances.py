"""Hangs times and quantities on what they belong to: a time on its predicate, a quantity on its noun too."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from ingest.claims.comparing import Multiple, comparison_at
from ingest.claims.dating import Dates
from ingest.claims.frames import Match
from ingest.document import Document
from ingest.grammar.predicates import PredicateIndex
from ingest.grammar.tree import Tree
from ingest.quantities.measures import SYMBOLS
from ingest.rulebook import rules
from kg.model import ClaimKind, Quantity, Role, Span, TimeSpan

_MONEY_UNITS = frozenset(rules("frame_words")["money_units"])
_AMOUNTS = frozenset({"percent", "money"})
_CURRENCIES = frozenset(measure.code for measure in SYMBOLS.values())  # "TNE" (tonnes) is none
_PART_OF = re.compile(rf"\s(?:{rules('quantities')['beside']['part_of']})\b")
_COMPARING = frozenset({"percent", "times"})


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
        self._quantities: dict[int, list[tuple[int, Quantity]]] = {}
        of_times: set[int] = set()
        of_amounts: set[int] = set()
        of_measures: set[int] = set()
        multiples: list[Multiple] = []
        dated: list[tuple[TimeSpan, int, int]] = []
        for time in times:
            tokens = self._tokens(time.span)
            of_times.update(tokens)
            if tokens:
                dated.append((time, self._root(tokens), tokens[-1]))
        self._dates = Dates(document, tree, index, dated)
        for quantity in quantities:
            tokens = self._tokens(quantity.span)
            if class_of(quantity) in _AMOUNTS:
                of_amounts.update(tokens)
            if tokens:
                root = self._root(tokens)
                if quantity.code:
                    of_measures.update(tokens)
                if (unit := class_of(quantity)) in _COMPARING:
                    multiples.append(Multiple(tokens[0], tokens[-1], root, unit))
                for token in (root,) if unit == "times" and tree.pos[root] == "VERB" else self._counted(root):
                    self._quantities.setdefault(token, []).append((root, quantity))
        self.times = frozenset(of_times)
        """The tokens of all times."""
        self.amounts = frozenset(of_amounts)
        """The tokens of all sums and percentages."""
        self.comparisons = tuple(
            p for m in multiples if (p := comparison_at(document, index, m, frozenset(of_measures)))
        )
        """What the multiples and shares compare."""

    def when(self, found: Match, inside: Iterable[int]) -> TimeSpan | None:
        """The time that the action itself, what it is about, or what carries it, is given."""
        return self._dates.when(found, inside)

    def counts(self, found: Match, role: Role) -> bool:
        """True where the quantity that the match asks for counts what stands in the role."""
        heads = found.roles.get(role, ())
        return any(_is_wanted(q, found) for h in heads for _, q in self._quantities.get(h, ()))

    def quantity(self, found: Match, inside: Iterable[int]) -> Quantity | None:
        """The quantity in the action's own clause, that of the object first."""
        objects = found.roles.get(Role.OBJECT, ())
        heads = dict.fromkeys((found.predicate.head, *inside, *objects))
        near = [q for h in heads for q in self._quantities.get(h, ()) if _is_wanted(q[1], found)]
        if len(near) > 1:
            near = self._own(found, near)
            for root, quantity in near:
                if self._is_within(root, objects):
                    return quantity
            agents = found.roles.get(Role.AGENT, ())
            # "two firms bought 40% of the shares"; and a number that hangs on a verb by "and" is a misparse.
            for root, quantity in near:
                beside = self._tree.dep[root] == "conj" and self._tree.pos[self._tree.head[root]] == "VERB"
                if not beside and not self._is_within(root, agents):
                    return quantity
        return near[0][1] if near else self._described(found, objects)

    def _own(self, found: Match, near: list[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
        """Without "$2 billion *of it* in cash", and without what a forecast says of its subject."""
        text, tree = self._document.text, self._tree
        whole = [q for q in near if not _PART_OF.match(text, q[1].span.end)] or near
        if found.frame.kind is not ClaimKind.FORECAST:
            return whole
        subject = tree.child(found.predicate.head, "nsubj", "nsubjpass")
        if subject is None:
            return whole
        return [q for q in whole if not self._is_within(q[0], (subject,))] or whole

    def _described(self, found: Match, objects: Iterable[int]) -> Quantity | None:
        """The quantity of what is told of the object: "a licence *costing $900*"."""
        for noun in objects:
            for clause in self._tree.having(noun, "acl", "relcl"):
                for _, quantity in self._quantities.get(clause, ()):
                    if _is_wanted(quantity, found):
                        return quantity
        return None

    def _is_within(self, token: int, heads: Iterable[int]) -> bool:
        doc = self._document.doc
        return any(doc[head].left_edge.i <= token <= doc[head].right_edge.i for head in heads)

    def _tokens(self, span: Span) -> list[int]:
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        return list(range(first, bisect_left(self._starts, span.end)))

    def _root(self, tokens: list[int]) -> int:
        """The token of the expression whose head lies outside it."""
        head, pos = self._tree.head, self._tree.pos
        # "capped at 5 million won": what bounds a number may be the very verb that governs it.
        first = next((t for t in tokens[:-1] if pos[t] != "VERB"), tokens[-1])
        return next((t for t in tokens if t >= first and not first <= head[t] <= tokens[-1]), tokens[-1])

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
    if quantity.code in _CURRENCIES:
        return "money"
    if quantity.code is None and quantity.unit is not None and quantity.unit.lower() in _MONEY_UNITS:
        return "money"
    return "times" if quantity.unit in {"times", "time", "fold"} else "number"


def _is_wanted(quantity: Quantity, found: Match) -> bool:
    """True for the class that the shape asks for; a multiple ("six times") only where it asks."""
    wanted = found.shape.quantity
    if wanted and "any" not in wanted:
        return class_of(quantity) in wanted
    return bool(wanted) or class_of(quantity) != "times"
