"""The parse of one document as plain lists indexed by token: read once, asked often.

spaCy makes a Python object for every token that one touches; a step that asks for heads, labels and lemmas of
every token saves most of its time by copying them out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

Stretch = tuple[int, int]
"""Tokens from the first to the last, both included."""


_EMPTY = frozenset({"PUNCT", "SPACE", "CCONJ", "SCONJ"})


class Syntax:
    """Words, tags, labels, heads, children and sentence bounds of a document, by token number."""

    __slots__ = ("children", "dep", "doc", "head", "lemma", "lower", "opening", "pos", "sentence", "tag")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower, lemmas, self.pos, self.tag, self.dep = _columns(doc)
        self.lemma = [lemma.lower() for lemma in lemmas]
        # HEAD is a signed offset that the array gives as unsigned.
        offsets = doc.to_array("HEAD").tolist()
        self.head: list[int] = [i + (o - 2**64 if o >= 2**63 else o) for i, o in enumerate(offsets)]
        self.children: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.sentence: list[Stretch] = []
        """The first and last token of the sentence of each token."""
        self.opening: list[int] = []
        """The first token of each sentence."""
        for sentence in doc.sents:
            self.opening.append(sentence.start)
            self.sentence += [(sentence.start, sentence.end - 1)] * (sentence.end - sentence.start)

    def __len__(self) -> int:
        return len(self.head)

    def subtree(self, i: int) -> Stretch:
        """The first and last token of what hangs on token `i`, itself included."""
        token = self.doc[i]
        return token.left_edge.i, token.right_edge.i

    def having(self, i: int, *labels: str) -> Iterator[int]:
        """The children of token `i` with one of these labels, in order."""
        return (c for c in self.children[i] if self.dep[c] in labels)

    def first(self, i: int, *labels: str) -> int | None:
        """The first child of token `i` with one of these labels, or None."""
        return next(self.having(i, *labels), None)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above token `i`, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def is_blank(self, i: int) -> bool:
        """True for punctuation and space."""
        return self.pos[i] in {"PUNCT", "SPACE"}

    def is_infinitive(self, i: int) -> bool:
        """True for a verb with "to"."""
        return any(self.tag[c] == "TO" for c in self.children[i] if self.dep[c] == "aux")

    def has_words(self, stretch: Stretch) -> bool:
        """True for a stretch with more than punctuation and conjunctions."""
        return any(self.pos[i] not in _EMPTY for i in range(stretch[0], stretch[1] + 1))


def subtract(stretches: Iterable[Stretch], holes: Iterable[Stretch]) -> list[Stretch]:
    """The stretches without the tokens of the holes, in order."""
    left = list(stretches)
    for first, last in holes:
        cut: list[Stretch] = []
        for start, end in left:
            if last < start or end < first:
                cut.append((start, end))
                continue
            if start < first:
                cut.append((start, first - 1))
            if last < end:
                cut.append((last + 1, end))
        left = cut
    return left


def merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches in order, those that overlap or touch made one."""
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _columns(doc: Doc) -> list[list[str]]:
    """Forms in lower case, lemmas, parts of speech, tags and labels of all tokens."""
    strings = doc.vocab.strings
    found: list[list[str]] = []
    for column in doc.to_array(["LOWER", "LEMMA", "POS", "TAG", "DEP"]).T.tolist():
        names = {key: strings[key] if key else "" for key in set(column)}
        found.append([names[key] for key in column])
    return found
