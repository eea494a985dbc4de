"""`/api/…`: claims, entities and articles as lists with filters and pages, as items, and as evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.context import Context, context_of
from api.telling import Teller
from api.wire import ArticleOut, ArticleText, ClaimOut, EntityOut, EvidenceOut, Health, Page
from kg.browse import ArticleRow, ClaimRow, Selection, select_claims
from kg.browse.pieces import article_text
from kg.errors import UnknownThingError
from kg.model import ClaimKind, EntityKind, Status
from kg.trace import trace_claim

router = APIRouter()

Row = TypeVar("Row")
Item = TypeVar("Item")

HITS = 8  # names that a search offers: more than fit under the box are not read

Id = Annotated[str, Path(description="The end of its IRI")]
Limit = Annotated[int, Query(ge=1, le=500, description="At most so many items")]
After = Annotated[int, Query(ge=0, description="Pass over so many items first")]
Name = Annotated[str | None, Query(description="An entity: its id, IRI, label or another of its names")]
Words = Annotated[str | None, Query(max_length=200, description="Words that must all occur")]
FromDay = Annotated[date | None, Query(alias="from", description="First day, as 2026-01-31")]
ToDay = Annotated[date | None, Query(alias="to", description="Last day")]


def wanted(
    kind: Annotated[list[ClaimKind], Query(description="Kinds of claim; several may be given")] = [],  # noqa: B006 - FastAPI copies it
    status: Annotated[list[Status], Query(description="How it stands; several may be given")] = [],  # noqa: B006 - as above
    agent: Name = None,
    object: Name = None,
    entity: Annotated[str | None, Query(description="An entity in any role")] = None,
    source: Annotated[str | None, Query(description="Who says so, on any rung")] = None,
    article: Annotated[str | None, Query(description="Its id, IRI, identifier or URL")] = None,
    start: FromDay = None,
    end: ToDay = None,
    q: Words = None,
    replaced: Annotated[bool, Query(description="Also what a newer version of its article replaces")] = False,
) -> Selection:
    """The filters of a list of claims."""
    stands = tuple(map(str, status))
    return Selection(tuple(kind), stands, agent, object, entity, source, article, start, end, q, replaced)


def stamp(request: Request, response: Response) -> Context:
    """The context; and the answer says from which snapshot it comes."""
    context = context_of(request)
    response.headers["ETag"] = f'W/"{context.number}"'
    response.headers["Cache-Control"] = "no-cache"
    return context


Here = Annotated[Context, Depends(stamp)]


@router.get("/api/claims", tags=["Claims"], summary="Claims, newest article first")
def claims(
    request: Request,
    here: Here,
    selection: Annotated[Selection, Depends(wanted)],
    limit: Limit = 50,
    after: After = 0,
) -> Page[ClaimOut]:
    """Every filter that is given must hold. `from` and `to` bound the day that the claim speaks of."""
    teller = Teller(here)
    return _page(request, here, select_claims(teller.catalogue, selection), teller.claim, limit, after)


@router.get("/api/claims/{id}", tags=["Claims"], summary="One claim")
def claim(here: Here, id: Id) -> ClaimOut:
    """The claim whose IRI ends so."""
    return Teller(here).claim(claim_row(here, id))


@router.get("/api/claims/{id}/evidence", tags=["Claims"], summary="The sentence of a claim in its article")
def evidence(here: Here, id: Id) -> EvidenceOut:
    """The sentence, cut into the words of its roles, the text around it, and who says so in which words."""
    row = claim_row(here, id)
    return Teller(here).evidence(row, trace_claim(here.snapshot, row.iri))


@router.get("/api/entities", tags=["Entities"], summary="Entities, those most spoken of first")
def entities(
    request: Request,
    here: Here,
    kind: Annotated[list[EntityKind], Query(description="Kinds of entity; several may be given")] = [],  # noqa: B006 - as above
    q: Words = None,
    limit: Limit = 50,
    after: After = 0,
) -> Page[EntityOut]:
    """`q` looks into names and other names; those that begin so come first."""
    teller = Teller(here)
    known = teller.catalogue.entities
    found = teller.catalogue.search(q, len(known)) if q else list(known.values())
    rows = [row for row in found if not kind or row.kind in kind]
    return _page(request, here, rows, teller.entity, limit, after)


@router.get("/api/entities/{id}", tags=["Entities"], summary="One entity")
def entity(here: Here, id: Id) -> EntityOut:
    """The entity whose IRI ends so, or that has this name."""
    return Teller(here).entity(here.catalogue.entity(id))


@router.get("/api/articles", tags=["Articles"], summary="Articles, newest first")
def articles(
    request: Request,
    here: Here,
    publisher: Annotated[str | None, Query(description="The outlet's name")] = None,
    start: FromDay = None,
    end: ToDay = None,
    q: Words = None,
    limit: Limit = 50,
    after: After = 0,
) -> Page[ArticleOut]:
    """`q` looks into title, identifier and outlet; `from` and `to` bound the day of publication."""
    teller = Teller(here)

    def fits(row: ArticleRow) -> bool:
        said = f"{row.title or ''} {row.identifier} {row.publisher or ''}".casefold()
        return (
            (publisher is None or (row.publisher or "").casefold() == publisher.casefold())
            and (start is None or (row.published is not None and row.published >= start))
            and (end is None or (row.published is not None and row.published <= end))
            and all(word in said for word in (q or "").casefold().split())
        )

    rows = [row for row in teller.catalogue.articles.values() if fits(row)]
    return _page(request, here, rows, teller.article, limit, after)


@router.get("/api/articles/{id}", tags=["Articles"], summary="One article with its text")
def article(here: Here, id: Id) -> ArticleText:
    """The article whose IRI ends so, or that has this identifier; of several versions the newest."""
    teller = Teller(here)
    row = teller.catalogue.article(id)
    text = article_text(here.snapshot.store, row.iri)
    return ArticleText(**teller.article(row).model_dump(), text=text)


@router.get("/api/search", tags=["Entities"], summary="Names that begin so, or have a word that does")
def search(
    here: Here, q: Annotated[str, Query(max_length=200, description="A part of a name")] = ""
) -> list[EntityOut]:
    """At most eight, the best known first."""
    teller = Teller(here)
    return [teller.entity(row) for row in teller.catalogue.search(q, HITS)]


@router.get("/health", tags=["Service"], summary="State of the service")
def health(here: Here) -> Health:
    """The snapshot that answers, and how much is in it."""
    catalogue = here.catalogue
    return Health(
        status="ok",
        snapshot=catalogue.number,
        articles=len(catalogue.articles),
        entities=len(catalogue.entities),
        claims=len(catalogue.claims),
        newest=catalogue.newest,
    )


def claim_row(here: Context, name: str) -> ClaimRow:
    """The claim whose IRI ends so. Raises `UnknownThingError`."""
    row = here.catalogue.claims_by_iri.get(here.iri(f"claim/{name}"))
    if row is None:
        raise UnknownThingError(f"No claim here has the id {name!r}.")
    return row


def _page(
    request: Request,
    here: Context,
    rows: Sequence[Row],
    tell: Callable[[Row], Item],
    limit: int,
    after: int,
) -> Page[Item]:
    """The part of the rows that is asked for."""
    end = after + limit
    following = request.url.include_query_params(after=end, limit=limit) if end < len(rows) else None
    return Page(
        snapshot=here.catalogue.number,
        total=len(rows),
        limit=limit,
        after=after,
        next=f"{following.path}?{following.query}" if following else None,
        items=[tell(row) for row in rows[after:end]],
    )
