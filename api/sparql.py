"""`/sparql`: the SPARQL 1.1 protocol for reading, over HTTP.

A query comes by GET, as a form or as `application/sparql-query`; the answer is in the first format of the
`Accept` header that fits the query's form. Without a query a browser gets a small page to write one on, and
a program the description of the service.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.accept import NotAcceptableError, choose, wants_page
from api.context import context_of
from api.pages import page
from api.workers import Answer
from kg.answer import GRAPH_FORMATS, Question, media_types
from kg.errors import LimitError, QueryError
from kg.guard import UpdateRefusedError, read_shape
from kg.queries import questions
from kg.service import describe_service

router = APIRouter(tags=["SPARQL"])

PART_BYTES = 64 * 1024  # what is read and sent at a time
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


class QueryTooLongError(LimitError):
    """The text of the query is longer than a query may be."""


class MediaTypeError(QueryError):
    """The body is of a type that no query comes in."""


_DOCS: dict[str, Any] = {
    "summary": "Ask the graph in SPARQL",
    "responses": {
        200: {
            "description": "The answer, whole, in the format that `Accept` prefers",
            "content": {name: {} for name in (*media_types("select"), *GRAPH_FORMATS)},
        }
    },
    "response_class": Response,
}
_PARAMETERS = [
    {"name": "query", "in": "query", "schema": {"type": "string"}, "description": "SPARQL text"},
    *(
        {
            "name": f"{kind}-graph-uri",
            "in": "query",
            "schema": {"type": "array", "items": {"type": "string"}},
            "description": f"IRI of a graph to use as {kind} graph, in place of the query's own FROM",
        }
        for kind in ("default", "named")
    ),
]


@router.get("/sparql", openapi_extra={"parameters": _PARAMETERS}, **_DOCS)
async def query_by_get(request: Request) -> Response:
    """A query in the URL; none: the page for browsers, the service description (Turtle) for programs."""
    asked = parse_qsl(request.url.query, keep_blank_values=True)
    names = {name for name, _ in asked}
    if wants_page(request):
        texts = [{"title": question.title, "sparql": question.sparql} for question in questions()]
        return page(request, "sparql.html", title="SPARQL", questions=texts)
    if not names & {"query", "update"}:
        media_type = choose(request, tuple(GRAPH_FORMATS))
        text = describe_service(str(request.url.replace(query="")), context_of(request).unites, media_type)
        return Response(text, media_type=media_type, headers={"Vary": "Accept"})
    return await _answer(request, asked)


@router.post(
    "/sparql",
    openapi_extra={
        "requestBody": {
            "content": {DIRECT: {"schema": {"type": "string"}}, FORM: {"schema": {"type": "object"}}}
        }
    },
    **_DOCS,
)
async def query_by_post(request: Request) -> Response:
    """A query as a form or as the body itself. Updates are refused."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/sparql-update":
        raise UpdateRefusedError("This endpoint only reads: updates are not accepted here.")
    if kind not in (FORM, DIRECT):
        raise MediaTypeError(f"A query comes as {FORM} or {DIRECT}, not as {kind or 'nothing'}.")
    text = await _read_body(request, context_of(request).settings.query_characters)
    in_url = parse_qsl(request.url.query, keep_blank_values=True)
    asked = parse_qsl(text, keep_blank_values=True) if kind == FORM else [("query", text), *in_url]
    return await _answer(request, asked)


async def _answer(request: Request, asked: list[tuple[str, str]]) -> Response:
    """Runs the one query among the parameters and sends its whole answer."""
    context = context_of(request)
    question = _question(asked, context.unites)
    if len(question.query) > context.settings.query_characters:
        raise QueryTooLongError(_too_long(context.settings.query_characters))
    media_type = choose(request, media_types(read_shape(question.query).form))
    if _known_already(request, context.number):
        return Response(status_code=304, headers=_stamp(context.number))
    answer = await context.workers.answer(question, media_type)
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    headers = {"Content-Length": str(answer.size), "Content-Type": content_type, **_stamp(answer.number)}
    return StreamingResponse(_parts(answer), headers=headers)


def _question(asked: list[tuple[str, str]], union: bool) -> Question:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in asked if key == name)

    if values("update"):
        raise UpdateRefusedError("This endpoint only reads: updates are not accepted here.")
    queries = values("query")
    if len(queries) != 1:
        raise QueryError(f"One parameter 'query' is needed, and {len(queries)} came.")
    return Question(queries[0], values("default-graph-uri") or None, values("named-graph-uri") or None, union)


async def _read_body(request: Request, characters: int) -> str:
    """The body as text, given up as soon as it is too long to be a query."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > 4 * characters + 4096:  # four bytes a character, and the form's other fields
            raise QueryTooLongError(_too_long(characters))
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise QueryError("The query is not in UTF-8.") from None


def _too_long(characters: int) -> str:
    return f"The query is too long: {characters:,} characters are the limit here."


def _stamp(number: int) -> dict[str, str]:
    """The snapshot's number as a weak ETag: the same for every format of one answer."""
    return {"ETag": f'W/"{number}"', "Vary": "Accept", "Cache-Control": "no-cache"}


def _known_already(request: Request, number: int) -> bool:
    known = re.findall(r'"([^"]*)"', request.headers.get("if-none-match", ""))
    return request.method == "GET" and str(number) in known


async def _parts(answer: Answer) -> AsyncIterator[bytes]:
    with answer.file as file:
        while part := file.read(PART_BYTES):
            yield part


__all__ = ["NotAcceptableError", "router"]
