"""Who takes part in an event noun: possessors, "of", "by" and other prepositions, compounds, and what the verb
that supports the noun lends it ("gave approval to the bank")."""

from __future__ import annotations

import functools

from ingest.arguments import Argument, Function, Syntax, control, control_receiving
from ingest.event_nouns import NounPattern
from ingest.rulebook import rules

_VERBAL = frozenset({"VERB", "AUX"})
_TAKING_PART = frozenset({"between", "among"})


@functools.cache
def _support_pairs() -> frozenset[tuple[str, str]]:
    pairs = rules("control")["light"]["prepositions"]["pairs"].split()
    return frozenset((verb, word) for verb, _, word in (pair.partition(":") for pair in pairs))


def is_light(verb: str) -> bool:
    """True for a verb that adds little to the event noun behind it ("give", "reach")."""
    return verb in control("light")


def support_of(syntax: Syntax, noun: int) -> int | None:
    """The light verb whose object the noun is ("made a decision", "a decision made by"), or None."""
    tree = syntax.tree
    while tree.dep[noun] == "conj" and tree.pos[tree.head[noun]] in {"NOUN", "PROPN"}:
        noun = tree.head[noun]
    over = tree.head[noun]
    if tree.dep[noun] in {"dobj", "nsubjpass"} and tree.lemma[over] in control("light"):
        return over
    if tree.dep[noun] == "pobj" and tree.dep[over] in {"prep", "prt"}:
        verb = tree.head[over]
        if tree.pos[verb] == "VERB" and (tree.lemma[verb], tree.text[over]) in _support_pairs():
            return verb
    for child in tree.children[noun]:
        if (
            child > noun
            and tree.dep[child] in {"acl", "relcl"}
            and tree.pos[child] == "VERB"
            and tree.lemma[child] in control("light")
            and (tree.tag[child] == "VBN" or tree.dep[child] == "relcl")
            and tree.child(child, "dobj") in {None, noun}
        ):
            return child
    return None


def noun_arguments(
    syntax: Syntax, noun: int, pattern: NounPattern, support: int | None
) -> tuple[Argument, ...]:
    """All participants of an event noun."""
    tree = syntax.tree
    found: list[Argument] = []
    by_agent = any(tree.text[c] == "by" and tree.dep[c] in {"prep", "agent"} for c in tree.children[noun])
    compounds: list[int] = []
    for child in tree.children[noun]:
        dep = tree.dep[child]
        if dep == "poss":
            function = Function.OBJECT if by_agent else pattern.possessor
            found += (Argument(function, head, "'s") for head in syntax.conjuncts(child))
        elif dep in {"compound", "nmod"} and child < noun:
            compounds.append(child)
        elif dep == "amod" and tree.capital[child] and child < noun and not _opens(syntax, child):
            found.append(Argument(Function.SUBJECT, child, "compound"))
        elif dep in {"prep", "agent"}:
            found += _prepositional(syntax, child, pattern)
        elif dep in {"acl", "ccomp"} and child > noun:
            marker = _marker(syntax, child)
            if marker:
                found.append(Argument(Function.CLAUSE, child, marker))
        elif (
            dep == "relcl" and child > noun and tree.tag[child] == "VB" and tree.child(child, "nsubj") is None
        ):
            found.append(Argument(Function.CLAUSE, child, "to"))
    filled = {a.function for a in found}
    for child in compounds:
        if tree.text[child] == "-" or not tree.text[child][0].isalpha():
            continue
        if tree.pos[child] == "PROPN" and Function.SUBJECT not in filled:
            function = pattern.possessor
        else:
            function = Function.OBJECT
        found.append(Argument(function, child, "compound"))
    if support is not None:
        found += _from_support(syntax, noun, support, {a.function for a in found})
    return tuple(found)


def _opens(syntax: Syntax, token: int) -> bool:
    """True for the first word of a sentence, whose capital says nothing."""
    return token == 0 or syntax.tree.text[token - 1] in {".", "\n", '"', ":"}


def _prepositional(syntax: Syntax, preposition: int, pattern: NounPattern) -> list[Argument]:
    tree = syntax.tree
    word = tree.text[preposition]
    if word == "by" or word in _TAKING_PART:
        function = Function.SUBJECT
    else:
        function = pattern.prepositions.get(word, Function.OBLIQUE)
    found: list[Argument] = []
    for child in tree.children[preposition]:
        if tree.dep[child] == "pobj":
            found += (Argument(function, head, word) for head in syntax.conjuncts(child))
        elif tree.dep[child] == "pcomp":
            found.append(Argument(Function.CLAUSE, child, word))
        elif tree.dep[child] == "prep":
            found += _prepositional(syntax, child, pattern)
    return found


def _marker(syntax: Syntax, clause: int) -> str | None:
    tree = syntax.tree
    if tree.pos[clause] not in _VERBAL:
        return None
    for child in tree.children[clause]:
        if child > clause:
            break
        if tree.dep[child] == "mark":
            return tree.text[child]
        if tree.tag[child] == "TO":
            return "to"
        if tree.text[child] == "whether":
            return "whether"
    return None


def _from_support(syntax: Syntax, noun: int, verb: int, filled: set[Function]) -> list[Argument]:
    """What a light verb lends its noun: its subject, its dative and its prepositions."""
    tree = syntax.tree
    found: list[Argument] = []
    for argument in syntax.arguments(verb):
        if argument.head == noun or (
            tree.head[argument.head] == noun and argument.function is Function.CLAUSE
        ):
            continue
        if argument.function is Function.SUBJECT:
            receiving = tree.lemma[verb] in control_receiving()
            function = Function.INDIRECT if receiving else Function.SUBJECT
            if function not in filled:
                found.append(Argument(function, argument.head, argument.preposition, True))
        elif argument.function is Function.INDIRECT:
            found.append(Argument(Function.INDIRECT, argument.head, argument.preposition, True))
        elif argument.function is Function.OBLIQUE:
            found.append(Argument(Function.OBLIQUE, argument.head, argument.preposition, True))
        elif argument.function is Function.CLAUSE and argument.preposition == "to":
            found.append(Argument(Function.CLAUSE, argument.head, "to", True))
    return found
