"""The values that everything passes on: an article, what was read in it, and who said so.

All are frozen. A `Span` is a half-open range of Unicode code points of `Article.text`; there is no other
notion of position. A `Claim` cannot be built without evidence. The terms are those of `ontology.ttl`.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ClaimKind(StrEnum):
    """The thirteen kinds of claim; in RDF the class is the capitalised name (`rec:Approval`)."""

    APPROVAL = "approval"
    RESTRICTION = "restriction"
    LISTING = "listing"
    REQUIREMENT = "requirement"
    REQUEST = "request"
    ORDER = "order"
    SUPPLY = "supply"
    FUNDING = "funding"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    FORECAST = "forecast"
    COMPARISON = "comparison"
    STATEMENT = "statement"


class EntityKind(StrEnum):
    """What sort of thing an entity is; in RDF the class of that name (`rec:Person`)."""

    PERSON = "Person"
    COMPANY = "Company"
    AGENCY = "Agency"
    GOVERNMENT = "Government"
    COUNTRY = "Country"
    PLACE = "Place"
    OUTLET = "Outlet"
    GROUP = "Group"
    CHIP = "Chip"
    PRODUCT = "Product"
    OFFICIAL_LIST = "OfficialList"
    POLICY = "Policy"
    CONCEPT = "Concept"


class Role(StrEnum):
    """Who or what takes part in a claim, and as what."""

    AGENT = "agent"
    OBJECT = "object"
    RECIPIENT = "recipient"


class Status(StrEnum):
    """How far the action has come, as the sentence puts it."""

    HAPPENED = "happened"
    IN_PRINCIPLE = "inPrinciple"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Polarity(StrEnum):
    """Negative where the text says that the action did not or will not happen."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class LinkReason(StrEnum):
    """Why a mention was taken to mean its entity."""

    EXACT = "exact"
    ALIAS = "alias"
    ACRONYM = "acronym"
    METONYM = "metonym"
    COREFERENCE = "coreference"
    NOMINAL = "nominal"


class SourceKind(StrEnum):
    """What sort of source stands on one rung of an attribution."""

    OFFICIAL = "official"
    COMPANY = "company"
    PERSON = "person"
    DOCUMENT = "document"
    OUTLET = "outlet"


class PublishedBasis(StrEnum):
    """Where an article's date comes from: its own words, its metadata, or reasoning."""

    STATED = "stated"
    METADATA = "metadata"
    INFERRED = "inferred"


class Qualifier(StrEnum):
    """How a quantity is bounded."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    LESS_THAN = "less_than"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half-open) of an article's text. Never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def within(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article, its text exactly as received.

    `identifier` is the file's name without suffix, or the URL: a label, no identity. What is not known is
    None. `revises` is the IRI of the version that this one replaces, where the user or the URL says so.
    """

    identifier: str
    text: str
    publisher: str | None = None
    wire: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_basis: PublishedBasis | None = None
    url: str | None = None
    language: str = "en"
    revises: str | None = None

    @property
    def digest(self) -> str:
        """`sha256:` and the hex digest of the text in UTF-8."""
        return _digest(self.text)


@functools.lru_cache(maxsize=4)  # the article in hand is asked again and again
def _digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression: its TIMEX3 value and the first and last day that it may mean (None: open)."""

    span: Span
    value: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. Either `value`, or `minimum` and/or `maximum` (an interval), is given.

    "more than 200,000" has the minimum 200000; "several million" 1000000 to 9999999. `code` is a UN/CEFACT
    or ISO 4217 code where one fits ("P1" for percent, "USD"); `unit` is what is counted, in words.
    """

    span: Span
    qualifier: Qualifier
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that the graph knows, or a group or notion that an article speaks of.

    `key` decides identity: the same key is the same node, in every article. Named things of the shipped
    table have the table's key; unknown names a key made of the name; unnamed sources one that holds the
    article's.
    """

    key: str
    kind: EntityKind
    label: str
    named: bool = True
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    wikipedia: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article speaks of an entity, and why the words were taken to mean it."""

    span: Span
    entity: Entity
    reason: LinkReason
    named: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the chain of attribution, with the words that say so.

    `source` is None where the text hides it ("reportedly"). `count` is how many sources the text counts
    ("two people": 2). `evidence` covers source and cue.
    """

    source: Mention | None
    cue: Span
    evidence: Span
    anonymous: bool = False
    count: int | None = None
    kind: SourceKind | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One action that an article says somebody took, is taking, may take or did not take.

    `evidence` is the sentence or its clause, never more. `rungs` run from the nearest to the article (1)
    outwards; none means the article's own voice. `rule` is the id of the frame that found it.
    """

    kind: ClaimKind
    evidence: Span
    trigger: Span
    rule: str
    agents: tuple[Mention, ...] = ()
    objects: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    status: Status = Status.HAPPENED
    polarity: Polarity = Polarity.POSITIVE
    condition: Span | None = None
    when: TimeSpan | None = None
    quantity: Quantity | None = None
    rungs: tuple[Rung, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.evidence.covers(self.trigger):
            raise ValueError("a claim's trigger must lie inside its evidence")


@dataclass(frozen=True, slots=True)
class Relation:
    """A background fact between two entities ("Jensen Huang is chief executive of Nvidia").

    `predicate` is a property of the ontology by its local name (`chiefExecutive`, `manufacturer`, …); `span`
    is the passage that says so, None where the shipped table does.
    """

    subject: Entity
    predicate: str
    object: Entity
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A verb or event noun with its participants, whether or not it is a claim: the annotation layer."""

    trigger: Span
    kind: ClaimKind | None
    roles: Mapping[Role, tuple[Span, ...]]
    certain: bool = True
    negated: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, as stretches of text: source, cue and content, each perhaps in several pieces."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What did the reading: OnRecord's version, the language model and the digest of the rulebook."""

    version: str
    model: str
    rulebook: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one run understood of one article version. `skipped` says what was passed over, and why.

    `publisher` and `wire` are the outlets that `article.publisher` and `article.wire` name, as the table of
    names knows them; where they are None, the graph makes an outlet of the name itself.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    skipped: tuple[tuple[Span, str], ...] = field(default=())
    publisher: Entity | None = None
    wire: Entity | None = None
