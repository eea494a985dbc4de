"""Claims as lines between entities: what a picture of the graph draws, and what each line rests on.

A line joins an agent to an object, or to a recipient; without an agent, an object to a recipient. Claims of
one kind between the same two that stand alike share a line, and what stands otherwise gets a line of its
own: a plan is never drawn as a deed, a denial never as either.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.browse import ClaimRow
from kg.model import ClaimKind, Role

TOGETHER = (ClaimKind.MEETING, ClaimKind.AGREEMENT)
"""Kinds that join their agents to their recipients, whatever they are about."""


@dataclass(frozen=True, slots=True)
class Link:
    """One line: from whom to what, of which kind, how it stands, and the claims (newest first) behind it."""

    source: str
    target: str
    role: Role
    kind: ClaimKind
    stand: str
    claims: tuple[ClaimRow, ...]

    @property
    def key(self) -> str:
        """A short name made of what the line is; the same in every picture."""
        parts = "\n".join((self.source, self.target, self.role, self.kind, self.stand))
        return "l" + hashlib.sha256(parts.encode()).hexdigest()[:12]

    @property
    def articles(self) -> int:
        """How many articles it rests on."""
        return len({claim.article for claim in self.claims})


def links_of(claims: Iterable[ClaimRow]) -> list[Link]:
    """The lines of these claims: those with most articles first, then the newest."""
    gathered: dict[tuple[str, str, Role, ClaimKind, str], list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        for source, target, role in _pairs(claim):
            gathered[source, target, role, claim.kind, claim.stand].append(claim)
    links = [Link(*key, tuple(claims)) for key, claims in gathered.items()]
    return sorted(links, key=lambda link: (-link.articles, -len(link.claims), link.key))


def _pairs(claim: ClaimRow) -> Iterator[tuple[str, str, Role]]:
    """Whom the claim joins, and as what the second takes part."""
    direct = claim.recipients if claim.kind in TOGETHER and claim.recipients else claim.objects
    role = Role.RECIPIENT if direct is not claim.objects else Role.OBJECT
    if claim.agents:
        for agent in claim.agents:
            yield from ((agent, target, role) for target in direct if target != agent)
            if direct is claim.objects:
                yield from ((agent, target, Role.RECIPIENT) for target in claim.recipients if target != agent)
    else:
        for thing in claim.objects:
            yield from ((thing, target, Role.RECIPIENT) for target in claim.recipients if target != thing)
