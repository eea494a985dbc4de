"""What the service may be told from outside: one frozen value, made by the command line or by a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kg.answer import Limits
from kg.identity import base

DefaultGraph = Literal["union", "strict"]

ANY_ADDRESS = ("0.0.0.0", "::", "")
"""Listening on these means on every address, so no `Host` can be told from another."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, where to listen, and how much one query may use.

    `instances` is the base of the store's instance IRIs; `/id/…` here stands for `<instances>…` there.
    `seconds` is one query's time, `memory_mb` one worker's memory, `workers` how many queries run at once
    and `waiting` how many more may wait for a worker before the next is turned away.
    """

    store: str | Path
    host: str = "127.0.0.1"
    port: int = 8000
    instances: str = field(default_factory=base)
    default_graph: DefaultGraph = "union"
    seconds: float = 30.0
    memory_mb: int = 2048
    limits: Limits = field(default_factory=Limits)
    query_characters: int = 100_000
    workers: int = 2
    waiting: int = 16

    @property
    def allowed_hosts(self) -> list[str]:
        """The `Host` headers that are answered: a web page elsewhere cannot point its own name at us."""
        if self.host in ANY_ADDRESS:
            return ["*"]
        return sorted({"localhost", "127.0.0.1", "[::1]", self.host})
