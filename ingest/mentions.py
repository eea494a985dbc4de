"""Finds the names in an article: who and what is called by name, where each name starts and ends, and its kind.

Four readers propose names, and the best of those that overlap wins: the table of names, the shapes of model
designations ("H200", "Airbus A380"), the language model's recogniser (cleaned), and runs of capitalised
words that it missed. What a name means is decided later, in `ingest.linking`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.designations import find_designations
from ingest.document import Document, Zone
from ingest.names import Row, table
from ingest.rulebook import rules
from kg.model import EntityKind

TABLE, SHAPE, RECOGNISER, CAPITALS = range(4)  # the readers, the most trusted first

_NOUNS = frozenset({"NOUN", "NUM", "PROPN"})
_STATES = frozenset({EntityKind.COUNTRY, EntityKind.GOVERNMENT})


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name: its first and last token (both included, no article, no possessive) and what heads it.

    `rows` are the rows of the table that have this name. `modifier` is true where it only stands before
    another noun ("Apple stores").
    """

    first: int
    last: int
    head: int
    kind: EntityKind
    rows: tuple[Row, ...] = ()
    modifier: bool = False
    named: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    kind: EntityKind
    reader: int
    rows: tuple[Row, ...] = ()


def find_names(document: Document) -> tuple[Name, ...]:
    """The names of the article's headline and body, from left to right, none overlapping another."""
    doc = document.doc
    silent = _silent(document)
    words = [token.text for token in doc]
    from_table = list(_from_table(doc, words))
    proposals = [*from_table, *_models(doc, words, from_table), *_from_recogniser(doc, words)]
    chosen = _choose(proposals, words)
    covered = bytearray(len(words))
    for name in chosen:
        covered[name.first : name.last + 1] = b"\1" * (name.last + 1 - name.first)
    more = [*_again(chosen, words, covered), *_surnames(chosen, doc, words, covered), *_capitalised(doc, words, covered)]
    names = sorted([*chosen, *_choose(more, words)], key=lambda name: name.first)
    return tuple(_name(found, doc) for found in names if not silent[found.first])


def _name(found: _Found, doc: Doc) -> Name:
    head = doc[found.first : found.last + 1].root
    modifier = found.kind not in _STATES and _modifies(head, found.last)
    return Name(found.first, found.last, head.i, found.kind, found.rows, modifier)


def _modifies(head: Token, last: int) -> bool:
    """True for a name that only stands before another noun: "Apple stores", not "Apple's stores"."""
    above, after = head.head, head.doc[last + 1] if last + 1 < len(head.doc) else None
    if after is not None and after.text == "-" and not after.whitespace_ and head.dep_ != "ROOT":
        return True
    if head.dep_ not in {"compound", "nmod", "amod"} or above.i <= last or above.pos_ not in _NOUNS:
        return False
    # In a heading the parser often takes the verb for a noun: "Acme releases new phone".
    heading = above.dep_ == "ROOT" and above.tag_ == "NNS" and head.left_edge.is_sent_start
    return not (heading and above.i == head.i + 1)


def _silent(document: Document) -> bytearray:
    """One byte a token: 1 in furniture."""
    silent = bytearray(len(document.doc))
    for sentence, zone in zip(document.doc.sents, document.zones, strict=True):
        if zone is Zone.FURNITURE:
            silent[sentence.start : sentence.end] = b"\1" * (sentence.end - sentence.start)
    return silent


# The table


@functools.cache
def _aliases() -> dict[str, list[tuple[str, str, tuple[Row, ...]]]]:
    """From the first word of a name, in small letters, to the names (as written, in small letters, rows)."""
    by_alias: dict[str, list[Row]] = {}
    for row in table().rows.values():
        for name in row.names:
            by_alias.setdefault(name.removeprefix("the "), []).append(row)
    index: dict[str, list[tuple[str, str, tuple[Row, ...]]]] = {}
    for alias, rows in by_alias.items():
        first = re.match(r"\w+", alias)
        if first:
            index.setdefault(first.group().lower(), []).append((alias, alias.lower(), tuple(rows)))
    for some in index.values():
        some.sort(key=lambda entry: -len(entry[0]))
    return index


def _from_table(doc: Doc, words: list[str]) -> Iterator[_Found]:
    index = _aliases()
    text = doc.text
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    starts = [token.idx for token in doc]
    ends = {start + len(word): i for i, (start, word) in enumerate(zip(starts, words, strict=True))}
    leading = _leading
    last = -1
    for i, word in enumerate(words):
        if i <= last or (word.islower() and word not in index):
            continue
        for alias, low, rows in index.get(leading(word), ()):
            start = starts[i]
            if not lowered.startswith(low, start):
                continue
            end = start + len(low)
            if end not in ends and lowered[end : end + 1] == "s" and rows[0].maker:
                end += 1  # "A380s"
            found = ends.get(end)
            if found is not None and _cased(alias, text[start:end]):
                yield _Found(i, found, rows[0].entity.kind, TABLE, rows)
                last = found
                break


@functools.lru_cache(maxsize=50_000)
def _leading(word: str) -> str:
    match = re.match(r"\w+", word)
    return match.group().lower() if match else ""


@functools.lru_cache(maxsize=20_000)
def _cased(alias: str, text: str) -> bool:
    """True where the text has the capitals of the alias, or is in capitals throughout."""
    if text == alias or (len(text) > 3 and text.isupper()):
        return True
    for ours, theirs in zip(alias.split(), text.split(), strict=False):
        if ours.isupper() and len(ours) > 1 and ours != theirs.removesuffix("s"):
            return False
        if ours[0].isupper() and not theirs[0].isupper():
            return False
    return True


# Shapes


def _models(doc: Doc, words: list[str], found: list[_Found]) -> Iterator[_Found]:
    """The models that the table does not name, by their shape."""
    makers = bytearray(len(doc) + 1)
    numbers: set[str] = set()
    for name in found:
        if name.kind in {EntityKind.COMPANY, EntityKind.PRODUCT, EntityKind.CHIP}:
            makers[name.last] = 1
            if words[name.last].isdigit() and name.kind is EntityKind.PRODUCT:
                numbers.add(words[name.last])
    for ent in doc.ents:
        if ent.label_ in {"ORG", "PRODUCT"}:
            makers[ent.end - 1] = 1
    for model in find_designations(doc, words, makers, numbers):
        yield _Found(model.first, model.last, model.kind, SHAPE)


@functools.cache
def _lexicon(section: str, name: str) -> frozenset[str]:
    return frozenset(rules("mentions")[section][name])


# The language model's recogniser


def _from_recogniser(doc: Doc, words: list[str]) -> Iterator[_Found]:
    kinds = rules("mentions")["kinds"]
    for ent in doc.ents:
        kind = kinds.get(ent.label_)
        if kind is None:
            continue
        for first, last in _pieces(ent.start, ent.end - 1, words):
            span = _trim(first, last, words)
            if span:
                yield _Found(*span, kind_of(words[span[0] : span[1] + 1], EntityKind(kind)), RECOGNISER)


def _pieces(first: int, last: int, words: list[str]) -> Iterator[tuple[int, int]]:
    """A recognised name, cut at line breaks, at commas and before possessors' things ("Apple's iTunes")."""
    start = first
    for i in range(first, last + 1):
        cut = "\n" in words[i] or words[i] in {"'s", "'", ",", ";", "(", ")", ":", '"', "—", "–"}
        if cut:
            if start < i:
                yield start, i - 1
            start = i + 1
    if start <= last:
        yield start, last


def _trim(first: int, last: int, words: list[str]) -> tuple[int, int] | None:
    """A name without titles, articles and small words at its ends; None where nothing is left."""
    leading, trailing = _lexicon("names", "leading"), _lexicon("names", "trailing")
    never = _lexicon("names", "never")
    while first <= last and (words[first].lower() in leading or not _proper(words[first]) or words[first].lower() in never and first < last):
        first += 1
    while last >= first and (words[last].lower() in trailing or not _proper(words[last])):
        last -= 1
    if "Flight" in words[first + 1 : last + 1]:
        last = words.index("Flight", first, last + 1) - 1
    if last < first or (last == first and (words[first].lower() in never or len(words[first]) < 2)):
        return None
    if last == first and _no_model().match(words[first].upper()):
        return None
    if words[last] in _lexicon("names", "events") or not any(c.isalpha() for c in words[last]) and first == last:
        return None
    return first, last


@functools.cache
def _no_model() -> re.Pattern[str]:
    return re.compile(rules("mentions")["models"]["not_shape"])


def _proper(word: str) -> bool:
    return any(c.isupper() for c in word) or word[:1].isdigit() or not word.isascii()


@functools.cache
def _kind_words() -> dict[str, EntityKind]:
    return {w: EntityKind(kind) for kind, some in rules("mentions")["kind_words"].items() for w in some}


def kind_of(words: list[str], default: EntityKind) -> EntityKind:
    """The kind that a name's own words tell ("Ministry of ...": an agency), else the default."""
    if default is EntityKind.PERSON:
        return default
    known = _kind_words()
    if len(words) < 2:
        return default
    if words[0] in known and len(words) > 2 and words[1] in {"of", "for", "on"}:
        return known[words[0]]
    for word in reversed(words):
        if word in known:
            return known[word]
    return default


# Capitalised words that nobody claimed


def _again(chosen: list[_Found], words: list[str], covered: bytearray) -> Iterator[_Found]:
    """Other places where the words of a name that was found once stand again."""
    seen: dict[str, list[_Found]] = {}
    for name in chosen:
        if name.reader != TABLE and _proper(words[name.first]):
            some = seen.setdefault(words[name.first], [])
            if len(some) < 8:
                some.append(name)
    for i, word in enumerate(words):
        if covered[i] or word not in seen:
            continue
        for name in seen[word]:
            length = name.last - name.first + 1
            if words[i : i + length] == words[name.first : name.last + 1] and not any(
                covered[i : i + length]
            ):
                yield _Found(i, i + length - 1, name.kind, CAPITALS, name.rows)
                break


def _surnames(chosen: list[_Found], doc: Doc, words: list[str], covered: bytearray) -> Iterator[_Found]:
    """Surnames alone of people whom the article names in full, also such as "Jobs" and "Cook"."""
    surnames = {words[n.last] for n in chosen if n.kind is EntityKind.PERSON and n.last > n.first}
    for i, word in enumerate(words):
        if not covered[i] and word in surnames and (doc[i].pos_ == "PROPN" or not doc[i].is_sent_start):
            yield _Found(i, i, EntityKind.PERSON, CAPITALS)


def _capitalised(doc: Doc, words: list[str], covered: bytearray) -> Iterator[_Found]:
    """Runs of capitalised proper nouns inside a sentence."""
    never = _lexicon("names", "never")
    for sentence in doc.sents:
        body = [t for t in sentence if t.is_alpha]
        if not body or sum(t.text[0].isupper() for t in body) * 2 > len(body):
            continue  # a heading in title case, or capitals throughout: capitals tell nothing
        i = sentence.start + 1
        while i < sentence.end:
            last = i
            while (
                last < sentence.end
                and not covered[last]
                and words[last][:1].isupper()
                and doc[last].pos_ == "PROPN"
                and words[last].lower() not in never
            ):
                last += 1
            if last > i:
                span = _trim(i, last - 1, words)
                if span and doc[span[0]].ent_type_ not in {"NORP", "DATE", "LANGUAGE", "MONEY", "EVENT"}:
                    yield _Found(*span, kind_of(words[span[0] : span[1] + 1], EntityKind.COMPANY), CAPITALS)
            i = max(last, i + 1)


def _choose(proposals: list[_Found], words: list[str]) -> list[_Found]:
    """The proposals that win: the longer over the shorter it contains, then the more trusted reader."""
    inside: dict[int, list[_Found]] = {}
    for p in proposals:
        if p.reader == TABLE:
            inside.setdefault(p.first, []).append(p)
    kept = [p for p in proposals if p.reader == TABLE or not _several(p, inside, words)]
    kept.sort(key=lambda p: (p.first - p.last, p.reader, p.first))
    taken = bytearray(len(words))
    chosen = []
    for p in kept:
        if not any(taken[p.first : p.last + 1]):
            taken[p.first : p.last + 1] = b"\1" * (p.last + 1 - p.first)
            chosen.append(p)
    return chosen


def _several(p: _Found, known: dict[int, list[_Found]], words: list[str]) -> bool:
    """True for a run that holds a known name and a coordination: "Alibaba and ByteDance" is two names."""
    span = words[p.first : p.last + 1]
    if not {"and", "&", "or", "-", "/"} & set(span):
        return False
    for i in range(p.first, p.last + 1):
        for name in known.get(i, ()):
            if name.last < p.last and words[name.last + 1] in {"and", "or", "-", "/"}:
                return True
            if (
                name.first > p.first
                and words[name.first - 1] in {"and", "or", "-", "/"}
                and name.last == p.last
            ):
                return True
    return False
