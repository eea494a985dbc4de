"""Where a claim stands written: its sentence within the article, the words of its roles, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Store

from kg.browse.description import Parts, parts_of
from kg.errors import UnknownThingError
from kg.vocab import OA, PROV, REC, SCHEMA


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that plays the same roles throughout; none for the words between."""

    text: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of an attribution. `source` is an entity's IRI; None where the text hides it."""

    number: int
    source: str | None
    cue: str
    sentence: str
    anonymous: bool
    count: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim's sentence in its article. `before`, the pieces and `after` together are the whole text."""

    start: int
    end: int
    before: str
    pieces: tuple[Piece, ...]
    after: str
    steps: tuple[Step, ...]
    condition: str | None
    when: str | None
    rule: str | None
    confidence: str | None
    run: str | None

    @property
    def sentence(self) -> str:
        """The words of the evidence, exactly as they stand in the text."""
        return "".join(piece.text for piece in self.pieces)


def evidence_of(store: Store, claim: str) -> Evidence:
    """The evidence of the claim with that IRI. Raises `UnknownThingError` where it is none."""
    parts = parts_of(store, claim)
    own = parts[claim]
    article = _first(parts, claim, PROV.wasDerivedFrom.value)
    passage = _first(parts, claim, REC.evidence.value)
    if article is None or passage is None:
        raise UnknownThingError(f"No claim here has the IRI {claim}.")
    text = article_text(store, article)
    start, end = _place(parts, passage)
    spans = [
        (role.rpartition("#")[2], *_place(parts, span))
        for span in own.get(REC.span.value, ())
        if (role := _first(parts, span, REC.role.value))
    ]
    if condition := _first(parts, claim, REC.condition.value):
        spans.append(("condition", *_place(parts, condition)))
    when, quantity = (
        _first(parts, node, REC.text.value) if (node := _first(parts, claim, predicate.value)) else None
        for predicate in (REC.when, REC.quantity)
    )
    for role, words in (("when", when), ("quantity", quantity)):
        if words and (at := text.find(words, start, end)) >= 0:
            spans.append((role, at, at + len(words)))
    steps = [_step(parts, node) for node in own.get(REC.attribution.value, ())]
    return Evidence(
        start=start,
        end=end,
        before=text[:start],
        pieces=_cut(text, start, end, spans),
        after=text[end:],
        steps=tuple(sorted(steps, key=lambda step: (step.number, step.source or "", step.sentence))),
        condition=text[slice(*_place(parts, condition))] if condition else None,
        when=when,
        rule=_first(parts, claim, REC.rule.value),
        confidence=_first(parts, claim, REC.confidence.value),
        run=_first(parts, claim, PROV.wasGeneratedBy.value),
    )


def article_text(store: Store, article: str) -> str:
    """The text that an article's offsets count in; empty where it is not stored."""
    for quad in store.quads_for_pattern(NamedNode(article), SCHEMA.articleBody, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return ""


def _cut(text: str, start: int, end: int, spans: Iterable[tuple[str, int, int]]) -> tuple[Piece, ...]:
    """The text from start to end in pieces, cut wherever a role begins or ends."""
    inside = [(role, max(first, start), min(last, end)) for role, first, last in spans]
    inside = [span for span in inside if span[1] < span[2]]
    cuts = sorted({start, end, *(first for _, first, _ in inside), *(last for _, _, last in inside)})
    return tuple(
        Piece(
            text[first:last],
            tuple(sorted({role for role, begin, close in inside if begin <= first and last <= close})),
        )
        for first, last in pairwise(cuts)
    )


def _step(parts: Parts, node: str) -> Step:
    passage = _first(parts, node, REC.evidence.value)
    selector = _first(parts, passage, OA.hasSelector.value) if passage else None
    count = _first(parts, node, REC.sourceCount.value)
    kind = _first(parts, node, REC.sourceKind.value)
    return Step(
        number=int(_first(parts, node, REC.rung.value) or 1),
        source=_first(parts, node, REC.source.value),
        cue=_first(parts, node, REC.cue.value) or "",
        sentence=(_first(parts, selector, OA.exact.value) or "") if selector else "",
        anonymous=_first(parts, node, REC.anonymous.value) == "true",
        count=int(count) if count else None,
        kind=kind.rpartition("#")[2] if kind else None,
    )


def _place(parts: Parts, passage: str) -> tuple[int, int]:
    """Where a passage begins and ends in its article's text."""
    start = end = 0
    for selector in parts[passage].get(OA.hasSelector.value, ()):
        start = int(_first(parts, selector, OA.start.value) or start)
        end = int(_first(parts, selector, OA.end.value) or end)
    return start, end


def _first(parts: Parts, node: str, predicate: str) -> str | None:
    return next(iter(parts.get(node, {}).get(predicate, ())), None)
