"""The lists, the items, the IRIs and the manners of the HTTP service."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from fastapi.testclient import TestClient

from api.app import create_app
from api.headers import HEADERS
from api.http_docs import renew
from api.manual import operations
from api.settings import Settings
from kg.errors import StoreMissingError
from tests import worlds
from tests.serving import client_of, store_of

ROOT = Path(__file__).parent.parent
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client_of(Settings(store=store_of(tmp_path_factory.mktemp("http") / "store"))) as client:
        yield client


def get(client: TestClient, path: str, **parameters):
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def statements(client: TestClient, **parameters) -> list[str]:
    return [item["statement"] for item in get(client, "/api/claims", **parameters)["items"]]


def test_claims_come_newest_article_first(client: TestClient) -> None:
    days = [item["article"]["published"] for item in get(client, "/api/claims")["items"]]
    assert days == sorted(days, reverse=True)
    assert len(days) == 10


def test_a_claim_says_how_it_stands_and_on_whose_word(client: TestClient) -> None:
    claim = get(client, "/api/claims", status="conditional")["items"][0]
    told = {name: claim[name] for name in ("kind", "status", "polarity", "standing", "voice", "quantity")}
    assert told == {
        "kind": "approval",
        "status": "conditional",
        "polarity": "positive",
        "standing": "with conditions",
        "voice": "according to Morning Star, citing Samuel Okonjo",
        "quantity": "50,000 units",
    }
    assert [rung["source"]["label"] for rung in claim["attribution"]] == ["Morning Star", "Samuel Okonjo"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"kind": "meeting"}, 2),
        ({"kind": ["meeting", "restriction"]}, 3),
        ({"status": "denied"}, 1),
        ({"agent": "Trade Board"}, 4),
        ({"agent": "trade-board-of-norland", "status": "inPrinciple"}, 2),
        ({"object": "Aurora Chip", "kind": "order"}, 3),
        ({"entity": "Samuel Okonjo"}, 2),
        ({"source": "Daily Ledger"}, 2),
        ({"article": "courier-denial"}, 2),
        ({"article": "https://lantern.example/aurora"}, 3),
        ({"from": "2031-03-12"}, 3),
        ({"to": "2030-12-31"}, 1),
        ({"from": "2031-03-13", "to": "2031-03-13", "kind": "order"}, 3),
        ({"q": "PORTS of"}, 1),
        ({"q": "harbours"}, 0),
        ({"q": "banned exports"}, 1),
        ({"q": "okonjo local"}, 1),
    ],
)
def test_filters_narrow_the_list(client: TestClient, filters: dict[str, str], count: int) -> None:
    assert get(client, "/api/claims", **filters)["total"] == count


def test_pages_together_are_the_list(client: TestClient) -> None:
    whole = [item["id"] for item in get(client, "/api/claims")["items"]]
    found, address = [], "/api/claims?limit=3"
    while address:
        part = get(client, address)
        found += [item["id"] for item in part["items"]]
        address = part["next"]
    assert (found, part["total"]) == (whole, 10)


def test_evidence_is_the_sentence_at_its_offsets(client: TestClient) -> None:
    texts = {reading.article.identifier: reading.article.text for reading in worlds.WORLD}
    for claim in get(client, "/api/claims")["items"]:
        evidence = get(client, claim["evidence"])
        text = texts[claim["article"]["identifier"]]
        pieces = "".join(piece["text"] for piece in evidence["pieces"])
        assert (
            text[evidence["start"] : evidence["end"]] == evidence["sentence"] == claim["sentence"] == pieces
        )
        assert evidence["before"] + pieces + evidence["after"] == text


def test_evidence_marks_who_did_what(client: TestClient) -> None:
    claim = get(client, "/api/claims", kind="restriction")["items"][0]
    pieces = get(client, claim["evidence"])["pieces"]
    assert {role: piece["text"] for piece in pieces for role in piece["roles"]} == {
        "agent": "Norland",
        "trigger": "banned",
        "object": "Aurora Chip",
        "when": "last year",
    }


def test_a_denial_is_contradicted_by_what_it_denies(client: TestClient) -> None:
    claim = get(client, "/api/claims", status="denied")["items"][0]
    conflicts = get(client, claim["evidence"])["conflicts"]
    assert any("in principle approved Aurora Chip" in other["statement"] for other in conflicts)


def test_entities_come_with_their_names_and_numbers(client: TestClient) -> None:
    found = get(client, "/api/entities", kind="Agency")["items"]
    assert [(row["label"], row["claims"]) for row in found] == [("Trade Board of Norland", 4)]
    assert "TBN" in found[0]["aliases"]
    assert get(client, "/api/entities/tbn")["id"] == "trade-board-of-norland"


def test_search_puts_names_that_begin_so_first(client: TestClient) -> None:
    assert get(client, "/api/search", q="au")[0]["label"] == "Aurora Chip"
    assert get(client, "/api/search", q="zzz") == []


def test_articles_come_with_their_text(client: TestClient) -> None:
    listed = get(client, "/api/articles", publisher="courier")
    assert [row["identifier"] for row in listed["items"]] == ["courier-order", "courier-denial"]
    assert get(client, f"/api/articles/{listed['items'][1]['id']}")["text"] == worlds.DENIAL_TEXT


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/api/claims?kind=nonsense", 400, "'kind'"),
        ("/api/claims?limit=0", 400, "'limit'"),
        ("/api/claims?from=yesterday", 400, "'from'"),
        ("/api/claims?agent=Nobody+Atall", 404, "No entity here is called 'Nobody Atall'"),
        ("/api/claims/0000", 404, "No claim here has the id '0000'"),
        ("/api/articles/0000", 404, "No article here"),
        ("/id/claim/0000", 404, "No claim"),
        ("/id/entity/no<body>", 404, "Nothing here"),
        ("/id/event/0000.ttl", 404, "Nothing here has the IRI"),
        ("/nowhere", 404, "There is nothing at /nowhere"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    client: TestClient, path: str, status: int, sentence: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, sentence in answer.json()["error"]) == (status, True), answer.text
    page = client.get(path, headers=HTML)
    assert page.status_code == status
    if path.startswith(("/id", "/nowhere")):
        assert page.headers["content-type"].startswith("text/html")


def test_every_iri_of_ours_can_be_opened_in_every_format(client: TestClient) -> None:
    iris = {
        node
        for node in rdf_of(client, "/sparql", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").all_nodes()
        if isinstance(node, rdflib.URIRef) and node.startswith("https://w3id.org/onrecord/id/")
    }
    kinds = {iri.removeprefix("https://w3id.org/onrecord/id/").partition("/")[0]: iri for iri in iris}
    assert {"article", "claim", "entity", "passage", "run"} <= set(kinds)
    for iri in kinds.values():
        path = "/id/" + iri.removeprefix("https://w3id.org/onrecord/id/")
        if "graph/" in path:
            continue
        page = client.get(path, headers=HTML)
        assert (page.status_code, "<h1>" in page.text) == (200, True), path
        graph = rdflib.Graph().parse(data=client.get(path, headers={"Accept": "text/turtle"}).text)
        assert (rdflib.URIRef(iri), None, None) in graph, path
        by_ending = rdflib.Dataset().parse(data=client.get(path + ".jsonld").text, format="json-ld")
        assert len(by_ending) == len(graph), path


def test_the_turtle_of_a_claim_holds_its_sentence_and_its_ladder(client: TestClient) -> None:
    claim = get(client, "/api/claims", status="inPrinciple")["items"][0]
    text = client.get(f"/id/claim/{claim['id']}.ttl").text
    assert claim["sentence"] in text
    assert "rec:Attribution" in text
    assert "schema:articleBody" not in text


def test_a_claims_page_marks_its_sentence(client: TestClient) -> None:
    claim = get(client, "/api/claims", kind="restriction")["items"][0]
    page = client.get(f"/id/claim/{claim['id']}", headers=HTML).text
    assert '<mark id="sentence"><span class="role role-agent "' in page


OTHER_BASE = """
import sys
from pathlib import Path
from api.settings import Settings
from tests import worlds
from tests.serving import client_of, store_of

with client_of(Settings(store=store_of(Path(sys.argv[1]), worlds.WORLD[:1]))) as client:
    claim = client.get("/api/claims").json()["items"][0]
    turtle = client.get(f"/id/claim/{claim['id']}.ttl").status_code
    page = client.get("/id/entity/tidewater", headers={"Accept": "text/html"}).status_code
    print(claim["iri"].rpartition("/")[0], turtle, page)
"""


def test_instances_may_have_another_base(tmp_path: Path) -> None:
    """In a process of its own: a process has one base."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OTHER_BASE, str(tmp_path / "store")],
        env={**os.environ, "ONRECORD_BASE": "https://news.example/facts/", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["https://news.example/facts/claim", "200", "200"]


def test_every_answer_carries_the_safe_headers(client: TestClient) -> None:
    for path in (
        "/explore",
        "/health",
        "/nowhere",
        "/static/onrecord.css",
        "/static/vis-network.js",
        "/sparql",
    ):
        answer = client.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path


def test_another_host_is_not_answered(client: TestClient) -> None:
    assert client.get("/health", headers={"Host": "rebound.example"}).status_code == 400


def test_no_store_is_an_error_before_anything_listens(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        create_app(Settings(store=tmp_path / "none"))


def test_health_counts_what_is_there(client: TestClient) -> None:
    health = get(client, "/health")
    assert (health["status"], health["articles"], health["claims"], health["newest"]) == (
        "ok",
        5,
        10,
        "2031-03-13",
    )


def test_the_front_door_leads_to_the_explorer(client: TestClient) -> None:
    answer = client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/explore")


def test_the_manual_tells_every_operation_without_a_request_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    document = get(client, "/openapi.json")
    assert all(operation["path"] in page for operation in operations(document))
    assert "//" not in page.replace("http://localhost", "").replace("https://w3id.org", "")


def test_docs_http_is_what_the_service_does(client: TestClient) -> None:
    text = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    assert text == renew(text, get(client, "/openapi.json")), "run: python -m api.http_docs docs/http.md"


def test_docs_http_names_the_limits_that_hold() -> None:
    text = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    settings = Settings(store="any")
    said = (
        f"{settings.seconds:g} seconds, {settings.memory_mb // 1024} GB of memory, "
        f"{settings.limits.rows:,} rows, {settings.limits.bytes // 2**20} MiB, "
        f"{settings.query_characters:,} characters of text"
    )
    assert said in text
    assert f"`http://{settings.host}:{settings.port}`" in text


def rdf_of(client: TestClient, path: str, query: str) -> rdflib.Graph:
    answer = client.get(path, params={"query": query}, headers={"Accept": "application/n-triples"})
    return rdflib.Graph().parse(data=answer.text, format="nt")
