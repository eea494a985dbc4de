"""An article as the grammar sees it: tokens, sentences, paragraphs and zones, all at the article's offsets.

The language model reads a *fair copy* of the text: the same length, character for character, with
typographic quotes and odd spaces made plain. Every offset therefore counts in `Article.text` itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from ingest.grammar.repairs import mended_tree
from ingest.grammar.tree import Tree
from ingest.zones import Zone as Zone  # others know it from here
from ingest.zones import close_datelines, zones_of
from kg.model import Article, Span

BLOCK_CHARACTERS = (
    20_000  # the model's memory grows with one parse; longer texts are parsed in blocks of lines
)

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‛": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "\xa0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\t": " ",
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_HALF = re.compile(r"[\ud800-\udfff]")  # half a character, which the language model cannot encode


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its parse. `doc.text` has the article's length; offsets are the article's own."""

    article: Article
    doc: Doc
    zones: tuple[Zone, ...]
    """One zone for each sentence of `doc.sents`, in their order."""
    text: str
    """The fair copy: `doc.text`, which spaCy would join anew each time."""
    words: list[str]
    """The text of each token; a walk through spaCy's own tokens costs ten times as much."""
    lower: list[str]
    """The text of each token in lower case."""
    starts: list[int]
    """Where each token begins."""
    ends: list[int]
    """Where each token ends."""
    tree: Tree
    """The parse as lists, mended; `doc` is mended alike."""

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens `first` to `last`, both included."""
        return Span(self.doc[first].idx, self.doc[last].idx + len(self.doc[last]))

    def sentences(self, *zones: Zone) -> Iterator[Tokens]:
        """The sentences of these zones (default: headline and body; furniture says nothing)."""
        wanted = zones or (Zone.HEADLINE, Zone.BODY)
        return (s for s, zone in zip(self.doc.sents, self.zones, strict=True) if zone in wanted)


def fair_copy(text: str) -> str:
    """The text with quotes and spaces made plain and datelines closed; always of the same length."""
    copy = close_datelines(_HALF.sub("\ufffd", text.translate(_PLAIN)))
    # Old wire style: ``quoted'' stands for "quoted".
    return re.sub(r"``|''", '" ', copy) if "``" in copy else copy


def read_document(article: Article, nlp: Language) -> Document:
    """Parse one article; linear in its length."""
    return next(read_documents([article], nlp))


def read_documents(articles: Iterable[Article], nlp: Language) -> Iterator[Document]:
    """Parse articles one after the other, batching their blocks for the model."""
    for article in articles:
        blocks = list(_blocks(fair_copy(article.text)))
        # One text alone is parsed faster by a call than by a pipe.
        docs = [nlp(blocks[0])] if len(blocks) == 1 else list(nlp.pipe(blocks))
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        yield document_of(article, doc)


def document_of(article: Article, doc: Doc) -> Document:
    """The document of an article that is parsed already."""
    text = doc.text
    assert len(text) == len(article.text)
    rows = doc.to_array(["LOWER", "IDX", "LENGTH"]).tolist()
    starts = [start for _, start, _ in rows]
    ends = [start + length for _, start, length in rows]
    strings = doc.vocab.strings
    forms = {key: strings[key] for key in {key for key, _, _ in rows}}
    zones = zones_of(doc)
    return Document(
        article=article,
        doc=doc,
        zones=zones,
        text=text,
        words=[text[start:end] for start, end in zip(starts, ends, strict=True)],
        lower=[forms[key] for key, _, _ in rows],
        starts=starts,
        ends=ends,
        tree=mended_tree(doc, zones, article.text),
    )


def _blocks(text: str) -> Iterator[str]:
    """The text in pieces of whole lines, each about BLOCK_CHARACTERS long at the most."""
    start = 0
    while len(text) - start > BLOCK_CHARACTERS:
        end = text.rfind("\n", start, start + BLOCK_CHARACTERS) + 1
        if end <= start:
            end = text.rfind(" ", start, start + BLOCK_CHARACTERS) + 1
        if end <= start:
            end = start + BLOCK_CHARACTERS
        yield text[start:end]
        start = end
    yield text[start:]
