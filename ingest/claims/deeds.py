"""Decides which matches are deeds of their own: what one speaks for, what only goes on telling another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ingest.claims.frames import Match
from ingest.claims.participants import Participants
from ingest.claims.scene import ADVERBIAL, COMPLEMENTS, Scene
from ingest.document import Document
from ingest.grammar.arguments import Function
from ingest.grammar.predicates import Part, Predicate
from ingest.grammar.tree import Tree
from kg.model import ClaimKind, Role

_DESCRIBING = frozenset({"relcl", "acl"})


def outermost(scene: Scene, matches: Iterable[Match]) -> Iterator[Match]:
    """The matches that no other one speaks for: "cleared X to sell Y" is an approval, no sale.

    One that yields ("said that …") is dropped where a claim stands inside it.
    """
    by_head = {m.predicate.head: m for m in matches}
    within = {head: inside(scene, m.predicate) for head, m in by_head.items()}
    spoken_for: set[int] = set()
    given_way = {head for head, m in by_head.items() if _gives_way(scene, m, within[head], by_head)}
    for head, m in by_head.items():
        if not m.yields and head not in given_way:
            spoken_for |= (
                within[head] | m.trail | _beneath(scene, m) | set(m.roles.get(Role.OBJECT, ()))
            ) - {head}
        if m.frame.kind is ClaimKind.AGREEMENT:
            spoken_for |= _terms(scene, m)
    for head, m in by_head.items():
        if head in spoken_for and not m.frame.aside:
            continue
        if head not in given_way:
            yield m


def _gives_way(scene: Scene, match: Match, within: set[int], by_head: Mapping[int, Match]) -> bool:
    """True where a claim inside it says more than it does."""
    if match.yields:
        told = _told(scene, match, within, by_head)
        return any(not by_head[h].frame.yields for h in told)
    inner = (by_head[h].frame for h in within if h in by_head) if match.shape.yields_to else ()
    return any(f.kind in match.shape.yields_to and not f.yields for f in inner)


def _told(scene: Scene, match: Match, within: set[int], by_head: Mapping[int, Match]) -> set[int]:
    """The matches inside what is said, its subject included ("said that the duties will take effect")."""
    clauses = [a.head for a in match.predicate.fillers(Function.CLAUSE)]
    return {h for h in within | _parts(scene, clauses) if h in by_head}


def _parts(scene: Scene, clauses: Iterable[int]) -> set[int]:
    """What hangs on one of the clauses, and not only on a relative clause in it."""
    tree = scene.tree
    parts: set[int] = set()
    waiting = list(clauses)
    while waiting:
        children = [c for c in tree.children[waiting.pop()] if tree.dep[c] not in _DESCRIBING]
        waiting += [c for c in children if c not in parts]
        parts.update(children)
    return parts


def _beneath(scene: Scene, match: Match) -> set[int]:
    """What stands inside the actions on the way to the roles: of "sued, seeking to block it" the blocking."""
    passed = (scene.at(t) for t in match.trail)
    return {i for p in passed if p is not None and p.part is Part.VERB for i in inside(scene, p)}


def _terms(scene: Scene, match: Match) -> set[int]:
    """What a pact is to do: of "an accord to cut output" the cut."""
    tree = scene.tree
    return {
        c
        for noun in match.roles.get(Role.OBJECT, ())
        for c in tree.children[noun]
        if tree.dep[c] == "acl" and tree.tag[c] == "VB"
    }


_MOST_INSIDE = 60  # predicates: a chain of clauses longer than this is no sentence that anybody wrote


def inside(scene: Scene, predicate: Predicate) -> set[int]:
    """The predicates among a predicate's objects and clauses, and theirs in turn."""
    found: set[int] = set()
    waiting = [predicate]
    while waiting and len(found) < _MOST_INSIDE:
        for argument in waiting.pop().arguments:
            if argument.function is Function.SUBJECT or argument.shared or argument.head in found:
                continue
            if argument.function is Function.OBLIQUE and argument.preposition not in COMPLEMENTS:
                continue
            if argument.function is Function.CLAUSE and argument.preposition in ADVERBIAL:
                continue
            inner = scene.at(argument.head)
            if inner is not None and inner.head != predicate.head and inner.head not in found:
                found.add(inner.head)
                waiting.append(inner)
    return found


def grouped(
    document: Document, scene: Scene, participants: Participants, matches: Iterable[Match]
) -> Iterator[tuple[Match, ...]]:
    """The matches, each with those of its sentence that only tell more of the same deed.

    "eased the curbs, permitting X to ship Y" is one approval; "a visit during which he met X" one meeting;
    "banned the herbicide, its third ban on a farm chemical" one restriction.
    """
    by_sentence: dict[int, list[Match]] = defaultdict(list)
    for m in matches:
        by_sentence[document.doc[m.predicate.head].sent.start].append(m)
    for group in by_sentence.values():
        alone: dict[int, list[Match]] = {}
        for m in group:
            first = next((o for o in reversed(group) if _goes_on(scene, participants, o, m)), None)
            if first is not None and first.predicate.head in alone:
                alone[first.predicate.head].append(m)
            elif not any(_tells_it_better(document, o, m) for o in group):
                alone[m.predicate.head] = [m]
        yield from (tuple(told) for told in alone.values())


def _goes_on(scene: Scene, participants: Participants, first: Match, more: Match) -> bool:
    """True where `more` is of the same kind and agents, behind `first`: participle, infinitive or count."""
    tree, head = scene.tree, more.predicate.head
    if first is more or first.frame.kind is not more.frame.kind or first.predicate.head > head:
        return False
    if tree.dep[head] == "conj" and tree.head[head] == first.predicate.head:
        # "to buy or lease 30 jets": one deed, done to what stands once.
        shared = {a.head for a in first.predicate.fillers(Function.OBJECT) if a.shared}
        return bool(shared) and shared.issuperset(more.roles.get(Role.OBJECT, (-1,)))
    participle = tree.dep[head] in {"advcl", "xcomp", "acl"} and tree.tag[head] in {"VBG", "VB"}
    if not participle and not _counts_it(scene, head):
        return False
    if tree.tag[head] == "VB" and not _is_under(tree, head, first.predicate.head):
        return False  # "paid the sum it had pledged, and agreed to provide more"
    agents = {m.entity.key for m in participants.of(more, Role.AGENT)}
    return bool(agents) and agents == {m.entity.key for m in participants.of(first, Role.AGENT)}


def _is_under(tree: Tree, token: int, top: int) -> bool:
    """True where a verb hangs on that verb, or on the verb of that noun, by however many steps."""
    tops = {top, tree.head[top]}
    while tree.head[token] != token:
        token = tree.head[token]
        if token in tops:
            return True
    return False


def _counts_it(scene: Scene, noun: int) -> bool:
    """True behind a comma for "its third ban on …", "the firm's largest order": the deed once more."""
    tree = scene.tree
    start = min(tree.subtree(noun))
    if start == 0 or tree.text[start - 1] != "," or tree.pos[noun] != "NOUN":
        return False
    return any(
        tree.tag[c] == "JJS" or tree.doc[c].ent_type_ == "ORDINAL" for c in tree.children[noun] if c < noun
    )


def _tells_it_better(document: Document, other: Match, noun: Match) -> bool:
    """True where a verb in the noun's own phrase tells the same kind of deed."""
    if noun.predicate.part is not Part.NOUN or other.predicate.part is Part.NOUN:
        return False
    if other.frame.kind is not noun.frame.kind:
        return False
    tree, token = document.tree, other.predicate.head
    while token != noun.predicate.head:
        above = tree.head[token]
        if above == token or (tree.dep[token] == "relcl" and above != noun.predicate.head):
            return False  # "gave leave to challenge a rule that lets X": two deeds
        token = above
    return True
