"""The rulebook refuses a rule that cannot show itself, and says what, where and what next."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.claims.frame_book import FRAME_KEYS, SHAPE_KEYS, frame_book, read_frame
from ingest.claims.steps import STEPS
from ingest.rulebook import checked, rule_names, rulebook_digest, rules
from kg.errors import RuleError
from kg.model import ClaimKind, Role

EXAMPLE = {"text": "Peru banned the net."}


def test_there_is_one_frame_file_for_each_kind_of_claim() -> None:
    assert {rules(name)["kind"] for name in rule_names("frames")} == set(ClaimKind)


def test_every_kind_has_a_frame() -> None:
    assert {frame.kind for frame in frame_book().frames} == set(ClaimKind)


def test_a_rule_without_an_example_is_refused() -> None:
    with pytest.raises(
        RuleError, match=r"restriction\.x in ingest/rules/frames/restriction\.toml .* no example; add"
    ):
        checked("frames/restriction", {"id": "restriction.x"}, {"id", "examples"})


def test_a_rule_without_an_id_is_refused() -> None:
    with pytest.raises(RuleError, match="no id"):
        checked("frames/restriction", {"examples": [EXAMPLE]}, {"id", "examples"})


def test_a_key_that_nobody_knows_is_refused_with_those_that_are() -> None:
    with pytest.raises(RuleError, match="'verb'; use one of examples, id, verbs"):
        checked("f", {"id": "a.b", "verb": ["ban"], "examples": [EXAMPLE]}, {"id", "examples", "verbs"})


def test_a_counterexample_must_say_why() -> None:
    entry = {"id": "a.b", "examples": [EXAMPLE], "counterexamples": [{"text": "No."}]}
    with pytest.raises(RuleError, match="why"):
        checked("f", entry, {"id", "examples", "counterexamples"})


def test_an_unknown_class_of_entity_is_refused() -> None:
    entry = {
        "id": "restriction.x",
        "verbs": ["ban"],
        "shapes": [{"agent": "subject", "kinds": {"agent": ["Wizard"]}}],
        "examples": [EXAMPLE],
    }
    with pytest.raises(RuleError, match="'Wizard' is unknown; use one of Agency"):
        read_frame("frames/restriction", ClaimKind.RESTRICTION, entry)


def test_a_frame_in_the_file_of_another_kind_is_refused() -> None:
    entry = {"id": "approval.x", "verbs": ["ban"], "shapes": [{"agent": "subject"}], "examples": [EXAMPLE]}
    with pytest.raises(RuleError, match=r"does not start with restriction\."):
        read_frame("frames/restriction", ClaimKind.RESTRICTION, entry)


def test_a_frame_without_a_trigger_is_refused() -> None:
    entry = {"id": "restriction.x", "shapes": [{"agent": "subject"}], "examples": [EXAMPLE]}
    with pytest.raises(RuleError, match="no trigger"):
        read_frame("frames/restriction", ClaimKind.RESTRICTION, entry)


def test_an_unknown_word_set_is_refused() -> None:
    entry = {
        "id": "restriction.x",
        "verbs": ["ban"],
        "shapes": [{"agent": "subject", "where": {"object": "@fruit"}}],
        "examples": [EXAMPLE],
    }
    with pytest.raises(RuleError, match="fruit"):
        read_frame("frames/restriction", ClaimKind.RESTRICTION, entry)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(RuleError, match=r"nowhere\.toml is missing"):
        rules("nowhere")


def test_the_digest_is_that_of_the_rules_and_does_not_change() -> None:
    assert rulebook_digest() == rulebook_digest()
    assert rulebook_digest().startswith("sha256:")


def test_an_unknown_step_of_a_place_is_refused() -> None:
    entry = {
        "id": "restriction.x",
        "verbs": ["ban"],
        "shapes": [{"agent": "subject", "object": "clasue.theme"}],
        "examples": [EXAMPLE],
    }
    with pytest.raises(RuleError, match="the step 'clasue' is unknown; docs/add-a-frame"):
        read_frame("frames/restriction", ClaimKind.RESTRICTION, entry)


def test_the_frame_that_the_page_shows_is_a_good_one() -> None:
    page = Path(__file__).parent.parent / "docs" / "add-a-frame.md"
    shown = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    (entry,) = tomllib.loads(shown)["frame"]
    assert read_frame("frames/restriction", ClaimKind.RESTRICTION, entry).id == "restriction.ground"


def test_the_page_names_every_step_and_every_key() -> None:
    page = (Path(__file__).parent.parent / "docs" / "add-a-frame.md").read_text(encoding="utf-8")
    for word in (*STEPS, *(SHAPE_KEYS - set(Role)), *FRAME_KEYS):
        assert f"`{word}`" in page or f"`{word} =" in page, word
