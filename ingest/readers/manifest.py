"""`manifest.jsonl`: what is known about the files of a folder, one JSON object a line.

Fields: `file` (relative to the manifest), and any of `publisher`, `wire`, `title`, `authors`,
`published` (YYYY-MM-DD), `published_basis`, `url`, `language`, `revises`.
A broken line is an ArticleError; the other lines hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import ArticleError
from kg.model import PublishedBasis

MANIFEST = "manifest.jsonl"
_IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*""")
LONGEST_SHOWN = 60  # characters of a wrong value in a message


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, and what its manifest says of it (None: nothing)."""

    path: Path
    publisher: str | None = None
    wire: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_basis: PublishedBasis | None = None
    url: str | None = None
    language: str | None = None
    revises: str | None = None


def read_manifest(path: Path) -> Iterator[Entry | ArticleError]:
    """The entries of a manifest in their order, an ArticleError for each line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        yield ArticleError(f"{path}: the manifest cannot be read ({error}); check the path and its encoding.")
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _entry(line, path, f"{path}, line {number}")
            except ArticleError as error:
                yield error


def _entry(line: str, manifest: Path, where: str) -> Entry:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"{where}: no JSON ({error.msg} at column {error.colno}); mend the line."
        ) from error
    except RecursionError as error:
        raise ArticleError(f"{where}: brackets in brackets without end; mend the line.") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("file"), str):
        raise ArticleError(f'{where}: names no file; each line needs a "file".')
    path = manifest.parent / fields["file"]
    if not _is_file(path):
        raise ArticleError(
            f"{where}: the file {_short(fields['file'])} is not there; mend the name or add the file."
        )
    return Entry(
        path=path,
        publisher=_text(fields, "publisher", where),
        wire=_text(fields, "wire", where),
        title=_text(fields, "title", where),
        authors=_authors(fields, where),
        published=_published(fields, where),
        published_basis=_basis(fields),
        url=_text(fields, "url", where),
        language=_text(fields, "language", where),
        revises=_iri(fields, "revises", where),
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False


def _short(value: object) -> str:
    """A value as a message shows it."""
    shown = repr(value)
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + "…"


def _text(fields: dict[str, Any], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise ArticleError(f"{where}: {name!r} must be text or null, not {_short(value)}.")
    return _whole(value, name, where) if value else None


def _iri(fields: dict[str, Any], name: str, where: str) -> str | None:
    value = _text(fields, name, where)
    if value is not None and not _IRI.fullmatch(value):
        raise ArticleError(f"{where}: {name!r} must be the IRI of an article, not {_short(value)}.")
    return value


def _whole(value: str, name: str, where: str) -> str:
    """The text where it is one: JSON can spell half a character, which no store can keep."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ArticleError(f"{where}: {name!r} holds half a character (a lone surrogate); mend the line.")
    return value


def _authors(fields: dict[str, Any], where: str) -> tuple[str, ...]:
    value = fields.get("authors", fields.get("author")) or []
    authors = [value] if isinstance(value, str) else value
    if not isinstance(authors, list) or not all(isinstance(author, str) for author in authors):
        raise ArticleError(f"{where}: 'authors' must be a list of names, not {_short(value)}.")
    return tuple(_whole(author, "authors", where) for author in authors)


def _published(fields: dict[str, Any], where: str) -> date | None:
    value = _text(fields, "published", where)
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise ArticleError(f"{where}: 'published' must be a date like 2026-01-28, not {value!r}.") from error


def _basis(fields: dict[str, Any]) -> PublishedBasis | None:
    """The basis by its first word ("inferred: a Friday …" is inferred); a bare date is metadata."""
    if not fields.get("published"):
        return None
    words = str(fields.get("published_basis") or "").replace(":", " ").split()
    first = words[0].lower() if words else ""
    return PublishedBasis(first) if first in set(PublishedBasis) else PublishedBasis.METADATA
