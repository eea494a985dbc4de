"""Finds known bodies that are described, not named: "China's internet regulator", "the commerce ministry"."""

from __future__ import annotations

import functools

from spacy.tokens import Doc, Token

from ingest.document import Document
from ingest.kinds import STATES
from ingest.names.mentions import Name
from ingest.names.nationality import Nationalities
from ingest.names.rows import Row
from ingest.names.spelling import fold
from ingest.names.table import table
from ingest.rulebook import word_set
from kg.model import Entity, EntityKind, LinkReason, Mention

_words = functools.partial(word_set, "linking")

LONGEST = 5  # words before the head noun ("industry and information technology ministry")
PARTS = frozenset({"compound", "amod", "nmod", "punct", "conj", "cc"})


def describe(
    document: Document, linked: list[tuple[Name, Entity, LinkReason]], where: Nationalities
) -> list[Mention]:
    """A mention for each description, by the country before it, else by the body that the article named.

    Where neither is there, the country that is spoken of decides; one word alone ("the ministry") is left to
    coreference.
    """
    doc = document.doc
    governments, led, heads = _words("governments"), _led(), _heads()
    covered = {i for name, _, _ in linked for i in range(name.first, name.last + 1)}
    people = {name.head for name, _, _ in linked if name.kind is EntityKind.PERSON}
    states = {name.head for name, _, _ in linked if name.kind in STATES}
    named_at: dict[str, list[int]] = {}
    for name, entity, _ in linked:
        named_at.setdefault(entity.key, []).append(name.first)
    found = []
    for i, word in enumerate(document.lower):
        if i in covered:
            continue
        if word in governments and (state := _state_of(doc[i], where)):
            first = doc[i].left_edge.i
            found.append(Mention(document.span(first, i), state, LinkReason.ALIAS, named=False))
            continue
        if word in led and (found_of := _by_its_field(document, i, where)):
            found.append(found_of)
            continue
        if word not in heads or doc[i].pos_ not in {"NOUN", "PROPN"}:
            continue
        if _is_a_person(doc[i], people) or _is_below_a_state(doc[i], states, covered):
            continue
        behind, end = _behind(doc, i, where)
        for first in range(_first(doc, i, covered), i + 1):
            before = where.before(first)
            given = before or behind
            if given is None and _is_of_another(doc, first, covered):
                break  # "Ulster's health department" is no country's
            rows = _rows().get(fold(doc[first : i + 1].text), ())
            row = _of_country(rows, given) if given else None
            if row is None and before and first < i:
                break  # "Peru's civil aviation authority" is nobody else's
            if row is None and given is None and first < i:
                row = _named_before(rows, named_at, i) or _spoken_of(rows, i, where)
            if row is not None:
                found.append(_mention(document, first, i if before else end, row, where))
                named_at.setdefault(row.entity.key, []).append(first)
                break
    return found


def _by_its_field(document: Document, head: int, where: Nationalities) -> Mention | None:
    """The body that names its field behind it: "the ministry of health in Peru", "Peru's ministry of …"."""
    doc = document.doc
    for last in range(min(head + LONGEST, len(doc) - 1), head + 1, -1):
        rows = _rows().get(fold(doc[head : last + 1].text), ())
        if rows:
            before, (behind, end) = where.before(head), _behind(doc, last, where)
            given = before or behind
            row = _of_country(rows, given) if given else _spoken_of(rows, head, where)
            return _mention(document, head, last if before else end, row, where) if row else None
    return None


def _behind(doc: Doc, last: int, where: Nationalities) -> tuple[str | None, int]:
    """The country named behind a body ("the central bank of Peru"), and where the whole ends."""
    if last + 2 < len(doc) and doc[last + 1].lower_ in _words("of_a_country"):
        named = where.named_from(last + 2)
        if named is not None:
            return named
    return None, last


def _spoken_of(rows: tuple[Row, ...], token: int, where: Nationalities) -> Row | None:
    """The listed body of the country that is spoken of; what every country has is not guessed at."""
    row = _of_country(rows, where.near(token))
    return None if row is None or row.general else row


def _mention(document: Document, first: int, last: int, row: Row, where: Nationalities) -> Mention:
    """The body by its description, with the country and the article before it."""
    start = where.start_of_phrase(first)
    if start and document.doc[start - 1].lower_ == "the":
        start -= 1
    return Mention(document.span(start, last), row.entity, LinkReason.ALIAS, named=False)


def _is_a_person(noun: Token, people: set[int]) -> bool:
    """True for "the trade representative, Jane Doe," who is no office."""
    return any(c.dep_ == "appos" and c.i in people for c in noun.rights)


def _is_below_a_state(noun: Token, states: set[int], covered: set[int]) -> bool:
    """True for "the drug regulator of Bihar": what a named part of a country has is not the country's."""
    behind = (c for p in noun.rights if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    return any(c.i in covered and c.i not in states for c in behind)


def _is_of_another(doc: Doc, first: int, covered: set[int]) -> bool:
    """True where a name that is no country's has the body: "Quebec's ministry", "the Quebec ministry"."""
    before = first - 1
    if before > 0 and doc[before].tag_ == "POS":
        before -= 1
    return before >= 0 and before in covered and doc[before].dep_ in {"poss", "compound", "nmod"}


def _state_of(noun: Token, where: Nationalities) -> Entity | None:
    """The government in "Peru's centre-right government" and "the new Peruvian government"."""
    modifiers = [c for c in noun.lefts if c.dep_ in {"poss", "amod", "compound", "nmod"}]
    if any(c.lower_ in _words("regional") for c in modifiers):
        return None
    for child in modifiers:
        after = child.i + 2 if child.dep_ == "poss" else child.i + 1
        key = where.before(after) if child.dep_ != "poss" or child.right_edge.i == child.i + 1 else None
        if key is not None and after <= noun.i:
            return table().countries[key].government
    return None


def _first(doc: Doc, head: int, covered: set[int]) -> int:
    """The first of the words before the head noun that may describe it."""
    first = head
    while first > 0 and head - first < LONGEST:
        before = doc[first - 1]
        if before.dep_ not in PARTS or before.i in covered or (before.is_punct and before.text != "-"):
            break
        first -= 1
    return first


def _of_country(rows: tuple[Row, ...], country: str | None) -> Row | None:
    return next((row for row in rows if row.country == country), None)


def _named_before(rows: tuple[Row, ...], named_at: dict[str, list[int]], token: int) -> Row | None:
    """The row that the article named last before the token."""
    latest = -1
    found = None
    for row in rows:
        for at in named_at.get(row.entity.key, ()):
            if latest < at < token:
                latest, found = at, row
    return found


@functools.cache
def _rows() -> dict[str, tuple[Row, ...]]:
    """From a description to the bodies of all countries that it fits."""
    found: dict[str, list[Row]] = {}
    for (_, description), row in table().by_description.items():
        found.setdefault(description, []).append(row)
    return {description: tuple(rows) for description, rows in found.items()}


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(description.split()[-1] for description in _rows())


@functools.cache
def _led() -> frozenset[str]:
    """The words at the head of a description that goes on behind them ("ministry of health")."""
    return frozenset(description.split()[0] for description in _rows() if " of " in description)
