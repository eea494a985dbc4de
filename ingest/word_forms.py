"""Part of speech, features and lemma of a word that was met before, without asking the model's rules anew.

spaCy's attribute ruler and rule lemmatizer look at a token's own attributes, and in a few patterns at its
neighbours'. They cost a sixth of the parse, and a language repeats itself: what they said of a word is kept,
and they are asked only about what is new. Every answer is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Any

import numpy
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

MOST_REMEMBERED = 100_000  # words in one use each, about 250 bytes; then all is forgotten and learnt anew

_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_READ: list[int | str] = ["ORTH", "TAG", "DEP", "POS", "MORPH", "LEMMA"]  # all that the rules look at, ...
_SEEN_AS = {*_READ, "TEXT", "LOWER", "IS_SPACE"}  # ... under these names: the last three follow from ORTH
_WRITTEN: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]  # all that the rules may change
_ROW = 8 * len(_READ)  # bytes: spaCy's attributes have 64 bits


def remember_word_forms(nlp: Language) -> None:
    """Put a memory in the place of the model's rules, where it can give exactly what they give."""
    names = nlp.pipe_names
    if (_RULER, _LEMMATIZER) not in pairwise(names):
        return
    ruler, lemmatizer = nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER)
    if _looks_at_words_only(lemmatizer) and _can_be_remembered(ruler):
        nlp.add_pipe("word_forms", after=_LEMMATIZER)
        nlp.disable_pipe(_RULER)
        nlp.disable_pipe(_LEMMATIZER)


@Language.factory("word_forms")
def _word_forms(nlp: Language, name: str) -> WordForms:
    return WordForms(nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER))


class WordForms:
    """The pipeline component: a memory in front of the ruler and the lemmatizer.

    The attributes of a token are one row of bytes. A row is looked up alone, unless a pattern of several
    tokens may begin at it or shortly before it: then it is looked up with its neighbours.
    """

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._rules = (ruler, lemmatizer)
        self._reach = max((len(pattern) for pattern in _patterns(ruler)), default=1) - 1
        self._openings = _matcher(ruler, [pattern[0] for pattern in _patterns(ruler) if len(pattern) > 1])
        self._gap = _rows_of(_gap(ruler.vocab))[0]
        self._known: dict[bytes, bytes] = {}
        self._openers: set[bytes] = set()

    @property
    def remembered(self) -> int:
        """How many words in one use each are remembered."""
        return len(self._known)

    def __call__(self, doc: Doc) -> Doc:
        """Write the word forms into a document that is tagged and parsed."""
        rows = _rows_of(doc)
        if len(self._known) + len(rows) > MOST_REMEMBERED:
            self._known.clear()
            self._openers.clear()
        self._learn(rows, centre=0)
        if not self._openers.isdisjoint(rows):
            rows = list(self._with_neighbours(rows))
            self._learn((row for row in rows if len(row) > _ROW), centre=self._reach)
        answers = b"".join(map(self._known.__getitem__, rows))
        return doc.from_array(_WRITTEN, _table(answers, _WRITTEN))

    def _with_neighbours(self, rows: list[bytes]) -> Iterator[bytes]:
        """Each row, with the rows on either side where a pattern of several tokens may cover it."""
        gaps = [self._gap] * self._reach
        fenced = [*gaps, *rows, *gaps]
        for i, row in enumerate(rows):
            window = fenced[i : i + 2 * self._reach + 1]
            covered = not self._openers.isdisjoint(window[: self._reach + 1])
            yield b"".join(window) if covered else row

    def _learn(self, stretches: Iterable[bytes], centre: int) -> None:
        """Ask the rules about each stretch of rows that is not known; what they say of the centre is kept."""
        new = list(dict.fromkeys(stretch for stretch in stretches if stretch not in self._known))
        if not new:
            return
        words = self._document(self._gap.join(new) + self._gap)
        if self._reach and not centre:
            self._openers.update(new[start // 2] for _, start, _ in self._openings(words, allow_missing=True))
        for rule in self._rules:
            words = rule(words)
        answers = _rows_of(words, _WRITTEN)
        step = len(new[0]) // _ROW + 1
        self._known.update(zip(new, answers[centre::step], strict=True))

    def _document(self, rows: bytes) -> Doc:
        """A document of these tokens, which knows nothing else of them."""
        vocab = self._rules[0].vocab
        table = _table(rows, _READ)
        doc = Doc(vocab, words=[vocab.strings[orth] for orth in table[:, 0].tolist()])
        return doc.from_array(_READ[1:], table[:, 1:])


def _rows_of(doc: Doc, attributes: list[int | str] = _READ) -> list[bytes]:
    """These attributes of each token, as bytes."""
    table = doc.to_array(attributes)
    return table.view(f"V{table.shape[1] * table.itemsize}").ravel().tolist()


def _table(rows: bytes, attributes: list[int | str]) -> Any:
    return numpy.frombuffer(rows, dtype=numpy.uint64).reshape(-1, len(attributes))


def _looks_at_words_only(lemmatizer: Any) -> bool:
    """Whether the lemma follows from the word, its part of speech and its features: so it is in English."""
    return type(lemmatizer) in {Lemmatizer, EnglishLemmatizer} and lemmatizer.mode in {"rule", "lookup"}


def _can_be_remembered(ruler: Any) -> bool:
    """Whether the ruler's patterns look at no more than what is remembered, and none runs across a gap."""
    written = chain.from_iterable(entry["attrs"] for entry in ruler.patterns)
    looked_at = chain.from_iterable(chain.from_iterable(_patterns(ruler)))
    if type(ruler) is not AttributeRuler or not _SEEN_AS.issuperset(looked_at):
        return False
    in_company = [step for pattern in _patterns(ruler) if len(pattern) > 1 for step in pattern]
    crossed = in_company and _matcher(ruler, in_company)(_gap(ruler.vocab), allow_missing=True)
    return set(written).issubset(_WRITTEN) and not crossed


def _gap(vocab: Vocab) -> Doc:
    """What stands between words in a list of words: no pattern of several tokens may run across it."""
    return Doc(vocab, words=["\u241e"], pos=["SYM"])


def _patterns(ruler: Any) -> list[list[dict[str, Any]]]:
    return [pattern for entry in ruler.patterns for pattern in entry["patterns"]]


def _matcher(ruler: Any, steps: list[dict[str, Any]]) -> Matcher:
    """Finds the tokens that fit any of these steps of a pattern."""
    matcher = Matcher(ruler.vocab)
    if steps:  # spaCy takes no empty list
        matcher.add("step", [[step] for step in steps])
    return matcher
