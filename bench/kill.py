#!/usr/bin/env python3
"""Kills an ingest with kill -9 at random moments, again and again, and looks at what is left.

    python -m bench.kill [--rounds N] [--seed N] [--copies N]

After each kill the store opens, every quote stands in its article, and the readers' snapshot is whole. After
the last, the same ingest completes, and the store holds quad for quad what an undisturbed one holds. All the
while another process reads snapshots. Each step runs in a process of its own, forked before any database is
opened, so that nothing but the disk leads from one to the next.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.stored import articles, instant_reading, quads_of
from ingest import run
from kg import commit
from kg import store as kept
from kg.errors import StoreMissingError
from kg.model import Article
from kg.snapshots import open_snapshot
from kg.store import open_store
from kg.verify import verify

MOST_KILLS = 3  # of one store, before its ingest may end
PUBLISH_EVERY = 4  # articles, so that publishing is killed as often as writing


def main() -> int:
    """Run the rounds; 1 where a store came out otherwise than undisturbed."""
    options = _options()
    chance = random.Random(options.seed)
    texts = articles(options.copies)
    with instant_reading(texts), tempfile.TemporaryDirectory(prefix="onrecord-kill-") as folder:
        place = Path(folder)
        started = time.perf_counter()
        _do(lambda: _ingest(place / "whole", texts, 0))
        usual = time.perf_counter() - started
        _do(lambda: _dump(place / "whole"))
        kills = 0
        for round_ in range(options.rounds):
            kills += _round(place, texts, chance, usual)
            if (place / "store.nq").read_bytes() != (place / "whole.nq").read_bytes():
                print(f"round {round_} of seed {options.seed}: not as undisturbed", file=sys.stderr)
                _show_difference(place)
                return 1
    print(f"{options.rounds} stores of {len(texts)} articles, {kills} kills: every store as undisturbed")
    return 0


def _round(place: Path, texts: list[Article], chance: random.Random, usual: float) -> int:
    """One store: killed a few times, then completed and dumped. Returns the number of kills."""
    store, stop = place / "store", place / "stop"
    shutil.rmtree(store, ignore_errors=True)
    stop.unlink(missing_ok=True)
    reader = _begin(lambda: _read_on(store, stop))
    kills = 0
    for _ in range(chance.randrange(1, MOST_KILLS + 1)):
        writer = _begin(partial(_ingest, store, texts, chance.randrange(3)))
        time.sleep(chance.uniform(0, usual))
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        kills += os.WIFSIGNALED(status)
        _do(lambda: _check(store))
    _do(lambda: _ingest(store, texts, 0))
    stop.touch()
    _expect(os.waitpid(reader, 0)[1])
    _do(lambda: _dump(store))
    return kills


def _ingest(place: Path, texts: list[Article], way: int) -> None:
    """Ingest in one of three ways: as usual, in many small transactions, or in many bulk loads."""
    run.PUBLISH_EVERY = PUBLISH_EVERY
    if way:
        kept.BATCH_QUADS = 4_000
    if way == 2:
        commit.BULK_QUADS = 1
    with open_store(place, create=True) as store:
        report = run.ingest(texts, store)
    assert not report.failed, report.failed


def _check(place: Path) -> None:
    """The store opens, and neither it nor its snapshot breaks a law."""
    if not (place / "onrecord-store.json").exists():
        return  # killed before there was a store
    with open_store(place) as store:
        broken = list(verify(store))
    with open_snapshot(place) as snapshot:
        broken += verify(snapshot)
    assert not broken, broken[:3]


def _read_on(place: Path, stop: Path) -> None:
    """Open one snapshot after the other until told to stop: each is whole, none holds less than before."""
    known = -1
    while not stop.exists():
        try:
            with open_snapshot(place) as snapshot:
                count = sum(1 for _ in snapshot.articles())
                broken = list(verify(snapshot))
        except StoreMissingError:
            continue
        finally:
            time.sleep(0.01)
        assert not broken, broken[:3]
        assert count >= known, f"a later snapshot held {count} articles, an earlier one {known}"
        known = count


def _dump(place: Path) -> None:
    with open_store(place) as store:
        place.with_suffix(".nq").write_text("\n".join(quads_of(store)), encoding="utf-8")


def _show_difference(place: Path) -> None:
    killed, whole = (set((place / f"{name}.nq").read_text().splitlines()) for name in ("store", "whole"))
    print(f"{len(whole - killed)} quads missing, {len(killed - whole)} too many:", file=sys.stderr)
    for sign, lines in (("-", whole - killed), ("+", killed - whole)):
        for line in sorted(lines)[:20]:
            print(sign, line[:300], file=sys.stderr)


def _begin(work: Callable[[], object]) -> int:
    """The work in a process of its own; returns its id."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _do(work: Callable[[], object]) -> None:
    _expect(os.waitpid(_begin(work), 0)[1])


def _expect(status: int) -> None:
    if status:
        raise SystemExit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
