"""Who takes part in an event noun.

Possessors, "of", "by" and other prepositions, compounds, and what the verb that supports the noun lends it
("gave approval to the bank").
"""

from __future__ import annotations

import functools

from ingest.grammar.arguments import Argument, Function
from ingest.grammar.clause_shape import VERBAL
from ingest.grammar.control import control, is_light, receiving
from ingest.grammar.deep_syntax import DeepSyntax
from ingest.grammar.event_nouns import NounPattern
from ingest.rulebook import rules

_MOST_PREPOSITIONS = 3
"""As many prepositions in a row as English strings together."""
_TAKING_PART = frozenset({"between", "among"})


@functools.cache
def _pairs(name: str) -> frozenset[tuple[str, str]]:
    pairs = rules("control")["light"][name]["pairs"].split()
    return frozenset((verb, word) for verb, _, word in (pair.partition(":") for pair in pairs))


def support_of(syntax: DeepSyntax, noun: int) -> int | None:
    """The light verb whose object the noun is ("made a decision", "a decision made by"), or None."""
    tree = syntax.tree
    while tree.dep[noun] == "conj" and tree.pos[tree.head[noun]] in {"NOUN", "PROPN"}:
        noun = tree.head[noun]
    over = tree.head[noun]
    if tree.dep[noun] in {"dobj", "nsubjpass"} and is_light(tree.lemma[over]):
        particle = tree.child(over, "prt")
        undone = particle is not None and (tree.lemma[over], tree.text[particle]) in _pairs("undone")
        return None if undone else over
    if tree.dep[noun] == "pobj" and tree.dep[over] in {"prep", "prt"}:
        verb = tree.head[over]
        if tree.pos[verb] == "VERB" and (tree.lemma[verb], tree.text[over]) in _pairs("prepositions"):
            return verb
    for child in tree.children[noun]:
        if (
            child > noun
            and tree.dep[child] in {"acl", "relcl"}
            and tree.pos[child] == "VERB"
            and is_light(tree.lemma[child])
            and (tree.tag[child] == "VBN" or tree.dep[child] == "relcl")
            and tree.child(child, "dobj") in {None, noun}
            and None in {tree.child(child, "mark"), tree.child(child, "nsubjpass")}  # "that it be raised"
        ):
            return child
    return None


def noun_arguments(
    syntax: DeepSyntax, noun: int, pattern: NounPattern, support: int | None
) -> tuple[Argument, ...]:
    """All participants of an event noun."""
    tree = syntax.tree
    found: list[Argument] = []
    by_agent = any(tree.text[c] == "by" and tree.dep[c] in {"prep", "agent"} for c in tree.children[noun])
    received = support is not None and tree.lemma[support] in receiving()
    compounds: list[int] = []
    for child in tree.children[noun]:
        dep = tree.dep[child]
        if dep == "poss":
            if received and tree.tag[child] == "PRP$":
                continue  # "won its licence": whose it is, is the verb's subject
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
        found += _from_support(syntax, noun, support, pattern, {a.function for a in found})
    return tuple(found)


def _opens(syntax: DeepSyntax, token: int) -> bool:
    """True for the first word of a sentence, whose capital says nothing."""
    return token == 0 or syntax.tree.text[token - 1] in {".", "\n", '"', ":"}


def _prepositional(
    syntax: DeepSyntax, preposition: int, pattern: NounPattern, depth: int = 0
) -> list[Argument]:
    tree = syntax.tree
    word = tree.text[preposition]
    if (word == "by" and not _is_means(syntax, preposition)) or word in _TAKING_PART:
        function = Function.SUBJECT
    else:
        function = pattern.prepositions.get(word, Function.OBLIQUE)
    found: list[Argument] = []
    for child in tree.children[preposition]:
        if tree.dep[child] == "pobj":
            dated = word in _TAKING_PART and tree.tag[child] == "CD"  # "payments between 1997 and 2004"
            role = Function.OBLIQUE if dated else function
            found += (Argument(role, head, word) for head in syntax.conjuncts(child))
        elif tree.dep[child] == "pcomp":
            found.append(Argument(Function.CLAUSE, child, word))
        elif tree.dep[child] == "prep" and depth < _MOST_PREPOSITIONS:
            found += _prepositional(syntax, child, pattern, depth + 1)
    return found


def _is_means(syntax: DeepSyntax, preposition: int) -> bool:
    """True for "by video", "by post": a bare noun behind "by" does nothing."""
    tree = syntax.tree
    noun = tree.child(preposition, "pobj")
    if noun is None or tree.tag[noun] != "NN" or tree.lemma[noun] in control("bare_actors"):
        return False
    return not tree.children[noun]


def _marker(syntax: DeepSyntax, clause: int) -> str | None:
    tree = syntax.tree
    if tree.pos[clause] not in VERBAL:
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


def _from_support(
    syntax: DeepSyntax, noun: int, verb: int, pattern: NounPattern, filled: set[Function]
) -> list[Argument]:
    """What a light verb lends its noun: its subject, its dative and its prepositions."""
    tree = syntax.tree
    found: list[Argument] = []
    for argument in syntax.arguments(verb):
        if argument.head == noun or (
            tree.head[argument.head] == noun and argument.function is Function.CLAUSE
        ):
            continue
        if argument.function is Function.SUBJECT:
            receives = tree.lemma[verb] in receiving()
            function = Function.INDIRECT if receives else Function.SUBJECT
            if function not in filled:
                found.append(Argument(function, argument.head, argument.preposition, True))
        elif argument.function is Function.INDIRECT:
            found.append(Argument(Function.INDIRECT, argument.head, argument.preposition, True))
        elif argument.function is Function.OBLIQUE:
            function = pattern.prepositions.get(argument.preposition or "", Function.OBLIQUE)
            found.append(Argument(function, argument.head, argument.preposition, True))
        elif argument.function is Function.CLAUSE and argument.preposition == "to":
            found.append(Argument(Function.CLAUSE, argument.head, "to", True))
    return found
