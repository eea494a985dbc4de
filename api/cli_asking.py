"""The commands that ask a store: `query`, `trace`, `export`. Standard output carries the answer alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import DEFAULT_STORE, AnswerFormat, ExportFormat, StoreOption, examples
from api.output import notice, paragraph
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.queries import Question

QUERY_EXAMPLES = examples(
    "onrecord query",
    "onrecord query who-approved-what --object H200 --from 2025-12 --store facts",
    "onrecord query timeline --thing Nvidia --format csv > nvidia.csv",
    'onrecord query "SELECT ?claim WHERE { ?claim a rec:Approval } LIMIT 5" --format json',
    "onrecord query my-question.rq",
)
TRACE_EXAMPLES = examples(
    "onrecord trace https://w3id.org/onrecord/id/claim/5d0c…", "onrecord trace entity/nvidia --store facts"
)
EXPORT_EXAMPLES = examples(
    "onrecord export --format nquads --store facts > facts.nq",
    "onrecord export --format claims | jq .evidence",
)

LONGEST_QUERY_FILE = 1_000_000  # bytes; what is longer is no query but a mistaken file


def query(
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY|FILE|NAME",
            help="SPARQL, a file of it, or the name of a bundled question, with its parameters as "
            "--PARAM VALUE. Without any: the list of bundled questions.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    form: Annotated[
        AnswerFormat,
        typer.Option(
            "--format", help="json is SPARQL 1.1 Results JSON; turtle is for CONSTRUCT, and for claims."
        ),
    ] = AnswerFormat.TABLE,
) -> None:
    """Ask the store: a bundled question by its name, or any SPARQL query."""
    words, given = read_parameters(asked or [])
    if not words and not given:
        print_questions()
        return
    if len(words) != 1:
        raise QueryError(f"One query at a time, please, not {len(words)}; put SPARQL in quotation marks.")
    question = find_question(words[0])

    from api.tables import answer_lines
    from kg.queries.binding import bind
    from kg.results import texts_of, write_result
    from kg.snapshots import open_snapshot

    with open_snapshot(store) as snapshot:
        result = snapshot.query(bind(question, given, snapshot))
        if form is AnswerFormat.TABLE:
            columns, rows = texts_of(result)
            print_lines(answer_lines(columns, rows))
        else:
            write_result(result, form.value, sys.stdout.buffer, snapshot)
        del result  # it reads from the snapshot, which is closed next


def trace(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="Of a claim, an event, an article, an entity, …")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Print a fact as a person would read it: in words, on whose word, with its sentence and its story."""
    from api.trace_text import trace_any
    from kg.snapshots import open_snapshot

    with open_snapshot(store) as snapshot:
        print_lines(trace_any(snapshot, iri, styled=sys.stdout.isatty()))


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="claims is one JSON line a claim.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole store, or its claims, to standard output."""
    from kg.export import export as write
    from kg.snapshots import open_snapshot

    with open_snapshot(store) as snapshot:
        write(snapshot, form.value, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def print_lines(lines: Iterable[str]) -> None:
    """Lines to standard output; where there are none, a notice beside it."""
    empty = True
    for line in lines:
        print(line)
        empty = False
    if empty:
        notice("onrecord: nothing found.")


def read_parameters(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """What is asked, and the parameters: `--name value` or `--name=value`, in any order."""
    asked: list[str] = []
    given: dict[str, str] = {}
    ahead = iter(words)
    for word in ahead:
        if not word.startswith("--") or len(word) < 3:
            asked.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        if not equals:
            found = next(ahead, None)
            if found is None:
                raise QueryError(f"--{name} needs a value after it.")
            value = found
        if name in given:
            raise QueryError(f"--{name} is given twice; ask once for each.")
        given[name] = value
    return asked, given


def find_question(asked: str) -> Question:
    """The question that is meant: a file's, SPARQL as typed, or a bundled one."""
    from kg.queries import question, questions, read_question

    if asked in {known.name for known in questions()}:
        return question(asked)
    if re.search(r"[\s{]", asked):
        return read_question("typed", asked)
    path = Path(asked)
    if path.is_file():
        return read_question(path.name, _text_of(path))
    if "/" in asked or path.suffix:
        raise QueryError(
            f"There is no query file {asked!r}; check the path, or put SPARQL in quotation marks."
        )
    return question(asked)


def _text_of(path: Path) -> str:
    """The text of a query file."""
    try:
        raw = path.read_bytes()[: LONGEST_QUERY_FILE + 1]
        if len(raw) > LONGEST_QUERY_FILE:
            raise QueryError(f"{path} is longer than {LONGEST_QUERY_FILE:,} bytes, so it is hardly a query.")
        return raw.decode("utf-8")
    except OSError as error:
        raise QueryError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise QueryError(f"{path} is not UTF-8 text, so it is no query.") from None


def print_questions() -> None:
    """The bundled questions with their parameters."""
    from kg.queries import questions

    for known in questions():
        print(known.name)
        for said in paragraph(known.question, indent=2):
            print(said)
        for parameter in known.parameters:
            need = " (needed)" if parameter.required else ""
            for said in paragraph(f"--{parameter.name}: {parameter.says}{need}", indent=4, hang=4):
                print(said)
        print()
