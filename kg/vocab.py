"""The terms of the graph as names: `REC.Claim`, `PROV.wasDerivedFrom`. Their meaning is in `ontology.ttl`.

A misspelt term is an AttributeError at once, not a quad that nobody finds. A test holds the list of `REC`
against the ontology, both ways.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from pyoxigraph import NamedNode

from kg.model import ClaimKind

PREFIXES = {
    "rec": "https://w3id.org/onrecord#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
}
"""The prefixes that queries, exports and pages use; `PREFIX` lines are optional in bundled questions."""

WIKIDATA = "http://www.wikidata.org/entity/"
WIKIPEDIA = "https://en.wikipedia.org/wiki/"


def ontology_file() -> Path:
    """Where `ontology.ttl` lies: beside the package in a checkout, inside it in an installed wheel."""
    return _beside("ontology.ttl")


def shapes_file() -> Path:
    """Where `shapes.ttl` lies: beside the package in a checkout, inside it in an installed wheel."""
    return _beside("shapes.ttl")


def _beside(name: str) -> Path:
    package = Path(str(resources.files("kg")))
    inside = package / name
    return inside if inside.is_file() else package.parent / name


class Namespace:
    """Some terms of one vocabulary. An attribute is the term's IRI as a NamedNode; others do not exist."""

    def __init__(self, prefix: str, terms: str) -> None:
        self.iri = PREFIXES[prefix]
        self._nodes = {term: NamedNode(self.iri + term) for term in terms.split()}
        vars(self).update(self._nodes)  # found without a call: a million quads are written by these names

    def __getattr__(self, term: str) -> NamedNode:
        raise AttributeError(f"{self.iri} has no term {term!r} in kg/vocab.py")

    def __getitem__(self, term: str) -> NamedNode:
        """The term of that name, where the name is a value ("Approval", "happened")."""
        return self._nodes[term]

    @property
    def terms(self) -> frozenset[str]:
        """The local names of all terms."""
        return frozenset(self._nodes)


REC = Namespace(
    "rec",
    # what there is
    "Article Claim Attribution TimeSpan Mention Run Entity Event Conflict BackgroundFact Merge "
    # the kinds of claim
    "Approval Restriction Listing Requirement Request Order Supply Funding Meeting Agreement Forecast "
    "Comparison Statement "
    # the kinds of entity
    "Person Company Agency Government Country Place Outlet Group Chip Product OfficialList Policy Concept "
    # an article
    "wire wireName publisherName digest publishedBasis readBy "
    # a claim
    "agent object recipient status polarity condition when quantity evidence span role attribution origin "
    "rule confidence trigger "
    # times, numbers, attributions
    "text value earliest latest qualifier rung source cue anonymous sourceCount sourceKind "
    # entities and mentions
    "refersTo linkReason named chiefExecutive governmentOf seat mergedInto reason "
    # runs
    "version model rulebook "
    # the story layer
    "reports kind articles outlets origins anonymousOnly firstPublished standing between differsIn "
    "explanation "
    # the simple view
    "approved approvedInPrinciple approvedConditionally restricted listed required requested ordered "
    "supplied funded metWith agreedWith "
    # values: status, polarity, basis of a date, reason of a link, kind of source, what a conflict is about
    "happened inPrinciple conditional planned possible denied positive negative stated metadata inferred "
    "exact alias acronym metonym coreference nominal official company person document outlet date action "
    # the schemes that hold them
    "Statuses Polarities PublishedBases LinkReasons SourceKinds Roles Differences",
)
SCHEMA = Namespace(
    "schema",
    "headline publisher author datePublished url inLanguage articleBody name alternateName additionalType "
    "sameAs "
    "QuantitativeValue value minValue maxValue unitText unitCode manufacturer parentOrganization",
)
PROV = Namespace(
    "prov",
    "wasDerivedFrom wasGeneratedBy wasRevisionOf invalidatedAtTime startedAtTime endedAtTime Activity",
)
OA = Namespace(
    "oa",
    "SpecificResource TextPositionSelector TextQuoteSelector hasSource hasSelector start end exact prefix "
    "suffix",
)
SKOS = Namespace("skos", "prefLabel altLabel")
OWL = Namespace("owl", "sameAs")
RDF = Namespace("rdf", "type subject predicate object")
RDFS = Namespace("rdfs", "seeAlso")
DCTERMS = Namespace("dcterms", "identifier")
XSD = Namespace("xsd", "date dateTime decimal integer boolean")

PLAIN_EDGES = {
    ClaimKind.APPROVAL: REC.approved,
    ClaimKind.RESTRICTION: REC.restricted,
    ClaimKind.LISTING: REC.listed,
    ClaimKind.REQUIREMENT: REC.required,
    ClaimKind.REQUEST: REC.requested,
    ClaimKind.ORDER: REC.ordered,
    ClaimKind.SUPPLY: REC.supplied,
    ClaimKind.FUNDING: REC.funded,
    ClaimKind.MEETING: REC.metWith,
    ClaimKind.AGREEMENT: REC.agreedWith,
}
"""The plain edge that a positive claim of this kind gives where it happened; other kinds give none."""

BACKGROUND = {
    "manufacturer": SCHEMA.manufacturer,
    "parentOrganization": SCHEMA.parentOrganization,
    "chiefExecutive": REC.chiefExecutive,
    "governmentOf": REC.governmentOf,
    "seat": REC.seat,
}
"""The properties that a background relation may have, by the local name that `kg.model.Relation` uses."""


def kind_class(kind: ClaimKind) -> NamedNode:
    """The class of claims of that kind (`rec:Approval`)."""
    return REC[kind.value.capitalize()]
