"""Whom pronouns and definite phrases mean; better none than wrong."""

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


def test_the_company_is_the_last_prominent_one() -> None:
    story = read("Siemens plans to cut jobs. The company employs 300,000 people.")
    assert story.meant("The company") == ["Siemens"]


def test_a_company_that_is_described_further_may_be_another() -> None:
    assert read("Siemens plans cuts. The company that owns the port objected.").meant("The company") == []


def test_these_agencies_are_those_named_together() -> None:
    story = read("The FBI and the CIA shared files. These agencies rarely agree.")
    assert sorted(story.meant("These agencies")) == [
        "Central Intelligence Agency",
        "Federal Bureau of Investigation",
    ]


def test_the_two_countries_need_not_be_named_in_one_breath() -> None:
    story = read("India met a delegation from Japan. The two countries signed a pact.")
    assert sorted(story.meant("The two countries")) == ["Government of India", "Government of Japan"]


def test_three_of_something_are_not_two() -> None:
    assert read("The FBI and the CIA shared files. The three agencies met.").meant("The three agencies") == []


def test_the_government_is_that_of_the_state_named_last() -> None:
    story = read("France raised taxes. Farmers protested. The government gave in.")
    assert story.meant("The government") == ["Government of France"]


def test_the_president_is_whom_the_text_called_so() -> None:
    story = read("President Ana Duarte signed the law. The president thanked her aides.")
    assert story.meant("The president") == ["Ana Duarte"]


def test_the_chip_is_the_one_spoken_of() -> None:
    assert read("Nvidia sells the H200. The chip is fast.").meant("The chip") == ["Nvidia H200"]


def test_a_commission_is_no_ministry() -> None:
    assert read("The Finance Ministry of Peru spoke. The commission met.").meant("The commission") == []


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


def test_the_two_sides_are_the_two_who_were_named_last() -> None:
    story = read("Norway had signed off on the quota. Sweden waited. The two sides meet in January.")
    assert sorted(story.meant("The two sides")) == ["Government of Norway", "Government of Sweden"]


def test_the_party_alone_is_no_company() -> None:
    assert read("Siemens lost money. The party promised help.").meant("The party") == []


def test_the_company_of_the_whole_story_is_remembered() -> None:
    story = read("Siemens plans a port. Cows graze. Rain fell. Men sail. Fish swim. The company paid.")
    assert story.meant("The company") == ["Siemens"]


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


def test_a_shortened_name_in_capitals_is_the_one_body_that_has_it() -> None:
    story = read("The International Monetary Fund lent money. Rain fell. Later the Fund asked for cuts.")
    assert story.meant("the Fund") == ["International Monetary Fund"]


def test_the_firm_of_a_country_is_the_one_that_the_text_put_there() -> None:
    story = read("The Czech utility CEZ spoke to South Korea's Hanko Power. The Korean firm will build it.")
    assert story.meant("The Korean firm") == ["Hanko Power"]


def test_a_central_bank_is_no_watchdog() -> None:
    assert read("The Bank of Ghana spoke. The watchdog waited.").meant("The watchdog") == []


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


def test_the_two_leaders_are_the_people_before_the_states() -> None:
    story = read("Ana Ruiz rang Luis Paz. Peru and Chile are at odds. The two leaders met on Friday.")
    assert sorted(story.meant("The two leaders")) == ["Ana Ruiz", "Luis Paz"]


def test_the_party_is_the_one_that_was_named() -> None:
    story = read("Labour Party leader Ann Lee said the party would sue.")
    assert story.meant("the party") == ["Labour Party"]


def test_a_justice_is_the_judge() -> None:
    story = read("Justice Rosa Weber led the panel. Since then the judge has frozen the funds.")
    assert story.meant("the judge") == ["Rosa Weber"]


def test_the_holder_of_an_office_is_whom_the_sentence_before_named() -> None:
    story = read("Otto Brandt has resisted calls to quit. The chancellor met bankers.")
    assert story.meant("The chancellor") == ["Otto Brandt"]


def test_an_analyst_is_not_whoever_was_named_before() -> None:
    assert read("Otto Brandt has resisted calls to quit. The analyst sold.").meant("The analyst") == []


def test_a_body_without_a_name_is_taken_up_by_its_word() -> None:
    story = read("Japan's health ministry rejected the pill. Sales fell. The ministry approved a jab.")
    assert story.meant("The ministry") == ["Ministry of Health of Japan"]


def test_the_centre_is_india_s_government_in_india_alone() -> None:
    story = read("India's budget surprised traders. Indian banks rose. The Centre will lend to farmers.")
    assert story.meant("The Centre") == ["Government of India"]
    assert read("Norway's budget surprised traders. The Centre will lend.").meant("The Centre") != [
        "Government of India"
    ]


def test_the_president_is_no_union_s() -> None:
    story = read(
        "President George W. Bush imposed the duties. Leo Gerard, president of the union, wept. "
        "Steel users asked the president to end them."
    )
    assert story.meant("the president") == ["George W. Bush"]


def test_a_group_is_no_person_because_it_invests() -> None:
    story = read(
        "Kestrel Holding Group, the biggest investor by far, will wait. The steelmaker has closed a mine."
    )
    assert story.meant("The steelmaker") == ["Kestrel"]


def test_whoever_curbs_its_use_is_not_the_one_that_is_used() -> None:
    story = read("Doctors praised the vaccine. Norway suspended its use in pregnancy.")
    assert story.meant("its") == ["vaccine"]


def test_who_acts_is_not_acted_on() -> None:
    story = read("Siemens sells the drone. Hitachi said it would buy it.")
    assert "Hitachi" not in story.meant("it", occurrence=1)


def test_the_university_is_the_one_that_has_the_word_in_its_name() -> None:
    story = read("Lund University sued Siemens. The university wants damages.")
    assert story.meant("The university") == ["Lund University"]


def test_the_authorities_are_no_two_bodies_that_were_named() -> None:
    story = read("UNICEF and the World Bank met in Lagos. The mayor told the authorities to help.")
    assert story.meant("the authorities") == []


def test_a_court_of_something_is_a_court_of_its_own() -> None:
    story = read("Judges at the Supreme Court agreed. The Court of Session did not.")
    assert "Supreme Court" not in " ".join(story.meant("The Court"))


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


def test_the_state_is_the_one_that_was_named() -> None:
    story = read("Oregon has many mills. The state will close two of them.")
    assert story.meant("The state") == ["Oregon"]


def test_a_company_of_a_city_is_the_one_before() -> None:
    story = read("Siemens sells drills. The San Francisco company also sells saws.")
    assert story.meant("The San Francisco company") == ["Siemens"]


def test_an_airline_is_no_planemaker() -> None:
    story = read("Embraer said that Kenya Airways had ordered six jets. The planemaker was pleased.")
    assert story.meant("The planemaker") == ["Embraer"]


def test_the_airline_is_the_one_whose_name_says_so() -> None:
    story = read("Boeing said that Finnair had ordered six jets. The airline was pleased.")
    assert story.meant("The airline") == ["Finnair"]


def test_what_an_agency_clears_is_not_its_own() -> None:
    story = read("Pfizer said that the FDA had cleared its vaccine.")
    assert story.meant("its") == ["Pfizer"]


def test_the_budget_that_a_parliament_approves_is_its_own() -> None:
    story = read("Siemens said that the European Commission had approved its budget.")
    assert story.meant("its") != ["Siemens"]


def test_neither_of_two_in_one_breath_is_the_company() -> None:
    story = read(
        "Siemens makes trains. Siemens also makes drills. Hitachi and Alstom are rivals. The company grew."
    )
    assert story.meant("The company") == ["Siemens"]


def test_the_government_is_that_of_who_speaks() -> None:
    story = read("Chile said that Peru had agreed to open a port. The government called it a success.")
    assert story.meant("The government") == ["Government of Chile"]


def test_the_administration_is_what_was_called_one() -> None:
    story = read(
        "Canada welcomed the news. Canada had waited for years. The Obama administration had imposed duties."
        " The administration blamed dumping."
    )
    assert story.meant("The administration") == ["Government of the United States"]
