"""What the endurance runs share: articles that are read once, and what a store holds, clock values left out.

Reading is slow and writing is what these runs are about, so `instant_reading` reads every text beforehand and
lets `ingest` look the readings up.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from ingest import run
from ingest.language_model import language_model
from ingest.pipeline import read
from ingest.readers import read_articles
from kg.model import Article, Reading, Run
from kg.store import Store
from kg.vocab import PROV

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"
CLOCK = (str(PROV.startedAtTime), str(PROV.endedAtTime))


def articles(copies: int) -> list[Article]:
    """The example articles in so many copies, each with a URL and a line of its own."""
    found = [a for a in read_articles([EXAMPLES]) if isinstance(a, Article)]
    return [
        dataclasses.replace(
            article,
            identifier=f"{article.identifier}-{number}",
            url=f"https://news.example/{number}/{article.identifier}",
            text=f"{article.text}\nCopy {number}.\n",
        )
        for number in range(copies)
        for article in found
    ]


@dataclasses.dataclass(slots=True)
class Reader:
    """Who reads at the moment: set another run and `rebuild` has something to do."""

    run: Run


@contextmanager
def instant_reading(texts: Iterable[Article]) -> Iterator[Reader]:
    """While it lasts, `ingest` and `rebuild` find the readings of these texts ready, by the run it gives."""
    nlp = language_model()
    reader = Reader(run.this_run(nlp))
    ready = {article.text: read(article, nlp) for article in texts}

    def who(_: object) -> Run:
        return reader.run

    def look_up(article: Article, _: object) -> Reading:
        return dataclasses.replace(ready[article.text], article=article)

    with mock.patch.object(run, "read_guarded", look_up), mock.patch.object(run, "this_run", who):
        yield reader


def quads_of(store: Store) -> list[str]:
    """Every quad of the store as a line of N-Quads, sorted, the run's clock left out."""
    store.commit()
    lines = (f"{quad} ." for quad in store.live)
    return sorted(line for line in lines if not any(predicate in line for predicate in CLOCK))
