"""A claim's sentence cut for display: before it, the pieces of it that play a role, and what comes after.

The server cuts, because its offsets count Unicode code points and a browser's count UTF-16.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Store

from kg.traced import Trace
from kg.vocab import SCHEMA


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that plays the same roles throughout; none for the words between."""

    text: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutText:
    """An article's text in three: what comes before the sentence, its pieces, and what comes after."""

    before: str
    pieces: tuple[Piece, ...]
    after: str


def cut(trace: Trace) -> CutText:
    """The text of the claim's article, cut at its sentence and wherever a role begins or ends in it."""
    text, start, end = trace.article.body, trace.evidence.start, trace.evidence.end
    spans = [(mark.role, mark.start, mark.end) for mark in trace.marks if mark.role]
    for role, words in (("when", trace.when.get("text")), ("quantity", trace.quantity)):
        if words and (at := text.find(words, start, end)) >= 0:
            spans.append((role, at, at + len(words)))
    inside = [(role, max(first, start), min(last, end)) for role, first, last in spans]
    inside = [(role, first, last) for role, first, last in inside if first < last]
    cuts = sorted({start, end, *(first for _, first, _ in inside), *(last for _, _, last in inside)})
    pieces = tuple(
        Piece(text[first:last], tuple(sorted({role for role, a, b in inside if a <= first and last <= b})))
        for first, last in pairwise(cuts)
    )
    return CutText(text[:start], pieces, text[end:])


def article_text(store: Store, article: str) -> str:
    """The text that an article's offsets count in; empty where it is not stored."""
    for quad in store.quads_for_pattern(NamedNode(article), SCHEMA.articleBody, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return ""
