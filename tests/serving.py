"""Stores and servers for the tests of the HTTP service: built from the invented worlds, on free ports."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import uvicorn
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.model import Reading
from kg.store import open_store
from tests import worlds

LOCAL = "http://localhost"


def store_of(folder: Path, readings: Iterable[Reading] = worlds.WORLD) -> Path:
    """A published store of these readings in that folder."""
    with open_store(folder, create=True) as store:
        with store.batch():
            for reading in readings:
                store.put(reading, worlds.RUN)
        store.publish()
    return folder


@contextlib.contextmanager
def client_of(settings: Settings) -> Iterator[TestClient]:
    """A client in this process; its `Host` is one that the service answers to."""
    with TestClient(create_app(settings), base_url=LOCAL) as client:
        yield client


@contextlib.contextmanager
def server_of(settings: Settings) -> Iterator[str]:
    """A server on a free port of this machine, in a thread; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
