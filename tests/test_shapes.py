"""The shapes accept what OnRecord writes, and refuse what breaks a law."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF
from worlds import RUN, TRADE_BOARD, WORLD, approval

from kg.identity import article_iri, claim_iri, entity_iri
from kg.model import Reading
from kg.store import open_snapshot, open_store
from kg.vocab import shapes_file

REC = Namespace("https://w3id.org/onrecord#")
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(shapes_file())


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The union of all graphs of a store that holds one article."""
    return stored([approval()], tmp_path_factory.mktemp("article") / "s")


def stored(readings: Iterable[Reading], place: Path) -> Graph:
    """The triples of all graphs of a store that holds these readings."""
    with open_store(place, create=True) as store:
        for reading in readings:
            store.put(reading, RUN)
        store.publish()
    with open_snapshot(place) as snapshot:
        return union_of(snapshot.dataset())


def union_of(dataset: Graph) -> Graph:
    """The triples of all graphs in one."""
    union = Graph()
    for triple in dataset.triples((None, None, None)):
        union.add(triple)
    return union


def violations(data: Graph, shapes: Graph) -> str:
    """What the validator has to say; empty where the data conform."""
    conforms, report, words = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph), words
    return "" if conforms else str(words)


def test_the_invented_world_conforms(tmp_path: Path, shapes: Graph) -> None:
    assert violations(stored(WORLD, tmp_path / "s"), shapes) == ""


def _claim(place: int) -> URIRef:
    reading = approval()
    return URIRef(claim_iri(article_iri(reading.article), reading.claims[place]))


BROKEN = {
    "a claim without evidence": lambda g: g.remove((_claim(0), REC.evidence, None)),
    "a claim without an article": lambda g: g.remove(
        (_claim(0), URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"), None)
    ),
    "a claim with two statuses": lambda g: g.add((_claim(0), REC.status, REC.happened)),
    "a claim that is an event": lambda g: g.add((_claim(0), RDF.type, REC.Event)),
    "a plain edge of a planned claim": lambda g: g.add((_claim(2), RDF.predicate, REC.ordered)),
    "a plain edge that reaches no claim": lambda g: g.add(
        (URIRef(entity_iri(TRADE_BOARD)), REC.approved, URIRef("https://x.example/e"))
    ),
    "a quote that is not in the text": lambda g: g.set(
        (
            URIRef(article_iri(approval().article)),
            SCHEMA.articleBody,
            Literal(approval().article.text.replace("met", "saw")),
        )
    ),
    "an entity with two labels": lambda g: g.add(
        (
            URIRef(entity_iri(TRADE_BOARD)),
            URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"),
            Literal("Other"),
        )
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_law_is_found(article: Graph, shapes: Graph, what: str) -> None:
    broken = Graph()
    for triple in article:
        broken.add(triple)
    BROKEN[what](broken)  # type: ignore[no-untyped-call]
    assert violations(broken, shapes)


def test_shapes_lie_beside_the_package_or_in_it() -> None:
    assert shapes_file().name == "shapes.ttl"
    assert Path(shapes_file()).is_file()
