"""Holds every quote against the text of its article, and every edge against its claims.

Law 1: every claim, mention and attribution has evidence, and the article's text between its offsets is its
quote. Law 2: every plain edge reaches a claim, and every claim an article. A failure names the node that
breaks a law: where one character of a text was changed, exactly those whose words it stands in.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from kg.errors import InputError, StoreError, StoreLockedError
from kg.snapshots import Snapshot, open_snapshot
from kg.store import Store, open_store
from kg.vocab import OA, PLAIN_EDGES, PROV, RDF, REC, SCHEMA

Term = NamedNode | Literal
Node = NamedNode | BlankNode
Facts = dict[Node, dict[NamedNode, list[Term]]]
Graph = NamedNode | BlankNode | DefaultGraph

EDGES = frozenset({*PLAIN_EDGES.values(), REC.approvedInPrinciple, REC.approvedConditionally})
SHOWN = 60  # characters of a quote that a message shows


@dataclass(frozen=True, slots=True)
class Failure:
    """A node that breaks a law. `kind` is article, claim, mention, attribution, background or edge."""

    kind: str
    node: str
    article: str
    """The graph that it stands in: the article's IRI."""
    reason: str

    def __str__(self) -> str:
        return f"{self.kind} {self.node}: {self.reason}"


def verify_store(location: str | Path) -> Iterator[Failure]:
    """Check what readers see in the store at that place, and what its writer keeps, unless it is writing now.

    Raises StoreMissingError and StoreVersionError as opening does, and StoreError where the disk gives
    nothing back.
    """
    with open_snapshot(location) as snapshot:
        found = list(verify(snapshot))
    yield from found
    try:
        store = open_store(location)
    except StoreLockedError:
        return
    with store:
        yield from (failure for failure in verify(store) if failure not in found)


def verify(source: Snapshot | Store | pyoxigraph.Store) -> Iterator[Failure]:
    """Check every graph, in the order of their IRIs; nothing comes where all is well."""
    engine = source
    if isinstance(source, Snapshot):
        engine = source.store
    elif isinstance(source, Store):
        source.commit()
        engine = source.live
    assert isinstance(engine, pyoxigraph.Store)
    try:
        graphs: list[Graph] = [DefaultGraph(), *sorted(engine.named_graphs(), key=str)]
        for graph in graphs:
            yield from verify_graph(engine.quads_for_pattern(None, None, None, graph), graph)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"The store cannot be read to its end ({error}); restore it from a copy.") from error


def verify_nquads(file: str | Path) -> Iterator[Failure]:
    """Check a dump in N-Quads, its quads in any order. Raises InputError where it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="onrecord-verify-") as folder:
        engine = pyoxigraph.Store(folder)
        try:
            engine.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise InputError(f"{file} is no N-Quads file: {error}.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file} cannot be read: {error}.") from error
        yield from verify(engine)


def verify_graph(quads: Iterable[Quad], graph: Graph) -> Iterator[Failure]:
    """Check one graph by itself: an article's graph needs no other to be whole."""
    facts: Facts = defaultdict(lambda: defaultdict(list))
    edges: list[Quad] = []
    for quad in quads:
        facts[quad.subject][quad.predicate].append(quad.object)  # type: ignore[index, arg-type]
        if quad.predicate in EDGES:
            edges.append(quad)
    page = _Page(facts, graph)
    yield from page.articles()
    yield from page.nodes()
    yield from page.edges(edges)


class _Page:
    """One graph in memory, with the texts of its articles."""

    def __init__(self, facts: Facts, graph: Graph) -> None:
        self.facts, self.graph = facts, getattr(graph, "value", "the default graph")
        self.texts = {
            node: said[SCHEMA.articleBody][0].value
            for node, said in facts.items()
            if SCHEMA.articleBody in said
        }

    def articles(self) -> Iterator[Failure]:
        """The articles that have no text, or another than the one that was read."""
        for node in self._of(REC.Article):
            text = self.texts.get(node)
            digest = "" if text is None else "sha256:" + hashlib.sha256(text.encode()).hexdigest()
            if text is None:
                yield self._failure("article", node, "its text is missing")
            elif [term.value for term in self.facts[node].get(REC.digest, ())] != [digest]:
                yield self._failure(
                    "article", node, "its text is not the one that was read (the digest differs)"
                )

    def nodes(self) -> Iterator[Failure]:
        """The claims, mentions, attributions and background facts that a law fails."""
        for kind, type_ in (
            ("claim", REC.Claim),
            ("mention", REC.Mention),
            ("attribution", REC.Attribution),
            ("background", REC.BackgroundFact),
        ):
            for node in self._of(type_):
                reason = self._reason(kind, node)
                if reason:
                    yield self._failure(kind, node, reason)

    def edges(self, edges: Iterable[Quad]) -> Iterator[Failure]:
        """The plain edges that no claim of the graph carries."""
        carried = {
            (subject, predicate, object_)
            for node in self._of(REC.Claim)
            for predicate in self.facts[node].get(RDF.predicate, ())
            for subject in self.facts[node].get(RDF.subject, ())
            for object_ in self.facts[node].get(RDF.object, ())
        }
        for quad in edges:
            if (quad.subject, quad.predicate, quad.object) not in carried:
                yield Failure("edge", str(quad.triple), self.graph, "it reaches no claim")

    def _reason(self, kind: str, node: Node) -> str | None:
        """Why the node breaks a law, or None."""
        said = self.facts[node]
        if kind == "mention":
            return self._misquotes(node)
        if not said.get(REC.evidence):
            return "it has no evidence"
        if kind in ("claim", "background"):
            articles = said.get(PROV.wasDerivedFrom, ())
            if not articles or any(article not in self.texts for article in articles):
                return "it reaches no article"
        own = (REC.evidence, REC.condition, REC.span) if kind == "claim" else (REC.evidence,)
        passages = [passage for predicate in own for passage in said.get(predicate, ())]
        return next((reason for passage in passages if (reason := self._misquotes(passage))), None)

    def _misquotes(self, passage: Term | BlankNode) -> str | None:
        """How the passage's quote differs from the text, or None."""
        said = self.facts.get(passage, {}) if isinstance(passage, NamedNode | BlankNode) else {}
        text = next((self.texts[a] for a in said.get(OA.hasSource, ()) if a in self.texts), None)  # type: ignore[index]
        if text is None:
            return f"its passage {getattr(passage, 'value', passage)} reaches no article"
        place: dict[NamedNode, list[Term]] = defaultdict(list)
        for selector in said.get(OA.hasSelector, ()):
            for predicate, terms in self.facts.get(selector, {}).items():  # type: ignore[arg-type]
                place[predicate] += terms
        try:
            ((start,), (end,), (exact,)) = (place[p] for p in (OA.start, OA.end, OA.exact))
            first, last = int(start.value), int(end.value)
        except ValueError:
            return "its passage does not say where it stands, or says it twice"
        if not 0 <= first < last <= len(text):
            return f"its passage {first}..{last} lies outside the text"
        if text[first:last] != exact.value:
            return f"it quotes {_short(exact.value)}, where the text has {_short(text[first:last])}"
        return None

    def _of(self, type_: NamedNode) -> list[Node]:
        found = [node for node, said in self.facts.items() if type_ in said.get(RDF.type, ())]
        return sorted(found, key=str)

    def _failure(self, kind: str, node: Node, reason: str) -> Failure:
        return Failure(kind, node.value, self.graph, reason)


def _short(words: str) -> str:
    return repr(words if len(words) <= SHOWN else words[: SHOWN - 1] + "…")
