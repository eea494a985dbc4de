"""Says when a claim's action happens: its own time, or that of the action which carries it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.claims.frames import Match
from ingest.claims.scene import ORDERS
from ingest.document import Document
from ingest.grammar.clause_shape import VERBAL, has_to, marker
from ingest.grammar.matrix import class_of as class_of_verb
from ingest.grammar.matrix import words
from ingest.grammar.predicates import PredicateIndex
from ingest.grammar.tree import Tree
from ingest.rulebook import rules
from ingest.times.periods import Grain, holding, moved_by
from kg.model import ClaimKind, TimeSpan

_WORDS = rules("times")["dating"]
_AROUND = frozenset(_WORDS["around"])
_CLOSELY = frozenset(_WORDS["closely"])
_OPENERS = frozenset(_WORDS["openers"])
_LASTING = frozenset(_WORDS["lasting"])
_TELLING = frozenset(_WORDS["telling"])
_TOGETHER = frozenset(_WORDS["together"])
_BOUNDS = frozenset(_WORDS["bounds"])
_BUT = frozenset(_WORDS["but"])
_BY = frozenset(_WORDS["by"])
_AWAY = {**dict.fromkeys(_WORDS["later"], -1), **dict.fromkeys(_WORDS["earlier"], 1)}

_SAME_TIME = frozenset({"failing", "implicative", "decided"})
"""Classes of verbs that happen when what stands behind them happens."""

_OF_OTHERS = frozenset({ClaimKind.REQUIREMENT, ClaimKind.RESTRICTION, ClaimKind.REQUEST})
"""Kinds of claim about deeds of others, to come or never to come."""

_WHEN = "when"
_HOUR = ":"  # in a TIMEX3 value: only the hours of the clock have one
_HIGHEST = 5  # how many actions up a time is sought
_BESIDE_NOUN = frozenset({"poss", "compound", "nummod", "nmod", "amod"})
_PAST = frozenset({"VBD", "VBN"})
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_ONE_WEEK = 7


class Dates:
    """The times of one document, by the predicate that they belong to."""

    def __init__(
        self,
        document: Document,
        tree: Tree,
        index: PredicateIndex,
        times: Iterable[tuple[TimeSpan, int, int]],
    ) -> None:
        """`times`: each time with the token that stands for it and its last token."""
        self._document = document
        self._tree = tree
        self._index = index
        self._times: dict[int, list[TimeSpan]] = {}
        self._ended: dict[int, TimeSpan] = {}
        self._roots: dict[int, int] = {}
        """From where a time begins to the token that stands for it."""
        for time, root, last in times:
            self._times.setdefault(self._governor(root), []).append(time)
            self._ended[last] = time
            self._roots[time.span.start] = root

    def when(self, found: Match, inside: Iterable[int]) -> TimeSpan | None:
        """The time that the action itself, or what it is about, is given; only one with a date."""
        head = found.predicate.head
        own = self._at(head)
        if own is None and found.frame.kind not in _OF_OTHERS:
            own = next((t for i in inside if (t := self._at(i)) is not None), None)
        own = own or self._named_before(head) or self._carrying(found)
        if own is None and found.frame.kind in _OF_OTHERS:
            # "must leave by May": what is to be done has a date where the duty has none.
            own = next((t for i in inside if (t := self._at(i)) and self._is_of_deed(t, i, found)), None)
        return own

    def _is_of_deed(self, time: TimeSpan, deed: int, found: Match) -> bool:
        """Not so in "asked it to sell by May", "to keep it from Monday's sale", nor for a bar "until May"."""
        tree, root, told = self._tree, self._roots[time.span.start], self._document.article.published
        if found.frame.kind is ClaimKind.REQUEST and (told is None or (time.latest or told) >= told):
            return False
        if found.frame.kind is ClaimKind.RESTRICTION and tree.text[tree.head[root]] in _BOUNDS:
            return False
        return tree.dep[deed] != "pobj" or tree.dep[root] not in _BESIDE_NOUN

    def _carrying(self, found: Match) -> TimeSpan | None:
        """The time of the occasion or of what carries the deed; but what is over dates nothing to come."""
        time = self._around(found.predicate.head) or self._carried(found)
        if time is None or not self._is_ahead(found.predicate.head):
            return time
        told = self._document.article.published
        return None if told is not None and time.latest is not None and time.latest < told else time

    def _is_ahead(self, verb: int) -> bool:
        """True for "will supply"."""
        return any(self._tree.tag[c] == "MD" for c in self._tree.having(verb, "aux"))

    def _at(self, token: int) -> TimeSpan | None:
        """The dated time at a predicate; one inside its subject only where there is no other."""
        dated = [t for t in self._times.get(token, ()) if _is_dated(t)]
        if len(dated) > 1 and (subject := self._tree.child(token, "nsubj", "nsubjpass")) is not None:
            first, last = self._tree.subtree(subject)
            start, end = self._document.starts[first], self._document.ends[last]
            dated = [t for t in dated if not start <= t.span.start < end] or dated
        return dated[0] if dated else None

    def _named_before(self, head: int) -> TimeSpan | None:
        """The time that a clause with "when" tells more about: "last April, when it banned exports"."""
        tree = self._tree
        for child in tree.children[head]:
            if child < head and tree.text[child] == _WHEN and tree.dep[child] == "advmod":
                before = child - 2 if child and tree.text[child - 1] == "," else child - 1
                time = self._ended.get(before)
                return time if time is not None and _is_dated(time) else None
        return None

    def _around(self, head: int) -> TimeSpan | None:
        """The time of the occasion: "signed at a ceremony on Monday", "in a decree published in May"."""
        tree = self._tree
        for preposition in tree.children[head]:
            if tree.dep[preposition] not in {"prep", "agent"} or tree.text[preposition] not in _AROUND:
                continue
            for noun in tree.having(preposition, "pobj"):
                for place in (noun, *(c for c in tree.having(noun, "acl") if tree.tag[c] == "VBN")):
                    time = self._at(place)
                    if time is None or (tree.text[preposition] in _CLOSELY and time.earliest != time.latest):
                        continue
                    return time
        return None

    def _carried(self, found: Match) -> TimeSpan | None:
        """The time of what carries the action: "agreed in May to pay", "wrote in May asking them to wait"."""
        here = found.predicate.head
        for _ in range(_HIGHEST):
            over, shift = self._carrier(here, found)
            if over is None:
                return None
            time = self._at(over) or (None if shift else self._at_complement(over) or self._around(over))
            if time is not None and self._tree.dep[here] == "conj" and self._is_behind(time, here):
                time = None  # "came, and saw on Friday"
            if time is not None:
                return _shifted(time, shift) if shift else time
            if shift:
                return None
            here = over
        return None

    def _at_complement(self, verb: int) -> TimeSpan | None:
        """ "is due in Oslo next week to sign"."""
        adjective = self._tree.child(verb, "acomp", "oprd")
        return None if adjective is None else self._at(adjective)

    def _is_behind(self, time: TimeSpan, token: int) -> bool:
        return time.span.start > self._document.starts[token]

    def _carrier(self, here: int, found: Match) -> tuple[int | None, str]:
        """The word above whose time is also this one's; and how far from it, where the text says how far."""
        tree = self._tree
        dep, over = tree.dep[here], tree.head[here]
        if over == here:
            return None, ""
        if dep == "conj" and tree.pos[here] in VERBAL and tree.pos[over] in VERBAL:
            return (over, "") if self._goes_together(here, over) else (None, "")
        if dep == "xcomp":
            return over, ""
        if dep == "ccomp" and tree.lemma[over] in _TELLING:
            return over, ""
        if dep == "pcomp" and tree.text[over] in _BY:
            return tree.head[over], ""
        if dep == "advcl":
            return self._over_adverbial(here, over)
        if dep in {"acl", "relcl"}:
            if dep == "acl" and has_to(tree, here):
                return over, ""
            ordered = tree.tag[here] == "VBG" and tree.lemma[over] in ORDERS
            return (over, "") if ordered or self._is_attribute(here, over) else (None, "")
        if dep in {"dobj", "nsubjpass"} and tree.pos[over] == "VERB":
            if here == found.predicate.head and found.predicate.support is not None:
                return over, ""  # "gave its consent on Wednesday"
            of = class_of_verb("verb", tree.lemma[over], None, False)
            known = of is not None and of.name in _SAME_TIME
            made = here != found.predicate.head or dep == "nsubjpass"
            return (over, "") if known or made or tree.lemma[over] in _TELLING else (None, "")
        if dep == "nsubj" and tree.pos[here] == "NOUN":
            return (over, "") if tree.lemma[over] in words("occurrence", "verbs") else (None, "")
        if dep == "attr" and here != found.predicate.head:
            return over, ""
        return None, ""

    def _is_attribute(self, here: int, noun: int) -> bool:
        """ "this week became the first country to license": what is told of the subject."""
        return self._tree.tag[here] == "VB" and self._tree.dep[noun] == "attr"

    def _goes_together(self, here: int, first: int) -> bool:
        """True for "visited Rome in May and met the pope", not for "… and plans to return"."""
        tree = self._tree
        if any(tree.dep[c] in {"nsubj", "nsubjpass"} and c > first for c in tree.children[here]):
            return False
        if tree.child(here, "aux", "auxpass") is not None or any(
            tree.text[c] in _BUT for c in tree.having(first, "cc")
        ):
            return False  # "ordered them in May and has since taken delivery"
        return tree.tag[here] == tree.tag[first] or {tree.tag[here], tree.tag[first]} <= _PAST

    def _over_adverbial(self, here: int, over: int) -> tuple[int | None, str]:
        tree = self._tree
        mark = marker(tree, here) or self._when(here)
        if mark in _AWAY:
            # "a day after it told them": as far from the main verb's time.
            lengths = [
                t.value
                for t in self._times.get(here, ())
                if _LENGTH.fullmatch(t.value) and not self._is_behind(t, here)
            ]
            return (over, f"{_AWAY[mark]:+d}{lengths[0]}") if lengths else (None, "")
        if mark is None or has_to(tree, here):
            return (over, "") if tree.tag[here] in {"VBG", "VB"} else (None, "")
        if mark in _TOGETHER:
            both = tree.tag[here] == "VBG" or (tree.tag[here] in _PAST and tree.tag[over] in _PAST)
            return (over, "") if both else (None, "")
        return None, ""

    def _when(self, verb: int) -> str | None:
        tree = self._tree
        first = tree.child(verb, "advmod")
        return _WHEN if first is not None and first < verb and tree.text[first] == _WHEN else None

    def _governor(self, root: int) -> int:
        """The predicate that a time belongs to: the first on its way up through the tree, else the root."""
        tree, here = self._tree, root
        if tree.dep[here] in _BESIDE_NOUN and tree.pos[tree.head[here]] in {"NOUN", "PROPN"}:
            noun = tree.head[here]
            if self._index.at(noun) is None:
                if tree.dep[noun] != "pobj" or tree.text[tree.head[noun]] not in _AROUND:
                    return noun  # "the 2011 version", "this autumn's crop": of the thing, not of the deed
                here = noun
        while tree.head[here] != here:
            here = tree.head[here]
            if self._index.at(here) is not None:
                if not self._is_passed(here):
                    return here
            elif tree.pos[here] == "AUX":
                adjective = tree.child(here, "acomp", "oprd")  # "is mandatory from May"
                if adjective is not None and self._index.at(adjective) is not None:
                    return adjective
        return here

    def _is_passed(self, verb: int) -> bool:
        """True for "starting in May", and for "firms making shoes from May": it is not theirs."""
        tree = self._tree
        return (
            tree.tag[verb] == "VBG"
            and tree.dep[verb] in {"acl", "advcl", "prep"}
            and (tree.lemma[verb] in _OPENERS or (tree.dep[verb] == "acl" and tree.lemma[verb] in _LASTING))
        )


def _is_dated(time: TimeSpan) -> bool:
    """True for a calendar date, not for "recently" or "three years", nor for a bare hour ("at 18:00")."""
    return time.value[:1].isdigit() and time.earliest is not None and _HOUR not in time.value


def _shifted(time: TimeSpan, by: str) -> TimeSpan | None:
    """The time that far away: "-1P1D" is a day before, "+1P2Y" two years later."""
    length = _LENGTH.search(by)
    if length is None or time.earliest is None:
        return None
    steps, unit = int(by[:2]) * int(length[1]), length[2]
    grain = {"D": Grain.DAY, "W": Grain.DAY, "M": Grain.MONTH, "Y": Grain.YEAR}[unit]
    day = moved_by(grain, time.earliest, steps * _ONE_WEEK if unit == "W" else steps)
    if day is None:
        return None
    found = holding(grain, day)
    return TimeSpan(time.span, found.value, found.earliest, found.latest)
