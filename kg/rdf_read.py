"""The way back from quads to values: articles and claims as they were read.

Offsets of roles, triggers, conditions and credits come back as they were. Cues, times and quantities keep
their words, and get the place where these words stand in their evidence.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import UnknownThingError
from kg.identity import base, graph_iri
from kg.model import Article, Claim, Entity, EntityKind, Reading
from kg.rdf_page import Page, article_from, node_of, title_of
from kg.vocab import DCTERMS, OWL, PROV, RDF, RDFS, REC, SCHEMA, SKOS, WIKIDATA

Term = NamedNode | Literal


def reading_of(store: Store, article: str) -> Reading:
    """What the store keeps of one article version, given its IRI: all but the layers of annotation.

    Raises UnknownThingError where the store has no such article.
    """
    page = Page(store, article)
    return Reading(
        page.article(),
        mentions=page.mentions(),
        claims=tuple(page.claim(node) for node in page.claims()),
        relations=page.relations(),
        publisher=page.outlet(SCHEMA.publisher),
        wire=page.outlet(REC.wire),
    )


def article_of(store: Store, article: str) -> Article:
    """The article version with that IRI, its text included. Raises UnknownThingError."""
    node = NamedNode(article)
    facts: dict[NamedNode, list[Term]] = defaultdict(list)
    for quad in store.quads_for_pattern(node, None, None, node):
        facts[quad.predicate].append(quad.object)  # type: ignore[arg-type]  # no triple terms here
    return article_from(store, article, facts)


def articles_in(store: Store) -> Iterator[Article]:
    """Every article version, in the order of their IRIs."""
    nodes = [quad.subject.value for quad in store.quads_for_pattern(None, REC.digest, None, None)]  # type: ignore[union-attr]
    for iri in sorted(nodes):
        yield article_of(store, iri)


def claims_of(store: Store, article: str) -> list[Claim]:
    """The claims of one article version in the order of the text, with the settled names of the entities.

    Raises UnknownThingError where the store has no such article.
    """
    page = Page(store, article, entities=lambda node: entity_of(store, node.value))
    return [page.claim(node) for node in page.claims()]


def claim_of(store: Store, claim: str) -> tuple[Article, Claim]:
    """The claim with that IRI and its article. Raises UnknownThingError."""
    for quad in store.quads_for_pattern(node_of(claim), PROV.wasDerivedFrom, None, None):
        page = Page(store, quad.object.value, entities=lambda node: entity_of(store, node.value))  # type: ignore[union-attr]
        if NamedNode(claim) in page.claims():
            return page.article(), page.claim(NamedNode(claim))
    raise UnknownThingError(f"The store has no claim {claim}; see onrecord query claims.")


def entity_of(store: Store, entity: str) -> Entity:
    """The entity with that IRI as the entities graph settles it. Raises UnknownThingError."""
    node, graph = node_of(entity), NamedNode(graph_iri("entities"))
    facts: dict[NamedNode, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(node, None, None, graph):
        facts[quad.predicate].append(quad.object.value)  # type: ignore[union-attr]
    if SKOS.prefLabel not in facts:
        raise UnknownThingError(f"The store has no entity {entity}.")
    key = next((q.object.value for q in store.quads_for_pattern(node, DCTERMS.identifier, None)), None)  # type: ignore[union-attr]
    kinds = (value.removeprefix(REC.iri) for value in facts[RDF.type])
    return Entity(
        key or entity.removeprefix(f"{base()}entity/"),
        next(EntityKind(kind) for kind in kinds if kind != "Entity"),
        facts[SKOS.prefLabel][0],
        named=facts[REC.named] == ["true"],
        aliases=tuple(sorted(facts[SKOS.altLabel])),
        wikidata=next((page.removeprefix(WIKIDATA) for page in facts[OWL.sameAs]), None),
        wikipedia=title_of(facts[RDFS.seeAlso]),
    )


def find_versions(store: Store, reference: str) -> list[NamedNode]:
    """The versions of the article with that identifier or URL, in the order of their IRIs; or this one IRI.

    Raises UnknownThingError where nothing, or more than one article, is called so.
    """
    reference = reference.encode("utf-8", "backslashreplace").decode()  # bytes of a shell that are no UTF-8
    by_identifier = store.quads_for_pattern(None, DCTERMS.identifier, Literal(reference))
    by_url = store.quads_for_pattern(None, SCHEMA.url, Literal(reference))
    found = {quad.subject for quad in (*by_identifier, *by_url) if quad.subject == quad.graph_name}
    with contextlib.suppress(ValueError):
        node = NamedNode(reference)
        if any(store.quads_for_pattern(node, REC.readBy, None, node)):
            return [node]
    if not found:
        raise UnknownThingError(f"The store has no article {reference!r}; give its IRI, URL or identifier.")
    nodes = sorted((node for node in found if isinstance(node, NamedNode)), key=str)
    urls = {article_of(store, node.value).url for node in nodes}
    if len(nodes) > 1 and (len(urls) > 1 or None in urls):
        listed = ", ".join(node.value for node in nodes)
        raise UnknownThingError(f"{reference!r} may be any of {listed}; name one by its IRI.")
    return nodes
