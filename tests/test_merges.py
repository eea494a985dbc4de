"""Merging: two nodes decided to be one thing, what follows it, what it leaves alone, and taking it back."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import NamedNode, RdfFormat
from rdflib import Graph
from worlds import AURORA, BOREALIS, QUILL, RUN, TIDEWATER, TRADE_BOARD, WORLD, mention, span

from kg.browse import read_catalogue
from kg.errors import InputError, UnknownThingError
from kg.identity import entity_iri
from kg.merges import Merge, merges_in
from kg.model import Article, Claim, ClaimKind, Entity, EntityKind, Reading, Relation
from kg.queries.asking import claims, origins, timeline, what_is_known
from kg.queries.binding import find_things
from kg.rdf_read import entity_of
from kg.store import Outcome, Store, open_snapshot, open_store
from kg.verify import verify
from kg.vocab import RDF, REC, shapes_file

TIDE = Entity("tidewater-holdings", EntityKind.COMPANY, "Tidewater Holdings", aliases=("TWH",))
TIDE_TEXT = "Tidewater Holdings ordered the Aurora Chip."
SHORT_TEXT = "Tidewater ordered the Aurora Chip."
MERGE = Merge(NamedNode(entity_iri(TIDE)), NamedNode(entity_iri(TIDEWATER)), "the annual report")


def order(buyer: Entity, text: str, number: int = 0) -> Reading:
    """One article that says: this buyer ordered the chip."""
    article = Article(
        f"{buyer.key}-{number}",
        f"{text}{' ' * number}",
        publisher=f"Paper {number}",
        published=date(2031, 3, 13),
    )
    agent, chip = mention(text, buyer.label, buyer), mention(text, "Aurora Chip", AURORA)
    claim = Claim(
        ClaimKind.ORDER,
        span(text, text),
        span(text, "ordered"),
        "order.order",
        agents=(agent,),
        objects=(chip,),
    )
    return Reading(article, mentions=(agent, chip), claims=(claim,))


PAIR = (order(TIDE, TIDE_TEXT), order(TIDEWATER, SHORT_TEXT, 1))
"""Two articles, each about one of the two."""


def quads(store: Store) -> list[str]:
    """Everything in the store, sorted."""
    store.commit()
    output = io.BytesIO()
    store.live.dump(output, RdfFormat.N_QUADS)
    return sorted(output.getvalue().decode().splitlines())


def filled(place: Path, readings: Iterable[Reading], merges: Sequence[Merge] = ()) -> Store:
    """A store with these articles, then these decisions."""
    store = open_store(place, create=True)
    for reading in readings:
        store.put(reading, RUN)
    for merge in merges:
        store.merge(merge)
    return store


def events(store: Store) -> int:
    """How many happenings the story layer tells of."""
    return len(list(store.live.quads_for_pattern(None, RDF.type, REC.Event, None)))


def test_the_merged_node_bears_the_names_of_the_one_that_stands_for_it(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR, [MERGE]) as store:
        for node in (MERGE.merged, MERGE.into):
            entity = entity_of(store.live, node.value)
            assert (entity.label, entity.aliases) == ("Tidewater", ("TWH", "Tidewater Holdings"))


def test_a_question_about_either_name_is_answered_with_both(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR, [MERGE]) as store:
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        for name in ("Tidewater", "TWH", MERGE.merged.value, MERGE.into.value):
            assert {row.agent for row in claims(snapshot, agent=name)} == {"Tidewater"}
            assert len(claims(snapshot, agent=name)) == 2
        assert len(timeline(snapshot, thing="Tidewater Holdings")) == 2
        kinds = [row.object for row in what_is_known(snapshot, "TWH") if row.action == "is a"]
        assert kinds == ["Company"]


def test_two_happenings_become_one_told_by_two(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR) as store:
        assert events(store) == 2
        store.merge(MERGE)
        assert events(store) == 1
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        assert [(row.agent, row.articles) for row in origins(snapshot, thing="TWH")] == [("Tidewater", "2")]


def test_the_graphs_of_the_articles_stay_as_they_were(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR) as store:
        before = [line for line in quads(store) if "/graph/" not in line.rsplit(" <", 1)[1]]
        store.merge(MERGE)
        after = [line for line in quads(store) if "/graph/" not in line.rsplit(" <", 1)[1]]
    assert before
    assert after == before


@pytest.mark.parametrize(
    "merge",
    [
        MERGE,
        Merge(MERGE.into, MERGE.merged),
        Merge(NamedNode(entity_iri(QUILL)), MERGE.into),
        Merge(NamedNode(entity_iri(BOREALIS)), NamedNode(entity_iri(TRADE_BOARD))),
    ],
)
def test_merge_then_split_gives_the_same_quads_as_never_merged(tmp_path: Path, merge: Merge) -> None:
    with filled(tmp_path / "s", [*WORLD, *PAIR]) as store:
        before = quads(store)
        store.merge(merge)
        assert quads(store) != before
        assert store.split(merge.merged) == merge
        assert quads(store) == before


def test_merges_and_articles_give_the_same_quads_in_any_order(tmp_path: Path) -> None:
    other = Merge(NamedNode(entity_iri(QUILL)), MERGE.into)
    with filled(tmp_path / "late", [*WORLD, *PAIR], [MERGE, other]) as store:
        late = quads(store)
    with filled(tmp_path / "early", [WORLD[0], *PAIR], [other, MERGE]) as store, store.batch():
        for reading in reversed(WORLD):
            store.put(reading, RUN)
        store.commit()
        assert quads(store) == late


def test_a_merge_outlives_reopening_and_the_removal_of_all_articles(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR, [MERGE]) as store:
        whole = quads(store)
    with open_store(tmp_path / "s") as store:
        for reading in PAIR:
            store.remove(reading.article.identifier)
        assert list(merges_in(store.live)) == [MERGE]
        with pytest.raises(UnknownThingError):
            entity_of(store.live, MERGE.into.value)
        for reading in PAIR:
            store.put(reading, RUN)
        assert quads(store) == whole


def test_the_survivor_is_known_while_any_of_the_merged_is(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR, [MERGE]) as store:
        store.remove(PAIR[1].article.identifier)
        assert entity_of(store.live, MERGE.into.value).label == "Tidewater Holdings"
        store.split(MERGE.merged)
        with pytest.raises(UnknownThingError):
            entity_of(store.live, MERGE.into.value)


def test_reading_the_articles_anew_keeps_the_merge(tmp_path: Path) -> None:
    newer = dataclasses.replace(RUN, version="9.9")
    with filled(tmp_path / "s", PAIR, [MERGE]) as store:
        assert [store.put(reading, newer) for reading in PAIR] == [Outcome.RENEWED] * 2
        assert list(merges_in(store.live)) == [MERGE]
        assert events(store) == 1


def test_what_was_merged_twice_over_is_one_thing(tmp_path: Path) -> None:
    second = Merge(MERGE.into, NamedNode(entity_iri(QUILL)))
    with filled(
        tmp_path / "s", [*PAIR, order(QUILL, "Quill ordered the Aurora Chip.", 2)], [MERGE, second]
    ) as store:
        assert {entity_of(store.live, node.value).label for node in (MERGE.merged, MERGE.into)} == {"Quill"}
        assert events(store) == 1
        store.split(MERGE.into)
        assert entity_of(store.live, MERGE.merged.value).label == "Tidewater"
        assert events(store) == 2


def test_nothing_happens_between_a_thing_and_itself(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR) as store:
        before = quads(store)
        itself = Merge(MERGE.merged, NamedNode(entity_iri(AURORA)))
        store.merge(itself)
        assert events(store) == 1
        store.split(itself.merged)
        assert quads(store) == before


def test_a_claim_of_a_replaced_version_stays_out_of_the_story(tmp_path: Path) -> None:
    old = order(TIDE, TIDE_TEXT)
    old = dataclasses.replace(old, article=dataclasses.replace(old.article, url="https://paper.example/1"))
    text = dataclasses.replace(old.article, text=f"{TIDE_TEXT} Corrected.", published=date(2031, 3, 14))
    new = Reading(text)
    with filled(tmp_path / "s", [old, new, PAIR[1]], [MERGE]) as store:
        assert events(store) == 1
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        assert [row.articles for row in origins(snapshot, thing="Tidewater")] == ["1"]


def test_background_stays_with_the_node_that_has_it(tmp_path: Path) -> None:
    fact = Relation(AURORA, "manufacturer", TIDE)
    with filled(tmp_path / "s", [dataclasses.replace(PAIR[0], relations=(fact,)), PAIR[1]], [MERGE]) as store:
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        said = [
            (r.agent, r.object) for r in what_is_known(snapshot, "Tidewater") if r.action == "manufacturer"
        ]
    assert said == [("Aurora Chip", "Tidewater")]


def test_a_decision_gets_a_new_reason_by_being_taken_again(tmp_path: Path) -> None:
    better = dataclasses.replace(MERGE, reason="the register")
    with filled(tmp_path / "s", PAIR, [MERGE, better]) as store:
        assert [merge.reason for merge in merges_in(store.live)] == ["the register"]
    with filled(tmp_path / "t", PAIR, [better]) as straight, open_store(tmp_path / "s") as store:
        assert quads(store) == quads(straight)


def test_a_merge_that_contradicts_another_is_refused(tmp_path: Path) -> None:
    with filled(tmp_path / "s", [*WORLD, *PAIR], [MERGE]) as store:
        before = quads(store)
        with pytest.raises(InputError, match="already merged into"):
            store.merge(Merge(MERGE.merged, NamedNode(entity_iri(QUILL))))
        with pytest.raises(InputError, match="one thing already"):
            store.merge(Merge(MERGE.into, MERGE.merged))
        with pytest.raises(InputError, match="one thing already"):
            store.merge(Merge(MERGE.into, MERGE.into))
        with pytest.raises(UnknownThingError, match="no entity"):
            store.merge(Merge(MERGE.into, NamedNode("https://nowhere.example/x")))
        with pytest.raises(UnknownThingError, match="was not merged"):
            store.split(MERGE.into)
        assert quads(store) == before


def test_a_store_with_merges_keeps_the_laws_and_the_shapes(tmp_path: Path) -> None:
    with filled(tmp_path / "s", [*WORLD, *PAIR], [MERGE]) as store:
        assert list(verify(store)) == []
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        union = Graph()
        for triple in snapshot.dataset().triples((None, None, None)):
            union.add(triple)
        conforms, _, said = pyshacl.validate(union, shacl_graph=Graph().parse(shapes_file()))
    assert conforms, said


def test_things_are_found_with_what_they_were_merged_with(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR, [MERGE]) as store:
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        assert find_things(snapshot, MERGE.into.value) == sorted([MERGE.merged.value, MERGE.into.value])
        assert find_things(snapshot, "Aurora Chip") == [entity_iri(AURORA)]


def test_the_picture_and_the_lists_show_one_thing(tmp_path: Path) -> None:
    with filled(tmp_path / "s", PAIR, [MERGE]) as store:
        store.publish()
    with open_snapshot(tmp_path / "s") as snapshot:
        catalogue = read_catalogue(snapshot.store, snapshot.number)
    assert [row.label for row in catalogue.entities.values() if row.kind is EntityKind.COMPANY] == [
        "Tidewater"
    ]
    assert {claim.agents for claim in catalogue.claims} == {(MERGE.into.value,)}
    assert catalogue.entity("TWH").claims == 2
