"""The commands that read articles: `ingest` into a store, `annotate` to standard output."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import (
    DEFAULT_STORE,
    AnnotationFormat,
    ManifestOption,
    StoreOption,
    day_of,
    examples,
)
from api.output import SOME_FAILED, counted, notice, progress
from kg.errors import ArticleError, QueryError
from kg.model import Article, PublishedBasis, Reading

INGEST_EXAMPLES = examples(
    "onrecord ingest articles/ --store facts",
    "onrecord ingest today.txt --manifest today.jsonl",
    "onrecord ingest corrected.txt --revises https://w3id.org/onrecord/id/article/0f3a…",
)
ANNOTATE_EXAMPLES = examples(
    "onrecord annotate story.txt --published 2026-01-28",
    "onrecord annotate articles/ --format html > read.html",
)

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Text files, or folders of them.", show_default=False)
]


def ingest(
    paths: PathsArgument,
    store: StoreOption = DEFAULT_STORE,
    manifest: ManifestOption = None,
    revises: Annotated[
        str | None,
        typer.Option(metavar="IRI", help="The article version that this one corrects; for one file only."),
    ] = None,
) -> None:
    """Read articles and put what they say into a store, which is made where there is none.

    What cannot be read is named and the rest goes on; the same bytes again change nothing.
    """
    from ingest.readers import is_there, read_articles

    articles: Iterable[Article | ArticleError] = read_articles(paths, manifest)
    if revises is not None:
        articles = [_revision(list(articles), revises, store)]
    if not any(map(is_there, paths)):
        report_failures([error for error in articles if isinstance(error, ArticleError)])
        raise typer.Exit(SOME_FAILED)

    from ingest.run import ingest as read_into
    from kg.store import open_store

    with open_store(store, create=True) as kept:
        report = read_into(progress(articles, "reading"), kept)
    report_failures(report.failed)
    outcomes = ", ".join(f"{count} {outcome.value}" for outcome, count in sorted(report.outcomes.items()))
    notice(
        f"{store}: {counted(report.articles, 'article')} ({outcomes or 'none'}), {report.claims} new claims."
    )
    if report.failed:
        notice(f"{counted(len(report.failed), 'input')} could not be read; see above.")
        raise typer.Exit(SOME_FAILED)


def annotate(
    paths: PathsArgument,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of publication, where the text has none.")
    ] = None,
    manifest: ManifestOption = None,
    form: Annotated[
        AnnotationFormat,
        typer.Option("--format", help="One JSON line an article, or one page with the layers over the text."),
    ] = AnnotationFormat.JSONL,
) -> None:
    """Show what is understood of articles, layer by layer, without storing it."""
    from ingest.annotate import line, page

    failed: list[str] = []
    readings = _readings(paths, manifest, published, failed)
    pieces = (
        page(readings) if form is AnnotationFormat.HTML else (f"{line(reading)}\n" for reading in readings)
    )
    for piece in pieces:
        sys.stdout.write(piece)
    if failed:
        raise typer.Exit(SOME_FAILED)


def report_failures(failed: Iterable[ArticleError]) -> None:
    """What could not be read, one line each."""
    for error in failed:
        notice(f"onrecord: {error}")


def _revision(articles: list[Article | ArticleError], revises: str, store: str) -> Article | ArticleError:
    """The only article, marked as a correction of a version that the store knows."""
    from kg.queries.binding import find_articles
    from kg.snapshots import open_snapshot

    if len(articles) != 1:
        raise QueryError(f"--revises corrects one article by one file, and here are {len(articles)} of them.")
    with open_snapshot(store) as snapshot:
        versions = find_articles(snapshot, revises)
    if len(versions) > 1:
        raise QueryError(f"--revises {revises!r} means {len(versions)} versions; name one by its IRI.")
    article = articles[0]
    return dataclasses.replace(article, revises=versions[0]) if isinstance(article, Article) else article


def _readings(
    paths: list[Path], manifest: Path | None, published: str | None, failed: list[str]
) -> Iterator[Reading]:
    """The articles read one after the other; what cannot be read is said and counted."""
    day = day_of(published, "--published")
    from ingest.language_model import language_model
    from ingest.readers import read_articles
    from ingest.run import read_guarded

    nlp = None
    for article in progress(read_articles(paths, manifest), "reading"):
        try:
            if isinstance(article, ArticleError):
                raise article
            if day is not None:
                article = dataclasses.replace(article, published=day, published_basis=PublishedBasis.METADATA)
            nlp = nlp or language_model()
            reading = read_guarded(article, nlp)
        except ArticleError as error:
            report_failures([error])
            failed.append(str(error))
            continue
        yield reading
