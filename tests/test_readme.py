"""What the pages quote of the program and of its quality is what the program prints and reaches."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def excerpts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("excerpts", ROOT / "docs" / "excerpts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["README.md", "docs/evaluation.md"])
def test_a_page_quotes_the_program_as_it_is(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert re.search(r"<!-- (run|figures): ", text)
    assert excerpts().renewed(text) == text, "run: make excerpts"


def test_the_pages_that_the_readme_links_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []
