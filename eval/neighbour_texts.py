"""A text as eval/neighbours.py reads it: its claims under any rulebook, and the predicates that made none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.claims import frames as matcher
from ingest.claims.assembly import find_claims
from ingest.claims.evidence import clause_of
from ingest.claims.frame_book import FrameBook, frame_book
from ingest.document import Document, read_document
from ingest.grammar.arguments import Function
from ingest.grammar.predicates import Part, Predicate, PredicateIndex, find_predicates
from ingest.language_model import language_model
from ingest.names.linking import link
from ingest.names.mentions import find_names
from ingest.quantities.expressions import find_quantities
from ingest.reference.coreference import resolve
from ingest.reference.referents import Referents
from ingest.times.expressions import find_times
from ingest.voices.attribution import Chains
from ingest.voices.finding import find_voices
from kg.model import Article, Claim, Span


@dataclass(frozen=True)
class Candidate:
    """A predicate that made no claim, with each text by which it can be compared."""

    texts: dict[str, str]
    evidence: Span
    trigger: Span
    unknown: bool
    """True where no frame left knows its word."""


class Text:
    """One article or example, with every step before the frames done once."""

    def __init__(self, article: Article) -> None:
        self.document = document = read_document(article, language_model())
        self.times = find_times(document)
        self.quantities = find_quantities(document, self.times)
        mentions = resolve(document, link(document, find_names(document)))
        self.referents = Referents(document, mentions)
        self.predicates = PredicateIndex(find_predicates(document))
        self.chains = Chains(document, find_voices(document), self.referents.of)
        self.word_at = {p.trigger: _trigger_word(p) for p in self.predicates}

    def claims(self, book: FrameBook) -> tuple[Claim, ...]:
        """What the rules find with this rulebook."""
        matcher.frame_book = lambda: book  # type: ignore[assignment]
        try:
            return find_claims(
                self.document, self.predicates, self.referents, self.times, self.quantities, self.chains
            )
        finally:
            matcher.frame_book = frame_book

    def candidates(self, book: FrameBook, claims: Iterable[Claim]) -> Iterator[Candidate]:
        """The predicates with participants that neither made a claim nor belong to one."""
        yielding = {f.id for f in frame_book().frames if f.yields}
        made = {c.trigger: c.rule not in yielding for c in claims}
        body = {t.i for s in self.document.sentences() for t in s}
        for predicate in self.predicates:
            if predicate.head not in body or not says_enough(predicate):
                continue
            evidence = clause_of(self.document, predicate, [a.head for a in predicate.arguments])
            if any(evidence.start <= t.start < evidence.end for t in made):
                continue
            above: Predicate | None = predicate
            while above and not made.get(above.trigger):
                above = self.predicates.at(above.governor) if above.governor is not None else None
            if above is None:
                yield candidate(self.document, predicate, evidence, book)


def candidate(document: Document, predicate: Predicate, evidence: Span, book: FrameBook) -> Candidate:
    """The predicate with the texts that may stand for it."""
    doc = document.doc
    name = " ".join(filter(None, (predicate.support, predicate.lemma, predicate.particle)))

    def of(show: Callable[[Any], str]) -> str:
        subjects = [show(doc[a.head]) for a in predicate.fillers(Function.SUBJECT)]
        others = [
            f"{a.preposition or ''} {show(doc[a.head])}"
            for a in predicate.arguments
            if a.function is not Function.SUBJECT
        ]
        return " ".join(" ".join([*subjects[:1], name, *others[:3]]).split())

    texts = {
        "sentence": doc[predicate.head].sent.text.strip(),
        "clause": doc.text[evidence.start : evidence.end],
        "triple": of(lambda t: t.lower_ if t.pos_ == "PROPN" else t.lemma_),
        "kinds": of(lambda t: t.ent_type_.lower() or t.lemma_),
        "word": name,
    }
    if predicate.part is Part.NOUN:
        known = predicate.lemma in book.nouns or (predicate.support, predicate.lemma) in book.light
    else:
        known = _trigger_word(predicate) in book.verbs or predicate.lemma in book.adjectives
    return Candidate(texts, evidence, predicate.trigger, not known)


def says_enough(predicate: Predicate) -> bool:
    """True for a verb with somebody who acts (or a passive) and something else; for a noun with anything."""
    others = [a for a in predicate.arguments if a.function is not Function.SUBJECT]
    if predicate.part is Part.VERB:
        return bool(others) and (predicate.passive or bool(predicate.fillers(Function.SUBJECT)))
    return bool(predicate.arguments)


def _trigger_word(predicate: Predicate) -> str:
    """The word of the rulebook that a predicate answers to: "wave through", "approval"."""
    return f"{predicate.lemma} {predicate.particle}" if predicate.particle else predicate.lemma
