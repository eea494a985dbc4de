"""Parts whom a thing is granted or denied from the thing: "denied the oil firm permission to drill"."""

from __future__ import annotations

from ingest.grammar.control import control, parties
from ingest.grammar.tree import Tree

_PARTIES = frozenset({"ORG", "GPE", "PERSON", "NORP"})
_SECOND = frozenset({"the", "a", "an", "its", "their", "his", "her", "some", "more", "another", "two"})
"""With these begins what somebody is given."""


def mend_receivers(tree: Tree, start: int, end: int) -> None:
    """The name or the party before the bare noun is to whom it was granted."""
    for noun in range(start, end):
        verb = tree.head[noun]
        if tree.dep[noun] in {"dobj", "oprd"} and tree.pos[verb] == "VERB":
            _mend_two_objects(tree, noun, verb)
            _mend_refused(tree, noun, verb)
        if tree.dep[noun] == "npadvmod" and tree.lemma[verb] in control("ditransitive"):
            _mend_time(tree, noun, verb)
        if tree.dep[noun] != "dobj" or tree.lemma[verb] not in control("ditransitive"):
            continue
        before = [c for c in tree.children[noun] if c < noun]
        if not before or before[0] < verb or tree.child(verb, "dative") is not None:
            continue
        _mend_place_before_number(tree, noun, verb, before)
        _mend_name(tree, noun, verb, before)
        _mend_party(tree, noun, verb, before)


def _mend_refused(tree: Tree, noun: int, verb: int) -> None:
    """ "were refused shelter": the shelter is what was refused, not what they were called."""
    if tree.dep[noun] != "oprd" or tree.lemma[verb] not in control("ditransitive") - control("as_control"):
        return
    if tree.pos[noun] != "NOUN" or tree.child(verb, "dobj") is not None:
        return
    if tree.child(verb, "nsubjpass") is not None:
        tree.dep[noun] = "dobj"


def _mend_place_before_number(tree: Tree, noun: int, verb: int, before: list[int]) -> None:
    """ "offered Peru 12 patrol boats": no number stands between a country's name and its noun."""
    first = before[0]
    if tree.doc[first].ent_type_ not in {"GPE", "NORP"} or tree.tag[first] != "NNP" or len(before) == 1:
        return
    if tree.tag[first + 1] in {"CD", "DT", "PRP$"} and tree.dep[first] in {"compound", "nmod", "amod"}:
        tree.attach(first, verb, "dative")


def _mend_two_objects(tree: Tree, noun: int, verb: int) -> None:
    """ "granted Acme and Globex the first licences", "shipped Acme the parts": read as two objects."""
    party = tree.child(verb, "dobj")
    if party is None or party >= noun or tree.child(verb, "dative") is not None:
        return
    of = tree.child(party, "prep") if tree.tag[party] == "DT" else None  # "paid each of the miners a bonus"
    meant = tree.child(of, "pobj") if of is not None and tree.text[of] == "of" else party
    if meant is None:
        return
    named = tree.pos[meant] == "PROPN" and tree.doc[meant].ent_type_ in _PARTIES
    if not named and tree.lemma[meant] not in parties():
        return
    edge = min((c for c in tree.children[noun] if c < noun), default=noun)
    if tree.dep[noun] == "oprd" and tree.lemma[verb] in control("naming") | control("as_control"):
        return  # "named Acme its supplier"
    if tree.subtree(party)[1] == edge - 1 and tree.text[edge] in _SECOND:
        tree.dep[party], tree.dep[noun] = "dative", "dobj"


def _mend_time(tree: Tree, noun: int, verb: int) -> None:
    """ "gave the rebels two days to disarm": the days are what they were given."""
    party = tree.child(verb, "dative", "dobj")
    edge = min((c for c in tree.children[noun] if c < noun), default=noun)
    if party is None or not verb < party < noun or tree.subtree(party)[1] != edge - 1:
        return
    if tree.tag[edge] == "JJ":
        return  # "refused permission last year to build"
    if noun + 1 < len(tree) and tree.tag[noun + 1] == "TO":
        tree.dep[party], tree.dep[noun] = "dative", "dobj"


def _mend_name(tree: Tree, noun: int, verb: int, before: list[int]) -> None:
    """ "granted Acme permission to sell"."""
    if tree.lemma[noun] not in control("recipient_nouns"):
        return
    names = [c for c in before if tree.pos[c] == "PROPN" and tree.dep[c] in {"compound", "nmod"}]
    if not names or before[0] != names[0] or tree.child(verb, "nsubj") is None:
        return
    name = names[-1]
    for part in names[:-1]:
        tree.attach(part, name, "compound")
    tree.attach(name, verb, "dative")


def _mend_party(tree: Tree, noun: int, verb: int, before: list[int]) -> None:
    """ "denied the former minister bail", "refused foreign banks licences"."""
    if tree.text[noun] not in control("uncounted_grants"):
        return
    people = [c for c in before if tree.dep[c] in {"compound", "nmod"} and tree.lemma[c] in parties()]
    if not people:
        return
    party = people[-1]
    marked = any(tree.dep[c] in {"det", "poss", "nummod"} for c in before if c < party)
    if tree.tag[party] != "NNS" and not marked:
        return
    for part in before:
        if part < party:
            tree.attach(part, party, tree.dep[part])
    tree.attach(party, verb, "dative")
