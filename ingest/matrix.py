"""The lexicon of matrix predicates: what "plan", "refuse", "likely" do to the clause or noun behind them."""

from __future__ import annotations

import functools

from ingest.rulebook import rules


@functools.cache
def _adjectives() -> frozenset[str]:
    return frozenset(
        word
        for entry in rules("modality")["classes"].values()
        for word in entry.get("adjectives", "").split()
    )


def matrix_adjective(lemma: str) -> bool:
    """True for an adjective that speaks of how things stand ("likely", "ready", "able")."""
    return lemma in _adjectives()
