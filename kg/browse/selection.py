"""Picks claims out of a catalogue: by kind, who, what, how it stands, on whose word, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.browse.catalogue import Catalogue
from kg.browse.rows import ClaimRow
from kg.model import ClaimKind


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list is narrowed to; every field that is given must hold. Entities and articles go by any name.

    `stands` are statuses or "negative". `start` and `end` bound the day that the claim speaks of, or, where
    it names none, the day its article came out. `words` must all stand in the sentence or a name. What a
    replaced version of an article says is left out, unless `replaced` is set or the version is named.
    """

    kinds: tuple[ClaimKind, ...] = ()
    stands: tuple[str, ...] = ()
    agent: str | None = None
    object: str | None = None
    entity: str | None = None
    source: str | None = None
    article: str | None = None
    start: date | None = None
    end: date | None = None
    words: str | None = None
    replaced: bool = False


def select_claims(catalogue: Catalogue, selection: Selection) -> list[ClaimRow]:
    """The claims that fit, in lists' order. Raises `UnknownThingError` for a name that nothing here has."""
    agent, object_, entity, source = (
        catalogue.entity(name).iri if name else None
        for name in (selection.agent, selection.object, selection.entity, selection.source)
    )
    article = catalogue.article(selection.article).iri if selection.article else None
    words = (selection.words or "").casefold().split()

    def fits(claim: ClaimRow) -> bool:
        return (
            (selection.replaced or article is not None or not catalogue.articles[claim.article].superseded)
            and (not selection.kinds or claim.kind in selection.kinds)
            and (not selection.stands or claim.stand in selection.stands or claim.status in selection.stands)
            and (agent is None or agent in claim.agents)
            and (object_ is None or object_ in claim.objects)
            and (entity is None or entity in claim.participants)
            and (source is None or source in claim.sources)
            and (article is None or claim.article == article)
            and _in_time(claim, selection.start, selection.end)
            and (not words or _has_words(catalogue, claim, words))
        )

    return [claim for claim in catalogue.claims if fits(claim)]


def _in_time(claim: ClaimRow, start: date | None, end: date | None) -> bool:
    """True where the claim's span of days and the wanted one share a day, or nothing is wanted."""
    if start is None and end is None:
        return True
    first = claim.earliest or claim.latest or claim.published
    last = claim.latest or claim.earliest or claim.published
    if first is None or last is None:
        return False
    return (start is None or last >= start) and (end is None or first <= end)


def _has_words(catalogue: Catalogue, claim: ClaimRow, words: list[str]) -> bool:
    said = "\n".join(_texts(catalogue, claim)).casefold()
    return all(word in said for word in words)


def _texts(catalogue: Catalogue, claim: ClaimRow) -> Iterator[str]:
    yield claim.sentence
    yield from (catalogue.label(entity) for entity in (*claim.participants, *claim.sources))
