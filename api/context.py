"""What every request stands on: the settings, the query workers, and the snapshot that is current now."""

from __future__ import annotations

from threading import Lock
from time import monotonic

from fastapi import Request

from api.settings import Settings
from api.workers import Workers
from kg.browse import Catalogue, read_catalogue
from kg.layout import Layout
from kg.snapshots import Snapshot, open_snapshot

LEAVE_SECONDS = 60.0  # a request that began on an old snapshot is done by then; the writer may delete it


class Context:
    """One per application. Follows the store: once ingest publishes a snapshot, the next request sees it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.workers = Workers(settings)
        self._layout = Layout.at(settings.store)
        self._opening = Lock()
        self._snapshot = open_snapshot(settings.store)
        self._left: list[tuple[float, Snapshot]] = []
        self._catalogue: Catalogue | None = None

    @property
    def number(self) -> int:
        """The number of the snapshot that answers now."""
        return self._layout.current() or self._snapshot.number

    @property
    def snapshot(self) -> Snapshot:
        """The current snapshot, opened anew where a newer one was published."""
        if self._snapshot.number != self.number:
            with self._opening:
                if self._snapshot.number != self.number:
                    self._left.append((monotonic(), self._snapshot))
                    self._snapshot = open_snapshot(self.settings.store)
                self._close_left(LEAVE_SECONDS)
        return self._snapshot

    def close(self) -> None:
        """Lets go of every snapshot."""
        self._left.append((monotonic(), self._snapshot))
        self._close_left(0.0)

    def _close_left(self, seconds: float) -> None:
        """Closes the snapshots that were replaced so long ago."""
        now = monotonic()
        for since, snapshot in self._left:
            if now - since >= seconds:
                snapshot.close()
        self._left = [(since, snapshot) for since, snapshot in self._left if now - since < seconds]

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the current snapshot, read once."""
        snapshot = self.snapshot
        held = self._catalogue
        if held is None or held.number != snapshot.number:
            with self._opening:
                held = self._catalogue
                if held is None or held.number != snapshot.number:
                    held = self._catalogue = read_catalogue(snapshot.store, snapshot.number)
        return held

    @property
    def unites(self) -> bool:
        """True where the default graph is the union of all graphs."""
        return self.settings.default_graph == "union"

    def iri(self, path: str) -> str:
        """The IRI that a path of ours stands for: `claim/ab12` under the store's base."""
        return self.settings.instances + path

    def path(self, iri: str) -> str:
        """The other way round: the part of an IRI after the store's base."""
        return iri.removeprefix(self.settings.instances)


def context_of(request: Request) -> Context:
    """The context of the application that answers this request."""
    context: Context = request.app.state.context
    return context
