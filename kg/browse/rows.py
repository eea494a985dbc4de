"""What lists and pictures show of an article, an entity and a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.model import ClaimKind, EntityKind, Polarity, Status


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One version of one article. `publisher` and `wire` are names; `superseded` where a newer version is."""

    iri: str
    identifier: str
    title: str | None
    publisher: str | None
    wire: str | None
    published: date | None
    basis: str | None
    url: str | None
    digest: str | None
    superseded: bool
    claims: int

    @property
    def name(self) -> str:
        """What to call it: its title, else its identifier."""
        return self.title or self.identifier


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity. `claims` and `articles` count where it takes part or is the source."""

    iri: str
    label: str
    kind: EntityKind
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a claim's attribution: its source's IRI (None: hidden by the text)."""

    number: int
    source: str | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim. Entities and the article are given by their IRIs; `start` is where its sentence begins."""

    iri: str
    kind: ClaimKind
    status: Status
    polarity: Polarity
    article: str
    published: date | None
    agents: tuple[str, ...]
    objects: tuple[str, ...]
    recipients: tuple[str, ...]
    rungs: tuple[Rung, ...]
    origin: str | None
    earliest: date | None
    latest: date | None
    quantity: str | None
    start: int
    sentence: str

    @property
    def participants(self) -> tuple[str, ...]:
        """Agents, objects and recipients, in this order."""
        return (*self.agents, *self.objects, *self.recipients)

    @property
    def sources(self) -> tuple[str, ...]:
        """Everyone on whose word it rests, as far as the text names them."""
        named = [rung.source for rung in self.rungs if rung.source]
        return (*named, self.origin) if self.origin and self.origin not in named else tuple(named)

    @property
    def stand(self) -> str:
        """How it stands in one word: its status, or "negative" where the text says that it did not happen."""
        if self.polarity is Polarity.NEGATIVE and self.status is not Status.DENIED:
            return "negative"
        return self.status.value


@dataclass(frozen=True, slots=True)
class Relation:
    """A background fact between two entities, by the predicate's local name (`chiefExecutive`)."""

    subject: str
    predicate: str
    object: str
