"""Reading files: what is taken from them, what is refused, and that nothing else is lost.

No language model is needed here; every file is written by the test that reads it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.readers import read_articles
from ingest.readers.metadata import stated_date, stated_publisher, stated_title, stated_wire
from ingest.readers.text import LARGEST_FILE
from ingest.rulebook import rules
from kg.errors import ArticleError
from kg.model import Article, PublishedBasis

SENTENCE = "The regulator has approved the merger of the two airlines, the minister said on Monday.\n"


def read(*paths: Path, **options: Any) -> list[Article | ArticleError]:
    return list(read_articles(paths, **options))


def errors(found: list[Article | ArticleError]) -> list[str]:
    return [str(one) for one in found if isinstance(one, ArticleError)]


def cases(table: str, key: str) -> list[Any]:
    return [pytest.param(case, id=case["line"][:40]) for case in rules("metadata")[table].get(key, [])]


def test_the_text_is_kept_exactly_as_received(tmp_path: Path) -> None:
    text = "\ufeffA title\r\n\r\n  “Yes”,\u00a0she said. 😀\r\n" + SENTENCE
    (tmp_path / "a.txt").write_bytes(text.encode())
    (article,) = read(tmp_path / "a.txt")
    assert isinstance(article, Article)
    assert article.text == text
    assert article.identifier == "a"


def test_a_manifest_says_what_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    line = {
        "file": "a.txt",
        "publisher": "Larkhill Gazette",
        "wire": "Reuters",
        "title": "Airlines merge",
        "published": "2024-03-04",
        "published_basis": "inferred: the Monday before",
        "url": "https://gazette.example/a",
    }
    (tmp_path / "manifest.jsonl").write_text(json.dumps(line))
    (article,) = read(tmp_path)
    assert article == Article(
        identifier="a",
        text=SENTENCE,
        publisher="Larkhill Gazette",
        wire="Reuters",
        title="Airlines merge",
        published=date(2024, 3, 4),
        published_basis=PublishedBasis.INFERRED,
        url="https://gazette.example/a",
    )


def test_without_a_manifest_only_what_the_text_states_is_taken(tmp_path: Path) -> None:
    text = f"Airlines merge after long dispute\n\n4 March 2024\n\n{SENTENCE}"
    (tmp_path / "a.txt").write_text(text)
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.published, article.published_basis, article.publisher) == (
        "Airlines merge after long dispute",
        date(2024, 3, 4),
        PublishedBasis.STATED,
        None,
    )


def test_files_that_the_manifest_does_not_name_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b.txt").write_text(SENTENCE + SENTENCE)
    (tmp_path / "manifest.jsonl").write_text('{"file": "b.txt", "publisher": "Gazette"}')
    assert [(a.identifier, a.publisher) for a in read(tmp_path) if isinstance(a, Article)] == [
        ("b", "Gazette"),
        ("a", None),
    ]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    assert len(read(tmp_path, tmp_path / "a.txt")) == 1


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{file: a}", "no JSON"),
        ('{"publisher": "Gazette"}', "names no file"),
        ('{"file": "gone.txt"}', "'gone.txt' is not there"),
        ('{"file": "a.txt", "published": "last week"}', "a date like 2026-01-28"),
        ('{"file": "a.txt", "title": 7}', "must be text or null"),
    ],
)
def test_a_broken_manifest_line_is_reported_and_the_rest_is_read(
    tmp_path: Path, line: str, complaint: str
) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b.txt").write_text(SENTENCE + SENTENCE)
    (tmp_path / "manifest.jsonl").write_text(line + '\n{"file": "b.txt"}\n')
    found = read(tmp_path)
    (error,) = errors(found)
    assert complaint in error
    assert "manifest.jsonl, line 1" in error
    assert "b" in [a.identifier for a in found if isinstance(a, Article)]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"\x01\x02\x03\x04 text", "binary"),
        (b"caf\xe9 society approves of the plan", "not valid UTF-8 at byte 3"),
        (b"x" * (LARGEST_FILE + 1), "more than one article"),
    ],
)
def test_an_unreadable_file_gets_one_sentence_and_loses_nothing_else(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text(SENTENCE)
    found = read(tmp_path)
    (error,) = errors(found)
    assert complaint in error
    assert "bad.txt" in error
    assert "\n" not in error
    assert [a.identifier for a in found if isinstance(a, Article)] == ["good"]


def test_a_missing_path_and_an_empty_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    gone, empty = errors(read(tmp_path / "gone.txt", tmp_path / "empty"))
    assert "no such file" in gone
    assert "nothing to read" in empty


def test_another_language_is_said_and_skipped_unless_forced(tmp_path: Path) -> None:
    german = (
        "Die Regierung hat den Verkauf der Flugzeuge genehmigt, sagte ein Sprecher am Montag in Berlin.\n"
    )
    (tmp_path / "de.txt").write_text(german)
    (error,) = errors(read(tmp_path))
    assert "language 'de'" in error
    (article,) = read(tmp_path, any_language=True)
    assert isinstance(article, Article)
    assert article.language == "de"


@pytest.mark.parametrize("case", cases("date_line", "examples"))
def test_a_date_line_states_the_date(case: dict[str, str]) -> None:
    assert stated_date([case["line"]]) == date.fromisoformat(case["date"])


@pytest.mark.parametrize("case", cases("date_line", "counterexamples"))
def test_other_lines_state_no_date(case: dict[str, str]) -> None:
    assert stated_date([case["line"]]) is None


@pytest.mark.parametrize("case", cases("before_title", "examples"))
def test_a_title_line_gives_the_title(case: dict[str, str]) -> None:
    assert stated_title([case["line"], SENTENCE]) == case["title"]


@pytest.mark.parametrize("case", cases("before_title", "counterexamples"))
def test_other_lines_are_no_title(case: dict[str, str]) -> None:
    assert stated_title([case["line"], SENTENCE]) is None


@pytest.mark.parametrize(
    "case", cases("publisher_head", "examples") + cases("publisher_anywhere", "examples")
)
def test_an_outlet_speaks_of_itself(case: dict[str, str]) -> None:
    assert stated_publisher([case["line"]]) == case["name"]


@pytest.mark.parametrize(
    "case", cases("publisher_head", "counterexamples") + cases("publisher_anywhere", "counterexamples")
)
def test_a_name_in_the_news_is_no_publisher(case: dict[str, str]) -> None:
    assert stated_publisher([case["line"]]) is None


@pytest.mark.parametrize("case", cases("wire_dateline", "examples"))
def test_a_dateline_names_the_wire(case: dict[str, str]) -> None:
    assert stated_wire([case["line"]]) == case["name"]
