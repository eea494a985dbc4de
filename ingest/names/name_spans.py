"""How far a named mention reaches: the noun phrase up to the name, and the state behind a city.

"the embattled aircraft maker Acme" and "Toulouse, France" are mentions; numbers ("two Acme jets") and
people's employers ("Acme chief executive Jane Doe") stay outside.
"""

from __future__ import annotations

from spacy.tokens import Token

from ingest.document import Document
from ingest.kinds import LANDS
from ingest.names.mentions import Name
from ingest.names.proposals import lexicon
from kg.model import EntityKind, Span

LONGEST_LEAD = 10  # tokens before the name; a longer lead is a misparse
LEADS = frozenset({"det", "amod", "nmod", "compound", "poss", "advmod", "nummod", "predet", "punct"})


def name_spans(document: Document, names: tuple[Name, ...]) -> dict[int, Span]:
    """The span of each name's mention, by the name's first token."""
    named = {i: name for name in names for i in range(name.first, name.last + 1)}
    spans: dict[int, Span] = {}
    following: Name | None = None
    for name in reversed(names):
        first = name.first if name.modifier else _start(document, name, named)
        last = name.last
        if following is not None and in_state(document, name, following):
            last = following.last
        spans[name.first] = document.span(first, last)
        following = name
    return spans


def _start(document: Document, name: Name, named: dict[int, Name]) -> int:
    """The first token of the phrase that leads up to the name."""
    doc, head = document.doc, document.doc[name.head]
    start = name.first
    for child in reversed(list(head.lefts)):
        if child.i >= name.first:
            continue
        number = child.dep_ == "nummod" and child.tag_ == "CD"
        if number or child.dep_ not in LEADS or child.right_edge.i != start - 1:
            break
        if child.dep_ != "poss" and any(t.i in named or t.is_space for t in child.subtree):
            return name.first  # "Acme chief executive Jane Doe", "Toulouse-based Acme"
        start = child.left_edge.i
    while start > 1 and doc[start - 1].text == "-" and start < name.first:
        start -= 2
    while start < name.first and _stays_outside(doc[start]):
        start += 1
    ordinal = any(t.lower_ in lexicon("names", "ordinals") for t in doc[start : name.first])
    if ordinal or name.first - start > LONGEST_LEAD:
        return name.first
    if name.kind is EntityKind.PERSON and not doc[start].text[0].isupper():
        return name.first  # "analyst Jane Doe", but "Senator Jane Doe"
    return start


def _stays_outside(token: Token) -> bool:
    return token.lower_ in lexicon("names", "outside") or token.is_punct or token.is_space


def in_state(document: Document, city: Name, state: Name) -> bool:
    """True for "Toulouse, France": a place, a comma and where it lies, and no list of places."""
    doc = document.doc
    if city.kind is not EntityKind.PLACE or state.kind not in LANDS or state.first != city.last + 2:
        return False
    if doc[city.last + 1].text != "," or (city.first and doc[city.first - 1].text in {",", "and", "or"}):
        return False
    after = state.last + 1
    return after >= len(doc) or doc[after].lower_ not in {"and", "or", "&"}
