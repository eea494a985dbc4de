"""Draws the graph: the only module that knows networkx and pyvis.

`draw` picks the part worth looking at, lays it out here (nothing moves by itself in the browser) and hands
it over as data. `write_graph` writes the whole graph for other tools. Of pyvis only the building of nodes and
edges is used: its own page links to other servers and can be made to run what a label says.
"""

from __future__ import annotations

import io
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Literal

import networkx as nx
import pyvis.network

from kg.browse import Catalogue, ClaimRow, read_catalogue, select_claims
from kg.links import Link, links_of
from kg.model import EntityKind
from kg.names import clean, wrap
from kg.picture import DEFAULT_LINKS, DEFAULT_NODES, MOST_LINKS, MOST_NODES, SHAPES, Picture, View
from kg.places import SPACING, Place, pack, place_around, separate, stretch
from kg.snapshots import Snapshot

ENOUGH = 12  # a focus with fewer neighbours is shown with theirs as well
RINGS = 2  # how many steps from the focus are looked at
UNNAMED = 0.5  # "officials" and "sales" say less than a name; this much of their rank counts
SMALL, LARGE = 6, 20  # beside a part of LARGE nodes, parts below SMALL are left to table and search
CAREFUL = 70  # nodes up to which the slower, tidier layout is quick enough
SPRING_LENGTH = 2.2  # times the even spacing: longer springs leave less of a clump in the middle
LAYOUT_SEED = 7  # any fixed number: the same graph gives the same picture
EXPANSION = 25  # neighbours that one expansion adds, so that a hub does not bury the rest

VIS_SCRIPT = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"
"""The drawing library of the browser, as pyvis 0.3.2 ships it."""
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


def draw(catalogue: Catalogue, view: View) -> Picture:
    """The best-connected part of what is selected, laid out; the same view gives the same picture.

    The rank is a personalised PageRank from the focus (or from everywhere), times how many articles speak of
    the entity. Expansions are placed round their node afterwards, so nothing already placed moves.
    """
    claims = select_claims(catalogue, view.selection)
    every = [link for link in links_of(claims) if _is_drawn(catalogue, link, view)]
    neighbours = _neighbours(every)
    chosen = _choose(_weighted(every), catalogue, view.focus, min(max(view.nodes, 2), MOST_NODES))
    places = _lay_out(_weighted([link for link in every if {link.source, link.target} <= chosen]), view.focus)
    for parent in view.expanded:
        if parent in places:
            fresh = [node for node in neighbours.get(parent, ()) if node not in places][:EXPANSION]
            places |= place_around(parent, fresh, places)
    for node in view.hidden:
        places.pop(node, None)
    shown = [link for link in every if link.source in places and link.target in places]
    drawn = tuple(shown[: MOST_LINKS if view.nodes > DEFAULT_NODES else DEFAULT_LINKS])
    seen = {claim.iri for link in drawn for claim in link.claims}
    return Picture(
        places=places,
        links=drawn,
        claims=tuple(claim for claim in claims if claim.iri in seen or _is_about(claim, view.focus)),
        unseen={
            node: sum(other not in places for other in others)
            for node, others in neighbours.items()
            if node in places
        },
        total_entities=len(neighbours),
        total_links=len(every),
        total_claims=len(claims),
    )


def picture_data(picture: Picture, catalogue: Catalogue, base: str) -> dict[str, Any]:
    """The picture as the browser's drawing library takes it: `nodes`, `edges` and `options`, all plain data.

    Nodes go by the end of their IRI, lines by their key: no id is made of an article's words.
    """
    network = _Network()
    for entity, place in picture.places.items():
        row = catalogue.entities.get(entity)
        kind = row.kind if row else EntityKind.CONCEPT
        name = clean(catalogue.label(entity))
        network.add_node(
            entity.removeprefix(base),
            label=wrap(name),
            shape=SHAPES[kind],
            name=name,
            kind=kind.value,
            size=_size(row.articles if row else 1),
            x=round(place[0]),
            y=round(place[1]),
            facts=row.claims if row else 0,
            more=picture.unseen.get(entity, 0),
        )
    for link in picture.links:
        network.add_edge(
            link.source.removeprefix(base),
            link.target.removeprefix(base),
            id=link.key,
            kind=link.kind.value,
            role=link.role.value,
            stand=link.stand,
            articles=link.articles,
            width=1.2 + min(math.log2(link.articles), 3),
            claims=[claim.iri.removeprefix(base) for claim in link.claims],
        )
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


class _Network(pyvis.network.Network):  # type: ignore[misc]  # pyvis has no types
    """pyvis without its page: directed, so that parallel edges stay; options as data, physics off."""

    def __init__(self) -> None:
        super().__init__(directed=True, cdn_resources="local")
        self.options = {
            "physics": {"enabled": False},
            "layout": {"improvedLayout": False},
            "interaction": {
                "hover": True,
                "hideEdgesOnDrag": False,
                "keyboard": {"enabled": True, "bindToWindow": False},
                "multiselect": False,
                "zoomView": True,
            },
        }


def write_graph(snapshot: Snapshot, format: Literal["graphml", "gexf"], stream: IO[bytes]) -> None:
    """The whole graph for Gephi, Cytoscape or networkx: entities, and a line for each kind and standing.

    A line carries its claims' IRIs, its first sentence and the publishers, so that it can be traced back.
    """
    catalogue = read_catalogue(snapshot.store, snapshot.number)
    stream.write(graph_bytes(catalogue, links_of(catalogue.claims), format))


def graph_bytes(catalogue: Catalogue, links: Iterable[Link], format: str) -> bytes:
    """These lines and the entities at their ends, as GraphML or GEXF."""
    held = io.BytesIO()
    graph = _graph_of(catalogue, links)
    (nx.write_graphml if format == "graphml" else nx.write_gexf)(graph, held, encoding="utf-8")
    return held.getvalue()


def _graph_of(catalogue: Catalogue, links: Iterable[Link]) -> nx.MultiDiGraph:
    """These lines and the entities at their ends as a networkx graph with names, kinds and sources."""
    graph = nx.MultiDiGraph()
    for link in links:
        for end in (link.source, link.target):
            row = catalogue.entities.get(end)
            graph.add_node(end, label=clean(catalogue.label(end)), kind=row.kind.value if row else "")
        articles = [catalogue.articles[claim.article] for claim in link.claims]
        graph.add_edge(
            link.source,
            link.target,
            key=link.key,
            label=f"{link.kind.value} ({link.stand})",
            kind=link.kind.value,
            stand=link.stand,
            role=link.role.value,
            articles=link.articles,
            sentence=clean(link.claims[0].sentence),
            publishers=clean("; ".join(sorted({row.publisher or row.identifier for row in articles}))),
            claims=" ".join(claim.iri for claim in link.claims),
        )
    return graph


def _is_drawn(catalogue: Catalogue, link: Link, view: View) -> bool:
    ends = (catalogue.entities.get(link.source), catalogue.entities.get(link.target))
    return not view.without or not any(row and row.kind in view.without for row in ends)


def _is_about(claim: ClaimRow, focus: str | None) -> bool:
    return focus is None or focus in claim.participants


def _weighted(links: Sequence[Link]) -> nx.Graph:
    """An undirected graph: a pair's weight grows with the articles that join it."""
    graph = nx.Graph()
    for link in sorted(links, key=lambda link: link.key):
        weight = graph.get_edge_data(link.source, link.target, {"weight": 0})["weight"]
        graph.add_edge(link.source, link.target, weight=weight + link.articles)
    return graph


def _choose(graph: nx.Graph, catalogue: Catalogue, focus: str | None, most: int) -> set[str]:
    """The highest-ranked nodes; with a focus, it and its neighbours first, then theirs."""
    if not graph:
        return set()
    start = {focus: 1.0} if focus in graph else None
    rank = nx.pagerank(graph, personalization=start, weight="weight")

    def worth(node: str) -> float:
        row = catalogue.entities.get(node)
        share = UNNAMED if row is None or row.kind in (EntityKind.GROUP, EntityKind.CONCEPT) else 1.0
        return float(rank[node] * (1 + math.log1p(row.articles if row else 0)) * share)

    steps = (
        nx.single_source_shortest_path_length(graph, focus, cutoff=RINGS)
        if start
        else dict.fromkeys(graph, 0)
    )
    near = [node for node, step in steps.items() if step <= 1]
    pool = near if len(near) >= ENOUGH else list(steps)
    best = sorted(pool, key=lambda node: (steps[node], -worth(node), node))[:most]
    return _joined(graph.subgraph(best))


def _joined(graph: nx.Graph) -> set[str]:
    """Its nodes but for loose ends: alone, or, beside a large part, in a part of two or three."""
    parts = list(nx.connected_components(graph))
    least = SMALL if max(map(len, parts)) >= LARGE else 2
    return {node for part in parts if len(part) >= least for node in part}


def _lay_out(graph: nx.Graph, focus: str | None) -> dict[str, Place]:
    """Each connected part by itself, the largest first, then all packed and their names kept apart."""
    if not graph:
        return {focus: (0.0, 0.0)} if focus else {}
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    laid = [_lay_out_part(graph.subgraph(sorted(part))) for part in parts]
    return separate(pack(laid))


def _lay_out_part(part: nx.Graph) -> dict[str, Place]:
    """Kamada and Kawai's layout where it is quick enough, else springs (Fruchterman and Reingold)."""
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(part))
    ordered.add_edges_from(sorted(map(sorted, part.edges)))
    count = len(ordered)
    if count <= 2:
        return {node: (step * SPACING * 1.2, 0.0) for step, node in enumerate(ordered)}
    if count <= CAREFUL:
        rough = nx.kamada_kawai_layout(ordered, pos=nx.circular_layout(ordered), weight=None)
    else:
        distance = SPRING_LENGTH / math.sqrt(count)
        rough = nx.spring_layout(ordered, k=distance, iterations=80, seed=LAYOUT_SEED, method="force")
    return stretch({node: (float(x), float(y)) for node, (x, y) in rough.items()})


def _neighbours(links: Sequence[Link]) -> dict[str, list[str]]:
    """For each entity whom a line joins it to, the best attested first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for link in links:
        found[link.source].setdefault(link.target)
        found[link.target].setdefault(link.source)
    return {node: list(others) for node, others in found.items()}


def _size(articles: int) -> float:
    """A node's radius: area grows slowly with the articles that speak of it."""
    return round(11 + min(4 * math.log2(1 + articles), 18), 1)
