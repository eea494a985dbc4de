"""Claims of one happening that cannot both be right. Said only where it is sure; development is no conflict.

Two claims conflict only where their origins differ. Each kind of difference gives one conflict between the
first two claims that show it (two amounts or dates: between the first of each).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import combinations, islice, product

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity import mint
from kg.model import ClaimKind, Polarity, Status
from kg.telling import Key, Telling
from kg.vocab import RDF, REC

AFFIRMED = frozenset({Status.HAPPENED, Status.IN_PRINCIPLE, Status.CONDITIONAL})
"""What is said to have been done, with strings attached or not."""

ONCE = frozenset({ClaimKind.APPROVAL, ClaimKind.RESTRICTION, ClaimKind.LISTING, ClaimKind.AGREEMENT})
"""Kinds that are not done twice in a fortnight by the same to the same; two meetings may well be."""

SAME_NEWS = timedelta(days=2)  # reports so close tell the same state of things, not one after the other
CLOSE = timedelta(days=7)  # a date wider than a week contradicts no other
VALUES = 24  # so many different voices, amounts or dates of one happening are compared with one another


def conflicts(key: Key, told: Sequence[Telling], graph: NamedNode) -> Iterator[Quad]:
    """The conflicts between the claims of one happening, as quads of the story graph."""
    if len({telling.origin for telling in told}) < 2:
        return
    ordered = sorted(told, key=lambda telling: (telling.published or date.max, telling.claim.value))
    affirmed = [t for t in ordered if t.polarity is Polarity.POSITIVE and t.status in AFFIRMED]
    positive = [t for t in ordered if t.polarity is Polarity.POSITIVE and t.status is not Status.DENIED]
    negative = (t for t in ordered if t.polarity is Polarity.NEGATIVE or t.status is Status.DENIED)
    denied = [t for t in negative if t.status in (Status.DENIED, Status.HAPPENED)]
    for one, other, differs, said in _differences(key.kind, affirmed, denied, positive):
        # Two claims with several parties meet in several happenings; they conflict once.
        if key == min(set(one.keys) & set(other.keys)):
            yield from _conflict(one, other, differs, said, graph)


def _differences(
    kind: ClaimKind, affirmed: Sequence[Telling], denied: Sequence[Telling], positive: Sequence[Telling]
) -> Iterator[tuple[Telling, Telling, NamedNode, str]]:
    """Two claims, what they differ in, and how, in words."""
    words = _words()
    for one, other in _first(product(_voices(affirmed), _voices(denied)), _denies):
        yield one, other, REC.polarity, words["polarity"]
    for one, other in _first(combinations(_voices(affirmed), 2), _stands_otherwise):
        said = words["status"].format(first=one.status, second=other.status)
        yield one, other, REC.status, said
    for one, other in combinations(_firsts(positive, lambda telling: telling.amount), 2):
        if _counts_otherwise(one, other):
            said = words["quantity"].format(first=_amount(one), second=_amount(other))
            yield one, other, REC.quantity, said
    dates = _firsts(affirmed, lambda telling: (telling.first, telling.last) if telling.dated else None)
    for one, other in combinations(dates if kind in ONCE else [], 2):
        if _dates_otherwise(one, other):
            said = words["date"].format(first=_days(one), second=_days(other))
            yield one, other, REC.date, said


def _denies(one: Telling, other: Telling) -> bool:
    """True where `other` contradicts that it was done. "Not yet", said before it was done, does not."""
    later = other.published is not None and one.published is not None and other.published >= one.published
    return one.origin != other.origin and (other.status is Status.DENIED or later)


def _stands_otherwise(one: Telling, other: Telling) -> bool:
    return (
        _same_sort(one, other)
        and one.status is not other.status
        and one.published is not None
        and other.published is not None
        and abs(one.published - other.published) <= SAME_NEWS
    )


def _counts_otherwise(one: Telling, other: Telling) -> bool:
    if one.amount is None or other.amount is None or one.status is not other.status:
        return False
    (least, most, unit), (other_least, other_most, other_unit) = one.amount, other.amount
    apart = (most is not None and other_least is not None and most < other_least) or (
        other_most is not None and least is not None and other_most < least
    )
    return apart and unit == other_unit and _same_sort(one, other)


def _dates_otherwise(one: Telling, other: Telling) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    if one.last - one.first > CLOSE or other.last - other.first > CLOSE:
        return False
    apart = one.last < other.first or other.last < one.first
    return apart and one.status is other.status and _same_sort(one, other)


def _same_sort(one: Telling, other: Telling) -> bool:
    """True where two voices tell of the same recipients, so that they can contradict each other at all."""
    return one.origin != other.origin and one.recipients == other.recipients


def _voices(told: Sequence[Telling]) -> list[Telling]:
    """The first claim of each origin, status and recipients."""
    return _firsts(told, lambda telling: (telling.origin, telling.status, telling.recipients))


def _firsts(told: Sequence[Telling], value: Callable[[Telling], object]) -> list[Telling]:
    """The first claim with each value; those without are left out."""
    found: dict[object, Telling] = {}
    for telling in told:
        key = value(telling)
        if key is not None and len(found) < VALUES:
            found.setdefault((key, telling.origin, telling.recipients), telling)
    return list(found.values())


def _first(
    pairs: Iterable[tuple[Telling, Telling]], test: Callable[[Telling, Telling], bool]
) -> Iterator[tuple[Telling, Telling]]:
    """The first pair that passes the test, if one does."""
    return islice((pair for pair in pairs if test(*pair)), 1)


def _conflict(
    one: Telling, other: Telling, differs: NamedNode, said: str, graph: NamedNode
) -> Iterator[Quad]:
    between = sorted((one.claim.value, other.claim.value))
    node = NamedNode(mint("conflict", differs.value, *between))
    yield Quad(node, RDF.type, REC.Conflict, graph)
    yield Quad(node, REC.between, one.claim, graph)
    yield Quad(node, REC.between, other.claim, graph)
    yield Quad(node, REC.differsIn, differs, graph)
    yield Quad(node, REC.explanation, Literal(said), graph)


def _amount(telling: Telling) -> str:
    assert telling.amount is not None
    least, most, unit = telling.amount
    if least is not None and least == most:
        said = f"{least:,f}"
    elif least is not None and most is not None:
        said = _words()["span"].format(first=f"{least:,f}", second=f"{most:,f}")
    elif least is not None:
        said = _words()["least"].format(first=f"{least:,f}")
    else:
        said = _words()["most"].format(first=f"{most:,f}")
    return f"{said} {unit}".strip()


def _days(telling: Telling) -> str:
    first, last = str(telling.first), str(telling.last)
    return first if first == last else _words()["span"].format(first=first, second=last)


@cache
def _words() -> Mapping[str, str]:
    """The table of words beside this file."""
    return tomllib.loads(resources.files("kg").joinpath("story.toml").read_text(encoding="utf-8"))
