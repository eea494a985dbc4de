"""Who says so: the examples of rules/attribution_examples.toml, and what odd text must not break.

Chains are tested with the simplest reader of names there is (a capitalised phrase names a thing), so that
they stand or fall by attribution alone.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Token

from ingest.document import Document, read_document
from ingest.grammar.phrases import noun_phrase
from ingest.language_model import language_model
from ingest.rulebook import rules
from ingest.voices.attribution import Chains, Manner, attributions, find_voices
from ingest.voices.cues import cues
from kg.model import Article, Entity, EntityKind, LinkReason, Mention, Span

EXAMPLES = rules("attribution_examples")
SHARED = Path(__file__).parent.parent.parent / "shared"


def read(text: str) -> Document:
    return read_document(Article("example", text), language_model())


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " | ".join(span.within(text) for span in spans)


def found(text: str) -> list[list[str]]:
    return [
        [words(text, a.source), words(text, a.cue), words(text, a.content)]
        for a in attributions(read(text), find_voices(read(text)))
    ]


def names(head: Token) -> tuple[Mention, ...]:
    """Capitalised phrases as named things, everything else as nothing."""
    if head.pos_ != "PROPN":
        return ()
    first, last = noun_phrase(head)
    while head.doc[first].pos_ != "PROPN":
        first += 1
    label = head.doc[first : last + 1].text
    kind = EntityKind.OUTLET if head.text in cues().outlet_names else EntityKind.PERSON
    start = head.doc[first].idx
    return (Mention(Span(start, start + len(label)), Entity(label, kind, label), LinkReason.EXACT, True),)


@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda e: e["why"])
def test_an_example_is_found(example: dict) -> None:
    voices = found(example["text"])
    for wanted in example["voices"]:
        assert wanted in voices


@pytest.mark.parametrize("example", EXAMPLES["counterexamples"], ids=lambda e: e["why"])
def test_a_counterexample_credits_nobody(example: dict) -> None:
    assert found(example["text"]) == []


@pytest.mark.parametrize("example", EXAMPLES["chains"], ids=lambda e: e["why"])
def test_a_chain_leads_to_its_sources(example: dict) -> None:
    text = example["text"]
    document = read(text)
    start = text.rindex(example["trigger"])
    trigger = Span(start, start + len(example["trigger"]))
    foreseen = example.get("foreseen", False)
    chains = Chains(document, find_voices(document), names)
    rungs = chains.rungs(trigger, Span(0, len(text)), foreseen=foreseen)
    assert [r.source.entity.label if r.source else "" for r in rungs] == example["rungs"]
    assert all(r.evidence.covers(r.cue) for r in rungs)


@pytest.mark.parametrize("example", EXAMPLES["anonymous"], ids=lambda e: e["source"])
def test_a_source_is_known_for_what_it_is(example: dict) -> None:
    text = example["text"]
    voice = next(v for v in find_voices(read(text)) if words(text, v.source) == example["source"])
    assert (voice.anonymous, voice.count, voice.kind) == (
        example["anonymous"],
        example.get("count"),
        example["kind"],
    )


def test_a_belief_is_annotated_as_one() -> None:
    assert [v.manner for v in find_voices(read("Economists think the bank acted too late."))] == [
        Manner.BELIEF
    ]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = 'The captain said: "We are sinking.\n\nThe harbour was empty. Nobody saw the ship.'
    assert all(span.end < text.index("The harbour") for v in find_voices(read(text)) for span in v.content)


def test_the_rung_of_a_source_told_of_by_pronoun_points_at_the_pronoun() -> None:
    text = "Anna Weber said the plant was old. She said it would be sold."
    document = read(text)
    start = text.index("sold")
    (rung,) = Chains(document, find_voices(document), names).rungs(Span(start, start + 4), Span(0, len(text)))
    assert rung.source is not None
    assert (rung.source.span.within(text), rung.source.reason) == ("She", LinkReason.COREFERENCE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        '"',
        '" " " "',
        "said",
        "said said said, said.",
        "🙂 said 🙂",
        "北京表示,中国将批准进口。",
        "THE MINISTER SAID THAT THE BAN WAS OVER.",
        "- one\n- two, he said\n- three",
        "| a | b |\n| said | told |",
        "according to",
        "According to, citing",
        "He said " + "that he said " * 300 + "no.",
        '"' * 50,
        ", ".join(f"Anna{n} Weber" for n in range(1500)) + " and Otto said that it rained.",
        "who said who said who said who said",
        "The report said the report said the report said.",
        "He said. She said. They said. It said. I said.",
    ],
)
def test_odd_text_breaks_nothing(text: str) -> None:
    document = read(text)
    voices = find_voices(document)
    chains = Chains(document, voices, names)
    for voice in voices:
        for span in (*voice.source, *voice.cue, *voice.content):
            assert span.end <= len(text)
            chains.rungs(span, span)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(['"', "he", "said", ",", ".", "\n", "that", "Reuters", "told", "to", "citing", "by"])
    )
)
def test_any_order_of_cue_words_is_read(tokens: list[str]) -> None:
    document = read(" ".join(tokens))
    Chains(document, find_voices(document), names)


@pytest.mark.shared
def test_attributions_of_the_example_articles_do_not_get_worse() -> None:
    gold = SHARED / "corpora" / "attributions-dev.jsonl"
    if not gold.exists():
        pytest.skip(f"{gold} is not here")
    sys.path.insert(0, str(SHARED / "eval"))
    from score_annotations import Tally, score  # the scorer lies outside the project

    tally = Tally()
    for line in gold.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        document = read(story["text"])
        told = [
            {role: [[s.start, s.end] for s in getattr(a, role)] for role in ("source", "cue", "content")}
            for a in attributions(document, find_voices(document))
        ]
        score(story, {"attributions": told}, tally, lambda *_: None)
    right, predicted, wanted = (tally["attribution relation", k] for k in ("hits", "predicted", "gold"))
    assert 2 * right / (predicted + wanted) >= 0.84
