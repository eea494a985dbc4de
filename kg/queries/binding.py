"""From what a user typed to RDF terms: names to the things that bear them, dates to days, kinds to classes.

A term is written by pyoxigraph, which escapes it; nothing typed is ever pasted into a query as it is.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import QueryError, UnknownThingError
from kg.identity import base
from kg.model import ClaimKind
from kg.queries import Question
from kg.vocab import XSD, kind_class

NAMES_COMPARED = 20_000
"""How many names are looked through for a near one; more would keep the user waiting."""


class Asked(Protocol):
    """Whatever answers SPARQL and knows the usual prefixes: a snapshot of a store."""

    def query(self, sparql: str, /) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The engine's answer."""
        ...


def bind(question: Question, given: Mapping[str, str], asked: Asked) -> str:
    """The question's query, narrowed by the given parameters.

    Raises `QueryError` for a parameter that the question does not have, lacks or cannot read, and
    `UnknownThingError` for a name that nothing in the store bears.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            raise QueryError(_unknown_parameter(question, name))
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryError(
                f"The question {question.name!r} needs --{parameter.name} VALUE: {parameter.says}."
            )
    terms = {name: _READERS[known[name].kind](asked, name, value.strip()) for name, value in given.items()}
    return question.with_terms(terms)


def find_things(asked: Asked, name: str) -> list[str]:
    """The IRIs of the entities that are called so (label or alias, whatever the case), or this IRI itself.

    With them come those that were merged with them.
    Where nothing is called exactly so, the entities whose names hold these words: "H200" finds
    "Nvidia H200". Raises `UnknownThingError` where there are none either, with a near name.
    """
    if (iri := as_iri(name)) is not None:
        return _with_merged(asked, [iri])
    wanted = _flat(name)
    if not wanted:
        raise QueryError("The name of a thing is empty; give a name, an alias or an IRI.")
    holding = list(
        _named(asked, f'FILTER (CONTAINS(REPLACE(LCASE(STR(?name)), "’", "\x27"), {Literal(wanted)}))')
    )
    exact = sorted({thing for thing, said in holding if _flat(said) == wanted})
    word = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    things = exact or sorted({thing for thing, said in holding if word.search(_flat(said))})
    if not things:
        names = (said for _, said in _named(asked, "", limit=NAMES_COMPARED))
        raise UnknownThingError(f"Nothing in this store is called {name!r}{_near(name, names)}")
    return _with_merged(asked, things)


def find_articles(asked: Asked, name: str) -> list[str]:
    """The IRIs of the versions of the article with this identifier, URL or IRI.

    Raises `UnknownThingError` where the store holds none, with a near identifier.
    """
    text = str(Literal(name))
    iri = as_iri(name)
    node = f" UNION {{ ?article schema:url <{iri}> }} UNION {{ BIND (<{iri}> AS ?article) }}" if iri else ""
    found = _column(
        asked,
        "SELECT DISTINCT ?article WHERE { ?article a rec:Article . "
        f"{{ ?article dcterms:identifier {text} }} UNION {{ ?article schema:url ?url "
        f"FILTER (STR(?url) = {text}) }}{node} }} ORDER BY ?article",
    )
    if not found:
        names = _column(asked, f"SELECT ?name WHERE {{ ?a dcterms:identifier ?name }} LIMIT {NAMES_COMPARED}")
        raise UnknownThingError(f"There is no article {name!r} in this store{_near(name, names)}")
    return found


def as_iri(text: str) -> str | None:
    """The IRI that the text is, or that its last two segments (`claim/…`) are of; None for a plain name."""
    if re.fullmatch(
        r"(article|attribution|claim|conflict|entity|event|graph|passage|run)/[0-9A-Za-z-]+", text
    ):
        return base() + text
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S*$", text):
        return None
    try:
        return NamedNode(text).value
    except ValueError:
        return None


def _things(asked: Asked, name: str, value: str) -> str:
    return " ".join(str(NamedNode(iri)) for iri in find_things(asked, value))


def _articles(asked: Asked, name: str, value: str) -> str:
    return " ".join(str(NamedNode(iri)) for iri in find_articles(asked, value))


def _kind(asked: Asked, name: str, value: str) -> str:
    kinds = [kind.value for kind in ClaimKind]
    if value.lower() not in kinds:
        raise QueryError(f"--{name} {value!r} is no kind of claim{_near(value.lower(), kinds)}")
    return str(kind_class(ClaimKind(value.lower())))


def _first_day(asked: Asked, name: str, value: str) -> str:
    return _day(_days(name, value)[0])


def _last_day(asked: Asked, name: str, value: str) -> str:
    return _day(_days(name, value)[1])


def _number(asked: Asked, name: str, value: str) -> str:
    if not value.isascii() or not value.isdigit():
        raise QueryError(f"--{name} {value!r} is no whole number.")
    return str(int(value))


_READERS: Mapping[str, Callable[[Asked, str, str], str]] = {
    "thing": _things,
    "article": _articles,
    "kind": _kind,
    "first-day": _first_day,
    "last-day": _last_day,
    "number": _number,
}


def _days(name: str, value: str) -> tuple[date, date]:
    """The first and last day of 2026, 2026-Q1, 2026-03 or 2026-03-10."""
    try:
        if found := re.fullmatch(r"(\d{4})(?:-Q([1-4]))?", value):
            months = (int(found[2]) * 3 - 2, int(found[2]) * 3) if found[2] else (1, 12)
            year = int(found[1])
            return date(year, months[0], 1), date(year, months[1], calendar.monthrange(year, months[1])[1])
        if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
            year, month = int(found[1]), int(found[2])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value), date.fromisoformat(value)
    except ValueError:
        pass
    raise QueryError(f"--{name} {value!r} is no date; write 2026, 2026-Q1, 2026-03 or 2026-03-10.")


def _day(day: date) -> str:
    return str(Literal(day.isoformat(), datatype=XSD.date))


def _named(asked: Asked, narrowed: str, limit: int | None = None) -> Iterable[tuple[str, str]]:
    """Entities and their names, as pairs."""
    bound = f" LIMIT {limit}" if limit else ""
    pattern = "?thing skos:prefLabel|skos:altLabel ?name ."
    answer = asked.query(f"SELECT DISTINCT ?thing ?name WHERE {{ {pattern} {narrowed} }}{bound}")
    for row in answer:  # type: ignore[union-attr]  # a SELECT gives solutions
        yield row["thing"].value, row["name"].value


def _with_merged(asked: Asked, things: Iterable[str]) -> list[str]:
    """These things and all that were decided to be one with them."""
    values = " ".join(str(NamedNode(iri)) for iri in things)
    path = "(rec:mergedInto|^rec:mergedInto)*"
    pattern = f"VALUES ?thing {{ {values} }} ?thing {path} ?other"
    return _column(asked, f"SELECT DISTINCT ?other WHERE {{ {pattern} }} ORDER BY ?other")


def _column(asked: Asked, sparql: str) -> list[str]:
    """The values of a query's only column."""
    return [row[0].value for row in asked.query(sparql)]  # type: ignore[union-attr]


def _unknown_parameter(question: Question, name: str) -> str:
    names = [parameter.name for parameter in question.parameters]
    if not names:
        return f"The query {question.name!r} takes no parameters, so --{name} means nothing to it."
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"did you mean --{near[0]}?" if near else f"it takes {', '.join(f'--{n}' for n in names)}."
    return f"The question {question.name!r} has no parameter --{name}: {hint}"


def _near(name: str, names: Iterable[str]) -> str:
    """How the sentence ends: with a near name, where there is one."""
    plain = {_flat(said): said for said in names}
    near = get_close_matches(_flat(name), plain, n=1, cutoff=0.5)
    return f"; did you mean {plain[near[0]]!r}?" if near else "."


def _flat(name: str) -> str:
    """A name for comparison: lower case, single blanks, straight apostrophes."""
    return " ".join(name.lower().replace("’", "'").split())
