#!/usr/bin/env python3
"""Keeps what README.md quotes of the program true: under each `<!-- run: … -->` stands what it prints.

    make excerpts       write the blocks anew, from the example articles

`{claim}` in a command stands for the first claim that the command before it printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
WIDE = {**os.environ, "COLUMNS": "100"}
BLOCK = re.compile(r"(<!-- run: (?P<command>.+?) -->\n```text\n)(?P<was>.*?)(```\n<!-- end -->)", re.DOTALL)


def main() -> int:
    """Write the blocks of README.md anew."""
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def renewed(text: str) -> str:
    """The text with every block holding what its command prints today."""
    claim = ""

    def block(match: re.Match[str]) -> str:
        nonlocal claim
        output = _run(match["command"].replace("{claim}", claim), store)
        claim = next(iter(re.findall(r"\bclaim/[0-9a-f]+", output)), claim)
        return f"{match[1]}{output.strip()}\n{match[4]}"

    with tempfile.TemporaryDirectory() as store:
        _run("onrecord ingest examples/articles", store)
        return BLOCK.sub(block, text)


def _run(command: str, store: str) -> str:
    words = command.split()[1:]
    run = [sys.executable, "-m", "api.cli", *words, "--store", store]
    done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True, env=WIDE)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
