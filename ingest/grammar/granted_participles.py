"""Mends "growers denied permits by the county have appealed": they were denied them, and denied nothing."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, VERBAL
from ingest.grammar.control import control
from ingest.grammar.reduced_relatives import make_main
from ingest.grammar.tree import Tree

_LONGEST = 8
"""How many words what is granted may have, up to "by"; real phrases need five."""
_THINGS = frozenset({"dobj", "nsubj", "oprd", "dative", "nsubjpass", "attr"})


def mend_granted_participles(tree: Tree, start: int, end: int) -> None:
    """A verb of granting or denying with a thing and "by" behind it describes the noun before it.

    So it is where the sentence's own verb follows; that verb is the main one, and whoever stands behind "by"
    granted or denied the thing to the noun.
    """
    for token in range(start + 1, end - 3):
        if tree.tag[token] not in {"VBD", "VBN"} or tree.lemma[token] not in control("ditransitive"):
            continue
        by = _by_behind(tree, token, end)
        if by is None:
            continue
        thing = _thing(tree, token, by)
        if thing is None:
            continue
        if tree.dep[token] == "acl" and tree.head[token] < token:
            _give_agent(tree, token, thing, by)
            continue
        subject = tree.child(token, "nsubj")
        if subject is None or any(tree.dep[c] in {"aux", "auxpass", "neg"} for c in tree.children[token]):
            continue
        apart = tree.text[token - 1] == ","
        verb = _main_verb(tree, by, apart, end)
        if verb is None or tree.subtree(subject)[0] > subject or subject > token or verb == token:
            continue
        for child in [c for c in tree.children[verb] if c < token]:
            tree.attach(child, token, tree.dep[child])
        make_main(tree, token, subject, verb)
        _give_agent(tree, token, thing, by)


def _by_behind(tree: Tree, token: int, end: int) -> int | None:
    for i in range(token + 2, min(token + _LONGEST, end - 1)):
        if tree.pos[i] in {"VERB", "AUX", "PUNCT"}:
            return None
        if tree.text[i] == "by":
            return i if tree.dep[i] in {"prep", "agent"} and tree.child(i, "pobj") is not None else None
    return None


def _thing(tree: Tree, token: int, by: int) -> int | None:
    """What is granted: the noun between the verb and "by" that hangs on a verb."""
    return next(
        (i for i in range(token + 1, by) if tree.dep[i] in _THINGS and tree.pos[i] in {"NOUN", "PROPN"}),
        None,
    )


def _main_verb(tree: Tree, by: int, apart: bool, end: int) -> int | None:
    """The tensed verb right behind the phrase with "by", and behind a comma where one opened it."""
    party = tree.child(by, "pobj")
    assert party is not None
    last = party
    while last + 1 < end and tree.pos[last + 1] not in {"VERB", "AUX", "PUNCT", "CCONJ"}:
        last += 1
    after = last + 1
    if apart != (after < end and tree.text[after] == ","):
        return None
    after += apart
    while after < end and tree.pos[after] == "ADV":
        after += 1
    if after >= end or tree.tag[after] not in TENSED:
        return None
    while tree.dep[after] in {"aux", "auxpass"} and tree.head[after] > after:
        after = tree.head[after]
    return after if tree.pos[after] in VERBAL else None


def _give_agent(tree: Tree, token: int, thing: int, by: int) -> None:
    tree.attach(thing, token, "dobj")
    tree.attach(by, token, "agent")
    tree.tag[token] = "VBN"
