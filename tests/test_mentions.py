"""Which words of a text are names, and of what kind."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import EntityKind
from tests.sentences import read


def test_a_company_a_product_and_a_body_are_found() -> None:
    story = read(
        "Boeing delivered the last A380 rival to Emirates, the Federal Aviation Administration said."
    )
    assert story.names() == ["Boeing", "Emirates", "the Federal Aviation Administration"]


def test_an_unseen_model_is_known_by_its_maker_and_shape() -> None:
    story = read("Regulators banned exports of Intel's XQ770 chips. The XQ770 is popular in Vietnam.")
    assert story.entity("XQ770").label == "Intel XQ770"
    assert story.entity("The XQ770").label == "Intel XQ770"
    assert story.entity("XQ770").kind is EntityKind.CHIP


def test_a_bare_number_is_a_model_only_behind_its_maker_and_then_everywhere() -> None:
    story = read(
        "Airline staff praised the Boeing 787. Inspectors grounded the 787 on Monday. It has 300 seats."
    )
    assert story.meant("the 787") == ["Boeing 787"]
    assert not [m for m in story.mentions if m.span.within(story.text) == "300"]


def test_quarters_amounts_and_groups_of_states_are_no_models() -> None:
    story = read("In Q3 the G20 discussed the H1 results, 5G networks and Rmb100 million of CO2 credits.")
    assert story.names() == ["the G20"]


def test_two_companies_joined_by_and_are_two_names() -> None:
    assert read("Siemens and Hitachi bid for the contract.").names() == ["Siemens", "Hitachi"]


def test_a_name_of_a_ministry_with_and_inside_is_one() -> None:
    story = read("The Ministry of Industry and Information Technology issued rules.")
    assert story.names() == ["The Ministry of Industry and Information Technology"]


def test_possessives_and_final_stops_stay_outside() -> None:
    story = read("Shares of Siemens rose. Hitachi's fell.")
    assert story.names() == ["Siemens", "Hitachi"]


def test_a_name_that_only_modifies_is_mentioned_but_not_named() -> None:
    (mention,) = read("Siemens executives met on Monday.").mentions
    assert mention.entity.label == "Siemens"
    assert not mention.named


def test_adjectives_of_nations_are_no_names() -> None:
    assert read("Chinese officials met French farmers.").names() == []


def test_titles_with_capitals_belong_to_the_mention_and_jobs_do_not() -> None:
    assert read("President Vladimir Putin spoke.").names() == ["President Vladimir Putin"]
    assert read("Siemens spokesman Otto Brandt resigned.").names() == ["Otto Brandt"]


def test_a_city_and_its_state_are_one_mention() -> None:
    assert "Toulouse, France" in read("The plant in Toulouse, France will close.").names()


def test_a_name_in_capitals_throughout_is_the_same_name() -> None:
    assert read("NVIDIA shipped more chips.").entity("NVIDIA").label == "Nvidia"


def test_the_noun_beside_a_name_tells_its_kind() -> None:
    story = read("The agency approved Lumarix, a migraine pill. It fined chipmaker Elmos.")
    assert story.entity("Lumarix").kind is EntityKind.PRODUCT
    assert story.entity("chipmaker Elmos").kind is EntityKind.COMPANY


def test_a_surname_alone_is_found_where_the_full_name_stood() -> None:
    story = read("Tim Cook resigned on Friday. Analysts said Cook had been tired.")
    assert story.meant("Cook") == ["Tim Cook"]


def test_furniture_holds_no_names() -> None:
    assert read("Siemens won.\nAlso read: Hitachi Loses Appeal\n").names() == ["Siemens"]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("Aa9 .,’'\n-()\"$%中🙂Éß")), max_size=60))
def test_odd_text_never_breaks_the_reader_and_spans_fit(text: str) -> None:
    story = read(text + " Siemens of 東京 🙂 met U.S.-made A380s (EADS).")
    assert all(m.span.end <= len(story.text) for m in story.mentions)


def test_a_model_and_its_buyer_are_two_names() -> None:
    story = read("China has approved purchases of Nvidia's H200 for ByteDance, Alibaba and Tencent.")
    assert "ByteDance" in story.names()


def test_what_is_once_called_a_therapy_is_a_product_everywhere() -> None:
    story = read("The agency backed the gene therapy Brenvia. The court rejected Brenvia.")
    assert {m.entity.kind for m in story.mentions if m.entity.label.endswith("Brenvia")} == {
        EntityKind.PRODUCT
    }


def test_a_company_is_known_by_the_first_word_of_its_name() -> None:
    story = read("Kelpex Mining opened a pit. Kelpex says it has spent a fortune.")
    assert story.meant("Kelpex") == ["Kelpex Mining"]


def test_a_verb_is_no_part_of_a_name() -> None:
    story = read("The Swiss National Bank provided Credit Suisse with 50 billion francs.")
    assert "Credit Suisse" in story.names()


def test_a_capital_inside_a_word_proves_a_name_also_at_the_start() -> None:
    assert read("VinFast delivered 44,000 electric cars.").names() == ["VinFast"]


def test_what_a_country_has_is_rather_a_firm() -> None:
    story = read("Vietnam's VinFast delivered 44,000 electric cars in the first half.")
    assert EntityKind.COMPANY in {m.entity.kind for m in story.mentions}
