"""What a user may hand over that cannot be used: one clear sentence, an exit code, and nothing lost.

Through the command line, in-process; `tests/test_cli.py` has the ordinary mistakes, here are the ugly ones.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api import output
from api.cli import main
from ingest.readers.text import LARGEST_FILE
from kg.store import open_store
from kg.verify import verify_store
from tests.asked_world import write_world

GOOD = (
    "The Daily Ledger\n10 March 2031\n\n"
    "The Ministry of Trade of Norland approved exports of the Aurora Chip on Monday, two officials said.\n"
)
NOISE = random.Random(5).randbytes(4_000)
ENDLESS_BRACKETS = "[" * 100_000

Ended = tuple[int, str, str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.delenv("ONRECORD_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made by hand, to be copied."""
    return write_world(Path(tmp_path_factory.mktemp("made")) / "store")


@pytest.fixture
def world(here: Path, made: Path) -> Path:
    """A store of its own, which a test may spoil."""
    return Path(shutil.copytree(made, here / "store"))


def run(capture: pytest.CaptureFixture[str], *arguments: str | Path) -> Ended:
    """Exit code, standard output and standard error of one command."""
    capture.readouterr()
    code = main([str(argument) for argument in arguments])
    printed = capture.readouterr()
    return code, printed.out, printed.err


def refused(ended: Ended, code: int, *words: str) -> None:
    """It ended with that code and a sentence with these words; nothing on standard output."""
    assert ended[0] == code, ended
    assert ended[1] == ""
    assert all(word in ended[2] for word in words), ended[2]
    assert "Traceback" not in ended[2]
    assert "defect" not in ended[2]


# articles

FILES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t\n", "empty"),
    "mark.txt": (b"\xef\xbb\xbf\n", "empty"),
    "binary.txt": (NOISE, "binary"),
    "zero.txt": (GOOD.encode() + b"\0", "binary"),
    "utf16.txt": (GOOD.encode("utf-16"), "binary"),
    "latin.txt": (GOOD.encode() + "café".encode("latin-1"), "UTF-8"),
    "surrogate.txt": (GOOD.encode() + b"\xed\xa0\x80", "UTF-8"),
    "huge.txt": (b"x" * (LARGEST_FILE + 1), "MB"),
    "german.txt": (
        b"Die Regierung hat am Montag den Verkauf von 400 Turbinen an die Firma genehmigt, "
        b"sagte ein Sprecher des Ministeriums.\n",
        "language 'de'",
    ),
}


def test_each_file_that_is_no_article_is_named_and_the_good_one_is_in(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in").mkdir()
    for name, (content, _) in FILES.items():
        Path("in", name).write_bytes(content)
    Path("in", "good.txt").write_text(GOOD)
    code, out, err = run(capsys, "ingest", "in", "--store", "s")
    assert (code, out) == (output.SOME_FAILED, "")
    lines = {line.split(":")[1].strip(): line for line in err.splitlines() if line.startswith("onrecord: ")}
    assert lines.keys() == {str(Path("in", name)) for name in FILES}
    for name, (_, word) in FILES.items():
        assert word in lines[str(Path("in", name))]
    assert "1 article (1 added)" in err
    assert f"{len(FILES)} inputs could not be read" in err
    assert list(verify_store("s")) == []


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("huge.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    refused(run(capsys, "annotate", "huge.txt"), output.SOME_FAILED, "50 MB", "split it")


@pytest.mark.parametrize("path", ["nowhere.txt", "dangling.txt", "x" * 5_000, "no/where", "a\nb"])
def test_a_path_that_leads_nowhere_is_said_to(
    path: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("dangling.txt").symlink_to("gone.txt")
    refused(run(capsys, "ingest", path, "--store", "s"), output.SOME_FAILED, "no such file or folder")
    assert not Path("s").exists()


def test_a_device_without_end_is_given_up(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no /dev/zero here")
    refused(run(capsys, "annotate", "/dev/zero"), output.SOME_FAILED, "/dev/zero")


def test_a_file_name_that_is_no_utf8_is_read_under_a_readable_name(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        Path(os.fsdecode(b"caf\xe9.txt")).write_text(GOOD)
    except OSError:
        pytest.skip("this file system takes no such name")
    assert run(capsys, "ingest", os.fsdecode(b"caf\xe9.txt"), "--store", "s")[0] == output.OK
    with open_store("s") as store:
        assert [article.identifier for article in store.articles()] == ["caf\\xe9"]


MANIFEST_LINES = {
    "no json": "no JSON",
    '{"file": "good.txt",': "no JSON",
    ENDLESS_BRACKETS: "brackets",
    "[]": "names no file",
    "null": "names no file",
    '{"file": 5}': "names no file",
    '{"file": ""}': "is not there",
    '{"file": "gone.txt"}': "is not there",
    '{"file": "x\\u0000"}': "is not there",
    json.dumps({"file": "x" * 5_000}): "is not there",
    '{"file": "good.txt", "title": 7}': "'title' must be text",
    '{"file": "good.txt", "title": "\\ud800"}': "half a character",
    '{"file": "good.txt", "authors": ["\\udfff"]}': "half a character",
    '{"file": "good.txt", "authors": [1]}': "list of names",
    '{"file": "good.txt", "published": "2031-02-30"}': "must be a date",
    '{"file": "good.txt", "published": 1e999}': "must be text",
    '{"file": "good.txt", "revises": "the other one"}': "must be the IRI",
}


def test_each_broken_line_of_a_manifest_is_named_and_its_file_is_read_as_it_is(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("good.txt").write_text(GOOD)
    Path("manifest.jsonl").write_text("\n".join(MANIFEST_LINES))
    code, out, err = run(capsys, "ingest", ".", "--store", "s")
    assert (code, out) == (output.SOME_FAILED, "")
    named = [line for line in err.splitlines() if line.startswith("onrecord: manifest.jsonl, line ")]
    assert len(named) == len(MANIFEST_LINES)
    for line, words in zip(named, MANIFEST_LINES.values(), strict=True):
        assert words in line
        assert len(line) < 300
    assert "1 article (1 added)" in err


def test_a_manifest_that_is_none_is_named_and_the_files_are_read(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("good.txt").write_text(GOOD)
    Path("noise.jsonl").write_bytes(NOISE)
    for manifest in ("noise.jsonl", "gone.jsonl", "."):
        code, _, err = run(capsys, "ingest", "good.txt", "--manifest", manifest, "--store", "s")
        assert code == output.SOME_FAILED
        assert f"{manifest}: the manifest cannot be read" in err
        assert "1 article" in err


# stores


@pytest.mark.parametrize(
    ("name", "words"),
    [("file.txt", "is a file"), ("full", "no OnRecord store"), ("x" * 300, "No store can be made")],
)
def test_a_place_that_can_hold_no_store_is_left_alone(
    name: str, words: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("good.txt").write_text(GOOD)
    Path("file.txt").write_text("mine")
    Path("full").mkdir()
    Path("full/photo.jpg").write_bytes(NOISE)
    refused(run(capsys, "ingest", "good.txt", "--store", name), output.STORE, words)
    assert Path("file.txt").read_text() == "mine"
    assert [file.name for file in Path("full").iterdir()] == ["photo.jpg"]


@pytest.mark.parametrize("about", ["{", "[]", "{}", '{"format": 99, "base": ""}'])
@pytest.mark.parametrize("command", [["query", "timeline"], ["verify"], ["remove", "x"], ["rebuild"]])
def test_a_store_whose_version_is_not_ours_is_neither_read_nor_written(
    about: str, command: list[str], world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "onrecord-store.json").write_text(about)
    refused(run(capsys, *command, "--store", world), output.STORE, str(world))
    assert (world / "onrecord-store.json").read_text() == about


def test_a_store_that_another_process_writes_says_so_and_keeps_what_it_has(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("good.txt").write_text(GOOD)
    with open_store(world):
        for command in (["ingest", "good.txt"], ["remove", "courier-order"], ["rebuild"]):
            refused(run(capsys, *command, "--store", world), output.STORE, "Another process", str(world))
        assert run(capsys, "query", "timeline", "--store", world)[0] == output.OK
    assert list(verify_store(world)) == []


@pytest.mark.parametrize("spoilt", ["no number", "99999", ""])
def test_a_store_that_names_no_snapshot_is_mended_by_its_next_writer(
    spoilt: str, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run(capsys, "export", "--format", "nquads", "--store", world)[1]
    (world / "current").write_text(spoilt)
    refused(run(capsys, "query", "timeline", "--store", world), output.STORE, "again")
    open_store(world).close()
    assert run(capsys, "export", "--format", "nquads", "--store", world)[1] == before


def test_a_store_that_lost_its_database_does_not_publish_an_empty_one(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run(capsys, "export", "--format", "nquads", "--store", world)[1]
    shutil.rmtree(world / "live")
    refused(run(capsys, "remove", "x", "--store", world), output.STORE, "is gone", "copy")
    assert run(capsys, "export", "--format", "nquads", "--store", world)[1] == before
    shutil.copytree(world / "snapshots" / (world / "current").read_text().strip(), world / "live")
    open_store(world).close()
    assert run(capsys, "export", "--format", "nquads", "--store", world)[1] == before


def test_a_damaged_database_is_one_sentence(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in [*(world / "live").glob("MANIFEST*"), *(world / "snapshots").rglob("MANIFEST*")]:
        file.write_bytes(NOISE)
    refused(run(capsys, "query", "timeline", "--store", world), output.STORE, "damaged")
    refused(run(capsys, "remove", "x", "--store", world), output.STORE, "cannot be opened")


# questions

NESTED = {
    "braces": "SELECT * {" + "{" * 50_000,
    "brackets": "SELECT * { ?s ?p ?o FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
    "functions": "SELECT * { BIND(" + "STR(" * 2_000 + "1" + ")" * 2_000 + " AS ?x) }",
    "subqueries": "SELECT * {" + "{ SELECT * {" * 5_000 + "}}" * 5_000 + "}",
    "negations": "SELECT * { ?s ?p ?o FILTER(" + "!" * 100_000 + "true) }",
    "sums": "SELECT * { ?s ?p ?o FILTER(1" + "+1" * 50_000 + " = 1) }",
    "optionals": "SELECT * {" + "OPTIONAL { ?s ?p ?o } " * 20_000 + "}",
    "unions": "SELECT * { { ?s ?p ?o }" + " UNION { ?s ?p ?o }" * 50_000 + "}",
}


@pytest.mark.parametrize("name", NESTED)
def test_a_query_too_deep_for_the_engine_is_refused_before_it_ends_the_process(
    name: str, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(run(capsys, "query", NESTED[name], "--store", world), output.USAGE, "too deep or too long")


def test_a_long_query_that_is_not_deep_is_answered(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = " ".join(f'"{number} ((( + - !"' for number in range(5_000))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}"
    code, out, _ = run(capsys, "query", query, "--format", "csv", "--store", world)
    assert (code, out.split()) == (output.OK, ["n", "5000"])


@pytest.mark.parametrize(
    "name", ["", " ", "who-aproved-what", "noise.rq", "empty.rq", ".", "\udcff", "SELECT"]
)
def test_what_is_no_query_is_one_sentence(name: str, world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("noise.rq").write_bytes(NOISE)
    Path("empty.rq").write_text("")
    code, out, err = run(capsys, "query", name, "--store", world)
    assert code in (output.USAGE, output.UNKNOWN)
    assert (out, "Traceback" in err, "defect" in err) == ("", False, False)


@pytest.mark.parametrize("command", ["trace", "remove"])
@pytest.mark.parametrize(
    "iri",
    [
        "",
        "x",
        "<>",
        "http://[",
        "http://x y",
        "javascript:alert(1)",
        "\udcff",
        "a" * 20_000,
        "\u202e:x",
        "a:\\b",
    ]
    + [f"https://w3id.org/onrecord/id/{thing}/nothing" for thing in ("claim", "entity", "article")],
)
def test_an_iri_that_nobody_knows_is_one_sentence_and_removes_nothing(
    command: str, iri: str, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run(capsys, "export", "--format", "nquads", "--store", world)[1]
    refused(run(capsys, command, iri, "--store", world), output.UNKNOWN)
    assert run(capsys, "export", "--format", "nquads", "--store", world)[1] == before


# as a user starts it


def test_the_program_itself_ends_so(here: Path) -> None:
    """In a process of its own, as a script sees it: exit code, one line, no traceback."""
    ended = subprocess.run(
        [sys.executable, "-m", "api.cli", "query", NESTED["braces"], "--store", "nowhere"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        timeout=120,
    )
    assert ended.returncode in (output.USAGE, output.STORE)
    assert (ended.stdout, ended.stderr.count("\n")) == ("", 1)
    assert ended.stderr.startswith("onrecord: ")
