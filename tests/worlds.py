"""Small invented worlds, built by hand: the readings that the tests of graph, questions and pages stand on.

Nothing here was parsed. Each function gives one `Reading`; `WORLD` is all of them. The Aurora Chip is made by
Borealis; the Trade Board of Norland decides who may buy it.

- `approval()`: Lantern, 10 March. Approved in principle, by the Ledger citing two people; a meeting; a plan.
- `syndicated()`: the Harbour Post republishes the Lantern's text word for word.
- `denial()`: Courier, 11 March. The Trade Board denied the approval; a ban that happened.
- `condition()`: Morning Star, 12 March. Allowed on a condition, with quantity and date, on the record.
- `plain()`: Courier, 13 March. Two companies ordered chips, in the article's own voice.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kg.model import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    EntityKind,
    LinkReason,
    Mention,
    Polarity,
    PublishedBasis,
    Qualifier,
    Quantity,
    Reading,
    Relation,
    Run,
    Rung,
    SourceKind,
    Span,
    Status,
    TimeSpan,
)

RUN = Run(version="0.1.0", model="by-hand 1.0", rulebook="sha256:" + "0" * 64)

TRADE_BOARD = Entity(
    "trade-board-of-norland", EntityKind.AGENCY, "Trade Board of Norland", aliases=("TBN", "Trade Board")
)
NORLAND = Entity("norland", EntityKind.COUNTRY, "Norland", wikidata="Q990001", wikipedia="Norland")
GOVERNMENT = Entity(
    "government-of-norland", EntityKind.GOVERNMENT, "Government of Norland", aliases=("Norland",)
)
BOREALIS = Entity("borealis", EntityKind.COMPANY, "Borealis", aliases=("Borealis Semiconductor",))
AURORA = Entity("aurora-chip", EntityKind.CHIP, "Aurora Chip", aliases=("Aurora",))
TIDEWATER = Entity("tidewater", EntityKind.COMPANY, "Tidewater")
QUILL = Entity("quill", EntityKind.COMPANY, "Quill")
HARTE = Entity("mira-harte", EntityKind.PERSON, "Mira Harte")
OKONJO = Entity("samuel-okonjo", EntityKind.PERSON, "Samuel Okonjo")
LANTERN = Entity("the-lantern", EntityKind.OUTLET, "The Lantern")
LEDGER = Entity("daily-ledger", EntityKind.OUTLET, "Daily Ledger", aliases=("the Ledger",))

APPROVAL_TEXT = (
    "Norland clears the Aurora Chip\n"
    "\n"
    "The Trade Board of Norland has approved in principle purchases of the Aurora Chip by Tidewater and "
    "Quill, the Daily Ledger reported, citing two people familiar with the matter.\n"
    "Mira Harte, chief executive of Borealis, met Samuel Okonjo on Monday.\n"
    "Tidewater plans to order more than 400,000 units of the Aurora Chip this quarter.\n"
)
DENIAL_TEXT = (
    "The Trade Board denied that it had approved purchases of the Aurora Chip.\n"
    "Norland banned exports of the Aurora Chip last year. \U0001f6a2 Its ports said nothing.\n"
)
CONDITION_TEXT = (
    "Samuel Okonjo told the Morning Star that the Trade Board had allowed Tidewater to buy 50,000 units of "
    "the Aurora Chip on March 9, provided that it buys local chips as well.\n"
)
PLAIN_TEXT = "Tidewater and Quill ordered the Aurora Chip from Borealis on Thursday.\n"


def approval() -> Reading:
    """In principle, two rungs, the last of them anonymous; a meeting; a plan with an interval."""
    article = Article(
        "lantern-aurora",
        APPROVAL_TEXT,
        publisher="The Lantern",
        title="Norland clears the Aurora Chip",
        authors=("Ada Fenn",),
        published=date(2031, 3, 10),
        published_basis=PublishedBasis.STATED,
        url="https://lantern.example/aurora",
    )
    return _approval_of(article)


def syndicated() -> Reading:
    """The same text in another outlet, credited to the first as its wire."""
    article = Article(
        "harbour-post-aurora",
        APPROVAL_TEXT,
        publisher="Harbour Post",
        wire="The Lantern",
        title="Norland clears the Aurora Chip",
        published=date(2031, 3, 11),
        published_basis=PublishedBasis.METADATA,
        url="https://harbourpost.example/2031/aurora",
    )
    return _approval_of(article)


def denial() -> Reading:
    """A denial on the record and a ban in the article's own voice; a character outside the basic plane."""
    text = DENIAL_TEXT
    article = Article(
        "courier-denial",
        text,
        publisher="Courier",
        published=date(2031, 3, 11),
        published_basis=PublishedBasis.METADATA,
    )
    board = mention(text, "The Trade Board", TRADE_BOARD, LinkReason.ALIAS)
    it = mention(text, "it", TRADE_BOARD, LinkReason.COREFERENCE, named=False)
    chip = mention(text, "Aurora Chip", AURORA)
    norland = mention(text, "Norland", GOVERNMENT, LinkReason.METONYM)
    chip_again = mention(text, "Aurora Chip", AURORA, nth=1)
    board_says = Rung(
        board, span(text, "denied"), span(text, "The Trade Board denied"), kind=SourceKind.OFFICIAL
    )
    return Reading(
        article,
        mentions=(board, it, chip, norland, chip_again),
        claims=(
            Claim(
                ClaimKind.APPROVAL,
                span(text, "The Trade Board denied that it had approved purchases of the Aurora Chip."),
                span(text, "approved"),
                "approval.approve-purchases",
                agents=(it,),
                objects=(chip,),
                status=Status.DENIED,
                polarity=Polarity.NEGATIVE,
                rungs=(board_says,),
            ),
            Claim(
                ClaimKind.RESTRICTION,
                span(text, "Norland banned exports of the Aurora Chip last year."),
                span(text, "banned"),
                "restriction.ban",
                agents=(norland,),
                objects=(chip_again,),
                when=TimeSpan(span(text, "last year"), "2030", date(2030, 1, 1), date(2030, 12, 31)),
            ),
        ),
    )


def condition() -> Reading:
    """Allowed, with strings attached, on a day, by a named person who told the outlet."""
    text = CONDITION_TEXT
    article = Article(
        "star-condition",
        text,
        publisher="Morning Star",
        published=date(2031, 3, 12),
        published_basis=PublishedBasis.STATED,
        url="https://star.example/a?id=7",
    )
    okonjo = mention(text, "Samuel Okonjo", OKONJO)
    star_outlet = Entity("morning-star", EntityKind.OUTLET, "Morning Star")
    star = mention(text, "the Morning Star", star_outlet)
    board = mention(text, "the Trade Board", TRADE_BOARD, LinkReason.ALIAS)
    tidewater = mention(text, "Tidewater", TIDEWATER)
    chip = mention(text, "Aurora Chip", AURORA)
    told = span(text, "told")
    told_star = span(text, "Samuel Okonjo told the Morning Star")
    return Reading(
        article,
        mentions=(okonjo, star, board, tidewater, chip),
        publisher=star_outlet,
        claims=(
            Claim(
                ClaimKind.APPROVAL,
                span(
                    text,
                    "the Trade Board had allowed Tidewater to buy 50,000 units of the Aurora Chip on "
                    "March 9, provided that it buys local chips as well",
                ),
                span(text, "allowed"),
                "approval.allow-to-buy",
                agents=(board,),
                objects=(chip,),
                recipients=(tidewater,),
                status=Status.CONDITIONAL,
                condition=span(text, "provided that it buys local chips as well"),
                when=TimeSpan(span(text, "on March 9"), "2031-03-09", date(2031, 3, 9), date(2031, 3, 9)),
                quantity=Quantity(
                    span(text, "50,000 units"), Qualifier.EXACT, value=Decimal("50000"), unit="units"
                ),
                rungs=(
                    Rung(star, told, told_star, kind=SourceKind.OUTLET),
                    Rung(okonjo, told, told_star, kind=SourceKind.OFFICIAL),
                ),
                confidence=0.9,
            ),
        ),
    )


def plain() -> Reading:
    """Two agents, one object, one recipient, happened, in the article's own voice."""
    text = PLAIN_TEXT
    article = Article("courier-order", text, publisher="Courier", published=date(2031, 3, 13))
    tidewater = mention(text, "Tidewater", TIDEWATER)
    quill = mention(text, "Quill", QUILL)
    chip = mention(text, "Aurora Chip", AURORA)
    borealis = mention(text, "Borealis", BOREALIS)
    return Reading(
        article,
        mentions=(tidewater, quill, chip, borealis),
        claims=(
            Claim(
                ClaimKind.ORDER,
                span(text, "Tidewater and Quill ordered the Aurora Chip from Borealis on Thursday."),
                span(text, "ordered"),
                "order.order",
                agents=(tidewater, quill),
                objects=(chip,),
                recipients=(borealis,),
                when=TimeSpan(span(text, "on Thursday"), "2031-03-13", date(2031, 3, 13), date(2031, 3, 13)),
            ),
        ),
        relations=(Relation(AURORA, "manufacturer", BOREALIS),),
    )


def _approval_of(article: Article) -> Reading:
    text = article.text
    people = Entity(
        f"people familiar with the matter@{article.digest}",
        EntityKind.GROUP,
        "people familiar with the matter",
        named=False,
    )
    norland = mention(text, "Norland", GOVERNMENT, LinkReason.METONYM)
    board = mention(text, "The Trade Board of Norland", TRADE_BOARD)
    chip = mention(text, "Aurora Chip", AURORA, nth=1)
    tidewater = mention(text, "Tidewater", TIDEWATER)
    quill = mention(text, "Quill", QUILL)
    ledger = mention(text, "the Daily Ledger", LEDGER)
    sources = mention(text, "two people familiar with the matter", people, LinkReason.NOMINAL, named=False)
    harte = mention(text, "Mira Harte", HARTE)
    borealis = mention(text, "Borealis", BOREALIS)
    okonjo = mention(text, "Samuel Okonjo", OKONJO)
    tidewater_again = mention(text, "Tidewater", TIDEWATER, nth=1)
    chip_again = mention(text, "Aurora Chip", AURORA, nth=2)
    her_post = span(text, "Mira Harte, chief executive of Borealis")
    return Reading(
        article,
        mentions=(
            norland,
            board,
            chip,
            tidewater,
            quill,
            ledger,
            sources,
            harte,
            borealis,
            okonjo,
            tidewater_again,
            chip_again,
        ),
        publisher=LANTERN if article.publisher == "The Lantern" else None,
        wire=LANTERN if article.wire == "The Lantern" else None,
        claims=(
            Claim(
                ClaimKind.APPROVAL,
                span(
                    text,
                    "The Trade Board of Norland has approved in principle purchases of the Aurora Chip "
                    "by Tidewater and Quill",
                ),
                span(text, "approved"),
                "approval.approve-purchases",
                agents=(board,),
                objects=(chip,),
                recipients=(tidewater, quill),
                status=Status.IN_PRINCIPLE,
                rungs=(
                    Rung(
                        ledger,
                        span(text, "reported"),
                        span(text, "the Daily Ledger reported"),
                        kind=SourceKind.OUTLET,
                    ),
                    Rung(
                        sources,
                        span(text, "citing"),
                        span(text, "citing two people familiar with the matter"),
                        anonymous=True,
                        count=2,
                        kind=SourceKind.PERSON,
                    ),
                ),
            ),
            Claim(
                ClaimKind.MEETING,
                span(text, "Mira Harte, chief executive of Borealis, met Samuel Okonjo on Monday."),
                span(text, "met"),
                "meeting.meet",
                agents=(harte,),
                recipients=(okonjo,),
                when=TimeSpan(span(text, "on Monday"), "2031-03-10", date(2031, 3, 10), date(2031, 3, 10)),
            ),
            Claim(
                ClaimKind.ORDER,
                span(
                    text,
                    "Tidewater plans to order more than 400,000 units of the Aurora Chip this quarter.",
                ),
                span(text, "order"),
                "order.order",
                agents=(tidewater_again,),
                objects=(chip_again,),
                status=Status.PLANNED,
                when=TimeSpan(span(text, "this quarter"), "2031-Q1", date(2031, 1, 1), date(2031, 3, 31)),
                quantity=Quantity(
                    span(text, "more than 400,000 units"),
                    Qualifier.MORE_THAN,
                    minimum=Decimal("400000"),
                    unit="units",
                ),
            ),
        ),
        relations=(
            Relation(BOREALIS, "chiefExecutive", HARTE, her_post),
            Relation(AURORA, "manufacturer", BOREALIS),
        ),
    )


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where these words stand in the text for the nth time (from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(
    text: str,
    words: str,
    entity: Entity,
    reason: LinkReason = LinkReason.EXACT,
    *,
    nth: int = 0,
    named: bool = True,
) -> Mention:
    """A mention of the entity at the nth place where these words stand."""
    return Mention(span(text, words, nth), entity, reason, named)


WORLD = (approval(), syndicated(), denial(), condition(), plain())
