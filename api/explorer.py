"""`/explore`: the picture of the graph, its filters and its facts, and the same as data at `/api/graph`.

The address says what is shown, the page and the data alike: so a link restores a view, Back undoes a step,
and whatever the browser shows can be asked for again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import FileResponse, RedirectResponse

from api.context import Context, context_of
from api.facts_file import facts_as_csv
from api.pages import page
from api.rest import FromDay, Here, ToDay, Words
from api.telling import Teller
from kg.browse import Catalogue, ClaimRow, Selection, select_claims
from kg.errors import OnRecordError
from kg.model import ClaimKind, EntityKind, Polarity, Status
from kg.names import clean
from kg.picture import DEFAULT_NODES, MOST_NODES, Picture, View
from kg.statement import standing
from kg.view import VIS_SCRIPT, draw, graph_bytes, picture_data

router = APIRouter(tags=["Explorer"])

MOST_FACTS = 400  # rows of the table: more are not read, and the page stays below 250 kB
OUTLETS = 8  # sources that the filters offer by name


class Stand(StrEnum):
    """How a claim stands: its status, or negative where it is said not to have happened."""

    HAPPENED = "happened"
    IN_PRINCIPLE = "inPrinciple"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    NEGATIVE = "negative"


def asked_view(
    here: Here,
    kind: Annotated[list[ClaimKind], Query(description="Kinds of claim")] = [],  # noqa: B006 - FastAPI copies it
    stand: Annotated[list[Stand], Query(description="How it stands")] = [],  # noqa: B006 - as above
    source: Annotated[str | None, Query(description="Who says so, on any rung")] = None,
    article: Annotated[str | None, Query(description="Its id, IRI, identifier or URL")] = None,
    start: FromDay = None,
    end: ToDay = None,
    q: Words = None,
    focus: Annotated[str | None, Query(description="An entity to start from")] = None,
    without: Annotated[list[EntityKind], Query(description="Kinds of entity to leave out")] = [],  # noqa: B006 - as above
    expanded: Annotated[list[str], Query(description="Entities (`entity/…`) whose neighbours to add")] = [],  # noqa: B006 - as above
    hide: Annotated[list[str], Query(description="Entities (`entity/…`) to leave out")] = [],  # noqa: B006 - as above
    nodes: Annotated[int, Query(ge=2, le=MOST_NODES, description="At most so many entities")] = DEFAULT_NODES,
) -> View:
    """What the address asks to be drawn. Raises `UnknownThingError` for what is not here."""
    selection = Selection(
        tuple(kind), tuple(map(str, stand)), source=source, article=article, start=start, end=end, words=q
    )
    return View(
        selection=selection,
        focus=here.catalogue.entity(focus).iri if focus else None,
        without=tuple(without),
        expanded=tuple(here.iri(path) for path in expanded),
        hidden=tuple(here.iri(path) for path in hide),
        nodes=nodes,
    )


Asked = Annotated[View, Depends(asked_view)]


@router.get("/", include_in_schema=False)
def home() -> Response:
    """The explorer is the front page."""
    return RedirectResponse("/explore", status_code=307)


@router.get("/explore", include_in_schema=False)
def explore(request: Request) -> Response:
    """The page. What cannot be shown is said in words on it, never by a blank canvas."""
    context = context_of(request)
    try:
        data = graph_data(context, view_of(request, context))
    except OnRecordError as error:
        data = graph_data(context, View()) | {"message": str(error)}
    return page(request, "explorer.html", title="Explore", data=data)


@router.get("/api/graph", summary="What the explorer draws")
def graph(here: Here, view: Asked) -> dict[str, Any]:
    """Nodes with places, lines, facts, and how many there are of what; all parameters narrow it."""
    return graph_data(here, view)


class ExportForm(StrEnum):
    """What a selection can be saved as."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"


FileForm = Annotated[ExportForm, Query(description="The format of the file")]


@router.get("/api/graph/export", summary="What the explorer draws, as a file", response_class=Response)
def export(here: Here, view: Asked, format: FileForm = ExportForm.CSV) -> Response:
    """Names, sources and sentences included. Cells that a spreadsheet would run get an apostrophe."""
    picture = draw(here.catalogue, view)
    name = f"onrecord-{here.catalogue.number}.{format.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if format is ExportForm.CSV:
        text = facts_as_csv(Teller(here), picture.claims)
        return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)
    body = graph_bytes(here.catalogue, picture.links, format.value)
    return Response(body, media_type="application/xml", headers=headers)


@router.get("/static/vis-network.js", include_in_schema=False)
def drawing_library() -> Response:
    """vis-network, out of the installed pyvis: nothing is fetched from elsewhere."""
    return FileResponse(VIS_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "max-age=86400"})


def view_of(request: Request, context: Context) -> View:
    """The view that a page's address asks for; parameters that mean nothing are passed over."""
    asked = request.query_params

    def known(name: str, kind: type[StrEnum]) -> list[Any]:
        return [kind(value) for value in asked.getlist(name) if value in set(kind)]

    nodes = asked.get("nodes", "")
    return asked_view(
        context,
        kind=known("kind", ClaimKind),
        stand=known("stand", Stand),
        source=asked.get("source") or None,
        article=asked.get("article") or None,
        start=_day(asked.get("from")),
        end=_day(asked.get("to")),
        q=(asked.get("q") or "")[:200] or None,
        focus=asked.get("focus") or None,
        without=known("without", EntityKind),
        expanded=asked.getlist("expanded"),
        hide=asked.getlist("hide"),
        nodes=min(int(nodes), MOST_NODES) if nodes.isascii() and nodes.isdigit() else DEFAULT_NODES,
    )


def graph_data(context: Context, view: View) -> dict[str, Any]:
    """Everything that the page shows of one view, as plain data."""
    teller = Teller(context)
    catalogue = teller.catalogue
    picture = draw(catalogue, view)
    facts = picture.claims[:MOST_FACTS]
    lines: dict[str, list[str]] = {}
    for link in picture.links:
        for claim in link.claims:
            lines.setdefault(claim.iri, []).append(link.key)
    return {
        "number": catalogue.number,
        "newest": _iso(catalogue.newest),
        "shown": {"entities": len(picture.places), "lines": len(picture.links), "facts": len(facts)},
        "total": {
            "entities": picture.total_entities,
            "lines": picture.total_links,
            "facts": picture.total_claims,
            "store": len(catalogue.claims),
        },
        "focus": teller.entity_ref(view.focus).model_dump(mode="json") if view.focus else None,
        **picture_data(picture, catalogue, context.settings.instances),
        "facts": [_fact(teller, context, claim, lines.get(claim.iri, [])) for claim in facts],
        "facets": _facets(catalogue, view, picture, context),
        "weeks": _weeks(select_claims(catalogue, replace(view.selection, start=None, end=None))),
        "message": "",
    }


def _fact(teller: Teller, context: Context, claim: ClaimRow, lines: list[str]) -> dict[str, Any]:
    """One row of the table, with the lines that stand for it in the picture."""
    article = teller.catalogue.articles[claim.article]
    return {
        "id": context.path(claim.iri),
        "statement": clean(teller.statement(claim)),
        "standing": standing(claim.status, claim.polarity),
        "stand": claim.stand,
        "voice": clean(teller.voice(claim)),
        "anonymous": any(rung.anonymous for rung in claim.rungs),
        "day": _iso(claim.published),
        "outlet": clean(article.publisher or article.identifier),
        "lines": lines,
    }


def _facets(catalogue: Catalogue, view: View, picture: Picture, context: Context) -> dict[str, Any]:
    """How many facts each choice of a filter would leave, the other filters being as they are."""
    selection = view.selection
    kinds = Counter(claim.kind for claim in select_claims(catalogue, replace(selection, kinds=())))
    stands = Counter(claim.stand for claim in select_claims(catalogue, replace(selection, stands=())))
    sources = Counter(
        source
        for claim in select_claims(catalogue, replace(selection, source=None))
        for source in set(claim.sources)
    )
    types = Counter(
        catalogue.entities[entity].kind for entity in picture.places if entity in catalogue.entities
    )
    return {
        "kind": [_choice(kind.value, kind.value, count) for kind, count in kinds.most_common()],
        "stand": [_choice(stand, _standing(stand), stands[stand]) for stand in Stand if stands[stand]],
        "source": [
            _choice(context.path(iri).rpartition("/")[2], clean(catalogue.label(iri)), count)
            for iri, count in sources.most_common(OUTLETS)
        ],
        "type": [_choice(kind.value, _words(kind), types[kind]) for kind in EntityKind if types[kind]]
        + [_choice(kind.value, _words(kind), 0) for kind in view.without if not types[kind]],
    }


def _choice(value: str, label: str, count: int) -> dict[str, Any]:
    return {"value": value, "label": label, "count": count}


def _standing(stand: str) -> str:
    """How it stands in words; "negative" is what is said not to have happened."""
    if stand == "negative":
        return standing(Status.HAPPENED, Polarity.NEGATIVE)
    return standing(Status(stand), Polarity.POSITIVE)


def _words(kind: EntityKind) -> str:
    """The kind's name as words: "Official list"."""
    return "".join(f" {mark.lower()}" if mark.isupper() else mark for mark in kind.value).strip().capitalize()


def _weeks(claims: Iterable[ClaimRow]) -> list[dict[str, Any]]:
    """How many facts were published in each week, empty ones between them too; three years at most."""
    counts = Counter(
        claim.published - timedelta(claim.published.weekday()) for claim in claims if claim.published
    )
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - timedelta(weeks=156))
    weeks = (first + timedelta(weeks=step) for step in range((last - first).days // 7 + 1))
    return [{"start": week.isoformat(), "count": counts[week]} for week in weeks]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
