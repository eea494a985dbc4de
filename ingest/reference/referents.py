"""What the noun phrases of an article refer to: built once for each document, from all its mentions.

Give it the head token of a phrase; it gives the entities: the named ones, those that a pronoun or "the
company" means, all the conjuncts of a coordination, the members of "companies including A and B", or else an
unnamed group, product or notion with the phrase's own words as its label.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from ingest.document import Document
from ingest.grammar.phrases import coordinated, first_conjunct
from ingest.kinds import ORGANISATIONS, PRODUCTS, STATES
from ingest.names.noun_kinds import kind_of_noun, singular
from ingest.reference.anchors import Anchors
from ingest.reference.dealings import after_preposition, things_behind
from ingest.reference.offices import office_holders
from ingest.reference.states import state_behind
from ingest.reference.unnamed import action, nominal
from ingest.rulebook import word_set
from kg.model import Entity, EntityKind, LinkReason, Mention, Span

_words = functools.partial(word_set, "unnamed")

PEOPLE = frozenset({EntityKind.PERSON})
RELATIVES = frozenset({"WP", "WDT", "WP$"})
MOST_MEMBERS = 50  # of a coordination; no claim has more participants
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
        self.office_holders = office_holders(document.doc, self.by_head)
        self._nominals: dict[int, Mention] = {}

    def of(self, head: Token, *, examples: bool = True) -> tuple[Mention, ...]:
        """What the phrase headed by `head` refers to, with everything coordinated with it.

        With `examples`, "companies including A and B" refers to A and B; without, to the companies. An
        unresolved pronoun refers to nothing.
        """
        found: dict[tuple[str, int], Mention] = {}
        for token in _conjuncts(head):
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
        state = state_behind(token)
        if state is not None:
            span = Span(self.document.starts[token.i], self.document.ends[token.i])
            return (Mention(span, state, LinkReason.METONYM, named=True),)
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
        renamed = self._in_apposition(token, examples) or self._same_as(token)
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
        for token in _conjuncts(head):
            for mention in self.represented_by(token) or self.alone(token):
                found.setdefault(mention.entity.key, mention)
        return tuple(found.values())

    def thing_of(self, head: Token) -> tuple[Mention, ...]:
        """What is really dealt with: X in "purchases of X" and "a batch of X", else the same as `of`."""
        found: dict[str, Mention] = {}
        for token in _conjuncts(head):
            for thing in self.things(token):
                for mention in self.alone(thing):
                    found.setdefault(mention.entity.key, mention)
        if not found and head.pos_ in {"NOUN", "PROPN"}:
            return self.alone(head)  # "a second dose of it": whatever "it" is
        return tuple(found.values())

    def action_of(self, verb: Token) -> Mention:
        """What a verb with all that belongs to it says is done ("register as nonprofits")."""
        return action(self.document, verb)

    def things(self, head: Token) -> tuple[Token, ...]:
        """The heads of the phrases that `thing_of` looks at; the head itself where there is nothing more."""
        return tuple(dict.fromkeys(things_behind(head, self.by_head)))

    def represented_by(self, head: Token) -> tuple[Mention, ...]:
        """The organisation for which a spokesman or executive speaks; empty where none is named."""
        if singular(head) not in _words("spokespeople", "nouns") or head.i in self.by_head:
            return ()
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in _words("spokespeople", "prepositions"):
                for thing in child.children:
                    if thing.dep_ == "pobj":
                        # "leaders of the seven cantons": who has no name does not stand for those who met.
                        found = self._all(thing, True, 0)
                        if child.lower_ == "from" and all(m.entity.kind is EntityKind.PLACE for m in found):
                            return ()  # "ministers from Southeast Asia": no region sent them
                        return found if any(m.entity.named for m in found) else ()
        if singular(head) in _words("spokespeople", "equals"):
            return ()
        for child in head.children:
            if child.i < head.i and child.dep_ in {"poss", "compound", "nmod"}:
                found = tuple(
                    m
                    for t in _conjuncts(child)
                    for m in self.by_head.get(t.i, ())
                    if m.entity.kind in ORGANISATIONS
                )
                if found:
                    return found
        return ()

    def _all(self, head: Token, examples: bool, depth: int) -> tuple[Mention, ...]:
        found: dict[str, Mention] = {}
        for token in _conjuncts(head):
            for mention in self.alone(token, examples=examples, depth=depth + 1):
                found.setdefault(mention.entity.key, mention)
        return tuple(found.values())

    def _in_apposition(self, token: Token, examples: bool) -> tuple[Mention, ...]:
        """Whom an apposition names: "its chief executive, Jane Doe", "three banks - A, B and C"."""
        children = list(token.children)
        if kind_of_noun(token) is EntityKind.GROUP and not any(c.dep_ == "appos" for c in children):
            behind = [t for c in children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"]
            # "the operator of the pipeline, Acme," is hung on the pipeline.
            unnamed = [t for t in behind if t.i not in self.by_head]
            things = [t for t in unnamed if kind_of_noun(t) is not EntityKind.GROUP]
            children += self._children_of(things, ORGANISATIONS)
            # "a commander in the north, Ann Lee," is hung on the north.
            children += self._children_of(behind, PEOPLE)
        for child in children:
            if child.dep_ == "appos" and child.i > token.i:
                found = tuple(
                    m
                    for t in _conjuncts(child)
                    for m in self.by_head.get(t.i, ())
                    if m.named and (examples or m.entity.kind is EntityKind.PERSON)
                )
                if found and not any(c.tag_ == "POS" for c in child.children):
                    return found
        return ()

    def _children_of(self, nouns: list[Token], kinds: frozenset[EntityKind]) -> list[Token]:
        """What hangs on the nouns and is one of those kinds."""
        children = [c for noun in nouns for c in noun.children]
        return [c for c in children if any(m.entity.kind in kinds for m in self.by_head.get(c.i, ()))]

    def _same_as(self, token: Token) -> tuple[Mention, ...]:
        """What a noun is said to describe: "the X20, a chip that ...", "Acme is a bank that ..."."""
        if token.dep_ == "appos" and token.head.i < token.i:
            described: Token | None = token.head
        elif token.dep_ == "attr":
            described = next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
        else:
            return ()
        if described is None:
            return ()
        kind = kind_of_noun(token)
        known = self.by_head.get(described.i) or self._product_of(described)
        return tuple(m for m in known if _may_be(m.entity.kind, kind))

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
                        for t in _conjuncts(child)
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
                    for t in _conjuncts(thing)
                    for m in self.by_head.get(t.i, ())
                )
                if found:
                    return found
        return ()


def _conjuncts(head: Token) -> Iterator[Token]:
    """The head and what is coordinated with it; of an endless list the first members."""
    return islice(coordinated(head), MOST_MEMBERS)


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


def _may_be(named: EntityKind, described: EntityKind) -> bool:
    """True where a thing of the first kind may be described by a noun of the second."""
    if described is EntityKind.GROUP:
        return named in ORGANISATIONS | STATES | {EntityKind.PERSON, EntityKind.GROUP}
    return named is described or (named in PRODUCTS and described in PRODUCTS)


def _possesses(token: Token) -> bool:
    """True for "Acme" in the mention "Acme's X20", which is a thing of its own."""
    return token.dep_ == "poss"


def _partitive(token: Token) -> Token | None:
    """The whole in "three of its banks", "some of them"."""
    if token.lower_ not in _words("transparent", "partitives") and token.pos_ != "NUM":
        return None
    behind = after_preposition(token, frozenset({"of"}))
    return behind[0] if behind else None


def _such_as(preposition: Token) -> bool:
    return preposition.lower_ == "as" and preposition.i > 0 and preposition.nbor(-1).lower_ == "such"
