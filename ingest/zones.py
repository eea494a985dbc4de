"""Tells what each sentence of a page is for: headline or heading, body, or furniture that says nothing.

A page is judged line by line: the patterns in `rules/zones.toml` know pointers to other pages, invitations,
picture credits, bylines, rights and tickers; a short line in title case is a heading.
"""

from __future__ import annotations

import functools
import re
from enum import StrEnum

from spacy.tokens import Doc

from ingest.rulebook import rules

LONGEST_PATTERN_LINE = 400  # characters: what is longer is a paragraph, of which only the start is looked at


class Zone(StrEnum):
    """What a line is for."""

    HEADLINE = "headline"
    BODY = "body"
    FURNITURE = "furniture"


DATELINE_BREAK = "\f"
"""What stands in a fair copy in the place of the dash that ends a dateline: a sentence begins after it."""


def close_datelines(text: str) -> str:
    """The text with the dash after each dateline turned into DATELINE_BREAK; always of the same length."""
    for match in reversed(list(_dateline().finditer(text))):
        end = match.end()
        text = text[: end - 1] + DATELINE_BREAK + text[end:] if end > match.start() + 1 else text
    return text


def zones_of(doc: Doc) -> tuple[Zone, ...]:
    """One zone for each sentence of `doc.sents`; every sentence has that of the line it begins in."""
    text = doc.text
    zones: list[Zone] = []
    start = end = -1
    zone = Zone.BODY
    titled = False
    for sentence in doc.sents:
        at = sentence.start_char
        while at < len(text) and text[at].isspace():
            at += 1
        if not start <= at < end:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end + 1
            zone = zone_of_line(text[start:end].strip(), first=not titled)
            titled = titled or zone is not Zone.FURNITURE
        dateline = text[sentence.end_char - 1] == DATELINE_BREAK
        alone = zone is Zone.BODY and (dateline or is_furniture(sentence.text.strip()))
        zones.append(Zone.FURNITURE if alone else zone)
    return tuple(zones)


def zone_of_line(line: str, *, first: bool = False) -> Zone:
    """The zone of one line. The first line of an article may be a title in any capitals."""
    if not line:
        return Zone.BODY
    if is_furniture(line) or is_table(line):
        return Zone.FURNITURE
    return Zone.HEADLINE if is_heading(line, first=first) else Zone.BODY


@functools.cache
def _dateline() -> re.Pattern[str]:
    pattern: str = rules("zones")["dateline"]["pattern"]
    cities = "|".join(rules("zones")["dateline"]["cities"])
    pattern = pattern.replace("{CITY}", cities).replace("{MONTH}", rules("metadata")["months"])
    return re.compile(pattern, re.MULTILINE)


def is_furniture(line: str) -> bool:
    """True where one of the patterns of furniture fits."""
    line = line[:LONGEST_PATTERN_LINE]
    if _begins().match(line):
        return True
    low = line.lower()
    return any(any(hint in low for hint in hints) and pattern.search(line) for hints, pattern in _holds())


def is_heading(line: str, *, first: bool = False) -> bool:
    """True for a short line without full stop in title case; for the first line without regard to case."""
    headings = rules("zones")["headings"]
    words = line.split()
    if len(words) > headings["most_words_of_title" if first else "most_words"]:
        return False
    if (line[-1] in ".;,:\"”'" and not re.search(r"\b(?:[A-Z]\.)+$", line)) or line[0] in '-•*–—"“':
        return False
    if first:
        return True
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    least: float = headings["capitals"] * len(long)
    return bool(long) and capitals >= least and words[0][:1].isupper()


def is_table(line: str) -> bool:
    """True for a row of numbers, signs and symbols."""
    tables = rules("zones")["tables"]
    items = line.split()
    if len(items) < tables["least_items"]:
        return False
    if any(item.isalpha() and not item.isupper() for item in items):
        return False
    least: float = tables["share"] * len(items)
    return sum(not item.isalpha() for item in items) >= least


@functools.cache
def _begins() -> re.Pattern[str]:
    """All patterns for the beginning of a line as one."""
    every = "|".join(f"(?:{rule['begins']})" for rule in rules("zones")["furniture"] if "begins" in rule)
    return re.compile(rf"\W*(?:{every})", re.IGNORECASE)


@functools.cache
def _holds() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The patterns for anywhere in a line, each with its hints."""
    return tuple(
        (tuple(rule["hints"]), re.compile(rule["holds"], re.IGNORECASE))
        for rule in rules("zones")["furniture"]
        if "holds" in rule
    )
