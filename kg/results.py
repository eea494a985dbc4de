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
from kg.vocab import PREFIXES

Result = QuerySolutions | QueryBoolean | QueryTriples
Cell = NamedNode | BlankNode | Literal | Triple | None

FORMATS = ("table", "json", "csv", "tsv", "turtle")
"""What the answer to a query can be printed as; the first is for people."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets."""


def write_result(result: Result, form: str, stream: IO[bytes]) -> None:
    """The whole answer in that format. A graph also goes into rows: subject, predicate, object.

    Raises `QueryError` where rows are to become Turtle: only CONSTRUCT and DESCRIBE give a graph.
    """
    if isinstance(result, QueryTriples):
        if form == "turtle":
            serialize(result, stream, RdfFormat.TURTLE, prefixes=PREFIXES)
            return
        result = as_rows(result)
    if form == "turtle":
        raise QueryError("Turtle holds graphs, and this query gives rows; ask with CONSTRUCT or DESCRIBE.")
    if form == "csv" and isinstance(result, QuerySolutions):
        _write_csv(result, stream)
    else:
        result.serialize(stream, _STANDARD[form])


def as_rows(triples: QueryTriples) -> QuerySolutions:
    """A graph as solutions with the variables subject, predicate and object."""
    held = Store()
    held.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    rows = held.query("SELECT * WHERE { ?subject ?predicate ?object } ORDER BY ?subject ?predicate ?object")
    assert isinstance(rows, QuerySolutions)
    return rows


def texts_of(result: Result) -> tuple[list[str], Iterator[list[str]]]:
    """The columns, and the rows as plain texts: IRIs in full, literals without type, "" for what is not bound.

    A graph has the columns subject, predicate and object; a yes or no stands in the only cell.
    """
    if isinstance(result, QueryBoolean):
        return ["answer"], iter([["yes" if result else "no"]])
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
