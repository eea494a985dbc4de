"""By which words an article says what is dealt with."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from ingest.language_model import language_model
from ingest.pipeline import read
from ingest.run import ingest
from kg.export import export
from kg.model import Article
from kg.snapshots import open_snapshot
from kg.store import open_store


def said(text: str) -> list[tuple[str, str]]:
    """The objects of all claims in a text: the node's label, and the article's words for it."""
    found = read(Article("test", text), language_model()).claims
    return [(m.entity.label, text[m.span.start : m.span.end]) for c in found for m in c.objects]


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        (
            "China approved purchases of the H200 by two firms.",
            "Nvidia H200",
            "purchases of the H200",
        ),
        ("Hunters must report a kill within a day.", "kill", "report a kill"),
        ("Italy banned short-selling of bank shares.", "bank shares", "short-selling of bank shares"),
        ("The court ordered the mill to repair the dam.", "dam", "repair the dam"),
    ],
)
def test_an_object_has_all_words_that_say_what_is_dealt_with(text: str, label: str, words: str) -> None:
    assert (label, words) in said(text)


def test_what_is_said_aside_is_no_part_of_the_words() -> None:
    assert ("mine", "the mine") in said("The council approved the mine, which had been shut for years.")


def test_an_exported_object_has_the_node_s_names_and_then_the_article_s_words(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", create=True) as store:
        ingest([Article("test", "Hunters must report a kill within a day.")], store)
    out = io.BytesIO()
    with open_snapshot(tmp_path / "store") as snapshot:
        export(snapshot, "claims", out)
    (line,) = map(json.loads, out.getvalue().decode().splitlines())
    assert line["object"] == [["kill", "report a kill"]]
