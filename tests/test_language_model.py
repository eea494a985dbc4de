"""Our pipeline is faster than the model as it is loaded, and reads every word alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from ingest.document import fair_copy
from ingest.language_model import language_model, stock_model
from ingest.readers import read_articles
from kg.errors import RuleError
from kg.model import Article
from tests.conftest import ROOT, SHARED

PARSE: list[int | str] = [
    *("ORTH", "SPACY", "TAG", "DEP", "HEAD", "SENT_START"),
    *("POS", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE"),
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The shipped model as it is loaded, but for its sentences, which end with a line as ours do."""
    model = stock_model()
    model.add_pipe("sentence_bounds", before="parser")
    return model


def test_the_parse_is_the_models_own(nlp: Language, plain: Language) -> None:
    _agree(nlp, plain, ROOT / "examples" / "articles")


@pytest.mark.shared
def test_the_parse_of_the_development_articles_is_the_models_own(nlp: Language, plain: Language) -> None:
    _agree(nlp, plain, SHARED / "articles")


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(RuleError, match="'no_such_model' is not installed"):
        language_model("no_such_model")


def _agree(nlp: Language, plain: Language, folder: Path) -> None:
    for article in read_articles([folder]):
        assert isinstance(article, Article)
        text = fair_copy(article.text)
        assert nlp(text).to_array(PARSE).tolist() == plain(text).to_array(PARSE).tolist(), article.identifier
