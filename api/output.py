"""What the command line prints: tables that are legible at 80 to 120 columns, notices, exit codes, progress.

Standard output carries the answer alone. Notices and progress go to standard error, progress only to a
terminal and only past two seconds. Characters that would steer a terminal are taken out of every cell.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from textwrap import wrap
from typing import TypeVar

from kg.errors import (
    InputError,
    LimitError,
    OnRecordError,
    QueryError,
    RuleError,
    StoreError,
    UnknownThingError,
)

OK, SOME_FAILED, USAGE, UNKNOWN, STORE, LIMIT, RULES = range(7)
BUG, INTERRUPTED, PIPE = 70, 130, 141  # as sysexits.h, SIGINT and SIGPIPE have it
EXIT_CODES = {
    OK: "all went well, also where the answer is empty",
    SOME_FAILED: "some of the input could not be used, or a check found something wrong",
    USAGE: "asked wrongly: an option, a format, a parameter, or a query that is none",
    UNKNOWN: "an IRI, an article, a name or a question that is not known here",
    STORE: "the store is missing, locked, broken or of another version",
    LIMIT: "a query ran past its limits",
    RULES: "a rule, a table or a setting is broken",
    BUG: "a defect of OnRecord; `ONRECORD_DEBUG=1` shows where",
    INTERRUPTED: "interrupted from the keyboard",
    PIPE: "the reader of standard output went away",
}
"""What the program ends with, and why; `docs/cli.md` prints this table."""

NARROWEST, WIDEST, ASSUMED = 60, 120, 100  # columns: below is unreadable, above tires the eye, in a pipe
SAMPLE = 500  # rows that decide how wide a column is; the rest then streams
GAP = 2  # columns between two columns of a table
MOST_NEEDED = 40  # columns that the longest word of a cell is given; an IRI that is longer is broken
A_SENTENCE, FEW = 50, 3  # a cell this long goes under its row where the table has more than a few columns
PATIENCE = 2.0  # seconds before a progress bar appears

T = TypeVar("T")


def notice(words: str) -> None:
    """A line for the person at the terminal, on standard error."""
    print(clean(words), file=sys.stderr)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def exit_code(error: OnRecordError) -> int:
    """What the program ends with after this error."""
    if isinstance(error, UnknownThingError):
        return UNKNOWN
    if isinstance(error, QueryError):
        return USAGE
    if isinstance(error, StoreError):
        return STORE
    if isinstance(error, LimitError):
        return LIMIT
    if isinstance(error, RuleError):
        return RULES
    return SOME_FAILED if isinstance(error, InputError) else BUG


def width() -> int:
    """How many columns to fill: the terminal's, or `$COLUMNS`, else 100."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((ASSUMED, 24)).columns))


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], below: Iterable[Sequence[str]] | None = None
) -> Iterator[str]:
    """The lines of a table. `below` gives, row by row, lines to stand indented under it. No rows, no lines.

    Columns that are empty in the first 500 rows are left out. What does not fit at the end of the rows, or
    is a whole sentence, stands under its row with its name; other cells are wrapped.
    """
    ahead = iter([clean(cell) for cell in row] for row in rows)
    sample = list(islice(ahead, SAMPLE))
    if not sample:
        return
    heads = [_CAMEL.sub(" ", column).lower() for column in columns]
    filled = [place for place in range(len(columns)) if any(row[place] for row in sample)] or [0]
    kept, widths = _fit({place: [heads[place], *(row[place] for row in sample)] for place in filled}, width())
    under = [place for place in filled if place not in kept]
    extra = iter(below) if below is not None else None
    yield from _cells_to_lines([heads[place].upper() for place in kept], widths)
    yield "  ".join("─" * wide for wide in widths)
    for row in chain(sample, ahead):
        yield from _cells_to_lines([row[place] for place in kept], widths)
        told = [f"{heads[place]}: {row[place]}" for place in under if row[place]]
        for line in [*told, *(next(extra, ()) if extra else ())]:
            yield from paragraph(line, indent=4)
        if under or extra is not None:
            yield ""


def paragraph(words: str, indent: int = 0, hang: int = 0) -> list[str]:
    """Words wrapped to the terminal's width, all lines indented, the later ones a little further."""
    first, later = " " * indent, " " * (indent + hang)
    return wrap(
        clean(words),
        width(),
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def clean(words: str) -> str:
    """The words on one line, without the control characters that would steer a terminal."""
    return "".join(" " if c in "\n\r\t" else "" if unicodedata.category(c) in _STEERING else c for c in words)


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STEERING = {"Cc", "Cf", "Cs", "Co"}


def progress(steps: Iterable[T], words: str, total: int | None = None) -> Iterator[T]:
    """The steps, with a bar on standard error where that is a terminal and they take over two seconds."""
    if not sys.stderr.isatty():
        yield from steps
        return
    began = time.monotonic()
    ahead = iter(steps)
    done = 0
    for step in ahead:
        yield step
        done += 1
        if time.monotonic() - began > PATIENCE:
            break
    else:
        return
    from rich.console import Console  # only here: it costs a tenth of a second to load
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total, completed=done)
        for step in ahead:
            yield step
            bar.advance(task)


def _fit(cells: Mapping[int, Sequence[str]], room: int) -> tuple[list[int], list[int]]:
    """Which columns stand in the table, and how wide each is.

    A column needs its longest word and wants its longest cell; room goes to the modest ones first.
    """
    wants = {place: max(map(_cells, column)) for place, column in cells.items()}
    needs = {
        place: min(MOST_NEEDED, max(_cells(word) for cell in column for word in cell.split() or [""]))
        for place, column in cells.items()
    }
    kept = [place for place in cells if len(cells) <= FEW or not _is_prose(cells[place])] or list(cells)[:1]
    while len(kept) > 1 and sum(needs[place] for place in kept) + GAP * (len(kept) - 1) > room:
        kept.pop()
    left = room - GAP * (len(kept) - 1) - sum(needs[place] for place in kept)
    widths = {place: needs[place] for place in kept}
    for place in sorted(kept, key=lambda place: wants[place]):
        more = max(0, min(wants[place] - needs[place], left))
        widths[place] += more
        left -= more
    return kept, [max(1, min(widths[place], room)) for place in kept]


def _is_prose(cells: Sequence[str]) -> bool:
    """True where most of the cells are as long as sentences."""
    said = [cell for cell in cells if cell]
    return 2 * sum(_cells(cell) > A_SENTENCE for cell in said) > len(said)


def _cells_to_lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """One row, its cells wrapped to their widths."""
    wrapped = [wrap(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (part + " " * (wide - _cells(part)) for part, wide in zip(parts, widths, strict=True))
        yield (" " * GAP).join(padded).rstrip()


def _cells(words: str) -> int:
    """How many columns of a terminal the words take; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
