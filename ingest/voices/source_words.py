"""What the words of a source phrase tell of it: whose word a document is, and what is an outlet's name."""

from __future__ import annotations

from spacy.tokens import Token

from ingest.voices.cues import Cues


def authors_of(head: Token, table: Cues) -> list[Token]:
    """Whose word a document is: "the bank's forecast", "data from the bureau", "figures compiled by it"."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ == "poss" or (child.i < head.i and child.pos_ == "PROPN" and child.dep_ == "compound"):
            found.append(child)
        elif child.i > head.i and child.dep_ == "prep" and child.lower_ in table.authorship:
            found += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "acl" and child.lemma_.lower() in table.authoring:
            found += [c for a in child.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
    return found


def is_called_outlet(head: Token, table: Cues) -> bool:
    """True for "Antara news agency" and "broadcaster RTBF", which need not be known to be outlets."""
    parts = [c for c in head.children if c.dep_ in {"compound", "amod", "nmod"}]
    parts += [head.head] if head.dep_ == "appos" else []
    named = any(t.pos_ == "PROPN" for t in (head, *parts))
    nouns = {t.lemma_.lower() for t in (head, *parts) if t.pos_ == "NOUN"}
    bare = nouns & table.outlets == {"agency"} and "news" not in nouns
    return named and bool(nouns & table.outlets) and not bare


def is_described(head: Token) -> bool:
    """True for more than "the report": "the report by the ministry", "the annual report"."""
    return any(
        (c.dep_ in {"poss", "compound", "amod", "appos", "relcl"} and c.pos_ != "PRON")
        or (c.dep_ == "prep" and c.i > head.i and c.lower_ in {"by", "from", "of", "for"})
        for c in head.children
    )


def is_definite(head: Token) -> bool:
    """True for "the bank" and "the bank itself", one body and known by no further words."""
    others = [c for c in head.children if c.dep_ != "punct" and c.i < head.i]
    return head.tag_ == "NN" and [c.lower_ for c in others] == ["the"] and not is_described(head)
