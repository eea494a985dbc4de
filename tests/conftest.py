"""What the tests share, smallest world first.

hand-built values (tests/worlds.py) < a sentence through the language model (`nlp`) < the example articles
< the development material in ../shared (marked `shared`, skipped where it is absent)
"""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from ingest.language_model import language_model

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once for all tests."""
    return language_model()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what needs the development material where it is absent."""
    if not SHARED.is_dir():
        skip = pytest.mark.skip(reason="needs the development material in ../shared, which is not here")
        for item in items:
            if "shared" in item.keywords:
                item.add_marker(skip)
