"""Finds the background facts of an article: who heads, owns or makes what.

Two sources say so: the table of names, and the text where it names the one beside the other ("Jane Roe, chief
executive of Acme,"). A fact that the text states has its passage; one of the table has none.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from ingest.document import Document
from ingest.names.table import relations
from ingest.rulebook import broken, checked, one_of, rules
from kg.model import Entity, EntityKind, LinkReason, Mention, Relation

FILE = "relations"
KEYS = frozenset(
    ("id", "predicate", "subjects", "objects", "bearer", "words", "beside", "examples", "counterexamples")
)
POSSESSIVE = frozenset(("'s", "'"))
BY_NAME = frozenset((LinkReason.EXACT, LinkReason.ALIAS, LinkReason.ACRONYM))
FEWEST = 2  # things that a fact needs


def relations_of(document: Document, mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """The facts that the text states, in its order, then those of the table about what it mentions."""
    stated = _stated(document, mentions)
    said = {_triple(fact) for fact in stated}
    known = (fact for fact in _known(mentions) if _triple(fact) not in said)
    return (*stated, *known)


def _known(mentions: Iterable[Mention]) -> Iterator[Relation]:
    """What the table says of the things mentioned, in the order of their first mention."""
    alone = frozenset(rules(FILE)["table"]["said_by_its_subject"])
    mentioned = dict.fromkeys(mention.entity.key for mention in mentions)
    by_subject = _table()
    for key in mentioned:
        for fact in by_subject.get(key, ()):
            if fact.object.key in mentioned or fact.predicate in alone:
                yield fact


@functools.cache
def _table() -> Mapping[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for fact in relations():
        found[fact.subject.key].append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


def _stated(document: Document, mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """What the text states. Where it can be read in two ways, neither counts."""
    if len(mentions) < FEWEST:
        return ()
    words = document.lower
    beginnings = _beginnings()
    starts: dict[int, _Name] = {}
    ends: dict[int, _Name] = {}
    for name in _names(document, mentions, words):
        starts[name.first] = ends[name.last] = name
    found: list[Relation] = []
    for i, word in enumerate(words):
        for rule, phrase in beginnings.get(word, ()):
            if words[i : i + len(phrase)] == phrase:
                place = _Place(words, i, i + len(phrase) - 1, starts, ends)
                facts = list(dict.fromkeys(place.facts(rule, document)))
                if len(facts) == 1:
                    found.append(facts[0])
                break
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Name:
    """A named mention by its first and last token."""

    first: int
    last: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    predicate: str
    subjects: frozenset[EntityKind]
    objects: frozenset[EntityKind]
    bearer_is_object: bool

    def fact(self, bearer: _Name, other: _Name, document: Document) -> Relation | None:
        """The fact with its passage; None where the kinds do not fit."""
        subject, object_ = (other, bearer) if self.bearer_is_object else (bearer, other)
        if subject.entity.kind not in self.subjects or object_.entity.kind not in self.objects:
            return None
        if subject.entity.key == object_.entity.key:
            return None
        first, last = min(bearer.first, other.first), max(bearer.last, other.last)
        return Relation(subject.entity, self.predicate, object_.entity, document.span(first, last))


@dataclass(frozen=True, slots=True)
class _Place:
    """The words of a rule at the tokens `first` to `last`, and the names round them."""

    words: list[str]
    first: int
    last: int
    starts: Mapping[int, _Name]
    ends: Mapping[int, _Name]

    def facts(self, rule: _Rule, document: Document) -> Iterator[Relation]:
        """Every way to read the place."""
        for bearer, other in (*self._of(), *self._beside()):
            if not self._is_past(min(bearer.first, other.first, self.first)):
                fact = rule.fact(bearer, other, document)
                if fact:
                    yield fact

    def _of(self) -> Iterator[tuple[_Name, _Name]]:
        """ "Jane Roe, chief executive of Acme," and "the chief executive of Acme, Jane Roe,"."""
        reading = rules(FILE)["reading"]
        if self._word(self.last + 1) != "of":
            return
        behind = self.last + 2
        if self._word(behind) in reading["determiners"]:
            behind += 1
        other = self.starts.get(behind)
        if other is None:
            return
        before = self.first - 1
        if self._word(before) in reading["determiners"]:
            before -= 1
        elif self._word(before) in reading["not_after"] and self._word(before) not in reading["openers"]:
            return
        bearer = self.ends.get(before - 1) if self._word(before) in reading["openers"] else None
        if bearer and self._closes(other.last + 1):
            yield bearer, other
        after = self.starts.get(other.last + 2) if self._word(other.last + 1) == "," else None
        if after and before != self.first - 1 and self._closes(after.last + 1):
            yield after, other

    def _beside(self) -> Iterator[tuple[_Name, _Name]]:
        """As in "Acme's chief executive, Jane Roe," and "Jane Roe, Acme's chief executive,".

        Also "Acme chief executive Jane Roe", with or without a possessive.
        """
        reading = rules(FILE)["reading"]
        owned = self._word(self.first - 1) in POSSESSIVE
        other = self.ends.get(self.first - 2 if owned else self.first - 1)
        if other is None:
            return
        bearer = self.starts.get(self.last + 1)
        if bearer:
            yield bearer, other
        if not owned:
            return
        before = self.ends.get(other.first - 2) if self._word(other.first - 1) in reading["openers"] else None
        behind = self.starts.get(self.last + 2) if self._word(self.last + 1) == "," else None
        if before and not behind and self._closes(self.last + 1):
            yield before, other
        if behind and not before and self._closes(behind.last + 1):
            yield behind, other

    def _closes(self, i: int) -> bool:
        """True where the apposition ends before token `i`, and no list goes on from it."""
        reading = rules(FILE)["reading"]
        if i >= len(self.words) or not self.words[i].strip():
            return True
        return self.words[i] in reading["closers"] and self._word(i + 1) not in reading["joiners"]

    def _is_past(self, first: int) -> bool:
        """True where what stands before token `first` says "former" or the like."""
        word, reading = self._word(first - 1), rules(FILE)["reading"]
        if word in reading["determiners"]:
            word = self._word(first - 2)
        return word in reading["not_after"]

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""


def _names(document: Document, mentions: Iterable[Mention], words: list[str]) -> Iterator[_Name]:
    """The mentions by name that mean one thing, without an article or an office before the name itself."""
    determiners, beginnings = rules(FILE)["reading"]["determiners"], _beginnings()
    by_span: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.reason in BY_NAME and mention.entity.named:
            by_span[mention.span.start, mention.span.end].append(mention)
    doc = document.doc
    places = {start: i for i, start in enumerate(document.starts)}
    for (start, end), some in by_span.items():
        first = places.get(start)
        if first is None or len({mention.entity.key for mention in some}) > 1:
            continue
        last = first
        while last + 1 < len(doc) and doc[last + 1].idx < end:
            last += 1
        if words[first] in determiners and first < last:
            first += 1
        for _, phrase in beginnings.get(words[first], ()):
            if words[first : first + len(phrase)] == phrase and first + len(phrase) <= last:
                first += len(phrase)
                break
        yield _Name(first, last, some[0].entity)


@functools.cache
def _beginnings() -> Mapping[str, list[tuple[_Rule, list[str]]]]:
    """The words of all rules by their first word, the longest first."""
    found: dict[str, list[tuple[_Rule, list[str]]]] = defaultdict(list)
    for entry in rules(FILE)["relation"]:
        rule = _rule(entry)
        for phrase in _phrases(entry["words"], entry["beside"]):
            tokens = re.findall(r"-|[^\s-]+", phrase.lower())
            found[tokens[0]].append((rule, tokens))
    for some in found.values():
        some.sort(key=lambda entry: -len(entry[1]))
    return found


def _rule(entry: Mapping[str, Any]) -> _Rule:
    name = checked(FILE, entry, KEYS)
    for key in KEYS - {"counterexamples"}:
        if key not in entry:
            raise broken(FILE, name, f"it lacks {key!r}", "say it")
    kinds = [kind.value for kind in EntityKind]
    ends = [
        frozenset(EntityKind(one_of(FILE, name, key, kind, kinds)) for kind in entry[key])
        for key in ("subjects", "objects")
    ]
    bearer = one_of(FILE, name, "bearer", entry["bearer"], ("subject", "object"))
    return _Rule(name, entry["predicate"], ends[0], ends[1], bearer == "object")


def _phrases(words: Iterable[str], beside: Iterable[str]) -> Iterator[str]:
    """The words themselves, and with what may be joined to them on either side."""
    words = list(words)
    yield from words
    for word, other in product(words, beside):
        yield f"{other} and {word}"
        yield f"{word} and {other}"
        yield f"{other}, {word}"


def _triple(fact: Relation) -> tuple[str, str, str]:
    return fact.subject.key, fact.predicate, fact.object.key
