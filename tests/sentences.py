"""A few sentences, read as far as names and what they mean: for the tests of mentions and coreference."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from ingest.document import Document, read_document
from ingest.language_model import language_model
from ingest.names.linking import link
from ingest.names.mentions import find_names
from ingest.reference.coreference import resolve
from ingest.reference.referents import Referents
from kg.model import Article, Entity, LinkReason, Mention


@dataclass(frozen=True)
class Sentences:
    """A text with its mentions and referents, and short ways to ask for them."""

    document: Document
    mentions: tuple[Mention, ...]
    referents: Referents

    @property
    def text(self) -> str:
        """The text itself."""
        return self.document.article.text

    def names(self) -> list[str]:
        """The words of the named mentions, in the order of the text."""
        return [m.span.within(self.text) for m in self.mentions if m.named]

    def meant(self, words: str, *, occurrence: int = 0) -> list[str]:
        """The labels of what the words mean, at their first or a later occurrence."""
        return [m.entity.label for m in self.mentions_of(words, occurrence=occurrence)]

    def entity(self, words: str) -> Entity:
        """The one entity that the words mean."""
        (mention,) = self.mentions_of(words)
        return mention.entity

    def reason(self, words: str) -> LinkReason:
        """Why the words were linked."""
        return self.mentions_of(words)[0].reason

    def mentions_of(self, words: str, *, occurrence: int = 0) -> list[Mention]:
        """The mentions whose span is exactly these words, at that occurrence."""
        found = [m for m in self.mentions if m.span.within(self.text) == words]
        starts = sorted({m.span.start for m in found})
        return [m for m in found if starts and m.span.start == starts[occurrence]]

    def token(self, word: str, *, occurrence: int = 0) -> Token:
        """The token of that word."""
        return [t for t in self.document.doc if t.text == word][occurrence]


def read(text: str) -> Sentences:
    """The text, read."""
    document = read_document(Article("test", text), language_model())
    mentions = resolve(document, link(document, find_names(document)))
    return Sentences(document, mentions, Referents(document, mentions))


def labels(mentions: tuple[Mention, ...]) -> list[str]:
    """The labels of what is mentioned."""
    return [mention.entity.label for mention in mentions]
