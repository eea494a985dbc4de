"""What eval/neighbours.py asks: the predicates that make no claim once part of the rulebook is left out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from neighbour_texts import Candidate, Text, candidate, says_enough

from ingest.claims.evidence import clause_of
from ingest.claims.frame_book import Frame, FrameBook, frame_book
from ingest.readers import read_articles
from kg.model import Article, Claim, Span

ROOT = Path(__file__).resolve().parent.parent
SETS = {
    "open/stories": (ROOT / "eval/open/stories/articles", ROOT / "eval/open/stories/gold"),
    "five": (ROOT.parent / "shared/articles", ROOT.parent / "shared/gold"),
    "unannotated": (ROOT / "examples/articles", None),
}
NONE = "none"  # what a counterexample is an example of
PARTS = ("verbs", "nouns", "adjectives", "auxiliaries", "counts", "light")
Claims = dict[int, tuple[Span, str]]  # by a number of their own: where they stand, and of which kind


@dataclass(frozen=True)
class Without:
    """What is left out of the rulebook: nothing, one frame, or one word (as a trigger of any frame)."""

    frame: str | None = None
    word: str | None = None

    @property
    def mode(self) -> str:
        """ "frame", "word" or "nothing"."""
        return "frame" if self.frame else "word" if self.word else "nothing"


@dataclass(frozen=True)
class Asked:
    """A candidate under a rulebook that lacks something, and the claims that would be right for it."""

    origin: str
    without: Without
    candidate: Candidate
    wanted: tuple[tuple[int, str], ...]
    """The claims that overlap it and that nothing found yet: number and kind."""
    forgiven: frozenset[str]
    """The kinds of the others that overlap it: found by the rules already, or optional."""


@dataclass(frozen=True)
class Entry:
    """One neighbour: an example's predicate or a word of the lexicon, with its kind, frames and word."""

    texts: dict[str, str]
    kind: str
    frames: frozenset[str]

    def stays(self, without: Without) -> bool:
        """True where the rulebook would still hold it."""
        if without.word:
            return not f" {self.texts['word']}".endswith(f" {without.word}")
        return without.frame is None or bool(self.frames - {without.frame})


class Questions:
    """Every candidate of every text under every rulebook that lacks something, and what there is to find."""

    def __init__(self) -> None:
        self.book = frame_book()
        self.asked: list[Asked] = []
        self.totals: dict[str, int] = defaultdict(int)
        self._number = 0
        self.samples = [
            (f, which, Text(Article(f"{f.id}-{which}-{n}", example["text"])))
            for f in self.book.frames
            for which in ("examples", "counterexamples")
            for n, example in enumerate(getattr(f, which))
        ]
        for frame, which, text in self.samples:
            if which == "examples":
                self._ask_example(frame, text)
            else:
                self.totals["counterexamples"] += 1
                self._ask_counterexample(frame, text)
        for article, gold in annotated_articles():
            self._ask_article(Text(article), gold)

    def example_entries(self) -> Iterator[Entry]:
        """The claim's predicate of each example; all of a counterexample, as examples of none."""
        for frame, which, text in self.samples:
            triggers = {c.trigger for c in text.claims(self.book) if c.rule == frame.id}
            for predicate in text.predicates:
                evidence = clause_of(text.document, predicate, [a.head for a in predicate.arguments])
                texts = candidate(text.document, predicate, evidence, self.book).texts
                if which == "examples" and predicate.trigger in triggers:
                    yield Entry(texts, str(frame.kind), frozenset({frame.id}))
                elif which == "counterexamples" and says_enough(predicate):
                    yield Entry(texts, NONE, frozenset({frame.id}))

    def word_entries(self) -> Iterator[Entry]:
        """Each trigger of the rulebook, once for each of its kinds (a light verb with its noun)."""
        for table in (self.book.verbs, self.book.nouns, self.book.light):
            for word, frames in table.items():
                for kind in sorted({str(f.kind) for f in frames}):
                    text = word if isinstance(word, str) else " ".join(word)
                    yield Entry({"word": text}, kind, frozenset(f.id for f in frames if f.kind == kind))

    def _ask_example(self, frame: Frame, text: Text) -> None:
        found = text.claims(self.book)
        own = [c for c in found if c.rule == frame.id]
        self.totals["examples whose frame finds its claim"] += bool(own)
        if not own:
            return
        silver = self._numbered((c.evidence, str(c.kind)) for c in found)
        leave_out = (Without(frame=frame.id), Without(word=text.word_at[own[0].trigger]))
        for without in leave_out:
            book = book_without(self.book, without)
            claims = text.claims(book)
            lost = {
                n for n, (e, kind) in silver.items() if e == own[0].evidence and not _hit(e, kind, claims)
            }
            self.totals[f"… missed once its {without.mode} is left out"] += bool(lost)
            self._ask("example", without, text, book, claims, silver, lost)

    def _ask_counterexample(self, frame: Frame, text: Text) -> None:
        silver = self._numbered((c.evidence, str(c.kind)) for c in text.claims(self.book))
        without = Without(frame=frame.id)
        book = book_without(self.book, without)
        self._ask("counterexample", without, text, book, text.claims(book), silver, set())

    def _ask_article(self, text: Text, annotated: list[dict[str, Any]] | None) -> None:
        full = text.claims(self.book)
        origin = "unannotated" if annotated is None else "article"
        self.totals[f"words of {origin} articles"] += len(text.document.doc)
        gold = self._numbered((Span(g["start"], g["end"]), g["type"]) for g in annotated or ())
        optional = {n for n, g in zip(gold, annotated or (), strict=True) if g.get("optional")}
        missed = {n for n, (e, kind) in gold.items() if n not in optional and not _hit(e, kind, full)}
        before = self._ask(origin, Without(), text, self.book, full, gold, missed)
        self.totals[f"… candidates among them, of {origin} articles"] += len(before)
        if annotated is None:
            return
        self.totals["gold claims that must be found"] += len(gold) - len(optional)
        self.totals["… that the whole rulebook misses"] += len(missed)
        self.totals["claims of the whole rulebook that are no gold claim"] += sum(
            not any(str(c.kind) == kind and _overlap(c.evidence, e) for e, kind in gold.values())
            for c in full
        )
        leave_out = [Without(frame=c.rule) for c in full] + [
            Without(word=text.word_at[c.trigger]) for c in full
        ]
        for without in dict.fromkeys(leave_out):
            book = book_without(self.book, without)
            claims = text.claims(book)
            lost = {n for n, (e, k) in gold.items() if n not in optional | missed and not _hit(e, k, claims)}
            self.totals[f"gold claims lost with a {without.mode}, summed"] += len(lost)
            self._ask("article", without, text, book, claims, gold, lost, but=before)

    def _ask(
        self, origin: str, without: Without, text: Text, book: FrameBook, claims: Iterable[Claim],
        gold: Claims, wanted: set[int], but: frozenset[Span] = frozenset(),
    ) -> frozenset[Span]:  # fmt: skip
        """Ask about the candidates of a text, `but` those asked before; the triggers that it asked about."""
        triggers = set()
        for c in text.candidates(book, claims):
            if c.trigger not in but:
                near = [(n, kind) for n, (e, kind) in gold.items() if _overlap(e, c.evidence)]
                right = tuple((n, kind) for n, kind in near if n in wanted)
                self.asked.append(Asked(origin, without, c, right, frozenset(k for _, k in near)))
                triggers.add(c.trigger)
        return frozenset(triggers)

    def _numbered(self, claims: Iterable[tuple[Span, str]]) -> Claims:
        numbered = {self._number + n: claim for n, claim in enumerate(claims)}
        self._number += len(numbered)
        return numbered


def book_without(book: FrameBook, without: Without) -> FrameBook:
    """The rulebook as if that had never been written."""

    def fewer(table: Any) -> dict[Any, tuple[Frame, ...]]:
        return {
            word: left
            for word, frames in table.items()
            if without.word is None or without.word not in (word, word[-1])
            if (left := tuple(f for f in frames if f.id != without.frame))
        }

    return replace(book, **{part: fewer(getattr(book, part)) for part in PARTS})


def annotated_articles() -> Iterator[tuple[Article, list[dict[str, Any]] | None]]:
    """Each article with its annotated claims, or None where nobody annotated it."""
    for name, (folder, gold) in SETS.items():
        if not folder.is_dir():
            print(f"the articles of the set {name!r} are not here and not measured")
            continue
        for article in read_articles([folder]):
            if isinstance(article, Article):
                lines = (
                    (gold / f"{article.identifier}.jsonl").read_text("utf-8").splitlines() if gold else None
                )
                yield article, None if lines is None else [json.loads(line) for line in lines]


def _hit(evidence: Span, kind: str, claims: Iterable[Claim]) -> bool:
    return any(str(c.kind) == kind and _overlap(c.evidence, evidence) for c in claims)


def _overlap(one: Span, other: Span) -> bool:
    """True where they share half of the shorter, as the scorer of claims asks."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start)
