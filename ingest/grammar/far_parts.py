"""Hangs what the parser put too deep on the verb that it belongs to, over a phrase that stands between."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_tense, is_passive
from ingest.grammar.control import control, parties
from ingest.grammar.event_nouns import pattern_of
from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import right_lemma

_OBJECTS = frozenset({"dobj", "nsubjpass"})
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "CARDINAL", "MONEY", "QUANTITY"})
_NO_ACTORS = _MEASURES | {"PERSON"}
"""By these nothing is done, or they made the thing itself ("a painting by Monet")."""
_ACTORS = frozenset({"ORG", "GPE", "NORP"})
_MOST_STEPS = 6  # from a part up to the verb that it belongs to


def mend_far_parts(tree: Tree, start: int, end: int) -> None:
    """Mend them in the sentence from `start` to `end`."""
    for token in range(start, end):
        if tree.dep[token] == "prep" and tree.text[token] == "from":
            _free_from(tree, token)
        elif tree.dep[token] == "prep" and tree.text[token] == "of":
            _free_of(tree, token)
        elif tree.text[token] == "by" and tree.dep[token] in {"prep", "agent"}:
            _free_by(tree, token)
            _free_agent(tree, token)
            _free_far_agent(tree, token)
        elif tree.dep[token] == "ccomp":
            _main_verb(tree, token)
            _of_which(tree, token)
        elif tree.dep[token] == "relcl":
            _of_whom(tree, token)


def _free_from(tree: Tree, preposition: int) -> None:
    """ "bars anyone convicted of fraud from standing": nobody was convicted from it."""
    over = tree.head[preposition]
    if tree.child(preposition, "pcomp") is None or tree.tag[over] != "VBN" or tree.dep[over] != "acl":
        return
    if tree.lemma[over] in control("from_control"):
        return
    noun = tree.head[over]
    for _ in range(_MOST_STEPS):
        verb = tree.head[noun]
        if tree.dep[noun] in _OBJECTS and tree.lemma[verb] in control("from_control"):
            tree.attach(preposition, verb, "prep")
            return
        if tree.pos[verb] == "VERB" or verb == noun:
            return
        noun = verb


def _free_of(tree: Tree, preposition: int) -> None:
    """ "stripped the ministry of its powers", "accused it of fraud": the ministry is not one of powers."""
    party = tree.head[preposition]
    verb = tree.head[party]
    if tree.dep[party] == "dobj" and tree.lemma[verb] in control("of_verbs"):
        tree.attach(preposition, verb, "prep")
    elif tree.dep[party] == "pobj" and tree.dep[verb] == "agent":
        _free_of_agent(tree, preposition, tree.head[verb])


def _free_of_agent(tree: Tree, of: int, verb: int) -> None:
    """ "was accused by the police of hiding profits": they are no police of hiding."""
    gerund, thing = of + 1, of + 2
    if (
        tree.lemma[verb] not in control("of_verbs")
        or thing >= len(tree)
        or not tree.text[gerund].endswith("ing")
    ):
        return
    if tree.tag[gerund] != "VBG" or tree.head[gerund] != of:
        if tree.head[gerund] != thing or tree.dep[gerund] not in {"compound", "amod"}:
            return
        tree.attach(gerund, of, "pcomp")  # "hiding profits", read as profits that hide
        tree.attach(thing, gerund, "dobj")
        tree.pos[gerund], tree.tag[gerund] = "VERB", "VBG"
        tree.lemma[gerund] = right_lemma(tree.text[gerund], tree.text[gerund])
    tree.attach(of, verb, "prep")


def _free_by(tree: Tree, preposition: int) -> None:
    """ "was cleared to fly again by the agency": the agency clears, it does not fly."""
    infinitive = tree.head[preposition]
    passive = tree.head[infinitive]
    if tree.dep[infinitive] not in {"xcomp", "advcl", "oprd"}:
        return
    if tree.tag[infinitive] != "VB" and tree.lemma[passive] not in control("ordered_done"):
        return
    if not is_passive(tree, passive) or tree.child(passive, "agent") is not None:
        return
    if tree.child(infinitive, "auxpass") is not None or tree.lemma[passive] not in control("object_control"):
        return
    if _names_an_actor(tree, preposition, _MEASURES, ("det", "poss")):
        tree.attach(preposition, passive, "agent")


def _free_agent(tree: Tree, preposition: int) -> None:
    """ "was refused a licence by the bank", "was told to sell a stake by the board": they refused, told."""
    thing = tree.head[preposition]
    if tree.dep[thing] not in {"dobj", "oprd"} or tree.text[thing] in control("authored"):
        return
    if not _names_an_actor(tree, preposition, _NO_ACTORS, ("det", "poss", "amod", "compound")):
        return
    verb = tree.head[thing]
    for _ in range(_MOST_STEPS):
        if tree.child(verb, "auxpass") is not None:
            if tree.child(verb, "agent") is None and tree.child(verb, "nsubjpass") is not None:
                tree.attach(preposition, verb, "agent")
            return
        if tree.dep[verb] not in {"xcomp", "pcomp", "prep", "acl", "dobj"}:
            return
        if tree.child(verb, "nsubj") is not None or (tree.dep[verb] == "acl" and tree.tag[verb] != "VB"):
            return
        verb = tree.head[verb]


def _free_far_agent(tree: Tree, preposition: int) -> None:
    """ "was led through mined waters by pilots": it is the pilots who led."""
    thing = tree.head[preposition]
    if tree.dep[thing] != "pobj" or tree.text[thing] in control("authored"):
        return
    if thing == preposition - 1 and pattern_of(tree.text[thing]) is not None:
        return  # "despite protests by farmers"
    if not _names_an_actor(tree, preposition, _NO_ACTORS, ("det", "poss", "amod", "compound")):
        return
    actor = tree.child(preposition, "pobj")
    if actor is None or not (tree.doc[actor].ent_type_ in _ACTORS or tree.lemma[actor] in parties()):
        return
    verb = thing
    for _ in range(_MOST_STEPS):
        if tree.dep[verb] not in {"pobj", "prep"}:
            break
        verb = tree.head[verb]
    if tree.child(verb, "auxpass") is not None and tree.child(verb, "agent") is None:
        tree.attach(preposition, verb, "agent")


def _names_an_actor(tree: Tree, by: int, never: frozenset[str], known: tuple[str, ...]) -> bool:
    """True where behind "by" stands somebody who may act: not "by train", not "by the deadline".

    `never`: entities that do not act here; `known`: what a common noun in the singular must have before it.
    """
    actor = tree.child(by, "pobj")
    if actor is None or tree.pos[actor] not in {"NOUN", "PROPN"} or tree.doc[actor].ent_type_ in never:
        return False
    bare = tree.tag[actor] == "NN" and tree.child(actor, *known) is None
    return not bare and tree.lemma[actor] not in control("no_actors")


def _main_verb(tree: Tree, verb: int) -> None:
    """ "Its decision to allow imports has angered farmers", read as if imports angered them."""
    infinitive = tree.head[verb]
    noun = tree.head[infinitive]
    if tree.head[noun] != noun or tree.pos[noun] != "NOUN" or tree.dep[infinitive] != "acl":
        return
    thing = tree.child(verb, "nsubj", "nsubjpass")
    if thing is None or not noun < infinitive < thing < verb or tree.child(verb, "mark") is not None:
        return
    if tree.child(infinitive, "dobj") is not None:
        return
    if not has_tense(tree, verb):
        return
    function = tree.dep[thing]
    tree.attach(thing, infinitive, "dobj")
    tree.raise_over(verb, noun, function)


def _of_which(tree: Tree, verb: int) -> None:
    """ "ordered two boats, the first of which sails in May": what follows the comma tells of the boats."""
    over = tree.head[verb]
    subject, thing = tree.child(verb, "nsubj", "nsubjpass"), tree.child(over, "dobj")
    if subject is None or thing is None or not over < thing < subject < verb:
        return
    of = next((c for c in tree.children[subject] if tree.text[c] == "of"), None)
    if of is not None and any(tree.text[c] in {"which", "whom"} for c in tree.children[of]):
        tree.attach(verb, thing, "relcl")


def _of_whom(tree: Tree, verb: int) -> None:
    """ "Lee, who met the clerk and a cook, both of whom left": the two before the comma left."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is None or not any(tree.text[c] == "of" for c in tree.children[subject]):
        return
    of = next(c for c in tree.children[subject] if tree.text[c] == "of")
    first = tree.subtree(subject)[0]
    if not any(tree.text[c] in {"which", "whom"} for c in tree.children[of]) or tree.text[first - 1] != ",":
        return
    noun = first - 2
    while tree.dep[noun] in {"compound", "pobj", "prep"} and tree.head[noun] > tree.head[verb]:
        noun = tree.head[noun]
    if tree.pos[noun] not in {"NOUN", "PROPN"} or noun <= tree.head[verb] or noun > first - 2:
        return
    while tree.dep[noun] == "conj" and tree.pos[tree.head[noun]] in {"NOUN", "PROPN"}:
        noun = tree.head[noun]
    if tree.head[noun] != verb and noun != tree.head[verb]:
        tree.attach(verb, noun, "relcl")
