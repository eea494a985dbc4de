"""Tells the matches that are no deeds to report: done to nothing, or at home."""

from __future__ import annotations

from ingest.claims.frames import Match
from ingest.claims.pronouns import is_first_person
from ingest.claims.scene import BOASTS, NOTHING, PRIVATE_NOUNS, Scene
from ingest.grammar.arguments import Function
from ingest.grammar.predicates import Part
from ingest.grammar.tree import Tree
from kg.model import ClaimKind, Mention, Role

_BY_AUTHORITY = frozenset(
    {ClaimKind.APPROVAL, ClaimKind.RESTRICTION, ClaimKind.REQUIREMENT, ClaimKind.LISTING}
)


def touches_nothing(scene: Scene, found: Match) -> bool:
    """True for "agreed to nothing", "open to no one": a deed that is done to nothing is none."""
    if found.predicate.part is not Part.VERB or found.frame.denies:
        return False
    if found.frame.kind is ClaimKind.STATEMENT:
        return False
    return any(
        a.function is not Function.SUBJECT and not a.shared and _is_nothing(scene.tree, a.head)
        for a in found.predicate.arguments
    )


def is_private(scene: Scene, found: Match, agents: tuple[Mention, ...]) -> bool:
    """True for "my mother banned phones": what people allow and forbid at home or at play is no news."""
    heads = found.roles.get(Role.AGENT, ())
    if any(is_first_person(scene.tree, h) for h in heads) and (
        (
            found.frame.kind is ClaimKind.ORDER
            and any(scene.tree.doc[h].morph.get("Number", []) == ["Sing"] for h in heads)
        )
        or any(scene.tree.text[c] in BOASTS for c in scene.tree.children[found.predicate.head])
    ):
        return True  # "I bought this boat", "we have never let a friend down"
    return (
        bool(heads)
        and found.frame.kind in _BY_AUTHORITY
        and all(scene.tree.lemma[h] in PRIVATE_NOUNS for h in heads)
        and not any(m.entity.named for m in agents)
    )


def _is_nothing(tree: Tree, head: int) -> bool:
    return tree.text[head] in NOTHING or (
        tree.text[head] == "one" and head > 0 and tree.text[head - 1] == "no"
    )
