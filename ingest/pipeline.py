"""The steps from an article to a reading, in their order, and nothing else.

Each step is a function from values to values: no memory, no clock, no network.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from spacy.language import Language

from ingest.claims.assembly import find_claims, kinds_by_trigger
from ingest.document import Document, read_document
from ingest.events import events
from ingest.grammar.predicates import PredicateIndex, find_predicates
from ingest.names.linking import link
from ingest.names.mentions import find_names
from ingest.names.relations import relations_of
from ingest.names.table import outlet_named
from ingest.quantities.expressions import find_quantities
from ingest.reference.coreference import resolve
from ingest.reference.referents import Referents
from ingest.stance.judging import Stances
from ingest.times.expressions import find_times
from ingest.voices.attribution import Chains, attributions
from ingest.voices.finding import find_voices
from kg.model import Article, Claim, EntityKind, Event, LinkReason, Mention, Quantity, Reading

_NUMBERED = frozenset({EntityKind.PRODUCT, EntityKind.CHIP, EntityKind.COMPANY})
_BY_NAME = frozenset({LinkReason.EXACT, LinkReason.ALIAS})


def read(article: Article, nlp: Language) -> Reading:
    """All that the rulebook understands of one article. The same article gives the same reading."""
    return understand(read_document(article, nlp))


def understand(document: Document) -> Reading:
    """The reading of a parsed article."""
    article = document.article
    times = find_times(document)
    mentions = resolve(document, link(document, find_names(document)))
    quantities = _without_models(find_quantities(document, times), mentions)
    referents = Referents(document, mentions)
    predicates = PredicateIndex(find_predicates(document))
    voices = find_voices(document)
    stances = Stances(document, predicates)
    chains = Chains(document, voices, referents.of)
    claims = find_claims(document, predicates, stances, referents, times, quantities, chains)
    return Reading(
        article=article,
        mentions=mentions,
        times=times,
        quantities=quantities,
        attributions=attributions(document, voices),
        events=tuple(_with_kinds(events(document, predicates, stances), claims)),
        claims=claims,
        relations=relations_of(document, mentions),
        publisher=outlet_named(article.publisher) if article.publisher else None,
        wire=outlet_named(article.wire) if article.wire else None,
    )


def _without_models(quantities: Iterable[Quantity], mentions: Iterable[Mention]) -> tuple[Quantity, ...]:
    """The quantities without the numbers of names: "777 planes" are no 777 planes, "3M" no 3 million."""
    models = {
        m.span.start
        for m in mentions
        if m.entity.named and m.entity.kind in _NUMBERED and m.reason in _BY_NAME
    }
    return tuple(q for q in quantities if q.span.start not in models)


def _with_kinds(found: Iterable[Event], claims: Iterable[Claim]) -> Iterator[Event]:
    """The events, each that became a claim with the claim's kind."""
    kinds = kinds_by_trigger(claims)
    for event in found:
        kind = kinds.get(event.trigger)
        yield dataclasses.replace(event, kind=kind) if kind else event
