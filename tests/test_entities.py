"""The entities graph: names, kinds and links by the votes of the articles."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest
from worlds import AURORA, BOREALIS, NORLAND, RUN, mention, plain

from kg.errors import UnknownThingError
from kg.identity import entity_iri, graph_iri
from kg.model import Article, Entity, EntityKind, LinkReason, Reading, Relation
from kg.rdf_read import entity_of
from kg.store import open_store
from kg.vocab import REC


def named(
    label: str, kind: EntityKind = EntityKind.COMPANY, *aliases: str, wikidata: str | None = None
) -> Entity:
    """The same thing, under another name."""
    return Entity("thing", kind, label, aliases=aliases, wikidata=wikidata)


def settled(place: Path, readings: Iterable[Entity]) -> Entity:
    """What the entities graph makes of a thing that each of these is one article's reading of."""
    with open_store(place, create=True) as store:
        for number, entity in enumerate(readings):
            article = Article(str(number), f"{entity.label} {number}")
            store.put(Reading(article, mentions=(mention(article.text, entity.label, entity),)), RUN)
        return entity_of(store.live, entity_iri(named("x")))


def test_the_name_that_most_articles_use_is_the_label(tmp_path: Path) -> None:
    for number, order in enumerate(permutations(["Thing Inc", "Thing", "Thing"])):
        entity = settled(tmp_path / str(number), map(named, order))
        assert (entity.label, entity.aliases) == ("Thing", ("Thing Inc",))


def test_of_two_names_used_alike_the_longer_is_the_label(tmp_path: Path) -> None:
    for number, order in enumerate(permutations(["Thing", "Thing Inc"])):
        assert settled(tmp_path / str(number), map(named, order)).label == "Thing Inc"


def test_the_kind_is_the_one_that_most_articles_saw(tmp_path: Path) -> None:
    kinds = (EntityKind.PRODUCT, EntityKind.COMPANY, EntityKind.COMPANY)
    assert settled(tmp_path / "s", (named("Thing", kind) for kind in kinds)).kind is EntityKind.COMPANY


def test_an_entity_has_one_kind_and_is_an_entity(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        for number, kind in enumerate((EntityKind.PRODUCT, EntityKind.COMPANY)):
            article = Article(str(number), f"Thing {number}")
            entity = named("Thing", kind)
            store.put(Reading(article, mentions=(mention(article.text, "Thing", entity),)), RUN)
        rows = store.live.query(
            f"SELECT ?type {{ <{entity_iri(named('x'))}> a ?type }}", use_default_graph_as_union=True
        )
        assert {row["type"] for row in rows} == {REC.Entity, REC.Product}


def test_every_other_name_is_an_alias(tmp_path: Path) -> None:
    entities = [named("Thing", EntityKind.COMPANY, "TI", "Thing"), named("Thing", EntityKind.COMPANY, "T.I.")]
    assert settled(tmp_path / "s", entities).aliases == ("T.I.", "TI")


def test_a_link_stands_where_no_article_says_otherwise(tmp_path: Path) -> None:
    alike = [named("Thing", wikidata="Q1"), named("Thing"), named("Thing", wikidata="Q1")]
    assert settled(tmp_path / "a", alike).wikidata == "Q1"
    assert settled(tmp_path / "b", [*alike, named("Thing", wikidata="Q2")]).wikidata is None


def test_what_is_only_described_is_not_named(tmp_path: Path) -> None:
    text = "Chinese firms"
    group = Entity("group@1", EntityKind.GROUP, "Chinese firms", named=False)
    where = mention(text, "Chinese firms", group, LinkReason.NOMINAL, named=True)
    with open_store(tmp_path / "s", create=True) as store:
        store.put(Reading(Article("g", text), mentions=(where,)), RUN)
        entity = entity_of(store.live, entity_iri(group))
    assert entity == group


def test_a_background_fact_stands_as_long_as_an_article_says_so(tmp_path: Path) -> None:
    fact = f"ASK {{ GRAPH <{graph_iri('entities')}> {{ ?chip <https://schema.org/manufacturer> ?maker }} }}"
    twice = Reading(Article("b", "Another text."), relations=(Relation(AURORA, "manufacturer", BOREALIS),))
    with open_store(tmp_path / "s", create=True) as store:
        store.put(plain(), RUN)
        store.put(twice, RUN)
        store.remove("b")
        assert bool(store.live.query(fact))
        store.remove("courier-order")
        assert not bool(store.live.query(fact))


def test_an_entity_that_no_article_knows_any_more_is_gone(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store:
        text = "Norland"
        store.put(Reading(Article("n", text), mentions=(mention(text, "Norland", NORLAND),)), RUN)
        assert entity_of(store.live, entity_iri(NORLAND)) == NORLAND
        store.remove("n")
        with pytest.raises(UnknownThingError, match="no entity"):
            entity_of(store.live, entity_iri(NORLAND))


def test_what_is_no_iri_is_no_entity(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", create=True) as store, pytest.raises(UnknownThingError, match="no IRI"):
        entity_of(store.live, "not an iri")


def test_counts_that_were_forgotten_are_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.entities.KEPT", 0)
    monkeypatch.setattr("kg.story.KEPT", 0)
    entities = [named("Thing Inc"), named("Thing"), named("Thing")]
    assert settled(tmp_path / "s", entities).label == "Thing"
