"""Where mentions sit in the parse: from the token that heads a mention to the mentions."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from ingest.document import Document
from kg.model import Entity, Mention


class Anchors:
    """The mentions of a document by their head tokens."""

    def __init__(self, document: Document, mentions: Iterable[Mention]) -> None:
        doc = document.doc
        starts = {start: i for i, start in enumerate(document.starts)}
        ends = {end: i for i, end in enumerate(document.ends)}
        self.by_head: dict[int, list[Mention]] = {}
        self.head_around: dict[int, int] = {}
        """From a token inside a name of several words to the name's head."""
        for mention in mentions:
            first, last = starts.get(mention.span.start), ends.get(mention.span.end)
            if first is not None and last is not None:
                head = head_of(doc, first, last)
                self.by_head.setdefault(head, []).append(mention)
                for i in range(first, last + 1) if mention.named and last > first else ():
                    self.head_around.setdefault(i, head)

    def entities(self, token: int) -> list[Entity]:
        """What is mentioned by the phrase that the token heads, itself and not its conjuncts."""
        return [mention.entity for mention in self.by_head.get(token, ())]

    def add(self, token: int, mentions: Iterable[Mention]) -> None:
        """Anchor more mentions at a token."""
        self.by_head.setdefault(token, []).extend(mentions)


def head_of(doc: Doc, first: int, last: int) -> int:
    """The token of the range that hangs on a token outside it: the last such one."""
    for i in range(last, first - 1, -1):
        above = doc[i].head.i
        if (above < first or above > last or above == i) and not doc[i].is_punct:
            return i
    return last
