"""What a store keeps beside its articles: decisions of people, entities, story. They change together."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode, Quad, Store

from kg.entities import Entities
from kg.errors import UnknownThingError
from kg.merges import Merge, Merges
from kg.rdf_read import entity_of
from kg.story import Story


class Layers:
    """The layers of one store that is being written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.merges = Merges(store)
        self.entities = Entities(store, self.merges)
        self.story = Story(store, self.merges)

    def merge(self, merge: Merge) -> None:
        """Let two entities be one thing. Nothing else may wait, here and in `split`.

        Raises UnknownThingError where the store lacks one of them, and InputError where the decision
        contradicts one that holds. A decision that holds already gets the new reason.
        """
        for node in (merge.merged, merge.into):
            entity_of(self._store, node.value)
        self.merges.check(merge)
        self._follow(merge, self.merges.add)

    def split(self, merged: NamedNode) -> Merge:
        """Take back that this entity was merged. Raises UnknownThingError where it was not."""
        merge = self.merges.of(merged)
        if merge is None:
            raise UnknownThingError(f"{merged.value} was not merged into anything.")
        self._follow(merge, self.merges.drop)
        return merge

    def changes(self) -> tuple[list[Quad], list[Quad]]:
        """What leaves the graphs and what enters them since the last call."""
        gone: list[Quad] = []
        new: list[Quad] = []
        for layer in (self.merges, self.entities, self.story):
            left, came = layer.changes()
            gone += left
            new += came
        return gone, new

    def trim(self) -> None:
        """Forget what was kept for speed where there is much of it; call it when nothing is pending."""
        self.entities.trim()
        self.story.trim()

    def _follow(self, merge: Merge, decide: Callable[[Merge], None]) -> None:
        nodes = {*self.merges.members(merge.merged), *self.merges.members(merge.into)}
        self.story.resettle(nodes, lambda: decide(merge))
        self.entities.touch(nodes)
