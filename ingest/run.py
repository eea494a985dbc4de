"""Orchestration: articles in, readings into a store, and a report of what became of each.

This is the one place of `ingest` that knows the clock and that something may fail; the steps know neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata

from spacy.language import Language

from ingest.language_model import language_model, model_version
from ingest.pipeline import read
from ingest.rulebook import rulebook_digest
from kg.errors import ArticleError
from kg.identity import article_iri, claim_iri
from kg.model import Article, Claim, Reading, Run
from kg.rdf_read import claims_of
from kg.statement import statement_of
from kg.store import Outcome, Store

PUBLISH_EVERY = 500  # articles; so that readers of a long ingest see it grow


@dataclass(slots=True)
class Report:
    """What became of the articles of one ingest."""

    outcomes: dict[Outcome, int] = field(default_factory=dict)
    claims: int = 0
    failed: list[ArticleError] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles were read, whether or not they changed anything."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Change:
    """What a rebuild changed in one article: the statements that went, and those that came."""

    article: Article
    gone: tuple[str, ...]
    new: tuple[str, ...]


def ingest(
    articles: Iterable[Article | ArticleError],
    store: Store,
    tell: Callable[[Article | ArticleError], None] | None = None,
) -> Report:
    """Read every article into the store and publish it; what fails is in the report, the rest is in.

    An article that the store knows by this very run is not read again. `tell` is called after each one.
    """
    nlp = language_model()
    run = this_run(nlp)
    report = Report()
    started = _now()
    with store.batch():
        for number, article in enumerate(articles, start=1):
            if isinstance(article, Article):
                try:
                    outcome = Outcome.UNCHANGED
                    if not store.knows(article, run):
                        reading = read_guarded(article, nlp)
                        outcome = store.put(reading, run)
                        report.claims += len(reading.claims)
                    report.outcomes[outcome] = report.outcomes.get(outcome, 0) + 1
                except ArticleError as error:
                    report.failed.append(error)
            else:
                report.failed.append(article)
            if tell:
                tell(article)
            if number % PUBLISH_EVERY == 0:
                store.publish()
    if report.articles > report.outcomes.get(Outcome.UNCHANGED, 0):
        store.record_run(run, started, _now())
    store.publish()
    return report


def rebuild(store: Store, tell: Callable[[Article], None] | None = None) -> Iterator[Change]:
    """Read every stored text anew with today's rulebook; yields what changed, article by article.

    The new state is published at the end, so that readers see the old one or the new one.
    """
    nlp = language_model()
    run = this_run(nlp)
    started = _now()
    for article in list(store.articles()):
        if not store.knows(article, run):
            before = _statements(article, claims_of(store.live, article_iri(article)))
            reading = read_guarded(article, nlp)
            store.put(reading, run)
            after = _statements(article, reading.claims)
            if before != after:
                yield Change(
                    article,
                    gone=tuple(words for iri, words in before.items() if iri not in after),
                    new=tuple(words for iri, words in after.items() if iri not in before),
                )
        if tell:
            tell(article)
    store.record_run(run, started, _now())
    store.publish()


def read_guarded(article: Article, nlp: Language) -> Reading:
    """The reading of one article. Raises ArticleError where we fail on it: that must not lose the others."""
    try:
        return read(article, nlp)
    except Exception as error:
        raise ArticleError(
            f"{article.identifier}: OnRecord failed on this text ({type(error).__name__}: {error}); the "
            "others are read all the same. Please report it with the text."
        ) from error


def this_run(nlp: Language) -> Run:
    """The run that reads with this language model and today's rulebook."""
    return Run(version=metadata.version("onrecord"), model=model_version(nlp), rulebook=rulebook_digest())


def _statements(article: Article, claims: Iterable[Claim]) -> dict[str, str]:
    return {claim_iri(article_iri(article), claim): statement_of(claim, article.text) for claim in claims}


def _now() -> datetime:
    return datetime.now(UTC)
