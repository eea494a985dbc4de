"""Reading never crashes, never invents, never misquotes and never grows slow, whatever the text.

The laws are in `tests/reading_laws.py`, the texts in `tests/hostile_texts.py`. `python -m bench.fuzz` goes on
from here with as many mixtures as one has patience for.
"""

from __future__ import annotations

import random
import sys
from datetime import date
from functools import cache
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bench.fuzz import LINKS, Mixture, mixture, real_sentences
from ingest.document import Document, fair_copy, read_document
from ingest.pipeline import read, understand
from kg.model import Article
from tests.hostile_texts import NOISE, SENTENCE, long_sentence, shapes
from tests.reading_laws import broken_laws, spans_of

DAY = date(2031, 3, 11)
SHAPES = shapes()


@pytest.mark.parametrize("name", NOISE)
def test_noise_says_nothing(name: str, nlp: Language) -> None:
    article = Article(name, NOISE[name], published=DAY)
    assert broken_laws(article, nlp) == []
    assert read(article, nlp).claims == ()


@pytest.mark.parametrize("name", SHAPES)
def test_odd_dress_breaks_no_law(name: str, nlp: Language) -> None:
    assert broken_laws(Article(name, SHAPES[name], published=DAY), nlp) == []


@pytest.mark.parametrize("name", ["emoji between", "chinese between", "carriage returns", "byte order marks"])
def test_what_the_sentence_says_is_found_in_odd_dress_too(name: str, nlp: Language) -> None:
    reading = read(Article(name, SHAPES[name], published=DAY), nlp)
    triggers = {claim.trigger.within(SHAPES[name]) for claim in reading.claims}
    assert triggers == {"approved"}


def test_offsets_count_code_points(nlp: Language) -> None:
    text = f"🚀👩‍👩‍👧‍👦𝒩 e\u0301\u0302 中文。\r\n\r\n{SENTENCE}"
    (claim,) = read(Article("astral", text, published=DAY), nlp).claims
    start = text.index("approved")
    assert (claim.trigger.start, claim.trigger.end) == (start, start + len("approved"))
    assert [m.span.within(text) for m in claim.recipients] == ["Tidewater Energy"]
    assert claim.when is not None
    assert claim.when.span.within(text) == "Monday"


def test_a_sentence_of_two_thousand_words_breaks_no_law(nlp: Language) -> None:
    text = long_sentence(2_000, random.Random(2))
    assert broken_laws(Article("long", text, published=DAY), nlp) == []


def test_a_quote_that_never_closes_swallows_nothing_of_the_next_paragraphs(nlp: Language) -> None:
    text = f'"{SENTENCE}\n\n' + f"{SENTENCE}\n\n" * 5
    claims = read(Article("open", text, published=DAY), nlp).claims
    assert len(claims) == 6
    assert {len(claim.rungs) for claim in claims} == {1}


@given(text=st.text(max_size=400))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_fair_copy_has_the_length_of_the_text(text: str) -> None:
    copy = fair_copy(text)
    assert len(copy) == len(text)
    copy.encode("utf-8")


@st.composite
def mixtures(draw: st.DrawFn) -> Mixture:
    """Real sentences and noise in any order, joined in any way."""
    odd = st.one_of(
        st.sampled_from(sorted(noise[:300] for noise in NOISE.values())),
        st.text(st.characters(codec=None), max_size=30),
    )
    sentence = st.sampled_from(real_sentences())
    pieces = draw(st.lists(st.one_of(sentence.map(lambda s: (s, True)), odd.map(lambda s: (s, False)))))
    return mixture((text, real, draw(st.sampled_from(LINKS))) for text, real in pieces)


@given(mixed=mixtures())
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_noise_between_sentences_breaks_no_law_and_makes_no_claim(mixed: Mixture, nlp: Language) -> None:
    article = Article("mixture", mixed.text, published=DAY)
    assert broken_laws(article, nlp) == []
    assert mixed.invented(read(article, nlp)) == []


def test_a_mixture_knows_where_its_sentences_stand() -> None:
    mixed = mixture([("Yes.", True, " "), ("🚀", False, "\n"), ("No.", True, "")])
    assert mixed.text == "Yes. 🚀\nNo."
    assert [mixed.text[a:b] for a, b in mixed.real] == ["Yes.", "No."]


def test_steps_rise_with_length_and_no_faster(nlp: Language) -> None:
    """Counts calls, not seconds: four times the text may take four times the calls, and a quarter more."""
    short, long = _article(1_500, nlp), _article(6_000, nlp)
    understand(short)  # loads the rules
    per_token = [_calls(document) / len(document.doc) for document in (short, long)]
    assert per_token[1] < 1.25 * per_token[0]


@pytest.mark.parametrize("name", ["voices", "times", "quotes", "names", "numbers", "conjuncts"])
def test_no_shape_makes_steps_rise_faster_than_a_sentence_can(name: str, nlp: Language) -> None:
    """Within one sentence without end some steps look at all of it; beyond that nothing does."""
    unit = {
        "voices": "Norland said Quill said Anna Berg said it approved the sale.\n",
        "times": "by next Monday May March last year in 2031\n",
        "quotes": '"' + SENTENCE + "\n",
        "names": "Anna Berg Carl Dahl and Norland's trade ministry\n",
        "numbers": "$5 billion to $6 billion or 3% of 400 very big turbines\n",
        "conjuncts": "Norland, Quill and Tidewater approved, banned and ordered chips, ships and planes.\n",
    }[name]
    short, long = (read_document(Article(name, unit * times, published=DAY), nlp) for times in (20, 80))
    understand(short)
    per_token = [_calls(document) / len(document.doc) for document in (short, long)]
    assert per_token[1] < 1.5 * per_token[0]


def test_every_span_of_the_examples_is_counted(nlp: Language) -> None:
    """The laws look at something: an ordinary article has spans of many kinds."""
    names = {name for name, _ in spans_of(read(Article("plain", SENTENCE, published=DAY), nlp))}
    assert {"mention", "time", "claim's evidence", "claim's cue", "attribution's content"} <= names


@cache
def _article(words: int, nlp: Language) -> Document:
    chance = random.Random(words)
    lines: list[str] = []
    while sum(line.count(" ") + 1 for line in lines) < words:
        lines.append(" ".join(chance.choices(real_sentences(), k=4)))
    return read_document(Article("long", "\n".join(lines), published=DAY), nlp)


def _calls(document: Document) -> int:
    """How many functions are called while this document is understood, spaCy's among them."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        understand(document)
    finally:
        sys.setprofile(None)
    return count
