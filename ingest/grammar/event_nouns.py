"""Tells which nouns speak of a happening, and what "of", "by" and a possessor are to each of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from ingest.grammar.arguments import Function
from ingest.grammar.deep_syntax import DeepSyntax
from ingest.rulebook import rules

_PATTERNS = (
    "transitive",
    "passive",
    "intransitive",
    "reciprocal",
    "on",
    "for",
    "plain",
    "expression",
    "things",
)
_PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", ""))


@dataclass(frozen=True, slots=True)
class NounPattern:
    """What the participants of one event noun are, by the word that ties them to it.

    `prepositions` maps "of", "on", "for", "against" to functions; a preposition that it does not hold gives
    an oblique. `verb` is the verb that says the same, None where there is none.
    """

    possessor: Function
    prepositions: dict[str, Function]
    verb: str | None
    thing: bool


@functools.cache
def _table() -> dict[str, NounPattern]:
    book = rules("nouns")
    table: dict[str, NounPattern] = {}
    for name in _PATTERNS:
        pattern = book[name]
        prepositions = {
            word: Function(value)
            for word, value in pattern.items()
            if word not in {"words", "possessor", "examples"} and value != "oblique"
        }
        for entry in pattern["words"].split():
            noun, _, verb = entry.partition(":")
            table[noun] = NounPattern(
                Function(pattern["possessor"]), prepositions, verb or None, name == "things"
            )
    return table


@functools.cache
def _suffixes() -> tuple[tuple[str, ...], int, frozenset[str]]:
    book = rules("nouns")["suffixes"]
    return tuple(book["endings"]), int(book["shortest"]), frozenset(book["exceptions"].split())


@functools.cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(rules("nouns")[name]["words"].split())


_BY_SUFFIX = NounPattern(Function.SUBJECT, {"of": Function.OBJECT}, None, False)


def verb_of(noun: str) -> str | None:
    """The verb that says the same as this event noun ("approval": "approve"), or None."""
    pattern = pattern_of(noun)
    return pattern.verb if pattern else None


@functools.lru_cache(maxsize=20_000)
def singular(noun: str) -> str:
    """The form under which the tables know a noun (lower-case, also plural), else the noun as it is."""
    table = _table()
    for form in (noun, *(noun[: -len(end)] + new for end, new in _PLURALS if noun.endswith(end))):
        if form in table:
            return form
    endings, shortest, exceptions = _suffixes()
    form = noun[:-1] if noun.endswith("s") else noun
    if len(form) >= shortest and form.endswith(endings) and form not in exceptions:
        return form
    return noun


@functools.lru_cache(maxsize=20_000)
def pattern_of(noun: str) -> NounPattern | None:
    """The pattern of an event noun (lower-case, singular or plural), or None where it is no event noun."""
    form = singular(noun)
    known = _table().get(form)
    if known is not None:
        return known
    endings, shortest, exceptions = _suffixes()
    if len(form) >= shortest and form.endswith(endings) and form not in exceptions:
        return _BY_SUFFIX
    return None


def is_event_noun(syntax: DeepSyntax, token: int, title: bool) -> NounPattern | None:
    """The pattern of the noun at `token` where the sentence speaks of it as a happening, else None.

    `title` is true where the whole sentence is in capitals or title case, so that capitals prove no name.
    """
    tree = syntax.tree
    word = tree.text[token]
    pattern = pattern_of(word)
    if pattern is None:
        return _BY_SUFFIX if token and f"{tree.text[token - 1]}-{word}" in _word_set("pairs") else None
    if tree.dep[token] == "compound":
        return None
    if tree.pos[token] == "PROPN" and not title and singular(word) not in _word_set("named"):
        return None
    if token and tree.text[token - 1] == "in" and word in _word_set("idioms"):
        return None
    return pattern
