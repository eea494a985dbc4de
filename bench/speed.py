#!/usr/bin/env python3
"""How fast a whole ingest is, against the bound that the language model sets in the same run.

    make bench

Prints the words per second of spaCy's bare `nlp.pipe`, with the model as spaCy loads it, and of a whole
ingest (reading, rules, writing, publishing) on the same texts in one process, turn by turn, and the ratio of
their medians; and the time for each word as one article grows, which stays level where the work is linear in
length. Ratios hold from one machine to another of the same kind.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ingest.document import fair_copy
from ingest.language_model import language_model, stock_model
from ingest.pipeline import read
from ingest.readers import read_articles
from ingest.run import ingest
from kg.model import Article
from kg.store import open_store

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    ROOT / "examples" / "articles",
    ROOT / "eval" / "open" / "stories" / "articles",
    ROOT.parent / "shared" / "articles",
)
TURNS = 5  # of each, one after the other, so that what else the machine does weighs on both
COPIES = 2  # of every text, each made different by a line of its own, so that none is "unchanged"
LENGTHS = (1_000, 4_000, 16_000, 64_000)  # words in one article


def main() -> int:
    """Print both tables."""
    articles = _articles(COPIES)
    words = sum(len(article.text.split()) for article in articles)
    texts = [fair_copy(article.text) for article in articles]
    stock = stock_model()
    list(stock.pipe(texts[:8]))  # warm up
    bare_turns, whole_turns = [], []
    for _ in range(TURNS):
        bare_turns.append(_seconds(lambda: list(stock.pipe(texts))))
        language_model.cache_clear()  # it remembers words: each turn starts with none
        nlp = language_model()
        whole_turns.append(_seconds(lambda: _ingest(articles)))
    bare, whole = median(bare_turns), median(whole_turns)
    print(f"{len(articles)} articles, {words} words, medians of {TURNS} turns")
    print(f"bare nlp.pipe    {words / bare:8.0f} words/s")
    print(f"whole ingest     {words / whole:8.0f} words/s   ratio {bare / whole:.2f}")
    print("\none article of so many words: microseconds a word (reading alone)")
    unit = " ".join(article.text for article in _articles(1))
    for length in LENGTHS:
        text = _of_length(unit, length)
        start = time.perf_counter()
        read(Article(identifier="long", text=text), nlp)
        print(f"{length:8d} {(time.perf_counter() - start) / length * 1e6:8.0f}")
    return 0


def _articles(copies: int) -> list[Article]:
    found = [a for a in read_articles([f for f in FOLDERS if f.is_dir()]) if isinstance(a, Article)]
    return [
        Article(
            identifier=f"{a.identifier}-{n}",
            text=f"Copy {n}\n\n{a.text}",
            published=a.published,
            publisher=a.publisher,
        )
        for n in range(copies)
        for a in found
    ]


def _ingest(articles: list[Article]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(folder, create=True) as store:
        ingest(articles, store)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _of_length(unit: str, words: int) -> str:
    paragraphs = [p for p in unit.split("\n") if p.strip()]
    text: list[str] = []
    count = 0
    while count < words:
        paragraph = paragraphs[len(text) % len(paragraphs)]
        text.append(paragraph)
        count += len(paragraph.split())
    return "\n".join(text)


if __name__ == "__main__":
    sys.exit(main())
