"""Finds all words by which an article says what is dealt with: "report a *kill*", "imports of *the H200*".

The node stays the thing itself, the kill and the chip; its passage in the claim is the whole phrase, the
action included, since what is required or asked is to report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.claims.frames import Match
from ingest.claims.participants import Participants
from ingest.claims.places import fillers
from ingest.claims.scene import Scene
from ingest.claims.steps import theme
from ingest.document import Document
from ingest.grammar.tree import Tree
from kg.model import EntityKind, Mention, Role, Span

_ASIDE = frozenset({"relcl", "appos", "parataxis", "punct", "cc", "conj", "acl", "advcl", "ccomp", "dep"})
"""What hangs on a noun and does not say which thing is meant, or says it at length."""
_LONGEST = 12  # words; a longer phrase is a clause in disguise
_REACHING = frozenset({"to", "with"})
_PARTIES = frozenset(
    {EntityKind.PERSON, EntityKind.AGENCY, EntityKind.GOVERNMENT, EntityKind.COMPANY, EntityKind.GROUP}
)
"""With these one deals; they are not what is dealt with."""


def or_action(participants: Participants, found: Match, objects: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The objects; or what is to be done, by its own words, where it is done to nothing.

    "let them *take part*"; also where it only reaches somebody: "asked riders to *write to the council*".
    """
    scene = participants.scene
    verb = next(_verbs(scene, found), None)
    if objects and (verb is None or not _only_reaches(scene, verb, found, objects)):
        return objects
    if verb is None or scene.amounts.intersection(theme(scene, verb)):
        return ()  # "is to pay 3 million euros": nothing but the sum
    return (participants.referents.action_of(participants.doc[verb]),)


def in_full(
    document: Document, participants: Participants, found: Match, objects: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The objects of a match, each by the whole phrase that is about it."""
    # What is to be done comes first: "must *plant a tenth of it with trees*".
    verbs = _verbs(participants.scene, found)
    phrases = [participants.referents.action_of(participants.doc[verb]).span for verb in verbs]
    phrases += _phrases(document, participants.scene.tree, found)
    return tuple(_in_full(mention, phrases) for mention in objects)


def _in_full(mention: Mention, phrases: list[Span]) -> Mention:
    around = next((p for p in phrases if p.covers(mention.span)), None)
    return mention if around is None else replace(mention, span=around)


def _only_reaches(scene: Scene, verb: int, found: Match, objects: tuple[Mention, ...]) -> bool:
    """True where what the verb is about are parties behind "to" or "with"."""
    tree = scene.tree
    heads = found.roles.get(Role.OBJECT, ())
    return all(m.entity.kind in _PARTIES for m in objects) and all(
        tree.dep[h] == "pobj" and tree.text[tree.head[h]] in _REACHING and tree.head[tree.head[h]] == verb
        for h in heads
    )


def _verbs(scene: Scene, found: Match) -> Iterator[int]:
    """The verbs of what is to be done, where the object's place is what they are about."""
    place = next((place for role, place in found.shape.roles if role is Role.OBJECT), ())
    for alternatives in place:
        for path in alternatives:
            if path[-1] != "theme":
                continue
            for head in fillers(scene, found.predicate, ((path[:-1] or ("self",),),)):
                if scene.tree.tag[head] in {"VB", "VBG"}:
                    yield head


def _phrases(document: Document, tree: Tree, found: Match) -> Iterator[Span]:
    """The noun phrases in the role, "sales to the island" where the island is what is dealt with."""
    for head in found.roles.get(Role.OBJECT, ()):
        first, last = _edges(tree, head)
        if last - first < _LONGEST:
            yield document.span(first, last)


def _edges(tree: Tree, head: int) -> tuple[int, int]:
    """The first and last word of a noun phrase with its prepositions, without asides."""
    first = last = head
    for child in tree.children[head]:
        if tree.dep[child] in _ASIDE and child > head:
            break
        if tree.dep[child] not in _ASIDE:
            words = tree.subtree(child)
            first, last = min(first, words[0]), max(last, words[-1])
    while last > head and (tree.pos[last] in {"SPACE", "PUNCT"}):
        last -= 1
    return first, last
