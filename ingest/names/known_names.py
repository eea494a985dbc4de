"""Finds the names of the table in an article, whatever the tokeniser made of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import takewhile

from ingest.document import Document
from ingest.names.proposals import Proposal, Reader
from ingest.names.rows import Row
from ingest.names.table import table

SHORTEST_SHOUT = 4  # letters: a shorter word in capitals ("US", "WHO") is only itself

_WORD = re.compile(r"\w+")


def find_known(document: Document) -> Iterator[Proposal]:
    """Every name of the table, the longest first where several begin at one token; "A380s" is an A380."""
    index = _index()
    text, words, starts = document.text, document.words, document.starts
    lowered = _lower(text)
    ends = {end: i for i, end in enumerate(document.ends)}
    last = -1
    for i, word in enumerate(words):
        if i <= last:
            continue
        for alias, low, rows in index.get(_leading(word), ()):
            start = starts[i]
            if not lowered.startswith(low, start) or (low[0].isdigit() and _is_sum(text, start)):
                continue
            end = start + len(low)
            if end not in ends and lowered[end : end + 1] == "s" and rows[0].maker:
                end += 1
            found = ends.get(end)
            if found is not None and _cased(alias, text[start:end]):
                yield Proposal(i, found, rows[0].entity.kind, Reader.TABLE, rows)
                last = found
                break


def _is_sum(text: str, start: int) -> bool:
    """True for the "3M" of "$3M"."""
    return start > 0 and not (text[start - 1].isspace() or text[start - 1] in "(\"'“‘")


@functools.cache
def _index() -> dict[str, list[tuple[str, str, tuple[Row, ...]]]]:
    """From the first word of a name, in small letters, to the names (as written, in small letters, rows)."""
    by_alias: dict[str, list[Row]] = {}
    for row in table().rows.values():
        for name in dict.fromkeys(name.removeprefix("the ") for name in row.names):
            by_alias.setdefault(name, []).append(row)
    index: dict[str, list[tuple[str, str, tuple[Row, ...]]]] = {}
    for alias, rows in by_alias.items():
        entry = (alias, _lower(alias), tuple(rows))
        leading = _leading(alias)
        index.setdefault(leading, []).append(entry)
        number = "".join(takewhile(str.isdigit, leading))
        if number and number != leading:  # the tokeniser splits "3M" as it does "3m" of money
            index.setdefault(number, []).append(entry)
    for some in index.values():
        some.sort(key=lambda entry: -len(entry[0]))
    return index


def _lower(text: str) -> str:
    """The text in small letters, of the same length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@functools.lru_cache(maxsize=50_000)
def _leading(word: str) -> str:
    match = _WORD.match(word)
    return match.group().lower() if match else ""


@functools.lru_cache(maxsize=20_000)
def _cased(alias: str, text: str) -> bool:
    """True where the text has the capitals of the alias, or is in capitals throughout."""
    if text == alias or (len(text) >= SHORTEST_SHOUT and text.isupper()):
        return True
    for ours, theirs in zip(alias.split(), text.split(), strict=False):
        if ours.isupper() and len(ours) > 1 and ours != theirs.removesuffix("s"):
            return False
        if ours[0].isupper() and not theirs[0].isupper():
            return False
    return True
