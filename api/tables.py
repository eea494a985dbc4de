"""The answer to a query as lines to read: claims in words, each with its sentence; other rows as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from api.output import paragraph, table
from kg.identity import base
from kg.model import ClaimKind, Polarity, Status
from kg.statement import standing, statement
from kg.vocab import PREFIXES

TOLD = frozenset(
    {"agent", "action", "kind", "object", "recipient", "quantity", "date", "status", "polarity", "condition"}
    | {"sentence", "attribution", "origin", "article", "publisher", "published", "claim", "articleIri"}
)
"""Columns of a claim that its statement and the lines below tell; any other is named on a line of its own."""


def answer_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of the answer: claims (with claim, sentence and status) in words, other rows as a table."""
    named = (_short(row) for row in rows)
    if not columns:
        yield from (" ".join(row) for row in named)
        return
    if not {"claim", "sentence", "status"} <= set(columns):
        yield from table(columns, named)
        return
    for row in named:
        yield from _told(dict(zip(columns, row, strict=True)))


def _told(claim: Mapping[str, str]) -> Iterator[str]:
    """One claim: its statement; how it stands, when, on whose word; its sentence; where that stands."""
    yield from paragraph(_statement(claim), hang=4)
    facts = [stands(claim), claim.get("date", ""), claim.get("attribution", "")]
    yield from paragraph(" · ".join(fact for fact in facts if fact), indent=4)
    for line in _below(claim):
        yield from paragraph(line, indent=4)
    for name, value in claim.items():
        if value and name not in TOLD:
            yield from paragraph(f"{name}: {value}", indent=4)
    yield ""


def _statement(claim: Mapping[str, str]) -> str:
    """The claim told back in words; the bare cells where the row says no kind (background facts)."""
    kind = claim.get("action") or claim.get("kind") or ""
    parts = {role: [claim[role]] if claim.get(role) else [] for role in ("agent", "object", "recipient")}
    if not claim["status"] or kind not in set(ClaimKind):
        cells = [*parts["agent"], kind, *parts["object"], *parts["recipient"]]
        return " · ".join(cell for cell in cells if cell)
    return statement(
        ClaimKind(kind),
        agents=parts["agent"],
        objects=parts["object"],
        recipients=parts["recipient"],
        status=Status(claim["status"]),
        polarity=Polarity(claim["polarity"]),
        quantity=claim.get("quantity"),
    )


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
    """Its sentence, its condition, its article and its IRI."""
    if claim["sentence"]:
        yield f"“{claim['sentence']}”"
    if claim.get("condition"):
        yield f"condition: {claim['condition']}"
    source = ", ".join(
        part for part in (claim.get("publisher") or claim.get("article"), claim.get("published")) if part
    )
    if source or claim["claim"]:
        yield " · ".join(part for part in (source, claim["claim"]) if part)
