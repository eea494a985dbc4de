"""The bundled questions: SPARQL files with a title, a question in English and parameters in their heads.

Each `.rq` file beside this one is a whole query that runs as it stands, anywhere; parameters narrow it. Its
head says:

    # title: Who approved what
    # question: Who approved what, for whom, and on whose word?
    # parameter object (thing): what is approved
    # parameter from (first-day): nothing that was over before this day

A line `#?object …` is switched on where the parameter is given, with `$object` replaced by RDF terms; a line
that ends in `#!object` is then switched off. Values become terms in `kg.queries.binding`; no text of a user's
ever becomes text of a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources

from kg.errors import QueryError, UnknownThingError

PARAMETER_KINDS = ("thing", "article", "kind", "first-day", "last-day", "number")
"""What a parameter may be; `kg.queries.binding` turns each into terms."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One way to narrow a question. `name` is also the option of the command line."""

    name: str
    kind: str
    required: bool
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """A bundled question: `sparql` is the file as it stands, head included."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def with_terms(self, terms: Mapping[str, str]) -> str:
        """The query with these parameters switched on, each value already in SPARQL's notation."""
        lines = []
        for line in self.sparql.splitlines():
            conditional = _CONDITIONAL.match(line)
            unless = _UNLESS.search(line)
            if conditional and conditional["name"] in terms:
                lines.append(_fill(conditional["indent"] + conditional["pattern"], terms))
            elif not (unless and unless["name"] in terms):
                lines.append(line)
        return "\n".join(lines) + "\n"


def questions() -> tuple[Question, ...]:
    """All bundled questions, by name."""
    return tuple(_bundled().values())


def question(name: str) -> Question:
    """The bundled question of that name; a misspelt one raises `UnknownThingError` with the nearest."""
    try:
        return _bundled()[name]
    except KeyError:
        near = get_close_matches(name.lower().replace("_", "-"), _bundled(), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(_bundled())}."
        raise UnknownThingError(f"There is no bundled question {name!r}: {hint}") from None


def read_question(name: str, sparql: str) -> Question:
    """A question from the text of an `.rq` file; one without a head is a question without parameters."""
    head: list[str] = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        if continued := _CONTINUED.match(line):
            head[-1:] = [f"{head[-1]} {continued['words']}"] if head else []
        else:
            head.append(line)
    said = {found["key"]: found["words"] for line in head if (found := _SAID.match(line))}
    parameters = tuple(_parameter(name, found) for line in head if (found := _PARAMETER.match(line)))
    return Question(name, said.get("title", name), said.get("question", ""), parameters, sparql)


def _parameter(name: str, found: re.Match[str]) -> Parameter:
    """One parameter line of a head; an unknown kind is the author's mistake."""
    kind, *marks = [word.strip() for word in found["marks"].split(",")]
    if kind not in PARAMETER_KINDS or any(mark != "required" for mark in marks):
        raise QueryError(
            f"The question {name!r} has a parameter {found['name']!r} of kind ({found['marks']}); "
            f"a kind is one of {', '.join(PARAMETER_KINDS)}, perhaps with ', required'."
        )
    return Parameter(found["name"], kind, "required" in marks, found["words"])


def _fill(pattern: str, terms: Mapping[str, str]) -> str:
    """The pattern with each `$name` replaced by its terms, in one pass, so that no value is filled again."""
    return _PLACE.sub(lambda found: terms.get(found["name"], found[0]), pattern)


@cache
def _bundled() -> Mapping[str, Question]:
    """The files beside this one, by name."""
    files = sorted(
        (entry for entry in resources.files("kg.queries").iterdir() if entry.name.endswith(".rq")),
        key=lambda entry: entry.name,
    )
    return {
        name: read_question(name, entry.read_text(encoding="utf-8"))
        for entry in files
        if (name := entry.name.removesuffix(".rq"))
    }


_SAID = re.compile(r"# (?P<key>title|question): (?P<words>.+)")
_PARAMETER = re.compile(r"# parameter (?P<name>[a-z][a-z-]*) \((?P<marks>[^)]*)\): (?P<words>.+)")
_CONTINUED = re.compile(r"# {3,}(?P<words>.+)")
_CONDITIONAL = re.compile(r"(?P<indent>\s*)#\?(?P<name>[a-z][a-z-]*) (?P<pattern>.+)")
_UNLESS = re.compile(r"#!(?P<name>[a-z][a-z-]*)\s*$")
_PLACE = re.compile(r"\$(?P<name>[a-z][a-z-]*)")
