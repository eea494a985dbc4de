"""Whom "the company", "these agencies" and "the president" mean; better none than wrong."""

from __future__ import annotations

from tests.sentences import read


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


def test_three_of_something_are_not_two() -> None:
    assert read("The FBI and the CIA shared files. The three agencies met.").meant("The three agencies") == []


def test_the_president_is_whom_the_text_called_so() -> None:
    story = read("President Ana Duarte signed the law. The president thanked her aides.")
    assert story.meant("The president") == ["Ana Duarte"]


def test_the_chip_is_the_one_spoken_of() -> None:
    assert read("Nvidia sells the H200. The chip is fast.").meant("The chip") == ["Nvidia H200"]


def test_a_commission_is_no_ministry() -> None:
    assert read("The Finance Ministry of Peru spoke. The commission met.").meant("The commission") == []


def test_the_party_alone_is_no_company() -> None:
    assert read("Siemens lost money. The party promised help.").meant("The party") == []


def test_the_company_of_the_whole_story_is_remembered() -> None:
    story = read("Siemens plans a port. Cows graze. Rain fell. Men sail. Fish swim. The company paid.")
    assert story.meant("The company") == ["Siemens"]


def test_a_shortened_name_in_capitals_is_the_one_body_that_has_it() -> None:
    story = read("The International Monetary Fund lent money. Rain fell. Later the Fund asked for cuts.")
    assert story.meant("the Fund") == ["International Monetary Fund"]


def test_the_firm_of_a_country_is_the_one_that_the_text_put_there() -> None:
    story = read("The Czech utility CEZ spoke to South Korea's Hanko Power. The Korean firm will build it.")
    assert story.meant("The Korean firm") == ["Hanko Power"]


def test_a_central_bank_is_no_watchdog() -> None:
    assert read("The Bank of Ghana spoke. The watchdog waited.").meant("The watchdog") == []


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


def test_the_university_is_the_one_that_has_the_word_in_its_name() -> None:
    story = read("Lund University sued Siemens. The university wants damages.")
    assert story.meant("The university") == ["Lund University"]


def test_the_authorities_are_no_two_bodies_that_were_named() -> None:
    story = read("UNICEF and the World Bank met in Lagos. The mayor told the authorities to help.")
    assert story.meant("the authorities") == []


def test_a_court_of_something_is_a_court_of_its_own() -> None:
    story = read("Judges at the Supreme Court agreed. The Court of Session did not.")
    assert "Supreme Court" not in " ".join(story.meant("The Court"))


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


def test_neither_of_two_in_one_breath_is_the_company() -> None:
    story = read(
        "Siemens makes trains. Siemens also makes drills. Hitachi and Alstom are rivals. The company grew."
    )
    assert story.meant("The company") == ["Siemens"]


def test_the_two_men_are_those_whom_the_sentence_before_named() -> None:
    story = read("Mr. Otto Brandt met Mr. Juan Lopez. The two men shook hands.")
    assert sorted(story.meant("The two men")) == ["Juan Lopez", "Otto Brandt"]


def test_the_bloc_is_a_union_of_states_and_not_the_last_country() -> None:
    story = read("The European Union met. Norway sent troops. The bloc objected.")
    assert story.meant("The bloc") == ["European Union"]


def test_the_government_of_a_minister_is_that_of_her_country() -> None:
    story = read("Peru's finance minister, Ana Duarte, welcomed the sale. Her government plans to lend more.")
    assert story.meant("Her government") == ["Government of Peru"]


def test_the_government_of_a_governor_is_no_state_of_the_world() -> None:
    story = read("Governor Ana Duarte welcomed the sale to Peru. Her government plans to lend more.")
    assert story.meant("Her government") == []


def test_the_pair_are_two_firms_and_not_who_rules_on_them() -> None:
    story = read("The FBI cleared the merger of Siemens and Hitachi, saying the pair had offered to pay.")
    assert sorted(story.meant("the pair")) == ["Hitachi", "Siemens"]


def test_a_side_of_a_country_is_its_government() -> None:
    assert read("Peru met Chile. The Chilean side agreed.").meant("The Chilean side") == [
        "Government of Chile"
    ]


def test_the_german_group_is_rather_a_firm_known_to_be_german() -> None:
    story = read(
        "Siemens makes trams. Elkova, which owns a stake in the port, objected. The German group agreed."
    )
    assert story.meant("The German group") == ["Siemens"]
