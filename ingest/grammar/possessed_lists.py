"""Mends lists of names that each have a possessor: "Chile's Acme, Peru's Borex and Canada's Core agreed"."""

from __future__ import annotations

from ingest.grammar.tree import Tree

_JOINTS = frozenset({",", "and", "or", "&"})
_Member = tuple[int, int]
"""The possessor and the last token of a name."""


def mend_possessed_lists(tree: Tree, start: int, end: int) -> None:
    """Hang each possessor on its own name, and the names on the first, in its place in the sentence."""
    token = start
    while token < end:
        members: list[_Member] = []
        after = token
        while (member := _member(tree, after, end)) is not None:
            members.append(member)
            after = member[1] + 1
            joint = after
            while joint < end and tree.text[joint] in _JOINTS:
                joint += 1
            if joint == after:
                break
            after = joint
        if len(members) > 1:
            _coordinate(tree, members)
            token = members[-1][1]
        token += 1


def _member(tree: Tree, token: int, end: int) -> _Member | None:
    """ "Peru 's Borex Mining" at a token."""
    if token + 2 >= end or tree.pos[token] != "PROPN" or tree.tag[token + 1] != "POS":
        return None
    if tree.doc[token].ent_type_ != "GPE":
        return None
    last = token + 2
    while last < end and tree.pos[last] == "PROPN" and not (last + 1 < end and tree.tag[last + 1] == "POS"):
        last += 1
    return (token, last - 1) if last > token + 2 else None


def _coordinate(tree: Tree, members: list[_Member]) -> None:
    first, last = members[0][0], members[-1][1]
    inside = range(first, last + 1)
    outer = [t for t in inside if tree.head[t] not in inside or tree.head[t] == t]
    if tree.text[members[-1][0] - 1] == ",":
        return  # no list: what stands behind the comma explains
    listed = all(tree.dep[name] == "conj" for _, name in members[1:])
    if len(outer) < 2 and listed and all(tree.head[p] == name for p, name in members):
        return  # read well
    top = outer[0]
    head, dep = tree.head[top], tree.dep[top]
    if head == top or dep in {"compound", "poss"} or tree.pos[head] not in {"VERB", "AUX", "ADP"}:
        return
    names = [name for _, name in members]
    for token in inside:
        for child in [c for c in tree.children[token] if c not in inside]:
            tree.attach(child, head if dep == "nsubj" and child > last else names[-1], tree.dep[child])
    for (possessor, name), before in zip(members, [None, *names[:-1]], strict=True):
        tree.attach(name, head if before is None else before, dep if before is None else "conj")
        tree.attach(possessor, name, "poss")
        tree.attach(possessor + 1, possessor, "case")
        for part in range(possessor + 2, name):
            tree.attach(part, name, "compound")
    for before, (possessor, _) in zip(names, members[1:], strict=False):
        for joint in range(before + 1, possessor):
            tree.attach(joint, before, "punct" if tree.text[joint] == "," else "cc")
