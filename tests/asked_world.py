"""A store that holds the hand-built readings and two more, for the tests of questions, traces and exports.

- `listing()`: the Courier's list. A listing whose ladder runs against the alphabet; a planned approval.
- `first_version()` and `second_version()`: one URL, two texts; the second says the opposite of the first.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.model import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    EntityKind,
    Polarity,
    PublishedBasis,
    Reading,
    Rung,
    SourceKind,
    Status,
)
from kg.store import open_store
from tests.worlds import AURORA, HARTE, RUN, TRADE_BOARD, WORLD, mention, span

LISTING_TEXT = (
    "The Trade Board put the Aurora Chip on the Safe List, Mira Harte told the Zenith Times.\n"
    "The Trade Board will approve the Comet Chip next year.\n"
)
FIRST_TEXT = "The Trade Board approved the Nimbus Drone.\n"
SECOND_TEXT = "Correction: the Trade Board did not approve the Nimbus Drone.\n"
NIMBUS_URL = "https://gazette.example/nimbus"

SAFE_LIST = Entity("safe-list", EntityKind.OFFICIAL_LIST, "Safe List")
ZENITH = Entity("zenith-times", EntityKind.OUTLET, "Zenith Times")
COMET = Entity("comet-chip", EntityKind.CHIP, "Comet Chip")
NIMBUS = Entity("nimbus-drone", EntityKind.PRODUCT, "Nimbus Drone")


def write_world(folder: Path) -> Path:
    """The store, made in that folder and published."""
    with open_store(folder, create=True) as store:
        for reading in (*WORLD, listing(), first_version(), second_version()):
            store.put(reading, RUN)
        store.publish()
    return folder


def listing() -> Reading:
    """A listing that Mira Harte told the Zenith Times, and a planned approval in the article's own voice."""
    text = LISTING_TEXT
    board, board_again = (
        mention(text, "The Trade Board", TRADE_BOARD),
        mention(text, "The Trade Board", TRADE_BOARD, nth=1),
    )
    chip, comet = mention(text, "Aurora Chip", AURORA), mention(text, "Comet Chip", COMET)
    safe, harte, zenith = (
        mention(text, "Safe List", SAFE_LIST),
        mention(text, "Mira Harte", HARTE),
        mention(text, "the Zenith Times", ZENITH),
    )
    told, credit = span(text, "told"), span(text, "Mira Harte told the Zenith Times")
    return Reading(
        Article(
            "courier-list",
            text,
            publisher="Courier",
            published=date(2031, 4, 1),
            published_basis=PublishedBasis.STATED,
        ),
        mentions=(board, chip, safe, harte, zenith, board_again, comet),
        claims=(
            Claim(
                ClaimKind.LISTING,
                span(text, "The Trade Board put the Aurora Chip on the Safe List"),
                span(text, "put"),
                "listing.put-on",
                agents=(board,),
                objects=(chip,),
                recipients=(safe,),
                rungs=(
                    Rung(zenith, told, credit, kind=SourceKind.OUTLET),
                    Rung(harte, told, credit, kind=SourceKind.PERSON),
                ),
            ),
            Claim(
                ClaimKind.APPROVAL,
                span(text, "The Trade Board will approve the Comet Chip next year."),
                span(text, "approve"),
                "approval.approve",
                agents=(board_again,),
                objects=(comet,),
                status=Status.PLANNED,
            ),
        ),
    )


def first_version() -> Reading:
    """An approval that its own outlet takes back a day later."""
    return _nimbus(FIRST_TEXT, "The Trade Board approved the Nimbus Drone.", "approved", date(2031, 5, 1))


def second_version() -> Reading:
    """The correction, under the same URL."""
    evidence = "the Trade Board did not approve the Nimbus Drone."
    return _nimbus(SECOND_TEXT, evidence, "approve", date(2031, 5, 2), Polarity.NEGATIVE)


def _nimbus(
    text: str, evidence: str, trigger: str, published: date, polarity: Polarity = Polarity.POSITIVE
) -> Reading:
    board = mention(text, "Trade Board", TRADE_BOARD)
    drone = mention(text, "Nimbus Drone", NIMBUS)
    return Reading(
        Article("gazette-nimbus", text, publisher="Gazette", published=published, url=NIMBUS_URL),
        mentions=(board, drone),
        claims=(
            Claim(
                ClaimKind.APPROVAL,
                span(text, evidence),
                span(text, trigger),
                "approval.approve",
                agents=(board,),
                objects=(drone,),
                polarity=polarity,
            ),
        ),
    )
