"""Tells which people hold a public office, as the text titles them: "Judge Ito", "Ito, the mayor".

What such people allow, bar or order they do by their office, also where the text later gives the bare name.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from ingest.reference.titles import nouns_beside
from ingest.rulebook import rules
from kg.model import EntityKind, Mention

_OFFICES = frozenset(rules("frame_words")["offices"])


def office_holders(doc: Doc, by_head: Mapping[int, list[Mention]]) -> frozenset[str]:
    """The keys of the people whom the document gives an office, at whichever of their mentions."""
    return frozenset(
        mention.entity.key
        for head, mentions in by_head.items()
        for mention in mentions
        if mention.named and mention.entity.kind is EntityKind.PERSON
        if any(word.lemma_.lower() in _OFFICES for word in nouns_beside(doc[head]))
    )
