"""The verbs that the rules know, and how to find them under their inflected forms."""

from __future__ import annotations

import functools

from ingest.rulebook import rules

# Endings of English verb forms, and what the bare verb has instead.
_THIRD_PERSON = (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""))
_PARTICIPLES = (("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))


@functools.lru_cache(maxsize=5_000)
def is_verb(form: str) -> str | None:
    """The verb of which a form in -s is the third person ("launches": "launch"), if it has an event noun."""
    return _bare(form, _THIRD_PERSON, _deverbal())


@functools.lru_cache(maxsize=5_000)
def is_headline_verb(form: str) -> str | None:
    """The verb of which a form in -s is the third person, if headlines are fond of it ("bags": "bag")."""
    return _bare(form, _THIRD_PERSON, frozenset(rules("modality")["headline"]["verbs"].split()))


@functools.lru_cache(maxsize=20_000)
def right_lemma(form: str, lemma: str) -> str:
    """The lemma, or, where no rule knows it, the verb that a rule knows ("hopes": "hope", not "hop")."""
    known = _known()
    if lemma in known:
        return lemma
    irregular = rules("control")["irregular"].get(form)
    if irregular is not None:
        return str(irregular)
    return _bare(form, _THIRD_PERSON + _PARTICIPLES, known) or lemma


def _bare(form: str, endings: tuple[tuple[str, str], ...], known: frozenset[str]) -> str | None:
    for end, new in endings:
        if form.endswith(end) and form[: -len(end)] + new in known:
            return form[: -len(end)] + new
        stem = form[: -len(end)]
        if form.endswith(end) and new == "" and stem[-1:] == stem[-2:-1] and stem[:-1] in known:
            return stem[:-1]  # "resubmitted"
    return None


@functools.cache
def _deverbal() -> frozenset[str]:
    """The verbs behind the event nouns."""
    entries = (e for table in rules("nouns").values() for e in str(table.get("words", "")).split())
    return frozenset(verb for _, _, verb in (e.partition(":") for e in entries) if verb)


@functools.cache
def _known() -> frozenset[str]:
    matrix = (e.get("verbs", "").split() for e in rules("modality")["classes"].values())
    control = (t.get("verbs", "").split() for t in rules("control").values())
    return _deverbal().union(*matrix, *control)
