"""A world in which every text tries to break out of its page; and one as large as a picture gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.model import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    EntityKind,
    Mention,
    Reading,
    Rung,
    SourceKind,
    Span,
    Status,
)
from tests.worlds import mention, span

IMAGE = "<img src=x onerror=globalThis.hacked=1>"
SCRIPT = "</script><script>globalThis.hacked=1</script>"
ATTRIBUTE = '"><svg onload=globalThis.hacked=1>'
LINK = "the href attribute"
TURNED = "Acme \u202etxet desrever\u202c Ltd"


def hostile() -> Reading:
    """One article: names, sentence, title, outlet, source and address are all hostile."""
    text = (
        f"{SCRIPT}\n\nThe {IMAGE} approved {ATTRIBUTE} for {TURNED}, {SCRIPT} said after {LINK} was read. "
        f"=cmd|calc {IMAGE} & \"quotes\" 'single'.\n"
    )
    article = Article(
        "hostile",
        text,
        publisher=ATTRIBUTE,
        title=SCRIPT,
        published=date(2031, 5, 1),
        url="javascript:globalThis.hacked=1",
    )
    return Reading(
        article,
        claims=(
            Claim(
                ClaimKind.APPROVAL,
                span(text, f"The {IMAGE} approved {ATTRIBUTE} for {TURNED}"),
                span(text, "approved"),
                f"rule.{IMAGE}",
                agents=(mention(text, IMAGE, Entity(IMAGE, EntityKind.COMPANY, IMAGE, aliases=(LINK,))),),
                objects=(
                    mention(
                        text, ATTRIBUTE, Entity(ATTRIBUTE, EntityKind.PRODUCT, ATTRIBUTE, aliases=(SCRIPT,))
                    ),
                ),
                recipients=(mention(text, TURNED, Entity(TURNED, EntityKind.COMPANY, TURNED)),),
                status=Status.POSSIBLE,
                rungs=(
                    Rung(
                        mention(text, SCRIPT, Entity(SCRIPT, EntityKind.PERSON, SCRIPT), nth=1),
                        span(text, "said"),
                        span(text, f"{SCRIPT} said"),
                        kind=SourceKind.PERSON,
                    ),
                ),
            ),
        ),
    )


def shifted(reading: Reading, before: str, after: str) -> Reading:
    """The first claim of the reading in a longer article: text before it, and after it."""
    step = len(before)

    def moved(part: Span) -> Span:
        return Span(part.start + step, part.end + step)

    def moved_mention(part: Mention) -> Mention:
        return replace(part, span=moved(part.span))

    claim = reading.claims[0]
    article = replace(reading.article, text=before + reading.article.text + after)
    return Reading(
        article,
        claims=(
            replace(
                claim,
                evidence=moved(claim.evidence),
                trigger=moved(claim.trigger),
                agents=tuple(map(moved_mention, claim.agents)),
                objects=tuple(map(moved_mention, claim.objects)),
                recipients=tuple(map(moved_mention, claim.recipients)),
                when=None,
            ),
        ),
    )


def crowded(entities: int = 150, claims_each: int = 3) -> list[Reading]:
    """As many companies as asked for, each joined to some others by about three times as many claims."""
    readings = []
    kinds = (EntityKind.COMPANY, EntityKind.PERSON, EntityKind.AGENCY, EntityKind.CHIP, EntityKind.OUTLET)
    things = [
        Entity(f"thing-{number}", kinds[number % len(kinds)], f"Thing Number {number}")
        for number in range(entities)
    ]
    stands = tuple(Status)
    for number, thing in enumerate(things):
        # Everybody deals with a hub and with some who stand further off, as in news.
        others = [
            things[(number * step + step) % (entities if step > 1 else max(entities // 10, 1))]
            for step in range(1, claims_each + 1)
        ]
        sentences = [f"{thing.label} ordered goods from {other.label} again." for other in others]
        text = "\n".join(f"{place}. {sentence}" for place, sentence in enumerate(sentences)) + "\n"
        claims = []
        for place, (other, sentence) in enumerate(zip(others, sentences, strict=True)):
            if other == thing:
                continue
            start = text.index(f"{place}. {sentence}") + len(f"{place}. ")
            line = text[: start + len(sentence)]
            nth = line.count(thing.label) - 1 - (thing.label in other.label)
            claims.append(
                Claim(
                    ClaimKind.ORDER,
                    Span(start, start + len(sentence)),
                    span(text, "ordered", place),
                    "order.order",
                    agents=(mention(text, thing.label, thing, nth=max(nth, 0)),),
                    objects=(mention(text, other.label, other, nth=max(line.count(other.label) - 1, 0)),),
                    status=stands[(number + place) % len(stands)],
                )
            )
        article = Article(
            f"crowd-{number}",
            text,
            publisher=f"Outlet {number % 7}",
            published=date(2031, 1, 1) + timedelta(days=number),
        )
        readings.append(Reading(article, claims=tuple(claims)))
    return readings
