"""Loads the frames of `ingest/rules/frames/`: checked, their places parsed, found by what triggers them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.claims.places import Place, parse_place
from ingest.rulebook import broken, checked, one_of, rule_names, rules
from kg.model import ClaimKind, EntityKind, Role, Status

TRIGGERS = ("verbs", "nouns", "adjectives", "auxiliaries", "markers", "counts")
"""What may call up a frame by a word alone; beside them stands `light`."""
FRAME_KEYS = {
    "id", "says", "verbs", "nouns", "adjectives", "auxiliaries", "markers", "counts", "light",
    "shapes", "status", "settles", "first", "last", "agentless", "aside", "denies", "fails", "yields",
    "opposes", "examples", "counterexamples",
}  # fmt: skip
SHAPE_KEYS = {
    *Role, "needs", "lacks", "where", "unless", "auxiliary", "negated", "affirmed", "kinds", "kinds_or_none",
    "only", "never", "asserted", "subjunctive", "counted",
    "quantity", "stance", "passive", "named", "marker", "shared", "finite", "yields", "yields_to",
}  # fmt: skip
OFFICIALS = "Officials"  # an unnamed group with a say of its own: beside the kinds of entities
_UNIT_CLASSES = {"any", "times", "percent", "money", "number"}


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
    affirmed: Place | None = None
    kinds: tuple[tuple[Role, frozenset[str]], ...] = ()
    kinds_or_none: tuple[tuple[Role, frozenset[str]], ...] = ()
    quantity: frozenset[str] = frozenset()
    stance: frozenset[Status] = frozenset()
    passive: bool | None = None
    named: tuple[Role, ...] = ()
    counted: tuple[Role, ...] = ()
    """The roles that must be so many ("create 900 jobs")."""
    marker: frozenset[str] = frozenset()
    """Where given: what may introduce the clause ("to", "that", "whether", "ing", "bare")."""
    finite: bool | None = None
    subjunctive: Place | None = None
    """The place of a verb that must be bare where a tense would stand ("that the test be repeated")."""
    asserted: bool = False
    """True where a participle or relative clause only says which thing is meant ("the engine made by X")."""
    yields: bool = False
    """As the frame's, for this shape alone."""
    yields_to: frozenset[str] = frozenset()
    """The kinds of claim inside it that say more than it does; for all others it speaks itself."""
    shared: bool = False
    """True where one phrase may fill two roles ("fund a startup": for what, and whom)."""
    never: tuple[tuple[Place, frozenset[str]], ...] = ()
    """What must not stand in a place ("prices will rise" is a forecast, what a firm will raise a plan)."""
    only: tuple[tuple[Role, frozenset[str]], ...] = ()
    """What is of another kind is left out of the role; the shape fits all the same."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying that somebody did something of that kind."""

    id: str
    kind: ClaimKind
    shapes: tuple[Shape, ...]
    status: Status | None = None
    settles: bool = False
    """True where its status also replaces what its own trigger makes of the action ("must": in force)."""
    first: bool = False
    """True where it is asked before the other frames of the same word."""
    last: bool = False
    """True where it is asked after all others."""
    agentless: bool = False
    """True where the text need not say who does it, even with a verb that is neither finite nor passive."""
    aside: bool = False
    """True where it is a deed of its own also inside another claim ("approved on condition that ...")."""
    denies: bool = False
    """True where the "not" is part of what it says ("cannot be sold"): the claim itself is positive."""
    fails: bool = False
    """True where it tells that the deed did not come about ("talks collapsed"): the claim is negative."""
    yields: bool = False
    """True where a claim inside it says more than it does ("said that ..."): then it is none itself."""
    opposes: bool = False
    """True where it undoes what the article told before ("reversed course"): its kind is the opposite."""
    examples: tuple[Mapping[str, Any], ...] = ()
    counterexamples: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class FrameBook:
    """All frames, by what triggers them."""

    frames: tuple[Frame, ...]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    auxiliaries: Mapping[str, tuple[Frame, ...]]
    markers: Mapping[str, tuple[Frame, ...]]
    """By what opens the clause ("provided")."""
    counts: Mapping[str, tuple[Frame, ...]]
    """By the class of a quantity that compares ("times")."""
    light: Mapping[tuple[str, str], tuple[Frame, ...]]
    """By verb and noun together ("grant", "licence")."""
    light_verbs: frozenset[str]
    pairs: Mapping[str, frozenset[str]]
    """Nouns of two words ("green light") by their last word."""


@functools.cache
def frame_book() -> FrameBook:
    """Every frame of `ingest/rules/frames/`, checked. Raises RuleError where one is broken."""
    frames: list[Frame] = []
    by: dict[str, dict[Any, list[Frame]]] = {k: defaultdict(list) for k in (*TRIGGERS, "light")}
    for file in rule_names("frames"):
        table = rules(file)
        kind = ClaimKind(one_of(file, file, "kind", table.get("kind", ""), list(ClaimKind)))
        for entry in table.get("frame", []):
            frame = read_frame(file, kind, entry)
            if any(f.id == frame.id for f in frames):
                raise broken(file, frame.id, "another frame has the same id", "rename one of the two")
            frames.append(frame)
            for part in TRIGGERS:
                for word in _spread(file, frame.id, entry.get(part, [])):
                    by[part][word].append(frame)
            light = entry.get("light", {})
            for verb in _spread(file, frame.id, light.get("verbs", [])):
                for noun in _spread(file, frame.id, light.get("nouns", [])):
                    by["light"][verb, noun].append(frame)
    sorted_by = {part: {word: tuple(fs) for word, fs in words.items()} for part, words in by.items()}
    return FrameBook(
        tuple(frames),
        **sorted_by,
        light_verbs=frozenset(verb for verb, _ in sorted_by["light"]),
        pairs=_pairs({noun for _, noun in sorted_by["light"]} | set(sorted_by["nouns"])),
    )


def _pairs(nouns: set[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for noun in nouns.union(*rules("frame_words")["sets"].values()):
        if " " in noun:
            found[noun.split()[-1]].add(noun)
    return {last: frozenset(pairs) for last, pairs in found.items()}


def read_frame(file: str, kind: ClaimKind, entry: Mapping[str, Any]) -> Frame:
    """One frame as its file gives it. Raises RuleError, with the place and the repair, where it is broken."""
    name = checked(file, entry, FRAME_KEYS)
    if not name.startswith(f"{kind}."):
        raise broken(
            file, name, f"its id does not start with {kind}.", "rename it, or move it to its kind's file"
        )
    if not any(entry.get(part) for part in (*TRIGGERS, "light")):
        raise broken(file, name, "it has no trigger", "name its verbs, nouns, adjectives or light verbs")
    if not entry.get("shapes"):
        raise broken(file, name, "it has no shape", 'add shapes = [{ agent = "subject", object = "object" }]')
    status = entry.get("status")
    return Frame(
        id=name,
        kind=kind,
        shapes=tuple(_shape(file, name, s) for s in entry["shapes"]),
        status=Status(one_of(file, name, "status", status, list(Status))) if status else None,
        settles=bool(entry.get("settles", False)),
        first=bool(entry.get("first", False)),
        last=bool(entry.get("last", False)),
        agentless=bool(entry.get("agentless", False)),
        aside=bool(entry.get("aside", False)),
        denies=bool(entry.get("denies", False)),
        fails=bool(entry.get("fails", False)),
        yields=bool(entry.get("yields", False)),
        opposes=bool(entry.get("opposes", False)),
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry.get("counterexamples", [])),
    )


def _shape(file: str, name: str, entry: Mapping[str, Any]) -> Shape:
    for key in entry:
        one_of(file, name, "the key of a shape", key, SHAPE_KEYS)

    def words(key: str) -> tuple[tuple[Place, frozenset[str]], ...]:
        table = entry.get(key, {})
        return tuple((_place(file, name, p), frozenset(_spread(file, name, ws))) for p, ws in table.items())

    def some(key: str, kinds: str | Iterable[str]) -> frozenset[str]:
        return frozenset(
            one_of(file, name, key, k, [*EntityKind, OFFICIALS]) for k in _spread(file, name, kinds)
        )

    def kinds(key: str) -> tuple[tuple[Role, frozenset[str]], ...]:
        return tuple(
            (Role(one_of(file, name, key, role, list(Role))), some(key, ks))
            for role, ks in entry.get(key, {}).items()
        )

    def roles(key: str) -> tuple[Role, ...]:
        return tuple(Role(one_of(file, name, key, r, list(Role))) for r in _list(entry.get(key, [])))

    return Shape(
        roles=tuple(
            (Role(key), _place(file, name, value)) for key, value in entry.items() if key in set(Role)
        ),
        needs=tuple(_place(file, name, p) for p in _list(entry.get("needs", []))),
        lacks=tuple(_place(file, name, p) for p in _list(entry.get("lacks", []))),
        where=words("where"),
        unless=words("unless"),
        auxiliary=words("auxiliary"),
        negated=_place(file, name, entry["negated"]) if "negated" in entry else None,
        affirmed=_place(file, name, entry["affirmed"]) if "affirmed" in entry else None,
        kinds=kinds("kinds"),
        kinds_or_none=kinds("kinds_or_none"),
        only=kinds("only"),
        never=tuple((_place(file, name, p), some("never", ks)) for p, ks in entry.get("never", {}).items()),
        quantity=frozenset(
            one_of(file, name, "quantity", q, _UNIT_CLASSES) for q in _list(entry.get("quantity", []))
        ),
        stance=frozenset(
            Status(one_of(file, name, "stance", s, list(Status))) for s in _list(entry.get("stance", []))
        ),
        passive=entry.get("passive"),
        finite=entry.get("finite"),
        subjunctive=_place(file, name, entry["subjunctive"]) if "subjunctive" in entry else None,
        asserted=bool(entry.get("asserted", False)),
        yields=bool(entry.get("yields", False)),
        yields_to=frozenset(
            one_of(file, name, "yields_to", k, list(ClaimKind)) for k in _list(entry.get("yields_to", []))
        ),
        shared=bool(entry.get("shared", False)),
        marker=frozenset(_list(entry.get("marker", []))),
        named=roles("named"),
        counted=roles("counted"),
    )


def _place(file: str, name: str, text: str) -> Place:
    try:
        return parse_place(text)
    except ValueError as error:
        raise broken(
            file, name, f"in the place {text!r} {error}", "docs/add-a-frame.md lists the steps"
        ) from error


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
