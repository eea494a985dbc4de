"""The parse of one document as plain lists, so that syntax can be walked (and mended) fast.

spaCy's labels are ClearNLP's: nsubj, nsubjpass, dobj, dative, agent, prep, pobj, pcomp, xcomp, ccomp, acl,
relcl, advcl, conj, poss, compound.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Document, Zone


@dataclass(frozen=True, slots=True)
class Tree:
    """One list entry per token of the document. `head` of a root is the root itself."""

    text: list[str]
    """Lower-case."""
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
    sentences: list[tuple[int, int, bool]]
    """First token, one past the last, and whether it is a headline; furniture left out."""

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these labels, or None."""
        return next((c for c in self.children[token] if self.dep[c] in deps), None)

    def attach(self, token: int, head: int, dep: str) -> None:
        """Hang a token elsewhere: how a mistake of the parser is mended."""
        old = self.head[token]
        if old != token:
            self.children[old].remove(token)
        self.head[token] = head
        self.dep[token] = dep
        if head != token:
            self.children[head] = sorted({*self.children[head], token})


def read_tree(document: Document) -> Tree:
    """The parse of the document as the model gave it."""
    doc = document.doc
    strings = doc.vocab.strings
    names: dict[int, str] = {0: ""}
    lowered: dict[int, str] = {0: ""}

    def name(key: int) -> str:
        found = names.get(key)
        if found is None:
            found = names[key] = strings[key]
        return found

    def lower(key: int) -> str:
        found = lowered.get(key)
        if found is None:
            found = lowered[key] = strings[key].lower()
        return found

    text: list[str] = []
    capital: list[bool] = []
    lemma: list[str] = []
    pos: list[str] = []
    tag: list[str] = []
    dep: list[str] = []
    head: list[int] = []
    children: list[list[int]] = [[] for _ in range(len(doc))]
    rows = doc.to_array(["LOWER", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ORTH"]).tolist()
    for i, (a, b, c, d, e, offset, form) in enumerate(rows):
        text.append(name(a))
        capital.append(a != form)
        lemma.append(lower(b))
        pos.append(name(c))
        tag.append(name(d))
        dep.append(name(e))
        # HEAD is a signed offset that the array gives as unsigned.
        parent = i + (offset - 2**64 if offset >= 2**63 else offset)
        head.append(parent)
        if parent != i:
            children[parent].append(i)
    sentences = [
        (s.start, s.end, zone is Zone.HEADLINE)
        for s, zone in zip(doc.sents, document.zones, strict=True)
        if zone is not Zone.FURNITURE
    ]
    return Tree(text, lemma, pos, tag, dep, head, children, capital, sentences)
