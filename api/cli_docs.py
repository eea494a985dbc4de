"""Keeps `docs/cli.md` true: writes every command's help, the exit codes and the questions between its marks.

    python -m api.cli_docs docs/cli.md

The words between the marks belong to this module, all others to whoever writes the page. A test fails where
the page differs from what the commands say.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

from api.cli import main
from api.output import EXIT_CODES
from kg.queries import questions

COLUMNS = "92"  # the width of help in the page

_BLOCK = re.compile(r"(?P<open><!-- (?P<name>[a-z -]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)


def renew(page: str) -> str:
    """The page with every block written anew. Raises `KeyError` for a block that nobody writes."""
    return _BLOCK.sub(lambda found: f"{found['open']}{_block(found['name'])}{found['close']}", page)


def _block(name: str) -> str:
    """The lines of one block."""
    if name.startswith("help "):
        return f"```text\n{help_of(name.removeprefix('help '))}```\n"
    return {"exit codes": _exit_codes, "questions": _questions}[name]()


def help_of(command: str) -> str:
    """What `onrecord COMMAND --help` prints; of all commands for "onrecord"."""
    printed = io.StringIO()
    before = dict(os.environ)
    os.environ["COLUMNS"] = COLUMNS
    try:
        with contextlib.redirect_stdout(printed):
            main(["--help"] if command == "onrecord" else [*command.split(), "--help"])
    finally:
        os.environ.clear()
        os.environ.update(before)
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines()) + "\n"


def _exit_codes() -> str:
    """The exit codes as a table."""
    rows = "".join(f"| {code} | {words} |\n" for code, words in sorted(EXIT_CODES.items()))
    return f"| code | means |\n| ---: | --- |\n{rows}"


def _questions() -> str:
    """The bundled questions with their parameters."""
    parts = []
    for known in questions():
        parts.append(f"### {known.name}\n\n{known.question}\n\n")
        parts += [
            f"- `--{parameter.name}`{' (needed)' if parameter.required else ''}: {parameter.says}\n"
            for parameter in known.parameters
        ]
        parts.append("\n")
    return "".join(parts)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(renew(path.read_text(encoding="utf-8")), encoding="utf-8")
