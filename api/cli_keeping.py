"""The commands that keep a store in order and open it to others: `verify`, `remove`, `rebuild`, `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import DEFAULT_STORE, StoreOption, examples

VERIFY_EXAMPLES = examples("onrecord verify --store facts", "onrecord verify --nquads facts.nq")
REMOVE_EXAMPLES = examples(
    "onrecord remove wire-story-2026-01-28 --store facts",
    "onrecord remove https://news.example/story --store facts",
)
REBUILD_EXAMPLES = examples("onrecord rebuild --store facts")
SERVE_EXAMPLES = examples(
    "onrecord serve --store facts", "onrecord serve --store new --create --host 0.0.0.0 --port 8000"
)


def verify(
    store: StoreOption = DEFAULT_STORE,
    nquads: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Check a dump in N-Quads instead of a store.")
    ] = None,
) -> None:
    """Hold every quote against the text of its article, and every text against its digest."""


def remove(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its identifier, URL or IRI.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take out an article with all that it said, and nothing else."""


def rebuild(store: StoreOption = DEFAULT_STORE) -> None:
    """Read all stored articles anew, after an upgrade, and list what changed."""


def serve(
    store: StoreOption = DEFAULT_STORE,
    create: Annotated[bool, typer.Option("--create", help="Make an empty store where there is none.")] = False,
    host: Annotated[str, typer.Option(metavar="H", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port.")] = 8000,
) -> None:
    """Serve the explorer, the lists, the SPARQL endpoint and every IRI over HTTP."""
