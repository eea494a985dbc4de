"""Starts the HTTP service: `serve(settings)` runs until it is interrupted."""

from __future__ import annotations

import uvicorn

from api.app import create_app
from api.settings import Settings


def serve(settings: Settings) -> None:
    """Serves the store on `settings.host` and `settings.port`.

    Raises `StoreError` before it listens where there is no store that can be served.
    """
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=3,
    )
