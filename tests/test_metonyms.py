"""When a place stands for its government. The examples of `rules/metonyms.toml` are the tests."""

from __future__ import annotations

import re

import pytest

from ingest.rulebook import rules
from kg.model import EntityKind, LinkReason
from tests.sentences import read


def cases(name: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """The sentences of that list without their brackets, and where the bracketed words stand."""
    found = []
    for marked in rules("metonyms")[name]:
        text, spans = "", []
        for part in re.split(r"(\[[^]]*\])", marked):
            if part.startswith("["):
                spans.append((len(text), len(text) + len(part) - 2))
            text += part.strip("[]")
        found.append((text, spans))
    return found


@pytest.mark.parametrize(("text", "spans"), cases("examples"))
def test_a_place_that_governs_means_its_government(text: str, spans: list[tuple[int, int]]) -> None:
    ends = {m.span.end: m for m in read(text).mentions if m.named}
    for _, end in spans:
        assert (ends[end].entity.kind, ends[end].reason) == (EntityKind.GOVERNMENT, LinkReason.METONYM)


@pytest.mark.parametrize(("text", "spans"), cases("counterexamples"))
def test_a_place_that_is_only_a_place_stays_one(text: str, spans: list[tuple[int, int]]) -> None:
    ends = {m.span.end: m for m in read(text).mentions if m.named}
    for _, end in spans:
        assert ends[end].entity.kind in {EntityKind.PLACE, EntityKind.COUNTRY}


def test_one_sentence_may_speak_of_the_government_and_of_the_city() -> None:
    story = read("Beijing protested after the envoy had visited Beijing.")
    assert story.meant("Beijing") == ["Government of China"]
    assert story.meant("Beijing", occurrence=1) == ["Beijing"]
