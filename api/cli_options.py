"""Options that several commands share, each said once."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import QueryError

DEFAULT_STORE = "onrecord-data"

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="DIR|URL",
        envvar="ONRECORD_STORE",
        help="Where the graph is kept; in this version a folder.",
    ),
]

ManifestOption = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        metavar="FILE",
        help="JSON lines that say publisher, title and date of each file; a folder's own manifest.jsonl "
        "is found without it.",
    ),
]


class AnswerFormat(StrEnum):
    """What `query` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"


class ExportFormat(StrEnum):
    """What `export` prints."""

    CLAIMS = "claims"
    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"


class AnnotationFormat(StrEnum):
    """What `annotate` prints."""

    JSONL = "jsonl"
    HTML = "html"


def examples(*lines: str) -> str:
    """Examples for the end of a command's help, kept line by line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def day_of(value: str | None, option: str) -> date | None:
    """The day that an option gives. Raises `QueryError` where it is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{option} {value!r} is no day; write it as 2026-01-28.") from None
