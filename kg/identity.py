"""IRIs from content: the only place where one is minted.

An instance's IRI is the base, what it is, and a hash of what makes it itself. Fields are hashed as a JSON
array, so that no two different lists of fields give the same bytes (as followthemoney's keys are
length-prefixed). The same content gives the same IRI on every machine, in every order.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re

from kg.model import Article, Claim, Entity, Mention, Quantity, Run, Rung, Span

DEFAULT_BASE = "https://w3id.org/onrecord/id/"
_PACKER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_READABLE = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
HASH_LENGTH = 24  # hex digits: 96 bits, a chance of one in 10^13 of any clash among 10^8 things


@functools.cache
def base() -> str:
    """The base of all instance IRIs: `$ONRECORD_BASE`, else https://w3id.org/onrecord/id/.

    Read once: one process writes IRIs of one base.
    """
    return os.environ.get("ONRECORD_BASE", DEFAULT_BASE)


def key_of(*fields: str | int | None) -> str:
    """A hash of the fields, in their order."""
    packed = _PACKER.encode(fields).encode("utf-8", "surrogatepass")
    return hashlib.sha256(packed).hexdigest()[:HASH_LENGTH]


def mint(kind: str, *fields: str | int | None) -> str:
    """The IRI of the thing of that kind (a lower-case noun, the path segment) with these fields."""
    return f"{base()}{kind}/{key_of(*fields)}"


def article_iri(article: Article) -> str:
    """The IRI of one version of an article: its URL where it has one, and its text. Also names its graph."""
    return mint("article", article.url, article.digest)


def graph_iri(name: str) -> str:
    """The IRI of a graph that belongs to no single article: "entities", "story" or "runs"."""
    return f"{base()}graph/{name}"


def entity_iri(entity: Entity) -> str:
    """The IRI of an entity: its key, readable where the key is a plain name."""
    if _READABLE.fullmatch(entity.key):
        return f"{base()}entity/{entity.key}"
    return mint("entity", entity.key)


def span_iri(article: str, span: Span, role: str | None = None) -> str:
    """The IRI of a passage in its use: the hash in its article's IRI, its offsets, its role."""
    tail = f"-{role}" if role else ""
    root, _, key = article.rpartition("/article/")
    return f"{root}/passage/{key}-{span.start}-{span.end}{tail}"


def mention_iri(article: str, mention: Mention, role: str | None) -> str:
    """The IRI of a mention in one role: its place, its role and whom it means.

    A mention that is agent here and object there makes two nodes.
    """
    root, _, key = article.rpartition("/article/")
    span, whom = mention.span, entity_iri(mention.entity).rpartition("/")[2]
    return f"{root}/mention/{key}-{span.start}-{span.end}-{role or 'name'}-{whom}"


def claim_iri(article: str, claim: Claim) -> str:
    """The IRI of a claim: its article, passage, trigger, kind, who takes part, how it stands, when, how many.

    Two claims that agree in all of these are one claim, whatever rule found them and however sure it was.
    """
    fillers = sorted(
        f"{role}:{mention.entity.key}"
        for role, mentions in (
            ("agent", claim.agents),
            ("object", claim.objects),
            ("recipient", claim.recipients),
        )
        for mention in mentions
    )
    return mint(
        "claim",
        article,
        claim.kind,
        claim.evidence.start,
        claim.evidence.end,
        claim.trigger.start,
        claim.trigger.end,
        claim.status,
        claim.polarity,
        claim.when.value if claim.when else None,
        _bounds(claim.quantity) if claim.quantity else None,
        *fillers,
    )


def _bounds(quantity: Quantity) -> str:
    bounds = (quantity.value, quantity.minimum, quantity.maximum)
    return "/".join("" if bound is None else format(bound.normalize(), "f") for bound in bounds)


def rung_iri(article: str, number: int, rung: Rung) -> str:
    """The IRI of one step of attribution. Claims of one article under the same credit share it."""
    return mint(
        "attribution",
        article,
        number,
        rung.evidence.start,
        rung.evidence.end,
        rung.cue.start,
        rung.cue.end,
        rung.source.span.start if rung.source else None,
        rung.source.entity.key if rung.source else None,
        rung.count,
        rung.kind,
        int(rung.anonymous),
    )


def run_iri(run: Run) -> str:
    """The IRI of a run: version, model and rulebook; never the clock."""
    return mint("run", run.version, run.model, run.rulebook)
