"""Matches frames to predicates: which kind of claim, and who has which role.

A frame names its triggers (verbs, nouns, adjectives, or a light verb with a noun) and one or more shapes,
tried in order. A shape says in which place each role sits, and what must be so for it to fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ingest.claims.frame_book import Frame, Shape, frame_book
from ingest.claims.places import Place, behind, fillers, parse_place
from ingest.claims.scene import CONTAINERS, Scene
from ingest.grammar.arguments import Function
from ingest.grammar.clause_shape import TENSED, auxiliaries_of, has_tense, is_nobody
from ingest.grammar.predicates import Part, Predicate
from ingest.grammar.tree import Tree
from kg.model import Role

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SUPPORT = ("support",)
_SELF = parse_place("self")
_CONTAINED = parse_place("object.of")

_OF_DAYS = frozenset({"on", "in"})
"""Behind these stands when something was done, or else what it was done to."""

Kinds = Callable[[Role, int], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits a predicate, with the head tokens of its roles."""

    frame: Frame
    shape: Shape
    predicate: Predicate
    roles: Mapping[Role, tuple[int, ...]]
    trail: frozenset[int]
    """The tokens that the way to the roles led through: those actions are told by this one."""

    @property
    def yields(self) -> bool:
        """True where a claim inside it says more than it does."""
        return self.frame.yields or self.shape.yields


def matches(scene: Scene, predicate: Predicate, kinds: Kinds) -> Iterator[Match]:
    """The frames that fit a predicate, best first: one match for each shape that fits."""
    asked = _Asked(scene, predicate)
    frames = _candidates(scene, predicate)
    for frame in sorted(frames, key=lambda f: f.last - f.first) if len(frames) > 1 else frames:
        for shape in frame.shapes:
            trail: set[int] = set()
            roles = _fit(asked, shape, kinds, trail)
            if roles is not None:
                yield Match(frame, shape, predicate, roles, frozenset(trail))


class _Asked:
    """A predicate and its places, each looked up once, however many shapes ask for it."""

    def __init__(self, scene: Scene, predicate: Predicate) -> None:
        self.scene, self.predicate = scene, predicate
        self._known: dict[Place, list[int]] = {}
        self._words: dict[Place, frozenset[str]] = {}

    def at(self, place: Place) -> list[int]:
        """The head tokens that fill a place."""
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = fillers(self.scene, self.predicate, place)
        return known

    def words(self, place: Place) -> frozenset[str]:
        """By which words a frame can ask for what fills a place."""
        known = self._words.get(place)
        if known is None:
            known = self._words[place] = frozenset(self._called(place))
        return known

    def _called(self, place: Place) -> Iterator[str]:
        if place == _SELF:
            yield _name(self.predicate)
            yield from _words(self.scene, self.predicate.head)
            return
        tree = self.scene.tree
        for head in self.at(place):
            yield from _words(self.scene, head)
            if tree.lemma[head] in CONTAINERS:  # where amendments are asked for, "a series of amendments"
                for held in behind(tree, head, "of"):
                    yield from _words(self.scene, held)

    def named(self, place: Place) -> list[int]:
        """The same without days: "agreed on Monday to cut output" does not say on what."""
        tree = self.scene.tree
        return [
            h for h in self.at(place) if h not in self.scene.times or tree.text[tree.head[h]] not in _OF_DAYS
        ]


def _candidates(scene: Scene, predicate: Predicate) -> tuple[Frame, ...]:
    """The frames that the predicate's words call up, the most telling ones first."""
    book = frame_book()
    if predicate.part is Part.NOUN:
        frames: tuple[Frame, ...] = ()
        names = dict.fromkeys((_noun_key(scene, predicate.head), predicate.lemma))
        for noun in names:
            if predicate.support is not None:
                frames += book.light.get((predicate.support, noun), ())
        for noun in names:
            frames += book.nouns.get(noun, ())
        return frames
    if predicate.part is Part.ADJECTIVE:
        return book.adjectives.get(predicate.lemma, ())
    if predicate.part is Part.QUANTITY:
        return book.counts.get(predicate.lemma, ())
    name = _name(predicate)
    frames = book.verbs.get(name, ())
    helpers = auxiliaries_of(scene.tree, predicate.head)
    # "must have built" is a guess about the past, and no rule.
    for helper in helpers if not any(scene.tree.text[h] == "have" for h in helpers) else ():
        frames = book.auxiliaries.get(scene.tree.text[helper], ()) + frames
    for child in scene.tree.children[predicate.head]:
        if scene.tree.dep[child] == "mark":
            frames = book.markers.get(scene.tree.text[child], ()) + frames
    for child in scene.tree.children[predicate.head]:
        # "wave through", "sign off": the parser often takes the particle for a preposition or an adverb.
        if child > predicate.head and scene.tree.dep[child] in {"prep", "advmod"}:
            frames = book.verbs.get(f"{predicate.lemma} {scene.tree.text[child]}", ()) + frames
    if name in book.light_verbs:
        for noun in _light_nouns(scene, predicate):
            frames = book.light.get((name, noun), ()) + frames
    return frames


def _light_nouns(scene: Scene, predicate: Predicate) -> Iterator[str]:
    """The nouns that a light verb carries: its object, or what its object is a batch of.

    Nouns that are predicates of their own with this verb as their support are matched there.
    """
    for argument in predicate.fillers(Function.OBJECT):
        inner = scene.index.at(argument.head)
        if inner is None or inner.support is None:
            yield _noun_key(scene, argument.head)
            if scene.tree.tag[argument.head] == "PRP":
                yield from scene.meant(argument.head)
        if scene.tree.lemma[argument.head] in CONTAINERS:
            for contained in fillers(scene, predicate, _CONTAINED):
                yield _noun_key(scene, contained)


def _fit(asked: _Asked, shape: Shape, kinds: Kinds, trail: set[int]) -> dict[Role, tuple[int, ...]] | None:
    """The roles of a shape that fits, else None. Roles are filled in the shape's order, no token twice."""
    predicate = asked.predicate
    if shape.passive is not None and predicate.passive is not shape.passive:
        return None
    if any(not _holds(asked, place, lemmas) for place, lemmas in shape.where):
        return None
    if any(not asked.named(place) for place in shape.needs):
        return None
    if any(asked.at(place) for place in shape.lacks):
        return None
    if any(_holds(asked, place, lemmas) for place, lemmas in shape.unless):
        return None
    if any(not _assisted(asked, place, words) for place, words in shape.auxiliary):
        return None
    if shape.affirmed is not None and _negated(asked, shape.affirmed):
        return None
    if shape.negated is not None and not _negated(asked, shape.negated):
        return None
    if shape.subjunctive is not None and not _subjunctive(asked, shape.subjunctive):
        return None
    if shape.finite is not None and _finite(asked.scene, predicate) is not shape.finite:
        return None
    if shape.marker and not any(c.preposition in shape.marker for c in predicate.fillers(Function.CLAUSE)):
        return None
    for place, barred in shape.never:
        if any(kinds(Role.AGENT, h) & barred for h in asked.at(place)):
            return None
    roles: dict[Role, tuple[int, ...]] = {}
    taken: frozenset[int] = frozenset()
    for role, place in shape.roles:
        heads = tuple(fillers(asked.scene, predicate, place, taken, trail))
        roles[role] = heads
        if not shape.shared:
            taken |= frozenset(heads)
    for role, wanted in shape.kinds:
        if not roles.get(role) or not any(kinds(role, h) & wanted for h in roles[role]):
            return None
    for role, wanted in shape.kinds_or_none:
        known = [k for h in roles.get(role, ()) if (k := kinds(role, h))]
        if known and not any(k & wanted for k in known):
            return None
    for role, wanted in shape.only:
        roles[role] = tuple(h for h in roles.get(role, ()) if kinds(role, h) & wanted)
    return roles


def _holds(asked: _Asked, place: Place, lemmas: frozenset[str]) -> bool:
    predicate = asked.predicate
    # "support" is a light verb by itself too, where the noun that it supports is no predicate of its own.
    if (predicate.support or _name(predicate)) in lemmas and any(
        path == _SUPPORT for part in place for path in part
    ):
        return True
    return not lemmas.isdisjoint(asked.words(place))


def _words(scene: Scene, head: int) -> Iterator[str]:
    """What a token is called, or what a pronoun stands for."""
    tree = scene.tree
    yield tree.text[head]
    yield tree.lemma[head]
    if tree.tag[head] == "PRP":
        yield from scene.meant(head)
    else:
        yield _noun_key(scene, head)


def _assisted(asked: _Asked, place: Place, words: frozenset[str]) -> bool:
    tree = asked.scene.tree
    return any(tree.text[c] in words for h in asked.at(place) for c in auxiliaries_of(tree, h))


def _negated(asked: _Asked, place: Place) -> bool:
    tree = asked.scene.tree
    return any(
        tree.dep[c] == "neg"
        or (tree.dep[c] in _SUBJECTS and is_nobody(tree, c))
        or (tree.dep[c] == "det" and tree.text[c] == "no")  # "no objection"
        for h in asked.at(place)
        for c in tree.children[_first_verb(tree, h)]
    )


def _first_verb(tree: Tree, verb: int) -> int:
    """The verb whose subject and "not" a bare coordinated verb shares ("nobody may hold or sell shares")."""
    while tree.dep[verb] == "conj" and tree.tag[verb] == tree.tag[tree.head[verb]] == "VB":
        if any(tree.dep[c] in _SUBJECTS or tree.dep[c] == "aux" for c in tree.children[verb]):
            break
        verb = tree.head[verb]
    return verb


def _subjunctive(asked: _Asked, place: Place) -> bool:
    """True for "that the test be repeated", "that he leave": a bare form where a tense would stand."""
    tree = asked.scene.tree
    for head in asked.at(place):
        helper = next((c for c in tree.children[head] if tree.dep[c] in {"aux", "auxpass"}), head)
        if tree.text[helper] == tree.lemma[helper] and tree.tag[helper] in {"VB", "VBP"}:
            return True
    return False


def _finite(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb with a tense of its own, also "is to be built", no other infinitive."""
    tree, above = scene.tree, predicate.governor
    if above is not None and tree.lemma[above] == "be" and tree.tag[above] in TENSED:
        return True
    return has_tense(tree, predicate.head)


def _name(predicate: Predicate) -> str:
    """The verb as the frames write it: "approve", "wave through"."""
    return predicate.lemma if predicate.particle is None else f"{predicate.lemma} {predicate.particle}"


def _noun_key(scene: Scene, head: int) -> str:
    """The noun's lemma, with the word before it where the book knows the pair ("green light", "go-ahead")."""
    tree = scene.tree
    pairs = frame_book().pairs
    for last in (tree.lemma[head], tree.text[head]):
        known = pairs.get(last)
        if known:
            before = head - 1
            while before > 0 and tree.text[before] == "-":
                before -= 1
            pair = f"{tree.text[before]} {last}"
            if pair in known:
                return pair
    return tree.lemma[head]
