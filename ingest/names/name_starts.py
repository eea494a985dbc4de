"""Where a name begins that the model cut or missed: at a sentence's first word, before "UK"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.names.name_kinds import general_words, kind_of
from ingest.names.noun_kinds import kind_of_noun
from ingest.names.proposals import Proposal, Reader, lexicon
from ingest.names.spelling import fold
from ingest.names.table import table
from kg.model import EntityKind

_LANDS = frozenset({EntityKind.COUNTRY, EntityKind.PLACE, EntityKind.GOVERNMENT})
_NOUNS = frozenset({"NNP", "NNPS"})


def begins_a_name(opening: Token) -> bool:
    """True for the first word of "Narvex Renewables said": part of the name, whatever its capital."""
    if opening.tag_ not in _NOUNS or opening.dep_ != "compound" or opening.ent_type_:
        return False
    head = opening.head
    if head.i <= opening.i or head.tag_ not in _NOUNS or head.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    between = opening.doc[opening.i + 1 : head.i + 1]
    if any(t.tag_ not in _NOUNS or t.ent_type_ or not t.text[0].isupper() for t in between):
        return False
    return not _tells_a_role(opening)


def may_follow(word: str) -> bool:
    """True for a word that may be the second of a name that begins with "First": no title, no known name."""
    if word.lower() in lexicon("names", "leading") or any(c.isdigit() for c in word):
        return False
    return fold(word) not in table().by_name


def of_a_branch(doc: Doc, words: list[str], start: int, end: int) -> Iterator[Proposal]:
    """Bodies whose name ends in their land: "Recycling UK", "Shelter International Ghana"; no governments."""
    for i in range(start + 1, end):
        # One word before a country may say what it was ("Imperial Japan"), before letters it is a body's.
        of_its_own = words[i] in lexicon("names", "branches")
        if not of_its_own and doc[i].ent_type_ != "GPE" and not _is_land(words[i]):
            continue
        first = i
        while first > start and _belongs(doc[first - 1], i):
            first -= 1
        named = first < i - (not of_its_own) and not _is_land(" ".join(words[first:i]))
        if named and not _tells_a_role(doc[first]):
            yield Proposal(first, i, kind_of(words[first : i + 1], EntityKind.COMPANY), Reader.CAPITALS)


def _belongs(token: Token, land: int) -> bool:
    """True for a capitalised noun that the parser ties to the name that ends there."""
    tied = token.dep_ == "compound" and token.i < token.head.i <= land
    return tied and token.tag_ in _NOUNS and token.text[0].isupper() and token.ent_type_ != "PERSON"


def _tells_a_role(opening: Token) -> bool:
    """True for "Drugmaker Narvex", "Senator Doe", "Monday Narvex": the word is no part of the name."""
    low = opening.lower_
    lists = ("callings", "leading", "people", "never")
    if low in lexicon("names", "openings") or opening.text in general_words():
        return False
    if opening.text in lexicon("names", "offices") or any(low in lexicon("names", some) for some in lists):
        return True
    return kind_of_noun(opening) is EntityKind.PERSON


def _is_land(text: str) -> bool:
    return any(row.entity.kind in _LANDS for row in table().by_name.get(fold(text), ()))
