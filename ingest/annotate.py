"""One reading as a line of JSON: every layer that was understood of one article, with its offsets.

Offsets are half-open and count Unicode code points of the article's text as received. `docs/cli.md` lists the
fields; `ingest.annotate_page` shows the same over the text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ingest.annotate_page import page
from kg.identity import article_iri, claim_iri, entity_iri
from kg.model import Attribution, Event, Mention, Quantity, Reading, Span, TimeSpan

__all__ = ["annotation", "line", "page"]


def line(reading: Reading) -> str:
    """The reading as one line of JSON, without the line's end."""
    return json.dumps(annotation(reading), ensure_ascii=False, separators=(", ", ": "))


def annotation(reading: Reading) -> dict[str, Any]:
    """The reading as plain values: the layers in the order of the text, claims by their IRIs."""
    article = reading.article
    iri = article_iri(article)
    return {
        "id": article.identifier,
        "published": article.published.isoformat() if article.published else None,
        "mentions": [_mention(mention) for mention in reading.mentions],
        "times": [_time(time) for time in reading.times],
        "quantities": [_quantity(quantity, article.text) for quantity in reading.quantities],
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "events": [_event(event) for event in reading.events],
        "claims": [claim_iri(iri, claim) for claim in reading.claims],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    """A mention; `wikidata` and `wikipedia` only where the table of names knows them."""
    entity = mention.entity
    fields: dict[str, Any] = {
        "start": mention.span.start,
        "end": mention.span.end,
        "kind": entity.kind.value,
        "entity": entity_iri(entity),
        "label": entity.label,
        "named": mention.named,
        "reason": mention.reason.value,
    }
    if entity.wikidata:
        fields["wikidata"] = entity.wikidata
    if entity.wikipedia:
        fields["wikipedia"] = entity.wikipedia
    return fields


def _time(time: TimeSpan) -> dict[str, Any]:
    """A time expression with its TIMEX3 value and its first and last day."""
    return {
        "start": time.span.start,
        "end": time.span.end,
        "value": time.value,
        "earliest": time.earliest.isoformat() if time.earliest else None,
        "latest": time.latest.isoformat() if time.latest else None,
    }


def _quantity(quantity: Quantity, text: str) -> dict[str, Any]:
    """A quantity with its bounds; what is not given is left out."""
    fields: dict[str, Any] = {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.span.within(text),
        "qualifier": quantity.qualifier.value,
    }
    for name, bound in (("value", quantity.value), ("min", quantity.minimum), ("max", quantity.maximum)):
        if bound is not None:
            fields[name] = plain_number(bound)
    if quantity.unit:
        fields["unit"] = quantity.unit
    if quantity.code:
        fields["code"] = quantity.code
    return fields


def plain_number(value: Decimal) -> int | float:
    """A decimal as JSON writes it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def _attribution(attribution: Attribution) -> dict[str, Any]:
    """Source, cue and content as lists of [start, end]."""
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
    }


def _event(event: Event) -> dict[str, Any]:
    """A verb or event noun with its roles and the three marks of factuality."""
    return {
        "trigger": [event.trigger.start, event.trigger.end],
        "kind": event.kind.value if event.kind else None,
        "roles": {role.value: _pairs(spans) for role, spans in event.roles.items() if spans},
        "certain": event.certain,
        "negated": event.negated,
        "future": event.future,
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    """Spans as JSON has them."""
    return [[span.start, span.end] for span in spans]
