"""Loads, checks and digests the rules of language that lie as data in `ingest/rules/`."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from kg.errors import RuleError

RULES = resources.files("ingest") / "rules"


@functools.cache
def rules(name: str) -> dict[str, Any]:
    """The table in `ingest/rules/<name>.toml`, as TOML gives it. Raises RuleError with file and line."""
    file = RULES / f"{name}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RuleError(
            f"The rule file {name}.toml is missing from ingest/rules; reinstall OnRecord."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"The rule file {name}.toml is no valid TOML ({error}); mend that line.") from error


@functools.cache
def rulebook_digest() -> str:
    """`sha256:` and a hash over every rule file, in the order of their names."""
    seen = hashlib.sha256()
    for name, file in sorted(_files(RULES, "")):
        seen.update(f"{name}\0".encode())
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    return "sha256:" + seen.hexdigest()


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".toml", ".csv", ".ttl")):
            found.append((prefix + entry.name, entry))
    return found
