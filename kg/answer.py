"""Answers one SPARQL query from one snapshot into a stream: the engine behind the endpoint.

pyoxigraph writes its results straight into the stream, in constant memory. Raising inside the stream's
`write` stops the query, and so the limits on rows and bytes are kept here. Time and memory are not: nothing
interrupts a running query but the end of its process (see `api.workers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg.errors import LimitError, QueryError
from kg.guard import QueryForm, one_line, read_shape, where_it_breaks
from kg.vocab import PREFIXES

RESULT_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""What SELECT and ASK can be answered in; the first is the default."""

GRAPH_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
"""What CONSTRUCT and DESCRIBE can be answered in; the first is the default."""


class AnswerTooLargeError(LimitError):
    """The answer has more rows or bytes than one answer may have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one answer may hold."""

    rows: int = 200_000
    bytes: int = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the graphs that it runs over.

    `default_graphs` and `named_graphs` are None where the client named none; naming either replaces the
    query's own FROM, as the SPARQL protocol says. `union` makes the default graph the union of all graphs
    where neither the client nor the query names any.
    """

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    union: bool = True


def media_types(form: QueryForm) -> tuple[str, ...]:
    """What a query of that form can be answered in, the preferred first."""
    return tuple(RESULT_FORMATS if form in ("select", "ask") else GRAPH_FORMATS)


def write_answer(store: Store, question: Question, media_type: str, stream: IO[bytes], limits: Limits) -> int:
    """Writes the answer and returns how many bytes it has.

    Raises `QueryError` where the query is no SPARQL, and `AnswerTooLargeError` as soon as a limit is
    passed; what the stream holds then is no answer.
    """
    shape = read_shape(question.query)
    named = question.default_graphs is not None or question.named_graphs is not None
    try:
        results = store.query(
            question.query,
            prefixes=PREFIXES,
            use_default_graph_as_union=question.union and not named and not shape.names_graphs,
            default_graph=_nodes(question.default_graphs or ()) if named else None,
            named_graphs=_nodes(question.named_graphs or ()) if named else None,
        )
    except SyntaxError as error:
        raise QueryError(where_it_breaks(question.query, str(error))) from error
    gauge = _Gauge(stream, limits, media_type)
    try:
        if isinstance(results, QuerySolutions | QueryBoolean):
            results.serialize(gauge, RESULT_FORMATS[media_type])  # type: ignore[arg-type]  # write() is all it needs
        else:
            results.serialize(gauge, GRAPH_FORMATS[media_type])  # type: ignore[arg-type]
    except (OSError, RuntimeError, ValueError) as error:
        if gauge.refusal is not None:
            raise AnswerTooLargeError(gauge.refusal) from None
        raise QueryError(f"The query could not be evaluated: {one_line(str(error))}") from error
    return gauge.bytes


class _Gauge:
    """A stream that counts what passes through it and stops at the limits."""

    def __init__(self, stream: IO[bytes], limits: Limits, media_type: str) -> None:
        self._stream = stream
        self._limits = limits
        self._mark = _ROW_MARKS.get(media_type, b"\n")
        self._tail = b""
        self.rows = 0
        self.bytes = 0
        self.refusal: str | None = None

    def write(self, part: bytes) -> int:
        self.bytes += len(part)
        seam = self._tail + bytes(part)
        self.rows += seam.count(self._mark)
        self._tail = seam[len(seam) - len(self._mark) + 1 :] if len(self._mark) > 1 else b""
        if self.rows > self._limits.rows:
            self._refuse(f"more than {self._limits.rows:,} rows")
        if self.bytes > self._limits.bytes:
            self._refuse(f"more than {self._limits.bytes:,} bytes")
        return self._stream.write(part)

    def flush(self) -> None:
        self._stream.flush()

    def _refuse(self, what: str) -> None:
        self.refusal = f"The answer has {what}, which is the limit here: add a LIMIT or narrow the query."
        raise OSError(self.refusal)


_ROW_MARKS = {
    "application/sparql-results+json": b'}},{"',
    "application/json": b'}},{"',
    "application/sparql-results+xml": b"<result>",
    "application/xml": b"<result>",
    "text/csv": b"\r\n",
}
"""What stands between two rows; a line end in every other format. A literal that holds the same bytes counts
as a row too many, so a limit may strike a little early, never late."""


def _nodes(iris: Iterable[str]) -> list[Any]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"A graph is named by something that is no IRI: {one_line(str(error))}") from error
