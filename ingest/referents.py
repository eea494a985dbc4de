"""What the noun phrases of an article refer to: built once for each document, from all its mentions.

Give it the head token of a phrase; it gives the entities: the named ones, those that a pronoun or "the
company" means, all the conjuncts of a coordination, the members of "companies including A and B", or else an
unnamed group, product or notion with the phrase's own words as its label.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Token

from ingest.anchors import Anchors
from ingest.document import Document
from ingest.phrases import coordinated, first_conjunct
from ingest.rulebook import rules
from ingest.unnamed import kind_of_noun, nominal, singular
from kg.model import Entity, EntityKind, Mention

PRODUCTS = frozenset({EntityKind.CHIP, EntityKind.PRODUCT})
ORGANISATIONS = frozenset({EntityKind.COMPANY, EntityKind.AGENCY, EntityKind.OUTLET})
RELATIVES = frozenset({"WP", "WDT", "WP$"})
DEEPEST = 6  # steps through "a batch of orders for ..."; deeper nesting is a misparse


class Referents:
    """The referents of every phrase of one document."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...]) -> None:
        self.document = document
        anchors = Anchors(document, mentions)
        self.by_head, self._around = anchors.by_head, anchors.head_around
        self.owners: dict[int, Entity] = {
            i: some[0].entity
            for i, some in self.by_head.items()
            if len(some) == 1 and not some[0].named and document.doc[i].dep_ == "poss"
        }
        self._nominals: dict[int, Mention] = {}

    def of(self, head: Token, *, examples: bool = True) -> tuple[Mention, ...]:
        """What the phrase headed by `head` refers to, with everything coordinated with it.

        With `examples`, "companies including A and B" refers to A and B; without, to the companies. An
        unresolved pronoun refers to nothing.
        """
        found: dict[tuple[str, int], Mention] = {}
        for token in coordinated(head):
            for mention in self.alone(token, examples=examples):
                found.setdefault((mention.entity.key, mention.span.start), mention)
        return tuple({m.entity.key: m for m in reversed(found.values())}.values())[::-1]

    def alone(self, token: Token, *, examples: bool = True, depth: int = 0) -> tuple[Mention, ...]:
        """What the phrase headed by the token refers to, without what is coordinated with it."""
        known = self.by_head.get(token.i)
        if known:
            return tuple(known)
        if depth > DEEPEST:
            return ()
        if token.i in self._around and self._around[token.i] != token.i and not _possesses(token):
            return tuple(self.by_head[self._around[token.i]])
        if token.tag_ in RELATIVES:
            antecedent = _antecedent(token)
            if antecedent is not None and antecedent.i != token.i:
                return self._all(antecedent, examples, depth)
        whole = _partitive(token)
        if whole is not None:
            return self._all(whole, examples, depth)
        if token.pos_ in {"PRON", "DET"} or token.tag_ in RELATIVES or token.tag_ == "EX":
            return ()
        renamed = self._in_apposition(token, examples) or self._apposed_to(token)
        if renamed:
            return renamed
        product = self._product_of(token)
        if product:
            return product
        if examples:
            members = self._members(token)
            if members:
                return members
        if token.i not in self._nominals:
            self._nominals[token.i] = nominal(self.document, token, self.owners)
        return (self._nominals[token.i],)

    def organisation_of(self, head: Token) -> tuple[Mention, ...]:
        """The party that acts: X in "representatives from X" and "X's executives", else the same as `of`."""
        found: dict[str, Mention] = {}
        for token in coordinated(head):
            for mention in self.represented_by(token) or self.alone(token):
                found.setdefault(mention.entity.key, mention)
        return tuple(found.values())

    def thing_of(self, head: Token) -> tuple[Mention, ...]:
        """What is really dealt with: X in "purchases of X" and "a batch of X", else the same as `of`."""
        found: dict[str, Mention] = {}
        for token in coordinated(head):
            for thing in self.things(token):
                for mention in self.alone(thing):
                    found.setdefault(mention.entity.key, mention)
        return tuple(found.values())

    def things(self, head: Token) -> tuple[Token, ...]:
        """The heads of the phrases that `thing_of` looks at; the head itself where there is nothing more."""
        return tuple(dict.fromkeys(self._things(head, 0)))

    def represented_by(self, head: Token) -> tuple[Mention, ...]:
        """The organisation for which a spokesman or executive speaks; empty where none is named."""
        if singular(head) not in _words("spokespeople", "nouns") or head.i in self.by_head:
            return ()
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in _words("spokespeople", "prepositions"):
                for thing in child.children:
                    if thing.dep_ == "pobj":
                        return self._all(thing, True, 0)
        for child in head.children:
            if child.i < head.i and child.dep_ in {"poss", "compound", "nmod"}:
                found = tuple(
                    m
                    for t in coordinated(child)
                    for m in self.by_head.get(t.i, ())
                    if m.entity.kind in ORGANISATIONS
                )
                if found:
                    return found
        return ()

    def _things(self, head: Token, depth: int) -> Iterator[Token]:
        lemma = singular(head)
        if depth < DEEPEST and (
            lemma in _words("transparent", "measures") or head.lower_ in _words("transparent", "measures")
        ):
            behind = _behind(head, frozenset({"of"}))
            if behind:
                for thing in behind:
                    yield from self._things(thing, depth + 1)
                return
        if depth < DEEPEST and lemma in _words("transparent", "transactions"):
            allowed = (
                frozenset({"of", "for"})
                if lemma in _words("transparent", "of_for_only")
                else _words("transparent", "through")
            )
            behind = _behind(head, allowed)
            if behind:
                for thing in behind:
                    yield from self._things(thing, depth + 1)
                return
            before = self._dealt_with(head)
            if before is not None:
                yield from self._things(before, depth + 1)
                return
        yield head

    def _dealt_with(self, head: Token) -> Token | None:
        """What stands before a dealing: "chip" in "AI chip imports"; None where nothing is there."""
        for child in reversed(list(head.lefts)):
            named = self.by_head.get(child.i)
            if child.dep_ in {"compound", "nmod"} or (named and child.dep_ == "nummod"):
                kind = named[0].entity.kind if named else kind_of_noun(child)
                if kind in PRODUCTS or (
                    named is None and kind is not EntityKind.GROUP and child.pos_ == "NOUN"
                ):
                    return child
        return None

    def _all(self, head: Token, examples: bool, depth: int) -> tuple[Mention, ...]:
        found: dict[str, Mention] = {}
        for token in coordinated(head):
            for mention in self.alone(token, examples=examples, depth=depth + 1):
                found.setdefault(mention.entity.key, mention)
        return tuple(found.values())

    def _in_apposition(self, token: Token, examples: bool) -> tuple[Mention, ...]:
        """Whom an apposition names: "its chief executive, Jane Doe", "three banks - A, B and C"."""
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i:
                found = tuple(
                    m
                    for t in coordinated(child)
                    for m in self.by_head.get(t.i, ())
                    if m.named and (examples or m.entity.kind is EntityKind.PERSON)
                )
                if found and not any(c.tag_ == "POS" for c in child.children):
                    return found
        return ()

    def _apposed_to(self, token: Token) -> tuple[Mention, ...]:
        """What an apposition renames: "the X20, a chip that ...", "Jane Doe, the minister"."""
        if token.dep_ != "appos" or token.head.i >= token.i:
            return ()
        known = self.by_head.get(token.head.i) or self._product_of(token.head)
        kind = kind_of_noun(token)
        return tuple(
            m
            for m in known
            if kind is m.entity.kind
            or (kind in PRODUCTS and m.entity.kind in PRODUCTS)
            or (kind is EntityKind.GROUP and m.entity.kind in ORGANISATIONS | {EntityKind.PERSON})
        )

    def _product_of(self, token: Token) -> tuple[Mention, ...]:
        """The product in "H200 chips", "A380 aircraft": a general noun behind a product's name."""
        if kind_of_noun(token) not in PRODUCTS:
            return ()
        for child in reversed(list(token.lefts)):
            if child.dep_ in {"compound", "nmod", "nummod", "amod"}:
                named = [m for m in self.by_head.get(child.i, ()) if m.entity.kind in PRODUCTS]
                if named:
                    return tuple(
                        m
                        for t in coordinated(child)
                        for m in self.by_head.get(t.i, ())
                        if m.entity.kind in PRODUCTS
                    )
        return ()

    def _members(self, token: Token) -> tuple[Mention, ...]:
        """A, B and C in "companies including A, B and C"; empty where no example has a name."""
        for child in token.rights:
            if child.dep_ == "prep" and (child.lower_ in _words("label", "examples") or _such_as(child)):
                found = tuple(
                    m
                    for thing in child.children
                    if thing.dep_ in {"pobj", "dobj"}
                    for t in coordinated(thing)
                    for m in self.by_head.get(t.i, ())
                )
                if found:
                    return found
        return ()


def _antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun takes up ("which", "that", "who", "whose").

    With a verb in the plural all that is coordinated: "the bank and the fund, which own it".
    """
    token = pronoun
    for _ in range(DEEPEST):
        if token.dep_ == "relcl":
            noun = token.head
            return first_conjunct(noun) if token.tag_ == "VBP" and noun.tag_ in {"NN", "NNP"} else noun
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _possesses(token: Token) -> bool:
    """True for "Acme" in the mention "Acme's X20", which is a thing of its own."""
    return token.dep_ == "poss"


def _partitive(token: Token) -> Token | None:
    """The whole in "three of its banks", "some of them"."""
    if token.lower_ not in _words("transparent", "partitives") and token.pos_ != "NUM":
        return None
    behind = _behind(token, frozenset({"of"}))
    return behind[0] if behind else None


def _behind(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """What stands behind one of the prepositions on the noun, with all that is coordinated with it."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            things = [t for t in child.children if t.dep_ == "pobj"]
            if things:
                return [t for thing in things for t in coordinated(thing)]
    return []


def _such_as(preposition: Token) -> bool:
    return preposition.lower_ == "as" and preposition.i > 0 and preposition.nbor(-1).lower_ == "such"


@functools.cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(rules("unnamed")[section][name])
