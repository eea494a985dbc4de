"""What must hold for the reading of any text whatever: the laws that hostile input is held against.

`broken_laws` reads a text and names each law that the reading breaks. The tests use it on texts made by hand
and by hypothesis, `bench/fuzz.py` on as many mixtures as one has patience for.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

import pyoxigraph
from spacy.language import Language

from ingest.annotate import line
from ingest.document import Document, read_document
from ingest.pipeline import understand
from kg.errors import ArticleError
from kg.identity import article_iri, claim_iri
from kg.model import Article, Claim, Mention, Reading, Rung, Span
from kg.rdf import quads_of
from kg.rdf_read import reading_of
from kg.verify import verify
from tests.worlds import RUN


def broken_laws(article: Article, nlp: Language) -> list[str]:
    """What is wrong with the reading of this article; empty where nothing is."""
    document = read_document(article, nlp)
    reading = understand(document)
    found = [*_bad_spans(reading), *_bad_evidence(document, reading), *_bad_lines(reading)]
    if understand(read_document(article, nlp)) != reading:
        found.append("the same text gave another reading")
    if not has_surrogate(article.text):
        return [*found, *_bad_quads(reading)]
    try:
        quads_of(reading, RUN)
    except ArticleError:
        return found
    return [*found, "half a character was written into quads"]


def has_surrogate(text: str) -> bool:
    """True where the text holds half a character, which a Python string may and a file cannot."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def spans_of(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Every span of a reading with what it is the span of."""
    yield from (("mention", mention.span) for mention in reading.mentions)
    yield from (("time", time.span) for time in reading.times)
    yield from (("quantity", quantity.span) for quantity in reading.quantities)
    for attribution in reading.attributions:
        for part in ("source", "cue", "content"):
            yield from ((f"attribution's {part}", span) for span in getattr(attribution, part))
    for event in reading.events:
        yield "event", event.trigger
        yield from (("event's role", span) for spans in event.roles.values() for span in spans)
    for relation in reading.relations:
        if relation.span:
            yield "relation", relation.span
    for claim in reading.claims:
        yield from ((f"claim's {name}", span) for name, span in _spans_of_claim(claim))
    yield from (("skipped", span) for span, _ in reading.skipped)


def _spans_of_claim(claim: Claim) -> Iterator[tuple[str, Span]]:
    yield "evidence", claim.evidence
    yield "trigger", claim.trigger
    yield from (("role", mention.span) for mention in (*claim.agents, *claim.objects, *claim.recipients))
    if claim.condition:
        yield "condition", claim.condition
    if claim.when:
        yield "time", claim.when.span
    if claim.quantity:
        yield "quantity", claim.quantity.span
    for rung in claim.rungs:
        yield "cue", rung.cue
        yield "credit", rung.evidence
        if rung.source:
            yield "source", rung.source.span


def _bad_spans(reading: Reading) -> Iterator[str]:
    text = reading.article.text
    for name, span in spans_of(reading):
        if not 0 <= span.start < span.end <= len(text):
            yield f"a {name} lies outside the text: {span}"
        elif not span.within(text).strip():
            yield f"a {name} is blank: {span.within(text)!r} at {span}"


def _bad_evidence(document: Document, reading: Reading) -> Iterator[str]:
    sentences = [Span(s.start_char, s.end_char) for s in document.doc.sents if s.end_char > s.start_char]
    for claim in reading.claims:
        if not claim.evidence.covers(claim.trigger):
            yield f"a trigger lies outside its evidence: {claim.trigger}, {claim.evidence}"
        if not any(sentence.covers(claim.evidence) for sentence in sentences):
            yield f"evidence is more than a sentence: {claim.evidence.within(reading.article.text)!r}"


def _bad_lines(reading: Reading) -> Iterator[str]:
    written = line(reading)
    if "\n" in written or len(json.loads(written)["claims"]) != len(reading.claims):
        yield "the line of annotation is not one line of JSON with all claims"


def _bad_quads(reading: Reading) -> Iterator[str]:
    """The laws of the graph, and whether what was written can be read back."""
    quads = quads_of(reading, RUN)
    if len(set(quads)) != len(quads):
        yield "a quad was written twice"
    store = pyoxigraph.Store()
    store.extend(quads)
    yield from (f"verify: {failure}" for failure in verify(store))
    back = reading_of(store, article_iri(reading.article))
    if back.article.text != reading.article.text:
        yield "the text did not come back as it was"
    written, read = _essence(reading), _essence(back)
    if written != read:
        yield f"claims came back otherwise: {sorted(written.items() ^ read.items())[:2]}"


def _essence(reading: Reading) -> dict[str, str]:
    """The claims by IRI, each with all that the graph promises to give back; of two with one IRI the first.

    Cues, times and quantities keep their words, not their place.
    """
    iri, text = article_iri(reading.article), reading.article.text
    found: dict[str, str] = {}
    for claim in reading.claims:
        found.setdefault(
            claim_iri(iri, claim),
            repr(
                (
                    claim.kind,
                    claim.evidence,
                    claim.trigger,
                    [_places(some) for some in (claim.agents, claim.objects, claim.recipients)],
                    (claim.status, claim.polarity, claim.condition),
                    claim.when and (claim.when.span.within(text), dataclasses.astuple(claim.when)[1:]),
                    claim.quantity and (claim.quantity.span.within(text), claim.quantity.qualifier),
                    [_rung(rung, text) for rung in claim.rungs],
                )
            ),
        )
    return found


def _rung(rung: Rung, text: str) -> tuple[object, ...]:
    source = _places([rung.source] if rung.source else [])
    return rung.cue.within(text), rung.evidence, source, rung.anonymous, rung.count, rung.kind


def _places(mentions: tuple[Mention, ...] | list[Mention]) -> list[tuple[int, int, str]]:
    return sorted({(m.span.start, m.span.end, m.entity.key) for m in mentions})
