"""Finds models by the shape of their designation and what stands around it: "H200", "Acme A380", "iPhone 5".

A designation of letters and digits counts after a maker or a product line, in a maker's possession ("Acme's
faster X200"), before a product noun ("X200 chips"), or where the article has shown elsewhere what it is. A
bare number counts only after a maker or a product line ("Boeing 737"), and then elsewhere in the article.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.names.proposals import lexicon
from ingest.rulebook import rules
from kg.model import EntityKind

LONGEST_LINE = 4  # capitalised words before a designation ("GeForce RTX Pro Max 6000D")
REACH_OF_NOUN = 3  # tokens in which the noun stands ("X200 artificial-intelligence chip" has it later)
REACH_OF_POSSESSIVE = 6  # tokens between "Acme's" and the designation, with the adjectives between


@dataclass(frozen=True, slots=True)
class Designation:
    """The first and last token of a model's name, and whether it is a chip or another product."""

    first: int
    last: int
    kind: EntityKind


def find_designations(
    doc: Doc, words: list[str], makers: bytearray, numbers: set[str]
) -> Iterator[Designation]:
    """The models of an article.

    `makers` has one byte a token, 1 where the name of a company or of a product line ends; `numbers` are the
    bare numbers that are known to be models ("777").
    """
    known = set(numbers)
    unsure: list[Designation] = []
    shown: dict[str, EntityKind] = {}
    bare: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        if not _has_digit(word) or (i > 1 and words[i - 1] == "-" and _has_digit(words[i - 2])):
            continue
        last = _last(words, i)
        if last == i and _is_number(word):
            if i and makers[i - 1] and not _counts(doc[i]):
                first = _line(doc, i, makers)
                known.add(word.removesuffix("s"))
                yield Designation(first, last, _kind(words, last))
            else:
                bare.append((i, last))
            continue
        if i and words[i - 1].lower() in lexicon("models", "numbered"):
            continue
        shape, not_shape = _shapes()
        if last == i and (not shape.match(word) or not_shape.match(word)):
            continue
        first = _line(doc, i, makers)
        found = Designation(first, last, _kind(words, last))
        if first < i or _owned(doc, i, makers) or _product_follows(words, last):
            shown.setdefault(word.removesuffix("s"), found.kind)
            yield found
        else:
            unsure.append(found)
    for found in unsure:
        kind = shown.get(words[found.last].removesuffix("s"))
        if kind is None and found.first < found.last and words[found.first] in known:
            kind = found.kind  # "the 777-200" of the article's 777
        if kind is not None:
            yield Designation(found.first, found.last, kind)
    for i, last in bare:
        if words[i].removesuffix("s") in known and not _counts(doc[i]):
            yield Designation(i, last, EntityKind.PRODUCT)


def _line(doc: Doc, i: int, makers: bytearray) -> int:
    """Where the name begins: with the product line and the maker right before the designation."""
    first = i
    while first > 0 and i - first < LONGEST_LINE and _line_word(doc[first - 1]):
        first -= 1
    if first > 0 and makers[first - 1]:
        first -= 1
    return first


def _line_word(token: Token) -> bool:
    """A capitalised word before a designation that belongs to it: "Ascend" in "Ascend 910C"."""
    return (
        any(c.isupper() for c in token.text[:2])
        and token.pos_ in {"PROPN", "VERB", "NOUN", "X"}
        and not token.is_sent_start
        and token.lower_ not in lexicon("names", "never")
        and token.ent_type_ not in {"DATE", "TIME", "GPE", "PERSON", "NORP", "MONEY"}
    )


def _last(words: list[str], i: int) -> int:
    """The last token of the designation: with its variant ("Pro Max") and what hangs on it by a hyphen."""
    last = i
    if last + 2 < len(words) and words[last + 1] == "-" and _suffix().fullmatch(words[last + 2]):
        last += 2
    variants = lexicon("models", "variant")
    while last + 1 < len(words) and words[last + 1].lower() in variants and words[last + 1][0].isupper():
        last += 1
    return last


def _counts(token: Token) -> bool:
    """True where a number tells how many or how much: "500 engineers", "20 percent", "$5"."""
    counted = token.dep_ in {"nummod", "quantmod", "npadvmod"} and token.head.i > token.i
    if counted or token.ent_type_ in {"DATE", "MONEY", "PERCENT", "TIME"}:
        noun = token.head.lower_
        return noun not in lexicon("models", "product") and noun not in lexicon("models", "chip")
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in lexicon("models", "units")


def _owned(doc: Doc, i: int, makers: bytearray) -> bool:
    """True for "Acme's less powerful X20": a maker's possessive shortly before."""
    for j in range(i - 1, max(i - REACH_OF_POSSESSIVE, 0), -1):
        if doc[j].tag_ == "POS":
            return bool(makers[j - 1])
        if doc[j].pos_ not in {"ADJ", "ADV", "PROPN", "NOUN", "PUNCT", "NUM"}:
            return False
    return False


def _kind(words: list[str], last: int) -> EntityKind:
    chips = lexicon("models", "chip")
    after = words[last + 1 : last + 1 + REACH_OF_NOUN]
    return EntityKind.CHIP if any(word.lower() in chips for word in after) else EntityKind.PRODUCT


def _product_follows(words: list[str], last: int) -> bool:
    chips, products = lexicon("models", "chip"), lexicon("models", "product")
    after = words[last + 1 : last + 1 + REACH_OF_NOUN]
    return any(word.lower() in chips or word.lower() in products for word in after)


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(c.isdigit() for c in word)


def _is_number(word: str) -> bool:
    return len(word) < 6 and word.removesuffix("s").isdigit()


@functools.cache
def _suffix() -> re.Pattern[str]:
    return re.compile(r"\d{1,4}[A-Z]{0,3}s?")


@functools.cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    models = rules("mentions")["models"]
    return re.compile(models["shape"]), re.compile(models["not_shape"])
