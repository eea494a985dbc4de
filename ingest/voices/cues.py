"""The cue words of attribution, read from `rules/attribution.toml` into tables to look tokens up in."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ingest.rulebook import rules
from kg.errors import RuleError

FRAMES = frozenset(
    {
        "clause",
        "quote",
        "object",
        "infinitive",
        "person_infinitive",
        "person_object",
        "person_prepositions",
        "gerund",
        "as",
        "small",
        "prepositions",
        "question",
        "figure",
    }
)


class Manner(StrEnum):
    """In what way a source stands behind the content."""

    SPEECH = "speech"
    REPORT = "report"
    REACTION = "reaction"
    """Words about a thing (praise, rejection, mention) that do not say that the thing is so."""
    BELIEF = "belief"
    KNOWLEDGE = "knowledge"
    INTENTION = "intention"
    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a cue takes its content."""

    manner: Manner
    frame: str
    source: str
    prepositions: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()


Patterns = dict[str, tuple[Pattern, ...]]


@dataclass(frozen=True, slots=True)
class Cues:
    """All tables of cue words; a lemma leads to its patterns, the most telling frame first."""

    verbs: Patterns
    nouns: Patterns
    adjectives: Patterns
    forms: dict[str, str]
    """Regular forms of the verbs ("hoped"), for where the model's lemma is another word."""
    particles: frozenset[str]
    """First words of the phrasal verbs among the cues."""
    adverbs: frozenset[str]
    prepositions: dict[str, tuple[tuple[str, ...], ...]]
    """First word of each prepositional cue, to its words."""
    grades: frozenset[str]
    """What things are graded "according to"."""
    plights: frozenset[str]
    selves: frozenset[str]
    opinions: dict[str, frozenset[str]]
    """Prepositions to the nouns of opinion behind them: "in X's view"."""
    citing: frozenset[str]
    cited_by: frozenset[str]
    conversing: frozenset[str]
    converse_prepositions: frozenset[str]
    converse_nouns: frozenset[str]
    continuing: frozenset[str]
    evidential: frozenset[str]
    light: frozenset[str]
    people: frozenset[str]
    people_endings: tuple[str, ...]
    person_endings: tuple[str, ...]
    shares: frozenset[str]
    no_people: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    outlet_names: frozenset[str]
    pronouns: frozenset[str]
    back_documents: frozenset[str]
    back_people: frozenset[str]
    back_pronouns: frozenset[str]
    crediting: frozenset[str]
    """First words of prepositional credits that a content never holds."""
    possible: frozenset[str]
    leave: frozenset[str]
    whether: frozenset[str]
    questions: frozenset[str]
    asking: frozenset[str]
    authoring: frozenset[str]
    """What an author does to a document: "figures compiled by the bureau"."""
    authorship: frozenset[str]
    """Prepositions from a document to its author."""
    conceding: frozenset[str]
    undoing: frozenset[str]
    idioms: frozenset[str]
    colouring: frozenset[str]
    summing: frozenset[str]
    sequel: frozenset[str]
    learning: frozenset[str]
    partitive: frozenset[str]
    answers: frozenset[str]
    inverting: frozenset[str]
    scene: frozenset[str]
    pointing: frozenset[str]
    blaming: frozenset[str]
    bare_sources: frozenset[str]
    """Nouns that say of people no more than that they are sources."""


@functools.cache
def cues() -> Cues:
    """The tables, built once. Raises RuleError where a group names an unknown manner or frame."""
    table = rules("attribution")
    verbs = _patterns(table["verbs"])
    speakers, anaphora, grammar = table["speakers"], table["anaphora"], table["grammar"]
    openings: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in table["prepositions"]["words"]:
        openings[phrase.split()[0]].append(tuple(phrase.split()))
    return Cues(
        verbs=verbs,
        nouns=_patterns(table["nouns"]),
        adjectives=_patterns(table["adjectives"]),
        forms={form: verb for verb in sorted(verbs) if " " not in verb for form in _regular_forms(verb)},
        particles=frozenset(v.split()[0] for v in verbs if " " in v),
        adverbs=_words(table["adverbs"]["words"]),
        prepositions={first: tuple(phrases) for first, phrases in openings.items()},
        grades=_words(table["prepositions"]["grades"]),
        plights=_words(table["plights"]["verbs"]),
        selves=_words(table["plights"]["selves"]),
        opinions={preposition: _words(nouns) for preposition, nouns in table["opinions"].items()},
        citing=_words(table["citing"]["verbs"]),
        cited_by=frozenset(table["citing"]["prepositions"]),
        conversing=_words(table["conversation"]["verbs"]),
        converse_prepositions=frozenset(table["conversation"]["prepositions"]),
        converse_nouns=_words(table["conversation"]["nouns"]),
        continuing=_words(table["continuation"]["verbs"]),
        evidential=_words(table["evidence_verbs"]["words"]),
        light=_words(table["light_verbs"]["words"]),
        people=_words(speakers["people"]),
        people_endings=tuple(speakers["people_endings"].split()),
        person_endings=tuple(speakers["person_endings"].split()),
        shares=_words(speakers["shares"]),
        no_people=_words(speakers["no_people"]),
        documents=_words(speakers["documents"]),
        outlets=_words(speakers["outlets"]),
        outlet_names=frozenset(speakers["outlet_names"].split()),
        pronouns=_words(speakers["pronouns"]),
        back_documents=_words(anaphora["documents"]),
        back_people=_words(anaphora["people"]),
        back_pronouns=_words(anaphora["pronouns"]),
        crediting=_words(grammar["crediting"]),
        possible=_words(grammar["possible"]),
        leave=_words(grammar["leave"]),
        whether=_words(grammar["whether"]),
        questions=_words(grammar["questions"]),
        asking=_words(grammar["asking"]),
        authoring=_words(grammar["authoring"]),
        authorship=_words(grammar["authorship"]),
        conceding=_words(grammar["conceding"]),
        undoing=_words(grammar["undoing"]),
        colouring=_words(grammar["colouring"]),
        idioms=_words(grammar["idioms"]),
        summing=_words(grammar["summing"]),
        sequel=_words(grammar["sequel"]),
        learning=_words(grammar["learning"]),
        partitive=_words(grammar["partitive"]),
        answers=_words(grammar["answers"]),
        inverting=_words(grammar["inverting"]),
        scene=_words(grammar["scene"]),
        pointing=_words(grammar["pointing"]),
        blaming=_words(grammar["blaming"]),
        bare_sources=_words(anaphora["bare"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(w.replace("~", " ").lower() for w in text.split())


def _regular_forms(verb: str) -> tuple[str, ...]:
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    return (f"{verb}s", f"{stem}ed", f"{stem}ing")


def _patterns(groups: list[dict[str, Any]]) -> Patterns:
    found: dict[str, list[Pattern]] = defaultdict(list)
    for group in groups:
        frame = group["frame"]
        try:
            manner = Manner(group["manner"])
        except ValueError as error:
            raise RuleError(
                f"attribution.toml knows no manner {group['manner']!r}; use one of {', '.join(Manner)}."
            ) from error
        if frame not in FRAMES:
            raise RuleError(
                f"attribution.toml knows no frame {frame!r}; use one of {', '.join(sorted(FRAMES))}."
            )
        pattern = Pattern(
            manner,
            frame,
            group.get("source", "any"),
            frozenset(group.get("prepositions", ())),
            frozenset(group.get("objects", ())),
        )
        for word in sorted(_words(group["words"])):
            if all(
                (p.frame, p.source, p.objects) != (frame, pattern.source, pattern.objects)
                or frame == "prepositions"
                for p in found[word]
            ):
                found[word].append(pattern)
    return {word: tuple(patterns) for word, patterns in found.items()}
