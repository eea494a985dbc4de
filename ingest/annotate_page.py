"""Readings as one web page: the article's text with its layers over it, its claims beside the paragraphs.

The page is self-contained (one style sheet inside, no script, no request) and everything from the article is
escaped. Layers are switched off and on by boxes that CSS alone understands.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

from kg.model import Article, Claim, Mention, Reading, Span
from kg.statement import standing, statement_of, voices

LAYERS = (
    ("names", "names"),
    ("times", "times"),
    ("quantities", "quantities"),
    ("voices", "who says so"),
    ("claims", "claims"),
)


def page(readings: Iterable[Reading]) -> Iterator[str]:
    """The page in pieces, one for each reading between a head and a foot, so that it can be streamed."""
    style = resources.files("ingest").joinpath("annotate.css").read_text(encoding="utf-8")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>OnRecord: articles as they were read</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{_switches()}<main>\n"
    )
    for reading in readings:
        yield _article(reading)
    yield "</main>\n</body>\n</html>\n"


@dataclass(frozen=True, slots=True)
class Layer:
    """One stretch of one layer: the class names that it gives to its characters, and what it says of them."""

    span: Span
    marks: str
    note: str


def _switches() -> str:
    """One box for each layer, all of them on."""
    boxes = "".join(
        f'<label><input type="checkbox" id="show-{name}" checked> '
        f'<span class="key {name}">{words}</span></label>\n'
        for name, words in LAYERS
    )
    return f'<nav aria-label="Layers">\n{boxes}</nav>\n'


def _article(reading: Reading) -> str:
    """One article: its head, then each paragraph with the claims that begin in it."""
    article = reading.article
    paragraphs = list(_paragraphs(article.text))
    starts = [paragraph.start for paragraph in paragraphs]
    marked: list[list[str]] = [[] for _ in paragraphs]
    for piece, layers in _pieces(paragraphs, sorted(_layers(reading), key=lambda layer: layer.span)):
        marked[bisect(starts, piece.start) - 1].append(_marked(piece.within(article.text), layers))
    told: list[list[str]] = [[] for _ in paragraphs]
    for number, claim in enumerate(reading.claims, start=1):
        told[bisect(starts, claim.evidence.start) - 1].append(_claim(number, claim, article.text))
    rows = [
        f'<div class="row">\n<p>{"".join(words)}</p>\n'
        + (f'<ol class="claims-said">\n{"".join(claims)}</ol>\n' if claims else "")
        + "</div>\n"
        for words, claims in zip(marked, told, strict=True)
    ]
    language = escape(article.language, quote=True)
    return f'<article lang="{language}">\n{_head(article)}{"".join(rows)}</article>\n'


def _head(article: Article) -> str:
    """Title, publisher and date, as far as they are known."""
    known = [article.publisher, article.published.isoformat() if article.published else None]
    basis = f" ({article.published_basis.value})" if article.published_basis else ""
    line = ", ".join(part for part in known if part) + (basis if article.published else "")
    return (
        f"<h1>{escape(article.title or article.identifier)}</h1>\n"
        f'<p class="published">{escape(line or "publisher and date not known")}</p>\n'
    )


def _layers(reading: Reading) -> Iterator[Layer]:
    """Every stretch that the page colours."""
    text = reading.article.text
    for mention in reading.mentions:
        yield Layer(mention.span, f"names {_family(mention)}", _mention_note(mention))
    for time in reading.times:
        yield Layer(time.span, "times", time.value)
    for quantity in reading.quantities:
        bounds = (quantity.value, quantity.minimum, quantity.maximum)
        numbers = "–".join(str(bound) for bound in bounds if bound is not None)
        unit = quantity.code or quantity.unit or ""
        yield Layer(quantity.span, "quantities", f"{quantity.qualifier.value} {numbers} {unit}".strip())
    for attribution in reading.attributions:
        for part, spans in (("source", attribution.source), ("cue", attribution.cue)):
            for span in spans:
                yield Layer(span, f"voices {part}", part)
        for span in attribution.content:
            said_by = " … ".join(source.within(text) for source in attribution.source)
            yield Layer(
                span, "voices content", f"said by {said_by}" if said_by else "said by a hidden source"
            )
    for number, claim in enumerate(reading.claims, start=1):
        yield Layer(claim.evidence, "claims", f"claim {number}")
        yield Layer(claim.trigger, "claims trigger", f"{claim.kind.value} ({claim.rule})")


def _family(mention: Mention) -> str:
    """The colour of a mention: its kind, and whether the words name it."""
    return f"kind-{mention.entity.kind.value}" + ("" if mention.named else " unnamed")


def _mention_note(mention: Mention) -> str:
    """What the words were taken to mean, and why."""
    return f"{mention.entity.label} ({mention.entity.kind.value}; {mention.reason.value})"


def _paragraphs(text: str) -> Iterator[Span]:
    """The lines of the text that hold more than blanks."""
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield Span(found.start(), found.end())


def _pieces(paragraphs: Sequence[Span], layers: Sequence[Layer]) -> Iterator[tuple[Span, list[Layer]]]:
    """The paragraphs cut wherever a layer begins or ends, each piece with the layers over it.

    One sweep from left to right: the cost grows with the text and with how deep its layers lie.
    """
    cuts = {edge for layer in layers for edge in (layer.span.start, layer.span.end)}
    over: list[Layer] = []
    ahead = iter(layers)
    coming = next(ahead, None)
    edges = sorted(cuts)
    at = 0
    for paragraph in paragraphs:
        while at < len(edges) and edges[at] <= paragraph.start:
            at += 1
        start = paragraph.start
        while start < paragraph.end:
            inside = at < len(edges) and edges[at] < paragraph.end
            end = edges[at] if inside else paragraph.end
            while coming is not None and coming.span.start <= start:
                over.append(coming)
                coming = next(ahead, None)
            over = [layer for layer in over if layer.span.end > start]
            yield Span(start, end), over
            at += inside
            start = end


def _marked(words: str, layers: Sequence[Layer]) -> str:
    """A piece of the text, escaped, with the marks and the notes of its layers."""
    if not layers:
        return escape(words)
    marks = " ".join(dict.fromkeys(mark for layer in layers for mark in layer.marks.split()))
    note = "; ".join(dict.fromkeys(layer.note for layer in layers))
    return f'<span class="{marks}" title="{escape(note, quote=True)}">{escape(words)}</span>'


def _claim(number: int, claim: Claim, text: str) -> str:
    """One claim beside its paragraph: in words, how it stands, when, and on whose word."""
    condition = claim.condition.within(text) if claim.condition else None
    sources = [rung.source.entity.label if rung.source else None for rung in claim.rungs]
    when = f", {claim.when.value}" if claim.when else ""
    stands = standing(claim.status, claim.polarity, condition)
    return (
        f'<li value="{number}"><span class="kind">{claim.kind.value}</span> '
        f"{escape(statement_of(claim, text))}"
        f'<br><small><b class="{claim.status.value}">{escape(stands)}</b>{escape(when)} · '
        f"{escape(voices(sources))} · <code>{escape(claim.rule)}</code></small></li>\n"
    )
