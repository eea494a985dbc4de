"""Versions of one article: which one replaces which, and when the older one stopped standing.

Versions under one URL form a chain by their dates of publication. Where the dates do not tell, the one that
arrived later is the later. `Article.revises` adds a link that the user states. The old graph stays; it gets
`prov:invalidatedAtTime`, the day on which the new version was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import Article
from kg.vocab import PROV, SCHEMA, XSD

Link = tuple[NamedNode, NamedNode]
"""The newer version and the one that it replaces."""


@dataclass(slots=True)
class Plan:
    """What changes in the graphs when one article version comes or goes."""

    gone: list[Quad] = field(default_factory=list)
    new: list[Quad] = field(default_factory=list)
    superseded: list[NamedNode] = field(default_factory=list)
    """Versions that were the last word before, and are not any more."""
    current: list[NamedNode] = field(default_factory=list)
    """Versions that are the last word again."""
    stands: bool = True
    """False where the article itself is already replaced by another."""

    @property
    def versions(self) -> set[str]:
        """The IRIs of the versions that the plan alters."""
        graphs = {quad.graph_name for quad in (*self.gone, *self.new)}
        return {graph.value for graph in graphs if isinstance(graph, NamedNode)}


def relink(store: Store, node: NamedNode, before: Article | None, after: Article | None) -> Plan:
    """What changes when version `node` becomes `after` (None: leaves); `before` is what the store holds.

    The quads of `after` itself, its own stated link included, are not part of the plan.
    """
    article = after or before
    assert article is not None
    published = {node: after.published if after else None}
    chain = _chain(store, article.url) if article.url else []
    wanted = _consecutive(_with(chain, node, store, published) if after else [n for n in chain if n != node])
    if not article.url:
        wanted = set()
    target = NamedNode(after.revises) if after and after.revises else None
    members = {*chain, node}
    stored = _links(store, members | ({target} if target else set()))
    chained = {link for link in stored if link[0] in members and link[1] in members}
    links = wanted | {link for link in stored - chained if link[0] != node}
    if target and target not in members:
        links.add((node, target))
    result = Plan(
        gone=[_revision(link) for link in sorted(chained - wanted, key=str)],
        new=[_revision(link) for link in sorted(wanted, key=str) if link not in chained or link[0] == node],
        stands=not any(older == node for _, older in links),
    )
    for version in sorted(members | {older for _, older in stored | links}, key=str):
        if version != node and not store.contains_named_graph(version):
            continue
        was = any(older == version for _, older in stored)
        newer = [new for new, older in links if older == version]
        if version != node and was and not newer:
            result.current.append(version)
        if version != node and newer and not was:
            result.superseded.append(version)
        old = (
            set() if version == node else set(store.quads_for_pattern(version, PROV.invalidatedAtTime, None))
        )
        end = set(_invalidated(store, version, newer, published)) if version != node or after else set()
        result.gone += old - end
        result.new += end - old
    return result


def fullness(article: Article) -> tuple[int, str]:
    """Which of two records of the same text is kept: the fuller one, else the first in a fixed order.

    Without it the graph would depend on which copy of a text came last.
    """
    record = (
        article.publisher,
        article.wire,
        article.title,
        " ".join(article.authors) or None,
        article.published and article.published.isoformat(),
        article.published_basis,
        article.identifier,
        article.language,
    )
    return sum(field is not None for field in record), "\0".join(field or "" for field in record)


def superseded(store: Store, node: NamedNode) -> bool:
    """True where another version in the store replaces this one."""
    return any(True for _ in store.quads_for_pattern(None, PROV.wasRevisionOf, node))


def _chain(store: Store, url: str) -> list[NamedNode]:
    stored = store.quads_for_pattern(None, SCHEMA.url, Literal(url))
    nodes = {quad.subject for quad in stored if isinstance(quad.subject, NamedNode)}
    found: list[NamedNode] = []
    while nodes:  # the oldest of those left revises none of them
        oldest = min(
            (node for node in nodes if not any(old in nodes for old in _older(store, node))),
            key=str,
            default=min(nodes, key=str),
        )
        nodes.discard(oldest)
        found.append(oldest)
    return found


def _with(
    chain: list[NamedNode], node: NamedNode, store: Store, published: dict[NamedNode, date | None]
) -> list[NamedNode]:
    """The chain with the new version in its place: last, or before those that were published after it."""
    if node in chain:
        return chain
    own = published[node]
    place = len(chain)
    while place and own:
        before = _published(store, chain[place - 1], published)
        if before is None or before <= own:
            break
        place -= 1
    return [*chain[:place], node, *chain[place:]]


def _consecutive(chain: list[NamedNode]) -> set[Link]:
    return {(newer, older) for older, newer in pairwise(chain)}


def _links(store: Store, nodes: set[NamedNode]) -> set[Link]:
    """Every stored link from or to these versions, and to those that they replace."""
    olds = nodes | {old for node in nodes for old in _older(store, node)}
    return {
        (quad.subject, old)  # type: ignore[misc]  # subjects are named nodes here
        for old in olds
        for quad in store.quads_for_pattern(None, PROV.wasRevisionOf, old)
    }


def _older(store: Store, node: NamedNode) -> list[NamedNode]:
    return [quad.object for quad in store.quads_for_pattern(node, PROV.wasRevisionOf, None)]  # type: ignore[misc]


def _revision(link: Link) -> Quad:
    return Quad(link[0], PROV.wasRevisionOf, link[1], link[0])


def _invalidated(
    store: Store, version: NamedNode, newer: list[NamedNode], published: dict[NamedNode, date | None]
) -> Iterator[Quad]:
    """The day on which a version was replaced: unknown, it is no earlier than the version's own."""
    days = [day for node in newer if (day := _published(store, node, published))]
    day = min(days) if days else _published(store, version, published)
    if newer and day:
        yield Quad(version, PROV.invalidatedAtTime, Literal(day.isoformat(), datatype=XSD.date), version)


def _published(store: Store, node: NamedNode, published: dict[NamedNode, date | None]) -> date | None:
    if node not in published:
        days = [q.object.value for q in store.quads_for_pattern(node, SCHEMA.datePublished, None)]  # type: ignore[union-attr]
        published[node] = date.fromisoformat(days[0]) if days else None
    return published[node]
