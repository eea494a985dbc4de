"""Verification finds exactly what was tampered with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Engine
from worlds import RUN, WORLD, approval

from kg.errors import InputError, StoreMissingError
from kg.identity import article_iri, claim_iri, entity_iri
from kg.model import Claim
from kg.store import Store, open_snapshot, open_store
from kg.verify import Failure, verify, verify_nquads, verify_store
from kg.vocab import OA, PROV, REC, SCHEMA

ARTICLE = NamedNode(article_iri(approval().article))
TEXT = approval().article.text


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s", create=True) as store:
        for reading in WORLD:
            store.put(reading, RUN)
        yield store


def test_an_untouched_store_passes(store: Store) -> None:
    assert list(verify(store)) == []


@pytest.mark.parametrize("place", range(0, len(TEXT), 7))
def test_one_changed_character_fails_exactly_the_claims_that_it_touches(store: Store, place: int) -> None:
    changed = TEXT[:place] + ("x" if TEXT[place] != "x" else "y") + TEXT[place + 1 :]
    _rewrite(store.live, SCHEMA.articleBody, ARTICLE, changed)
    failures = list(verify(store))
    expected = [
        claim_iri(ARTICLE.value, claim)
        for claim in approval().claims
        if claim.evidence.start <= place < claim.evidence.end
    ]
    assert sorted(f.node for f in failures if f.kind == "claim") == sorted(expected)
    assert [f.node for f in failures if f.kind == "article"] == [ARTICLE.value]
    assert {f.article for f in failures} == {ARTICLE.value}


def test_a_changed_text_that_carries_its_own_digest_still_fails(store: Store) -> None:
    import hashlib

    changed = TEXT.replace("approved", "rejected")
    _rewrite(store.live, SCHEMA.articleBody, ARTICLE, changed)
    digest = "sha256:" + hashlib.sha256(changed.encode()).hexdigest()
    _rewrite(store.live, REC.digest, ARTICLE, digest)
    failures = list(verify(store))
    assert [f.node for f in failures if f.kind == "claim"] == [_iri(approval().claims[0])]
    assert "it quotes" in failures[0].reason


def test_a_changed_quote_fails_its_claim(store: Store) -> None:
    passage = _object(store.live, NamedNode(_iri(approval().claims[1])), REC.evidence)
    selector = _object(store.live, passage, OA.hasSelector)
    _rewrite(store.live, OA.exact, selector, "Nobody met anybody.")
    assert [(f.kind, f.node) for f in verify(store)] == [("claim", _iri(approval().claims[1]))]


def _drop_evidence(engine: Engine) -> None:
    _remove(engine, _iri(approval().claims[0]), REC.evidence)


def _drop_article(engine: Engine) -> None:
    _remove(engine, _iri(approval().claims[0]), PROV.wasDerivedFrom)


def _add_edge(engine: Engine) -> None:
    node = NamedNode(entity_iri(approval().mentions[3].entity))
    engine.add(Quad(node, REC.ordered, NamedNode("https://x.example/thing"), ARTICLE))


def _add_edge_elsewhere(engine: Engine) -> None:
    node = NamedNode(entity_iri(approval().mentions[3].entity))
    engine.add(Quad(node, REC.ordered, node, NamedNode("https://x.example/graph")))


@pytest.mark.parametrize(
    ("break_law", "kind", "reason"),
    [
        (_drop_evidence, "claim", "no evidence"),
        (_drop_article, "claim", "no article"),
        (_add_edge, "edge", "no claim"),
        (_add_edge_elsewhere, "edge", "no claim"),
    ],
)
def test_a_broken_law_is_named(
    store: Store, break_law: Callable[[Engine], None], kind: str, reason: str
) -> None:
    break_law(store.live)
    (failure,) = verify(store)
    assert failure.kind == kind
    assert reason in failure.reason


def test_what_readers_see_and_what_the_writer_keeps_are_both_checked(tmp_path: Path, store: Store) -> None:
    store.publish()
    place = store.layout.root
    store.close()
    assert list(verify_store(place)) == []
    engine = Engine(str(place / "live"))
    _rewrite(engine, SCHEMA.articleBody, ARTICLE, TEXT.replace("met", "saw"))
    del engine
    assert [f.node for f in verify_store(place) if f.kind == "claim"] == [_iri(approval().claims[1])]


def test_a_store_that_is_being_written_can_be_checked(store: Store) -> None:
    store.publish()
    assert list(verify_store(store.layout.root)) == []


def test_a_missing_store_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        list(verify_store(tmp_path / "nothing"))


# --- dumps ---


def test_a_dump_passes_in_any_order_of_its_lines(tmp_path: Path, store: Store) -> None:
    lines = _dump(store, tmp_path)
    (tmp_path / "back.nq").write_bytes(b"".join(reversed(lines)))
    assert list(verify_nquads(tmp_path / "back.nq")) == []


def test_a_tampered_dump_names_the_claim(tmp_path: Path, store: Store) -> None:
    lines = [line.replace(b"Mira Harte, chief", b"Mira Hart, chief") for line in _dump(store, tmp_path)]
    (tmp_path / "bad.nq").write_bytes(b"".join(lines))
    assert any(f.kind == "article" for f in verify_nquads(tmp_path / "bad.nq"))


def test_a_dump_without_its_texts_reaches_no_article(tmp_path: Path, store: Store) -> None:
    lines = [line for line in _dump(store, tmp_path) if b"articleBody" not in line]
    (tmp_path / "bare.nq").write_bytes(b"".join(lines))
    failures = list(verify_nquads(tmp_path / "bare.nq"))
    claims = sum(len(reading.claims) for reading in WORLD)
    assert len([f for f in failures if f.kind == "claim" and "no article" in f.reason]) == claims


@pytest.mark.parametrize("content", [b"this is no quad\n", b"\xff\xfe\x00", b'<a> <b> "c'])
def test_what_is_no_dump_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.nq").write_bytes(content)
    with pytest.raises(InputError, match=r"x\.nq"):
        list(verify_nquads(tmp_path / "x.nq"))


def test_a_missing_dump_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(verify_nquads(tmp_path / "none.nq"))


def test_a_failure_reads_as_a_sentence() -> None:
    failure = Failure("claim", "https://x.example/c", "https://x.example/a", "it has no evidence")
    assert str(failure) == "claim https://x.example/c: it has no evidence"


def _iri(claim: Claim) -> str:
    return claim_iri(ARTICLE.value, claim)


def _dump(store: Store, folder: Path) -> list[bytes]:
    store.publish()
    with open_snapshot(store.layout.root) as snapshot, (folder / "dump.nq").open("wb") as file:
        snapshot.dump(file)
    return (folder / "dump.nq").read_bytes().splitlines(keepends=True)


def _object(engine: Engine, node: NamedNode, predicate: NamedNode) -> NamedNode:
    (quad,) = engine.quads_for_pattern(node, predicate, None)
    assert isinstance(quad.object, NamedNode)
    return quad.object


def _remove(engine: Engine, node: str, predicate: NamedNode) -> None:
    for quad in list(engine.quads_for_pattern(NamedNode(node), predicate, None)):
        engine.remove(quad)


def _rewrite(engine: Engine, predicate: NamedNode, node: NamedNode, words: str) -> None:
    (quad,) = engine.quads_for_pattern(node, predicate, None)
    engine.remove(quad)
    engine.add(Quad(node, predicate, Literal(words), quad.graph_name))
