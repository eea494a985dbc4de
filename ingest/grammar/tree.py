"""The parse of one document as plain lists, so that syntax can be walked (and mended) fast.

`Document.tree` holds it, mended: every step reads that one. spaCy's labels are ClearNLP's: nsubj, nsubjpass,
dobj, dative, agent, prep, pobj, pcomp, xcomp, ccomp, acl, relcl, advcl, conj, poss, compound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from ingest.grammar.stretches import Stretch
from ingest.zones import Zone

_MENDABLE: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA"]
_EMPTY = frozenset({"PUNCT", "SPACE", "CCONJ", "SCONJ"})
_HALF, _WHOLE = 2**63, 2**64  # spaCy's arrays give the signed offset of a head as unsigned


@dataclass(frozen=True, slots=True)
class Tree:
    """One list entry per token of the document. `head` of a root is the root itself."""

    doc: Doc
    """What the lists were read from, and which says the same as they."""
    text: list[str]
    """Lower-case; every mark that stands for a double quotation mark is one."""
    lemma: list[str]
    """Lower-case."""
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    """In the order of the text."""
    capital: list[bool]
    """True where the word has a capital."""
    sentence: list[Stretch]
    """The first and last token of the sentence of each token."""
    sentences: list[tuple[int, int, bool]]
    """First token, one past the last, and whether it is a headline; furniture left out."""

    def __len__(self) -> int:
        return len(self.head)

    def having(self, token: int, *deps: str) -> Iterator[int]:
        """The children with one of these labels, in order."""
        return (c for c in self.children[token] if self.dep[c] in deps)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these labels, or None."""
        return next((c for c in self.children[token] if self.dep[c] in deps), None)

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def subtree(self, token: int) -> Stretch:
        """The first and last token of what hangs on a token, itself included."""
        whole = self.doc[token]
        return whole.left_edge.i, whole.right_edge.i

    def is_blank(self, token: int) -> bool:
        """True for punctuation and space."""
        return self.pos[token] in {"PUNCT", "SPACE"}

    def has_words(self, stretch: Stretch) -> bool:
        """True for a stretch with more than punctuation and conjunctions."""
        return any(self.pos[i] not in _EMPTY for i in range(stretch[0], stretch[1] + 1))

    def attach(self, token: int, head: int, dep: str) -> None:
        """Hang a token elsewhere: how a mistake of the parser is mended."""
        old = self.head[token]
        if old != token:
            self.children[old].remove(token)
        self.head[token] = head
        self.dep[token] = dep
        if head != token:
            self.children[head] = sorted({*self.children[head], token})

    def raise_over(self, verb: int, noun: int, dep: str) -> None:
        """Put a verb in the place of a noun above it, with what stands behind; the noun is its `dep`."""
        self.attach(verb, verb if self.head[noun] == noun else self.head[noun], self.dep[noun])
        for child in [c for c in self.children[noun] if c > verb]:
            self.attach(child, verb, self.dep[child])
        self.attach(noun, verb, dep)


def read_tree(doc: Doc, zones: tuple[Zone, ...]) -> Tree:
    """The parse of a document as it stands, with the zone of each of its sentences."""
    strings = doc.vocab.strings

    def words(column: list[int]) -> list[str]:
        known = {key: strings[key] for key in set(column)}
        return [known[key] for key in column]

    columns: Any = doc.to_array(["LOWER", "ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD"])
    lower, form, lemma, pos, tag, dep, offsets = columns.T.tolist()
    head = [i + (o - _WHOLE if o >= _HALF else o) for i, o in enumerate(offsets)]
    children: list[list[int]] = [[] for _ in head]
    for i, parent in enumerate(head):
        if parent != i:
            children[parent].append(i)
    sentence: list[Stretch] = []
    sentences: list[tuple[int, int, bool]] = []
    for each, zone in zip(doc.sents, zones, strict=True):
        start, end = each.start, each.end
        sentence += [(start, end - 1)] * (end - start)
        if zone is not Zone.FURNITURE:
            sentences.append((start, end, zone is Zone.HEADLINE))
    return Tree(
        doc=doc,
        text=words(lower),
        lemma=[word.lower() for word in words(lemma)],
        pos=words(pos),
        tag=words(tag),
        dep=words(dep),
        head=head,
        children=children,
        capital=[a != b for a, b in zip(lower, form, strict=True)],
        sentence=sentence,
        sentences=sentences,
    )


Columns = tuple[list[int], list[str], list[str], list[str], list[str]]
"""What can be mended, in the order of `_MENDABLE`."""


def columns_of(tree: Tree) -> Columns:
    """A copy of what can be mended."""
    return list(tree.head), list(tree.dep), list(tree.tag), list(tree.pos), list(tree.lemma)


def write_tree(tree: Tree, before: Columns) -> None:
    """Tell spaCy's document what the lists say now, so that who walks its tokens reads the mended parse."""
    _undo_what_is_no_tree(tree, before)
    now = columns_of(tree)
    if now == before:
        return
    strings = tree.doc.vocab.strings
    rows: Any = tree.doc.to_array(_MENDABLE)
    for i, (old, new) in enumerate(zip(before[0], now[0], strict=True)):
        if old != new:
            rows[i, 0] = (new - i) % _WHOLE
    for at in range(1, len(_MENDABLE)):
        for i, (was, word) in enumerate(zip(before[at], now[at], strict=True)):
            if was != word:
                rows[i, at] = strings.add(str(word))
    tree.doc.from_array(_MENDABLE, rows)


def _undo_what_is_no_tree(tree: Tree, before: Columns) -> None:
    """Hang the tokens of a sentence as before where mends that meet have left a ring, or a second root."""
    old, deps = before[0], before[1]
    if old == tree.head:
        return
    for first, last in dict.fromkeys(tree.sentence):
        inside = slice(first, last + 1)
        if tree.head[inside] == old[inside] or _hangs_together(tree, first, last):
            continue
        tree.head[inside], tree.dep[inside] = old[inside], deps[inside]
        for i in range(first, last + 1):
            tree.children[i] = []
        for i in range(first, last + 1):
            if tree.head[i] != i:
                tree.children[tree.head[i]].append(i)


def _hangs_together(tree: Tree, first: int, last: int) -> bool:
    """True where the tokens of a sentence all hang on its one root."""
    roots = [i for i in range(first, last + 1) if tree.head[i] == i]
    reached = 0
    waiting = roots[:1]
    while waiting:
        reached += 1
        waiting += tree.children[waiting.pop()]
    return len(roots) == 1 and reached == last - first + 1
