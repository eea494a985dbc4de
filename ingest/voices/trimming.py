"""Takes out of a content what is not said: other credits, asides, the cue itself."""

from __future__ import annotations

from ingest.grammar.syntax import Stretch, Syntax, subtract
from ingest.voices.cues import Cues

_DASHES = frozenset({"—", "–", "--"})


def cut_credits(
    syntax: Syntax, cues: Cues, verb: int, content: list[Stretch], sources: tuple[int, ...]
) -> list[Stretch]:
    """The content without the cue, its sources, and other credits ("according to …", ", adding that …")."""
    holes: list[Stretch] = []
    for first, last in content:
        if first <= verb <= last:
            holes.append((verb, verb))
        for source in sources:
            if first <= source <= last and syntax.head[source] == verb:
                holes.append(syntax.subtree(source))
    for first, last in content:
        for i in range(first, last + 1):
            if i != verb and _is_credit(syntax, cues, i):
                holes.append(syntax.subtree(i))
    return cut_all(syntax, content, holes)


def cut_all(syntax: Syntax, content: list[Stretch], holes: list[Stretch]) -> list[Stretch]:
    """Every stretch of the content without the holes, pieces without a word left out."""
    return [piece for piece in subtract(content, holes) if syntax.has_words(piece)]


def restrict(syntax: Syntax, stretch: Stretch) -> Stretch:
    """The stretch up to a remark in passing: ", which …", ", where …", " — a city …"."""
    first, last = stretch
    for i in range(first + 1, last):
        if syntax.lower[i] in _DASHES or syntax.lower[i] == ",":
            after = i + 1
            if syntax.lower[i] in _DASHES and syntax.doc[i].whitespace_:
                return first, i - 1
            if syntax.tag[after] in {"WDT", "WP", "WRB"} and not syntax.is_blank(i - 1):
                return first, i - 1
    return stretch


def _is_credit(syntax: Syntax, cues: Cues, i: int) -> bool:
    if syntax.dep[i] == "prep" and syntax.lower[i] in cues.crediting:
        return True
    return (
        syntax.dep[i] == "advcl"
        and syntax.tag[i] == "VBG"
        and (syntax.lemma[i] in cues.continuing or syntax.lemma[i] in cues.evidential)
        and syntax.first(i, "nsubj") is None
        and syntax.subtree(i)[0] == i
    )
