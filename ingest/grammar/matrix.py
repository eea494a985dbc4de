"""The lexicon of matrix predicates: what "plan", "refuse" or "likely" does to the clause behind it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from ingest.rulebook import rules
from kg.model import Polarity, Status


@dataclass(frozen=True, slots=True)
class Effect:
    """What some words do to an action: None leaves what is there as it is."""

    certain: bool | None = None
    polarity: Polarity | None = None
    future: bool | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class MatrixClass:
    """One class of matrix predicates, as `rules/modality.toml` explains it."""

    name: str
    then: Effect
    negated: Effect
    apart: bool
    on_nouns: bool
    objects: frozenset[str]

    def works_on_object(self, verb: str, particle: str | None) -> bool:
        """True where a verb of this class says something about the event noun that is its object."""
        return self.on_nouns or verb in self.objects or f"{verb}-{particle}" in self.objects


def class_of(part: str, lemma: str, particle: str | None, finite: bool) -> MatrixClass | None:
    """The class of a matrix predicate (`part`: verb, noun, adjective); `finite`: its clause has a tense."""
    table = _table()
    entry = None
    if particle is not None:
        entry = table.get((part, f"{lemma}-{particle}"))
    if entry is None and finite:
        entry = table.get((part, f"{lemma}-that"))
    if entry is None:
        entry = table.get((part, lemma))
    if entry is None:
        return None
    plain, before_clause = entry
    return before_clause if finite else plain


def matrix_adjective(lemma: str) -> bool:
    """True for an adjective that speaks of how things stand ("likely", "ready", "able")."""
    return ("adjective", lemma) in _table()


def is_matrix_noun(lemma: str) -> bool:
    """True for a noun that speaks of how its infinitive stands ("plan", "chance")."""
    return ("noun", lemma) in _table()


def effect(table: dict[str, Any]) -> Effect:
    """An effect as the rules write it."""
    return Effect(
        certain=table.get("certain"),
        polarity=Polarity(table["polarity"]) if "polarity" in table else None,
        future=table.get("future"),
        status=Status(table["status"]) if "status" in table else None,
    )


@functools.cache
def modal_effect(modal: str, perfect: bool) -> Effect | None:
    """What an auxiliary ("may", "'ll") does to its verb; `perfect`: with "have" behind it."""
    book = rules("modality")
    found = book["perfect"].get(modal) if perfect else None
    found = found or book["modals"].get(modal)
    return effect(found) if found else None


@functools.cache
def words(section: str, key: str) -> frozenset[str]:
    """A set of words of `rules/modality.toml`."""
    return frozenset(rules("modality")[section][key].split())


@functools.cache
def phrases(section: str, key: str) -> tuple[tuple[str, ...], ...]:
    """Phrases of `rules/modality.toml` as tuples of words, longest first."""
    listed = rules("modality")[section][key].replace("\n", "").split("|")
    return tuple(sorted((tuple(p.split()) for p in listed if p.strip()), key=lambda p: (-len(p), p)))


@functools.cache
def _table() -> dict[tuple[str, str], tuple[MatrixClass, MatrixClass]]:
    book = rules("modality")["classes"]
    classes = {
        name: MatrixClass(
            name,
            effect(entry["then"]),
            effect(entry["not"]),
            bool(entry.get("apart", False)),
            bool(entry.get("on_nouns", False)),
            frozenset(entry.get("objects", "").split()),
        )
        for name, entry in book.items()
    }
    table: dict[tuple[str, str], tuple[MatrixClass, MatrixClass]] = {}
    for name, entry in book.items():
        before_clause = classes[entry.get("finite", name)]
        for part in ("verb", "noun", "adjective"):
            for word in entry.get(f"{part}s", "").split():
                table.setdefault((part, word), (classes[name], before_clause))
    return table
