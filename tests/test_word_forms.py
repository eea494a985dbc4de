"""The memory of word forms gives what the model's own rules give, and steps aside where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import ingest.word_forms
from ingest.document import fair_copy
from ingest.readers import read_articles
from ingest.word_forms import WordForms, remember_word_forms
from kg.model import Article
from tests.conftest import ROOT, SHARED

FORMS: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
RULES = ("attribute_ruler", "lemmatizer")
EXAMPLES = ROOT / "examples" / "articles"


def test_each_word_gets_the_forms_that_the_rules_give(nlp: Language) -> None:
    """Each text twice: learnt the first time, remembered the second."""
    for text in [*_texts(EXAMPLES)] * 2:
        _agree(nlp, text)


@pytest.mark.shared
def test_the_forms_agree_on_the_development_articles(nlp: Language) -> None:
    for text in _texts(SHARED / "articles"):
        _agree(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "gonna",
        "They're gonna go. We gotta vote, so let's go; c'mon, y'all, it ain't over!",
        "LET'S GO. THERE IS A STRIKE. There's one and there were more.",
        "He let the ferry's crew go. On the ferry all slept.",
        "🙂 漢字 'd 's ␞ n't",
    ],
)
def test_patterns_of_several_words_are_found_where_they_stand(nlp: Language, text: str) -> None:
    _agree(nlp, text)
    _agree(nlp, f"She got\n\n{text} all is well")


def test_what_is_forgotten_is_learnt_anew(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.word_forms, "MOST_REMEMBERED", 20)
    for text in _texts(EXAMPLES):
        _agree(nlp, text)


def test_what_is_remembered_stays_within_its_bound(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.word_forms, "MOST_REMEMBERED", 20)
    memory = WordForms(*(nlp.get_pipe(rule) for rule in RULES))
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday"):
        memory(_parsed(nlp, f"The ferry sailed on {day} with a new crew."))
    assert 0 < memory.remembered <= 20


def test_the_memory_stands_before_the_shipped_models_rules(nlp: Language) -> None:
    assert "word_forms" in nlp.pipe_names
    assert not set(RULES) & set(nlp.pipe_names)


@pytest.mark.parametrize(
    "pattern",
    [
        [{"SHAPE": "Xxxx"}],
        [{"LOWER": "very", "OP": "+"}],
        [{"_": {"odd": True}}],
        [{"LOWER": "the"}, {"TAG": {"NOT_IN": ["NN"]}}],
        [{}, {"LOWER": "of"}],
    ],
)
def test_a_model_whose_ruler_looks_at_more_keeps_its_own_rules(pattern: list[dict[str, object]]) -> None:
    model = _model_with(pattern, {"POS": "ADV"})
    remember_word_forms(model)
    assert tuple(model.pipe_names) == RULES


def test_a_model_whose_ruler_writes_more_keeps_its_own_rules() -> None:
    model = _model_with([{"LOWER": "the"}], {"NORM": "a"})
    remember_word_forms(model)
    assert tuple(model.pipe_names) == RULES


def test_a_ruler_without_patterns_of_several_words_is_remembered_too() -> None:
    model = _model_with([{"LOWER": "the"}], {"POS": "DET"})
    remember_word_forms(model)
    assert model.pipe_names == ["word_forms"]
    assert [token.pos_ for token in model("The ferry sank the boat")] == ["DET", "", "", "DET", ""]


def test_patterns_of_three_words_reach_as_far_as_they_are_long() -> None:
    model = _model_with([{"LOWER": "as"}, {"LOWER": "well"}, {"LOWER": "as"}], {"POS": "CCONJ"}, index=-1)
    remember_word_forms(model)
    assert model.pipe_names == ["word_forms"]
    doc = model("sail as well as row as well as swim as well")
    assert [token.i for token in doc if token.pos_ == "CCONJ"] == [3, 7]


def _agree(nlp: Language, text: str) -> None:
    doc = _parsed(nlp, text)
    expected = doc.copy()
    for rule in RULES:
        expected = nlp.get_pipe(rule)(expected)
    doc = nlp.get_pipe("word_forms")(doc)
    assert doc.to_array(FORMS).tolist() == expected.to_array(FORMS).tolist()


def _parsed(nlp: Language, text: str) -> Doc:
    return nlp(fair_copy(text), disable=["word_forms", "ner"])


def _texts(folder: Path) -> Iterator[str]:
    articles = read_articles([folder])
    return (article.text for article in articles if isinstance(article, Article))


def _model_with(pattern: list[dict[str, object]], attributes: dict[str, str], index: int = 0) -> Language:
    """A model that does nothing but apply this pattern, and a lemmatizer that knows no words."""
    model = spacy.blank("en")
    ruler: Any = model.add_pipe("attribute_ruler")
    ruler.add([pattern], attributes, index=index)
    lemmatizer: Any = model.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.lookups.add_table("lemma_lookup", {})
    return model
