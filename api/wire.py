"""What the lists and items of `/api/…` look like on the wire."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from kg.model import ClaimKind, EntityKind, Polarity, Status

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A part of a list: `after` items were passed over; `next` is the address of the part that follows."""

    snapshot: int = Field(description="Number of the snapshot that answered")
    total: int = Field(description="How many items there are in all parts together")
    limit: int
    after: int
    next: str | None = Field(description="Address of the next part; null on the last")
    items: list[Item]


class EntityRef(BaseModel):
    """An entity, named."""

    id: str
    iri: str
    label: str
    kind: EntityKind | None = None


class ArticleRef(BaseModel):
    """An article, named."""

    id: str
    iri: str
    identifier: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None


class RungOut(BaseModel):
    """One step of the chain of attribution, nearest to the article first; a hidden source is null."""

    rung: int
    source: EntityRef | None
    anonymous: bool


class ClaimOut(BaseModel):
    """One claim: what, how it stands, on whose word, and its sentence."""

    id: str
    iri: str
    kind: ClaimKind
    statement: str = Field(description="The claim told back in words; the sentence is what was written")
    status: Status
    polarity: Polarity
    standing: str = Field(description="Status and polarity in words")
    agents: list[EntityRef]
    objects: list[EntityRef]
    recipients: list[EntityRef]
    attribution: list[RungOut]
    voice: str = Field(description="The attribution in words")
    origin: EntityRef | None
    earliest: date | None
    latest: date | None
    quantity: str | None
    sentence: str
    article: ArticleRef
    evidence: str = Field(description="Address of the evidence")


class PieceOut(BaseModel):
    """A stretch of the sentence and the roles that it plays."""

    text: str
    roles: list[str]


class StepOut(BaseModel):
    """One rung with the words that say so."""

    rung: int
    source: EntityRef | None
    cue: str
    sentence: str
    anonymous: bool
    count: int | None
    kind: str | None


class OtherOut(BaseModel):
    """Another claim, in short; `difference` says in what it contradicts."""

    id: str
    statement: str
    standing: str
    source: str
    difference: str | None


class EventOut(BaseModel):
    """The happening that a claim tells of: how widely it is told, and by which other claims."""

    id: str
    iri: str
    articles: int
    outlets: int
    origins: int
    others: list[OtherOut]


class EvidenceOut(BaseModel):
    """A claim's sentence within its article, cut for display, and how it was found.

    `start` and `end` count Unicode code points of the article's text. `before`, the pieces' texts and
    `after` put together are that text.
    """

    claim: ClaimOut
    start: int
    end: int
    sentence: str
    before: str
    pieces: list[PieceOut]
    after: str
    steps: list[StepOut]
    condition: str | None
    when: str | None
    rule: str
    confidence: float
    run: dict[str, str] = Field(description="Version, language model and rulebook that read it")
    event: EventOut | None
    conflicts: list[OtherOut] = Field(description="Claims that contradict it")


class EntityOut(EntityRef):
    """An entity with its other names, and how much is said of it."""

    aliases: list[str]
    same_as: list[str]
    claims: int
    articles: int


class ArticleOut(ArticleRef):
    """One version of an article; `superseded` where a newer version of it is here."""

    wire: str | None
    basis: str | None = Field(description="Where the date comes from: stated, metadata or inferred")
    digest: str | None
    superseded: bool
    claims: int


class ArticleText(ArticleOut):
    """An article with its text, exactly as it was received."""

    text: str


class Health(BaseModel):
    """That the service works, and on what."""

    status: str
    snapshot: int
    articles: int
    entities: int
    claims: int
    newest: date | None = Field(description="The newest day of publication")
