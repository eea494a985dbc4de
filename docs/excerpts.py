#!/usr/bin/env python3
"""Keeps the pages true: what they quote of the program is what it prints, their figures are those reached.

    make excerpts       write the blocks of README.md and docs/evaluation.md anew

Under `<!-- run: … -->` stands what that command prints on the example articles; `{claim}` is the first claim
that the command before it printed. Under `<!-- figures: … -->` stand the floors of eval/floors.json whose
names begin so, under `<!-- sets: … -->` those of sets of claims, a row for each.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "evaluation.md")
FLOORS = ROOT / "eval" / "floors.json"
WIDE = {**os.environ, "COLUMNS": "100"}
BLOCK = re.compile(r"(<!-- run: (?P<command>.+?) -->\n```text\n)(?P<was>.*?)(```\n<!-- end -->)", re.DOTALL)
FIGURES = re.compile(r"(<!-- figures: (?P<measures>.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
SETS = re.compile(r"(<!-- sets: (?P<sets>.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
MEASURES = (
    *("detection F1", "core F1", "loose F1", "agent", "object", "recipient"),
    *("status", "polarity", "attribution", "date", "quantity"),
)


def main() -> int:
    """Write the blocks of all pages anew."""
    for page in PAGES:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def renewed(text: str) -> str:
    """The text with every block holding what its command prints today."""
    claim = ""

    def block(match: re.Match[str]) -> str:
        nonlocal claim
        output = _run(match["command"].replace("{claim}", claim), store)
        claim = next(iter(re.findall(r"\bclaim/[0-9a-f]+", output)), claim)
        return f"{match[1]}{output.strip()}\n{match[4]}"

    text = SETS.sub(_sets, FIGURES.sub(_figures, text))
    if not BLOCK.search(text):
        return text
    with tempfile.TemporaryDirectory() as store:
        _run("onrecord ingest examples/articles", store)
        return BLOCK.sub(block, text)


def _figures(match: re.Match[str]) -> str:
    """The floors whose names begin with one of the words asked for, as a table."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    wanted = tuple(word.strip() for word in match["measures"].split(","))
    rows = [f"| {name} | {value:.3f} |" for name, value in floors.items() if name.startswith(wanted)]
    return "\n".join([match[1] + "| measure | reached |", "| --- | --- |", *rows, match[3]])


def _sets(match: re.Match[str]) -> str:
    """The floors of these sets of claims: a row for each set, a column for each measure."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    head = "| set | " + " | ".join(measure.removesuffix(" F1") for measure in MEASURES) + " |"
    rows = [
        f"| {name} | " + " | ".join(f"{floors[f'{name} {measure}']:.2f}" for measure in MEASURES) + " |"
        for name in map(str.strip, match["sets"].split(","))
    ]
    return "\n".join([match[1] + head, "|" + " --- |" * (1 + len(MEASURES)), *rows, match[3]])


def _run(command: str, store: str) -> str:
    words = command.split()[1:]
    run = [sys.executable, "-m", "api.cli", *words, "--store", store]
    done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True, env=WIDE)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
