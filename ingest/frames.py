"""Matches the frames of `ingest/rules/frames/` to predicates: which kind of claim, and who has which role.

A frame names its triggers (verbs, nouns, adjectives, or a light verb with a noun) and one or more shapes,
tried in order. A shape says in which place each role sits, and what must be so for it to fit.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.arguments import Function
from ingest.places import CONTAINERS, Place, Scene, fillers, parse_place
from ingest.predicates import Part, Predicate
from ingest.rulebook import broken, checked, one_of, rule_names, rules
from kg.model import ClaimKind, EntityKind, Role, Status

_FRAME_KEYS = {
    "id", "says", "verbs", "nouns", "adjectives", "light", "shapes", "status", "yields", "opposes",
    "examples", "counterexamples",
}  # fmt: skip
_SHAPE_KEYS = {
    *Role, "needs", "lacks", "where", "unless", "auxiliary", "negated", "kinds", "kinds_or_none", "quantity",
    "stance", "passive", "named", "marker", "shared",
}  # fmt: skip
_SUPPORT = parse_place("support")
_SELF = parse_place("self")
_CONTAINED = parse_place("object.of")
_UNIT_CLASSES = {"any", "times", "percent", "money", "number"}

Kinds = Callable[[Role, int], frozenset[EntityKind]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One way in which a frame's roles stand in a sentence, and the conditions for it."""

    roles: tuple[tuple[Role, Place], ...]
    needs: tuple[Place, ...] = ()
    lacks: tuple[Place, ...] = ()
    where: tuple[tuple[Place, frozenset[str]], ...] = ()
    unless: tuple[tuple[Place, frozenset[str]], ...] = ()
    auxiliary: tuple[tuple[Place, frozenset[str]], ...] = ()
    negated: Place | None = None
    kinds: tuple[tuple[Role, frozenset[EntityKind]], ...] = ()
    kinds_or_none: tuple[tuple[Role, frozenset[EntityKind]], ...] = ()
    quantity: frozenset[str] = frozenset()
    stance: frozenset[Status] = frozenset()
    passive: bool | None = None
    named: tuple[Role, ...] = ()
    marker: frozenset[str] = frozenset()
    """Where given: what may introduce the clause ("to", "that", "whether", "ing", "bare")."""
    shared: bool = False
    """True where one phrase may fill two roles ("fund a startup": for what, and whom)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying that somebody did something of that kind."""

    id: str
    kind: ClaimKind
    shapes: tuple[Shape, ...]
    status: Status | None = None
    yields: bool = False
    """True where a claim inside it says more than it does ("said that ..."): then it is none itself."""
    opposes: bool = False
    """True where it undoes what the article told before ("reversed course"): its kind is the opposite."""
    examples: tuple[Mapping[str, Any], ...] = ()
    counterexamples: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits a predicate, with the head tokens of its roles."""

    frame: Frame
    shape: Shape
    predicate: Predicate
    roles: Mapping[Role, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class FrameBook:
    """All frames, by what triggers them."""

    frames: tuple[Frame, ...]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    light: Mapping[tuple[str, str], tuple[Frame, ...]]
    light_verbs: frozenset[str]

    def candidates(self, scene: Scene, predicate: Predicate) -> tuple[Frame, ...]:
        """The frames that the predicate's words call up, the most telling ones first."""
        if predicate.support is not None:
            noun = _noun_key(scene, predicate.head)
            frames = self.light.get((predicate.support, noun)) or self.light.get(
                (predicate.support, predicate.lemma)
            )
            return frames or self.nouns.get(predicate.lemma, ())
        if predicate.part is Part.NOUN:
            return self.nouns.get(_noun_key(scene, predicate.head)) or self.nouns.get(predicate.lemma, ())
        if predicate.part is Part.ADJECTIVE:
            return self.adjectives.get(predicate.lemma, ())
        name = _name(predicate)
        frames = self.verbs.get(name, ())
        if name in self.light_verbs:
            for noun in _light_nouns(scene, predicate):
                frames = self.light.get((name, noun), ()) + frames
        return frames


def match(scene: Scene, predicate: Predicate, kinds: Kinds) -> list[Match]:
    """The frames that fit a predicate, best first; each with its first fitting shape."""
    found: list[Match] = []
    for frame in frame_book().candidates(scene, predicate):
        for shape in frame.shapes:
            roles = _fit(scene, predicate, shape, kinds)
            if roles is not None:
                found.append(Match(frame, shape, predicate, roles))
                break
    return found


def _fit(
    scene: Scene, predicate: Predicate, shape: Shape, kinds: Kinds
) -> dict[Role, tuple[int, ...]] | None:
    """The roles of a shape that fits, else None. Roles are filled in the shape's order, no token twice."""
    if shape.passive is not None and predicate.passive is not shape.passive:
        return None
    if any(not fillers(scene, predicate, place) for place in shape.needs):
        return None
    if any(fillers(scene, predicate, place) for place in shape.lacks):
        return None
    if any(not _holds(scene, predicate, place, lemmas) for place, lemmas in shape.where):
        return None
    if any(_holds(scene, predicate, place, lemmas) for place, lemmas in shape.unless):
        return None
    if any(not _assisted(scene, predicate, place, words) for place, words in shape.auxiliary):
        return None
    if shape.negated is not None and not _negated(scene, predicate, shape.negated):
        return None
    if shape.marker and not any(c.preposition in shape.marker for c in predicate.fillers(Function.CLAUSE)):
        return None
    roles: dict[Role, tuple[int, ...]] = {}
    taken: frozenset[int] = frozenset()
    for role, place in shape.roles:
        heads = tuple(fillers(scene, predicate, place, taken))
        roles[role] = heads
        if not shape.shared:
            taken |= frozenset(heads)
    for role, wanted in shape.kinds:
        if not roles.get(role) or not any(kinds(role, h) & wanted for h in roles[role]):
            return None
    for role, wanted in shape.kinds_or_none:
        if roles.get(role) and not any(kinds(role, h) & wanted for h in roles[role]):
            return None
    return roles


def _holds(scene: Scene, predicate: Predicate, place: Place, lemmas: frozenset[str]) -> bool:
    if place == _SUPPORT:
        return predicate.support in lemmas
    if place == _SELF and _name(predicate) in lemmas:
        return True
    return any(
        scene.doc[h].lemma_.lower() in lemmas
        or scene.doc[h].lower_ in lemmas
        or _noun_key(scene, h) in lemmas
        for h in fillers(scene, predicate, place)
    )


def _name(predicate: Predicate) -> str:
    """The verb as the frames write it: "approve", "wave through"."""
    return predicate.lemma if predicate.particle is None else f"{predicate.lemma} {predicate.particle}"


def _assisted(scene: Scene, predicate: Predicate, place: Place, words: frozenset[str]) -> bool:
    return any(
        c.lower_ in words
        for h in fillers(scene, predicate, place)
        for c in scene.doc[h].children
        if c.dep_ in {"aux", "auxpass"}
    )


def _negated(scene: Scene, predicate: Predicate, place: Place) -> bool:
    return any(c.dep_ == "neg" for h in fillers(scene, predicate, place) for c in scene.doc[h].children)


def _noun_key(scene: Scene, head: int) -> str:
    """ "green light", "go-ahead": the noun with the word before it, where the book knows the pair."""
    token = scene.doc[head]
    pairs = _pairs()
    if token.lemma_.lower() not in pairs and token.lower_ not in pairs:
        return token.lemma_.lower()
    before = head - 1
    while before > 0 and scene.doc[before].text == "-":
        before -= 1
    for last in (token.lemma_.lower(), token.lower_):
        pair = f"{scene.doc[before].lower_} {last}"
        if pair in pairs.get(last, ()):
            return pair
    return token.lemma_.lower()


def _light_nouns(scene: Scene, predicate: Predicate) -> list[str]:
    """The nouns that a light verb may carry: its object, or what its object is a batch of."""
    nouns: list[str] = []
    for argument in predicate.fillers(Function.OBJECT):
        nouns.append(_noun_key(scene, argument.head))
        if scene.doc[argument.head].lemma_.lower() in CONTAINERS:
            for inner in fillers(scene, predicate, _CONTAINED):
                nouns.append(_noun_key(scene, inner))
    return nouns


@functools.cache
def _pairs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    book = frame_book()
    nouns = [noun for _, noun in book.light] + list(book.nouns)
    for names in rules("frame_words")["sets"].values():
        nouns += names
    for noun in nouns:
        if " " in noun:
            found[noun.split()[-1]].add(noun)
    return {last: frozenset(pairs) for last, pairs in found.items()}


@functools.cache
def frame_book() -> FrameBook:
    """Every frame of `ingest/rules/frames/`, checked. Raises RuleError where one is broken."""
    frames: list[Frame] = []
    by: dict[str, dict[Any, list[Frame]]] = {
        k: defaultdict(list) for k in ("verbs", "nouns", "adjectives", "light")
    }
    for file in rule_names("frames"):
        table = rules(file)
        kind = ClaimKind(one_of(file, file, "kind", table.get("kind", ""), list(ClaimKind)))
        for entry in table.get("frame", []):
            frame = read_frame(file, kind, entry)
            if any(f.id == frame.id for f in frames):
                raise broken(file, frame.id, "another frame has the same id", "rename one of the two")
            frames.append(frame)
            for part in ("verbs", "nouns", "adjectives"):
                for word in _spread(file, frame.id, entry.get(part, [])):
                    by[part][word].append(frame)
            light = entry.get("light", {})
            for verb in _spread(file, frame.id, light.get("verbs", [])):
                for noun in _spread(file, frame.id, light.get("nouns", [])):
                    by["light"][verb, noun].append(frame)
    sorted_by = {part: {word: tuple(fs) for word, fs in words.items()} for part, words in by.items()}
    return FrameBook(
        tuple(frames),
        sorted_by["verbs"],
        sorted_by["nouns"],
        sorted_by["adjectives"],
        sorted_by["light"],
        frozenset(verb for verb, _ in sorted_by["light"]),
    )


def read_frame(file: str, kind: ClaimKind, entry: Mapping[str, Any]) -> Frame:
    """One frame as its file gives it. Raises RuleError, with the place and the repair, where it is broken."""
    name = checked(file, entry, _FRAME_KEYS)
    if not name.startswith(f"{kind}."):
        raise broken(
            file, name, f"its id does not start with {kind}.", "rename it, or move it to its kind's file"
        )
    if not any(entry.get(part) for part in ("verbs", "nouns", "adjectives", "light")):
        raise broken(file, name, "it has no trigger", "name its verbs, nouns, adjectives or light verbs")
    if not entry.get("shapes"):
        raise broken(file, name, "it has no shape", 'add shapes = [{ agent = "subject", object = "object" }]')
    status = entry.get("status")
    return Frame(
        id=name,
        kind=kind,
        shapes=tuple(_shape(file, name, s) for s in entry["shapes"]),
        status=Status(one_of(file, name, "status", status, list(Status))) if status else None,
        yields=bool(entry.get("yields", False)),
        opposes=bool(entry.get("opposes", False)),
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry.get("counterexamples", [])),
    )


def _shape(file: str, name: str, entry: Mapping[str, Any]) -> Shape:
    for key in entry:
        one_of(file, name, "the key of a shape", key, _SHAPE_KEYS)

    def words(key: str) -> tuple[tuple[Place, frozenset[str]], ...]:
        table = entry.get(key, {})
        return tuple((parse_place(p), frozenset(_spread(file, name, ws))) for p, ws in table.items())

    def kinds(key: str) -> tuple[tuple[Role, frozenset[EntityKind]], ...]:
        return tuple(
            (
                Role(one_of(file, name, key, role, list(Role))),
                frozenset(
                    EntityKind(one_of(file, name, key, k, list(EntityKind))) for k in _spread(file, name, ks)
                ),
            )
            for role, ks in entry.get(key, {}).items()
        )

    return Shape(
        roles=tuple((Role(key), parse_place(value)) for key, value in entry.items() if key in set(Role)),
        needs=tuple(map(parse_place, _list(entry.get("needs", [])))),
        lacks=tuple(map(parse_place, _list(entry.get("lacks", [])))),
        where=words("where"),
        unless=words("unless"),
        auxiliary=words("auxiliary"),
        negated=parse_place(entry["negated"]) if "negated" in entry else None,
        kinds=kinds("kinds"),
        kinds_or_none=kinds("kinds_or_none"),
        quantity=frozenset(
            one_of(file, name, "quantity", q, _UNIT_CLASSES) for q in _list(entry.get("quantity", []))
        ),
        stance=frozenset(
            Status(one_of(file, name, "stance", s, list(Status))) for s in _list(entry.get("stance", []))
        ),
        passive=entry.get("passive"),
        named=tuple(Role(one_of(file, name, "named", r, list(Role))) for r in _list(entry.get("named", []))),
    )


def _spread(file: str, name: str, words: str | Iterable[str]) -> list[str]:
    """The words of a list in which "@curbs" stands for the set of that name in frame_words.toml."""
    sets = rules("frame_words")["sets"]
    spread: list[str] = []
    for word in _list(words):
        if word.startswith("@"):
            one_of(file, name, "the word set", word[1:], list(sets))
            spread += sets[word[1:]]
        else:
            spread.append(word)
    return spread


def _list(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
