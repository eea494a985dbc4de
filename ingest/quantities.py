"""Finds how many, how much and what share: every quantity of an article with its bounds and its unit.

The figures and words are read by `ingest.amounts`; here the grammar says what is counted, and which figures are
names ("Boeing 787"), years or ages and count nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Token

from ingest.amounts import Amount, find_amounts
from ingest.document import Document
from ingest.times import times_by_token
from kg.model import Quantity, Span, TimeSpan

_LONGEST_UNIT = 6  # tokens; a longer noun phrase is a misreading
_LEAST_BARE = 10  # a smaller figure with nothing counted is a score, a list's number or part of a name
_YEARS = range(1500, 2100)  # a bare figure in this range is a year
_SKIPPED_IN_UNIT = frozenset({"DET", "PRON", "PUNCT", "SPACE"})


def find_quantities(document: Document, times: tuple[TimeSpan, ...]) -> tuple[Quantity, ...]:
    """Every quantity of the article in the order of the text. Stretches that `times` covers hold none.

    The span holds the words that bound the number, the number and the unit ("more than 400,000 units").
    """
    in_time = times_by_token(document, times)
    starts = [token.idx for token in document.doc]
    found: list[Quantity] = []
    for amount in find_amounts(document.doc.text):
        first, last = bisect_right(starts, amount.first) - 1, bisect_left(starts, amount.last) - 1
        if first < 0 or any(i in in_time for i in range(first, last + 1)):
            continue
        end, unit = amount.end, amount.unit
        if unit is None:
            counted = _counted(document, first, last)
            if counted is not None:
                unit, end = counted[0], max(end, counted[1])
            elif not _stands_alone(document, first, last, amount):
                continue
            if _is_name(document, first, last, amount):
                continue
        span = Span(amount.start, end)
        found.append(
            Quantity(span, amount.qualifier, amount.value, amount.minimum, amount.maximum, unit, amount.code)
        )
    return tuple(found)


def quantities_by_token(document: Document, quantities: tuple[Quantity, ...]) -> dict[int, Quantity]:
    """For each token that a quantity touches, that quantity."""
    covered: dict[int, Quantity] = {}
    remaining = iter(quantities)
    quantity = next(remaining, None)
    for token in document.doc:
        while quantity is not None and quantity.span.end <= token.idx:
            quantity = next(remaining, None)
        if quantity is None:
            break
        if token.idx + len(token) > quantity.span.start and not token.is_space:
            covered[token.i] = quantity
    return covered


def _counted(document: Document, first: int, last: int) -> tuple[str, int] | None:
    """What the number counts, in words, and where those words end: its noun with what stands between."""
    doc = document.doc
    head = doc[last]
    for _ in range(_LONGEST_UNIT):
        if head.i > last or head.head.i == head.i:
            break
        head = head.head
    if not (last < head.i <= last + _LONGEST_UNIT and head.pos_ in {"NOUN", "PROPN"}):
        head_after = _noun_after(doc[last])
        if head_after is None:
            return None
        head = head_after
    words = list(doc[last + 1 : head.i + 1])
    while words and (words[0].pos_ in _SKIPPED_IN_UNIT or words[0].lower_ == "of"):
        words.pop(0)
    if not words or any(
        (w.pos_ in {"VERB", "AUX", "CCONJ"} and w.tag_ != "VBN" and w.tag_ != "VBG") or "\n" in w.text
        for w in words
    ):
        return None
    start, end = words[0].idx, head.idx + len(head)
    return doc.text[start:end], end


def _noun_after(number: Token) -> Token | None:
    """The head of the noun phrase that follows the number, where the parse ties it elsewhere ("thousands of workers")."""
    doc, found = number.doc, None
    for token in doc[number.i + 1 : number.i + 2 + _LONGEST_UNIT]:
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"npadvmod"}:
            found = token
        elif found is not None or not (
            token.pos_ in {"ADJ", "DET", "PRON"} or token.lower_ == "of" or token.tag_ in {"VBN", "POS"}
        ):
            break
    return found


def _stands_alone(document: Document, first: int, last: int, amount: Amount) -> bool:
    """True for a number that is an amount though nothing is counted: "fell to 3,400"."""
    if not amount.plain:
        return True
    figure = document.doc[last]
    value = amount.value or amount.minimum or amount.maximum
    if value is None or value < _LEAST_BARE or value in _YEARS or not figure.text.isdigit():
        return False
    return figure.dep_ in {"pobj", "dobj", "attr"} and figure.head.pos_ != "PROPN"


def _is_name(document: Document, first: int, last: int, amount: Amount) -> bool:
    """True for the figure of a name: "Boeing 787 jets", "Article 5"."""
    number = document.doc[first]
    if not amount.plain or not number.text.isdigit() or number.i == 0 or number.is_sent_start:
        return False
    before = number.nbor(-1)
    if before.pos_ == "PROPN":
        return before.head.i in {number.i, number.head.i} or number.head.i == before.i
    return number.dep_ == "nummod" and number.head.i == before.i
