"""Tells participles and relative clauses that only say which thing is meant from those that tell a deed."""

from __future__ import annotations

from collections.abc import Callable

from ingest.claims.frames import Match
from ingest.claims.scene import ORDERS, Scene
from ingest.grammar.tree import Tree
from kg.model import Mention, Role

_WHERE = frozenset({"from", "in", "into", "to", "on", "at", "for", "of"})


def describes_a_class(
    scene: Scene, found: Match, agents: tuple[Mention, ...], is_dated: Callable[[Match], bool]
) -> bool:
    """True for "firms making shoes": a participle that says which ones are meant tells no deed."""
    tree, head = scene.tree, found.predicate.head
    dep, tag = tree.dep[head], tree.tag[head]
    if dep == "amod":  # "its best-selling jet"
        return True
    if (dep == "relcl" or (dep == "acl" and tag == "VBN")) and _is_aside(tree, head):
        # What only says which thing is meant has no date: "the phone, made by Acme, …".
        return found.shape.asserted and not is_dated(found) and not _is_eventful(tree, head)
    noun = tree.head[head]
    if dep == "relcl" and found.predicate.passive and not agents and _says_where(tree, head):
        return True  # "areas from which pigs may be sold"
    if dep == "relcl" and not any(noun in heads for heads in found.roles.values()):
        return False  # "a deal under which France sells jets": it is not jets that are described
    if (
        dep == "acl"
        and tree.lemma[tree.head[noun]] == "be"
        and tree.child(tree.head[noun], "expl") is not None
    ):
        return False  # "there were two million copies sold"
    named = any(m.named for m in agents)
    if dep == "acl" and tag == "VBN" and not agents:
        # "carriers banned in the bloc", but not "…, with buyers required to register"
        return tree.text[tree.head[noun]] != "with"
    if found.shape.asserted and dep == "acl" and (tag == "VBN" or not named):
        # "plans by the mayor to build" are no mayors that are described.
        return tag != "VB" or noun in found.roles.get(Role.AGENT, ())
    if found.shape.asserted and dep == "relcl" and not named:
        return True
    # "an order requiring banks to …" tells what the order does, "firms making shoes" which firms.
    return dep == "acl" and tag == "VBG" and not named and tree.lemma[tree.head[head]] not in ORDERS


def _is_aside(tree: Tree, head: int) -> bool:
    """True for "the trams, ordered from Skoda, …": the commas say that it is told by the way."""
    first = tree.subtree(head)[0]
    return first > 0 and tree.text[first - 1] == ","


def _is_eventful(tree: Tree, head: int) -> bool:
    """True for "which has supplied", "which is building", "which will ship": that is news."""
    return tree.dep[head] == "relcl" and any(
        (tree.lemma[c] == "have" or tree.tag[c] == "MD" or tree.tag[head] == "VBG")
        for c in tree.children[head]
        if tree.dep[c] == "aux"
    )


def _says_where(tree: Tree, verb: int) -> bool:
    """True for a relative clause that opens with "from which", "into which", "to whom"."""
    return any(
        tree.dep[c] == "prep"
        and tree.text[c] in _WHERE
        and any(tree.dep[o] == "pobj" and tree.tag[o] in {"WDT", "WP"} for o in tree.children[c])
        for c in tree.children[verb]
        if c < verb
    )
