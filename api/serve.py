"""Starts the HTTP service: `serve(settings)` runs until it is interrupted."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from api.app import create_app
from api.settings import Settings


def serve(settings: Settings, tell: Callable[[], None] = lambda: None) -> None:
    """Serves the store on `settings.host` and `settings.port`; calls `tell` when it is about to listen.

    Raises `StoreError` before that where there is no store that can be served.
    """
    app = create_app(settings)
    tell()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=3,
    )
