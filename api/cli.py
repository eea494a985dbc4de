"""The command line: `onrecord`, with the same nouns as the HTTP interface. Each command is one function.

Nothing heavy is loaded before a command runs, so that `onrecord --help` answers at once. Whatever goes wrong
on purpose (`OnRecordError`) becomes one sentence and an exit code; nobody sees a traceback.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api import cli_asking, cli_entities, cli_keeping, cli_reading
from api.output import BUG, INTERRUPTED, PIPE, exit_code, notice
from kg.errors import OnRecordError

SUMMARY = """Turn news articles into a knowledge graph in which every fact knows who said it.

\b
First steps:
  onrecord ingest articles/ --store facts
  onrecord query who-approved-what --store facts
  onrecord serve --store facts
"""


class Commands(TyperGroup):
    """The commands, with one place where errors become sentences and exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; `docs/cli.md` lists the exit codes."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except OnRecordError as error:
            notice(f"onrecord: {error}")
            raise typer.Exit(exit_code(error)) from None
        except BrokenPipeError:
            _close_quietly()
            raise typer.Exit(PIPE) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except (RuntimeError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            if isinstance(error, typer.Exit | typer.Abort) or os.environ.get("ONRECORD_DEBUG"):
                raise
            kind = type(error).__name__
            notice(f"onrecord: a defect of OnRecord ({kind}: {error}); ONRECORD_DEBUG=1 shows where.")
            raise typer.Exit(BUG) from None


app = typer.Typer(
    name="onrecord",
    cls=Commands,
    help=SUMMARY,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

OPEN_ENDED: dict[str, bool] = {"allow_extra_args": True, "ignore_unknown_options": True}

for command, told, shown in (
    (cli_reading.ingest, "Read articles into a store.", cli_reading.INGEST_EXAMPLES),
    (cli_reading.annotate, "Show what is understood of articles.", cli_reading.ANNOTATE_EXAMPLES),
    (cli_asking.query, "Ask a bundled question, or any SPARQL query.", cli_asking.QUERY_EXAMPLES),
    (cli_asking.trace, "Follow a fact back to its sentence and its sources.", cli_asking.TRACE_EXAMPLES),
    (cli_asking.export, "Write the store, or its claims, for other tools.", cli_asking.EXPORT_EXAMPLES),
    (cli_keeping.verify, "Hold every quote against its article.", cli_keeping.VERIFY_EXAMPLES),
    (cli_keeping.remove, "Take out an article with all that it said.", cli_keeping.REMOVE_EXAMPLES),
    (cli_keeping.rebuild, "Read the stored articles anew.", cli_keeping.REBUILD_EXAMPLES),
    (cli_keeping.serve, "Serve the explorer and the endpoint over HTTP.", cli_keeping.SERVE_EXAMPLES),
):
    settings = OPEN_ENDED if command is cli_asking.query else {}
    app.command(short_help=told, epilog=shown, context_settings=settings)(command)

app.add_typer(cli_entities.entities, name="entities", short_help="Say what is one thing, and what is not.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: the entry of `onrecord`, and of tests in-process."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):  # a stream of a test's own
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(args=None if arguments is None else list(arguments), prog_name="onrecord")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else BUG
    return 0


@app.callback(invoke_without_command=True)
def version(
    ctx: typer.Context,
    shown: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """What holds for every command."""
    if shown:
        from importlib.metadata import version as version_of

        typer.echo(f"onrecord {version_of('onrecord')}")
        raise typer.Exit


def _close_quietly() -> None:
    """Nobody reads standard output any more: let what is still buffered go nowhere."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
