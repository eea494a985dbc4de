"""Which state "the country", "the government" and "the two sides" mean."""

from __future__ import annotations

from tests.sentences import read


def test_the_government_is_the_one_that_the_article_called_so_before() -> None:
    story = read(
        "Nepal's government and the rebels began talks in Nepal. The government wanted a truce. Drivers went "
        "on strike. India took no part in them. It was not clear what India wanted. The government must vote."
    )
    assert story.meant("The government", occurrence=1) == ["Government of Nepal"]


def test_the_two_countries_need_not_be_named_in_one_breath() -> None:
    story = read("India met a delegation from Japan. The two countries signed a pact.")
    assert sorted(story.meant("The two countries")) == ["Government of India", "Government of Japan"]


def test_the_government_is_that_of_the_state_named_last() -> None:
    story = read("France raised taxes. Farmers protested. The government gave in.")
    assert story.meant("The government") == ["Government of France"]


def test_the_two_sides_are_the_two_who_were_named_last() -> None:
    story = read("Norway had signed off on the quota. Sweden waited. The two sides meet in January.")
    assert sorted(story.meant("The two sides")) == ["Government of Norway", "Government of Sweden"]


def test_the_government_is_that_of_the_story_and_not_of_a_neighbour_named_by_the_way() -> None:
    story = read(
        "Poland is buying tanks. Polish farmers grumble. Poland's banks cheer. "
        "Nobody asked Germany. A law requires the government to spend more."
    )
    assert story.meant("the government") == ["Government of Poland"]


def test_government_without_an_article_is_the_country_s_own() -> None:
    story = read("Ghana signed the loan. Ghanaian banks cheered. Government will fund new schools.")
    assert story.meant("Government") == ["Government of Ghana"]


def test_each_side_is_both_of_them() -> None:
    story = read("Brazil and Argentina agreed on a truce. Each side will lend to its yards.")
    assert sorted(story.meant("Each side")) == ["Government of Argentina", "Government of Brazil"]


def test_the_centre_is_india_s_government_in_india_alone() -> None:
    story = read("India's budget surprised traders. Indian banks rose. The Centre will lend to farmers.")
    assert story.meant("The Centre") == ["Government of India"]
    assert read("Norway's budget surprised traders. The Centre will lend.").meant("The Centre") != [
        "Government of India"
    ]


def test_the_government_is_that_of_who_speaks() -> None:
    story = read("Chile said that Peru had agreed to open a port. The government called it a success.")
    assert story.meant("The government") == ["Government of Chile"]


def test_the_administration_is_what_was_called_one() -> None:
    story = read(
        "Canada welcomed the news. Canada had waited for years. The Obama administration had imposed duties."
        " The administration blamed dumping."
    )
    assert story.meant("The administration") == ["Government of the United States"]
