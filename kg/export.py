"""Writes a snapshot out for other tools: as RDF, as claims in JSON lines or CSV, as a graph of names.

RDF comes from the store as it is. Claims come in the fields that annotators use (`kg.claim_lines`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import RdfFormat

from kg.claim_lines import claim_lines
from kg.errors import QueryError
from kg.results import safe_for_spreadsheets, write_csv_rows

if TYPE_CHECKING:
    from kg.snapshots import Snapshot

CSV_COLUMNS = (
    "article",
    "type",
    "agent",
    "object",
    "recipient",
    "status",
    "polarity",
    "condition",
    "date",
    "quantity",
    "attribution",
    "publisher",
    "published",
    "evidence",
    "start",
    "end",
    "claim",
)

SEPARATOR = "; "  # between the names in a cell of CSV


def export(snapshot: Snapshot, form: str, stream: IO[bytes]) -> None:
    """Everything in that format. Raises `QueryError` for a format that is none of `FORMATS`."""
    try:
        write = _WRITERS[form]
    except KeyError:
        raise QueryError(f"There is no export format {form!r}; choose one of {', '.join(FORMATS)}.") from None
    write(snapshot, stream)


def _write_claims(snapshot: Snapshot, stream: IO[bytes]) -> None:
    """One JSON object a line for each claim, article by article in the order of their identifiers."""
    for claim in claim_lines(snapshot):
        stream.write(json.dumps(claim, ensure_ascii=False).encode("utf-8") + b"\n")


def _write_csv(snapshot: Snapshot, stream: IO[bytes]) -> None:
    """The claims as a table, safe for spreadsheets; of each name only the label."""
    write_csv_rows([CSV_COLUMNS], stream)
    write_csv_rows(_cells(claim_lines(snapshot)), stream)


def _cells(claims: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    """The cells of each claim's row."""
    for claim in claims:
        yield [_cell(claim.get(column)) for column in CSV_COLUMNS]


def _cell(value: object) -> str:
    """A value as a cell: lists of names by their labels, a quantity by its words."""
    if isinstance(value, list):
        return safe_for_spreadsheets(SEPARATOR.join(names[0] for names in value))
    if isinstance(value, dict):
        return safe_for_spreadsheets(str(value.get("text", "")))
    return safe_for_spreadsheets(value) if isinstance(value, str) else "" if value is None else str(value)


def _dump(form: RdfFormat) -> Callable[[Snapshot, IO[bytes]], None]:
    """A writer of RDF; formats without graphs get the union of all graphs."""
    return lambda snapshot, stream: snapshot.dump(stream, form)


def _write_graphml(snapshot: Snapshot, stream: IO[bytes]) -> None:
    from kg.view import write_graph  # only here: networkx and pyvis take half a second to load

    write_graph(snapshot, "graphml", stream)


def _write_gexf(snapshot: Snapshot, stream: IO[bytes]) -> None:
    from kg.view import write_graph

    write_graph(snapshot, "gexf", stream)


_WRITERS: Mapping[str, Callable[[Snapshot, IO[bytes]], None]] = {
    "claims": _write_claims,
    "nquads": _dump(RdfFormat.N_QUADS),
    "trig": _dump(RdfFormat.TRIG),
    "turtle": _dump(RdfFormat.TURTLE),
    "jsonld": _dump(RdfFormat.JSON_LD),
    "graphml": _write_graphml,
    "gexf": _write_gexf,
    "csv": _write_csv,
}

FORMATS = tuple(_WRITERS)
"""What can be exported; the names of `--format`."""
