"""Loads, checks and digests the rules of language that lie as data in `ingest/rules/`.

A rule must show itself: `checked` refuses an entry without an id, without an example, or with a key or a
class that nobody knows. What it says has three parts: what is wrong, where, and what to do next.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
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
def word_set(file: str, *keys: str) -> frozenset[str]:
    """A list of words of a rule file, for asking whether a word is in it."""
    found: Any = rules(file)
    for key in keys:
        found = found[key]
    return frozenset(found)


@functools.cache
def rule_names(folder: str) -> tuple[str, ...]:
    """The names under which `rules` knows the TOML files of a folder of `ingest/rules`, sorted."""
    files = (entry.name for entry in (RULES / folder).iterdir())
    return tuple(sorted(f"{folder}/{name.removesuffix('.toml')}" for name in files if name.endswith(".toml")))


@functools.cache
def rulebook_digest() -> str:
    """`sha256:` and a hash over every rule file, in the order of their names."""
    seen = hashlib.sha256()
    for name, file in sorted(_files(RULES, "")):
        seen.update(f"{name}\0".encode())
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    return "sha256:" + seen.hexdigest()


def checked(file: str, entry: Mapping[str, Any], known: Iterable[str]) -> str:
    """The id of a rule, after a look at what every rule must have. `known` are the keys it may have.

    Raises RuleError where the id is missing, a key is unknown, no example is given, or a counterexample
    does not say why it is none.
    """
    name = entry.get("id")
    if not isinstance(name, str) or not name:
        raise broken(
            file, str(dict(entry))[:60], "it has no id", 'give it one, such as id = "approval.approve"'
        )
    unknown = sorted(set(entry) - set(known))
    if unknown:
        raise broken(
            file, name, f"nobody knows the key {unknown[0]!r}", f"use one of {', '.join(sorted(known))}"
        )
    examples = entry.get("examples")
    if not isinstance(examples, list) or not examples:
        raise broken(file, name, "it has no example", "add a sentence of your own under examples")
    for example in examples:
        if not isinstance(example, dict) or not example.get("text"):
            raise broken(file, name, "an example has no text", 'write { text = "A sentence.", … }')
    for example in entry.get("counterexamples", []):
        if not isinstance(example, dict) or not example.get("text") or not example.get("why"):
            raise broken(
                file, name, "a counterexample lacks its text or why", "say both, the reason in words"
            )
    return name


def one_of(file: str, name: str, key: str, value: str, known: Iterable[str]) -> str:
    """`value`, where it is one of the known ones; RuleError with the rule's place where not."""
    allowed = sorted(known)
    if value not in allowed:
        raise broken(file, name, f"{key} = {value!r} is unknown", f"use one of {', '.join(allowed)}")
    return value


def broken(file: str, name: str, what: str, repair: str) -> RuleError:
    """The error for a rule that cannot be used: what is wrong, where, what next."""
    return RuleError(f"The rule {name} in ingest/rules/{file}.toml is broken: {what}; {repair}.")


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".toml", ".csv", ".ttl")):
            found.append((prefix + entry.name, entry))
    return found
