"""Mends where amounts hang: "a 40 million euro contract", "a fine of 3 million euros on Borex"."""

from __future__ import annotations

import functools

from ingest.grammar.tree import Tree
from ingest.rulebook import rules

_ONE = frozenset({"a", "an", "another"})
_OF_SUMS = frozenset({"of", "in", "per", "a", "than", "between", "to"})
"""What an amount takes itself: "3 million tonnes of coal", "billions in aid", "2 to 3 million"."""
_SUMS = frozenset({"MONEY", "PERCENT"})


def mend_amounts(tree: Tree, start: int, end: int) -> None:
    """Hang numbers on what they count, and what follows a sum on the noun that the sum describes."""
    for token in range(start, end):
        if tree.dep[token] == "nummod":
            _mend_unit(tree, token)
            _mend_given_sum(tree, token)
        elif tree.text[token] == "per" and token + 1 < end and tree.text[token + 1] == "cent":
            _mend_per_cent(tree, token)
        elif tree.text[token] == "worth" and tree.dep[token] == "advmod":
            _mend_worth(tree, token)
        elif tree.dep[token] == "prep" and tree.text[token] not in _OF_SUMS:
            _mend_after_sum(tree, token)
            _mend_after_worth(tree, token)
        elif tree.dep[token] == "prep" and tree.text[token] == "to":
            party = tree.child(token, "pobj")
            if party is not None and tree.tag[party] != "CD" and tree.doc[party].ent_type_ != "MONEY":
                _mend_after_worth(tree, token)


def _mend_per_cent(tree: Tree, per: int) -> None:
    """ "80 per cent of the cost": the cost is shared out, not a cent."""
    number, cent = tree.head[per], per + 1
    if tree.head[cent] != per or tree.tag[number] != "CD":
        return
    for child in [c for c in tree.having(cent, "prep") if tree.text[c] == "of"]:
        tree.attach(child, number, "prep")


def _mend_worth(tree: Tree, worth: int) -> None:
    """ "Aid worth $3 million was pledged": the aid was pledged, and it is worth the sum."""
    noun = tree.head[worth]
    verb = tree.head[noun]
    total = tree.child(verb, "nsubj", "nsubjpass")
    if noun != worth - 1 or tree.dep[noun] != "advcl" or total is None or tree.subtree(total)[0] != worth + 1:
        return
    tree.attach(noun, verb, tree.dep[total])
    if tree.pos[noun] == "VERB":
        tree.pos[noun], tree.tag[noun] = "NOUN", "NN"
    tree.attach(worth, noun, "amod")
    tree.attach(total, worth, "dobj")


def _mend_after_worth(tree: Tree, preposition: int) -> None:
    """ "contracts worth 3 million euros for tents": the contracts are for tents."""
    worth = tree.head[preposition]
    noun = tree.head[worth]
    if tree.text[worth] == "worth" and noun < worth < preposition - 1 and tree.pos[noun] in {"NOUN", "PROPN"}:
        tree.attach(preposition, noun, "prep")


def _mend_unit(tree: Tree, number: int) -> None:
    """ "a 40 million euro contract": there is one contract, and the millions count euros."""
    unit, noun = number + 1, tree.head[number]
    if not unit < noun or tree.head[unit] != noun or tree.dep[unit] != "compound":
        return
    if tree.tag[unit] != "NN" or tree.tag[noun] != "NN" or tree.text[number] == "one":
        return
    figures = [c for c in tree.having(number, "compound") if tree.tag[c] == "CD"]
    before = min([*figures, number]) - 1
    if before >= 0 and tree.capital[before] and tree.head[before] in {number, noun}:
        return  # the number of a model: "a Falcon 9 launch"
    single = any(tree.text[c] in _ONE for c in tree.having(noun, "det"))
    if single or (figures and not tree.text[noun].endswith(_same_in_plural())):
        tree.attach(number, unit, "nummod")


def _mend_given_sum(tree: Tree, number: int) -> None:
    """ "lent the insurer Acme $85 billion": the sum is lent, to Acme."""
    name = tree.head[number]
    verb = tree.head[name]
    if not verb < name < number or tree.doc[number].ent_type_ != "MONEY":
        return
    if tree.dep[name] not in {"dobj", "dative"} or tree.pos[verb] != "VERB":
        return
    if any(tree.dep[c] == "dobj" and c != name for c in tree.children[verb]):
        return
    tree.dep[name] = "dative"
    tree.attach(number, verb, "dobj")


def _mend_after_sum(tree: Tree, preposition: int) -> None:
    """ "a fine of 3 million euros on Borex": the fine is on Borex, not the euros."""
    unit = tree.head[preposition]
    of = tree.head[unit]
    noun = tree.head[of]
    if tree.dep[unit] != "pobj" or tree.text[of] != "of" or not noun < of < unit < preposition:
        return
    if tree.pos[noun] in {"NOUN", "PROPN"} and tree.doc[unit].ent_type_ in _SUMS:
        tree.attach(preposition, noun, "prep")


@functools.cache
def _same_in_plural() -> tuple[str, ...]:
    return tuple(rules("unnamed")["label"]["same_in_plural"])
