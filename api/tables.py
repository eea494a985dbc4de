"""The answer to a query as lines to read: a table, with the sentence and the voice under each claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from api.output import table
from kg.identity import base
from kg.model import Polarity, Status
from kg.statement import standing
from kg.vocab import PREFIXES

TOLD_BELOW = frozenset(
    {"sentence", "attribution", "origin", "article", "publisher", "published", "claim", "articleIri"}
)
"""Columns of a claim that stand under its row, where there is room for a sentence."""

STANDS = frozenset({"status", "polarity", "condition"})
"""Columns that become one, how it stands; the condition stands below."""


def answer_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of the answer. Rows that are claims (with claim, sentence and status) are told in full."""
    named = (_short(row) for row in rows)
    if not columns:
        yield from (" ".join(row) for row in named)
        return
    if not {"claim", "sentence", "status"} <= set(columns):
        yield from table(columns, named)
        return
    heads = [name for name in columns if name not in TOLD_BELOW | STANDS | {"date"}]
    told = [dict(zip(columns, row, strict=True)) for row in named]
    cells = [[claim[name] for name in heads] + [stands(claim), claim.get("date", "")] for claim in told]
    yield from table([*heads, "how it stands", "date"], cells, (list(_below(claim)) for claim in told))


def stands(claim: Mapping[str, str]) -> str:
    """Status and polarity in a word or two; "background" for what is no claim but has its sentence."""
    if not claim["status"]:
        return "background" if claim.get("sentence") else ""
    return standing(Status(claim["status"]), Polarity(claim["polarity"]))


def short(iri: str) -> str:
    """An IRI as `onrecord trace` takes it too: `claim/…` for our own, `rec:…` for known terms."""
    if iri.startswith(base()):
        return iri[len(base()) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _short(row: Sequence[str]) -> list[str]:
    return [short(cell) for cell in row]


def _below(claim: Mapping[str, str]) -> Iterator[str]:
    """The lines under a claim: its sentence; whose word, in which article; its IRI."""
    if claim["sentence"]:
        yield f"“{claim['sentence']}”"
    if claim.get("condition"):
        yield f"condition: {claim['condition']}"
    source = ", ".join(
        part for part in (claim.get("publisher") or claim.get("article"), claim.get("published")) if part
    )
    parts = [source, claim.get("attribution", ""), claim["claim"]]
    if any(parts):
        yield " · ".join(part for part in parts if part)
