"""Gives verbs what belongs to them and hangs elsewhere: objects, sums, second wares, relative clauses."""

from __future__ import annotations

from ingest.grammar.control import control
from ingest.grammar.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass")
_NOUNS = frozenset({"NOUN", "PROPN"})
_MONEY = frozenset({"$", "£", "€", "¥"})
_TIMES = frozenset({"DATE", "TIME"})
_MEASURES = _TIMES | {"PERCENT", "CARDINAL", "MONEY", "QUANTITY"}
_ASIDE = frozenset({"ADV", "PUNCT"})
_OPENING = frozenset({"DT", "PRP$", "CD", "NNP", "NNPS"})
"""Tags of the words that open a thing of its own."""
_FARTHEST = 4
"""Words between "which" and the noun that it takes up: adverbs and marks."""


def mend_lost_parts(tree: Tree, start: int, end: int) -> None:
    """Mend them in the sentence from `start` to `end`."""
    for token in range(start, end):
        dep = tree.dep[token]
        if dep == "pobj":
            _object_of_participle(tree, token)
        elif dep == "conj" and tree.tag[token] == "VBG":
            _second_bar(tree, token)
        elif dep in {"npadvmod", "dobj"}:
            _sum_given(tree, token)
            _name_behind_particle(tree, token)
        elif dep == "conj" and tree.pos[token] in _NOUNS:
            _further_object(tree, token)
        elif dep in {"ccomp", "advcl"}:
            _relative_clause(tree, token, start)
        elif dep == "relcl" and tree.doc[tree.head[token]].ent_type_ in _TIMES:
            _relative_of_day(tree, token)


def _object_of_participle(tree: Tree, noun: int) -> None:
    """ "…, barring firms from selling": the parser takes the participle for a preposition."""
    verb = tree.head[noun]
    if tree.pos[verb] == "VERB" and tree.tag[verb] == "VBG" and tree.dep[verb] != "prep":
        tree.dep[noun] = "dobj"


def _second_bar(tree: Tree, gerund: int) -> None:
    """ "barring firms from selling chips and stopping citizens from working": two bars."""
    first = tree.head[gerund]
    over = tree.head[tree.head[first]]
    if tree.dep[first] != "pcomp" or tree.lemma[gerund] not in control("from_control"):
        return
    if tree.lemma[over] not in control("from_control") or tree.child(gerund, "dobj") is None:
        return
    if any(tree.text[c] == "from" for c in tree.children[gerund]):
        tree.attach(gerund, over, "conj")


def _sum_given(tree: Tree, total: int) -> None:
    """ "is lending it $61bn": the sum is what is lent, and "it" to whom."""
    verb = tree.head[total]
    taker = tree.child(verb, "dobj", "dative")
    if tree.lemma[verb] not in control("ditransitive") or taker is None or taker >= total:
        return
    first = tree.subtree(total)[0]
    if tree.text[first] in _MONEY and tree.subtree(taker)[1] == first - 1:
        tree.dep[taker], tree.dep[total] = "dative", "dobj"


def _name_behind_particle(tree: Tree, name: int) -> None:
    """ "will shut down PhotoBox, its photo service": a name behind the verb is its object, no measure."""
    verb, before = tree.head[name], tree.subtree(name)[0] - 1
    if (
        tree.dep[name] != "npadvmod"
        or tree.tag[name] not in {"NNP", "NNPS"}
        or tree.doc[name].ent_type_ in _MEASURES
    ):
        return
    if (
        before > verb
        and tree.dep[before] == "prt"
        and tree.head[before] == verb
        and tree.child(verb, "dobj") is None
    ):
        tree.dep[name] = "dobj"


def _further_object(tree: Tree, noun: int) -> None:
    """ "bought the mill in May, and a yard in June": a noun coordinated with a verb is its second object."""
    verb = tree.head[noun]
    first = tree.child(verb, "dobj")
    if tree.pos[verb] != "VERB" or first is None or not verb < first < noun or tree.pos[first] not in _NOUNS:
        return
    edge = min((c for c in tree.children[noun] if c < noun), default=noun)
    edge = min((c for c in tree.children[edge] if c < edge), default=edge)
    if tree.text[edge - 1] == "and" and tree.tag[edge] in _OPENING and tree.text[edge] != "no":
        tree.attach(noun, first, "conj")


def _relative_clause(tree: Tree, verb: int, start: int) -> None:
    """ "to reopen the port as well, which was shut": what is shut is the noun before the comma."""
    word = tree.child(verb, *_SUBJECTS)
    if word is None or tree.text[word] != "which" or word <= start or tree.text[word - 1] != ",":
        return
    if tree.head[verb] >= word:
        return
    for noun in range(word - 2, max(start, word - 2 - _FARTHEST), -1):
        if tree.pos[noun] in _NOUNS:
            meant = _led(tree, noun)
            if tree.doc[noun].ent_type_ not in _MEASURES and tree.pos[meant] in _NOUNS:
                tree.attach(verb, meant, "relcl")
            return
        if tree.pos[noun] not in _ASIDE:
            return


def _led(tree: Tree, noun: int) -> int:
    """Of "the panel led by Peru and Chile, which met" the panel."""
    first = noun
    while tree.dep[first] == "conj":
        first = tree.head[first]
    by = tree.head[first]
    participle = tree.head[by]
    led = tree.dep[first] == "pobj" and tree.text[by] == "by" and tree.tag[participle] == "VBN"
    return tree.head[participle] if led else noun


def _relative_of_day(tree: Tree, verb: int) -> None:
    """ "closed the ferry on Monday, which was repaired": no day is repaired."""
    day = tree.head[verb]
    word = tree.child(verb, *_SUBJECTS, "dobj")
    if word is None or tree.text[word] != "which" or tree.dep[day] not in {"pobj", "npadvmod"}:
        return
    over = tree.head[day] if tree.dep[day] == "npadvmod" else tree.head[tree.head[day]]  # "last month"
    thing = tree.child(over, "dobj", "nsubjpass") if tree.pos[over] == "VERB" else None
    if thing is not None and thing < day and tree.child(thing, "relcl") is None:
        tree.attach(verb, thing, "relcl")
