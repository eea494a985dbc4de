"""What the command line prints: tables that are legible at 80 to 120 columns, notices, exit codes, progress.

Standard output carries the answer alone. Notices and progress go to standard error, progress only to a
terminal and only past two seconds. Characters that would steer a terminal are taken out of every cell.
"""

from __future__ import annotations

import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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

OK, SOME_FAILED, USAGE, UNKNOWN, STORE, LIMIT, RULES, BUG, INTERRUPTED, PIPE = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    70,
    130,
    141,
)
"""Exit codes; `docs/cli.md` says what each means."""

NARROWEST, WIDEST, ASSUMED = 60, 120, 100  # columns: below is unreadable, above tires the eye, in a pipe
SAMPLE = 500  # rows that decide how wide a column is; the rest then streams
LEAST_CELL = 6  # columns that no column of a table goes below
PATIENCE = 2.0  # seconds before a progress bar appears

T = TypeVar("T")


def notice(words: str) -> None:
    """A line for the person at the terminal, on standard error."""
    print(clean(words), file=sys.stderr)


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
    """The lines of a table. `below` gives, row by row, lines to stand indented under it.

    Columns that are empty in the first 500 rows are left out; cells that do not fit are wrapped.
    """
    ahead = iter([clean(cell) for cell in row] for row in rows)
    sample = list(islice(ahead, SAMPLE))
    kept = [place for place in range(len(columns)) if any(row[place] for row in sample)] or [0]
    heads = [columns[place].upper() for place in kept]
    widths = _widths(heads, [[row[place] for place in kept] for row in sample], width())
    yield _join(heads, widths)
    yield "  ".join("─" * wide for wide in widths)
    under = iter(below) if below is not None else None
    for row in chain(sample, ahead):
        cells = [wrap(row[place], wide) or [""] for place, wide in zip(kept, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            yield _join(parts, widths)
        if under is not None:
            for line in next(under, ()):
                yield from paragraph(line, indent=4)
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


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """A width for each column: what its cells need, the widest giving way first where the room is short."""
    widths = [max(_cells(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    room -= 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > LEAST_CELL:
        widest = widths.index(max(widths))
        others = sorted(set(widths) - {widths[widest]})
        down_to = max(others[-1] if others else LEAST_CELL, LEAST_CELL)
        step = min(max(1, widths[widest] - down_to), sum(widths) - room)
        widths[widest] -= max(1, step)
    return widths


def _join(parts: Sequence[str], widths: Sequence[int]) -> str:
    """One line of a table, padded, without blanks at its end."""
    padded = (part + " " * (wide - _cells(part)) for part, wide in zip(parts, widths, strict=True))
    return "  ".join(padded).rstrip()


def _cells(words: str) -> int:
    """How many columns of a terminal the words take; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
