"""Says how far a claim's deed has come, by its sentence and by its kind and frame."""

from __future__ import annotations

from collections.abc import Callable

from ingest.claims.frames import Match
from ingest.grammar.clause_shape import VERBAL, has_to
from ingest.grammar.matrix import words
from ingest.grammar.tree import Tree
from ingest.stance.stance import Stance
from kg.model import ClaimKind, Polarity, Status

_OPEN = frozenset({Status.PLANNED, Status.POSSIBLE})
_HIGHEST = 4  # how many infinitives up "agreed" is sought ("agreed to pay to settle")


def status_of(found: Match, stance: Stance, tree: Tree, of: Callable[[int], Stance]) -> Status:
    """The stance's status; the frame's own where the stance says no more than that it happened.

    `of`: the stance to what stands at a token.
    """
    own = found.frame.status
    if found.frame.denies:
        return own or stance.status
    if found.frame.kind is ClaimKind.FORECAST and (own or stance.status) in {*_OPEN, Status.HAPPENED}:
        return Status.POSSIBLE  # nobody knows it yet, whether it "will" or "would" be so
    if own is not None and found.frame.settles and stance.status in _OPEN:
        return own
    if own is not None and stance.status is Status.HAPPENED and stance.polarity is Polarity.POSITIVE:
        return own
    if stance.status is Status.PLANNED and _is_told(found, tree, of):
        return Status.HAPPENED
    return stance.status


def polarity_of(found: Match, stance: Stance) -> Polarity:
    """The stance's polarity, where the frame does not itself say that a thing is so or is not."""
    if found.frame.denies:
        return Polarity.POSITIVE
    if not found.frame.fails:
        return stance.polarity
    # "has not cancelled the order": it stands
    return Polarity.POSITIVE if stance.polarity is Polarity.NEGATIVE else Polarity.NEGATIVE


def _is_told(found: Match, tree: Tree, of: Callable[[int], Stance]) -> bool:
    """True where the verb above is the deed: "agreed to buy jets", "went to court to demand an inquiry"."""
    here = found.predicate.head
    for _ in range(_HIGHEST):
        over = tree.head[here]
        if over == here or tree.pos[over] not in VERBAL:
            return False
        if tree.dep[here] == "conj":
            here = over
            continue
        if tree.dep[here] not in {"xcomp", "advcl"} or not has_to(tree, here):
            return False
        asking = found.frame.kind is ClaimKind.REQUEST and tree.lemma[over] in words("told", "ways_to_ask")
        if asking or (tree.dep[here] == "xcomp" and tree.lemma[over] in words("told", "settled")):
            return of(over).status is Status.HAPPENED
        here = over
    return False
