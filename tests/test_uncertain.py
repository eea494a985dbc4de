"""What a person should look at, and the commands that list and decide it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from worlds import RUN, WORLD, mention

from api.cli import main
from ingest.names.naming import without_form
from ingest.names.spelling import fold
from kg.identity import entity_iri
from kg.merges import Merge
from kg.model import Article, Entity, EntityKind, Reading
from kg.store import open_snapshot, open_store
from kg.uncertain import Doubt, Uncertain, list_uncertain

PERSON, COMPANY, AGENCY = EntityKind.PERSON, EntityKind.COMPANY, EntityKind.AGENCY


def told(entity: Entity, number: int = 0, before: str = "") -> Reading:
    """One article that only speaks of this entity."""
    text = f"{before}They saw {entity.label} again. Nothing else was said {number} times of {entity.key}.\n"
    return Reading(Article(f"{entity.key}-{number}", text), mentions=(mention(text, entity.label, entity),))


def store_of(place: Path, readings: Iterable[Reading]) -> Path:
    """A published store with these articles."""
    with open_store(place, create=True) as store:
        for reading in readings:
            store.put(reading, RUN)
        store.publish()
    return place


def doubts(place: Path, *entities: Entity) -> list[Uncertain]:
    """What is uncertain where one article speaks of each of these entities."""
    with open_snapshot(store_of(place, (told(e, n) for n, e in enumerate(entities)))) as snapshot:
        return list(list_uncertain(snapshot.store, lambda name: fold(without_form(name))))


def kinds(found: Iterable[Uncertain]) -> list[tuple[Doubt, tuple[str, ...]]]:
    """The sort of each doubt, with the labels."""
    return [(doubt.doubt, doubt.labels) for doubt in found]


ACME = Entity("acme", COMPANY, "Acme")


def test_names_that_differ_in_their_legal_form_are_listed(tmp_path: Path) -> None:
    found = doubts(tmp_path / "s", ACME, Entity("acme-ltd", COMPANY, "Acme Ltd."))
    assert kinds(found) == [(Doubt.NAME, ("Acme", "Acme Ltd."))]
    assert found[0].about == ("Acme", "Acme Ltd.")


def test_a_last_name_in_one_article_and_a_full_name_in_another_are_listed(tmp_path: Path) -> None:
    found = doubts(
        tmp_path / "s", Entity("harte", PERSON, "Harte"), Entity("mira-harte", PERSON, "Mira Harte")
    )
    assert kinds(found) == [(Doubt.SURNAME, ("Harte", "Mira Harte"))]


def test_initials_in_one_article_and_the_words_in_another_are_listed(tmp_path: Path) -> None:
    board = Entity("board-of-fair-trade", AGENCY, "Board of Fair Trade")
    found = doubts(tmp_path / "s", board, Entity("bft", AGENCY, "BFT"), Entity("bbq", AGENCY, "BBQ"))
    assert kinds(found) == [(Doubt.ACRONYM, ("BFT", "Board of Fair Trade"))]


def test_two_nodes_with_one_page_are_listed_once(tmp_path: Path) -> None:
    one, other = Entity("a", COMPANY, "Acme", wikidata="Q1"), Entity("b", COMPANY, "Acme Inc", wikidata="Q1")
    assert kinds(doubts(tmp_path / "s", one, other)) == [(Doubt.WIKIDATA, ("Acme", "Acme Inc"))]


def test_what_different_pages_describe_is_two_things(tmp_path: Path) -> None:
    one, other = (
        Entity("a", AGENCY, "Trade Ministry", wikidata="Q1"),
        Entity("b", AGENCY, "Trade Ministry", wikidata="Q2"),
    )
    assert doubts(tmp_path / "s", one, other) == []


def test_kinds_that_cannot_be_one_thing_are_no_doubt(tmp_path: Path) -> None:
    assert doubts(tmp_path / "s", ACME, Entity("acme-town", EntityKind.PLACE, "Acme")) == []


def test_two_people_of_one_surname_are_no_doubt(tmp_path: Path) -> None:
    people = [
        Entity(f"{first}-harte", PERSON, f"{first} Harte", aliases=("Harte",)) for first in ("Mira", "Jon")
    ]
    assert doubts(tmp_path / "s", *people) == []


def test_a_node_on_whose_kind_articles_disagree_is_listed(tmp_path: Path) -> None:
    found = doubts(tmp_path / "s", ACME, ACME, dataclasses.replace(ACME, kind=PERSON))
    assert kinds(found) == [(Doubt.KINDS, ("Acme",))]
    assert found[0].about == ("Company 2", "Person 1")


def test_a_person_with_two_full_names_is_listed(tmp_path: Path) -> None:
    harte = Entity("harte", PERSON, "Mira Harte")
    found = doubts(tmp_path / "s", harte, dataclasses.replace(harte, label="Jon Harte"))
    assert [(doubt.doubt, doubt.about) for doubt in found] == [(Doubt.NAMES, ("Jon Harte", "Mira Harte"))]
    assert doubts(tmp_path / "t", harte, dataclasses.replace(harte, label="M. Harte")) == []


def test_each_node_comes_with_a_sentence(tmp_path: Path) -> None:
    (found,) = doubts(tmp_path / "s", ACME, Entity("acme-ltd", COMPANY, "Acme Ltd."))
    assert [e.sentence for e in found.examples if e] == ["They saw Acme again.", "They saw Acme Ltd. again."]


def test_the_list_does_not_depend_on_the_order_of_the_articles(tmp_path: Path) -> None:
    readings = [
        told(Entity(f"acme-{n}", COMPANY, f"Acme {form}")) for n, form in enumerate(("", "Inc", "Ltd"))
    ]
    plain = without_form
    lists = []
    for name, order in (("a", readings), ("b", readings[::-1])):
        with open_snapshot(store_of(tmp_path / name, order)) as snapshot:
            lists.append(list(list_uncertain(snapshot.store, plain)))
    assert lists[0] == lists[1]
    assert len(lists[0]) == 3


def test_a_name_that_many_bear_gives_few_pairs(tmp_path: Path) -> None:
    many = [Entity(f"acme-{n}", COMPANY, "Acme") for n in range(60)]
    assert len(doubts(tmp_path / "s", *many)) == 20


def test_what_was_merged_is_no_doubt_any_more(tmp_path: Path) -> None:
    other = Entity("acme-ltd", COMPANY, "Acme Ltd.")
    assert doubts(tmp_path / "s", ACME, other)
    with open_store(tmp_path / "s") as store:
        store.merge(Merge(NamedNode(entity_iri(other)), NamedNode(entity_iri(ACME))))
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        assert list(list_uncertain(snapshot.store, without_form)) == []


def test_the_invented_world_holds_no_doubt(tmp_path: Path) -> None:
    with open_snapshot(store_of(tmp_path / "s", WORLD)) as snapshot:
        assert list(list_uncertain(snapshot.store, without_form)) == []


def test_the_commands_list_decide_and_take_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = Entity("acme-ltd", COMPANY, "Acme Ltd.")
    place = str(store_of(tmp_path / "s", [told(ACME), told(other)]))
    listing = ["entities", "list-uncertain", "--store", place]
    assert main(listing) == 0
    before = capsys.readouterr().out
    assert before.splitlines()[0].split("\t") == [
        "Acme / Acme Ltd.",
        "called 'Acme' and 'Acme Ltd.'",
        entity_iri(ACME),
        entity_iri(other),
        "They saw Acme again.",
        "They saw Acme Ltd. again.",
    ]
    assert (
        main(["entities", "merge", "Acme Ltd.", "entity/acme", "--reason", "one\nregister", "--store", place])
        == 0
    )
    assert main(listing) == 0
    assert capsys.readouterr().out == ""
    assert main(["entities", "split", "Acme", "--store", place]) == 0
    assert main(listing) == 0
    assert capsys.readouterr().out == before


def test_the_commands_refuse_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twins = [Entity(f"acme-{n}", COMPANY, "Acme") for n in range(2)]
    place = str(store_of(tmp_path / "s", [told(twin) for twin in twins]))
    for words, code, said in (
        (["merge", "Acme", "entity/acme-0"], 3, "may be any of"),
        (["merge", "Nobody", "entity/acme-0"], 3, "Nothing in this store is called"),
        (["merge", "entity/nobody", "entity/acme-0"], 3, "no entity"),
        (["merge", "entity/acme-0", "entity/acme-0"], 1, "one thing already"),
        (["split", "entity/acme-0"], 3, "was not merged"),
        (["split", "Acme"], 3, "was not merged"),
    ):
        assert main(["entities", *words, "--store", place]) == code
        error = capsys.readouterr().err
        assert said in error
        assert len(error.splitlines()) == 1
