"""The table of names: every row is sound, and names lead to the right rows."""

from __future__ import annotations

import re

from ingest.names.spelling import fold, slug
from ingest.names.table import country_of, entity_named, outlet_named, relations, table
from kg.model import EntityKind

LEAST_ROWS = 1900  # the table may only grow


def test_the_table_knows_hundreds_of_actors() -> None:
    assert len(table().rows) >= LEAST_ROWS


def test_every_name_means_few_things_and_the_shared_ones_are_known() -> None:
    shared = {name for name, rows in table().by_name.items() if len(rows) > 1}
    assert len(shared) < 20, (
        f"these names mean several rows, drop the alias from all but one: {sorted(shared)}"
    )


def test_wikidata_ids_have_their_form_and_stand_once() -> None:
    ids = [row.entity.wikidata for row in table().rows.values() if row.entity.wikidata]
    assert not [i for i in ids if not re.fullmatch(r"Q[1-9]\d*", i)]
    twice = {i for i in ids if ids.count(i) > 1}
    assert not twice, f"these ids stand in two rows, clear the one that is unsure: {twice}"


def test_makers_are_companies_and_countries_are_countries() -> None:
    rows = table().rows
    for row in rows.values():
        assert row.maker is None or rows[row.maker].entity.kind is EntityKind.COMPANY, row.entity.key
        assert row.country is None or rows[row.country].entity.kind is EntityKind.COUNTRY, row.entity.key


def test_a_country_a_government_and_a_capital_come_from_one_row() -> None:
    japan = table().countries["japan"]
    assert japan.government.label == "Government of Japan"
    assert japan.capital is not None
    assert japan.capital.label == "Tokyo"
    assert country_of(japan.government) == japan


def test_the_union_governs_under_its_own_name() -> None:
    union = table().countries["european-union"]
    assert union.government is union.country


def test_a_name_is_found_whatever_its_capitals_and_article() -> None:
    assert entity_named("the MINISTRY of industry and information technology") == entity_named("MIIT")
    assert entity_named("Nvidia Corp.") == entity_named("nvidia")


def test_an_unknown_name_is_none() -> None:
    assert entity_named("Borealis Semiconductor") is None
    assert entity_named("") is None


def test_outlets_are_told_from_other_bearers_of_a_name() -> None:
    times = outlet_named("Financial Times")
    assert times is not None
    assert times.kind is EntityKind.OUTLET
    assert outlet_named("Boeing") is None


def test_adjectives_lead_to_their_country() -> None:
    assert table().by_adjective["dutch"] == "netherlands"
    assert table().by_adjective["south korean"] == "south-korea"


def test_relations_join_rows_of_the_table() -> None:
    known = {(r.subject.key, r.predicate, r.object.key) for r in relations()}
    assert ("nvidia-h200", "manufacturer", "nvidia") in known
    assert ("government-of-france", "governmentOf", "france") in known
    assert ("government-of-france", "seat", "paris") in known
    assert all(r.span is None for r in relations())


def test_slugs_are_plain_and_fold_forgets_accents_and_stops() -> None:
    assert slug("Société Générale S.A.") == "societe-generale-sa"
    assert fold("The U.S. Élysée") == "us elysee"
    assert slug("株式会社") == ""
