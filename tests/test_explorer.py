"""What the explorer draws, and that nothing an article says can become part of its page."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from pyvis.network import Network

from api.settings import Settings
from kg.browse import Catalogue, Selection, read_catalogue
from kg.identity import base
from kg.model import EntityKind
from kg.names import clean, wrap
from kg.picture import View
from kg.places import place_around, separate
from kg.snapshots import Snapshot, open_snapshot
from kg.view import EXPANSION, VIS_SCRIPT, VIS_SHA256, draw, picture_data, write_graph
from tests import worlds
from tests.hostile import crowded, hostile
from tests.serving import client_of, store_of

STATIC = Path(__file__).parent.parent / "api" / "static"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_snapshot(store_of(tmp_path_factory.mktemp("view") / "store")) as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def catalogue(snapshot: Snapshot) -> Catalogue:
    return read_catalogue(snapshot.store, snapshot.number)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    with open_snapshot(store_of(tmp_path_factory.mktemp("crowd") / "store", crowded(150))) as snapshot:
        return read_catalogue(snapshot.store, snapshot.number)


def stands_between(catalogue: Catalogue, source: str, target: str) -> set[str]:
    return {
        link.stand
        for link in draw(catalogue, View()).links
        if (catalogue.label(link.source), catalogue.label(link.target)) == (source, target)
    }


def test_a_plan_an_approval_and_a_denial_are_lines_of_their_own(catalogue: Catalogue) -> None:
    approvals = stands_between(catalogue, "Trade Board of Norland", "Aurora Chip")
    assert approvals == {"inPrinciple", "conditional", "denied"}
    assert stands_between(catalogue, "Tidewater", "Aurora Chip") == {"planned", "happened"}


def test_a_line_rests_on_all_its_articles(catalogue: Catalogue) -> None:
    meeting = next(link for link in draw(catalogue, View()).links if link.kind == "meeting")
    assert (meeting.articles, [claim.sentence for claim in meeting.claims]) == (
        2,
        ["Mira Harte, chief executive of Borealis, met Samuel Okonjo on Monday."] * 2,
    )


def test_the_same_view_gives_the_same_picture(crowd: Catalogue) -> None:
    assert draw(crowd, View()) == draw(crowd, View())


def test_what_is_drawn_is_capped_and_what_there_is_is_counted(crowd: Catalogue) -> None:
    picture = draw(crowd, View())
    assert len(picture.places) <= 80
    assert len(picture.links) <= 200
    assert picture.total_entities == 150
    assert picture.total_links > len(picture.links)


def test_names_of_a_full_picture_do_not_lie_on_each_other(crowd: Catalogue) -> None:
    places = list(draw(crowd, View()).places.values())
    clashes = [
        (one, other)
        for index, one in enumerate(places)
        for other in places[:index]
        if abs(one[0] - other[0]) < 100 and abs(one[1] - other[1]) < 50
    ]
    assert clashes == []


def test_a_focus_draws_it_with_its_neighbours(catalogue: Catalogue) -> None:
    borealis = catalogue.entity("borealis").iri
    drawn = {catalogue.label(entity) for entity in draw(catalogue, View(focus=borealis)).places}
    assert {"Borealis", "Tidewater", "Quill"} <= drawn
    assert "Mira Harte" not in drawn


def test_expanding_adds_neighbours_and_moves_nothing(crowd: Catalogue) -> None:
    before = draw(crowd, View(nodes=12))
    node = max(before.unseen, key=before.unseen.__getitem__)
    after = draw(crowd, View(nodes=12, expanded=(node,)))
    fresh = set(after.places) - set(before.places)
    assert 0 < len(fresh) <= EXPANSION
    assert {entity: after.places[entity] for entity in before.places} == dict(before.places)


def test_hiding_and_leaving_out_kinds_take_nodes_away_alone(catalogue: Catalogue) -> None:
    chip = catalogue.entity("Aurora Chip").iri
    hidden = draw(catalogue, View(hidden=(chip,)))
    assert chip not in hidden.places
    assert all(chip not in (link.source, link.target) for link in hidden.links)
    companies_gone = draw(catalogue, View(without=(EntityKind.COMPANY,)))
    assert not {"Tidewater", "Quill"} & {catalogue.label(entity) for entity in companies_gone.places}


def test_a_selection_reaches_lines_and_facts_alike(catalogue: Catalogue) -> None:
    picture = draw(catalogue, View(selection=Selection(stands=("denied",))))
    assert {link.stand for link in picture.links} == {claim.stand for claim in picture.claims} == {"denied"}


def test_an_empty_selection_draws_nothing_and_says_so(catalogue: Catalogue) -> None:
    picture = draw(catalogue, View(selection=Selection(words="unheardof")))
    assert (dict(picture.places), picture.links, picture.total_claims) == ({}, (), 0)


def test_ids_are_no_words_of_an_article(tmp_path: Path) -> None:
    with open_snapshot(store_of(tmp_path / "store", [hostile()])) as snapshot:
        catalogue = read_catalogue(snapshot.store, snapshot.number)
    data = picture_data(draw(catalogue, View()), catalogue, base())
    ids = [item["id"] for item in (*data["nodes"], *data["edges"])]
    assert ids
    assert all(re.fullmatch(r"(entity/)?[a-z0-9-]+", name) for name in ids)
    assert not any("title" in item for item in (*data["nodes"], *data["edges"]))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_an_exported_graph_reads_back_with_names_and_sentences(snapshot: Snapshot, form: str) -> None:
    held = io.BytesIO()
    write_graph(snapshot, form, held)
    held.seek(0)
    graph = nx.read_graphml(held, force_multigraph=True) if form == "graphml" else nx.read_gexf(held)
    sentences = [data["sentence"] for *_, data in graph.edges(data=True)]
    assert (len(graph), len(sentences)) == (8, 13)
    assert "Norland banned exports of the Aurora Chip last year." in sentences


@pytest.mark.parametrize("form", ["graphml", "gexf", "csv"])
def test_exports_of_a_hostile_world_are_well_formed(tmp_path: Path, form: str) -> None:
    with client_of(Settings(store=store_of(tmp_path / "store", [hostile()]))) as client:
        answer = client.get("/api/graph/export", params={"format": form})
    assert answer.status_code == 200
    assert "\u202e" not in answer.text
    if form == "graphml":
        assert nx.read_graphml(io.BytesIO(answer.content)).number_of_nodes() == 3


def test_a_table_for_spreadsheets_has_no_formulas(tmp_path: Path) -> None:
    with client_of(Settings(store=store_of(tmp_path / "store", worlds.WORLD))) as client:
        text = client.get("/api/graph/export").text
    assert text.count("\r\n") == 11
    assert not re.search(r'(^|,)"?[=+@-]', text, re.MULTILINE)


def test_the_pages_data_cannot_close_its_own_script(tmp_path: Path) -> None:
    with client_of(Settings(store=store_of(tmp_path / "store", [hostile()]))) as client:
        page = client.get("/explore").text
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert data.rstrip().endswith("}")
    assert "<" not in data


def test_the_drawing_library_is_the_one_that_was_looked_at(tmp_path: Path) -> None:
    assert hashlib.sha256(VIS_SCRIPT.read_bytes()).hexdigest() == VIS_SHA256
    with client_of(Settings(store=store_of(tmp_path / "store", []))) as client:
        assert client.get("/static/vis-network.js").content == VIS_SCRIPT.read_bytes()


def test_stock_pyvis_would_write_titles_as_markup_once_one_says_href() -> None:
    """Why `kg.view` takes pyvis's nodes and edges but not its page. If this fails, pyvis was mended."""

    def stock_page(title: str) -> str:
        network = Network(cdn_resources="in_line")
        network.add_node(1, label="a", title=title)
        return network.generate_html(notebook=False)

    assert "popup.innerHTML = nodeData[0].title" not in stock_page("an attribute was discussed")
    assert "popup.innerHTML = nodeData[0].title" in stock_page("the href attribute was discussed")
    assert "https://cdn.jsdelivr.net" in stock_page("anything")


@pytest.mark.parametrize("script", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_no_script_of_ours_makes_markup_of_text(script: Path) -> None:
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write"
    code = r"\beval\(|new Function|\.on(click|load|error|key|mouse)"
    assert re.findall(f"{markup}|{code}", script.read_text(encoding="utf-8")) == []


def test_templates_have_no_script_of_their_own_and_nothing_unescaped() -> None:
    for template in (STATIC.parent / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape false| on\w+=|style=|javascript:", text), template.name
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or 'type="application/json"' in tag, template.name


def test_names_are_shown_without_what_turns_or_hides_them() -> None:
    assert clean("Acme \u202etxet\u202c\u0000 \n Ltd") == "Acme txet Ltd"
    assert clean("x" * 70, 60) == "x" * 59 + "…"
    assert wrap("Ministry of Industry and Information Technology") == (
        "Ministry of Industry\nand Information\nTechnology"
    )


def test_newcomers_stand_apart_from_all_that_is_there() -> None:
    places = {"hub": (0.0, 0.0)}
    found = place_around("hub", [f"new{number}" for number in range(8)], places)
    spots = [*places.values(), *found.values()]
    assert len({(round(x), round(y)) for x, y in spots}) == 9


def test_nodes_on_one_spot_are_pushed_apart() -> None:
    apart = separate({"a": (0.0, 0.0), "b": (0.0, 0.0)})
    (ax, ay), (bx, by) = apart["a"], apart["b"]
    assert abs(ax - bx) > 100 or abs(ay - by) > 60


def test_an_odd_address_is_answered_in_words(snapshot: Snapshot, tmp_path: Path) -> None:
    with client_of(Settings(store=store_of(tmp_path / "store", worlds.WORLD[:1]))) as client:
        for address in (
            "/explore?focus=%00&nodes=abc&kind=nonsense&from=yesterday&hide=<b>&expanded=..%2F..&without=x",
            "/explore?nodes=99999999999999999999",
            "/explore?source=Nobody&article=None",
        ):
            assert client.get(address, headers={"Accept": "text/html"}).status_code == 200, address
