"""The commands that keep a store in order and open it to others: `verify`, `remove`, `rebuild`, `serve`."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli_options import DEFAULT_STORE, StoreOption, examples
from api.output import SOME_FAILED, clean, counted, notice, progress
from kg.errors import InputError

DEFAULT_PORT = 8000  # as in api.settings; here so that --help need not load the service

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
        Path | None, typer.Option("--nquads", metavar="FILE", help="Check a dump in N-Quads instead.")
    ] = None,
) -> None:
    """Hold every quote against the text of its article, and every text against its digest.

    Prints a line for each article, claim, mention, attribution or edge that fails.
    """
    from kg.verify import verify_nquads, verify_store

    failed = 0
    for failure in verify_nquads(nquads) if nquads else verify_store(store):
        print(clean(str(failure)))
        failed += 1
    checked = nquads or store
    if failed:
        notice(f"{checked}: {counted(failed, 'failure')}.")
        raise typer.Exit(SOME_FAILED)
    notice(f"{checked}: every quote stands in its article.")


def remove(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its identifier, URL or IRI.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take out an article with all that it said, and nothing else.

    A URL or an identifier means every version of the article, an IRI the one version.
    """
    from kg.queries.binding import as_iri
    from kg.store import open_store

    with open_store(store) as kept:
        gone = kept.remove(as_iri(article) or article)
        kept.publish()
    notice(f"{store}: removed {counted(len(gone), 'version')} of {gone[0].identifier}.")


def rebuild(store: StoreOption = DEFAULT_STORE) -> None:
    """Read all stored articles anew, after an upgrade, and list what changed.

    Lines that begin with - are statements that went, those with + are new.
    """
    from ingest.run import rebuild as read_anew
    from kg.store import open_store

    changed = 0
    with open_store(store) as kept:
        for change in progress(read_anew(kept), "reading anew"):
            changed += 1
            print(clean(change.article.identifier))
            for sign, statements in (("-", change.gone), ("+", change.new)):
                for said in statements:
                    print(f"  {sign} {clean(said)}")
    notice(f"{store}: {counted(changed, 'article')} changed.")


def serve(
    store: StoreOption = DEFAULT_STORE,
    create: Annotated[
        bool, typer.Option("--create", help="Make an empty store first if none is there.")
    ] = False,
    host: Annotated[str, typer.Option("--host", metavar="H", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")
    ] = DEFAULT_PORT,
    default_graph: Annotated[
        Literal["union", "strict"],
        typer.Option(help="What a query sees that names no graph: all of them, or the standard's empty one."),
    ] = "union",
) -> None:
    """Serve the explorer, the lists, the SPARQL endpoint and every IRI over HTTP, until interrupted."""
    from api.serve import serve as listen
    from api.settings import Settings
    from kg.layout import Layout
    from kg.store import open_store

    if create and not Layout.at(store).exists:
        open_store(store, create=True).close()
    free = free_port(host, port)
    settings = Settings(store=store, host=host, port=free, default_graph=default_graph)
    shown = f"[{host}]" if ":" in host else host
    listen(settings, lambda: notice(f"{store}: serving at http://{shown}:{free}/explore (stop with Ctrl-C)"))


def free_port(host: str, port: int) -> int:
    """The port where it can be listened on, or a free one for 0. Raises `InputError` where it cannot."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except OSError as error:
        raise InputError(
            f"Cannot listen on port {port} of {host} ({error.strerror}); choose with --port and --host."
        ) from None
