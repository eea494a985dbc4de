"""Short runs of `bench/kill.py` and `bench/soak.py`, and what they would not notice by themselves.

Each run is a process of its own, because it forks before any database is opened.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from bench.soak import Use, growth
from bench.stored import quads_of
from kg.store import open_store
from tests.worlds import RUN, WORLD, approval

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [
        ["bench.kill", "--rounds", "3", "--copies", "1", "--seed", "4"],
        ["bench.soak", "--cycles", "4", "--copies", "1"],
        ["bench.fuzz", "--turns", "8", "--seed", "3"],
    ],
    ids=["kill", "soak", "fuzz"],
)
def test_a_short_run_finds_nothing(command: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=ROOT, timeout=300
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_runs_that_read_nothing_any_more_are_forgotten(tmp_path: Path) -> None:
    later = dataclasses.replace(RUN, rulebook="sha256:" + "1" * 64)
    dumps = []
    for name, runs in (("worn", (RUN, later)), ("new", (later,))):
        with open_store(tmp_path / name, create=True) as store:
            for run in runs:
                for reading in WORLD:
                    store.put(reading, run)
                store.publish()
            dumps.append(quads_of(store))
    assert dumps[0] == dumps[1]


def test_a_run_that_still_reads_something_is_kept(tmp_path: Path) -> None:
    later = dataclasses.replace(RUN, rulebook="sha256:" + "1" * 64)
    with open_store(tmp_path / "s", create=True) as store:
        for reading in WORLD:
            store.put(reading, RUN)
        store.put(approval(), later)
        store.publish()
        runs = store.live.query("SELECT * { GRAPH ?g { ?run a <https://w3id.org/onrecord#Run> } }")
        assert len(list(runs)) == 2  # type: ignore[arg-type]


LEVEL = [Use(1_000, 10, 1_000)] * 12


@pytest.mark.parametrize(
    ("step", "word"), [(Use(800, 0, 0), "disk"), (Use(0, 2, 0), "files"), (Use(0, 0, 300), "memory")]
)
def test_a_soak_sees_what_grows(step: Use, word: str) -> None:
    rising = [
        Use(use.disk + n * step.disk, use.files + n * step.files, use.memory + n * step.memory)
        for n, use in enumerate(LEVEL)
    ]
    assert growth(LEVEL) == []
    assert [fault.split()[0 if word != "files" else 1] for fault in growth(rising)] == [word]
