"""Facts as a table for spreadsheets, each with its sentence and where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from api.telling import Teller
from kg.browse import ClaimRow
from kg.names import clean
from kg.statement import standing


def facts_as_csv(teller: Teller, claims: Iterable[ClaimRow]) -> str:
    """One line per fact, with its sentence and where it stands."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ("statement", "how it stands", "on whose word", "sentence", "outlet", "published", "url", "claim")
    )
    for claim in claims:
        article = teller.catalogue.articles[claim.article]
        writer.writerow(
            map(
                _cell,
                (
                    teller.statement(claim),
                    standing(claim.status, claim.polarity),
                    teller.voice(claim),
                    claim.sentence,
                    article.publisher or article.identifier,
                    claim.published.isoformat() if claim.published else None,
                    article.url,
                    claim.iri,
                ),
            )
        )
    return text.getvalue()


def _cell(text: str | None) -> str:
    """A cell that no spreadsheet runs as a formula."""
    plain = clean(text or "")
    return f"'{plain}" if plain.startswith(("=", "+", "-", "@")) else plain
