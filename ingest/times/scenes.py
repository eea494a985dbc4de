"""What is known while times are read in order: the day to count from, the time told last, the grammar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from spacy.tokens import Token

from ingest.document import Document, Zone
from ingest.rulebook import rules
from ingest.times.periods import Grain, Period
from ingest.times.tenses import Side, side_of, side_of_event

_DATE_LINE_LINES = 12  # a date line stands at the head of the article
_DATE_LINE_LENGTH = 60  # characters: it holds little else
_AS_OF = re.compile(rf"\b{rules('times')['tense']['holding']}$")
_AS_OF_REACH = 8
_SHALL = frozenset(rules("times")["tense"]["shall"])
_PARAGRAPH = 1  # line ends that stand between two paragraphs
_AFTER_DATE_LINE = re.compile(r"\)? ?[-–—:|]")  # "OSLO, March 3, 2020 — The …"

# A word of time inside such a name is none: "Theresa May", "The Sunday Times".
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "NORP"})


class Scene:
    """The reader's memory. `reference` is the day of publication or of the date line, None without."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text: str = document.text
        self.reference: date | None = document.article.published
        self.hint: date | None = None  # a day of about the right year, where there is no reference
        self.anchor: Period | None = None  # the last dated time in the text
        self.anchor_end = 0
        self._zones = {s.start: zone for s, zone in zip(document.doc.sents, document.zones, strict=True)}
        self._starts = document.starts

    def take_date_line(self, dates: Iterable[tuple[re.Match[str], Period | None]]) -> None:
        """Count from the first date that stands by itself at the head; else keep the first as a hint."""
        for match, period in dates:
            if period is None:
                continue
            if self._is_date_line(match):
                self.reference = period.earliest
                return
            self.hint = self.hint or period.earliest

    def _is_date_line(self, match: re.Match[str]) -> bool:
        start = self.text.rfind("\n", 0, match.start()) + 1
        end = self.text.find("\n", match.end())
        line = self.text[start : end if end >= 0 else len(self.text)].strip()
        if self.text.count("\n", 0, start) >= _DATE_LINE_LINES:
            return False
        if len(line) <= _DATE_LINE_LENGTH and line[-1:] != ".":
            return True
        short = match.end() - start < _DATE_LINE_LENGTH
        return short and _AFTER_DATE_LINE.match(self.text, match.end()) is not None

    def remember(self, period: Period, end: int) -> None:
        """Take a dated period as the time that "a year later" counts from."""
        if period.earliest is not None and period.grain not in {Grain.LENGTH, Grain.DECADE, Grain.CENTURY}:
            self.anchor, self.anchor_end = period, end

    def token_at(self, offset: int) -> Token:
        """The token that holds the character."""
        return self.document.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def side(self, offset: int) -> Side:
        """Past, future or present, by the grammar around the character."""
        if self.reference is None:
            return Side.PRESENT  # a hint is of the right year, but is no day to take sides from
        token = self.token_at(offset)
        if self.is_possessive(offset):
            # "June's estimate": the verb's tense is not the estimate's; but it is the election's.
            return side_of_event(token.head)
        return side_of(token)

    def begins_lately(self, offset: int) -> bool:
        """True for "As of Sunday, nobody may …": what holds already, where no "will" says otherwise."""
        if not _AS_OF.search(self.text[max(0, offset - _AS_OF_REACH) : offset]):
            return False
        return not any(t.lower_ in _SHALL for t in self.token_at(offset).sent)

    def is_near_anchor(self, match: re.Match[str]) -> bool:
        """True where the time told last stands in the same paragraph, or the one before."""
        return self.text.count("\n", self.anchor_end, match.start()) <= _PARAGRAPH

    def is_possessive(self, offset: int) -> bool:
        """True where the word carries a possessive "'s"."""
        token = self.token_at(offset)
        return token.i + 1 < len(token.doc) and token.nbor().tag_ == "POS"

    def is_name(self, offset: int) -> bool:
        """True where the word is part of a person's, company's or work's name."""
        return self.token_at(offset).ent_type_ in _NAMES

    def counts_a_noun(self, offset: int) -> bool:
        """True for a figure before the noun that it counts ("9 people")."""
        token = self.token_at(offset)
        return token.dep_ == "nummod" and token.head.i > token.i and token.head.pos_ == "NOUN"

    def in_headline(self, offset: int) -> bool:
        """True where the character stands in a headline."""
        return self._zones[self.token_at(offset).sent.start] is Zone.HEADLINE
