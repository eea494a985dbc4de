"""Finds every attribution of a text: source, cue, content, and which voice speaks through which other.

A *voice* is somebody (or something) to whom the text credits a content: "Boeing said …", "according to the
paper, citing two officials", "reportedly", "the court's decision to …". All are annotated; which of them
stand between a claim and the article is decided in `ingest/voices/attribution.py`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Document
from ingest.grammar.stretches import Stretch, merge
from ingest.grammar.tree import Tree
from ingest.voices.anonymous import asks_discretion, standing_of
from ingest.voices.credits import (
    adverb_drafts,
    cited_by_drafts,
    citing_drafts,
    learned_drafts,
    opinion_drafts,
    outlet_drafts,
    preposition_drafts,
)
from ingest.voices.cues import Cues, Manner, cues
from ingest.voices.drafts import Draft
from ingest.voices.nominal import adjective_drafts, noun_drafts
from ingest.voices.quotes import extend_over_quotes, find_quotes
from ingest.voices.sources import source_phrase
from ingest.voices.trimming import cut_all
from ingest.voices.unspoken import colon_drafts, signed_drafts
from ingest.voices.verbal import verb_drafts
from kg.model import SourceKind, Span

__all__ = ["Manner", "Voice", "find_voices"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution found in the text.

    `sources` are the head tokens of the source phrases, empty where the text hides them ("reportedly").
    `outer` is the index of the voice that cites this one. `asserts` is False where nobody vouches for the
    content ("has not said whether …"). `shown` is False for a voice that stands only in chains; `heard` is
    True for one of these, the outlet to which somebody spoke.
    """

    sources: tuple[int, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    anonymous: bool = False
    count: int | None = None
    kind: SourceKind | None = None
    outer: int | None = None
    asserts: bool = True
    shown: bool = True
    heard: bool = False


def find_voices(document: Document) -> tuple[Voice, ...]:
    """All voices of the headline and body sentences, in the order of their cues. Linear in the text."""
    tree = document.tree
    table = cues()
    tokens = [i for s in document.sentences() for i in range(s.start, s.end)]
    quotes = find_quotes(tree, document.article.text)
    drafts = [
        *verb_drafts(tree, table, tokens, quotes),
        *preposition_drafts(tree, table, tokens),
        *opinion_drafts(tree, table, tokens),
        *adverb_drafts(tree, table, tokens),
        *noun_drafts(tree, table, tokens),
        *adjective_drafts(tree, table, tokens),
    ]
    drafts = _settle(tree, table, drafts)
    extend_over_quotes(tree, drafts, quotes)
    drafts += citing_drafts(tree, table, tokens, drafts)
    drafts += cited_by_drafts(tree, table, tokens, drafts)
    drafts += learned_drafts(tree, table, drafts)
    drafts += outlet_drafts(tree, table, drafts)
    drafts += colon_drafts(tree, table)
    drafts += signed_drafts(tree, quotes)
    drafts.sort(key=lambda d: (d.anchor, d.shown))
    _nest(drafts)
    return _freeze(document, tree, drafts)


_NEIGHBOURS = 4  # drafts before a noun's among which its verb's stands


def _settle(tree: Tree, table: Cues, drafts: list[Draft]) -> list[Draft]:
    """The drafts in order; without those that merely complete another ("plans to announce"), and none with
    another's closing credit in its content."""
    drafts.sort(key=lambda d: d.anchor)
    anchors = {d.anchor for d in drafts}
    credits: dict[int, list[Stretch]] = {}
    for draft in drafts:
        if draft.credit is not None:
            credits.setdefault(tree.sentence[draft.anchor][0], []).append(draft.credit)
    kept: list[Draft] = []
    for draft in drafts:
        if tree.dep[draft.anchor] == "xcomp" and tree.head[draft.anchor] in anchors:
            continue
        if kept and kept[-1].anchor == draft.anchor:
            if not kept[-1].sources:
                kept.pop()
            else:
                continue
        if draft.light is not None and kept:
            verb = next((k for k in kept[-_NEIGHBOURS:] if k.anchor == draft.light), None)
            if verb is not None and any(a <= draft.anchor <= b for a, b in verb.content):
                # "expressed concern that …" is one credit, on the word of whoever expressed it
                verb.cue, verb.content = sorted({*verb.cue, *draft.cue}), draft.content
                continue
        if tree.pos[draft.anchor] == "NOUN" and any(
            k.content[-1] == draft.content[-1] for k in kept[-_NEIGHBOURS:] if k.sources
        ):
            continue  # "said in a statement that …" is one credit
        holes = [
            (first, last)
            for first, last in credits.get(tree.sentence[draft.anchor][0], ())
            if not first <= draft.anchor <= last  # "said Ann Lee, who accused him of fraud"
        ]
        if holes and draft.credit is None:
            draft.content = cut_all(tree, draft.content, holes)
        if draft.content:
            kept.append(draft)
    return kept


def _nest(drafts: list[Draft]) -> None:
    """Give each voice without an outer one the innermost voice whose content holds its cue."""
    anchors = [d.anchor for d in drafts]
    holder: dict[int, tuple[int, Draft]] = {}
    for draft in drafts:
        size = sum(last - first + 1 for first, last in draft.content)
        for first, last in draft.content:
            for at in range(bisect_left(anchors, first), bisect_right(anchors, last)):
                if at not in holder or size < holder[at][0]:
                    holder[at] = (size, draft)
    for at, (_, outer) in holder.items():
        inner = drafts[at]
        while inner.outer is not None and inner.outer is not outer:
            inner = inner.outer
        if inner.outer is None and not _cites(outer, inner):
            inner.outer = outer


def _cites(above: Draft, wanted: Draft) -> bool:
    """True where `wanted` stands at or over `above` already."""
    step: Draft | None = above
    while step is not None:
        if step is wanted:
            return True
        step = step.outer
    return False


def _freeze(document: Document, tree: Tree, drafts: list[Draft]) -> tuple[Voice, ...]:
    number = {id(draft): n for n, draft in enumerate(drafts)}
    citing = frozenset(
        d.outer.anchor for d in drafts if d.outer is not None and d.outer.manner is Manner.REPORT
    )
    voices = []
    for draft in drafts:
        standing = standing_of(tree, draft.sources[0]) if draft.sources else None
        phrases = merge(source_phrase(tree, s, citing | {*draft.cue}) for s in draft.sources)
        discreet = standing is not None and not standing.anonymous and _is_discreet(tree, draft)
        voices.append(
            Voice(
                sources=draft.sources,
                source=_spans(document, phrases),
                cue=_spans(document, merge((t, t) for t in draft.cue)),
                content=_spans(document, [_trim(tree, s) for s in merge(draft.content)]),
                manner=draft.manner,
                anonymous=standing is not None and (standing.anonymous or discreet),
                count=standing.count if standing else None,
                kind=standing.kind if standing else None,
                outer=number[id(draft.outer)] if draft.outer is not None else None,
                asserts=draft.asserts,
                shown=draft.shown,
                heard=draft.heard,
            )
        )
    return tuple(voices)


def _is_discreet(tree: Tree, draft: Draft) -> bool:
    """True where the source of a spoken credit asks for anonymity, and is no name."""
    if draft.manner is not Manner.SPEECH or tree.pos[draft.sources[0]] == "PROPN":
        return False
    clauses = [
        *tree.having(draft.anchor, "advcl", "prep"),
        *(c for s in draft.sources for c in tree.having(s, "relcl", "acl")),
    ]
    return any(asks_discretion(tree.doc[a : b + 1].text) for a, b in map(tree.subtree, clauses))


def _spans(document: Document, stretches: Iterable[Stretch]) -> tuple[Span, ...]:
    return tuple(document.span(first, last) for first, last in stretches)


def _trim(tree: Tree, stretch: Stretch) -> Stretch:
    """The stretch without the commas, stops and spaces at its ends; quotation marks and brackets stay."""
    first, last = stretch
    while first < last and tree.is_blank(first) and tree.text[first] not in {'"', "(", "'"}:
        first += 1
    while last > first and tree.is_blank(last) and tree.text[last] not in {'"', ")", "'"}:
        last -= 1
    return first, last
