"""Turns rows of the catalogue into what goes over the wire: names put to IRIs, claims told in words."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from api.context import Context
from api.wire import (
    ArticleOut,
    ArticleRef,
    ClaimOut,
    EntityOut,
    EntityRef,
    EventOut,
    EvidenceOut,
    OtherOut,
    PieceOut,
    RungOut,
    StepOut,
)
from kg.browse import ArticleRow, Catalogue, ClaimRow, EntityRow
from kg.browse.pieces import cut
from kg.names import clean
from kg.statement import standing, statement, voices
from kg.traced import Other, Trace


class Teller:
    """Tells of one catalogue. One per request: the catalogue may be another at the next."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.catalogue: Catalogue = context.catalogue

    def claim(self, row: ClaimRow) -> ClaimOut:
        """A claim in full."""
        name = self._name(row.iri)
        return ClaimOut(
            id=name,
            iri=row.iri,
            kind=row.kind,
            statement=self.statement(row),
            status=row.status,
            polarity=row.polarity,
            standing=standing(row.status, row.polarity),
            agents=[self.entity_ref(iri) for iri in row.agents],
            objects=[self.entity_ref(iri) for iri in row.objects],
            recipients=[self.entity_ref(iri) for iri in row.recipients],
            attribution=[
                RungOut(
                    rung=rung.number,
                    source=self.entity_ref(rung.source) if rung.source else None,
                    anonymous=rung.anonymous,
                )
                for rung in row.rungs
            ],
            voice=self.voice(row),
            origin=self.entity_ref(row.origin) if row.origin else None,
            earliest=row.earliest,
            latest=row.latest,
            quantity=row.quantity,
            sentence=row.sentence,
            article=self.article_ref(row.article),
            evidence=f"/api/claims/{quote(name)}/evidence",
        )

    def statement(self, row: ClaimRow) -> str:
        """The claim in one line of words."""
        agents, objects, recipients = (
            [self.label(iri) for iri in iris] for iris in (row.agents, row.objects, row.recipients)
        )
        return statement(
            row.kind,
            agents=agents,
            objects=objects,
            recipients=recipients,
            status=row.status,
            polarity=row.polarity,
            quantity=clean(row.quantity) if row.quantity else None,
        )

    def label(self, iri: str) -> str:
        """An entity's name, fit to be shown among other words."""
        return clean(self.catalogue.label(iri))

    def voice(self, row: ClaimRow) -> str:
        """On whose word, in words."""
        return voices([self.label(rung.source) if rung.source else None for rung in row.rungs])

    def evidence(self, row: ClaimRow, trace: Trace) -> EvidenceOut:
        """A claim's sentence within its article, who says so, and what else is told of the same."""
        text = cut(trace)
        return EvidenceOut(
            claim=self.claim(row),
            start=trace.evidence.start,
            end=trace.evidence.end,
            sentence=trace.evidence.words,
            before=text.before,
            pieces=[PieceOut(text=piece.text, roles=list(piece.roles)) for piece in text.pieces],
            after=text.after,
            steps=[
                StepOut(
                    rung=step.rung,
                    source=self.entity_ref(step.source_iri) if step.source_iri else None,
                    cue=step.cue,
                    sentence=step.words,
                    anonymous=step.anonymous,
                    count=step.count,
                    kind=step.kind,
                )
                for step in trace.steps
            ],
            condition=trace.condition,
            when=trace.when.get("text"),
            rule=trace.rule,
            confidence=float(trace.confidence),
            run=dict(trace.run),
            event=self._event(trace),
            conflicts=[self._other(other) for other in trace.conflicts],
        )

    def _event(self, trace: Trace) -> EventOut | None:
        story = trace.story
        if story is None:
            return None
        numbers = (int(number or 0) for number in (story.articles, story.outlets, story.origins))
        articles, outlets, origins = numbers
        return EventOut(
            id=self._name(story.event),
            iri=story.event,
            articles=articles,
            outlets=outlets,
            origins=origins,
            others=[self._other(other) for other in story.others],
        )

    def _other(self, other: Other) -> OtherOut:
        return OtherOut(
            id=self._name(other.iri),
            statement=clean(other.statement),
            standing=other.standing,
            source=clean(other.source),
            difference=clean(other.difference) if other.difference else None,
        )

    def entity_ref(self, iri: str) -> EntityRef:
        """An entity by name."""
        row = self.catalogue.entities.get(iri)
        return EntityRef(id=self._name(iri), iri=iri, label=self.label(iri), kind=row.kind if row else None)

    def entity(self, row: EntityRow) -> EntityOut:
        """An entity with its names and numbers."""
        return EntityOut(
            id=self._name(row.iri),
            iri=row.iri,
            label=clean(row.label),
            kind=row.kind,
            aliases=[clean(alias) for alias in row.aliases],
            same_as=list(row.same_as),
            claims=row.claims,
            articles=row.articles,
        )

    def article_ref(self, iri: str) -> ArticleRef:
        """An article by name."""
        return ArticleRef(**self._article_fields(self.catalogue.articles[iri]))

    def article(self, row: ArticleRow) -> ArticleOut:
        """An article with what is known about it."""
        return ArticleOut(
            **self._article_fields(row),
            wire=row.wire,
            basis=row.basis,
            digest=row.digest,
            superseded=row.superseded,
            claims=row.claims,
        )

    def _article_fields(self, row: ArticleRow) -> dict[str, Any]:
        return {
            "id": self._name(row.iri),
            "iri": row.iri,
            "identifier": row.identifier,
            "title": row.title,
            "publisher": row.publisher,
            "published": row.published,
            "url": row.url,
        }

    def _name(self, iri: str) -> str:
        """The end of an IRI, which names the thing among its kind."""
        return self._context.path(iri).rpartition("/")[2]
