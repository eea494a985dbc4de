"""One reading as a line of JSON and as a page: hand-built readings, no language model."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from decimal import Decimal

from ingest.annotate import annotation, line, page
from kg.identity import article_iri, claim_iri
from kg.model import (
    Article,
    Attribution,
    Claim,
    ClaimKind,
    Entity,
    EntityKind,
    Event,
    LinkReason,
    Mention,
    Polarity,
    PublishedBasis,
    Qualifier,
    Quantity,
    Reading,
    Role,
    Rung,
    SourceKind,
    Span,
    TimeSpan,
)

TEXT = (
    "A headline\n\nNorland cleared 1,500 Falcon 9 for Acme on 3 May 2024, two officials said. 🚀 <b>M</b>.\n"
)


def span_of(words: str) -> Span:
    """Where the words first stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention_of(words: str, kind: EntityKind, *, named: bool = True, wikidata: str | None = None) -> Mention:
    """A mention of an entity that is called as the words say."""
    entity = Entity(words.lower().replace(" ", "-"), kind, words, named=named, wikidata=wikidata)
    return Mention(span_of(words), entity, LinkReason.EXACT, named)


NORLAND = mention_of("Norland", EntityKind.COUNTRY, wikidata="Q1")
FALCON = mention_of("Falcon 9", EntityKind.PRODUCT)
ACME = mention_of("Acme", EntityKind.COMPANY)
OFFICIALS = mention_of("two officials", EntityKind.GROUP, named=False)
MAY = TimeSpan(span_of("3 May 2024"), "2024-05-03", date(2024, 5, 3), date(2024, 5, 3))
MANY = Quantity(span_of("1,500"), Qualifier.EXACT, value=Decimal(1500), unit="units")
CLAIM = Claim(
    ClaimKind.APPROVAL,
    evidence=span_of("Norland cleared 1,500 Falcon 9 for Acme on 3 May 2024"),
    trigger=span_of("cleared"),
    rule="approval.clear",
    agents=(NORLAND,),
    objects=(FALCON,),
    recipients=(ACME,),
    when=MAY,
    quantity=MANY,
    rungs=(Rung(OFFICIALS, span_of("said"), span_of("two officials said"), True, 2, SourceKind.OFFICIAL),),
)
ARTICLE = Article(
    "clearance",
    TEXT,
    publisher="The <Daily>",
    published=date(2024, 5, 4),
    published_basis=PublishedBasis.STATED,
)
READING = Reading(
    ARTICLE,
    mentions=(NORLAND, FALCON, ACME, OFFICIALS),
    times=(MAY,),
    quantities=(MANY,),
    attributions=(Attribution((span_of("two officials"),), (span_of("said"),), (CLAIM.evidence,)),),
    events=(
        Event(
            span_of("cleared"),
            ClaimKind.APPROVAL,
            {Role.AGENT: (NORLAND.span,), Role.OBJECT: (FALCON.span,), Role.RECIPIENT: ()},
            certain=True,
            negated=False,
            future=False,
        ),
    ),
    claims=(CLAIM,),
)


def test_an_annotation_is_one_line_of_json() -> None:
    said = line(READING)
    assert "\n" not in said
    assert json.loads(said) == annotation(READING)


def test_an_annotation_holds_the_id_and_the_date_of_its_article() -> None:
    said = annotation(READING)
    assert (said["id"], said["published"]) == ("clearance", "2024-05-04")


def test_an_undated_article_has_no_date() -> None:
    assert annotation(Reading(Article("plain", "Words.")))["published"] is None


def test_a_mention_says_what_it_means_and_why() -> None:
    assert annotation(READING)["mentions"][0] == {
        "start": 12,
        "end": 19,
        "kind": "Country",
        "entity": "https://w3id.org/onrecord/id/entity/norland",
        "label": "Norland",
        "named": True,
        "reason": "exact",
        "wikidata": "Q1",
    }


def test_a_mention_that_the_table_does_not_know_has_no_wikidata() -> None:
    assert "wikidata" not in annotation(READING)["mentions"][1]


def test_times_quantities_attributions_and_events_have_their_fields() -> None:
    said = annotation(READING)
    time, quantity, evidence = MAY.span, MANY.span, CLAIM.evidence
    assert said["times"] == [
        {
            "start": time.start,
            "end": time.end,
            "value": "2024-05-03",
            "earliest": "2024-05-03",
            "latest": "2024-05-03",
        }
    ]
    assert said["quantities"] == [
        {
            "start": quantity.start,
            "end": quantity.end,
            "text": "1,500",
            "qualifier": "exact",
            "value": 1500,
            "unit": "units",
        }
    ]
    officials, cue = span_of("two officials"), span_of("said")
    assert said["attributions"] == [
        {
            "source": [[officials.start, officials.end]],
            "cue": [[cue.start, cue.end]],
            "content": [[evidence.start, evidence.end]],
        }
    ]
    assert said["events"] == [
        {
            "trigger": [CLAIM.trigger.start, CLAIM.trigger.end],
            "kind": "approval",
            "roles": {
                "agent": [[NORLAND.span.start, NORLAND.span.end]],
                "object": [[FALCON.span.start, FALCON.span.end]],
            },
            "certain": True,
            "negated": False,
            "future": False,
        }
    ]


def test_claims_are_given_by_the_iris_that_the_store_gives_them() -> None:
    assert annotation(READING)["claims"] == [claim_iri(article_iri(ARTICLE), CLAIM)]


def test_the_page_holds_every_character_of_the_text_escaped() -> None:
    written = "".join(page([READING]))
    paragraphs = re.findall(r"<p>(.*?)</p>", written, re.DOTALL)
    shown = [html.unescape(re.sub(r"<[^>]*>", "", paragraph)) for paragraph in paragraphs]
    assert shown == [words for words in TEXT.split("\n") if words]
    assert "<b>M</b>" not in written
    assert "The <Daily>" not in written


def test_the_page_asks_nothing_of_other_machines_and_runs_no_script() -> None:
    written = "".join(page([READING]))
    assert not re.search(r"<script|<link|https?://|@import|url\(|\bon\w+=", written)


def test_the_page_tells_each_claim_beside_its_paragraph_with_its_source() -> None:
    written = "".join(page([READING]))
    assert "Norland approved Falcon 9 (1,500) for Acme" in written
    assert "according to two officials" in written


def test_a_denied_claim_is_not_told_as_happened_on_the_page() -> None:
    denial = Claim(
        ClaimKind.APPROVAL, CLAIM.evidence, CLAIM.trigger, "r", agents=(NORLAND,), polarity=Polarity.NEGATIVE
    )
    written = "".join(page([Reading(ARTICLE, claims=(denial,))]))
    assert "did not happen" in written


def test_a_hostile_headline_and_an_empty_text_do_no_harm() -> None:
    written = "".join(page([Reading(Article("x", "", title="<script>alert(1)</script>"))]))
    assert "<script>" not in written


def test_a_long_text_without_any_break_keeps_every_mention() -> None:
    words = "Norland " * 20_000
    mentions = tuple(
        Mention(Span(i, i + 7), NORLAND.entity, LinkReason.EXACT, True) for i in range(0, 160_000, 8)
    )
    written = "".join(page([Reading(Article("long", words), mentions=mentions)]))
    assert written.count('class="names') == 20_000
