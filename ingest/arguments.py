"""Who takes part in a verb or an event noun, whatever the sentence's surface: passives are undone, controlled
subjects filled in, relative pronouns replaced by what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Function(StrEnum):
    """What an argument is to its predicate in deep syntax (the subject of a passive verb is its OBJECT)."""

    SUBJECT = "subject"
    OBJECT = "object"
    INDIRECT = "indirect"
    CLAUSE = "clause"
    OBLIQUE = "oblique"


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant: the token that heads it, and how it hangs on the predicate.

    `preposition` is an OBLIQUE's preposition in lower case ("for", "to", "of"), or the marker of a CLAUSE
    ("to", "that", "whether", "if", "ing", "bare"). `shared` is true where the sentence does not repeat the
    words at this predicate: they came through control, a relative clause, coordination or a participle.
    """

    function: Function
    head: int
    preposition: str | None = None
    shared: bool = False
