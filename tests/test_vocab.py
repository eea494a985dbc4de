"""The terms in Python are the terms of the ontology, both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.model import (
    ClaimKind,
    EntityKind,
    LinkReason,
    Polarity,
    PublishedBasis,
    Role,
    SourceKind,
    Status,
)
from kg.vocab import BACKGROUND, PLAIN_EDGES, PREFIXES, REC, kind_class, ontology_file

TERMS = Namespace(PREFIXES["rec"])


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_file())


def described(ontology: Graph) -> set[str]:
    """The local names of all terms that the ontology describes."""
    return {str(term).removeprefix(TERMS) for term in ontology.subjects() if str(term).startswith(TERMS)}


def test_every_term_in_python_is_described(ontology: Graph) -> None:
    assert REC.terms - described(ontology) == set()


def test_every_term_described_is_in_python_but_the_inverses_that_nobody_stores(ontology: Graph) -> None:
    inverses = {str(term).removeprefix(TERMS) for term in ontology.objects(None, OWL.inverseOf)}
    assert described(ontology) - REC.terms == inverses


def test_every_term_has_a_label_and_says_what_it_means(ontology: Graph) -> None:
    for name in described(ontology):
        term = TERMS[name]
        labels = set(ontology.objects(term, RDFS.label)) | set(ontology.objects(term, SKOS.prefLabel))
        words = set(ontology.objects(term, RDFS.comment)) | set(ontology.objects(term, SKOS.definition))
        assert len(labels) == 1, name
        assert len(words) == 1, name


def test_every_property_says_what_it_points_at(ontology: Graph) -> None:
    inverses = set(ontology.objects(None, OWL.inverseOf))
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in set(ontology.subjects(RDF.type, kind)) - inverses:
            assert list(ontology.objects(term, RDFS.range)), term


@pytest.mark.parametrize("kind", list(ClaimKind))
def test_every_kind_of_claim_is_a_class(ontology: Graph, kind: ClaimKind) -> None:
    assert (URIRef(kind_class(kind).value), RDFS.subClassOf, TERMS.Claim) in ontology


@pytest.mark.parametrize("kind", list(EntityKind))
def test_every_kind_of_entity_is_a_class(ontology: Graph, kind: EntityKind) -> None:
    above = set(ontology.transitive_objects(TERMS[kind], RDFS.subClassOf))
    assert TERMS.Entity in above


@pytest.mark.parametrize(
    ("scheme", "values"),
    [
        ("Statuses", list(Status)),
        ("Polarities", list(Polarity)),
        ("PublishedBases", list(PublishedBasis)),
        ("LinkReasons", list(LinkReason)),
        ("SourceKinds", list(SourceKind)),
    ],
)
def test_every_value_stands_in_its_scheme(ontology: Graph, scheme: str, values: list[str]) -> None:
    members = {str(term).removeprefix(TERMS) for term in ontology.subjects(SKOS.inScheme, TERMS[scheme])}
    assert members == set(values)


def test_roles_are_properties_of_claims(ontology: Graph) -> None:
    assert all((TERMS[role], RDF.type, OWL.ObjectProperty) in ontology for role in Role)


def test_plain_edges_and_background_run_between_entities(ontology: Graph) -> None:
    edges = [edge for edge in (*PLAIN_EDGES.values(), *BACKGROUND.values()) if edge.value.startswith(TERMS)]
    assert all((URIRef(edge.value), RDFS.domain, TERMS.Entity) in ontology for edge in edges)


def test_a_misspelt_term_is_an_error_at_once() -> None:
    with pytest.raises(AttributeError, match="no term 'Clam'"):
        REC.Clam  # noqa: B018  # asking is the test


def test_nobody_spells_out_a_term_that_does_not_exist() -> None:
    """Prefixed names in queries and pages are terms too."""
    root = Path(__file__).parent.parent
    files = [
        *root.glob("kg/**/*.rq"),
        *root.glob("kg/**/*.py"),
        *root.glob("api/**/*.py"),
        root / "shapes.ttl",
    ]
    known = REC.terms | described(Graph().parse(ontology_file()))
    for file in files:
        names = set(re.findall(r"\brec:([A-Za-z]+)", file.read_text(encoding="utf-8")))
        assert names <= known, f"{file.relative_to(root)} uses {names - known}; see ontology.ttl"
