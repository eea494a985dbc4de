"""Whose word a claim is in the end, and between whom it happened. Uses one reading alone.

Every outlet that cites the Ledger tells one story, not many; so each claim gets an *origin*, and what counts
as independent are origins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kg.identity import entity_iri
from kg.model import Claim, ClaimKind, Entity, EntityKind, Mention, Polarity, Reading, Status

BETWEEN_PARTIES = frozenset({ClaimKind.MEETING, ClaimKind.AGREEMENT})
"""The kinds that join an agent and a recipient, neither of whom acts on the other."""

Pair = tuple[str, str]


def origins_of(reading: Reading) -> list[Entity | None]:
    """The origin of each claim, in the order of `reading.claims`; None where not even the outlet is known.

    It is the last named source of the chain: the anonymous people whom it cites belong to it. In a chain
    without a name it is the outlet that cites them. In the article's own voice it is the origin that the same
    article credits for the same event (who hopes for it is no origin of its having happened), else its wire,
    else its publisher.
    """
    home = wire_of(reading) or publisher_of(reading)
    credited: dict[tuple[ClaimKind, Status, Polarity, Pair], Entity] = {}
    for claim in sorted(reading.claims, key=lambda claim: (claim.evidence, claim.trigger)):
        named = last_named(claim)
        if named:
            for pair in pairs_of(claim):
                credited.setdefault((claim.kind, claim.status, claim.polarity, pair), named)
    found: list[Entity | None] = []
    for claim in reading.claims:
        origin = last_named(claim)
        if not origin and not claim.rungs:
            keys = ((claim.kind, claim.status, claim.polarity, pair) for pair in pairs_of(claim))
            origin = next((credited[key] for key in keys if key in credited), None)
        found.append(origin or home)
    return found


def last_named(claim: Claim) -> Entity | None:
    """The last source of the chain that has a name, or None."""
    for rung in reversed(claim.rungs):
        if rung.source and rung.source.entity.named and not rung.anonymous:
            return rung.source.entity
    return None


def rests_on_anonymous(claim: Claim) -> bool:
    """True where the outermost source of the claim is somebody whom the text does not name."""
    return bool(claim.rungs) and (claim.rungs[-1].anonymous or claim.rungs[-1].source is None)


def pairs_of(claim: Claim) -> list[Pair]:
    """Between whom it happened: the IRIs of each agent with each object, in order and without doubles.

    Meetings and agreements join agent and recipient, whichever of the two is named first; so do claims
    without an object. No pair joins a thing with itself.
    """
    agents, others = _iris(claim.agents), _iris(claim.objects or claim.recipients)
    if claim.kind in BETWEEN_PARTIES:
        pairs = [(min(a, b), max(a, b)) for a in agents for b in _iris(claim.recipients)]
    else:
        pairs = [(a, b) for a in agents for b in others]
    return list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def publisher_of(reading: Reading) -> Entity | None:
    """The outlet that published the article, or None where nothing says so."""
    return reading.publisher or _outlet(reading, reading.article.publisher)


def wire_of(reading: Reading) -> Entity | None:
    """The outlet whose text the article republishes, or None."""
    return reading.wire or _outlet(reading, reading.article.wire)


def _outlet(reading: Reading, name: str | None) -> Entity | None:
    """The outlet of that name: one that the article mentions so, else a new one keyed with its name."""
    if not name or not name.strip():
        return None
    wanted = name.strip().casefold()
    for mention in reading.mentions:
        entity = mention.entity
        names = (entity.label, *entity.aliases)
        if entity.kind is EntityKind.OUTLET and wanted in map(str.casefold, names):
            return entity
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
    return Entity(
        re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or f"outlet {wanted}", EntityKind.OUTLET, name.strip()
    )


def _iris(mentions: Sequence[Mention]) -> list[str]:
    return [entity_iri(mention.entity) for mention in mentions]
