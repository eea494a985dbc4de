"""The whole HTTP service on one screen: what is served where, and which error becomes which status."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api import explorer, manual, rest, sparql, things
from api.accept import NotAcceptableError, wants_page
from api.context import Context
from api.headers import HEADERS, SafeHeaders
from api.pages import STATIC, page
from api.settings import Settings
from api.workers import OutOfMemoryError, TooBusyError, TookTooLongError
from kg.answer import AnswerTooLargeError
from kg.errors import InputError, OnRecordError, QueryError, StoreError, UnknownThingError
from kg.guard import ForeignRequestError, UpdateRefusedError

STATUS: dict[type[Exception], int] = {
    QueryError: 400,
    UpdateRefusedError: 403,
    ForeignRequestError: 403,
    UnknownThingError: 404,
    NotAcceptableError: 406,
    AnswerTooLargeError: 413,
    sparql.QueryTooLongError: 413,
    sparql.MediaTypeError: 415,
    TooBusyError: 429,
    TookTooLongError: 503,
    OutOfMemoryError: 503,
    StoreError: 503,
    InputError: 400,
    OnRecordError: 500,
}
"""The status of every error that is raised on purpose; the nearest class decides."""

RETRY_SECONDS = "5"  # what Retry-After says where the same request may succeed later


def create_app(settings: Settings) -> FastAPI:
    """The application over one store. Raises `StoreError` at once where there is no store to serve."""
    context = Context(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await context.workers.close()
        context.close()

    app = FastAPI(
        title="OnRecord",
        version=version("onrecord"),
        summary="A knowledge graph of news in which every fact knows who said it.",
        docs_url=None,  # FastAPI's own page loads scripts from another server
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.context = context
    for part in (explorer, rest, sparql, things, manual):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(SafeHeaders)
    for error in STATUS:
        app.add_exception_handler(error, _refuse)
    app.add_exception_handler(HTTPException, _refuse)
    app.add_exception_handler(Exception, _fail)
    app.add_exception_handler(RequestValidationError, _refuse)
    return app


def _refuse(request: Request, error: Exception) -> Response:
    """One sentence and a status: as a page for a browser, else as `{"error": …}`."""
    status, sentence = _status_and_sentence(request, error)
    headers = {"Retry-After": RETRY_SECONDS} if status in (429, 503) else {}
    if wants_page(request):
        answer: Response = page(request, "error.html", status, title=f"Error {status}", sentence=sentence)
        answer.headers.update(headers)
        return answer
    return JSONResponse({"error": sentence}, status, headers)


def _fail(_: Request, error: Exception) -> Response:
    """What nobody foresaw: the log has the traceback, the client a sentence."""
    sentence = f"Something went wrong here ({type(error).__name__}); the server's log says where."
    return JSONResponse({"error": sentence}, 500, HEADERS)


def _status_and_sentence(request: Request, error: Exception) -> tuple[int, str]:
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return 400, f"The parameter {str(first['loc'][1])!r} is not right: {first['msg']}."
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return 404, f"There is nothing at {request.url.path}."
        return error.status_code, str(error.detail)
    kind = next(kind for kind in type(error).__mro__ if kind in STATUS)
    return STATUS[kind], str(error)
