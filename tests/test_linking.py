"""What names mean: one entity for one thing, never two things in one."""

from __future__ import annotations

from kg.model import EntityKind, LinkReason
from tests.sentences import read


def test_aliases_and_legal_forms_mean_the_row_of_the_table() -> None:
    story = read("Alibaba Group Holding Ltd. sued. Alibaba won.")
    assert story.entity("Alibaba Group Holding Ltd.").key == "alibaba"
    assert story.reason("Alibaba Group Holding Ltd.") is LinkReason.ALIAS
    assert story.reason("Alibaba") is LinkReason.EXACT


def test_an_unknown_company_keeps_one_key_with_and_without_its_legal_form() -> None:
    story = read(
        "Novacor Therapeutics Inc. raised money. Novacor Therapeutics plans a trial. Novacor is small."
    )
    assert {m.entity.key for m in story.mentions if m.named} == {"novacor-therapeutics"}


def test_an_unknown_name_has_the_same_key_in_every_article() -> None:
    one, two = read("Novacor Labs closed."), read("Nobody had heard of Novacor Labs.")
    assert one.entity("Novacor Labs").key == two.entity("Novacor Labs").key == "novacor-labs"


def test_an_acronym_in_brackets_means_the_name_before_it() -> None:
    story = read("The Harbour Safety Authority (HSA) closed the port. The HSA said it was unsafe.")
    assert story.meant("The HSA") == ["Harbour Safety Authority"]
    assert story.reason("The HSA") is LinkReason.ACRONYM


def test_an_acronym_means_what_the_article_says_whatever_it_means_elsewhere() -> None:
    story = read("The Fruit Sellers Association (FSA) met in Bern. The FSA said it was content.")
    assert story.meant("The FSA") == ["Fruit Sellers Association"]


def test_a_court_is_that_of_the_country_whose_towns_and_bodies_the_story_names() -> None:
    story = read(
        "The Bombay High Court lifted the ban. The Tea Authority of India banned it in Mumbai. "
        "The US embassy was silent. The firm may go to the Supreme Court."
    )
    assert story.meant("the Supreme Court") == ["Supreme Court of India"]


def test_a_county_in_a_name_leaves_the_town_a_town() -> None:
    story = read("She heads the Dorwick County Farm Bureau. The president visited Dorwick on Friday.")
    assert [m.entity.label for m in story.mentions if m.entity.named] == [
        "Dorwick County Farm Bureau",
        "Dorwick",
    ]


def test_a_surname_means_the_person_named_in_full() -> None:
    story = read("Maria Lopez runs the firm. Lopez founded it.")
    assert story.meant("Lopez") == ["Maria Lopez"]


def test_two_people_with_one_surname_stay_apart() -> None:
    story = read("Maria Lopez met Pablo Lopez. Then Lopez left.")
    (mention,) = story.mentions_of("Lopez")
    assert mention.entity.key not in {"maria-lopez", "pablo-lopez"}


def test_a_lone_surname_is_keyed_with_its_article() -> None:
    one, two = read("Then Lopez left the room."), read("Reporters asked Lopez about it.")
    assert one.entity("Lopez").key != two.entity("Lopez").key


def test_a_ministry_is_that_of_the_country_spoken_of() -> None:
    story = read("China raised tariffs. The Commerce Ministry said they were fair.")
    assert story.meant("The Commerce Ministry") == ["Ministry of Commerce of China"]
    other = read("Norway raised tariffs. The Trade Ministry said they were fair.")
    assert other.entity("The Trade Ministry").key == "norway-ministry-of-trade"


def test_a_description_with_its_country_means_the_known_body() -> None:
    story = read("China's internet regulator fined the app. Japan's trade ministry objected.")
    assert story.meant("China's internet regulator") == ["Cyberspace Administration of China"]
    assert story.entity("Japan's trade ministry").key == "ministry-of-economy-trade-and-industry"
    assert not story.mentions_of("China's internet regulator")[0].named


def test_the_central_bank_is_the_one_named_before() -> None:
    story = read("The Bank of Japan met after the U.S. vote. The central bank kept its rate.")
    assert story.meant("The central bank") == ["Bank of Japan"]


def test_a_short_product_name_means_the_product_with_its_maker() -> None:
    story = read("Nvidia may sell the H200 in China.")
    assert story.entity("the H200").label == "Nvidia H200"


def test_a_unknown_thing_with_the_name_of_a_row_of_another_kind_gets_its_own_key() -> None:
    story = read("Ford Prefect, a hitchhiker, was found. Jordan Hayes drove.")
    assert all(m.entity.kind is EntityKind.PERSON for m in story.mentions if m.named)
    assert "jordan" not in {m.entity.key for m in story.mentions}


def test_one_foreign_bank_does_not_make_the_ministry_foreign() -> None:
    story = read("The Treasury punished three Lebanese banks.")
    assert "Lebanon" not in story.meant("The Treasury")[0]


def test_a_government_is_that_of_the_country_that_has_it() -> None:
    story = read("Poland's centre-right government met Belgium's federal government.")
    assert story.meant("Poland's centre-right government") == ["Government of Poland"]
    assert story.meant("Belgium's federal government") == ["Government of Belgium"]


def test_a_body_of_one_country_is_not_that_of_another() -> None:
    story = read("The Federal Aviation Administration spoke. Peru's civil aviation authority did not.")
    assert story.meant("Peru's civil aviation authority") == []


def test_a_number_of_a_maker_is_its_model() -> None:
    assert read("Gulf Air wants 20 of Boeing's larger 777 planes.").meant("777") == ["Boeing 777"]


def test_a_country_that_needs_an_article_is_not_the_firm_without() -> None:
    assert read("Emirates bought jets.").meant("Emirates") == ["Emirates"]
