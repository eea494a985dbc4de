"""Finds bodies with two fields: "the Royal College of Nurses and Midwives" is one body, not two."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.names.name_kinds import kind_of
from ingest.names.proposals import Proposal, Reader, lexicon
from kg.model import EntityKind

LONGEST_FIELD = 3  # words ("Medicaid Services")
_BEHIND = frozenset({"of", "for", "on"})
_JOINTS = frozenset({"and", "&"})


def find_joined_fields(words: list[str]) -> Iterator[Proposal]:
    """Runs of capitals that end in a body, with "of", a field, "and" and another field."""
    bodies = lexicon("fields", "bodies")
    for i, word in enumerate(words):
        if word not in bodies or i + 4 >= len(words) or words[i + 1] not in _BEHIND:
            continue
        joint = _end_of_run(words, i + 2)
        if (
            not i + 2 < joint < len(words) - 1
            or words[joint] not in _JOINTS
            or not _is_field(words[joint - 1])
        ):
            continue
        stop = _end_of_run(words, joint + 1)
        if stop == joint + 1 or not _is_field(words[stop - 1]):
            continue
        first = i
        while first > 0 and words[first - 1].istitle() and words[first - 1].lower() != "the":
            first -= 1
        kind = kind_of(words[first:stop], EntityKind.COMPANY)
        yield Proposal(first, stop - 1, kind, Reader.RECOGNISER)


def _end_of_run(words: list[str], start: int) -> int:
    """The token behind the capitalised words that begin there."""
    end = start
    while end < len(words) and end - start < LONGEST_FIELD and words[end].istitle():
        end += 1
    return end


def _is_field(word: str) -> bool:
    """True for what a body may be for: people in the plural, or a field by its name."""
    return word.endswith(("s", "men", "women")) or word in lexicon("fields", "words")
