"""The classes of verbs and nouns that share their participants with others: `rules/control.toml`."""

from __future__ import annotations

import functools

from ingest.rulebook import rules


@functools.cache
def control(name: str) -> frozenset[str]:
    """The words of one class of `rules/control.toml`."""
    table = rules("control")[name]
    return frozenset(table.get("verbs", table.get("nouns", "")).split())


@functools.cache
def parties() -> frozenset[str]:
    """The common nouns for people and groups."""
    unnamed = rules("unnamed")
    return frozenset((*unnamed["kinds"]["Group"], *unnamed["people"]["nouns"]))


@functools.cache
def receiving() -> frozenset[str]:
    """The light verbs whose subject receives the noun ("won approval")."""
    return frozenset(rules("control")["light"]["receiving"]["verbs"].split())


def is_light(verb: str) -> bool:
    """True for a verb that adds little to the event noun behind it ("give", "reach")."""
    return verb in control("light")


@functools.cache
def partners() -> frozenset[str]:
    """The prepositions before those with whom one talks."""
    return frozenset(rules("control")["topical"]["partners"].split())
