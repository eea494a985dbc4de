"""Unnamed phrases as entities: "Chinese officials", "Nvidia's customers", "people familiar with the matter".

The kind comes from the head noun, the label is the phrase in its bare form: without article, number and
relative clause, and with its possessor by name. The words are in `rules/unnamed.toml`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spacy.tokens import Token

from ingest.document import Document
from ingest.names import slug, table
from ingest.phrases import noun_phrase
from ingest.rulebook import rules
from kg.model import Entity, EntityKind, LinkReason, Mention

LONGEST_LABEL = 12  # words; what is longer is a sentence and no name
LONGEST_TAIL = 8  # words of a participle that stays in the label ("people briefed on the talks")

Owners = Mapping[int, Entity]
"""From a possessive pronoun's token, or that of a noun like "company", to whom it means."""


def nominal(document: Document, head: Token, owners: Owners) -> Mention:
    """The mention of an unnamed thing by the phrase that `head` heads, with reason nominal."""
    first, last = noun_phrase(head)
    if head.dep_ in {"compound", "nmod"}:
        first, last = _inside_compound(head)
    label = label_of(head, owners)
    kind = kind_of_noun(head)
    return Mention(
        document.span(first, last),
        Entity(_key(label, kind, head, document), kind, label, named=False),
        LinkReason.NOMINAL,
        named=False,
    )


def kind_of_noun(head: Token) -> EntityKind:
    """The kind of thing that a common noun speaks of; a notion where the lexicon does not know it."""
    return _kinds().get(head.lemma_.lower()) or _kinds().get(head.lower_) or EntityKind.CONCEPT


def label_of(head: Token, owners: Owners) -> str:
    """The phrase's bare form ("domestic AI chips", "Nvidia's customers")."""
    doc = head.doc
    first, last = noun_phrase(head)
    if head.dep_ in {"compound", "nmod"}:
        first, last = _inside_compound(head)
    last = max(last, _tail(head))
    dropped, examples = _words("label", "dropped"), _words("label", "examples")
    parts: list[str] = []
    i = first
    while i <= last:
        token = doc[i]
        low = token.lower_
        if i > head.i and (
            low in examples or low == "such" or (token.is_punct and low not in {"-", "'", "%"})
        ):
            break
        owner = owners.get(i)
        if owner is not None and token.dep_ == "poss":
            parts.append(f"{owner.label}'s" if not owner.label.endswith("'s") else owner.label)
            while i + 1 <= last and doc[i + 1].tag_ == "POS":
                i += 1
            if token.pos_ != "PRON":
                while parts and len(parts) > 1 and parts[-2].lower() in dropped:
                    parts.pop(-2)
        elif i < head.i and token.tag_ == "POS":
            if parts:
                parts[-1] += "'s" if token.text != "'" else "'"
        elif (
            i < head.i and (low in dropped or token.dep_ in {"det", "nummod", "predet"} or token.is_space)
        ) or (token.is_punct and low in {'"', "'", "(", ")", ","}):
            pass
        elif parts and not doc[i - 1].whitespace_ and i > first and (doc[i - 1].text == "-" or low == "-"):
            parts[-1] += token.text
        else:
            parts.append(token.text)
        i += 1
    return " ".join(parts[:LONGEST_LABEL]) or head.text


def _tail(head: Token) -> int:
    """The last token of a short participle or adjective that says which people are meant."""
    for child in head.rights:
        if child.dep_ in {"acl", "amod"} and child.i == head.i + 1:
            edge = child.right_edge
            while edge.i > child.i and (edge.is_punct or edge.is_space):
                edge = edge.nbor(-1)
            if edge.i - child.i < LONGEST_TAIL:
                return edge.i
    return head.i


def _inside_compound(token: Token) -> tuple[int, int]:
    """The compound words to the left of a noun that itself modifies one: "AI chip" in "AI chip imports"."""
    first = token.left_edge.i
    while first > 0:
        before = token.doc[first - 1]
        if before.dep_ not in {"compound", "nmod"} or before.head.i not in {token.i, token.head.i}:
            break
        first = before.left_edge.i
    return first, token.i


def _key(label: str, kind: EntityKind, head: Token, document: Document) -> str:
    if kind is EntityKind.GROUP and head.lower_ in _words("sources", "nouns"):
        return f"{label.casefold()}@{document.article.digest}"
    key = slug(label)
    if not key:
        return f"{kind.lower()}:{label}"
    return f"{key}-{kind.lower()}" if key in table().rows else key


@functools.cache
def _kinds() -> dict[str, EntityKind]:
    return {noun: EntityKind(kind) for kind, nouns in rules("unnamed")["kinds"].items() for noun in nouns}


@functools.cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(rules("unnamed")[section][name])
