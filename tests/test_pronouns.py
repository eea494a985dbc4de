"""Whom pronouns and bare numbers mean; better none than wrong."""

from __future__ import annotations

from kg.model import LinkReason
from tests.sentences import labels, read


def test_a_pronoun_takes_up_the_subject_before() -> None:
    story = read("Siemens sued Hitachi. It wants damages.")
    assert story.meant("It") == ["Siemens"]
    assert story.reason("It") is LinkReason.COREFERENCE


def test_she_and_he_are_told_apart_once_the_text_has_shown_who_is_who() -> None:
    story = read("Mr. Otto Brandt met Ms. Maria Lopez. She left early. He stayed.")
    assert story.meant("She") == ["Maria Lopez"]
    assert story.meant("He") == ["Otto Brandt"]


def test_an_empty_it_means_nothing() -> None:
    assert read("Siemens lost. It is clear that the court was angry.").meant("It") == []


def test_the_object_of_a_verb_is_not_its_subject() -> None:
    assert "Siemens" not in read("Siemens sued it.").meant("it")


def test_they_are_the_things_where_they_are_bought() -> None:
    story = read("Officials told companies about the H20 chips but warned them not to buy them.")
    assert story.meant("them", occurrence=1) == ["Nvidia H20"]


def test_they_are_the_people_where_they_speak() -> None:
    story = read("People familiar with the talks described the chips. They asked not to be named.")
    assert story.meant("They") == ["people familiar with the talks"]


def test_a_pronoun_does_not_reach_over_many_sentences() -> None:
    story = read("Siemens lost. Rain fell. Dogs barked. Night came. It was bitter.")
    assert story.meant("It") == []


def test_its_customers_are_the_customers_of_the_company() -> None:
    story = read("Siemens raised prices, and its customers complained.")
    assert labels(story.referents.of(story.token("customers"))) == ["Siemens' customers"]


def test_the_object_of_a_second_verb_is_not_the_subject_of_the_first() -> None:
    story = read("Chairwoman Maria Lopez spoke. Governor Otto Brandt visited the plant and praised her.")
    assert story.meant("her") == ["Maria Lopez"]


def test_what_a_speaker_says_of_it_he_says_of_himself() -> None:
    story = read("The Bureau of Land Management sued Siemens. Siemens said it would invest in the mine.")
    assert story.meant("it") == ["Siemens"]


def test_who_is_told_to_do_a_thing_does_it_to_his_own() -> None:
    story = read("Canada ordered Siemens to close its offices.")
    assert story.meant("its") == ["Siemens"]


def test_what_is_rejected_is_rather_the_plan_than_the_firm() -> None:
    assert read("Siemens announced a merger. The board rejected it.").meant("it") == ["merger"]


def test_what_rises_is_rather_the_figure_than_the_firm() -> None:
    story = read("Global demand has swelled. Analysts say it will reach a third.")
    assert story.meant("it") == ["global demand"]


def test_a_bare_number_counts_what_was_spoken_of() -> None:
    story = read("Boeing sold 200 jets last year. This year it has delivered 38.")
    assert story.meant("38") == ["jets"]


def test_a_year_counts_nothing() -> None:
    assert read("Boeing sold 200 jets. It delivered in 2009.").meant("2009") == []


def test_options_on_more_are_on_what_was_spoken_of() -> None:
    story = read("Boeing sold 777s. Emirates took options on 20 more.")
    assert story.meant("20") == ["Boeing 777"]


def test_whom_one_bars_from_selling_has_what_he_would_sell() -> None:
    story = read("The council barred Shell from selling its business.")
    assert story.meant("its") == ["Shell"]


def test_they_are_all_of_those_who_were_listed() -> None:
    story = read("Peru, Chile and Cuba, which paid for the talks, said that they would send no troops.")
    assert sorted(story.meant("they")) == [
        "Government of Chile",
        "Government of Cuba",
        "Government of Peru",
    ]


def test_a_province_that_speaks_is_it() -> None:
    assert read("Saskatchewan said that it would impose a levy.").meant("it") == ["Saskatchewan"]


def test_it_is_likely_to_approve_speaks_of_somebody() -> None:
    story = read("The European Commission must rule by May. Brokers said it is likely to approve the sale.")
    assert story.meant("it") == ["European Commission"]


def test_whoever_curbs_its_use_is_not_the_one_that_is_used() -> None:
    story = read("Doctors praised the vaccine. Norway suspended its use in pregnancy.")
    assert story.meant("its") == ["vaccine"]


def test_who_acts_is_not_acted_on() -> None:
    story = read("Siemens sells the drone. Hitachi said it would buy it.")
    assert "Hitachi" not in story.meant("it", occurrence=1)


def test_what_was_bought_is_not_who_bought_it() -> None:
    story = read("Siemens shrank. Joe Kaeser sold the pump business it had bought from Bosch.")
    assert story.meant("it") != ["pump business"]


def test_rules_are_taken_up_in_the_plural() -> None:
    story = read("In 2004 Chile imposed new tariffs on steel. It withdrew them two years later.")
    assert story.meant("them") == ["new tariffs on steel"]


def test_who_was_described_beside_his_name_does_not_ask_himself() -> None:
    story = read("Olga Brandt, president of the dockers' union, met Paul Reyes but asked him to leave.")
    assert story.meant("him") == ["Paul Reyes"]


def test_of_two_subjects_the_one_of_the_whole_sentence_is_meant() -> None:
    story = read("The FBI found that Siemens had paid bribes. It also fined two directors.")
    assert story.meant("It") == ["Federal Bureau of Investigation"]


def test_what_an_agency_clears_is_not_its_own() -> None:
    story = read("Pfizer said that the FDA had cleared its vaccine.")
    assert story.meant("its") == ["Pfizer"]


def test_the_budget_that_a_parliament_approves_is_its_own() -> None:
    story = read("Siemens said that the European Commission had approved its budget.")
    assert story.meant("its") != ["Siemens"]


def test_whom_one_helps_is_another() -> None:
    story = read("Siemens had lent Hitachi $4 million in May to help it keep up output.")
    assert story.meant("it") == ["Hitachi"]


def test_a_law_is_not_fined() -> None:
    story = read("Siemens paid in May. The act bans such conduct. In June it was fined again.")
    assert story.meant("it") == ["Siemens"]
