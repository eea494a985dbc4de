"""From files and folders to articles, each with its text exactly as received.

A path may be a text file or a folder, with a `manifest.jsonl` or without. What cannot be read is yielded as
an ArticleError in its place, so that the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.readers.manifest import MANIFEST, Entry, read_manifest
from ingest.readers.metadata import with_metadata
from ingest.readers.text import article_from
from kg.errors import ArticleError
from kg.model import Article

SUFFIXES = frozenset({".txt", ".text"})


def read_articles(
    paths: Iterable[Path], manifest: Path | None = None, *, any_language: bool = False
) -> Iterator[Article | ArticleError]:
    """Every article under these paths, in the order of their names; an ArticleError for each that fails.

    `manifest` says more about the files that it names (default: the `manifest.jsonl` of each folder). A text
    that is not English is an ArticleError too, unless `any_language`.
    """
    given = list(read_manifest(manifest)) if manifest else []
    described = {entry.path.resolve(): entry for entry in given if isinstance(entry, Entry)}
    yield from (entry for entry in given if isinstance(entry, ArticleError))
    seen: set[Path] = set()
    for path in paths:
        for found in _entries(path, described):
            if isinstance(found, ArticleError):
                yield found
            elif found.path.resolve() not in seen:
                seen.add(found.path.resolve())
                yield _read(found, any_language)


def is_there(path: Path) -> bool:
    """True where there is a file or folder of that name; False also for a name that none can have."""
    try:
        return path.exists()
    except OSError:
        return False


def _entries(path: Path, described: dict[Path, Entry]) -> Iterator[Entry | ArticleError]:
    """The files that a path stands for, each with what a manifest says of it."""
    if not is_there(path):
        yield ArticleError(f"{path}: no such file or folder; check the path.")
    elif path.is_dir():
        yield from _folder(path, described)
    elif path.name == MANIFEST:
        yield from read_manifest(path)
    else:
        yield described.get(path.resolve()) or Entry(path)


def _folder(folder: Path, described: dict[Path, Entry]) -> Iterator[Entry | ArticleError]:
    """The files of a folder: those of its manifest in their order, then every other text file."""
    manifest = folder / MANIFEST
    listed = list(read_manifest(manifest)) if manifest.is_file() and not described else []
    yield from listed
    named = {entry.path.resolve() for entry in listed if isinstance(entry, Entry)}
    texts = sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix.lower() in SUFFIXES)
    for file in texts:
        if file.resolve() not in named:
            yield described.get(file.resolve()) or Entry(file)
    if not texts and not listed:
        yield ArticleError(
            f"{folder}: the folder holds no .txt file and no {MANIFEST}; nothing to read there."
        )


def _read(entry: Entry, any_language: bool) -> Article | ArticleError:
    try:
        article = with_metadata(article_from(entry.path), entry)
    except ArticleError as error:
        return error
    except OSError as error:
        return ArticleError(f"{entry.path}: cannot be read ({error.strerror}); check its permissions.")
    if article.language != "en" and not any_language:
        return ArticleError(
            f"{entry.path}: the text seems to be in the language {article.language!r}, and OnRecord reads "
            'English; to read it all the same, give it "language": "en" in a manifest.'
        )
    return article
