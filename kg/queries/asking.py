"""The bundled questions as functions: one each, with typed parameters and typed rows.

    with open_snapshot("facts") as snapshot:
        for claim in who_approved_what(snapshot, object="Falcon 9", start="2026"):
            print(claim.agent, claim.sentence)

Names, aliases and IRIs are taken alike, days as "2026", "2026-Q1", "2026-03" or "2026-03-10". Each raises
what `kg.queries.binding.bind` raises. An empty text stands for what the article does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TypeVar

from pyoxigraph import QuerySolutions

from kg.queries import question
from kg.queries.binding import Asked, bind
from kg.results import plain


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim as a question gives it: names in words, with its sentence, its voice and its article.

    Of a thing's names and background (`what_is_known`), `claim` and `status` are empty.
    """

    agent: str
    action: str
    object: str
    recipient: str
    quantity: str
    status: str
    polarity: str
    condition: str
    date: str
    sentence: str
    attribution: str
    origin: str
    article: str
    publisher: str
    published: str
    claim: str
    article_iri: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that differ, and in what."""

    difference: str
    explanation: str
    sentence: str
    publisher: str
    published: str
    claim: str
    other_sentence: str
    other_publisher: str
    other_published: str
    other_claim: str
    conflict: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: how strongly it is told, and from how many independent origins."""

    agent: str
    action: str
    object: str
    recipient: str
    strongest: str
    origins: str
    outlets: str
    articles: str
    anonymous_only: str
    first_published: str
    event: str


Row = TypeVar("Row", ToldClaim, Disagreement, Happening)


def who_approved_what(
    asked: Asked,
    *,
    agent: str | None = None,
    object: str | None = None,
    recipient: str | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str | None = None,
) -> list[ToldClaim]:
    """Approvals and listings, however they stand."""
    given = _given(agent=agent, object=object, recipient=recipient, start=start, end=end, as_of=as_of)
    return _ask(asked, "who-approved-what", ToldClaim, given)


def who_restricted_what(
    asked: Asked,
    *,
    agent: str | None = None,
    object: str | None = None,
    recipient: str | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str | None = None,
) -> list[ToldClaim]:
    """Restrictions, however they stand."""
    given = _given(agent=agent, object=object, recipient=recipient, start=start, end=end, as_of=as_of)
    return _ask(asked, "who-restricted-what", ToldClaim, given)


def claims(
    asked: Asked,
    *,
    kind: str | None = None,
    agent: str | None = None,
    object: str | None = None,
    recipient: str | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str | None = None,
) -> list[ToldClaim]:
    """Claims of one kind or of all."""
    given = _given(
        kind=kind, agent=agent, object=object, recipient=recipient, start=start, end=end, as_of=as_of
    )
    return _ask(asked, "claims", ToldClaim, given)


def what_is_known(
    asked: Asked, thing: str, *, start: str | None = None, end: str | None = None, as_of: str | None = None
) -> list[ToldClaim]:
    """A thing's names, its background, then every claim that it takes part in."""
    given = _given(thing=thing, start=start, end=end, as_of=as_of)
    return _ask(asked, "what-is-known", ToldClaim, given)


def timeline(
    asked: Asked,
    *,
    thing: str | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str | None = None,
) -> list[ToldClaim]:
    """Claims in the order of the days that they speak of, else of their publication."""
    return _ask(asked, "timeline", ToldClaim, _given(thing=thing, start=start, end=end, as_of=as_of))


def claims_by_source(
    asked: Asked, source: str, *, start: str | None = None, end: str | None = None, as_of: str | None = None
) -> list[ToldClaim]:
    """Claims that this source makes, or that are known from it first."""
    given = _given(source=source, start=start, end=end, as_of=as_of)
    return _ask(asked, "claims-by-source", ToldClaim, given)


def anonymous_only(
    asked: Asked,
    *,
    agent: str | None = None,
    object: str | None = None,
    recipient: str | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str | None = None,
) -> list[ToldClaim]:
    """Claims that nobody vouches for by name."""
    given = _given(agent=agent, object=object, recipient=recipient, start=start, end=end, as_of=as_of)
    return _ask(asked, "anonymous-only", ToldClaim, given)


def article_says(asked: Asked, article: str) -> list[ToldClaim]:
    """All claims of one article, in the order of its text."""
    return _ask(asked, "article-says", ToldClaim, _given(article=article))


def conflicts(asked: Asked, *, thing: str | None = None) -> list[Disagreement]:
    """Pairs of claims that differ."""
    return _ask(asked, "conflicts", Disagreement, _given(thing=thing))


def origins(asked: Asked, *, thing: str | None = None, kind: str | None = None) -> list[Happening]:
    """Events with the numbers of their articles, outlets and origins, the most told first."""
    return _ask(asked, "origins", Happening, _given(thing=thing, kind=kind))


def _given(**parameters: str | None) -> dict[str, str]:
    """The parameters that are given, by their names in the files: `start` and `end` are from and to there."""
    renamed = {"start": "from", "end": "to"}
    return {
        renamed.get(name, name).replace("_", "-"): value
        for name, value in parameters.items()
        if value is not None
    }


def _ask(asked: Asked, name: str, row_type: type[Row], given: dict[str, str]) -> list[Row]:
    """The rows of a bundled question, each as a value."""
    solutions = asked.query(bind(question(name), given, asked))
    assert isinstance(solutions, QuerySolutions)
    columns = [_snake(variable.value) for variable in solutions.variables]
    known = {field.name for field in fields(row_type)}
    assert known == set(columns), f"{name}.rq gives {columns}"
    return [row_type(**dict(zip(columns, map(plain, row), strict=True))) for row in solutions]


def _snake(name: str) -> str:
    """`articleIri` as Python writes it."""
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)
