"""What the README quotes of the program is what the program prints."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_readme_quotes_the_program_as_it_is() -> None:
    spec = importlib.util.spec_from_file_location("excerpts", ROOT / "docs" / "excerpts.py")
    assert spec is not None
    assert spec.loader is not None
    excerpts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(excerpts)
    text = excerpts.README.read_text(encoding="utf-8")
    assert len(excerpts.BLOCK.findall(text)) == 2
    assert excerpts.renewed(text) == text, "run: make excerpts"


def test_the_pages_that_the_readme_links_are_there() -> None:
    import re

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []
