"""Every example of every frame, read by the real pipeline: the examples are the tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from ingest.claims.frame_book import Frame, frame_book
from ingest.language_model import language_model
from ingest.pipeline import read
from kg.model import Article, Claim, Entity, Mention, Role

PUBLISHED = date(2031, 5, 14)  # a Wednesday; no example may depend on the day it is run
_EXAMPLE_KEYS = {*Role, "text", "status", "polarity", "date", "quantity", "source", "nth", "fails"}


def _cases(which: str) -> list[Any]:
    return [
        pytest.param(
            frame,
            example,
            id=f"{frame.id}-{which}-{number}",
            marks=[pytest.mark.xfail(strict=True, reason=example["fails"])] if "fails" in example else [],
        )
        for frame in frame_book().frames
        for number, example in enumerate(getattr(frame, which), start=1)
    ]


def _claims(text: str) -> tuple[Claim, ...]:
    return read(Article("example", text, published=PUBLISHED), language_model()).claims


@pytest.mark.parametrize(("frame", "example"), _cases("examples"))
def test_an_example_gives_its_claim(frame: Frame, example: Mapping[str, Any]) -> None:
    assert not set(example) - _EXAMPLE_KEYS
    found = [c for c in _claims(example["text"]) if c.rule == frame.id]
    assert len(found) == 1, f"{frame.id} found {len(found)} claims in {example['text']!r}"
    claim = found[0]
    for role in Role:
        if role in example:
            mentions: tuple[Mention, ...] = getattr(claim, f"{role}s")
            assert _told([m.entity for m in mentions], example[role]), (
                role,
                [m.entity.label for m in mentions],
            )
    for key in ("status", "polarity"):
        if key in example:
            assert getattr(claim, key) == example[key], key
    if "date" in example:
        assert claim.when is not None
        assert claim.when.value == example["date"]
    if "quantity" in example:
        assert claim.quantity is not None
        assert (claim.quantity.value or claim.quantity.minimum or claim.quantity.maximum) == example[
            "quantity"
        ]
    if "source" in example:
        assert _told([r.source.entity for r in claim.rungs if r.source], example["source"])


@pytest.mark.parametrize(("frame", "example"), _cases("counterexamples"))
def test_a_counterexample_gives_no_such_claim(frame: Frame, example: Mapping[str, Any]) -> None:
    assert [c.rule for c in _claims(example["text"]) if c.rule == frame.id] == [], example["why"]


def _told(entities: list[Entity], wanted: list[str]) -> bool:
    """True where every wanted name has its entity and every entity its name; articles do not count."""
    left = [{_plain(name) for name in (e.label, *e.aliases)} for e in entities]
    for name in wanted:
        hit = next((names for names in left if any(_near(_plain(name), n) for n in names)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _near(wanted: str, name: str) -> bool:
    """An example may give a phrase's head words alone ("jets" for "20 jets"): the end must be the same."""
    return name == wanted or name.endswith(" " + wanted)


def _plain(name: str) -> str:
    words = name.lower().replace("’", "'").split()
    return " ".join(w for w in words if w not in {"the", "a", "an", "its", "their"})
