"""Gives the second half of "France pledged 10 million euros and Germany 5 million" a verb of its own."""

from __future__ import annotations

from ingest.grammar.tree import Tree

_DOERS = frozenset({"GPE", "ORG", "NORP"})
_JOINED = frozenset({"conj", "appos", "compound", "nmod"})
_THINGS = ("dobj", "npadvmod", "dep", "conj")
_JOINTS = frozenset({"and", ",", "while", "but", ";"})


def mend_gapped_clauses(tree: Tree, start: int, end: int) -> None:
    """A name that is joined to the object and has a number or an object of its own does the same again.

    The verb is left out and the name is a subject: "and", or the comma, stands in for the verb.
    """
    for name in range(start + 3, end - 1):
        if tree.dep[name] not in _JOINED or tree.pos[name] != "PROPN":
            continue
        joint = tree.subtree(name)[0] - 1
        if tree.doc[name].ent_type_ not in _DOERS or tree.text[joint] not in _JOINTS:
            continue
        verb = _verb_above(tree, name)
        if verb is None:
            continue
        subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "dobj")
        if subject is None or thing is None or not subject < verb < thing < joint:
            continue
        if tree.doc[subject].ent_type_ not in _DOERS or tree.doc[thing].ent_type_ in _DOERS:
            continue  # "granted Acme and Borex the first licences": to both
        own = _own_object(tree, name, verb, thing)
        if own is not None and tree.doc[own].ent_iob_ == "I" and own == name + 1:
            tree.attach(name, verb, "dep")  # "and Airbus 45", read as one name
            tree.attach(own, name, "dep")
        elif own is not None:
            _repeat(tree, verb, joint, name, own)


def _repeat(tree: Tree, verb: int, joint: int, name: int, own: int) -> None:
    """The joint becomes the verb, in its form; the name and the number are its subject and object."""
    tree.attach(name, verb, "dep")
    tree.attach(joint, verb, "conj")
    tree.lemma[joint], tree.pos[joint], tree.tag[joint] = tree.lemma[verb], "VERB", tree.tag[verb]
    tree.attach(name, joint, "nsubj")
    tree.attach(own, joint, "dobj")
    for child in [c for c in tree.children[verb] if c > own and tree.dep[c] in {"prep", "npadvmod"}]:
        tree.attach(child, joint, tree.dep[child])


def _verb_above(tree: Tree, name: int) -> int | None:
    """The verb of which the phrase is a part to which the name was joined."""
    over = tree.head[name]
    for _ in range(4):
        if tree.pos[over] == "VERB":
            return over if over < name else None
        if tree.head[over] == over:
            return None
        over = tree.head[over]
    return None


def _own_object(tree: Tree, name: int, verb: int, thing: int) -> int | None:
    """The number behind the name, or the second object that begins right behind it."""
    counted = tree.child(thing, "nummod") is not None
    over = tree.head[name]
    if tree.dep[name] in {"compound", "nmod"}:  # "and Samsung 8 million"
        numbers = counted and tree.pos[over] == "NUM" and tree.head[over] != over
        return over if numbers and all(tree.pos[i] == "NUM" for i in range(name + 1, over)) else None
    if counted:
        for child in tree.children[name]:
            if child > name and tree.dep[child] == "nummod" and tree.subtree(child)[0] == name + 1:
                return child
    for child in tree.children[verb]:
        if child > name and tree.dep[child] in _THINGS and tree.subtree(child)[0] == name + 1:
            return child if _is_told_apart(tree, child, counted) else None
    return None


def _is_told_apart(tree: Tree, thing: int, counted: bool) -> bool:
    """True for a thing that begins with a number, or else with an article or an owner."""
    if tree.dep[thing] == "dobj":
        return tree.child(thing, "det", "poss", "nummod") is not None
    return counted and (tree.pos[thing] == "NUM" or tree.child(thing, "nummod") is not None)
