"""Hangs prepositions where they belong: "subject to a review", "talks with lenders about the rule"."""

from __future__ import annotations

from ingest.grammar.control import control, is_light, partners
from ingest.grammar.event_nouns import pattern_of
from ingest.grammar.tree import Tree


def mend_subject_to(tree: Tree, start: int, end: int) -> None:
    """ "approved the merger subject to a review": "subject to" is a preposition, whatever it was read as."""
    for token in range(start, end - 1):
        if tree.text[token] != "subject" or tree.text[token + 1] != "to":
            continue
        head, dep = tree.head[token], tree.dep[token]
        if head == token or dep not in {"dobj", "pobj", "attr", "appos", "nsubjpass", "nsubj", "dep"}:
            continue
        if tree.pos[head] in {"VERB", "AUX"} and tree.lemma[head] == "be":
            continue
        noun = next(
            (c for c in reversed(tree.children[token]) if c < token and tree.dep[c] == "compound"), None
        )
        if noun is not None:
            for child in [c for c in tree.children[token] if c < token and c != noun]:
                tree.attach(child, noun, tree.dep[child])
            tree.attach(noun, head, dep)
        tree.attach(token, head if noun is not None or tree.pos[head] == "VERB" else tree.head[head], "prep")
        tree.pos[token] = "ADP"
        return


def mend_topics(tree: Tree, start: int, end: int) -> None:
    """ "talks with lenders about the rule": what the talks are about hangs on the talks."""
    for token in range(start, end):
        partner = tree.head[token]
        if tree.dep[token] != "prep" or tree.text[token] not in control("topical"):
            continue
        if tree.dep[partner] != "pobj" or tree.text[tree.head[partner]] not in partners():
            continue
        over = tree.head[tree.head[partner]]
        if tree.pos[over] == "VERB" or pattern_of(tree.text[over]) is not None:
            tree.attach(token, over, "prep")


def mend_scopes(tree: Tree, start: int, end: int) -> None:
    """ "are weighing a cap on interest": what the cap is on hangs on the cap."""
    for token in range(start + 1, end):
        noun, verb = token - 1, tree.head[token]
        if tree.dep[token] != "prep" or tree.text[token] not in {"on", "against"} or tree.dep[noun] != "dobj":
            continue
        if tree.head[noun] != verb or is_light(tree.lemma[verb]):
            continue
        pattern = pattern_of(tree.text[noun])
        if pattern is not None and tree.text[token] in pattern.prepositions:
            tree.attach(token, noun, "prep")


def mend_in_place(tree: Tree, start: int, end: int) -> None:
    """ "keeps in place limits on": the limits are kept, in place."""
    for token in range(start, end - 2):
        noun = tree.head[token + 1]
        if tree.text[token] != "in" or tree.text[token + 1] != "place" or tree.dep[token] != "prep":
            continue
        verb = tree.head[token]
        if tree.dep[token + 1] == "compound" and tree.head[noun] == token and tree.pos[verb] == "VERB":
            tree.attach(noun, verb, "dobj")
            tree.attach(token + 1, token, "pobj")
