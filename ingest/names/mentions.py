"""Finds the names in an article: who and what is called by name, where it starts and ends, and its kind.

Four readers propose names, and the best of those that overlap wins: the table of names, the shapes of model
designations ("H200", "Airbus A380"), the language model's recogniser (cleaned), and runs of capitalised
words that it missed. What a name means is decided later, in `ingest.names.linking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.document import Document, Zone
from ingest.kinds import PRODUCTS, STATES
from ingest.names.designations import find_designations
from ingest.names.field_bodies import find_field_bodies
from ingest.names.firm_signs import has_its_own, shows_a_firm
from ingest.names.joined_fields import find_joined_fields
from ingest.names.known_names import find_known
from ingest.names.name_kinds import kind_beside
from ingest.names.portfolios import find_portfolios
from ingest.names.proposals import Proposal, Reader, choose, lexicon
from ingest.names.rows import Row
from ingest.names.table import numbered
from ingest.names.unknown_names import find_missed, find_recognised
from kg.model import EntityKind

NOUNS = frozenset({"NOUN", "NUM", "PROPN"})
MISTAKEN = frozenset({EntityKind.PERSON, EntityKind.PLACE, EntityKind.PRODUCT})
"""What an unknown firm of one word is often taken for."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name: its first and last token (both included, no article, no possessive) and what heads it.

    `rows` are the rows of the table that have this name. `modifier` is true where it only stands before
    another noun ("Apple stores").
    """

    first: int
    last: int
    head: int
    kind: EntityKind
    rows: tuple[Row, ...] = ()
    modifier: bool = False
    named: bool = True


def find_names(document: Document) -> tuple[Name, ...]:
    """The names of the article's headline and body, from left to right, none overlapping another."""
    doc = document.doc
    words = document.words
    known = list(find_known(document))
    recognised = _without_portfolios(words, [*_bodies(words), *find_recognised(doc, words)])
    chosen = choose([*known, *_models(doc, words, known), *recognised], words)
    missed = _without_portfolios(words, list(find_missed(doc, words, chosen)))
    chosen = choose([*chosen, *missed], words)
    of_events = _acronyms_of_events(words)
    chosen = [p for p in chosen if p.reader is Reader.TABLE or words[p.first] not in of_events]
    silent = _silent(document)
    chosen.sort(key=lambda name: name.first)
    heard = [found for found in chosen if not silent[found.first]]
    told = _told_kinds(doc, words, heard)
    return tuple(_name(found, doc, told.get(tuple(words[found.first : found.last + 1]))) for found in heard)


def _bodies(words: list[str]) -> list[Proposal]:
    """The bodies that are found by the words of their names alone."""
    return [*find_field_bodies(words), *find_joined_fields(words)]


def _acronyms_of_events(words: list[str]) -> frozenset[str]:
    """The acronyms in brackets behind an event: "Worldwide Developers Conference (WWDC)" is no company."""
    events = lexicon("names", "events")
    return frozenset(
        acronym
        for word, left, acronym, right in zip(words, words[1:], words[2:], words[3:], strict=False)
        if left == "(" and right == ")" and acronym.isupper() and word in events
    )


def _without_portfolios(words: list[str], proposals: list[Proposal]) -> list[Proposal]:
    """The proposals that are no part of a minister's title, and the ministers ("Minister of Trade X Y")."""
    for first, last, person in find_portfolios(words):
        held = range(first, (person.last if person else last) + 1)
        proposals = [p for p in proposals if p.last not in held and p.first not in held]
        if person is not None:
            proposals.append(person)
    return proposals


def _told_kinds(doc: Doc, words: list[str], names: list[Proposal]) -> dict[tuple[str, ...], EntityKind]:
    """What the article once says that a name is ("the therapy Acmevia"): it is so everywhere."""
    told: dict[tuple[str, ...], EntityKind] = {}
    full = {words[n.last] for n in names if n.kind is EntityKind.PERSON and n.last > n.first}
    for name in names:
        if name.reader >= Reader.RECOGNISER:
            head = _head(doc, name.first, name.last)
            kind = kind_beside(head, person=name.kind is EntityKind.PERSON)
            alone = name.kind in MISTAKEN and name.first == name.last and words[name.last] not in full
            nobody = name.kind is EntityKind.PERSON and has_its_own(head)
            if kind is None and (nobody or (alone and shows_a_firm(head))):
                kind = EntityKind.COMPANY
            if kind is not None:
                told.setdefault(tuple(words[name.first : name.last + 1]), kind)
    return told


def _models(doc: Doc, words: list[str], known: list[Proposal]) -> Iterator[Proposal]:
    """The models that the table does not have, by their shape."""
    makers = bytearray(len(doc) + 1)
    numbers: set[str] = set()
    for name in known:
        if name.kind is EntityKind.COMPANY or name.kind in PRODUCTS:
            makers[name.last] = 1
            if words[name.last].isdigit():
                numbers.add(words[name.last])
            for row in name.rows[:1]:
                numbers |= numbered().get(row.entity.key, {}).keys()
    for ent in doc.ents:
        if ent.label_ in {"ORG", "PRODUCT"}:
            makers[ent.end - 1] = 1
    for model in find_designations(doc, words, makers, numbers):
        yield Proposal(model.first, model.last, model.kind, Reader.SHAPE)


def _name(found: Proposal, doc: Doc, told: EntityKind | None) -> Name:
    head = _head(doc, found.first, found.last)
    kind = found.kind
    if found.reader >= Reader.RECOGNISER:
        beside = kind_beside(head, person=kind is EntityKind.PERSON) or told or kind
        firm = beside is EntityKind.PERSON and doc[found.last].text in lexicon("names", "never_people")
        kind = kind if firm else beside
        if kind is EntityKind.PRODUCT and found.first == found.last and _is_of_a_place(head):
            kind = EntityKind.COMPANY
    if kind is EntityKind.PLACE and not found.rows and _acts_as_firm(head):
        kind = EntityKind.COMPANY
    modifier = kind not in STATES and _modifies(head, found.last)
    return Name(found.first, found.last, head.i, kind, found.rows, modifier)


def _is_of_a_place(head: Token) -> bool:
    """True for "Vietnam's VinFast": what a country is said to have is rather a firm than a product."""
    return any(c.dep_ == "poss" and c.ent_type_ == "GPE" for c in head.lefts)


def _acts_as_firm(head: Token) -> bool:
    """True for an unknown "place" that a country has and that acts, or that is named beside a firm."""
    if head.dep_ == "nsubj" and head.head.pos_ == "VERB":
        return _is_of_a_place(head)
    return head.dep_ == "conj" and head.head.ent_type_ == "ORG"


def _head(doc: Doc, first: int, last: int) -> Token:
    if first == last:
        return doc[first]
    return doc[first : last + 1].root


def _modifies(head: Token, last: int) -> bool:
    """True for a name that only stands before another noun: "Apple stores", not "Apple's stores"."""
    above, after = head.head, head.doc[last + 1] if last + 1 < len(head.doc) else None
    if after is not None and after.text == "-" and not after.whitespace_ and head.dep_ != "ROOT":
        return True
    if head.dep_ not in {"compound", "nmod", "amod", "nummod"} or above.i <= last or above.pos_ not in NOUNS:
        return False
    # In a heading the parser often takes the verb for a noun: "Acme releases new phone".
    heading = above.dep_ == "ROOT" and above.tag_ == "NNS" and head.left_edge.is_sent_start
    return not (heading and above.i == head.i + 1)


def _silent(document: Document) -> bytearray:
    """One byte a token: 1 in furniture."""
    silent = bytearray(len(document.doc))
    for sentence, zone in zip(document.doc.sents, document.zones, strict=True):
        if zone is Zone.FURNITURE:
            silent[sentence.start : sentence.end] = b"\1" * (sentence.end - sentence.start)
    return silent
