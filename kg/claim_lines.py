"""Claims as plain values in the fields that human annotators use, so that the two can be held side by side.

A name becomes the list of all names of its entity, the preferred one first, and for an object the
article's own words last; a date is a day, a month, a quarter or a year; a quantity has one number even where
it is an interval, and the bounds beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions

from kg.claim_nodes import ROLES, Claims, kind_of, passages_of, read_claims, source_of, stand_of, steps_of
from kg.model import Polarity, Status
from kg.nodes import Node
from kg.queries.binding import Asked
from kg.traced import Passage
from kg.vocab import PROV, REC, SCHEMA

_STATUS = {
    status: re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), status.value) for status in Status
}
_POLARITY = {Polarity.POSITIVE: "pos", Polarity.NEGATIVE: "neg"}

_DATE = re.compile(r"\d{4}(?:-(?:Q[1-4]|H[12]|W(\d\d)|SP|SU|FA|WI|\d\d(?:-\d\d)?))?(?=$|T|-XX|-WE)")
"""What stands before the hour, or before what is left open, in a TIMEX3 value."""

_MIDWEEK = 4  # Thursday: in its month and year lies most of the week

TOGETHER = 40  # articles that are read at once: few queries, little memory
PERIODS = frozenset({"days", "weeks", "months", "years"})
PERCENT_CODE = "P1"  # UN/CEFACT


def claim_lines(asked: Asked) -> Iterator[dict[str, Any]]:
    """Every claim of the store, article by article, in the order of the text."""
    names: dict[str, list[str]] = {}
    articles = _articles(asked)
    for place in range(0, len(articles), TOGETHER):
        group = articles[place : place + TOGETHER]
        values = " ".join(str(NamedNode(article)) for article in group)
        rows = asked.query(
            f"SELECT DISTINCT ?claim WHERE {{ VALUES ?article {{ {values} }} "
            "?claim prov:wasDerivedFrom ?article ; a rec:Claim }"
        )
        assert isinstance(rows, QuerySolutions)
        read = read_claims(asked, [row["claim"].value for row in rows])
        _learn_names(asked, names, read)
        order = {article: number for number, article in enumerate(group)}
        claims = sorted(read.claims.values(), key=lambda claim: order[claim.one(PROV.wasDerivedFrom) or ""])
        for _, of_one in groupby(claims, key=lambda claim: claim.one(PROV.wasDerivedFrom)):
            lines = [_line(claim, read, names) for claim in of_one]
            yield from sorted(lines, key=lambda line: (line["start"], line["end"], line["claim"]))


def _line(claim: Node, read: Claims, names: Mapping[str, list[str]]) -> dict[str, Any]:
    """One claim."""
    status, polarity = stand_of(claim)
    evidence = passages_of(claim, REC.evidence, read)[0]
    marks = passages_of(claim, REC.span, read)
    condition = passages_of(claim, REC.condition, read)
    place = {(mark.role, mark.thing): -mark.start for mark in reversed(marks)}
    when, quantity = claim.one(REC.when), claim.one(REC.quantity)
    source = source_of(claim, read)
    line: dict[str, Any] = {"article": source.identifier, "type": kind_of(claim).value}
    for role, term in ROLES:
        things = sorted(claim.all(term), key=lambda iri: -place.get((role, read.labels[iri]), 0))
        line[role] = [_called(names[iri], role, read.labels[iri], marks) for iri in things]
    line |= {
        "date": iso_date(read.nodes[when].one(REC.value) or "") if when else None,
        "quantity": _quantity(read.nodes[quantity]) if quantity else None,
        "status": _STATUS[status],
        "polarity": _POLARITY[polarity],
        "attribution": [names[step.source_iri] for step in steps_of(claim, read) if step.source_iri],
        "condition": condition[0].words if condition else None,
        "evidence": evidence.words,
        "start": evidence.start,
        "end": evidence.end,
        "publisher": source.publisher,
        "published": source.published,
        "rule": claim.one(REC.rule),
        "claim": claim.iri,
    }
    if source.superseded:
        line["superseded"] = source.superseded
    return line


def _called(names: list[str], role: str, label: str, marks: Iterable[Passage]) -> list[str]:
    """The names of a thing; of an object also the article's own words for it ("report a kill")."""
    words = [mark.words for mark in marks if role == "object" and (mark.role, mark.thing) == (role, label)]
    return list(dict.fromkeys([*names, *words]))


def iso_date(value: str) -> str | None:
    """A TIMEX3 value as a part of the calendar: 2025-12-08, 2025-12, 2026-Q1, 2025; None for others.

    Annotators write no weeks: a week is told as the month that holds most of it.
    """
    found = _DATE.match(value)
    if found is None or found[1] is None:
        return found[0] if found else None
    try:
        return date.fromisocalendar(int(value[:4]), int(found[1]), _MIDWEEK).strftime("%Y-%m")
    except ValueError:
        return None


def _quantity(quantity: Node) -> dict[str, Any]:
    """A quantity with one number (of an interval its bound, of two the lower), its bounds and its words."""
    bounds = {
        name: _number(said)
        for name, term in (("value", SCHEMA.value), ("min", SCHEMA.minValue), ("max", SCHEMA.maxValue))
        if (said := quantity.one(term)) is not None
    }
    number = next(iter(bounds.values()), None)
    return {
        "value": number,
        "unit": _unit(quantity.one(SCHEMA.unitText) or "", quantity.one(SCHEMA.unitCode) or ""),
        "qualifier": quantity.one(REC.qualifier),
        **{name: bound for name, bound in bounds.items() if name != "value"},
        "text": quantity.one(REC.text),
    }


def _unit(words: str, code: str) -> str:
    """percent, times, a currency's code, a period; `units` for anything else that is counted."""
    if code == PERCENT_CODE or words == "percent":
        return "percent"
    if code in _currencies():
        return code
    return words if words == "times" or words in PERIODS else "units"


def _number(text: str) -> int | float:
    """A decimal as JSON writes it: whole numbers without a point."""
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _articles(asked: Asked) -> list[str]:
    """The IRIs of all article versions, in the order of their identifiers."""
    rows = asked.query(
        "SELECT DISTINCT ?article ?identifier "
        "WHERE { ?article a rec:Article ; dcterms:identifier ?identifier } ORDER BY ?identifier ?article"
    )
    assert isinstance(rows, QuerySolutions)
    return [row["article"].value for row in rows]


def _learn_names(asked: Asked, names: dict[str, list[str]], read: Claims) -> None:
    """The names of the things that these claims speak of, the preferred label first, the others in order."""
    unknown = sorted(iri for iri in read.labels if iri not in names)
    if not unknown:
        return
    values = " ".join(str(NamedNode(iri)) for iri in unknown)
    rows = asked.query(
        f"SELECT DISTINCT ?thing ?name WHERE {{ VALUES ?thing {{ {values} }} ?thing skos:altLabel ?name }}"
    )
    assert isinstance(rows, QuerySolutions)
    others: dict[str, set[str]] = {iri: set() for iri in unknown}
    for row in rows:
        others[row["thing"].value].add(row["name"].value)
    for iri in unknown:
        label = read.labels[iri]
        names[iri] = [label, *sorted(others[iri] - {label})]


@cache
def _currencies() -> frozenset[str]:
    """The codes of ISO 4217."""
    return frozenset(resources.files("kg").joinpath("currencies.txt").read_text(encoding="ascii").split())
