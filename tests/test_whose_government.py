"""Whose government "the government" is, and who "the two men" are."""

from __future__ import annotations

from tests.sentences import read


def test_the_government_is_the_one_that_the_article_called_so_before() -> None:
    story = read(
        "Nepal's government and the rebels began talks in Nepal. The government wanted a truce. Drivers went "
        "on strike. India took no part in them. It was not clear what India wanted. The government must vote."
    )
    assert story.meant("The government", occurrence=1) == ["Government of Nepal"]


def test_the_two_men_are_those_whom_the_sentence_before_named() -> None:
    story = read("Mr. Otto Brandt met Mr. Juan Lopez. The two men shook hands.")
    assert sorted(story.meant("The two men")) == ["Juan Lopez", "Otto Brandt"]
