"""Finds what a multiple or share compares with what ("three times as big as", "half the level of 2008").

A comparison is no verb: "carries twice as many cars", "40 jets, twice as many as in May". So each multiple is
a predicate of its own beside the sentence's verb: its subject is what is compared, its "than" the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document
from ingest.grammar.arguments import Argument, Function
from ingest.grammar.predicates import Part, Predicate, PredicateIndex
from ingest.grammar.tree import Tree
from ingest.rulebook import rules

_REACH = 12  # tokens between a multiple and the "as" or "than" behind which its standard stands

_words = rules("frame_words")["comparing"]
_MEASURES = frozenset(_words["measures"])
_LEVELS = frozenset(_words["levels"])
_FRACTIONS = frozenset(_words["fractions"])
_THOSE = frozenset(_words["those"])
_UNITS = frozenset(rules("frame_words")["sets"]["time_units"])
_DETERMINERS = frozenset(_words["determiners"])
_BESIDE = frozenset(_words["beside"])
_VAGUE = frozenset(_words["vague"])
_COMPARATIVE = frozenset({"JJR", "RBR"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSAL = _VERBAL | {"ADJ"}
_BEFORE_NOUN = frozenset({"det", "amod", "nummod", "poss", "compound", "case"})
_ADDED = frozenset({"appos", "npadvmod", "advmod", "conj", "dep", "dobj", "attr"})
_PARTING = frozenset({",", "-", "--", "–", "—", "(", "or", "and", "about", "roughly", "some"})
_TIES = frozenset({"of", "in", "for", "at"})


@dataclass(frozen=True, slots=True)
class Multiple:
    """A multiple or a share where it stands in the text: first and last token, and the one that heads it."""

    first: int
    last: int
    root: int
    unit: str
    """times or percent."""


def comparison_at(
    document: Document, index: PredicateIndex, multiple: Multiple, measured: frozenset[int]
) -> Predicate | None:
    """What a multiple or share compares with what, None where it compares nothing.

    `measured` are the tokens of sums and measures: "40 jets" may be compared, "40 tonnes" are so much of it.
    """
    tree, first, last = document.tree, multiple.first, multiple.last
    if tree.pos[multiple.root] == "VERB" or last >= tree.sentence[last][1]:
        return None
    standard = _standard(tree, last, multiple.unit)
    if standard is None:
        return None
    top = phrase_of(tree, multiple.root)
    above = (a for a in (top, *tree.ancestors(top)) if tree.pos[a] in _CLAUSAL)
    verb = next((a for a in above if index.at(a) is not None), None)
    arguments = [
        *(Argument(Function.SUBJECT, h, None, True) for h in _compared(tree, index, top, verb, measured)),
        *(Argument(Function.OBLIQUE, h, "than") for h in standard),
    ]
    return Predicate(
        head=multiple.root,
        trigger=document.span(first, last),
        lemma=multiple.unit,
        particle=None,
        part=Part.QUANTITY,
        passive=False,
        arguments=tuple(arguments),
        governor=None if _is_beside(tree, top) else verb,
    )


def _standard(tree: Tree, last: int, unit: str) -> list[int] | None:
    """What is compared with, empty where the text leaves it out; None where nothing is compared."""
    word = tree.text[last + 1]
    if unit == "percent":
        if _is_comparative(tree, last + 1) or tree.tag[last] in _COMPARATIVE:
            found = _behind(tree, last + 1, "than")
            return _behind(tree, last + 1, "compared") if found is None else found
        if word in _BESIDE:
            return _of_level(tree, last + 2, _MEASURES)
        if tree.text[last] in _FRACTIONS and word == "of":
            return None if tree.text[last + 2 : last + 3] == ["what"] else _of_level(tree, last + 2, _LEVELS)
        if tree.text[last] == "half" and word == "as":
            return _behind(tree, last + 2, "as") or []
        return _of_level(tree, last + 1, _MEASURES) if tree.text[last] == "half" else None
    if word == "as":
        return _behind(tree, last + 2, "as") or []
    if tree.tag[last + 1] in _COMPARATIVE or word in {"more", "less", "fewer"}:
        return _behind(tree, last + 2, "than") or []
    if word in _DETERMINERS and _is_when(tree, last + 2):
        return None  # "met twice last year"
    if word in {"that", "those"} and tree.tag[last + 2 : last + 3] in (["NN"], ["NNS"]):
        return None  # "asked for twice that sum": a sum told before, compared with nothing
    if word in _DETERMINERS or tree.tag[last + 1] in {"PRP$", "NNP", "CD"}:
        return _of_noun(tree, last + 1)
    return None


def _is_when(tree: Tree, noun: int) -> bool:
    """True for the "year" of "twice last year", not of "twice last year's level"."""
    return noun < len(tree) and tree.lemma[noun] in _UNITS and tree.text[noun + 1 : noun + 2] != ["'s"]


def _is_comparative(tree: Tree, word: int) -> bool:
    """True for "higher", also for "dearer than", which the tagger takes for a noun."""
    if tree.tag[word] in _COMPARATIVE:
        return True
    return tree.text[word].endswith("er") and tree.text[word + 1 : word + 2] == ["than"]


def _behind(tree: Tree, start: int, marker: str) -> list[int] | None:
    """The noun behind the next "as" or "than" of the clause, None where there is no such word."""
    end = min(start + _REACH, tree.sentence[start][1] + 1) if start < len(tree) else start
    for at in range(start, end):
        if tree.text[at] == marker:
            below = [at, *(c for c in tree.children[at] if tree.text[c] in {"in", "at", "for", "to", "of"})]
            found = [c for b in below for c in tree.children[b] if c > at and tree.dep[c] == "pobj"]
            clause = tree.head[at]
            if not found and tree.dep[at] == "mark":
                found = [c for c in tree.children[clause] if c > at and tree.dep[c] in {"nsubj", "nsubjpass"}]
            return [n for f in found for n in (_inside(tree, f) if tree.text[f] in _THOSE else [f])]
        if tree.text[at] in {",", ";"} and at > start + 1:
            break
    return None


def _of_noun(tree: Tree, start: int) -> list[int]:
    """The noun phrase behind "three times": of "the size of Wales" Wales, of "the old level" the level."""
    if tree.text[start] == "what":
        return []
    if tree.text[start] in _THOSE:
        return _inside(tree, start)
    noun = start
    while noun < tree.sentence[start][1] and tree.dep[noun] in _BEFORE_NOUN:
        noun += 1
    return _inside(tree, noun) or [noun]


def _inside(tree: Tree, noun: int) -> list[int]:
    """The nouns behind the "of" of a noun."""
    of = [c for c in tree.children[noun] if tree.text[c] in _TIES]
    return [o for c in of for o in tree.children[c] if tree.dep[o] == "pobj"]


def _of_level(tree: Tree, start: int, measures: frozenset[str]) -> list[int] | None:
    """The standard of "half the level of": only nouns that say how much; of others "half" is a share."""
    if tree.text[start] in _THOSE:
        return _of_noun(tree, start) or None  # "half of that" is half of what was told before
    if tree.text[start] not in _DETERMINERS and tree.tag[start] != "PRP$":
        return None
    found = next((i for i in range(start, tree.sentence[start][1] + 1) if tree.tag[i] in {"NN", "NNS"}), None)
    while found is not None and found < tree.sentence[start][1] and tree.tag[found + 1] in {"NN", "NNS"}:
        found += 1
    return _of_noun(tree, start) if found is not None and tree.lemma[found] in measures else None


def phrase_of(tree: Tree, token: int) -> int:
    """The highest token of the phrase that the multiple stands in, below the verb."""
    while tree.head[token] != token and tree.pos[tree.head[token]] not in _VERBAL:
        if tree.head[token] < token and _is_beside(tree, token):
            break
        token = tree.head[token]
    return token


def _is_beside(tree: Tree, top: int) -> bool:
    """True for what stands behind a comma and tells more of what was said before it."""
    edge = tree.subtree(top)[0]
    return tree.dep[top] in _ADDED and edge > 0 and tree.text[edge - 1] in _PARTING


def _compared(
    tree: Tree, index: PredicateIndex, top: int, verb: int | None, measured: frozenset[int]
) -> Iterator[int]:
    """What is compared: the counted thing that the multiple explains, else the clause's subject."""
    if tree.dep[top] == "appos" and tree.tag[tree.head[top]] in {"NNS", "NNPS"}:
        noun = tree.head[top]
        if noun not in measured:
            yield noun
            return
    predicate = index.at(verb) if verb is not None else None
    if predicate is None:
        return
    if _is_beside(tree, top):
        objects = [a.head for a in predicate.fillers(Function.OBJECT) if a.head < top]
        counted = [o for o in objects if tree.child(o, "nummod") is not None and o not in measured]
        if counted:
            yield from counted
            return
    for argument in predicate.arguments:
        wanted = Function.OBJECT if predicate.passive else Function.SUBJECT
        if argument.function is wanted and tree.text[argument.head] not in _VAGUE:
            yield argument.head
