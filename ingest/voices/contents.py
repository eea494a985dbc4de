"""What a cue verb says, believes, wants or asks: its content, by the patterns that the verb allows."""

from __future__ import annotations

from ingest.grammar.syntax import Stretch, Syntax
from ingest.voices.clauses import antecedent, clause, is_finite
from ingest.voices.cues import Pattern
from ingest.voices.sources import is_passive

FRAME_ORDER = (
    "clause",
    "person_infinitive",
    "small",
    "as",
    "infinitive",
    "gerund",
    "person_prepositions",
    "prepositions",
    "person_object",
    "object",
    "quote",
)


def content_of(
    syntax: Syntax, verb: int, pattern: Pattern, sources: tuple[int, ...]
) -> tuple[list[Stretch], int | None]:
    """The content of the verb in this pattern (empty: none), and a preposition that is part of the cue."""
    frame = pattern.frame
    if frame == "clause":
        return clause(syntax, verb, sources), None
    if frame == "quote":
        return [], None  # read by `around`, after every other pattern
    if frame == "prepositions":
        return _prepositional(syntax, verb, pattern.prepositions)
    passive = is_passive(syntax, verb)
    patient = _patient(syntax, verb, passive)
    if frame == "infinitive":
        deeds = [] if passive else _complements(syntax, verb, "TO")
        return (antecedent(syntax, verb, sources, deeds) + deeds if deeds else []), None
    if frame == "gerund":
        return ([] if passive else _complements(syntax, verb, "VBG")), None
    if frame == "person_infinitive":
        return _with_patient(syntax, verb, patient, _complements(syntax, verb, "TO"), "TO"), None
    if frame == "small":
        tail = [syntax.subtree(c) for c in syntax.having(verb, "oprd", "acomp") if c > verb]
        return _with_patient(syntax, verb, patient, tail, "small"), None
    if frame == "as":
        agents = [p for a in syntax.having(verb, "agent") for p in syntax.having(a, "pobj")]
        holders = [verb, *agents] if patient is None else [verb, *agents, patient]
        tail = [
            syntax.subtree(c)
            for holder in holders
            for c in syntax.having(holder, "prep")
            if c > verb and syntax.lower[c] == "as"
        ]
        return (_with_patient(syntax, verb, patient, tail, "") if tail else []), None
    if frame == "person_prepositions":
        holders = [verb, *(p for a in syntax.having(verb, "agent") for p in syntax.having(a, "pobj"))]
        tail = [
            syntax.subtree(c)
            for holder in holders
            for c in syntax.having(holder, "prep")
            if c > verb and syntax.lower[c] in pattern.prepositions
        ]
        return (_with_patient(syntax, verb, patient, tail, "") if tail else []), None
    if frame == "person_object":
        thing = syntax.first(verb, "dobj")
        given = thing is not None and syntax.first(verb, "dative") is not None
        return ([syntax.subtree(thing)] if given and thing is not None else []), None
    return _object(syntax, verb, pattern, patient), None


def _patient(syntax: Syntax, verb: int, passive: bool) -> int | None:
    if not passive:
        return syntax.first(verb, "dobj", "dative")
    patient = syntax.first(verb, "nsubjpass")
    if patient is not None:
        return patient
    if syntax.dep[verb] == "acl":
        return syntax.head[verb]
    if syntax.dep[verb] == "conj":
        return syntax.first(syntax.head[verb], "nsubjpass", "nsubj")
    return None


def _with_patient(
    syntax: Syntax, verb: int, patient: int | None, tail: list[Stretch], kind: str
) -> list[Stretch]:
    """Somebody with what he is to do or be, as one stretch where the two stand together."""
    if not tail:
        for child in syntax.having(verb, "ccomp"):
            if child < verb or is_finite(syntax, child):
                continue
            subject = syntax.first(child, "nsubj", "nsubjpass", "expl")
            infinitive = syntax.is_infinitive(child)
            if subject is not None and infinitive == (kind == "TO"):
                return [syntax.subtree(child)]
        if kind == "TO" and patient is not None and patient > verb:
            end = syntax.subtree(patient)[1]
            for child in syntax.having(verb, "advcl"):
                if syntax.subtree(child)[0] == end + 1 and syntax.tag[end + 1] == "TO":
                    return [(syntax.subtree(patient)[0], syntax.subtree(child)[1])]
            for child in syntax.having(patient, "acl", "relcl"):
                if syntax.is_infinitive(child):
                    return [syntax.subtree(patient)]
        return []
    if kind == "small" and syntax.dep[verb] == "relcl" and _is_gap(syntax, verb):
        gap = syntax.head[verb]  # "an approach (that) allies called wise"
        pronoun = patient if patient is not None and gap < patient < verb else gap
        if patient in {None, pronoun}:
            return [(syntax.subtree(gap)[0], pronoun), *tail]
    if patient is None and not kind and not is_passive(syntax, verb):
        return tail  # "dismissed as absurd his idea that …"
    if patient is None:
        asked = [
            p for prep in syntax.having(verb, "prep") for p in syntax.having(prep, "pobj") if prep > verb
        ]
        if not asked or kind != "TO":
            return []
        first = syntax.subtree(asked[0])[0]
        return [(first, tail[-1][1])] if first < tail[0][0] else tail  # "called on Congress to act"
    if patient > verb:
        start = syntax.subtree(patient)[0]
        return [(min(start, tail[0][0]), max(tail[-1][1], patient))]
    first, last = syntax.subtree(patient)
    return [(first, min(last, verb - 1)), *tail]


def _is_gap(syntax: Syntax, verb: int) -> bool:
    """True where the noun that the relative clause describes is what its verb lacks, not its subject."""
    subject = syntax.first(verb, "nsubj")
    return subject is not None and syntax.tag[subject] not in {"WP", "WDT"}


def _complements(syntax: Syntax, verb: int, tag: str) -> list[Stretch]:
    found = []
    for child in syntax.having(verb, "xcomp", "ccomp"):
        if child < verb:
            continue
        if tag == "TO":
            fits = syntax.dep[child] == "xcomp" and syntax.is_infinitive(child)
        else:
            fits = syntax.tag[child] == "VBG" and syntax.first(child, "aux") is None
        if fits:
            found.append(syntax.subtree(child))
    if not found and tag == "VBG":
        found = [syntax.subtree(c) for c in syntax.having(verb, "dobj") if syntax.tag[c] == "VBG"]
    return found


def _prepositional(syntax: Syntax, verb: int, wanted: frozenset[str]) -> tuple[list[Stretch], int | None]:
    for child in syntax.having(verb, "prep"):
        if syntax.lower[child] in wanted and child > verb:
            last = syntax.subtree(child)[1]
            if child < last:
                return [(child + 1, last)], child
    return [], None


def _object(syntax: Syntax, verb: int, pattern: Pattern, patient: int | None) -> list[Stretch]:
    if (patient is None or syntax.tag[patient] in {"WP", "WDT"}) and syntax.dep[verb] == "relcl":
        gap = syntax.head[verb]  # "a move that critics denounced"
        first, last = syntax.subtree(gap)
        subject = syntax.first(verb, "nsubj")
        if subject is None or syntax.tag[subject] in {"WP", "WDT"} or pattern.objects:
            return []
        return [(first, min(last, max(gap, syntax.subtree(verb)[0] - 1)))]
    if patient is None or syntax.tag[patient] in {"WP", "WDT"}:
        return []
    if syntax.lower[patient].endswith(("self", "selves")):
        return []
    if pattern.objects and syntax.lemma[patient] not in pattern.objects:
        return []
    if patient < verb and syntax.dep[verb] == "acl":
        return [(syntax.subtree(patient)[0], verb - 1)]
    return [syntax.subtree(patient)]
