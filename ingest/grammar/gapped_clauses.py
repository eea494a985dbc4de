"""Keeps apart "France pledged 10 million euros and Germany 5 million": Germany is no second thing pledged."""

from __future__ import annotations

from ingest.grammar.tree import Tree

_DOERS = frozenset({"GPE", "ORG", "NORP"})
_JOINED = frozenset({"conj", "appos"})


def mend_gapped_clauses(tree: Tree, start: int, end: int) -> None:
    """A name that is joined to the object and has a number or an object of its own does the same again.

    The verb is left out and the name is a subject, so it is taken off the verb's objects and receivers.
    """
    for name in range(start + 3, end - 1):
        if tree.dep[name] not in _JOINED or tree.pos[name] != "PROPN":
            continue
        if tree.doc[name].ent_type_ not in _DOERS or tree.text[name - 1] not in {"and", ","}:
            continue
        verb = _verb_above(tree, name)
        if verb is None:
            continue
        subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "dobj")
        if subject is None or thing is None or not subject < verb < thing < name:
            continue
        if tree.doc[subject].ent_type_ not in _DOERS or tree.doc[thing].ent_type_ in _DOERS:
            continue  # "granted Acme and Borex the first licences": to both
        own = _own_object(tree, name, verb, thing)
        if own is not None:
            tree.attach(name, verb, "dep")
            tree.attach(own, name, "dep")


def _verb_above(tree: Tree, name: int) -> int | None:
    """The verb of which the phrase is a part to which the name was joined."""
    over = tree.head[name]
    for _ in range(3):
        if over >= name or tree.head[over] == over:
            return over if tree.pos[over] == "VERB" and over < name else None
        if tree.pos[over] == "VERB":
            return over
        over = tree.head[over]
    return None


def _own_object(tree: Tree, name: int, verb: int, thing: int) -> int | None:
    """The number behind the name, or the second object that begins right behind it."""
    if tree.child(thing, "nummod") is not None:
        for child in tree.children[name]:
            if child > name and tree.dep[child] == "nummod" and tree.subtree(child)[0] == name + 1:
                return child
    for child in tree.children[verb]:
        if child > name and tree.dep[child] == "dobj" and tree.subtree(child)[0] == name + 1:
            return child if tree.child(child, "det", "poss", "nummod") is not None else None
    return None
