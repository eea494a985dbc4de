"""Sources without a name: whether one is anonymous, what kind of source it is, and how many there are."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ingest.grammar.tree import Tree
from ingest.rulebook import rules
from kg.model import SourceKind


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words of a source phrase tell about it, whoever it is."""

    anonymous: bool
    count: int | None
    kind: SourceKind | None


@dataclass(frozen=True, slots=True)
class _Words:
    nouns: frozenset[str]
    discretion: re.Pattern[str]
    adjectives: frozenset[str]
    kinds: dict[str, SourceKind]
    numbers: dict[str, int]
    outlet_names: frozenset[str]


def standing_of(tree: Tree, head: int) -> Standing:
    """Anonymous, count and kind of the source phrase that `head` heads.

    A name is never anonymous. A common noun for a person is, unless an apposition names the person ("a
    spokesman, John Smith") or the noun is a body's title that leads to one ("the justice minister").
    """
    words = _words()
    lemma = tree.lemma[head]
    if tree.pos[head] == "PROPN":
        outlet = tree.doc[head].text in words.outlet_names
        person = tree.doc[head].ent_type_ == "PERSON"
        kind = SourceKind.OUTLET if outlet else SourceKind.PERSON if person else words.kinds.get(lemma)
        return Standing(False, None, kind)
    kind = words.kinds.get(lemma)
    if lemma in words.nouns or (tree.pos[head] == "NUM" and _is_of_people(tree, head)):
        named = any(tree.pos[c] == "PROPN" for c in tree.having(head, "appos"))
        definite = any(tree.text[c] == "the" for c in tree.having(head, "det"))
        singular = tree.tag[head] == "NN"
        # "the minister", "the spokesman": one known person, whom the text merely does not name again.
        known = definite and singular
        return Standing(not named and not known, _count(tree, head), kind or SourceKind.PERSON)
    return Standing(False, None, kind)


def asks_discretion(text: str) -> bool:
    """True where the words say that the source does not want to be named."""
    return _words().discretion.search(text.lower()) is not None


@functools.cache
def _words() -> _Words:
    table = rules("attribution")["anonymous"]
    kinds = {w: SourceKind(kind) for kind, text in table["kinds"].items() for w in text.split()}
    return _Words(
        nouns=frozenset(table["nouns"].split()),
        discretion=re.compile("|".join(re.escape(p) for p in table["discretion"])),
        adjectives=frozenset(table["adjectives"].split()),
        kinds=kinds,
        numbers=rules("attribution")["numbers"],
        outlet_names=frozenset(rules("attribution")["speakers"]["outlet_names"].split()),
    )


def _is_of_people(tree: Tree, head: int) -> bool:
    """True for a number that counts people: "two of the officials", or "two" alone as a speaker."""
    return tree.text[head] in _words().numbers


def _count(tree: Tree, head: int) -> int | None:
    """How many sources the phrase counts: "two people" 2, "an official" 1, "people" None."""
    numbers = _words().numbers
    if tree.text[head] in numbers and tree.pos[head] == "NUM":
        return numbers[tree.text[head]]
    if tree.lemma[head] not in _words().nouns and tree.lemma[head] not in _words().kinds:
        return None  # "two-thirds" are not two
    for child in tree.having(head, "nummod", "det"):
        word = tree.text[child]
        if word in numbers:
            return numbers[word]
        if word.isdecimal() and len(word) <= 3:
            return int(word)
    return None
