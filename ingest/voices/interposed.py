"""Credits set apart from what they credit: "the bank, he said, will close", "…, the paper reported"."""

from __future__ import annotations

from ingest.grammar.syntax import Stretch, Syntax, subtract
from ingest.voices.clauses import is_detached, is_finite, resumed, says_something

_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP"})
_LONGEST_CREDIT = 12  # tokens of "…, two people with knowledge of the talks said"


def around(syntax: Syntax, verb: int, sources: tuple[int, ...]) -> list[Stretch]:
    """The content of a credit that is merely interposed or appended: "the bank, he said, will close"."""
    first, last = syntax.subtree(verb)
    start = min([verb, *(syntax.subtree(s)[0] for s in sources)])
    label, head = syntax.dep[verb], syntax.head[verb]
    as_clause = any(syntax.lower[c] == "as" for c in syntax.having(verb, "mark", "advmod"))
    if label == "parataxis" or (label in {"advcl", "ccomp", "dep"} and as_clause):
        whole = syntax.subtree(_clause_head(syntax, head))
        return [w for w in subtract([whole], [(first, last)]) if syntax.has_words(w)]
    opening = first if label != "ROOT" else syntax.sentence[verb][0]
    if label == "conj" and not any(head < c < verb for c in syntax.having(head, "cc")):
        opening = syntax.subtree(head)[0]  # a credit that the parser took for a second main clause
    for child in syntax.having(verb, "advcl"):
        if child < verb and not is_finite(syntax, child):
            opening = max(opening, syntax.subtree(child)[1] + 1)  # "Asked about it, he said …"
    if start > opening and is_detached(syntax, start - 1) and says_something(syntax, (opening, start - 1)):
        return [(opening, start - 1), *resumed(syntax, verb, last)]
    return []


def appended(syntax: Syntax, verb: int, sources: tuple[int, ...]) -> Stretch | None:
    """The credit that ends its sentence ("…, the people said"), however the parser hung it; else None."""
    first, last = syntax.sentence[verb]
    start = min([verb, *(syntax.subtree(s)[0] for s in sources)])
    if start <= first + 1 or not is_detached(syntax, start - 1):
        return None
    if any(c < verb and not is_finite(syntax, c) for c in syntax.having(verb, "advcl")):
        return None  # "Asked about it, he said no"
    if any(
        syntax.dep[c] in {"ccomp", "xcomp", "dobj"} and c > verb and c not in sources
        for c in syntax.children[verb]
    ):
        return None
    end = max([syntax.subtree(verb)[1], *(syntax.subtree(s)[1] for s in sources)])
    if any(not syntax.is_blank(i) for i in range(end + 1, last + 1)):
        return None
    for child in syntax.having(verb, "advcl", "conj", "parataxis"):
        if child > verb:
            if is_finite(syntax, child):
                return None
            end = min(end, syntax.subtree(child)[0] - 1)  # ", adding that …" is a credit of its own
    return (start, end) if says_something(syntax, (first, start - 1)) else None


def closing_credit(syntax: Syntax, verb: int) -> Stretch | None:
    """A credit by its mere shape at the end of a sentence, ", the Evening Post has reported.": comma, phrase
    without a verb, perhaps "has", cue, full stop. Right also where the parser took the cue for a noun."""
    first, last = syntax.sentence[verb]
    if any(not syntax.is_blank(i) for i in range(verb + 1, last + 1)):
        return None
    at = verb - 1
    while at > first and (syntax.pos[at] in {"AUX", "ADV"} or syntax.dep[at] in {"aux", "neg"}):
        at -= 1
    end = at
    while at > first and verb - at < _LONGEST_CREDIT and syntax.pos[at] in _NOMINAL:
        at -= 1
    if at == end or not is_detached(syntax, at) or syntax.pos[end] not in {"PROPN", "NOUN", "PRON"}:
        return None
    if syntax.pos[verb] == "NOUN":
        plural = any(syntax.tag[i] == "NNS" for i in range(at + 1, end + 1))
        if syntax.pos[end] == "NOUN" or (syntax.tag[verb] == "NN") != plural:
            return None  # "…, the exchange notes", "…, a Treasury estimate": nothing but a noun
    return (at + 1, end) if says_something(syntax, (first, at)) else None


def _clause_head(syntax: Syntax, i: int) -> int:
    while syntax.pos[i] not in {"VERB", "AUX"} and syntax.head[i] != i:
        i = syntax.head[i]
    return i
