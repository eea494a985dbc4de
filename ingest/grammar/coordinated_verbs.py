"""Mends verbs coordinated with the wrong one: "said it would rain and has left", "asked to join but left"."""

from __future__ import annotations

import functools

from ingest.grammar.clause_shape import TENSED, has_tense, has_to
from ingest.grammar.control import control
from ingest.grammar.tree import Tree
from ingest.rulebook import rules

_CLAUSES = frozenset({"ccomp", "acl", "advcl"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def mend_coordinated_reports(tree: Tree, start: int, end: int) -> None:
    """ "told it that Peru would act and denied …": who told it denied, for Peru *would*.

    What may be and what has been are seldom coordinated: the tense tells on which verb the second one hangs.
    And who says one thing says the next: in "said floods forced the mill to close and urged the state to pay"
    it is not the floods that urge.
    """
    for token in range(start, end):
        said = tree.head[token]
        if tree.dep[token] != "conj" or tree.pos[token] != "VERB" or tree.dep[said] not in _CLAUSES:
            continue
        own, first = _form(tree, token), _form(tree, said)
        if own not in {"VBD", "VBZ", "has", "have"} or tree.child(token, *_SUBJECTS) is not None:
            continue
        speaking = tree.lemma[token] in control("speaking") and not _is_ordered(tree, token)
        speaks = speaking and _is_dumb(tree, said)
        spoken = speaking and (first in {"had", "has", "have"} or _goes_on_behind_comma(tree, token))
        shifts = own == "VBD" and first in {"VBZ", "VBP"} and tree.dep[said] == "ccomp"
        if not (first == "MD" or spoken or speaks or shifts):
            continue
        over = next((a for a in tree.ancestors(said) if a < said and _form(tree, a) == own), None)
        if over is None or tree.pos[over] != "VERB":
            continue
        if tree.child(over, *_SUBJECTS) is None and tree.dep[over] != "conj":
            continue
        if (speaks or shifts) and tree.lemma[over] not in control("reporting"):
            continue
        _coordinate(tree, token, over)


def mend_pasts_behind_infinitives(tree: Tree, start: int, end: int) -> None:
    """ "asked to join but was refused": a verb with a tense is not coordinated with an infinitive.

    Nor is a bare form in -ed: in "urged the bank to cut rates and banned imports" who urged banned.
    """
    for token in range(start, end):
        bare = tree.head[token]
        if tree.dep[token] != "conj" or tree.pos[token] != "VERB":
            continue
        if tree.tag[bare] != "VB" or not has_to(tree, bare):
            continue
        over = tree.head[bare]
        if not over < bare < token or not has_tense(tree, over) or tree.child(token, *_SUBJECTS) is not None:
            continue
        if has_tense(tree, token):
            _coordinate(tree, token, over)
        elif tree.tag[over] == "VBD" and _may_be_past(tree, token, bare):
            tree.tag[token] = "VBD"
            _coordinate(tree, token, over)


def _may_be_past(tree: Tree, token: int, bare: int) -> bool:
    """True for a form in -ed that no auxiliary makes a participle, neither its own nor the infinitive's."""
    if tree.tag[token] != "VBN" or not tree.text[token].endswith("ed"):
        return False
    return (
        next(tree.having(token, "aux", "auxpass"), None) is None
        and [tree.text[c] for c in tree.having(bare, "aux", "auxpass")] == ["to"]
        and _joint(tree, token) is not None
    )


def _coordinate(tree: Tree, verb: int, over: int) -> None:
    """Coordinate the verb with another one than it was, and take the "and" along."""
    joint = _joint(tree, verb)
    tree.attach(verb, over, "conj")
    if joint is not None:
        tree.attach(joint, over, "cc")


def _joint(tree: Tree, verb: int) -> int | None:
    """The "and" before a coordinated verb."""
    return next(
        (c for c in reversed(tree.children[tree.head[verb]]) if c < verb and tree.dep[c] == "cc"), None
    )


def _is_ordered(tree: Tree, verb: int) -> bool:
    """True where a number of things is ordered: no speech, but a deed of the firm that is spoken of."""
    thing = tree.child(verb, "dobj") if tree.lemma[verb] in control("buying_or_telling") else None
    told = tree.child(verb, "xcomp", "ccomp") is not None
    return thing is not None and not told and tree.child(thing, "nummod") is not None


def mend_series(tree: Tree, start: int, end: int) -> None:
    """ "Peru met Chile, agreed to act and left" is one series of deeds, read as a clause before a verb."""
    for token in range(start, end):
        last = tree.head[token]
        if tree.dep[token] != "advcl" or tree.tag[token] not in {"VBD", "VBZ"} or last < token:
            continue
        if tree.tag[last] != tree.tag[token] or tree.child(last, *_SUBJECTS, "aux", "auxpass") is not None:
            continue
        if tree.child(token, *_SUBJECTS) is None or tree.child(token, "mark", "advmod", "aux") is not None:
            continue
        if tree.text[last - 1] != "," and tree.text[last - 1] != "and":
            continue
        above, dep = tree.head[last], tree.dep[last]
        tree.attach(token, token if above == last else above, dep)
        tree.attach(last, token, "conj")


def _is_dumb(tree: Tree, verb: int) -> bool:
    """True where the verb's subject is a thing, which can ask nobody for anything."""
    subject = tree.child(verb, *_SUBJECTS)
    return subject is not None and tree.tag[subject] in {"NN", "NNS"} and not _acts(tree.lemma[subject])


@functools.lru_cache(maxsize=4_000)
def _acts(noun: str) -> bool:
    """True for a noun that the lexicon knows for people or bodies, or that looks like one ("brewers")."""
    book = rules("unnamed")
    known = next((kind for kind, nouns in book["kinds"].items() if noun in nouns), None)
    if known is not None:
        return known not in {"Product", "Chip", "Policy", "Concept"}
    return noun in book["people"]["nouns"] or noun.endswith(tuple(book["people"]["endings"]))


def _goes_on_behind_comma(tree: Tree, verb: int) -> bool:
    """ "said it was late, and urged …": behind a comma goes on what somebody did, not what he said."""
    joint = _joint(tree, verb)
    return joint is not None and tree.text[joint - 1] == "," and tree.tag[verb] in {"VBD", "VBZ"}


def _form(tree: Tree, verb: int) -> str:
    """The tense of a verb: of its first helper, or its own."""
    helpers = [c for c in tree.children[verb] if tree.dep[c] in {"aux", "auxpass"} and c < verb]
    if not helpers:
        return tree.tag[verb] if tree.tag[verb] in TENSED else ""
    first = helpers[0]
    return "MD" if tree.tag[first] == "MD" else tree.text[first]
