"""Mends names that the parser took for common nouns, and descriptions that stand right before a name."""

from __future__ import annotations

from ingest.grammar.tree import Tree
from ingest.rulebook import rules

_DATES = frozenset(w.lower() for table in ("month", "weekday") for w in rules("times")["words"][table])
_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_MISPLACED = _PLACES | {"ccomp", "npadvmod", "oprd", "dep", "nmod", "appos", "acomp", "xcomp", "advcl"}
_OF_THE_NAME = frozenset({"compound", "amod", "nmod", "case", "punct"})
_NAMING = frozenset({"ORG", "PRODUCT", "PERSON", "GPE", "WORK_OF_ART", "FAC"})
_FEWEST_CAPITALS = 2
_LONGEST_CODE = 4
"""Letters and digits of a designation (\"A380\"); a longer word is a name."""


def mend_names(tree: Tree, start: int, end: int) -> None:
    """Read "DEPA" as a name, not as a plural, and "the agency BEA" as one phrase."""
    for token in range(start, end):
        if tree.tag[token] in {"NN", "NNS"} and tree.capital[token] and _is_a_name(tree, token, start):
            tree.tag[token], tree.pos[token] = "NNP", "PROPN"
            tree.lemma[token] = tree.text[token]
    for name in range(start + 1, end):
        first = tree.subtree(name)[0] if tree.dep[name] == "npadvmod" else name
        if tree.dep[name] == "npadvmod" and tree.pos[name] == "PROPN" and tree.text[first - 1] == ",":
            if tree.head[name] == first - 2 and tree.pos[first - 2] == "NOUN":
                tree.dep[name] = "appos"  # "the co-operative, Acme, has"
        elif tree.dep[name] == "appos" and tree.doc[name].ent_type_ == "PERSON":
            _mend_name_behind_doer(tree, name)
        elif tree.pos[name] == "PROPN" and tree.dep[name] in _MISPLACED:
            _raise_clause(tree, name, start)
            _mend_description(tree, name, start)


def _is_a_name(tree: Tree, token: int, start: int) -> bool:
    """True for one word with capitals or digits inside it that the recogniser takes for a name."""
    doc = tree.doc
    word = doc[token].text
    if doc[token].ent_type_ not in _NAMING:
        before = tree.head[token]
        shaped = word[0].isupper() and word[-1].isdigit() and len(word) > _LONGEST_CODE
        return shaped and tree.dep[token] == "appos" and before == token - 1 and tree.pos[before] == "NOUN"
    if sum(c.isupper() for c in word) >= _FEWEST_CAPITALS and not word.endswith("s"):
        return True
    return token > start and word[0].isupper() and not word.endswith("s")


def _mend_name_behind_doer(tree: Tree, name: int) -> None:
    """ "an appeal brought by a rancher, Ed Barr": the name says who the rancher is, not which appeal."""
    over, edge = tree.head[name], tree.subtree(name)[0]
    if tree.pos[over] != "NOUN" or tree.doc[over].ent_type_ or tree.text[edge - 1] != ",":
        return
    verbs = [c for c in tree.children[over] if over < c < name and tree.pos[c] == "VERB"]
    by = tree.child(verbs[-1], "agent") if verbs else None
    doer = tree.child(by, "pobj") if by is not None else None
    if doer is None or tree.pos[doer] != "NOUN" or tree.subtree(doer)[1] < edge - 3:
        return
    tree.attach(name, doer, "appos")


def _raise_clause(tree: Tree, name: int, start: int) -> None:
    """ "The carmaker Acme has sold more", read as a noun with a clause: the clause is the sentence."""
    verb = tree.head[name]
    noun = min((c for c in tree.children[name] if c < name), default=name) - 1
    if tree.dep[name] not in {"nsubj", "nsubjpass"} or tree.dep[verb] != "relcl" or noun < start:
        return
    if tree.head[verb] != noun or tree.head[noun] != noun or tree.pos[noun] != "NOUN":
        return
    for child in [c for c in tree.children[noun] if noun < c < verb]:
        tree.attach(child, verb, tree.dep[child])
    tree.raise_over(verb, noun, tree.dep[name])


def _mend_description(tree: Tree, name: int, start: int) -> None:
    """ "The agency BEA said": the noun hangs on the name behind it, as in "chief executive Jane Doe"."""
    if tree.text[name] in _DATES or tree.doc[name].ent_type_ in _TIMES:
        return  # "passed the law last June", "approved the drug Friday": when
    first = min((c for c in tree.children[name] if c < name), default=name)
    noun = first - 1
    if noun < start or tree.pos[noun] != "NOUN" or tree.head[noun] != tree.head[name]:
        return
    dep = tree.dep[noun]
    if dep not in _PLACES or (tree.dep[name] in _PLACES and tree.dep[name] != dep):
        return
    if tree.dep[name] != dep and any(c > name for c in tree.children[name]):
        return
    if any(c > noun for c in tree.children[noun]):
        return
    if any(tree.dep[c] not in _OF_THE_NAME for c in tree.children[name] if c < name):
        return
    for child in list(tree.children[noun]):
        tree.attach(child, name, tree.dep[child])
    tree.dep[name] = dep
    tree.attach(noun, name, "compound")
