"""Bodies that nearly every country has: one node, however an article calls them."""

from __future__ import annotations

import pytest

from ingest.names.table import table
from tests.sentences import read

MINISTRY = "Ministry of Health of Poland"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Poland's health ministry banned the pill.", "Poland's health ministry"),
        ("The Polish health ministry banned the pill.", "The Polish health ministry"),
        ("The Polish Ministry of Health banned the pill.", "The Polish Ministry of Health"),
        ("The ministry of health in Poland banned the pill.", "The ministry of health in Poland"),
    ],
)
def test_a_ministry_is_one_node_by_all_its_names(text: str, words: str) -> None:
    assert read(text).meant(words) == [MINISTRY]


def test_a_country_is_written_with_its_article() -> None:
    story = read("The Dutch finance ministry sold the bank.")
    assert story.meant("The Dutch finance ministry") == ["Ministry of Finance of the Netherlands"]


def test_a_body_once_called_by_its_country_needs_none_afterwards() -> None:
    story = read("Poland's health ministry banned a pill. Germany kept it. The health ministry banned a jab.")
    assert story.meant("The health ministry") == [MINISTRY]


def test_a_body_whose_country_is_not_told_is_not_guessed_at() -> None:
    story = read("Poland and Chile met. The coast guard fired.")
    assert story.meant("The coast guard") != ["Polish Coast Guard"]
    assert story.meant("The coast guard") != ["Chilean Coast Guard"]


def test_a_listed_body_keeps_its_own_row() -> None:
    assert table().by_description["india", "supreme court"].entity.key == "supreme-court-of-india"
    assert "india-supreme-court" not in table().rows


def test_the_country_behind_a_body_counts_more_than_the_one_spoken_of() -> None:
    story = read("Iceland was in trouble. The central bank of Malawi approved a loan.")
    assert story.meant("The central bank of Malawi") == ["Central bank of Malawi"]
