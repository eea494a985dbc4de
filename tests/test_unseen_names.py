"""Names that no table has: their kind comes from their own words and from what is said of them."""

from __future__ import annotations

import pytest

from kg.model import EntityKind
from tests.sentences import read


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Fisheries and Oceans Canada barred trawlers.",
            "Fisheries and Oceans Canada",
        ),
        ("Statistics Norway expects prices to rise.", "Statistics Norway"),
        ("Transport for London ordered 94 trains.", "Transport for London"),
        ("Food Standards Australia New Zealand allowed it.", "Food Standards Australia New Zealand"),
        ("The Pensions Ombudsman told the fund to pay.", "Pensions Ombudsman"),
        ("The European Public Prosecutor's Office asked for files.", "European Public Prosecutor's Office"),
        ("The Maritime and Coastguard Agency detained the ship.", "Maritime and Coastguard Agency"),
    ],
)
def test_a_body_is_called_by_its_whole_name(text: str, label: str) -> None:
    assert (label, EntityKind.AGENCY) in {(m.entity.label, m.entity.kind) for m in read(text).mentions}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Shares in Zelmora fell. Zelmora said it had stopped production.", "Zelmora"),
        ("Kurrajong said it would ship 40,000 tonnes of barley to Jeddah.", "Kurrajong"),
        ("Regulators approved Lumivant, a cancer drug made by Orvane.", "Orvane"),
        ("Norrskog AB agreed to merge.", "Norrskog"),
        ("Quendrix denied the allegation on Friday.", "Quendrix"),
        ("Hartavega Sdn Bhd shipped gloves to Peru.", "Hartavega"),
        ("Drugmaker Velorix applied for approval of its asthma medicine.", "Velorix"),
    ],
)
def test_a_firm_is_known_by_its_form_and_by_what_is_said_of_it(text: str, label: str) -> None:
    kinds = {m.entity.kind for m in read(text).mentions if m.entity.label == label and m.named}
    assert kinds == {EntityKind.COMPANY}


def test_a_first_word_that_english_has_is_no_firm() -> None:
    assert not any(m.named for m in read("Hauliers denied the claim.").mentions)


def test_a_person_who_said_it_would_take_years_stays_a_person() -> None:
    story = read("Maria Lopez met investors. Lopez said it would take years.")
    assert {m.entity.kind for m in story.mentions if m.named} == {EntityKind.PERSON}


@pytest.mark.parametrize(
    "title", ["Minister of Economy, Trade and Industry", "Economy, Trade and Industry Minister"]
)
def test_a_minister_is_named_without_what_he_is_in_charge_of(title: str) -> None:
    story = read(f"{title} Kenji Morimoto said the plants could restart.")
    assert [(m.entity.label, m.entity.kind) for m in story.mentions] == [
        ("Kenji Morimoto", EntityKind.PERSON)
    ]


def test_the_high_court_of_another_city_is_not_that_of_london() -> None:
    story = read("The High Court in Suva stopped the sale.")
    assert "High Court in Suva" in {m.entity.label for m in story.mentions}


@pytest.mark.parametrize("body", ["postal service", "ombudsman", "cartel office", "prosecutor's office"])
def test_an_unnamed_body_is_no_product_and_no_notion(body: str) -> None:
    story = read(f"The {body} barred the lorries.")
    (mention,) = story.referents.of(story.token(body.split()[-1]))
    assert mention.entity.kind is EntityKind.GROUP


def test_the_engines_are_not_the_firm_that_makes_them() -> None:
    story = read("Engine maker Rotolux said its profit fell. The engines were sold to Chile.")
    assert "Rotolux" not in {m.entity.label for m in story.referents.of(story.token("engines"))}


def test_the_engines_are_not_the_aircraft_that_they_drive() -> None:
    story = read("The carrier ordered the Boeing 737 MAX. Pratt & Whitney will supply the engines.")
    (mention,) = story.referents.of(story.token("engines"))
    assert mention.entity.label == "engines"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "It met Hyun Defense and Corea Aerospace Industries (CAI).",
            {"Hyun Defense", "Corea Aerospace Industries"},
        ),
        ("TotalEnergies of France, a shareholder, will fund the mine.", {"TotalEnergies", "France"}),
        ("The Law Society of Kenya asked the court to stop the deal.", {"Law Society of Kenya"}),
        ("Bill de Wit met Ann Lee. De Wit said he would sign.", {"Bill de Wit", "Ann Lee"}),
        (
            "Shell sued in the U.S. Court of Appeals for the Ninth Circuit.",
            {"Shell", "U.S. Court of Appeals for the Ninth Circuit"},
        ),
    ],
)
def test_a_name_is_neither_too_long_nor_too_short(text: str, wanted: set[str]) -> None:
    assert {m.entity.label for m in read(text).mentions if m.named} == wanted


def test_a_department_of_a_region_is_no_country_s() -> None:
    story = read("The United States objected. Northern Ireland's health department asked Pfizer for help.")
    assert not any("Health and Human" in m.entity.label for m in story.mentions)


def test_the_acronym_of_a_conference_is_no_company() -> None:
    mentions = read("Zelmora spoke at the World Mining Conference (WMC). WMC opens on Monday.").mentions
    assert [m.entity.label for m in mentions if m.entity.named] == ["Zelmora"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Irish College of Nurses and Midwives objected.", "Irish College of Nurses and Midwives"),
        ("The Ann and Peter Olsen Foundation gave money.", "Ann and Peter Olsen Foundation"),
    ],
)
def test_a_body_with_two_fields_or_two_founders_is_one(text: str, label: str) -> None:
    assert label in {m.entity.label for m in read(text).mentions}


def test_two_bodies_are_not_one() -> None:
    labels = {m.entity.label for m in read("The Association of Brewers and Wells Fargo met.").mentions}
    assert "Association of Brewers" in labels


def test_a_section_of_a_law_is_no_product() -> None:
    kinds = {
        m.entity.label: m.entity.kind.value for m in read("It rests on Section 44B of the act.").mentions
    }
    assert kinds.get("Section 44B") != "Product"


def test_a_firm_may_be_called_sun() -> None:
    assert "Sun Hydraulics" in {m.entity.label for m in read("Oracle bought Sun Hydraulics.").mentions}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ashcombe Renewables said on Friday it would build a dam.", "Ashcombe Renewables"),
        ("The lender is owned by First Borealis Bancorp.", "First Borealis Bancorp"),
        ("Recycling UK urged ministers to drop the levy.", "Recycling UK"),
        ("Shelter International Ghana asked that the report be published.", "Shelter International Ghana"),
        ("The Ardan People's Salvation Front rejected the truce.", "Ardan People's Salvation Front"),
        ("Defence Minister Min Gyu-back signed the deal.", "Min Gyu-back"),
        ("Vesk & Moreau & Co. sold a mill to Norrby Strand & Co. on Monday.", "Norrby Strand"),
    ],
)
def test_a_name_is_taken_whole(text: str, label: str) -> None:
    assert label in {m.entity.label.removeprefix("the ") for m in read(text).mentions}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Drugmaker Velorix said it would build a plant.", "Velorix"),
        ("First Airbus A380 leaves for Perth.", "Airbus A380"),
        ("Parliament Speaker Nino Abadze signed the law.", "Nino Abadze"),
        ("First Lady Grace Otieno opened the clinic.", "Grace Otieno"),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(text: str, label: str) -> None:
    assert label in {m.entity.label for m in read(text).mentions}


def test_who_sells_its_own_things_is_nobody() -> None:
    kinds = {
        m.entity.label: m.entity.kind for m in read("Jean Moreau has agreed to sell its mills.").mentions
    }
    assert kinds["Jean Moreau"] is EntityKind.COMPANY
