"""Writing a store out: claims for annotators, tables for spreadsheets, RDF, graphs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from kg.claim_lines import claim_lines, iso_date
from kg.errors import QueryError
from kg.export import CSV_COLUMNS, FORMATS, export
from kg.results import safe_for_spreadsheets
from kg.snapshots import Snapshot, open_snapshot
from tests.asked_world import write_world

GRAPHLESS = {"turtle": RdfFormat.TURTLE}
WITH_GRAPHS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The hand-built store, open for reading."""
    with open_snapshot(write_world(Path(tmp_path_factory.mktemp("world")) / "store")) as snapshot:
        yield snapshot


def written(snapshot: Snapshot, form: str) -> bytes:
    """The export in that format."""
    stream = io.BytesIO()
    export(snapshot, form, stream)
    return stream.getvalue()


def test_a_claim_has_the_fields_of_the_annotators(asked: Snapshot) -> None:
    (line,) = [line for line in claim_lines(asked) if line["article"] == "star-condition"]
    assert line == {
        "article": "star-condition",
        "type": "approval",
        "agent": [["Trade Board of Norland", "TBN", "Trade Board"]],
        "object": [["Aurora Chip", "Aurora"]],
        "recipient": [["Tidewater"]],
        "date": "2031-03-09",
        "quantity": {
            "value": 50000,
            "unit": "units",
            "qualifier": "exact",
            "text": "50,000 units",
        },
        "status": "conditional",
        "polarity": "pos",
        "attribution": [["Morning Star"], ["Samuel Okonjo"]],
        "condition": "provided that it buys local chips as well",
        "evidence": line["evidence"],
        "start": 41,
        "end": 41 + len(line["evidence"]),
        "publisher": "Morning Star",
        "published": "2031-03-12",
        "rule": "approval.allow-to-buy",
        "claim": line["claim"],
    }


def test_an_interval_has_its_bound_as_value_and_beside_it(asked: Snapshot) -> None:
    line = next(
        line for line in claim_lines(asked) if line["type"] == "order" and line["status"] == "planned"
    )
    assert line["quantity"] == {
        "value": 400000,
        "unit": "units",
        "qualifier": "more_than",
        "min": 400000,
        "text": "more than 400,000 units",
    }


def test_status_and_polarity_are_spelt_as_annotators_spell_them(asked: Snapshot) -> None:
    told = {(line["status"], line["polarity"]) for line in claim_lines(asked)}
    assert {("in_principle", "pos"), ("denied", "neg"), ("happened", "neg")} <= told


def test_agents_come_in_the_order_of_the_text(asked: Snapshot) -> None:
    line = next(line for line in claim_lines(asked) if line["article"] == "courier-order")
    assert [names[0] for names in line["agent"]] == ["Tidewater", "Quill"]


def test_claims_come_article_by_article_in_the_order_of_the_text(asked: Snapshot) -> None:
    places = [
        (line["article"], line["start"]) for line in claim_lines(asked) if "gazette" not in line["article"]
    ]
    assert places == sorted(places)


def test_a_replaced_article_s_claims_say_when_they_were_replaced(asked: Snapshot) -> None:
    replaced = {
        line["polarity"]: line.get("superseded")
        for line in claim_lines(asked)
        if line["article"] == "gazette-nimbus"
    }
    assert replaced == {"pos": "2031-05-02", "neg": None}


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025-12-08", "2025-12-08"),
        ("2025-12-08T10:30", "2025-12-08"),
        ("2025-12-08TMO", "2025-12-08"),
        ("2025-12", "2025-12"),
        ("2026-Q1", "2026-Q1"),
        ("2025", "2025"),
        ("2025-W50", "2025-12"),  # annotators write no weeks
        ("2009-W01", "2009-01"),
        ("2014-W07-WE", "2014-02"),
        ("2025-W60", None),
        ("2025-12-XX", "2025-12"),
        ("P3D", None),
        ("PAST_REF", None),
        ("202", None),
        ("", None),
    ],
)
def test_a_timex_value_becomes_a_part_of_the_calendar(value: str, date: str | None) -> None:
    assert iso_date(value) == date


def test_claims_are_one_json_object_a_line(asked: Snapshot) -> None:
    lines = written(asked, "claims").decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(claim_lines(asked))


def test_the_table_of_claims_has_a_row_for_each(asked: Snapshot) -> None:
    rows = list(csv.reader(io.StringIO(written(asked, "csv").decode("utf-8"), newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert len(rows) - 1 == len(list(claim_lines(asked)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_for_spreadsheets(text) == f"'{text}"


def test_other_texts_stay_what_they_are() -> None:
    assert safe_for_spreadsheets("1 = 1") == "1 = 1"


@pytest.mark.parametrize("form", [*WITH_GRAPHS, *GRAPHLESS])
def test_an_export_of_rdf_holds_all_that_the_store_holds(form: str, asked: Snapshot) -> None:
    quads = list(parse(written(asked, form), {**WITH_GRAPHS, **GRAPHLESS}[form]))
    if form in WITH_GRAPHS:
        assert set(quads) == set(asked.store)
    else:
        assert {quad.triple for quad in quads} == {quad.triple for quad in asked.store}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_graph_for_other_tools_is_well_formed_and_traceable(form: str, asked: Snapshot) -> None:
    text = written(asked, form)
    ElementTree.fromstring(text)
    assert b"https://w3id.org/onrecord/id/claim/" in text


def test_every_format_gives_the_same_bytes_twice(asked: Snapshot) -> None:
    for form in FORMATS:
        assert written(asked, form) == written(asked, form)


def test_an_unknown_format_is_answered_with_the_known_ones(asked: Snapshot) -> None:
    with pytest.raises(QueryError, match="choose one of claims, nquads"):
        export(asked, "xlsx", io.BytesIO())
