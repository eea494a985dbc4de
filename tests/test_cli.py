"""The command line, in-process: what it prints where, with which exit code, also for bad input.

hand-built store (`world`) < one article through the language model < a process of its own for pipes
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from api import output
from api.cli import main
from api.cli_docs import renew
from api.cli_keeping import DEFAULT_PORT, free_port
from api.settings import Settings
from kg.errors import InputError
from kg.identity import article_iri, claim_iri
from kg.store import open_store
from tests.asked_world import write_world
from tests.worlds import approval

ROOT = Path(__file__).parent.parent

ARTICLE = (
    "The Daily Ledger\n10 March 2031\n\n"
    "The Ministry of Trade of Norland approved exports of the Aurora Chip on Monday, two officials said.\n"
)


@dataclass(frozen=True)
class Ended:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


class Shell:
    """Runs commands in-process, from a folder of their own."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> Ended:
        self._capture.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = self._capture.readouterr()
        return Ended(code, printed.out, printed.err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line, in an empty folder and without an environment of its own."""
    monkeypatch.delenv("ONRECORD_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    return Shell(capsys)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-built store; nobody may write to it."""
    return write_world(Path(tmp_path_factory.mktemp("world")) / "store")


def refused(ended: Ended, code: int, words: str) -> None:
    """It ended with that code, one clear sentence with these words, and nothing else."""
    assert ended.code == code
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""


# help and documents


@pytest.mark.parametrize(
    "command", ["ingest", "annotate", "query", "trace", "export", "verify", "remove", "rebuild", "serve"]
)
def test_the_help_of_every_command_has_examples(command: str, run: Shell) -> None:
    ended = run(command, "--help")
    assert ended.code == 0
    assert f"onrecord {command}" in ended.out.split("Examples:")[1]


def test_the_page_about_the_command_line_says_what_the_commands_say() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == renew(page), "renew it with: python -m api.cli_docs docs/cli.md"


def test_help_loads_nothing_heavy() -> None:
    heavy = ["spacy", "rdflib", "pyoxigraph", "fastapi", "networkx", "rich", "jinja2"]
    code = (
        "import sys; from api.cli import main; main(['--help']); main(['query', '--help']); "
        f"sys.exit(','.join(name for name in {heavy} if name in sys.modules) or None)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_without_a_command_the_help_is_shown(run: Shell) -> None:
    ended = run()
    assert "Commands:" in ended.out + ended.err


def test_a_misspelt_command_is_answered_with_the_near_one(run: Shell) -> None:
    refused(run("querry"), output.USAGE, "Did you mean 'query'?")


# query


def test_query_without_arguments_lists_the_bundled_questions(run: Shell) -> None:
    ended = run("query")
    assert ended.code == 0
    for name in ("who-approved-what", "what-is-known", "timeline", "claims-by-source", "anonymous-only"):
        assert f"\n{name}\n" in f"\n{ended.out}"


def test_the_table_holds_each_claim_with_its_sentence_and_how_it_stands(run: Shell, world: Path) -> None:
    ended = run("query", "who-approved-what", "--object", "aurora", "--store", world)
    assert (ended.code, ended.err) == (0, "")
    assert "“The Trade Board denied that it had approved purchases of the Aurora Chip.”" in ended.out
    for stands in ("in principle", "with conditions", "denied"):
        assert stands in ended.out


def test_the_store_may_come_from_the_environment_or_from_the_folder(
    run: Shell, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("onrecord-data").symlink_to(world)
    assert run("query", "timeline").code == 0
    monkeypatch.setenv("ONRECORD_STORE", "elsewhere")
    refused(run("query", "timeline"), output.STORE, "There is no store at elsewhere")


def test_json_is_sparql_results_json(run: Shell, world: Path) -> None:
    answer = json.loads(run("query", "who-approved-what", "--format", "json", "--store", world).out)
    assert {"agent", "object", "status", "sentence", "claim"} <= set(answer["head"]["vars"])
    assert answer["results"]["bindings"][0]["claim"]["type"] == "uri"


def test_csv_and_tsv_have_a_row_for_each_claim(run: Shell, world: Path) -> None:
    table = run("query", "who-approved-what", "--format", "csv", "--store", world).out
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert len(rows) == 7
    tabbed = run("query", "who-approved-what", "--format", "tsv", "--store", world).out
    assert tabbed.splitlines()[0].startswith("?agent\t?action\t")
    assert len(tabbed.splitlines()) == 1 + len(rows)


def test_turtle_holds_a_graph_or_all_about_the_claims_of_the_rows(run: Shell, world: Path) -> None:
    built = run("query", "CONSTRUCT WHERE { ?c rec:rule ?rule }", "--format", "turtle", "--store", world)
    claims = run("query", "timeline", "--format", "turtle", "--store", world)
    assert (built.code, claims.code) == (0, 0)
    assert 'rec:rule "order.order"' in built.out
    assert "rec:Approval" in claims.out


def test_rows_without_claims_are_no_turtle(run: Shell, world: Path) -> None:
    ended = run("query", "SELECT ?s { ?s a rec:Entity }", "--format", "turtle", "--store", world)
    refused(ended, output.USAGE, "CONSTRUCT")


def test_sparql_may_come_as_text_or_from_a_file_with_parameters(run: Shell, world: Path) -> None:
    typed = run("query", "ASK { ?claim a rec:Claim }", "--store", world)
    assert (typed.code, typed.out) == (0, "yes\n")
    Path("mine.rq").write_text(
        "# title: Mine\n# question: Which?\n# parameter thing (thing): which\n"
        "SELECT ?name WHERE {\n #?thing VALUES ?thing { $thing }\n ?thing skos:prefLabel ?name }\n"
    )
    filed = run("query", "mine.rq", "--thing", "quill", "--format", "tsv", "--store", world)
    assert filed.out == '?name\n"Quill"\n'


def test_an_answer_without_rows_is_empty_and_no_failure(run: Shell, world: Path) -> None:
    ended = run("query", "timeline", "--to", "1999", "--store", world)
    assert (ended.code, ended.out) == (0, "")
    assert "nothing found" in ended.err


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_no_line_of_a_table_is_wider_than_the_terminal(
    columns: str, run: Shell, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for name in ("timeline", "conflicts", "origins"):
        lines = run("query", name, "--store", world).out.splitlines()
        assert lines
        assert max(map(len, lines)) <= int(columns)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["who-aproved-what"], output.UNKNOWN, "did you mean 'who-approved-what'?"),
        (["who-approved-what", "--objct", "x"], output.USAGE, "did you mean --object?"),
        (["who-approved-what", "--object"], output.USAGE, "needs a value"),
        (["who-approved-what", "--object", "a", "--object=b"], output.USAGE, "given twice"),
        (["who-approved-what", "--object", "Tidewatr"], output.UNKNOWN, "did you mean 'Tidewater'?"),
        (["who-approved-what", "--from", "soon"], output.USAGE, "is no date"),
        (["article-says"], output.USAGE, "needs --article"),
        (["article-says", "--article", "lantern"], output.UNKNOWN, "did you mean 'lantern-aurora'?"),
        (["SELECT * WHERE { ?s ?p }"], output.USAGE, "SPARQL"),
        (["SELECT * WHERE { ?s foo:p ?o }"], output.USAGE, "SPARQL"),
        (["INSERT DATA { <a:a> <a:b> 1 }"], output.USAGE, "updates are not accepted"),
        (["SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"], output.USAGE, "SERVICE"),
        (["nowhere/mine.rq"], output.USAGE, "no query file"),
        (["two", "names"], output.USAGE, "One query at a time"),
        (["timeline", "--format", "xlsx"], output.USAGE, "xlsx"),
    ],
)
def test_a_query_asked_wrongly_is_answered_with_one_sentence(
    arguments: list[str], code: int, words: str, run: Shell, world: Path
) -> None:
    refused(run("query", *arguments, "--store", world), code, words)


# trace, export, verify


def test_trace_prints_a_claim_as_a_person_reads_it(run: Shell, world: Path) -> None:
    iri = claim_iri(article_iri(approval().article), approval().claims[0])
    ended = run("trace", iri, "--store", world)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Trade Board of Norland in principle approved Aurora Chip for")
    assert "[recipient Tidewater]" in ended.out


@pytest.mark.parametrize("iri", ["https://w3id.org/onrecord/id/claim/nothing", "Aurora Chip", ""])
def test_an_unknown_iri_is_one_sentence(iri: str, run: Shell, world: Path) -> None:
    refused(run("trace", iri, "--store", world), output.UNKNOWN, "IRI")


@pytest.mark.parametrize("form", ["claims", "nquads", "trig", "turtle", "jsonld", "graphml", "gexf", "csv"])
def test_every_export_goes_to_standard_output_alone(form: str, run: Shell, world: Path) -> None:
    ended = run("export", "--format", form, "--store", world)
    assert (ended.code, ended.err) == (0, "")
    assert "Aurora Chip" in ended.out


def test_verify_passes_on_what_was_stored_and_on_its_dump(run: Shell, world: Path) -> None:
    assert run("verify", "--store", world).code == 0
    Path("dump.nq").write_text(run("export", "--format", "nquads", "--store", world).out, encoding="utf-8")
    assert run("verify", "--nquads", "dump.nq").code == 0


def test_verify_names_what_a_changed_quote_breaks(run: Shell, world: Path) -> None:
    dump = run("export", "--format", "nquads", "--store", world).out
    changed = dump.replace('"banned"', '"burned"')
    assert changed != dump
    Path("dump.nq").write_text(changed, encoding="utf-8")
    ended = run("verify", "--nquads", "dump.nq")
    assert ended.code == output.SOME_FAILED
    assert [line.split()[0] for line in ended.out.splitlines()] == ["claim"]
    assert "1 failure" in ended.err


def test_a_dump_that_is_none_is_one_sentence(run: Shell) -> None:
    Path("dump.nq").write_text("no quads\n")
    refused(run("verify", "--nquads", "dump.nq"), output.SOME_FAILED, "dump.nq is no N-Quads file")
    refused(run("verify", "--nquads", "nowhere.nq"), output.SOME_FAILED, "nowhere.nq")


# stores that cannot be used


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "timeline"],
        ["trace", "claim/0"],
        ["export", "--format", "claims"],
        ["verify"],
        ["remove", "x"],
        ["rebuild"],
        ["serve"],
    ],
)
def test_a_missing_store_is_one_sentence_with_what_to_do(arguments: list[str], run: Shell) -> None:
    refused(run(*arguments, "--store", "nowhere"), output.STORE, "There is no store at nowhere")
    assert not Path("nowhere").exists()


def test_a_store_of_another_version_is_refused(run: Shell) -> None:
    write_world(Path("old"))
    about = Path("old/onrecord-store.json")
    about.write_text(about.read_text().replace('"format": 1', '"format": 99'))
    for arguments in (["query", "timeline"], ["remove", "x"], ["serve"]):
        refused(run(*arguments, "--store", "old"), output.STORE, "format 99")


def test_a_store_that_another_process_writes_is_read_but_not_written(run: Shell, tmp_path: Path) -> None:
    store = write_world(tmp_path / "busy")
    with open_store(store):
        refused(run("remove", "courier-order", "--store", store), output.STORE, "busy")
        assert run("query", "timeline", "--store", store).code == 0


def test_an_address_on_the_network_is_refused_in_words(run: Shell) -> None:
    ended = run("query", "timeline", "--store", "http://127.0.0.1:1/sparql")
    refused(ended, output.STORE, "on the network")


# articles in and out


def test_ingest_stores_an_article_and_the_same_again_changes_nothing(run: Shell) -> None:
    Path("ledger.txt").write_text(ARTICLE, encoding="utf-8")
    first = run("ingest", "ledger.txt", "--store", "s")
    assert (first.code, first.out) == (0, "")
    assert "1 article (1 added)" in first.err
    dump = run("export", "--format", "nquads", "--store", "s").out
    second = run("ingest", "ledger.txt", "--store", "s")
    assert "1 article (1 unchanged)" in second.err
    assert run("export", "--format", "nquads", "--store", "s").out == dump


def test_ingest_goes_on_past_what_it_cannot_read_and_names_it(run: Shell) -> None:
    Path("good.txt").write_text(ARTICLE, encoding="utf-8")
    Path("empty.txt").write_text("")
    Path("binary.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    Path("latin.txt").write_bytes("Le Président a dit café.".encode("latin-1"))
    Path("list.jsonl").write_text('no json\n{"file": "gone.txt"}\n')
    ended = run(
        "ingest",
        "nowhere",
        "empty.txt",
        "binary.txt",
        "latin.txt",
        "good.txt",
        "--manifest",
        "list.jsonl",
        "--store",
        "s",
    )
    assert ended.code == output.SOME_FAILED
    assert "1 article (1 added)" in ended.err
    for name in ("nowhere", "empty.txt", "binary.txt", "latin.txt", "gone.txt", "list.jsonl"):
        assert name in ended.err
    assert "Traceback" not in ended.err
    assert run("query", "article-says", "--article", "good", "--store", "s").code == 0


def test_ingest_of_nothing_makes_no_store(run: Shell) -> None:
    refused(run("ingest", "nowhere", "--store", "s"), output.SOME_FAILED, "nowhere: no such file or folder")
    assert not Path("s").exists()


def test_a_folder_that_is_no_store_is_not_written_into(run: Shell) -> None:
    Path("good.txt").write_text(ARTICLE, encoding="utf-8")
    Path("photos").mkdir()
    Path("photos/cat.jpg").write_bytes(b"\xff\xd8")
    refused(run("ingest", "good.txt", "--store", "photos"), output.STORE, "no OnRecord store")


def test_a_correction_replaces_the_version_that_it_names(run: Shell) -> None:
    Path("one.txt").write_text(ARTICLE, encoding="utf-8")
    Path("two.txt").write_text(ARTICLE.replace("approved", "did not approve"), encoding="utf-8")
    assert run("ingest", "one.txt", "--store", "s").code == 0
    ended = run("ingest", "two.txt", "--revises", "one", "--store", "s")
    assert ended.code == 0, ended.err
    assert "article" in run("query", "article-says", "--article", "two", "--store", "s").err + "article"
    lines = [
        json.loads(line) for line in run("export", "--format", "claims", "--store", "s").out.splitlines()
    ]
    assert {line["article"] for line in lines if line.get("superseded")} <= {"one"}


def test_a_correction_of_what_is_not_there_is_refused(run: Shell, world: Path) -> None:
    Path("two.txt").write_text(ARTICLE, encoding="utf-8")
    refused(run("ingest", "two.txt", "--revises", "claim/0", "--store", world), output.UNKNOWN, "no article")
    Path("three.txt").write_text(ARTICLE, encoding="utf-8")
    many = run("ingest", "two.txt", "three.txt", "--revises", "courier-order", "--store", world)
    refused(many, output.USAGE, "one article by one file")


def test_remove_takes_out_one_article_and_nothing_else(run: Shell, tmp_path: Path) -> None:
    store = write_world(tmp_path / "mine")
    before = run("query", "claims", "--format", "csv", "--store", store).out
    ended = run("remove", "courier-order", "--store", store)
    assert (ended.code, ended.out) == (0, "")
    after = run("query", "claims", "--format", "csv", "--store", store).out
    gone = set(before.splitlines()) - set(after.splitlines())
    assert all("courier-order" in row for row in gone)
    assert "courier-order" not in after
    refused(run("remove", "courier-order", "--store", store), output.UNKNOWN, "courier-order")


def test_rebuild_lists_what_changed_and_then_nothing_more(run: Shell, tmp_path: Path) -> None:
    store = write_world(tmp_path / "mine")  # read by hand, so that a rebuild reads every article anew
    ended = run("rebuild", "--store", store)
    assert ended.code == 0, ended.err
    assert any(line.startswith("  - ") for line in ended.out.splitlines())
    again = run("rebuild", "--store", store)
    assert (again.code, again.out) == (0, "")


def test_annotate_prints_one_json_line_an_article(run: Shell) -> None:
    Path("ledger.txt").write_text(ARTICLE, encoding="utf-8")
    ended = run("annotate", "ledger.txt", "--published", "2031-03-11")
    assert (ended.code, ended.err) == (0, "")
    (line,) = ended.out.splitlines()
    told = json.loads(line)
    assert (told["id"], told["published"]) == ("ledger", "2031-03-11")
    assert all(ARTICLE[m["start"] : m["end"]].strip() for m in told["mentions"])


def test_annotate_reads_a_folder_with_its_manifest(run: Shell) -> None:
    Path("news").mkdir()
    Path("news/ledger.txt").write_text(ARTICLE, encoding="utf-8")
    Path("news/manifest.jsonl").write_text('{"file": "ledger.txt", "published": "2031-03-12"}\n')
    assert json.loads(run("annotate", "news").out)["published"] == "2031-03-12"


def test_annotate_shows_a_page_that_asks_nothing_of_the_network(run: Shell) -> None:
    Path("ledger.txt").write_text(ARTICLE, encoding="utf-8")
    ended = run("annotate", "ledger.txt", "--format", "html")
    assert ended.out.startswith("<!doctype html>")
    assert ended.out.rstrip().endswith("</html>")
    assert "http" not in ended.out


def test_annotate_names_what_it_cannot_read(run: Shell) -> None:
    refused(run("annotate", "nowhere"), output.SOME_FAILED, "nowhere")
    refused(run("annotate", "x.txt", "--published", "soon"), output.USAGE, "'soon' is no day")


# serve, pipes, defects


def test_the_default_port_is_that_of_the_service() -> None:
    assert Settings(store="s").port == DEFAULT_PORT


def test_a_port_that_is_taken_is_said_to_be(run: Shell, world: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match="Cannot listen on port"):
            free_port("127.0.0.1", taken.getsockname()[1])


def test_a_reader_that_goes_away_ends_the_export_quietly(world: Path) -> None:
    command = [sys.executable, "-m", "api.cli", "export", "--format", "nquads", "--store", str(world)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stderr is not None
    os.read(process.stdout.fileno(), 10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in (0, output.PIPE)  # 0 where all of it was in the pipe already
    process.stderr.close()


def test_a_defect_of_ours_is_one_sentence_too(
    run: Shell, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("something")

    monkeypatch.delenv("ONRECORD_DEBUG", raising=False)
    monkeypatch.setattr("kg.snapshots.open_snapshot", broken)
    refused(run("query", "timeline", "--store", world), output.BUG, "a defect of OnRecord")
