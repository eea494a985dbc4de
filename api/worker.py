"""One query worker, a process of its own: `python -m api.worker STORE MEGABYTES`, jobs in, replies out.

Each line on standard input is one job as JSON; the answer goes to the file that the job names, and one line
on standard output says how it went. The process has a memory limit and, where the system allows, no network.
Whoever started it ends it when a query runs too long: nothing else stops one.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from kg.answer import AnswerTooLargeError, Limits, Question, write_answer
from kg.errors import QueryError, StoreError
from kg.layout import Layout
from kg.snapshots import Snapshot, open_snapshot


def main() -> None:
    """Answers jobs until standard input ends."""
    location, megabytes = sys.argv[1], int(sys.argv[2])
    _end_with_the_server()
    _leave_the_network()
    _bound_memory(megabytes)
    snapshot: Snapshot | None = None
    for line in sys.stdin:
        job = json.loads(line)
        try:
            if snapshot is None or Layout.at(location).current() != snapshot.number:
                if snapshot is not None:
                    snapshot.close()
                    snapshot = None
                snapshot = open_snapshot(location)
            reply = _answer(snapshot, job)
        except (QueryError, AnswerTooLargeError, StoreError) as error:
            reply = {"refused": type(error).__name__, "message": str(error)}
        print(json.dumps(reply), flush=True)


def _answer(snapshot: Snapshot, job: dict[str, Any]) -> dict[str, Any]:
    question = Question(
        job["query"],
        None if job["default_graphs"] is None else tuple(job["default_graphs"]),
        None if job["named_graphs"] is None else tuple(job["named_graphs"]),
        job["union"],
    )
    with Path(job["file"]).open("wb") as file:
        size = write_answer(snapshot.store, question, job["media_type"], file, Limits(**job["limits"]))
    return {"size": size, "number": snapshot.number}


DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
NEW_USER_SPACE, NEW_NETWORK_SPACE = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of <sched.h>


def _end_with_the_server() -> None:
    """Where the server is killed, its queries end too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def _leave_the_network() -> None:
    """Moves into an empty network of its own. Best effort: queries with SERVICE are refused before this."""
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(NEW_USER_SPACE | NEW_NETWORK_SPACE)


def _bound_memory(megabytes: int) -> None:
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["RUST_BACKTRACE"] = "0"


if __name__ == "__main__":
    main()
