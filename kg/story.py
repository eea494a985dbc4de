"""The story layer: which claims of all articles tell of one happening, and which of them disagree."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, Store

from kg.identity import graph_iri
from kg.model import Reading


class Story:
    """The story graph of one store that is being written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.graph = NamedNode(graph_iri("story"))

    def add(self, reading: Reading) -> None:
        """Let the claims of an article version take part."""

    def discard(self, reading: Reading) -> None:
        """Take the claims of an article version out."""

    def changes(self) -> tuple[list[Quad], list[Quad]]:
        """What leaves the graph and what enters it since the last call."""
        return [], []

    def trim(self) -> None:
        """Forget what was kept for speed where there is much of it; call it when nothing is pending."""
