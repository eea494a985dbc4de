"""Finds what a minister is in charge of, before or behind the office: "Minister of Trade and Industry"."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.names.proposals import Proposal, Reader, lexicon
from kg.model import EntityKind

JOINTS = frozenset({"and", "&", ","})
LONGEST_NAME = 4  # words


def find_portfolios(words: list[str]) -> Iterator[tuple[int, int, Proposal | None]]:
    """The first and last token of each portfolio, and the person named right behind it."""
    offices = lexicon("portfolios", "offices")
    for i, word in enumerate(words):
        if word not in offices:
            continue
        first = i
        while first > 0 and (_field(words, first - 1) or (_joint(words, first - 1) and first < i)):
            first -= 1
        if first < i:
            yield first, i, None
        start = i + 2
        if words[i + 1 : i + 4] in (["of", "State", "for"], ["of", "State", "of"]):
            start = i + 4
        elif words[i + 1 : i + 2] not in (["of"], ["for"]):
            continue
        last = start - 1
        while _field(words, last + 1) or (_joint(words, last + 1) and _field(words, last + 2)):
            last += 1
        if last < start:
            continue
        end = last
        while end + 1 < len(words) and end - last < LONGEST_NAME and _may_name(words[end + 1]):
            end += 1
        person = Proposal(last + 1, end, EntityKind.PERSON, Reader.RECOGNISER) if end > last + 1 else None
        yield start, last, person


def _field(words: list[str], i: int) -> bool:
    if not 0 <= i < len(words):
        return False
    return words[i] in lexicon("portfolios", "words") or words[i] in lexicon("fields", "words")


def _joint(words: list[str], i: int) -> bool:
    return 0 <= i < len(words) and words[i] in JOINTS


def _may_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in lexicon("names", "never")
