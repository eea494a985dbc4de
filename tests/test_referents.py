"""What noun phrases refer to, from their head tokens."""

from __future__ import annotations

from kg.model import EntityKind, LinkReason
from tests.sentences import labels, read


def test_a_coordination_gives_all_its_members() -> None:
    story = read("The ministry chose Siemens, Hitachi and a small rival.")
    assert labels(story.referents.of(story.token("Siemens"))) == ["Siemens", "Hitachi", "small rival"]


def test_an_unnamed_phrase_is_a_group_with_its_own_words() -> None:
    story = read("The two Chinese officials who had met him objected.")
    (mention,) = story.referents.of(story.token("officials"))
    assert (mention.entity.label, mention.entity.kind) == ("Chinese officials", EntityKind.GROUP)
    assert (mention.reason, mention.named) == (LinkReason.NOMINAL, False)


def test_sources_are_keyed_with_their_article_and_groups_are_not() -> None:
    one = read("Three people familiar with the matter said regulators were wary.")
    (source,) = one.referents.of(one.token("people"))
    (group,) = one.referents.of(one.token("regulators"))
    assert source.entity.label == "people familiar with the matter"
    assert one.document.article.digest in source.entity.key
    assert group.entity.key == "regulators"


def test_examples_stand_for_the_class_unless_asked_otherwise() -> None:
    story = read("Officials told companies such as Siemens and Hitachi to wait.")
    companies = story.token("companies")
    assert labels(story.referents.of(companies)) == ["Siemens", "Hitachi"]
    assert labels(story.referents.of(companies, examples=False)) == ["companies"]


def test_a_general_noun_behind_a_product_is_the_product() -> None:
    story = read("The airline bought twelve A380 aircraft.")
    assert labels(story.referents.of(story.token("aircraft"))) == ["Airbus A380"]


def test_a_part_of_a_whole_is_the_whole() -> None:
    story = read("The court fined three of the largest banks.")
    assert labels(story.referents.of(story.token("three"))) == ["largest banks"]


def test_the_thing_of_a_purchase_is_what_is_bought() -> None:
    story = read(
        "They approved purchases of the H200, halted Boeing 737 deliveries and sent a batch of drones."
    )
    assert labels(story.referents.thing_of(story.token("purchases")))[0] == "Nvidia H200"
    assert labels(story.referents.thing_of(story.token("deliveries")))[0] == "Boeing 737"
    assert labels(story.referents.thing_of(story.token("batch"))) == ["drones"]


def test_the_thing_of_sales_to_a_country_is_no_country() -> None:
    story = read("They banned sales to Norway.")
    assert labels(story.referents.thing_of(story.token("sales"))) == ["sales"]


def test_a_compound_in_the_singular_gives_the_class_in_the_plural() -> None:
    story = read("They limited AI chip imports.")
    assert labels(story.referents.thing_of(story.token("imports"))) == ["AI chips"]


def test_spokesmen_and_executives_stand_for_their_company() -> None:
    story = read("Representatives for Siemens declined to comment, and Hitachi executives smiled.")
    assert labels(story.referents.organisation_of(story.token("Representatives"))) == ["Siemens"]
    assert labels(story.referents.organisation_of(story.token("executives"))) == ["Hitachi"]


def test_officials_of_a_country_stand_for_themselves() -> None:
    story = read("U.S. officials declined to comment.")
    assert labels(story.referents.organisation_of(story.token("officials"))) == ["U.S. officials"]


def test_a_relative_pronoun_is_what_it_refers_back_to() -> None:
    story = read("Siemens, which makes trains, and the firms that buy them agreed.")
    assert labels(story.referents.of(story.token("which"))) == ["Siemens"]
    assert labels(story.referents.of(story.token("that"))) == ["firms"]


def test_an_apposition_renames_the_same_thing() -> None:
    story = read("Nvidia sells the H200, a chip that many buyers want.")
    assert labels(story.referents.of(story.token("chip"))) == ["Nvidia H200"]


def test_an_unresolved_pronoun_refers_to_nothing() -> None:
    story = read("They left.")
    assert story.referents.of(story.token("They")) == ()


def test_an_acronym_in_brackets_shortens_the_label() -> None:
    story = read("They want domestic artificial intelligence (AI) chips.")
    assert labels(story.referents.of(story.token("chips"))) == ["domestic AI chips"]


def test_the_possessor_is_named_in_the_label_and_left_out_of_the_alias() -> None:
    story = read("Hitachi lost money. The company's suppliers worried.")
    (mention,) = story.referents.of(story.token("suppliers"))
    assert mention.entity.label == "Hitachi's suppliers"
    assert mention.entity.aliases == ("suppliers",)


def test_a_permit_that_says_no_product_is_meant_itself() -> None:
    story = read("The state withdrew a water permit and wants a licence for each shipment.")
    assert labels(story.referents.thing_of(story.token("permit"))) == ["water permit"]
    assert labels(story.referents.thing_of(story.token("licence")))[0].startswith("licence")


def test_their_export_is_about_the_product() -> None:
    story = read("Firms may buy H200 chips after a decision to permit their export.")
    assert labels(story.referents.thing_of(story.token("export"))) == ["Nvidia H200"]


def test_a_country_between_does_not_hide_the_thing() -> None:
    story = read("The cabinet banned sales to Norway of drones.")
    assert labels(story.referents.thing_of(story.token("sales"))) == ["drones"]


def test_what_is_said_to_be_the_first_country_is_that_country() -> None:
    story = read("Russia became the first country to license it.")
    assert story.entity("Russia").label in labels(story.referents.of(story.token("country")))


def test_a_contract_keeps_the_millions_of_its_unit() -> None:
    story = read("Norway awarded Acme a 40 million euro contract.")
    assert labels(story.referents.of(story.token("contract"))) == ["40 million euro contract"]


def test_a_label_ends_before_a_clause_and_not_within_it() -> None:
    story = read("The state closed the council of the schools that they run.")
    assert labels(story.referents.of(story.token("council"))) == ["council of the schools"]


def test_its_partner_is_another_firm() -> None:
    story = read("Siemens paid. Its Gulf partner ordered jets.")
    assert labels(story.referents.organisation_of(story.token("partner"))) == ["Siemens' Gulf partner"]
