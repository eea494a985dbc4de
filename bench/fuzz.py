#!/usr/bin/env python3
"""Reads mixtures of real sentences and noise without end, and stops at the first that breaks a law.

    python -m bench.fuzz [--turns N] [--seed N] [--long]

Turn n of a seed is always the same text, so a failure is found again with `--seed S --first N --turns 1`.
`--long` also reads one article of 100,000 words and one line of 1 MB. What must hold stands in
`tests/reading_laws.py`; the tests run a short, fixed share of this.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ingest.language_model import language_model
from ingest.pipeline import read
from kg.model import Article, Reading
from tests.hostile_texts import NOISE, long_sentence, shapes
from tests.reading_laws import broken_laws

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"
LINKS = (" ", "\n", "\n\n", "\r\n", "\t", "", " — ", ' "', "” ", "; ", "\u00a0", "\ufeff", "...", " (")
PLANES = ((0x20, 0x7F), (0x80, 0x24F), (0x300, 0x36F), (0x2000, 0x206F), (0x4E00, 0x4E80), (0x1F300, 0x1F5FF))
MOST_PIECES = 14
LONG_WORDS, LONG_LINE = 100_000, 1_000_000
DAY = date(2031, 3, 11)


@dataclass(frozen=True, slots=True)
class Mixture:
    """A text, and which of its characters are real sentences: `real` holds start and end of each."""

    text: str
    real: tuple[tuple[int, int], ...]

    def invented(self, reading: Reading) -> list[str]:
        """The triggers of claims that stand in no real sentence."""
        return [
            claim.trigger.within(self.text)
            for claim in reading.claims
            if not any(start <= claim.trigger.start and claim.trigger.end <= end for start, end in self.real)
        ]


def main() -> int:
    """Fuzz; 1 where a law broke."""
    options = _options()
    nlp = language_model()
    if options.long:
        for name, text in (("long article", _long_article()), ("long line", "x" * LONG_LINE)):
            started = time.perf_counter()
            found = broken_laws(Article(name, text, published=DAY), nlp)
            print(f"{name}: {time.perf_counter() - started:.0f} s, {len(found)} broken laws", flush=True)
            if found:
                return _failed(name, found, text)
    claims = characters = 0
    for turn in range(options.first, options.first + options.turns):
        mixed = mixture_of(options.seed, turn)
        article = Article(f"turn {turn}", mixed.text, published=DAY)
        try:
            found = broken_laws(article, nlp)
            reading = read(article, nlp)
            found += [f"a claim from noise: {word!r}" for word in mixed.invented(reading)]
        except Exception as error:
            _failed(f"seed {options.seed}, turn {turn}", [repr(error)], mixed.text)
            raise
        if found:
            return _failed(f"seed {options.seed}, turn {turn}", found, mixed.text)
        claims += len(reading.claims)
        characters += len(mixed.text)
    print(f"{options.turns} mixtures, {characters} characters, {claims} claims: no law broken")
    return 0


def mixture_of(seed: int, turn: int) -> Mixture:
    """The mixture of that turn."""
    chance = random.Random(f"{seed}/{turn}")
    pieces: list[tuple[str, bool, str]] = []
    for _ in range(chance.randrange(1, MOST_PIECES)):
        real = chance.random() < 0.6
        pieces.append((_sentence(chance) if real else _noise(chance), real, chance.choice(LINKS)))
    return mixture(pieces)


def mixture(pieces: Iterable[tuple[str, bool, str]]) -> Mixture:
    """The pieces one after the other, each with what joins it to the next; True marks the real ones."""
    text, real = "", []
    for piece, is_real, link in pieces:
        if is_real:
            real.append((len(text), len(text) + len(piece)))
        text += piece + link
    return Mixture(text, tuple(real))


@cache
def real_sentences() -> tuple[str, ...]:
    """The sentences of the example articles, each once."""
    found: dict[str, None] = {}
    for file in sorted(EXAMPLES.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for sentence in re.split(r"(?<=[a-z][.!?])\s+(?=[A-Z])", line):
                if sentence.strip():
                    found[sentence.strip()] = None
    return tuple(found)


def _sentence(chance: random.Random) -> str:
    """A real sentence, at times in odd dress, cut short, or with its words in disorder."""
    sentence = chance.choice(real_sentences())
    way = chance.randrange(10)
    if way == 0:
        return chance.choice(list(shapes(sentence).values()))[:3_000]
    if way == 1:
        return sentence[: chance.randrange(len(sentence) + 1)]
    if way == 2:
        words = sentence.split()
        chance.shuffle(words)
        return " ".join(words)
    if way == 3:
        return long_sentence(chance.randrange(300), chance)
    return sentence


def _noise(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(list(NOISE.values()))[: chance.randrange(400)]
    places = (
        (0x20, 0x7F),
        (0x80, 0x24F),
        (0x300, 0x36F),
        (0x2000, 0x206F),
        (0x4E00, 0x4E80),
        (0x1F300, 0x1F5FF),
    )
    low, high = chance.choice(places)
    letters = [chr(chance.randrange(low, high)) for _ in range(chance.randrange(60))]
    return "".join(letter for letter in letters if not letter.isascii() or not letter.isalpha())


def _long_article() -> str:
    lines: list[str] = []
    chance = random.Random(0)
    count = 0
    while count < LONG_WORDS:
        lines.append(" ".join(chance.choices(real_sentences(), k=5)))
        count += lines[-1].count(" ") + 1
    return "\n".join(lines)


def _failed(name: str, found: list[str], text: str) -> int:
    print(f"{name} broke a law:", *found[:5], "the text:", ascii(text[:4_000]), sep="\n", file=sys.stderr)
    return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--long", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
