"""The ontology reaches its readers: as a page, in an installed wheel, aligned with its neighbours."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from kg.ontology_page import page
from kg.vocab import PREFIXES, ontology_file

ROOT = Path(__file__).parent.parent
REC = Namespace(PREFIXES["rec"])
PROV, SCHEMA, OA, SEM = (Namespace(PREFIXES[prefix]) for prefix in ("prov", "schema", "oa", "sem"))


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_file())


def test_the_page_is_the_one_that_is_generated() -> None:
    written = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m kg.ontology_page > docs/ontology.md"


def test_the_page_names_every_term_that_is_stored(ontology: Graph) -> None:
    inverses = set(ontology.objects(None, OWL.inverseOf))
    terms = {t for t in ontology.subjects(RDF.type) if str(t).startswith(REC) and t not in inverses}
    text = page()
    assert [t for t in terms if f"`rec:{str(t).removeprefix(REC)}`" not in text] == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Article", SCHEMA.NewsArticle),
        ("Article", PROV.Entity),
        ("Claim", PROV.Entity),
        ("Claim", RDF.Statement),
        ("Run", PROV.Activity),
        ("Mention", OA.SpecificResource),
        ("Event", SEM.Event),
        ("Person", SCHEMA.Person),
        ("Company", SCHEMA.Corporation),
    ],
)
def test_a_class_is_aligned_with_its_neighbours(ontology: Graph, ours: str, theirs: URIRef) -> None:
    assert (REC[ours], RDFS.subClassOf, theirs) in ontology


def test_an_event_is_never_a_claim(ontology: Graph) -> None:
    assert (REC.Event, OWL.disjointWith, REC.Claim) in ontology


def test_the_ontology_is_valid_for_another_parser(ontology: Graph) -> None:
    from pyoxigraph import RdfFormat, parse

    triples = list(parse(ontology_file().read_bytes(), format=RdfFormat.TURTLE))
    assert len({str(triple) for triple in triples}) == len(ontology)


def test_the_ontology_is_inside_the_wheel(tmp_path: Path) -> None:
    """Built without network, by the build backend that pyproject names."""
    pytest.importorskip("hatchling", reason="the build backend (hatchling) is not installed here")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("onrecord-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"kg/ontology.ttl", "kg/shapes.ttl", "kg/story.toml"} <= set(names)
