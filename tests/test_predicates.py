"""Who does what to whom: verbs and event nouns in deep syntax."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from ingest.document import Document, read_document
from ingest.events import events
from ingest.grammar.arguments import Function
from ingest.grammar.event_nouns import pattern_of, verb_of
from ingest.grammar.predicates import Part, Predicate, PredicateIndex, find_predicates
from ingest.rulebook import rules
from kg.model import Article, Role

PATTERNS = (
    "transitive",
    "passive",
    "intransitive",
    "reciprocal",
    "on",
    "for",
    "plain",
    "expression",
    "things",
)
NOUNS: dict[str, dict[str, Any]] = {name: rules("nouns")[name] for name in PATTERNS}


def parsed(nlp: Language, text: str) -> Document:
    """A one-sentence article."""
    return read_document(Article("test", text), nlp)


def predicate(document: Document, word: str) -> Predicate:
    """The predicate whose trigger is `word`."""
    found = find_predicates(document)
    return next(p for p in found if p.trigger.within(document.article.text) == word)


def arguments(nlp: Language, text: str, word: str) -> str:
    """The arguments of that predicate, as the tests write them: "subject firm; object to chips"."""
    document = parsed(nlp, text)
    return "; ".join(
        " ".join(filter(None, (a.function.value, a.preposition, document.doc[a.head].text)))
        for a in predicate(document, word).arguments
    )


CASES = [
    # active and passive
    ("Norland approved the drug.", "approved", "subject Norland; object drug"),
    ("The drug was approved by Norland.", "approved", "object drug; subject by Norland"),
    ("The drug was approved.", "approved", "object drug"),
    ("The bank was granted a licence.", "granted", "indirect bank; object licence"),
    (
        "The sailors had been refused water by officials.",
        "refused",
        "indirect sailors; object water; subject by officials",
    ),
    (
        "Boats were led through rough seas by Ukrainian pilots.",
        "led",
        "object Boats; oblique through seas; subject by pilots",
    ),
    (
        "The herd was ordered destroyed by the state vet.",
        "ordered",
        "object herd; clause bare destroyed; subject by vet",
    ),
    (
        "The assembly stripped the museum of its duties.",
        "stripped",
        "subject assembly; object museum; oblique of duties",
    ),
    # clauses run together
    (
        "Anna Berg said in a video message that the dam was safe.",
        "said",
        "subject Berg; oblique in message; clause that was",
    ),
    ("Peru sold tin; Chile sold copper; Cuba bought rice.", "bought", "subject Cuba; object rice"),
    (
        "Oman gave tents in March and Qatar sent rice.",
        "sent",
        "subject Qatar; object rice",
    ),
    (
        "Acme signed a pact last month, which was ratified by Peru.",
        "ratified",
        "object pact; subject by Peru",
    ),
    ("He is a leader of the AUC who met the manager.", "met", "subject leader; object manager"),
    # headline passives without their auxiliary
    ("Firms told to halt orders for jets", "told", "object Firms; clause to halt"),
    ("Firms told to halt orders for jets", "halt", "subject Firms; object orders"),
    ("Lender barred from paying dividends", "barred", "object Lender; clause from paying"),
    ("Norland told Borealis to halt orders.", "told", "subject Norland; object Borealis; clause to halt"),
    # the receiver that stands bare before a bare noun; who owns a judged decision
    ("It granted BHP permission to appeal.", "granted", "subject It; indirect BHP; object permission"),
    ("Supporters welcomed the decision to ban hunting.", "ban", "object hunting"),
    # explanations behind a comma, and verbs and nouns that were read as each other
    ("The Peruvian navy limited fuel imports.", "limited", "subject navy; object imports"),
    ("It will limit jobs to 90, a 35% cut from 2023.", "limit", "subject It; object jobs; oblique to 90"),
    ("It will limit the number of study permits to 90.", "limit", "subject It; object number; oblique to 90"),
    # control and raising
    ("Norland cleared Borealis to export the chips.", "export", "subject Borealis; object chips"),
    ("The regulator told lenders to freeze accounts.", "freeze", "subject lenders; object accounts"),
    ("It told lenders to freeze accounts.", "told", "subject It; object lenders; clause to freeze"),
    ("Lenders were told to freeze accounts.", "freeze", "subject Lenders; object accounts"),
    ("The brewer plans to close plants.", "close", "subject brewer; object plants"),
    ("The brewer is expected to close plants.", "close", "subject brewer; object plants"),
    ("The brewer is likely to close plants.", "close", "subject brewer; object plants"),
    ("The court barred the firm from selling phones.", "selling", "subject firm; object phones"),
    ("It gave the green light to Borealis to sell drugs.", "sell", "subject Borealis; object drugs"),
    ("The bank was granted a licence to sell insurance.", "sell", "subject bank; object insurance"),
    ("The court declared the levy unlawful.", "declared", "subject court; clause bare unlawful; object levy"),
    # participles and relative clauses
    ("Chips made by Borealis are cheap.", "made", "object Chips; subject by Borealis"),
    ("Unions sued the firm that makes the engines.", "makes", "subject firm; object engines"),
    ("The engines that the firm sells are cheap.", "sells", "subject firm; object engines"),
    ("Borealis closed the plant, ending an era.", "ending", "subject Borealis; object era"),
    # coordination
    ("Norland and Sudria approved the drug.", "approved", "subject Norland; subject Sudria; object drug"),
    ("Norland reviewed the drug and approved it.", "approved", "subject Norland; object it"),
    ("The firm builds and sells engines.", "builds", "subject firm; object engines"),
    # light verbs and nominalisations
    ("The groups reached an agreement with Lantern.", "agreement", "oblique with Lantern; subject groups"),
    ("Norland slapped curbs on banks.", "curbs", "subject Norland; object on banks"),
    ("Brunel's decision to permit their sale surprised investors.", "permit", "subject Brunel; object sale"),
    ("The decision has angered unions.", "angered", "subject decision; object unions"),
    ("The bank held talks with lenders about the rule.", "talks",
     "oblique with lenders; oblique about rule; subject bank"),
    # datives and prepositions
    ("Borealis sold the plant to Lantern for a pound.", "sold",
     "subject Borealis; object plant; indirect to Lantern; oblique for pound"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "expected"), CASES, ids=[f"{c[1]}: {c[0]}" for c in CASES])
def test_participants_are_the_same_whatever_the_surface(
    nlp: Language, text: str, word: str, expected: str
) -> None:
    assert arguments(nlp, text, word) == expected


@pytest.mark.parametrize("name", PATTERNS)
def test_the_rules_examples_of_event_nouns_hold(nlp: Language, name: str) -> None:
    for example in NOUNS[name]["examples"]:
        assert arguments(nlp, example["text"], example["word"]) == example["arguments"]


def test_a_noun_stands_in_one_table_only() -> None:
    nouns = [entry.partition(":")[0] for table in NOUNS.values() for entry in table["words"].split()]
    assert sorted({n for n in nouns if nouns.count(n) > 1}) == []


def test_endings_make_event_nouns_with_exceptions() -> None:
    suffixes = rules("nouns")["suffixes"]
    assert all(pattern_of(noun) for noun in suffixes["examples"])
    assert not any(pattern_of(noun) for noun in suffixes["counterexamples"])


def test_an_event_noun_knows_its_verb() -> None:
    assert (verb_of("approvals"), verb_of("takeover"), verb_of("crisis")) == ("approve", "take", None)


def test_a_light_verb_supports_its_noun(nlp: Language) -> None:
    found = predicate(parsed(nlp, "Norland gave approval to the drug."), "approval")
    assert (found.lemma, found.support, found.part) == ("approval", "give", Part.NOUN)


def test_a_particle_belongs_to_its_verb(nlp: Language) -> None:
    found = predicate(parsed(nlp, "The cabinet waved the takeover through."), "waved")
    assert (found.lemma, found.particle) == ("wave", "through")


def test_an_infinitive_knows_its_governor(nlp: Language) -> None:
    document = parsed(nlp, "The brewer plans to close plants.")
    index = PredicateIndex(find_predicates(document))
    governor = index.at(predicate(document, "close").governor or -1)
    assert governor is not None
    assert governor.lemma == "plan"


def test_a_headline_past_is_passive(nlp: Language) -> None:
    assert arguments(nlp, "Borealis Drug Launch Delayed After Fault\n", "Delayed") == (
        "object Launch; oblique after Fault"
    )


def test_a_headline_verb_read_as_a_noun_is_found(nlp: Language) -> None:
    document = parsed(nlp, "Borealis releases program to limit noise\n")
    assert "releases" in [p.trigger.within(document.article.text) for p in find_predicates(document)]


def test_what_the_first_of_several_is_done_to_is_found(nlp: Language) -> None:
    text = "The navy wants six boats, the first of which Damen will deliver in May."
    assert "object boats" in arguments(nlp, text, "deliver")


def test_what_follows_the_worth_of_a_contract_is_what_it_is_for(nlp: Language) -> None:
    text = "The army gave Saab and Nammo contracts worth $9 million for tents."
    assert "object for tents" in arguments(nlp, text, "contracts")


def test_auxiliaries_and_amounts_of_a_name_are_no_predicates(nlp: Language) -> None:
    document = parsed(nlp, "The Federal Trade Commission has been closed.")
    assert [p.lemma for p in find_predicates(document)] == ["close"]


def test_predicates_stand_in_the_order_of_the_text(nlp: Language) -> None:
    found = find_predicates(parsed(nlp, "After the launch failed, the firm said it would retry."))
    assert [p.head for p in found] == sorted(p.head for p in found)


def test_events_name_their_participants(nlp: Language) -> None:
    text = "Norland's agency approved the new drug."
    event = events(parsed(nlp, text))[0]
    assert event.trigger.within(text) == "approved"
    assert [s.within(text) for s in event.roles[Role.AGENT]] == ["Norland's agency"]
    assert [s.within(text) for s in event.roles[Role.OBJECT]] == ["the new drug"]


def test_papers_take_part_and_do_not_happen(nlp: Language) -> None:
    text = "Borealis won a contract."
    found = events(parsed(nlp, text))
    assert [e.trigger.within(text) for e in found] == ["won"]
    assert [s.within(text) for s in found[0].roles[Role.OBJECT]] == ["a contract"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n",
        "🚀 Borealis 你好世界 🚗!",
        "THE BANK SOLD THE MINE.",
        "- a\n- b\n1. c",
        "subject to " * 50,
    ],
    ids=["empty", "blank", "emoji", "capitals", "list", "repetition"],
)
def test_odd_input_never_fails(nlp: Language, text: str) -> None:
    for event in events(parsed(nlp, text)):
        assert event.trigger.within(text)


def test_a_sentence_of_two_thousand_words_is_read(nlp: Language) -> None:
    text = (
        "Firms such as "
        + ", ".join(f"Firm{n}" for n in range(700))
        + " sold and "
        + "bought, " * 300
        + "ore."
    )
    assert events(parsed(nlp, text))


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        ("Denmark, Norway and Iceland banned the paint.", "banned", {"Denmark", "Norway", "Iceland"}),
        (
            "Presidents Ana Ruiz of Peru, Luis Paz of Chile and Marta Gil of Bolivia met the envoy.",
            "met",
            {"Ruiz", "Paz", "Gil"},
        ),
        (
            "Chile, whose two refineries were closed for most of the month, has banned exports.",
            "banned",
            {"Chile"},
        ),
        (
            "Ann Lee, the minister of mines, told the paper before the vote that Lima would defend the law "
            "and denied that the curbs were aimed at foreigners.",
            "denied",
            {"Lee"},
        ),
        (
            "Acme has warned that dumping the sludge could harm the river, and has asked them to stop it.",
            "asked",
            {"Acme"},
        ),
        ("A judge in Austin, Texas asked the railway for figures.", "asked", {"judge"}),
        ("He opposes a suit filed by a farmer, Edward Olsen.", "filed", {"farmer"}),
        ("The court held that the law is invalid and barred the agency from using it.", "barred", {"court"}),
        (
            "The two premiers met in Lima, agreed that trade is vital, and called on donors to help.",
            "called",
            {"premiers"},
        ),
    ],
)
def test_who_acts_is_found_beside_lists_and_clauses(
    nlp: Language, text: str, verb: str, subjects: set[str]
) -> None:
    document = parsed(nlp, text)
    found = predicate(document, verb)
    heads = [a.head for a in found.arguments if a.function is Function.SUBJECT]
    assert {document.doc[h].text for h in heads} == subjects


@pytest.mark.parametrize(
    ("text", "verb", "receivers"),
    [
        ("The ministry granted Vodafone and Orange the first licences.", "granted", {"Vodafone", "Orange"}),
        ("Airbus shipped Boeing the first parts in May.", "shipped", {"Boeing"}),
    ],
)
def test_the_first_of_two_objects_is_to_whom(
    nlp: Language, text: str, verb: str, receivers: set[str]
) -> None:
    document = parsed(nlp, text)
    tree = document.tree
    at = tree.text.index(verb)
    first = next(tree.having(at, "dative"))
    assert {document.doc[i].text for i in (first, *tree.having(first, "conj"))} == receivers
