"""Says what a SPARQL query would do before it runs: its form, and whether it would leave this machine.

pyoxigraph has no switch that turns `SERVICE` and `LOAD` off, and both make requests to any address that the
query names. So the words of a query are read here first, by a tokeniser that knows strings, comments and
IRIs: the word "service" in any of them is no keyword, and a keyword cannot hide behind any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.errors import QueryError

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): ")

QueryForm = Literal["select", "ask", "construct", "describe"]

DEEPEST = 200  # brackets in brackets
MOST_STEPS = 2_000  # OPTIONAL, UNION, BIND, `&&`, `+` and the like
"""The engine's parser and planner call themselves for each of these, and a long run of them ends the process
(from about 500 nested EXISTS, 5,000 OPTIONAL, 5,000 brackets). No query that a person asks comes near."""

UPDATE_WORDS = frozenset(
    {"insert", "delete", "load", "clear", "drop", "create", "copy", "move", "add", "with"}
)
"""What a SPARQL update may begin with."""


class UpdateRefusedError(QueryError):
    """What was sent is a SPARQL update, and this door only reads."""


class ForeignRequestError(QueryError):
    """The query would make this machine send a request elsewhere."""


@dataclass(frozen=True, slots=True)
class QueryShape:
    """What a query is: its form, and whether it names its own graphs with FROM."""

    form: QueryForm
    names_graphs: bool


def read_shape(query: str) -> QueryShape:
    """The query's form; refuses updates and whatever would send a request to another machine.

    Raises `UpdateRefusedError`, `ForeignRequestError`, or `QueryError` where no query form is found.
    Whether the rest is SPARQL, the engine says.
    """
    _refuse_giants(query)
    tokens = list(_keywords(query))
    words = [word for word, _ in tokens]
    if "service" in words:
        raise ForeignRequestError(
            "The query asks another server (SERVICE), which OnRecord does not do: "
            "ask that server yourself and put its answer in with VALUES."
        )
    if _mentions_service(query) and any(ambiguous for _, ambiguous in tokens):
        raise ForeignRequestError(
            "The query has the word SERVICE and a '<' that could begin an IRI or be a comparison: "
            "put a space after '<' where you compare, and write IRIs in full."
        )
    form = _form_of(words)
    return QueryShape(form, "from" in words)


def where_it_breaks(query: str, message: str) -> str:
    """One sentence from the engine's list of everything that it expected instead."""
    place = _PLACE.match(message)
    if place is None:
        return f"The query is not valid SPARQL: {one_line(message)}"
    if "Prefix not found" in message:
        return f"The query is not valid SPARQL: a prefix used in line {place['line']} is not declared."
    line, column = int(place["line"]), int(place["column"])
    lines = query.splitlines()
    rest = lines[line - 1][max(column - 1, 0) :].strip()[:40] if line <= len(lines) else ""
    near = f" near {rest!r}" if rest else ", at its end"
    return f"The query is not valid SPARQL: it breaks in line {line}, column {column}{near}."


def one_line(message: str) -> str:
    """The engine's words on one line, and not too many of them."""
    return " ".join(message.split())[:300]


def _refuse_giants(query: str) -> None:
    """Raise QueryError for a query whose nesting the engine would not survive."""
    bare = _TOKEN.sub(lambda match: match.group() if match.lastgroup == "word" else " ", query)
    depth = deepest = 0
    for bracket in _BRACKET.findall(bare):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST or len(_STEP.findall(bare)) > MOST_STEPS:
        raise QueryError(
            f"The query is too deep or too long: at most {DEEPEST} brackets in brackets and {MOST_STEPS:,} "
            "clauses and operators are accepted. Ask in several queries, or list values with VALUES or IN."
        )


def _form_of(words: list[str]) -> QueryForm:
    """The first word that is neither of the prologue nor empty decides."""
    for word in words:
        if word in ("select", "ask", "construct", "describe"):
            return word  # type: ignore[return-value]  # the literals just tested
        if word in UPDATE_WORDS:
            raise UpdateRefusedError("This endpoint only reads: updates are not accepted here.")
        if word and word not in ("base", "prefix", "version"):
            raise QueryError(f"The query should begin with SELECT, ASK, CONSTRUCT or DESCRIBE, not {word!r}.")
    raise QueryError("The query is empty: it should begin with SELECT, ASK, CONSTRUCT or DESCRIBE.")


_TOKEN = re.compile(
    r"""
      (?P<long>  \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{3} | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )* '{3} )
    | (?P<short> " (?: [^"\\\n\r] | \\. )* "  |  ' (?: [^'\\\n\r] | \\. )* ' )
    | (?P<iri>   < (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )* > )
    | (?P<note>  \# [^\n\r]* )
    | (?P<name>  [^\W\d_][\w.\-]*:  (?: [\w:.\-] | %[0-9A-Fa-f]{2} | \\[-_~.!$&'()*+,;=/?\#@%] )*
               | : (?: [\w:.\-] | %[0-9A-Fa-f]{2} | \\[-_~.!$&'()*+,;=/?\#@%] )* )
    | (?P<other> [?$@] \w+ | _:[\w.\-]+ )
    | (?P<open>  \"{3} | '{3} )
    | (?P<word>  \w[\w.\-]* )
    """,
    re.VERBOSE | re.DOTALL,
)

_BRACKET = re.compile(r"[][(){}]")
_STEP = re.compile(r"&&|\|\||[-+*/|!^]|\b(?:optional|union|bind|minus|filter|exists)\b", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[.\-]+")  # "1.SERVICE" is two words; cut here, so that no text is read twice
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_SERVICE = re.compile(r"service", re.IGNORECASE)


def _keywords(query: str) -> list[tuple[str, bool]]:
    """Every bare word in lower case, and beside it whether the token is an ambiguous IRI ("" then).

    `?a<?b)#>` is an IRI to a tokeniser and a comparison with a comment to a grammar. Only an IRI with `#`
    in it that is not written in full can put the two out of step.
    """
    found: list[tuple[str, bool]] = []
    for match in _TOKEN.finditer(query):
        if match.lastgroup == "word":
            found.extend((word, False) for word in _BETWEEN_WORDS.split(match.group().lower()))
        elif match.lastgroup == "open":
            raise QueryError("The query is not valid SPARQL: a long string in it is never closed.")
        elif match.lastgroup == "iri" and "#" in match.group() and not _ABSOLUTE.match(match.group()):
            found.append(("", True))
    return found


def _mentions_service(query: str) -> bool:
    return _SERVICE.search(query) is not None
