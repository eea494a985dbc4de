"""Title, date, publisher and wire: from the manifest, else from where the text itself states them.

Only what the text says is taken (a title line, a date line, a dateline, how an outlet speaks of itself); what
it does not say stays None. The patterns are `ingest/rules/metadata.toml`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from datetime import date, datetime

import py3langid

from ingest.readers.manifest import Entry
from ingest.rulebook import rules
from kg.model import Article, PublishedBasis

HEAD_LINES = 8  # where a title or date line may stand
TAIL_LINES = 6  # where an outlet signs off
LONGEST_TITLE = 180  # characters
LONGEST_DATE_LINE = 80  # characters
SAMPLE = 4_000  # characters that tell the language
FEWEST_LETTERS = 60  # in less than this no language can be told


def with_metadata(article: Article, entry: Entry) -> Article:
    """The article with all that the manifest's entry says, and what else its text states."""
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    published, basis = entry.published, entry.published_basis
    if published is None:
        published = stated_date(lines)
        basis = PublishedBasis.STATED if published else None
    return dataclasses.replace(
        article,
        publisher=entry.publisher or stated_publisher(lines),
        wire=entry.wire or (None if entry.publisher else stated_wire(lines)),
        title=entry.title or stated_title(lines),
        authors=entry.authors,
        published=published,
        published_basis=basis,
        url=entry.url,
        language=entry.language or language_of(article.text),
        revises=entry.revises,
    )


def stated_date(lines: list[str]) -> date | None:
    """The date that a date line or dateline among the first lines states, with day, month and year."""
    for line in lines[:HEAD_LINES]:
        for pattern in _patterns("date_line"):
            match = pattern.search(line[:LONGEST_DATE_LINE] if pattern.groups else line)
            if match and (found := _date(match.group("date"))):
                return found
    return None


def stated_title(lines: list[str]) -> str | None:
    """The first line that reads like a headline: short, no full stop, followed by running text."""
    for line in lines[:3]:
        bare = line
        for pattern in _patterns("before_title"):
            bare = pattern.sub("", bare).strip()
        if not bare or stated_publisher([line]) or _is_date_line(bare):
            continue
        stops = re.search(r"(?<![A-Z])[.!:;,]$", bare)  # "U.S." closes no sentence
        is_headline = len(bare) <= LONGEST_TITLE and not stops and " " in bare
        return bare if is_headline and not re.match(r"[-*•]\s", bare) and len(lines) > 1 else None
    return None


def stated_publisher(lines: list[str]) -> str | None:
    """How the outlet speaks of itself: a name alone on the first line, a sign-off, a copyright line."""
    for pattern in _patterns("publisher_head"):
        for line in lines[:2]:
            if match := pattern.search(line):
                return match.group("name").strip()
    for pattern in _patterns("publisher_anywhere"):
        for line in [*lines[:2], *lines[-TAIL_LINES:]]:
            if match := pattern.search(line):
                return match.group("name").strip()
    return None


def stated_wire(lines: list[str]) -> str | None:
    """The wire that a dateline names: "PARIS, May 3 (Reuters) - ..."."""
    for line in lines[:HEAD_LINES]:
        for pattern in _patterns("wire_dateline"):
            if match := pattern.search(line):
                name = match.group("name").strip()
                full: str = rules("metadata")["wire_names"].get(name, name)
                return full
    return None


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language that the text is in (py3langid, offline); "en" where too short."""
    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < FEWEST_LETTERS and sample.isascii():
        return "en"
    return str(py3langid.classify(sample.lower() if sample.isupper() else sample)[0])


def _is_date_line(line: str) -> bool:
    return len(line) <= LONGEST_DATE_LINE and stated_date([line]) is not None


def _date(text: str) -> date | None:
    clean = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text.replace(",", " ").replace(".", " "))
    clean = re.sub(r"\bSept\b", "Sep", " ".join(clean.split()), flags=re.IGNORECASE)
    for form in rules("metadata")["date_forms"]:
        try:
            return datetime.strptime(clean, form).date()
        except ValueError:
            continue
    return None


@functools.cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    months = rules("metadata")["months"]
    return tuple(re.compile(p.replace("{MONTH}", months)) for p in rules("metadata")[name]["patterns"])
