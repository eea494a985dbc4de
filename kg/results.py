"""What a query gave, written as JSON, CSV, TSV or Turtle, or read as plain rows for a table.

JSON and TSV are those of SPARQL 1.1, written by pyoxigraph in constant memory. CSV is SPARQL's but for one
thing: a text that a spreadsheet would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.errors import QueryError
from kg.queries.binding import Asked
from kg.vocab import PREFIXES

Result = QuerySolutions | QueryBoolean | QueryTriples
Cell = NamedNode | BlankNode | Literal | Triple | None

FORMATS = ("table", "json", "csv", "tsv", "turtle")
"""What the answer to a query can be printed as; the first is for people."""

AT_ONCE = 500  # claims in one query, so that its text stays short

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets."""


def write_result(result: Result, form: str, stream: IO[bytes], asked: Asked) -> None:
    """The whole answer in that format. A graph also goes into rows: subject, predicate, object.

    Rows go into Turtle where they are claims: as all that the graph says of these claims. Raises `QueryError`
    for other rows.
    """
    if form == "turtle":
        triples = result if isinstance(result, QueryTriples) else _of_claims(result, asked)
        serialize(sorted(triples, key=str), stream, RdfFormat.TURTLE, prefixes=PREFIXES)
        return
    if isinstance(result, QueryTriples):
        result = as_rows(result)
    if form == "csv" and isinstance(result, QuerySolutions):
        _write_csv(result, stream)
    else:
        result.serialize(stream, _STANDARD[form])


def as_rows(triples: QueryTriples) -> QuerySolutions:
    """A graph as solutions with the variables subject, predicate and object."""
    held = Store()
    held.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    rows = held.query(
        "SELECT ?subject ?predicate ?object WHERE { ?subject ?predicate ?object } "
        "ORDER BY ?subject ?predicate ?object"
    )
    assert isinstance(rows, QuerySolutions)
    return rows


def texts_of(result: Result) -> tuple[list[str], Iterator[list[str]]]:
    """The columns, and the rows as plain texts: IRIs in full, literals without type, "" where nothing is.

    A graph has the columns subject, predicate and object; a yes or no has no column and one cell.
    """
    if isinstance(result, QueryBoolean):
        return [], iter([["yes" if result else "no"]])
    rows = as_rows(result) if isinstance(result, QueryTriples) else result
    return _columns(rows), ([plain(cell) for cell in row] for row in rows)


def plain(cell: Cell) -> str:
    """A term as a reader writes it."""
    if cell is None:
        return ""
    return cell.value if isinstance(cell, NamedNode | Literal | BlankNode) else str(cell)


def safe_for_spreadsheets(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def write_csv_rows(rows: Iterable[Iterable[str]], stream: IO[bytes]) -> None:
    """Rows as CSV in UTF-8, with the line ends that RFC 4180 and SPARQL want."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        csv.writer(text, lineterminator="\r\n").writerows(rows)
    finally:
        text.detach()


def _write_csv(solutions: QuerySolutions, stream: IO[bytes]) -> None:
    """Rows as SPARQL's CSV; texts are made safe for spreadsheets, numbers stay what they are."""
    write_csv_rows([_columns(solutions)], stream)
    write_csv_rows(
        (
            [safe_for_spreadsheets(plain(cell)) if _is_text(cell) else plain(cell) for cell in solution]
            for solution in solutions
        ),
        stream,
    )


def _of_claims(result: QuerySolutions | QueryBoolean, asked: Asked) -> set[Triple]:
    """All that the graph says of the claims in these rows, with their passages, voices, times and numbers."""
    if isinstance(result, QueryBoolean) or "claim" not in _columns(result):
        raise QueryError(
            "Turtle holds graphs, and this query gives rows without a ?claim; "
            "ask with CONSTRUCT or DESCRIBE, or choose another format."
        )
    found = sorted({str(row["claim"]) for row in result if isinstance(row["claim"], NamedNode)})
    triples: set[Triple] = set()
    for place in range(0, len(found), AT_ONCE):
        claims = " ".join(found[place : place + AT_ONCE])
        answer = asked.query(
            f"CONSTRUCT {{ ?node ?property ?value }} WHERE {{ VALUES ?claim {{ {claims} }} "
            "?claim (rec:attribution|rec:when|rec:quantity|(rec:evidence|rec:span|rec:condition)"
            "|(rec:evidence/oa:hasSelector))? ?node . ?node ?property ?value }"
        )
        assert isinstance(answer, QueryTriples)
        triples.update(answer)
    return triples


def _columns(solutions: QuerySolutions) -> list[str]:
    """The names of the columns."""
    return [variable.value for variable in solutions.variables]


def _is_text(cell: Cell) -> bool:
    """True for literals that somebody wrote, false for numbers, dates and IRIs."""
    return isinstance(cell, Literal) and cell.datatype.value.endswith(("#string", "#langString"))


_STANDARD = {
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "csv": QueryResultsFormat.CSV,
}
