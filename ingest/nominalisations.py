"""The verbs behind event nouns ("approval": "approve"), read from the table of nouns."""

from __future__ import annotations

import functools

from ingest.rulebook import rules


@functools.cache
def _verbs() -> frozenset[str]:
    found: set[str] = set()
    for pattern in rules("nouns").values():
        for entry in str(pattern.get("words", "")).split():
            verb = entry.partition(":")[2]
            if verb:
                found.add(verb)
    return frozenset(found)


@functools.lru_cache(maxsize=5_000)
def is_verb(form: str) -> str | None:
    """The verb of which a form in -s is the third person ("launches": "launch"), if it has an event noun."""
    for end, new in (("ies", "y"), ("es", ""), ("s", "")):
        if form.endswith(end) and form[: -len(end)] + new in _verbs():
            return form[: -len(end)] + new
    return None
