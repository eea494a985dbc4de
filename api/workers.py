"""A pool of query workers that can be killed: the only way to stop a query that runs too long.

An answer is written to a file first and sent only once it is whole. So an answer that breaks is an error with
a status, never half an answer under a 200, and a slow reader holds a file, not a worker.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import IO, Any

import kg.answer
import kg.guard
from api.settings import Settings
from kg.answer import Question
from kg.errors import LimitError, QueryError, StoreError

REPLY_BYTES = 1 << 20  # one line of reply: a sentence or two numbers
PATIENCE_SECONDS = 10.0  # how long a query waits for a free worker before it is turned away


class TookTooLongError(LimitError):
    """The query was stopped at its deadline."""


class OutOfMemoryError(LimitError):
    """The query asked for more memory than a worker may have."""


class TooBusyError(LimitError):
    """Every worker is busy and enough queries wait already."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, as an open file that no name leads to any more; `number` is its snapshot's."""

    file: IO[bytes]
    size: int
    number: int


class Workers:
    """Processes that answer queries, started when first needed and replaced when they die."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = tempfile.TemporaryDirectory(prefix="onrecord-answers-")
        self._names = count()
        self._free: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        for _ in range(settings.workers):
            self._free.put_nowait(None)
        self._waiting = 0

    async def answer(self, question: Question, media_type: str) -> Answer:
        """The whole answer. Raises what went wrong: `QueryError`, a `LimitError`, `StoreError`."""
        worker = await self._take()
        try:
            if worker is None or not worker.alive:
                log = Path(self._folder.name) / f"{next(self._names)}.log"
                worker = await _Worker.start(self._settings, log)
            return await self._ask(worker, question, media_type)
        finally:
            if worker is not None and worker.busy:  # cancelled or overdue: its answer is nobody's now
                await worker.end()
            self._free.put_nowait(worker)

    async def close(self) -> None:
        """Ends every worker and throws the answers away."""
        while not self._free.empty():
            worker = self._free.get_nowait()
            if worker is not None:
                await worker.end()
        self._folder.cleanup()

    async def _take(self) -> _Worker | None:
        """A free worker, or a place for a new one; turns away those who would wait too long."""
        if self._free.empty() and self._waiting >= self._settings.waiting:
            raise TooBusyError("Too many queries are waiting already: try again in a few seconds.")
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._free.get(), PATIENCE_SECONDS)
        except TimeoutError:
            raise TooBusyError("No query worker came free in time: try again in a few seconds.") from None
        finally:
            self._waiting -= 1

    async def _ask(self, worker: _Worker, question: Question, media_type: str) -> Answer:
        path = Path(self._folder.name) / f"{next(self._names)}.answer"
        job = asdict(question) | {
            "media_type": media_type,
            "file": str(path),
            "limits": asdict(self._settings.limits),
        }
        try:
            reply = await asyncio.wait_for(worker.ask(job), self._settings.seconds)
            if "refused" in reply:
                raise _ERRORS.get(reply["refused"], QueryError)(reply["message"])
            return Answer(path.open("rb"), reply["size"], reply["number"])
        except TimeoutError:
            raise TookTooLongError(
                f"The query was stopped after {self._settings.seconds:g} seconds: narrow it or add a LIMIT."
            ) from None
        finally:
            path.unlink(missing_ok=True)


_ERRORS: dict[str, type[Exception]] = {
    error.__name__: error
    for error in (
        kg.guard.UpdateRefusedError,
        kg.guard.ForeignRequestError,
        kg.answer.AnswerTooLargeError,
        QueryError,
        StoreError,
    )
}


class _Worker:
    """One process, `python -m api.worker`, and the pipe to it."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log
        self.busy = False

    @classmethod
    async def start(cls, settings: Settings, log: Path) -> _Worker:
        with log.open("wb") as errors:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "api.worker", str(settings.store), str(settings.memory_mb)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                limit=REPLY_BYTES,
                env={**os.environ, "RUST_BACKTRACE": "0"},
                start_new_session=True,  # a Ctrl-C for the server is not for its workers: it ends them itself
            )
        return cls(process, log)

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """The reply to one job. Raises where the process dies of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.busy = True
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            await self._process.stdin.drain()
            line = await self._process.stdout.readline()
        except ConnectionError:
            line = b""
        if not line:
            await self._process.wait()
            self.busy = False
            raise self._cause_of_death()
        self.busy = False
        reply: dict[str, Any] = json.loads(line)
        return reply

    async def end(self) -> None:
        """Kills the process and waits until it is gone."""
        if self.alive:
            self._process.kill()
            await self._process.wait()
        self.busy = False
        self._log.unlink(missing_ok=True)

    def _cause_of_death(self) -> Exception:
        last_words = self._log.read_text("utf-8", "replace") if self._log.exists() else ""
        if "memory allocation" in last_words or "MemoryError" in last_words:
            return OutOfMemoryError("The query needs more memory than it may have: narrow it or add a LIMIT.")
        reason = last_words.strip().rpartition("\n")[2][:200] or f"exit code {self._process.returncode}"
        return StoreError(f"A query worker stopped unexpectedly ({reason}).")
