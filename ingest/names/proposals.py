"""A stretch of tokens that may be a name, as one of the readers proposes it, and which proposals win."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import IntEnum

from ingest.names.rows import Row
from ingest.rulebook import word_set
from kg.model import EntityKind

lexicon = functools.partial(word_set, "mentions")
"""A list of words of `rules/mentions.toml`, by its section and its name."""

JOINTS = frozenset({"and", "or", "&", "-", "/"})
"""Words that may join two names, or parts of one."""


class Reader(IntEnum):
    """Who proposes a name, the most trusted first."""

    TABLE = 0
    SHAPE = 1
    RECOGNISER = 2
    CAPITALS = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """The tokens `first` to `last` (both included) as a name of that kind; `rows` where the table has it."""

    first: int
    last: int
    kind: EntityKind
    reader: Reader
    rows: tuple[Row, ...] = ()


def choose(proposals: list[Proposal], words: list[str]) -> list[Proposal]:
    """The proposals that win: the longer over the shorter that it holds, then the more trusted reader."""
    known: dict[int, list[Proposal]] = {}
    for p in proposals:
        if p.reader is Reader.TABLE:
            known.setdefault(p.first, []).append(p)
    kept = [p for p in proposals if p.reader is Reader.TABLE or not _several(p, known, words)]
    kept.sort(key=lambda p: (p.first - p.last, p.reader, p.first))
    taken = bytearray(len(words))
    chosen = []
    for p in kept:
        if not any(taken[p.first : p.last + 1]):
            taken[p.first : p.last + 1] = b"\1" * (p.last + 1 - p.first)
            chosen.append(p)
    return chosen


def _several(p: Proposal, known: dict[int, list[Proposal]], words: list[str]) -> bool:
    """True for a run that holds a known name and a joint: "Acme and Globex" is two names."""
    if JOINTS.isdisjoint(words[p.first : p.last + 1]):
        return False
    for i in range(p.first, p.last + 1):
        for name in known.get(i, ()):
            if name.last < p.last and words[name.last + 1] in JOINTS:
                return True
            if name.first > p.first and words[name.first - 1] in JOINTS and name.last == p.last:
                return True
    return False
