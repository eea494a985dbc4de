"""The SPARQL endpoint: formats, datasets, refusals, limits, and that no answer is ever half an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from kg.answer import Limits
from kg.errors import QueryError
from kg.guard import ForeignRequestError, UpdateRefusedError, read_shape
from kg.store import open_store
from tests import worlds
from tests.serving import client_of, store_of

REC = "PREFIX rec: <https://w3id.org/onrecord#> "
SELECT = REC + "SELECT ?claim WHERE { ?claim a rec:Meeting } ORDER BY ?claim"
CONSTRUCT = REC + "CONSTRUCT { ?claim a rec:Claim } WHERE { ?claim a rec:Meeting }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOARDING = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?c ?d ?f ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(store=store_of(tmp_path_factory.mktemp("sparql") / "store"))


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    with client_of(settings) as client:
        yield client


def ask(client: TestClient, query: str, accept: str = "*/*", **parameters: str | list[str]):
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "content_type", "begins"),
    [
        ("*/*", "application/sparql-results+json", '{"head"'),
        ("application/sparql-results+json", "application/sparql-results+json", '{"head"'),
        ("application/json", "application/json", '{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "claim\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?claim\n"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", "<?xml"),
        ("text/turtle, application/*;q=0.1", "application/sparql-results+json", '{"head"'),
    ],
)
def test_a_selection_comes_in_the_format_that_accept_prefers(
    client: TestClient, accept: str, content_type: str, begins: str
) -> None:
    answer = ask(client, SELECT, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)
    assert answer.text.startswith(begins)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_a_graph_comes_in_the_format_that_accept_prefers(
    client: TestClient, accept: str, content_type: str
) -> None:
    answer = ask(client, CONSTRUCT, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)
    assert "Claim" in answer.text


def test_a_yes_or_no_question_is_answered_in_json(client: TestClient) -> None:
    assert ask(client, REC + "ASK { ?c a rec:Meeting }").json()["boolean"] is True


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_a_format_that_cannot_be_had_is_406_with_the_ones_that_can(client: TestClient, query: str) -> None:
    answer = ask(client, query, "image/png")
    assert answer.status_code == 406
    assert "can be had as" in answer.json()["error"]


def test_a_query_may_be_posted_as_a_form_or_as_the_body_itself(client: TestClient) -> None:
    by_get = ask(client, SELECT).json()
    as_form = client.post("/sparql", data={"query": SELECT}).json()
    as_body = client.post(
        "/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query; charset=utf-8"}
    ).json()
    assert by_get == as_form == as_body
    assert len(by_get["results"]["bindings"]) == 2


def test_any_other_body_is_415(client: TestClient) -> None:
    answer = client.post("/sparql", content=SELECT, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_two_queries_at_once_are_refused(client: TestClient) -> None:
    assert client.get(f"/sparql?query={SELECT}&query={SELECT}").status_code == 400


def test_a_body_that_is_no_utf8_is_refused(client: TestClient) -> None:
    answer = client.post(
        "/sparql", content=b"SELECT \xff", headers={"Content-Type": "application/sparql-query"}
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "The query is not in UTF-8.")


def test_the_default_graph_is_the_union_of_all_graphs(client: TestClient) -> None:
    assert bindings(ask(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))[0]["n"]["value"] != "0"


def test_a_strict_default_graph_is_the_standards_own(settings: Settings) -> None:
    with client_of(replace(settings, default_graph="strict")) as client:
        assert bindings(ask(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))[0]["n"]["value"] == "0"


def test_from_and_default_graph_uri_narrow_to_one_article(client: TestClient) -> None:
    graph = bindings(ask(client, REC + "SELECT ?a { ?a a rec:Article } LIMIT 1"))[0]["a"]["value"]
    count = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    everything = bindings(ask(client, count % ""))
    by_text = bindings(ask(client, count % f"FROM <{graph}>"))
    by_parameter = bindings(ask(client, count % "", **{"default-graph-uri": graph}))
    assert by_text == by_parameter != everything


def test_named_graph_uri_leaves_only_that_graph_to_graph(client: TestClient) -> None:
    graph = bindings(ask(client, REC + "SELECT ?a { ?a a rec:Article } LIMIT 1"))[0]["a"]["value"]
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    found = bindings(ask(client, query, **{"named-graph-uri": graph}))
    assert [row["g"]["value"] for row in found] == [graph]


def test_parameters_of_the_protocol_override_from(client: TestClient) -> None:
    graphs = [row["a"]["value"] for row in bindings(ask(client, REC + "SELECT ?a { ?a a rec:Article }"))]
    query = f"SELECT DISTINCT ?a FROM <{graphs[0]}> {{ ?a a <https://w3id.org/onrecord#Article> }}"
    found = bindings(ask(client, query, **{"default-graph-uri": graphs[1]}))
    assert [row["a"]["value"] for row in found] == [graphs[1]]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELEC * { ?s ?p ?o }", "should begin with SELECT"),
        ("", "empty"),
        ("SELECT * {\n ?s ?p ?o FILTER(?x }", "line 2, column"),
        ("SELECT * { ?s nope:such ?o . ?s a nope:Thing }", "not valid SPARQL"),
    ],
)
def test_a_misspelt_query_is_400_with_one_sentence(client: TestClient, query: str, sentence: str) -> None:
    answer = ask(client, query)
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


@pytest.mark.parametrize("update", ["DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }", "LOAD <http://x.test/>"])
def test_updates_are_refused_by_every_door(client: TestClient, update: str) -> None:
    direct = client.post(
        "/sparql", content=update, headers={"Content-Type": "application/sparql-update"}
    ).status_code
    as_form = client.post("/sparql", data={"update": update}).status_code
    as_query = client.get("/sparql", params={"query": update}).status_code
    by_get = client.get("/sparql", params={"update": update}).status_code
    assert {direct, as_form, as_query, by_get} == {403}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o .SERVICE?x{ ?a ?b ?c } }",
        "SELECT * { # a comment\nSERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        'SELECT * { ?s ?p "a \\" string" . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }',
        "SELECT * { ?s ?p '''it's long''' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p ?o FILTER(?a<?b)#>"""\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #"""\n }',
        'PREFIX u: <a:> SELECT * { ?s ?p ?o FILTER(?a<u:x#>"""\n) SERVICE <http://127.0.0.1:1/> {} #"""\n }',
    ],
)
def test_no_query_reaches_another_server(client: TestClient, query: str) -> None:
    assert ask(client, query).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x.test/> {}" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://x.test/> {}",
        "SELECT ?service { ?service ?p ?o }",
        "PREFIX service: <http://x.test/> SELECT * { ?s service:load ?o }",
        "SELECT * { ?s <http://x.test/SERVICE#description> ?o }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service }",
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) } # load",
    ],
)
def test_the_word_alone_harms_nobody(client: TestClient, query: str) -> None:
    assert ask(client, query).status_code == 200


def test_the_guard_names_what_it_refuses() -> None:
    with pytest.raises(ForeignRequestError):
        read_shape("ASK { SERVICE <x:y> {} }")
    with pytest.raises(UpdateRefusedError):
        read_shape("BASE <http://x.test/> PREFIX a: <b> DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError):
        read_shape("# nothing but a comment")


def test_a_query_past_its_time_is_503_and_the_next_one_works(settings: Settings) -> None:
    with client_of(replace(settings, seconds=1.0, workers=1)) as client:
        overdue = ask(client, SLOW)
        assert overdue.status_code == 503
        assert "stopped after 1 seconds" in overdue.json()["error"]
        assert ask(client, SELECT).status_code == 200


def test_a_query_past_its_memory_is_503_and_the_next_one_works(settings: Settings) -> None:
    with client_of(replace(settings, memory_mb=400, workers=1)) as client:
        greedy = ask(client, HOARDING)
        assert (greedy.status_code, "memory" in greedy.json()["error"]) == (503, True)
        assert ask(client, SELECT).status_code == 200


@pytest.mark.parametrize(
    ("limits", "unit"), [(Limits(rows=1000), "1,000 rows"), (Limits(bytes=50_000), "50,000 bytes")]
)
@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "application/xml"])
def test_an_answer_past_its_size_is_413_and_never_half_an_answer(
    settings: Settings, limits: Limits, unit: str, accept: str
) -> None:
    with client_of(replace(settings, limits=limits)) as client:
        answer = ask(client, LARGE, accept)
    assert answer.status_code == 413
    assert unit in answer.json()["error"]


def test_an_answer_just_inside_its_limit_is_whole(settings: Settings) -> None:
    with client_of(replace(settings, limits=Limits(rows=1000))) as client:
        answer = ask(client, LARGE + " LIMIT 1000")
    assert (answer.status_code, len(bindings(answer))) == (200, 1000)


def test_a_query_that_is_too_long_is_413(settings: Settings) -> None:
    with client_of(replace(settings, query_characters=1000)) as client:
        long = f"{SELECT} # {'x' * 1000}"
        assert ask(client, long).status_code == 413
        assert client.post("/sparql", data={"query": "x" * 100_000}).status_code == 413


def test_when_all_workers_are_busy_and_none_may_wait_it_is_429(settings: Settings) -> None:
    with client_of(replace(settings, workers=0, waiting=0)) as client:
        answer = ask(client, SELECT)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")


def test_the_etag_is_the_snapshot_and_moves_with_it_while_serving(tmp_path: Path) -> None:
    first, second = worlds.WORLD[:1], worlds.WORLD[2]
    folder = store_of(tmp_path / "store", first)
    with client_of(Settings(store=folder)) as client:
        before = ask(client, SELECT.replace("Meeting", "Restriction"))
        known = {"If-None-Match": before.headers["etag"]}
        assert client.get("/sparql", params={"query": SELECT}, headers=known).status_code == 304
        with open_store(folder) as store:
            store.put(second, worlds.RUN)
            number = store.publish()
        after = ask(client, SELECT.replace("Meeting", "Restriction"))
        assert after.headers["etag"] == f'W/"{number}"' != before.headers["etag"]
        assert (len(bindings(before)), len(bindings(after))) == (0, 1)
        assert client.get("/health").json()["snapshot"] == number
        assert client.get("/api/claims", params={"kind": "restriction"}).json()["total"] == 1


def test_without_a_query_programs_get_the_service_description(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "sd:UnionDefaultGraph" in answer.text
    assert "<http://localhost/sparql> a sd:Service" in answer.text


def test_without_a_query_a_browser_gets_a_page(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, "<textarea" in answer.text) == (200, True)


def bindings(answer) -> list[dict[str, dict[str, str]]]:
    return json.loads(answer.text)["results"]["bindings"]
