"""A claim told back in words: who did what, how it stands, and on whose word.

The words stand in `statement.toml`. They retell the fields of a claim; they never replace its sentence, which
whatever prints a statement prints beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from kg.model import Claim, ClaimKind, Polarity, Status


def statement(
    kind: ClaimKind,
    *,
    agents: Sequence[str] = (),
    objects: Sequence[str] = (),
    recipients: Sequence[str] = (),
    status: Status = Status.HAPPENED,
    polarity: Polarity = Polarity.POSITIVE,
    quantity: str | None = None,
) -> str:
    """The claim in one line: "China approved Nvidia H200 (400,000 units) for Alibaba and ByteDance".

    A claim without agent becomes a noun ("approval of Nvidia H200, by whom is not said"), so that no line
    invents one. Names are given as labels; `quantity` in the article's own words.
    """
    words = _words()
    verb: Mapping[str, str] = words["kinds"][kind.value]
    number = f" ({quantity})" if quantity else ""
    if agents:
        bare = "" if objects else "bare_"
        what = f" {join_names(objects)}{number}" if objects else number
        whom = f" {verb[bare + 'recipient']} {join_names(recipients)}" if recipients else ""
        turn: str = words["turns"][status.value][polarity.value]
        return turn.format(
            agent=join_names(agents),
            past=verb[bare + "past"],
            base=verb[bare + "base"],
            rest=what + whom,
        )
    of = f" {verb['of']} {join_names(objects)}" if objects else ""
    preposition = verb["recipient"] if objects else verb["bare_recipient"]
    whom = f" {preposition} {join_names(recipients)}" if recipients else ""
    nameless: Mapping[str, str] = words["nameless"]
    negated = polarity is Polarity.NEGATIVE and status is Status.HAPPENED
    turn = nameless["negative" if negated else status.value]
    suffix = "" if verb.get("agentless") else nameless["suffix"]
    return turn.format(noun=verb["noun"], rest=of + number + whom) + suffix


def statement_of(claim: Claim, text: str) -> str:
    """The same for a claim that was just read in `text`."""
    return statement(
        claim.kind,
        agents=[mention.entity.label for mention in claim.agents],
        objects=[mention.entity.label for mention in claim.objects],
        recipients=[mention.entity.label for mention in claim.recipients],
        status=claim.status,
        polarity=claim.polarity,
        quantity=claim.quantity.span.within(text) if claim.quantity else None,
    )


def standing(status: Status, polarity: Polarity, condition: str | None = None) -> str:
    """How a claim stands, in a word or two: "happened", "did not happen", "with conditions: …"."""
    words: Mapping[str, str] = _words()["standing"]
    said = words[status.value if polarity is Polarity.POSITIVE else f"{status.value}_negative"]
    return f"{said}: {condition}" if condition else said


def voices(sources: Sequence[str | None]) -> str:
    """The ladder of attribution in words, nearest first: "according to Reuters, citing two officials".

    None on a rung stands for a source that the text hides ("reportedly"); no rung at all for the article.
    """
    words: Mapping[str, str] = _words()["voice"]
    if not sources:
        return words["own"]
    said = [
        words["first" if place == 0 else "further"].format(source=source or words["hidden"])
        for place, source in enumerate(sources)
    ]
    return ", ".join(said)


def join_names(names: Sequence[str]) -> str:
    """Names as a reader lists them: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    final: str = _words()["voice"]["and"]
    return ", ".join(names[:-1]) + final + names[-1]


@cache
def _words() -> Mapping[str, Any]:
    """The table of words beside this file."""
    return tomllib.loads(resources.files("kg").joinpath("statement.toml").read_text(encoding="utf-8"))
