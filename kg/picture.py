"""What a picture of the graph is asked to show, what it then holds, and the shapes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.browse import ClaimRow, Selection
from kg.links import Link
from kg.model import EntityKind
from kg.places import Place

DEFAULT_NODES, DEFAULT_LINKS = 80, 200  # legibility fails before speed: 80 to 150 nodes can be read
MOST_NODES, MOST_LINKS = 300, 900

SHAPES: Mapping[EntityKind, str] = {
    EntityKind.PERSON: "dot",
    EntityKind.GROUP: "triangleDown",
    EntityKind.COMPANY: "square",
    EntityKind.OUTLET: "triangle",
    EntityKind.GOVERNMENT: "hexagon",
    EntityKind.AGENCY: "hexagon",
    EntityKind.COUNTRY: "diamond",
    EntityKind.PLACE: "diamond",
    EntityKind.CHIP: "star",
    EntityKind.PRODUCT: "star",
    EntityKind.OFFICIAL_LIST: "square",
    EntityKind.POLICY: "triangle",
    EntityKind.CONCEPT: "dot",
}
"""One shape per kind, beside its colour and its word in the legend: nobody has to tell colours apart."""


@dataclass(frozen=True, slots=True)
class View:
    """What to draw: which claims, around whom, with which nodes unfolded or hidden (all entities by IRI)."""

    selection: Selection = field(default_factory=Selection)
    focus: str | None = None
    without: tuple[EntityKind, ...] = ()
    expanded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    nodes: int = DEFAULT_NODES


@dataclass(frozen=True, slots=True)
class Picture:
    """What was drawn: places of entities, the lines between them, and how much there is in all."""

    places: Mapping[str, Place]
    links: tuple[Link, ...]
    claims: tuple[ClaimRow, ...]
    unseen: Mapping[str, int]
    total_entities: int
    total_links: int
    total_claims: int
