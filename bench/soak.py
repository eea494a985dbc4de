#!/usr/bin/env python3
"""Ingests, corrects, removes and rebuilds over and over, and watches that nothing grows without bound.

    python -m bench.soak [--cycles N] [--copies N] [--seed N]

Prints disk use, open files and memory after each cycle, and fails where one of them goes on rising, or where
the store in the end holds other quads than a new one with the same articles.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import random
import sys
import tempfile
from pathlib import Path

from bench.stored import articles, instant_reading, quads_of
from ingest import run
from kg.model import Article
from kg.snapshots import open_snapshot
from kg.store import open_store
from kg.verify import verify

SETTLED = 3  # cycles after which everything has been opened once and the database has found its size
MOST_DISK = 2.5  # times the disk use of the cycle in which it had settled; logs and tombstones come and go
MORE_FILES = 4  # open files that may come and go
MOST_MEMORY = 2.0  # times the memory of the settled cycle


@dataclasses.dataclass(frozen=True, slots=True)
class Use:
    """What the process and its store take up."""

    disk: int
    files: int
    memory: int

    def __str__(self) -> str:
        disk, memory = self.disk / 2**20, self.memory / 2**20
        return f"disk {disk:6.1f} MB   open files {self.files:3d}   memory {memory:5.0f} MB"


def main() -> int:
    """Run the cycles; 1 where something grew or came out wrong."""
    options = _options()
    chance = random.Random(options.seed)
    texts = articles(options.copies)
    corrected = {a.url: dataclasses.replace(a, text=a.text + "Corrected.\n") for a in texts}
    with (
        instant_reading([*texts, *corrected.values()]) as reader,
        tempfile.TemporaryDirectory(prefix="onrecord-soak-") as folder,
    ):
        place, usual = Path(folder) / "store", reader.run
        uses: list[Use] = []
        for cycle in range(options.cycles):
            reader.run = usual
            _ingest_and_correct(place, texts, corrected, chance)
            reader.run = dataclasses.replace(usual, rulebook=f"sha256:{cycle}")
            _rebuild(place)
            uses.append(_use(place))
            print(f"cycle {cycle:3d}   {uses[-1]}", flush=True)
        reader.run = usual
        faults = growth(uses) + _difference(place, Path(folder) / "new", texts)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{options.cycles} cycles of {len(texts)} articles: nothing grows, all quads as in a new store")
    return 1 if faults else 0


def _ingest_and_correct(
    place: Path, texts: list[Article], corrected: dict[str | None, Article], chance: random.Random
) -> None:
    """Ingest all, correct some, take these out with all their versions, and ingest all in another order."""
    some = chance.sample(texts, max(1, len(texts) // 4))
    with open_store(place, create=True) as store:
        run.ingest(texts, store)
        with open_snapshot(place):  # a reader stays on an old state meanwhile
            run.ingest([corrected[article.url] for article in some], store)
            for article in some:
                store.remove(article.url or article.identifier)
        run.ingest(chance.sample(texts, len(texts)), store)


def _rebuild(place: Path) -> None:
    """Read everything anew, as after an upgrade, and hold what readers then see against the laws."""
    with open_store(place) as store:
        list(run.rebuild(store))
    with open_snapshot(place) as snapshot:
        broken = list(verify(snapshot))
    assert not broken, broken[:3]


def _use(place: Path) -> Use:
    disk = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Use(disk, len(list(Path("/proc/self/fd").iterdir())), pages * os.sysconf("SC_PAGE_SIZE"))


def growth(uses: list[Use]) -> list[str]:
    """What the last third of the cycles takes more of than when everything had settled."""
    if len(uses) <= SETTLED:
        return ["too few cycles to tell growth"]
    settled, late = uses[SETTLED - 1], uses[SETTLED:][-max(1, len(uses) // 3) :]
    disk, files, memory = (min(getattr(use, name) for use in late) for name in ("disk", "files", "memory"))
    faults = []
    if disk > MOST_DISK * settled.disk:
        faults.append(f"disk use rose from {settled.disk} to {disk} bytes")
    if files > settled.files + MORE_FILES:
        faults.append(f"open files rose from {settled.files} to {files}")
    if memory > MOST_MEMORY * settled.memory:
        faults.append(f"memory rose from {settled.memory} to {memory} bytes")
    return faults


def _difference(worn: Path, new: Path, texts: list[Article]) -> list[str]:
    """Whether the worn store holds what a new one does."""
    dumps = []
    for place in (worn, new):
        with open_store(place, create=True) as store:
            run.ingest(texts, store)
            dumps.append(set(quads_of(store)))
    missing, idle = dumps[1] - dumps[0], dumps[0] - dumps[1]
    if not missing and not idle:
        return []
    shown = [f"  - {line[:200]}" for line in sorted(missing)[:5]]
    shown += [f"  + {line[:200]}" for line in sorted(idle)[:5]]
    lines = "\n".join(shown)
    return [f"the worn store lacks {len(missing)} quads and holds {len(idle)} too many:\n{lines}"]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cycles", type=int, default=15)
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
