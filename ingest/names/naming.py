"""What a name is without its legal form, whether its kind suits a row of the table, and why it was linked."""

from __future__ import annotations

import functools

from ingest.kinds import LANDS
from ingest.names.spelling import fold
from ingest.rulebook import word_set
from kg.model import Entity, EntityKind, LinkReason

_words = functools.partial(word_set, "linking")

LONGEST_ACRONYM = 6  # letters; longer words in capitals are shouted names


@functools.lru_cache(maxsize=20_000)
def without_form(name: str) -> str:
    """An organisation's name without its legal form ("Acme Holdings Ltd." → "Acme")."""
    always, often, keep = _words("forms"), _words("forms_often_dropped"), _words("forms_kept_after")
    parts = name.replace(",", " ").split()
    while len(parts) > 1:
        last = parts[-1].casefold()
        if last not in always and not (last in often and len(parts) > 2 and parts[-2].casefold() not in keep):
            break
        if len(parts) == 2 and _says_nothing(parts[0]):
            break  # "World Inc.", "International Holding": the first word alone names nothing
        parts.pop()
        if len(parts) > 1 and parts[-1] in {"&", "and"}:
            parts.pop()
    return " ".join(parts)


def _says_nothing(word: str) -> bool:
    """True for a word that is too common to be a name alone."""
    common = word.casefold() in _words("generic_first_words")
    return common or word in word_set("mentions", "names", "openings")


def agree(ours: EntityKind, theirs: EntityKind) -> bool:
    """True where a name read as `theirs` may well be a row of the kind `ours`."""
    if (ours is EntityKind.PERSON) != (theirs is EntityKind.PERSON):
        return False
    return ours not in LANDS or theirs in LANDS


def reason(text: str, entity: Entity) -> LinkReason:
    """Why the text was taken to name the entity: its label, its initials, or another of its names."""
    if fold(text) == fold(entity.label):
        return LinkReason.EXACT
    letters = text.replace(".", "")
    acronym = letters.isalpha() and letters.isupper() and 1 < len(letters) <= LONGEST_ACRONYM
    return LinkReason.ACRONYM if acronym else LinkReason.ALIAS
