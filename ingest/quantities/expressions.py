"""Finds how many, how much and what share: every quantity of an article with its bounds and its unit.

Figures and words are read by `ingest.quantities.amounts`, their bounds by `ingest.quantities.bounds`; here
the grammar says what is counted, and which figures are names ("Boeing 787"), years or ages and count nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from spacy.tokens import Token

from ingest.document import Document
from ingest.quantities.amount import Amount
from ingest.quantities.amounts import find_amounts
from ingest.quantities.bounds import bounded
from ingest.quantities.local_currencies import local
from ingest.quantities.measures import Measure
from ingest.rulebook import rules
from ingest.times.expressions import times_by_token
from kg.model import Qualifier, Quantity, Span, TimeSpan

_BEFORE_NUMBERS = frozenset(rules("quantities")["beside"]["before_numbers"])
_ARTICLES = frozenset(rules("quantities")["beside"]["articles"])
_PLURAL = frozenset(rules("quantities")["beside"]["plural"])
_INVARIABLE = frozenset(rules("quantities")["invariable"]["words"])
_DEFINITE = frozenset(rules("quantities")["definite"]["words"])
_DEFINITE_MOST = rules("quantities")["definite"]["most"]
_OF = rules("quantities")["beside"]["of"]

_LONGEST_UNIT = 7  # tokens; a longer noun phrase is a misreading
_LONGEST_WHOLE = 8  # tokens from "20" to the noun in "20 of the maker's larger 777 planes"
_LEAST_BARE = 10  # a smaller figure with nothing counted is a score, a list's number or part of a name
_YEARS = range(1500, 2100)  # a bare figure in this range is a year
_NOUNS = frozenset({"NOUN", "PROPN"})
_DETERMINERS = frozenset({"DET", "PRON"})
_BEFORE_UNIT = _DETERMINERS | {"PUNCT", "SYM", "SPACE", "PART", "CCONJ", "NUM"}
_NO_UNIT_WORDS = frozenset(rules("quantities")["beside"]["no_unit"])
_NO_UNIT = frozenset({"VERB", "AUX", "CCONJ", "ADV"})


def find_quantities(document: Document, times: tuple[TimeSpan, ...]) -> tuple[Quantity, ...]:
    """Every quantity of the article in the order of the text. Stretches that `times` covers hold none.

    The span holds the words that bound the number, the number and the unit ("more than 400,000 units").
    """
    in_time = times_by_token(document, times)
    text, starts = document.text, document.starts
    found: list[Quantity] = []
    low = 0
    for amount in find_amounts(text):
        first, last = bisect_right(starts, amount.first) - 1, bisect_left(starts, amount.last) - 1
        if amount.start < low or first < 0 or any(i in in_time for i in range(first, last + 1)):
            continue
        number = document.doc[last]
        noun = _counted(number) if amount.measure is None else None
        if amount.measure is not None:
            amount = bounded(text, low, amount)
        elif noun is not None:
            if _counts_nothing(amount, document.doc[first], number, noun):
                continue
            amount = bounded(text, low, _with_unit(amount, number, noun))
        else:
            amount, whole = bounded(text, low, amount), _whole(number)
            if _counts_nothing(amount, document.doc[first], number, whole):
                continue
            if whole is not None:
                amount = replace(amount, measure=Measure(whole.text))
        if _is_known(amount, document.doc[first]):
            continue
        low = amount.end
        found.append(_quantity(replace(amount, measure=local(text, amount.last, amount.end, amount.measure))))
    return tuple(found)


def quantities_by_token(document: Document, quantities: tuple[Quantity, ...]) -> dict[int, Quantity]:
    """For each token that a quantity touches, that quantity."""
    covered: dict[int, Quantity] = {}
    remaining = iter(quantities)
    quantity = next(remaining, None)
    for i, (start, end) in enumerate(zip(document.starts, document.ends, strict=True)):
        while quantity is not None and quantity.span.end <= start:
            quantity = next(remaining, None)
        if quantity is None:
            break
        if end > quantity.span.start and not document.words[i].isspace():
            covered[i] = quantity
    return covered


def _quantity(amount: Amount) -> Quantity:
    measure = amount.measure or Measure("", None)
    return Quantity(
        Span(amount.start, amount.end),
        amount.qualifier,
        amount.value,
        amount.minimum,
        amount.maximum,
        measure.name or None,
        measure.code,
    )


def _counted(number: Token) -> Token | None:
    """The noun that the number counts: by the parse, else the next noun phrase ("thousands of workers")."""
    head = number
    for _ in range(_LONGEST_UNIT):
        if head.i > number.i or head.head.i == head.i:
            break
        head = head.head
    if not (number.i < head.i <= number.i + _LONGEST_UNIT and head.pos_ in _NOUNS):
        head = _noun_after(number) or number
    if head is number:
        return None
    if head.dep_ in {"nmod", "compound"} and head.i < head.head.i <= number.i + _LONGEST_UNIT:
        head = head.head if head.head.pos_ == "NOUN" else head  # "17 A320 and A330 jets"
    while head.i + 1 < len(head.doc) and head.nbor().pos_ == "NOUN" and head.nbor().left_edge.i <= head.i:
        head = head.nbor()  # "thousand H200 chips", where the parse stops at the name
    between = head.doc[number.i + 1 : head.i]
    return None if any(_breaks(token) for token in between) else head


def _whole(number: Token) -> Token | None:
    """The noun that is counted by "350" in "350 of the 650 seats"."""
    if number.i + 1 == len(number.doc) or number.nbor().lower_ != _OF:
        return None
    found = next((child for child in number.nbor().children if child.dep_ == "pobj"), None)
    if found is None or found.pos_ != "NOUN" or found.i > number.i + _LONGEST_WHOLE:
        return None
    several = found.tag_ == "NNS" and number.pos_ == "NUM"  # "the first two of its ferries"
    return found if several or any(child.dep_ == "nummod" for child in found.lefts) else None


def _breaks(token: Token) -> bool:
    """True for a word that cannot stand between a number and the noun that it counts."""
    if token.lower_ in _NO_UNIT_WORDS:
        return False
    return (token.pos_ in _NO_UNIT and token.tag_ not in {"VBN", "VBG"}) or "\n" in token.text


def _noun_after(number: Token) -> Token | None:
    found = None
    for token in number.doc[number.i + 1 : number.i + 2 + _LONGEST_UNIT]:
        if token.dep_ == "poss":
            continue  # "12 of Boeing's new planes"
        if token.pos_ in _NOUNS and token.dep_ != "npadvmod":
            found = token
        elif found is not None or not _describes(token):
            break
    return found


def _describes(token: Token) -> bool:
    return token.pos_ in {"ADJ", "DET", "PRON"} or token.tag_ in {"VBN", "POS"} or token.lower_ == _OF


def _with_unit(amount: Amount, number: Token, noun: Token) -> Amount:
    """The amount with its unit: the noun and what describes it, without articles and bounding words."""
    if (
        number.i + 2 <= noun.i
        and number.nbor().tag_ == "HYPH"
        and number.nbor(2).lower_ not in _NO_UNIT_WORDS
    ):
        noun = number.nbor(2)  # "the 27-nation bloc": nations, not blocs
    words = list(noun.doc[number.i + 1 : noun.i + 1])
    of_whom = max((i for i, word in enumerate(words) if word.tag_ == "POS"), default=-1)
    words = words[of_whom + 1 :] or words
    while words[:-1] and _is_no_unit(words[0]):
        words.pop(0)
    end = noun.idx + len(noun)
    return replace(amount, end=max(end, amount.end), measure=Measure(noun.doc[words[0].i : noun.i + 1].text))


def _is_no_unit(word: Token) -> bool:
    if word.pos_ == "NUM" and not word.whitespace_:
        return False  # "300 million 5G subscribers"
    return word.pos_ in _BEFORE_UNIT or word.lower_ in _NO_UNIT_WORDS


def _counts_nothing(amount: Amount, first: Token, last: Token, noun: Token | None) -> bool:
    """True for figures that are names, years, ages, scores, and for "one" as a pronoun."""
    value = amount.value
    if noun is None and not _stands_alone(amount, last):
        return True
    if value == 0 and not first.text[:1].isdigit():
        return True  # "zero tolerance"
    if value == 1 and last.i + 1 < len(last.doc) and last.nbor().lower_ == _OF:
        return True  # "one of the engines"
    if (
        not first.text[:1].isdigit()
        and amount.plain
        and last.i + 1 < len(last.doc)
        and last.nbor().tag_ == "HYPH"
    ):
        return True  # "a three-way split"
    if not first.text[:1].isdigit() or not amount.plain:
        return False
    if first.i > 0 and not first.is_sent_start and _named_by(first, first.nbor(-1)):
        return True
    if noun is not None and _is_model(first, last, noun):
        return True
    return noun is not None and value != 1 and _is_singular(noun, last)


def _stands_alone(amount: Amount, number: Token) -> bool:
    """True for a number that is an amount though nothing is counted: "fell to 3,400"."""
    if not amount.plain or "." in number.text:
        return True
    value = amount.value or amount.minimum or amount.maximum
    if value is None or value < _LEAST_BARE or value in _YEARS or not number.text.isdigit():
        return False
    determined = any(child.pos_ in _DETERMINERS for child in number.lefts)  # "the 787"
    head = number.head
    named = head.pos_ == "PROPN" or (head.pos_ == "ADP" and head.head.pos_ == "PROPN")  # "the Group of 20"
    placed = number.dep_ in {"pobj", "dobj", "attr"} or amount.qualifier is not Qualifier.EXACT
    placed = placed or (number.dep_ in {"nsubj", "nsubjpass"} and _is_plural(head))
    return placed and not named and not determined


def _is_plural(verb: Token) -> bool:
    """True for a verb that shows that its subject is several: "100 remain", "14 were hurt"."""
    return any(v.tag_ == "VBP" or v.lower_ in _PLURAL for v in (verb, *verb.lefts))


def _named_by(number: Token, before: Token) -> bool:
    """True where the word before and the figure are one name: "Boeing 787 jets", "Article 5"."""
    if before.pos_ == "PROPN":
        return before.head.i in {number.i, number.head.i} or number.head.i == before.i
    return number.dep_ == "nummod" and number.head.i == before.i


def _is_model(first: Token, last: Token, noun: Token) -> bool:
    """True for "its larger 777 planes": numbers stand before adjectives, so the figure is a name."""
    before = first.nbor(-1) if first.i > 0 else first
    if before.tag_ not in {"JJ", "JJR"} or before.head.i != noun.i or first.i != last.i or "," in first.text:
        return False
    if before.lower_ in _BEFORE_NUMBERS:
        return False
    # "a staggering 400 people": with an article the whole is counted as one
    return not any(child.lower_ in _ARTICLES for child in noun.lefts)


def _is_singular(noun: Token, number: Token) -> bool:
    """True for "a 787 airliner": more than one of something takes the plural, so the figure is a name."""
    if noun.tag_ not in {"NN", "NNP"} or noun.lower_ in _INVARIABLE or noun.lower_.endswith("s"):
        return False
    return number.nbor().text != "-"  # "a 400-seat hall"


def _is_known(amount: Amount, first: Token) -> bool:
    """True for "the two firms": a small number in words, of things that are known already."""
    value = amount.value
    if amount.qualifier is not Qualifier.EXACT or value is None or first.text[:1].isdigit():
        return False
    if amount.measure is not None and amount.measure.code is not None:
        return False
    if value == 1 and amount.plain:
        return True  # "one" is more often an article than a count
    before = first.nbor(-1) if first.i > 0 and not first.is_sent_start else None
    return (
        before is not None
        and amount.plain
        and value <= _DEFINITE_MOST
        and (before.lower_ in _DEFINITE or before.tag_ in {"POS", "PRP$"})
    )
