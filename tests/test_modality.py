"""How sentences stand to the actions that they speak of: certain or not, denied, to come, on condition."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from ingest.document import read_document
from ingest.grammar.matrix import class_of
from ingest.grammar.predicates import PredicateIndex, find_predicates
from ingest.rulebook import rules
from ingest.stance.judging import judge
from ingest.stance.stance import Stance
from kg.model import Article, Polarity, Status

CLASSES: dict[str, dict[str, Any]] = rules("modality")["classes"]
EXAMPLES = [(name, example) for name, entry in CLASSES.items() for example in entry.get("examples", [])]


def stance_of(nlp: Language, text: str, word: str) -> Stance:
    """The stance of a one-sentence article to the predicate whose trigger is `word`."""
    document = read_document(Article("test", text), nlp)
    index = PredicateIndex(find_predicates(document))
    predicate = next(p for p in index if p.trigger.within(text) == word)
    return judge(document, index, predicate)


def summary(stance: Stance) -> str:
    """The stance as the rules' examples write it."""
    parts = ["certain" if stance.certain else "uncertain", "negative" if stance.negated else "positive"]
    parts += ["future"] if stance.future else []
    parts += [stance.status.value] if stance.status is not Status.HAPPENED else []
    return " ".join(parts)


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[e["text"] for _, e in EXAMPLES])
def test_the_rules_examples_hold(nlp: Language, name: str, example: dict[str, str]) -> None:
    assert summary(stance_of(nlp, example["text"], example["word"])) == example["stance"], name


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_of_matrix_words_has_an_example(name: str) -> None:
    assert CLASSES[name].get("examples"), f"add an example to [classes.{name}] in ingest/rules/modality.toml"


def test_a_plain_past_happened(nlp: Language) -> None:
    assert summary(stance_of(nlp, "The agency approved the drug.", "approved")) == "certain positive"


def test_will_is_planned(nlp: Language) -> None:
    stance = stance_of(nlp, "The agency will approve the drug.", "approve")
    assert summary(stance) == "certain positive future planned"


def test_may_is_possible(nlp: Language) -> None:
    stance = stance_of(nlp, "The agency may approve the drug.", "approve")
    assert summary(stance) == "uncertain positive future possible"


def test_may_have_looks_back(nlp: Language) -> None:
    stance = stance_of(nlp, "The bank may have sold the bonds.", "sold")
    assert summary(stance) == "uncertain positive possible"


def test_would_have_did_not_happen(nlp: Language) -> None:
    assert stance_of(nlp, "The deal would have created a giant.", "created").negated


def test_never_denies(nlp: Language) -> None:
    stance = stance_of(nlp, "The firm never sold the drug.", "sold")
    assert (stance.negated, stance.polarity) == (True, Polarity.NEGATIVE)


def test_not_only_does_not_deny(nlp: Language) -> None:
    assert not stance_of(nlp, "The firm did not only sell the drug, it advertised it.", "sell").negated


def test_no_before_the_subject_denies_verb_and_noun(nlp: Language) -> None:
    text = "No decision has been made on the merger."
    assert stance_of(nlp, text, "decision").negated
    assert stance_of(nlp, text, "made").negated


def test_number_one_denies_nothing(nlp: Language) -> None:
    assert not stance_of(nlp, "The firm became the No. 1 seller of shoes.", "became").negated


def test_neither_nor_denies_both(nlp: Language) -> None:
    text = "The parliament neither approved nor rejected the law."
    assert stance_of(nlp, text, "approved").negated
    assert stance_of(nlp, text, "rejected").negated


def test_yet_to_did_not_happen_so_far(nlp: Language) -> None:
    stance = stance_of(nlp, "The senate has yet to ratify the treaty.", "ratify")
    assert summary(stance) == "certain negative"


def test_rather_than_did_not_happen(nlp: Language) -> None:
    assert stance_of(nlp, "The bank cut rates rather than raising them.", "raising").negated


def test_without_denies_the_noun(nlp: Language) -> None:
    assert stance_of(nlp, "The firm sold the drug without approval.", "approval").negated


def test_cannot_is_a_certain_no(nlp: Language) -> None:
    assert summary(stance_of(nlp, "The plant cannot make the engine.", "make")) == "certain negative"


def test_whether_leaves_open(nlp: Language) -> None:
    stance = stance_of(nlp, "The firm has not said whether it will appeal.", "appeal")
    assert summary(stance) == "uncertain positive future possible"


def test_a_condition_leaves_its_own_clause_open(nlp: Language) -> None:
    stance = stance_of(nlp, "The planes will be delivered if the board approves.", "approves")
    assert (stance.certain, stance.status) == (False, Status.POSSIBLE)


def test_the_words_of_a_condition_are_kept(nlp: Language) -> None:
    text = "The planes will be delivered if the board approves."
    condition = stance_of(nlp, text, "delivered").condition
    assert condition is not None
    assert condition.within(text) == "if the board approves"


def test_an_inverted_should_is_a_condition(nlp: Language) -> None:
    text = "The bank would cut rates should inflation fall."
    condition = stance_of(nlp, text, "cut").condition
    assert condition is not None
    assert condition.within(text) == "should inflation fall"
    assert not stance_of(nlp, text, "fall").certain


def test_strings_attached_make_it_conditional(nlp: Language) -> None:
    text = "Norland approved the merger subject to a review."
    stance = stance_of(nlp, text, "approved")
    assert stance.status is Status.CONDITIONAL
    assert stance.condition is not None
    assert stance.condition.within(text) == "subject to a review"


def test_in_principle_is_its_own_status(nlp: Language) -> None:
    assert (
        stance_of(nlp, "The board approved the sale in principle.", "approved").status is Status.IN_PRINCIPLE
    )


def test_a_preliminary_approval_is_in_principle(nlp: Language) -> None:
    text = "Regulators gave preliminary approval to the vaccine."
    assert stance_of(nlp, text, "approval").status is Status.IN_PRINCIPLE


def test_a_planned_merger_is_still_to_come(nlp: Language) -> None:
    stance = stance_of(nlp, "Shareholders welcomed the planned merger.", "merger")
    assert summary(stance) == "certain positive future planned"


def test_a_failed_bid_is_negative(nlp: Language) -> None:
    assert stance_of(nlp, "The firm sold its stake after the failed bid.", "bid").negated


def test_a_headline_infinitive_is_planned(nlp: Language) -> None:
    assert stance_of(nlp, "Carmaker to close plant in Wales\n", "close").status is Status.PLANNED


def test_plans_under_doubt_are_only_possible(nlp: Language) -> None:
    text = "The firm may agree to sell its stake."
    assert summary(stance_of(nlp, text, "sell")) == "uncertain positive future possible"


def test_particles_choose_the_class() -> None:
    ruled_out = class_of("verb", "rule", "out", finite=False)
    ruled = class_of("verb", "rule", None, finite=True)
    assert ruled_out is not None
    assert ruled is not None
    assert (ruled_out.name, ruled.name) == ("preventing", "reporting")


def test_a_question_leaves_open(nlp: Language) -> None:
    stance = stance_of(nlp, "Did the bank mislead its customers?", "mislead")
    assert summary(stance) == "uncertain positive possible"


def test_a_question_why_takes_it_as_given(nlp: Language) -> None:
    assert stance_of(nlp, "Why did the bank fail?", "fail").certain


def test_what_was_due_may_not_have_come(nlp: Language) -> None:
    stance = stance_of(nlp, "The ferry caught fire a day before it was due to sail for Malta.", "sail")
    assert summary(stance) == "uncertain positive planned"


def test_a_present_with_a_time_ahead_is_planned(nlp: Language) -> None:
    stance = stance_of(nlp, "The brewer is opening a plant in Peru next year.", "opening")
    assert summary(stance) == "certain positive future planned"


def test_what_comes_before_a_planned_deed_is_planned(nlp: Language) -> None:
    text = "All drugs will have to be tested by the agency before being sold."
    assert stance_of(nlp, text, "sold").status is Status.PLANNED


def test_would_not_comment_is_a_refusal(nlp: Language) -> None:
    stance = stance_of(nlp, "The brewer would not comment on the talks.", "comment")
    assert summary(stance) == "certain negative"


def test_a_signed_contract_to_buy_is_an_order_but_one_to_supply_is_still_to_be_kept(nlp: Language) -> None:
    assert stance_of(nlp, "The army signed a contract to buy tents.", "buy").status is Status.HAPPENED
    assert stance_of(nlp, "The firm signed a contract to supply tents.", "supply").status is Status.PLANNED


def test_preliminary_duties_are_in_force(nlp: Language) -> None:
    text = "The commission imposed preliminary duties on tyres."
    assert stance_of(nlp, text, "imposed").status is Status.HAPPENED


def test_a_deed_told_beside_a_wish_happened(nlp: Language) -> None:
    text = "First they closed two mines, now they want to close the port."
    assert stance_of(nlp, text, "closed").status is Status.HAPPENED


def test_a_participle_goes_with_the_plan_before_it(nlp: Language) -> None:
    text = "Ministers are leaning toward letting banks lend, shutting out insurers."
    assert stance_of(nlp, text, "shutting").status is Status.POSSIBLE


def test_neither_before_the_subject_denies(nlp: Language) -> None:
    assert stance_of(nlp, "Neither the bank nor its owner sold the bonds.", "sold").negated


def test_is_said_to_have_is_hearsay(nlp: Language) -> None:
    assert not stance_of(nlp, "The bank is said to have sold the bonds.", "sold").certain


def test_talks_about_a_merger_leave_it_open_but_talks_about_the_war_do_not(nlp: Language) -> None:
    assert stance_of(nlp, "The banks held talks about a merger.", "merger").status is Status.POSSIBLE
    assert stance_of(nlp, "The ministers held talks about the war.", "war").status is Status.HAPPENED


def test_rather_than_with_a_bare_verb_did_not_happen(nlp: Language) -> None:
    assert stance_of(nlp, "Rather than seek a loan, the bank sold bonds.", "seek").negated


def test_a_reason_behind_a_plan_is_no_plan(nlp: Language) -> None:
    stance = stance_of(nlp, "The airline will cut flights as fuel prices soar.", "soar")
    assert stance.status is Status.HAPPENED


def test_it_is_possible_that_leaves_open(nlp: Language) -> None:
    stance = stance_of(nlp, "It is possible that the court will fine the bank.", "fine")
    assert stance.status is Status.POSSIBLE


def test_whether_before_the_main_verb_leaves_open(nlp: Language) -> None:
    text = "Whether the court will hear the case remains to be seen."
    assert stance_of(nlp, text, "hear").status is Status.POSSIBLE


def test_without_a_deal_being_reached_denies_the_reaching(nlp: Language) -> None:
    assert stance_of(nlp, "The talks ended without a deal being reached.", "reached").negated


def test_what_an_unlikely_law_would_do_is_not_denied(nlp: Language) -> None:
    text = "Ministers are unlikely to back the law, which would oblige banks to lend."
    assert not stance_of(nlp, text, "oblige").negated


def test_a_second_verb_with_a_tense_of_its_own_does_not_share_may_not(nlp: Language) -> None:
    text = "The herders may not trade and are barred from the market."
    assert summary(stance_of(nlp, text, "barred")) == "certain positive"
