"""`/id/…`: every IRI of the graph as a page, Turtle or JSON-LD, as `Accept` or the ending asks.

`/id/claim/ab12` stands for that path under the store's base of IRIs. With `.ttl`, `.nt`, `.jsonld` or `.html`
after it, the ending decides in place of the header.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Path, Request, Response

from api.accept import choose
from api.context import Context
from api.pages import page
from api.rest import Here, claim_row
from api.telling import Teller
from kg.answer import GRAPH_FORMATS
from kg.browse import Catalogue, ClaimRow
from kg.browse.description import pointing_to, statements_of, write_description
from kg.browse.pieces import article_text
from kg.errors import UnknownThingError
from kg.statement import join_names
from kg.trace import trace_claim
from kg.vocab import RDF

router = APIRouter(tags=["Things"])

HTML = "text/html"
ENDINGS = {
    ".html": HTML,
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}


Kept = Annotated[str, Path(description="What follows the base in its IRI, perhaps with an ending")]


@router.get(
    "/id/{path:path}",
    summary="Whatever has an IRI",
    response_class=Response,
    responses={200: {"content": {name: {} for name in (HTML, *GRAPH_FORMATS)}}},
)
def thing(request: Request, here: Here, path: Kept) -> Response:
    """An article, claim, entity, event, passage or run: what the graph says of it."""
    path, media_type = _asked(request, path)
    iri = here.iri(path)
    if media_type != HTML:
        body = write_description(here.snapshot.store, iri, media_type)
        return Response(body, media_type=media_type, headers={"Vary": "Accept", "ETag": f'W/"{here.number}"'})
    tell = _PAGES.get(path.partition("/")[0], _other_page)
    return tell(request, here, iri)


@router.get("/articles", include_in_schema=False)
def article_list(request: Request, here: Here, after: int = 0) -> Response:
    """All articles, newest first."""
    teller = Teller(here)
    rows = list(teller.catalogue.articles.values())
    after = max(after, 0)
    return page(
        request,
        "articles.html",
        title="Articles",
        articles=[teller.article(row) for row in rows[after : after + LISTED]],
        total=len(rows),
        following=after + LISTED if after + LISTED < len(rows) else None,
    )


LISTED = 100  # articles on one page of the list


def _asked(request: Request, path: str) -> tuple[str, str]:
    """The thing's path without its ending, and the format wanted."""
    for ending, media_type in ENDINGS.items():
        if path.endswith(ending):
            return path.removesuffix(ending), media_type
    return path, choose(request, (HTML, *GRAPH_FORMATS))


NEAR = 600  # characters before and after its sentence that a claim's page shows; the article's page has all


def _claim_page(request: Request, here: Context, iri: str) -> Response:
    row = claim_row(here, iri.rpartition("/")[2])
    teller = Teller(here)
    told = teller.evidence(row, trace_claim(here.snapshot, iri))
    return page(request, "claim.html", title=told.claim.statement, told=told, near=NEAR, path=here.path(iri))


def _entity_page(request: Request, here: Context, iri: str) -> Response:
    teller = Teller(here)
    catalogue = teller.catalogue
    row = catalogue.entities.get(iri)
    if row is None:
        return _other_page(request, here, iri)
    said = [claim for claim in catalogue.claims if iri in claim.sources]
    return page(
        request,
        "entity.html",
        title=row.label,
        entity=teller.entity(row),
        claims=[teller.claim(claim) for claim in catalogue.claims_about.get(iri, ())[:LISTED]],
        said=[teller.claim(claim) for claim in said[:LISTED]],
        relations=_relations(catalogue, iri, teller),
        path=here.path(iri),
    )


def _relations(catalogue: Catalogue, iri: str, teller: Teller) -> list[dict[str, Any]]:
    """Background facts about it: the property in words, and the other entity."""
    found = []
    for relation in catalogue.relations:
        if iri in (relation.subject, relation.object):
            other = relation.object if relation.subject == iri else relation.subject
            found.append(
                {
                    "words": _spaced(relation.predicate),
                    "outward": relation.subject == iri,
                    "other": teller.entity_ref(other),
                }
            )
    return found


class Stretch(NamedTuple):
    """A stretch of an article's text and the claims that rest on it."""

    text: str
    claims: list[dict[str, str]]


def _article_page(request: Request, here: Context, iri: str) -> Response:
    teller = Teller(here)
    row = teller.catalogue.articles.get(iri)
    if row is None:
        raise UnknownThingError(f"No article here has the IRI {iri}.")
    text = article_text(here.snapshot.store, iri)
    rows = [claim for claim in teller.catalogue.claims if claim.article == iri]
    claims = [teller.claim(claim) for claim in rows]
    return page(
        request,
        "article.html",
        title=row.name,
        article=teller.article(row),
        claims=claims,
        stretches=_stretches(text, rows, teller),
        path=here.path(iri),
    )


def _stretches(text: str, rows: list[ClaimRow], teller: Teller) -> list[Stretch]:
    """The text cut wherever the evidence of a claim begins or ends."""
    places = [(row.start, row.start + len(row.sentence), row) for row in rows]
    cuts = sorted({0, len(text), *(cut for start, end, _ in places for cut in (start, end))})
    return [
        Stretch(
            text[first:last],
            [
                {"id": row.iri.rpartition("/")[2], "statement": teller.statement(row)}
                for start, end, row in places
                if start <= first and last <= end
            ],
        )
        for first, last in pairwise(cuts)
        if first < last
    ]


def _other_page(request: Request, here: Context, iri: str) -> Response:
    """Events, conflicts, passages, runs and the rest: their statements as a table."""
    store = here.snapshot.store
    teller = Teller(here)
    said = statements_of(store, iri)
    rows = [
        {"term": _spaced(predicate), "values": [_value(here, teller, value) for value in values]}
        for predicate, values in said.items()
    ]
    back = [_value(here, teller, other) for other in sorted(set(pointing_to(store, iri)))[:LISTED]]
    title = join_names([_spaced(kind) for kind in said.get(RDF.type.value, ())][:2]) or "A thing"
    return page(request, "thing.html", title=title, iri=iri, rows=rows, back=back, path=here.path(iri))


def _value(here: Context, teller: Teller, value: str) -> Mapping[str, str | None]:
    """A value with a name to read and, where it is one of ours, a page to open."""
    catalogue = teller.catalogue
    if value.startswith(here.settings.instances):
        path = here.path(value)
        claim = catalogue.claims_by_iri.get(value)
        article = catalogue.articles.get(value)
        known = value in catalogue.entities
        text = (
            teller.statement(claim)
            if claim
            else article.name
            if article
            else catalogue.label(value)
            if known
            else path
        )
        return {"text": text, "href": f"/id/{path}"}
    if value.startswith(("http://", "https://")):
        return {"text": _spaced(value.rpartition("#")[2].rpartition("/")[2]) or value, "href": None}
    return {"text": value, "href": None}


def _spaced(name: str) -> str:
    """The local name of a term as words: "chief executive" of `…#chiefExecutive`."""
    local = name.rpartition("#")[2].rpartition("/")[2]
    return "".join(f" {mark.lower()}" if mark.isupper() else mark for mark in local).strip()


_PAGES = {"claim": _claim_page, "entity": _entity_page, "article": _article_page}
