"""What takes part in a predicate: the five deep functions and the values that carry them."""

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
    ("to", "that", "whether", "if", "ing", "bare", or the preposition of a gerund: "from"). Arguments of nouns
    keep the word that ties them to the noun ("of", "by", "on"), whatever their function. `shared` is true
    where the sentence does not repeat the words at this predicate: they came through control, a relative
    clause, coordination or a participle.
    """

    function: Function
    head: int
    preposition: str | None = None
    shared: bool = False
