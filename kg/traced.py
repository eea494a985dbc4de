"""What following a claim back gives: its words, its passages, its voices, its article, its story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.model import ClaimKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article with its words. `role` is what it does for the claim, `thing` whom it means."""

    start: int
    end: int
    words: str
    role: str | None = None
    thing: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder of attribution. `source` is None where the text hides it."""

    rung: int
    source: str | None
    source_iri: str | None
    cue: str
    words: str
    anonymous: bool
    count: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """The article version that says it."""

    iri: str
    identifier: str
    headline: str | None
    publisher: str | None
    wire: str | None
    published: str | None
    basis: str | None
    url: str | None
    digest: str | None
    superseded: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another claim of the same event, or one that this claim conflicts with, in short."""

    iri: str
    statement: str
    standing: str
    source: str
    difference: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The event that a claim tells of: how many tell it, from how many origins, and who else."""

    event: str
    articles: int | None
    outlets: int | None
    origins: int | None
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the graph knows of one claim."""

    iri: str
    kind: ClaimKind
    statement: str
    standing: str
    condition: str | None
    roles: tuple[tuple[str, str, str], ...]
    """Role, label and IRI of each who takes part."""
    when: Mapping[str, str]
    """text, value, earliest, latest, as far as they are given."""
    quantity: str | None
    evidence: Passage
    marks: tuple[Passage, ...]
    """Trigger, roles and condition, where they stand in the text."""
    steps: tuple[Step, ...]
    voice: str
    origin: str | None
    article: Source
    rule: str
    confidence: Decimal
    run: Mapping[str, str]
    edges: tuple[tuple[str, str, str], ...]
    """The plain edges that lead here: subject, predicate and object by name."""
    stories: tuple[Story, ...] = ()
    conflicts: tuple[Other, ...] = field(default=())

    @property
    def story(self) -> Story | None:
        """The event that most articles tell of; None where the claim tells of no event."""
        return max(self.stories, key=lambda story: story.articles or 0, default=None)
