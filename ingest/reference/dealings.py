"""What is really dealt with: X in "purchases of X", "X exports", "a batch of X", "a permit for X"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from ingest.grammar.phrases import coordinated
from ingest.kinds import PRODUCTS, STATES
from ingest.names.noun_kinds import kind_of_noun, singular
from ingest.rulebook import word_set
from kg.model import EntityKind, Mention

_words = functools.partial(word_set, "unnamed", "transparent")

DEEPEST = 6  # steps through "a batch of orders for ..."; deeper nesting is a misparse

Heads = Mapping[int, list[Mention]]
"""From the token that heads a mention to the mentions."""


def things_behind(head: Token, by_head: Heads, depth: int = 0) -> Iterator[Token]:
    """The heads of the things behind a noun of dealing, permission or measure, else the noun itself."""
    behind = _behind(head, by_head) if depth < DEEPEST else []
    if not behind:
        yield head
    for thing in behind:
        yield from things_behind(thing, by_head, depth + 1)


def after_preposition(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """What stands behind one of the prepositions on the noun, with all that is coordinated with it.

    Also where another phrase comes between: "sales to Norway of drones".
    """
    between: list[Token] = []
    for child in head.rights:
        if child.dep_ != "prep":
            continue
        things = [t for t in child.children if t.dep_ == "pobj"]
        if things and child.lower_ in prepositions:
            return [t for thing in things for t in coordinated(thing)]
        if child.lower_ in {"to", "from"}:
            between += things
    if between and "of" in prepositions:
        return [t for place in between for t in after_preposition(place, frozenset({"of"}))]
    return []


def _behind(head: Token, by_head: Heads) -> list[Token]:
    """The things right behind the noun; none where the noun itself is meant."""
    noun = singular(head)
    if noun in _words("measures") or head.lower_ in _words("measures"):
        of = frozenset({"of"})
        each = [t for c in head.children if c.lower_ == "each" for t in after_preposition(c, of)]
        return after_preposition(head, of) or each
    beside = _beside(head)
    if beside is not None and singular(beside) in _words("transactions"):
        return _behind(beside, by_head)
    if noun not in _words("transactions"):
        return []
    through = frozenset({"of", "for"}) if noun in _words("of_for_only") else _words("through")
    owners = [c for c in head.lefts if c.dep_ == "poss" and _is_product(c, by_head)]  # "their export"
    things = [t for t in after_preposition(head, through) if not _is_market(t, by_head)] or owners
    if not things:
        # "new gold licences" are licences; "H200 licences" deal with what has a name.
        permission = noun in _words("permissions")
        things = [
            t for t in _before(head, by_head) if not permission or any(m.named for m in by_head.get(t.i, ()))
        ]
    if noun in _words("permissions"):
        return [t for t in things if _is_product(t, by_head) or t.i in by_head or _behind(t, by_head)]
    return things


def _is_market(thing: Token, by_head: Heads) -> bool:
    """True for the country in "halted production for Peru", for which it is made."""
    found = by_head.get(thing.i, ())
    return thing.head.lower_ == "for" and bool(found) and all(m.entity.kind in STATES for m in found)


def _beside(noun: Token) -> Token | None:
    """The noun that has what both deal with: of "the sale and use of pills" whichever the "of" hangs on."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if noun.dep_ == "conj" and after.lower_ == "of" and after.head.i == noun.head.i:
        return noun.head
    if after.dep_ == "cc" and not any(c.dep_ == "prep" for c in noun.rights):
        other = next((c for c in noun.rights if c.dep_ == "conj" and c.i == after.i + 1), None)
        if other is not None and any(c.lower_ == "of" for c in other.rights):
            return other
    return None


def _before(head: Token, by_head: Heads) -> list[Token]:
    """What is named right before a dealing: "chip" in "AI chip imports", "H200" in "H200 exports"."""
    trade = singular(head) in _words("trade")
    for child in reversed(list(head.lefts)):
        named = child.i in by_head
        noun = child.dep_ in {"compound", "nmod"} or (child.dep_ == "amod" and child.tag_ == "NN")
        if not noun and not (named and child.dep_ == "nummod"):
            continue
        if _is_product(child, by_head):
            return [child]
        thing = child.pos_ == "NOUN" and child.lower_ not in _words("ways")
        if trade and thing and not named and singular(child) not in _words("transactions"):
            return [child] if kind_of_noun(child) is not EntityKind.GROUP else []
    return []


def _is_product(token: Token, by_head: Heads) -> bool:
    named = by_head.get(token.i)
    return (named[0].entity.kind if named else kind_of_noun(token)) in PRODUCTS
