"""Who stands behind a cue: the heads of a verb's source phrases, and whether a phrase can be a source."""

from __future__ import annotations

from ingest.grammar.syntax import Stretch, Syntax
from ingest.voices.cues import Cues, cues

_SUBJECT = ("nsubj", "csubj")
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_DEPTH = 6  # how far a missing subject is looked for; clauses are not stacked deeper than that
_SPEAKING_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})


def sources_of(syntax: Syntax, verb: int, depth: int = 0) -> tuple[int, ...]:
    """The heads of the phrases that do what the verb says, coordination resolved; empty where hidden.

    A passive verb's source is its by-phrase. A verb without a subject of its own takes the one that grammar
    gives it: that of the verb it is coordinated with, that it completes, or the noun that it describes.
    """
    passive = is_passive(syntax, verb)
    if passive:
        for agent in syntax.having(verb, "agent"):
            return tuple(c for p in syntax.having(agent, "pobj") for c in conjuncts(syntax, p))
        return ()
    # Where the parser sees two subjects ("No comment," the lawyer said), the nearer one is right.
    subject = min(syntax.having(verb, *_SUBJECT), key=lambda c: abs(c - verb), default=None)
    if subject is not None and syntax.tag[subject] in _RELATIVE and syntax.dep[verb] == "relcl":
        return (syntax.head[verb],)
    if subject is not None and syntax.tag[subject] in _RELATIVE:
        for above in syntax.ancestors(verb):
            if syntax.dep[above] == "relcl":
                return (syntax.head[above],)
    if subject is not None:
        return tuple(conjuncts(syntax, subject))
    if named := _apposition_before(syntax, verb):
        return named
    if depth > _DEPTH:
        return ()
    return _borrowed(syntax, verb, depth)


def _borrowed(syntax: Syntax, verb: int, depth: int) -> tuple[int, ...]:
    head, label = syntax.head[verb], syntax.dep[verb]
    if head == verb:
        return _inverted(syntax, verb)
    if label == "conj" and syntax.dep[head] == "acomp":
        head = syntax.head[head]  # "was undecided but acknowledged …"
    if label == "conj" and syntax.pos[head] in {"VERB", "AUX"}:
        return _subject_or_patient(syntax, head, depth)
    if label == "xcomp":
        if syntax.pos[head] in {"VERB", "AUX"}:
            patient = syntax.first(head, "dobj")
            if patient is None or (syntax.tag[verb] == "VBG" and not can_speak(syntax, cues(), patient)):
                return _subject_or_patient(syntax, head, depth)  # "spent weeks urging her to stay"
            return (patient,)
        return _subject_or_patient(syntax, syntax.head[head], depth) if syntax.dep[head] == "acomp" else ()
    if label == "acl":
        return (head,) if syntax.tag[verb] == "VBG" else ()
    if label in {"advcl", "ccomp", "parataxis", "dep"} and syntax.pos[head] in {"VERB", "AUX"}:
        if syntax.tag[verb] in {"VBG", "VBN", "VB"}:
            before = syntax.subtree(verb)[0] - 1
            if (
                syntax.tag[verb] == "VBG"
                and syntax.dep[head] == "xcomp"
                and before > head
                and syntax.lower[before] == ","
            ):
                head = syntax.head[head]  # "ordered it to pay, ruling that …": who ordered rules
            return _subject_or_patient(syntax, head, depth)
        return _inverted(syntax, verb)
    if label == "pcomp":
        above = syntax.head[head]
        blamed = syntax.first(above, "dobj")
        if blamed is not None and blamed < head and syntax.lower[head] in cues().blaming:
            return (blamed,)  # "criticised the firm for threatening …"
        if syntax.pos[above] in {"VERB", "AUX"}:
            return _subject_or_patient(syntax, above, depth)
    return ()


def _subject_or_patient(syntax: Syntax, verb: int, depth: int) -> tuple[int, ...]:
    """The subject of a verb from which another borrows it; that of a passive is its patient."""
    patient = syntax.first(verb, "nsubjpass")
    if patient is not None:
        if syntax.tag[patient] in _RELATIVE and syntax.dep[verb] == "relcl":
            return (syntax.head[verb],)
        return tuple(conjuncts(syntax, patient))
    if syntax.tag[verb] == "VBN" and syntax.dep[verb] == "acl":
        return (syntax.head[verb],)
    return sources_of(syntax, verb, depth + 1)


def _inverted(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The name right after a finite verb that has no subject: `"...," says Smith` read as an object."""
    if syntax.tag[verb] in {"VBD", "VBZ", "VBP"}:
        for child in syntax.having(verb, "ccomp"):
            subject = syntax.first(child, "nsubj")
            if (
                child < verb
                and subject is not None
                and syntax.lower[child - 1] == ","
                and syntax.tag[child] == "VBD"
            ):
                return tuple(conjuncts(syntax, subject))  # "the governor, considered weak, says …"
        for child in syntax.having(verb, "dobj", "npadvmod", "attr", "oprd"):
            timely = syntax.doc[child].ent_type_ in {"DATE", "TIME"}
            if child > verb and syntax.pos[child] in {"PROPN", "PRON"} and not timely:
                return (child,)
        return _name_before(syntax, verb)
    return ()


def _name_before(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The name between comma and verb in "While talks go on, the Post reported …", read as an apposition."""
    last = verb - 1
    while last > 0 and syntax.pos[last] in {"AUX", "ADV"}:
        last -= 1
    first = last
    while first > 0 and syntax.pos[first] in {"PROPN", "DET"}:
        first -= 1
    named = syntax.pos[last] == "PROPN" and syntax.doc[last].ent_type_ not in {"DATE", "TIME"}
    return (last,) if named and first < last and syntax.lower[first] == "," else ()


def _apposition_before(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The name in "…, whose leader, Ann Lee, said", where the parser leaves the verb without a subject."""
    if syntax.tag[verb] not in {"VBD", "VBZ", "VBP"} or syntax.dep[verb] == "relcl":
        return ()
    name = verb - 2
    if name < 1 or syntax.lower[verb - 1] != "," or syntax.pos[name] != "PROPN":
        return ()
    person = syntax.dep[name] == "appos" and syntax.doc[name].ent_type_ == "PERSON"
    return (name,) if person else ()


def is_passive(syntax: Syntax, verb: int) -> bool:
    """True for "is said", and for a bare participle on a noun ("people cited by the paper")."""
    if syntax.tag[verb] != "VBN":
        return False
    labels = {syntax.dep[c] for c in syntax.children[verb]}
    if labels & {"auxpass", "nsubjpass", "agent"}:
        return True
    if syntax.dep[verb] in {"acl", "advcl"}:
        return "aux" not in labels and "nsubj" not in labels
    if syntax.dep[verb] == "conj":
        return "nsubj" not in labels and "aux" not in labels and is_passive(syntax, syntax.head[verb])
    return False


def conjuncts(syntax: Syntax, head: int) -> list[int]:
    """`head` and what is coordinated with it to its right."""
    found, waiting = [], [head]
    while waiting:
        head = waiting.pop()
        found.append(head)
        waiting += [c for c in syntax.children[head] if syntax.dep[c] == "conj" and c > head]
    return sorted(found)


def can_speak(syntax: Syntax, cues: Cues, head: int, lenient: bool = False) -> bool:
    """True for a person, a body or a document. A lenient reading lets "it" pass (a company, a ministry)."""
    word, pos = syntax.lower[head], syntax.pos[head]
    if pos == "PRON" or word in cues.pronouns:
        return word in cues.pronouns or word in cues.people or (lenient and word == "it")
    if pos == "PROPN":
        kind = syntax.doc[head].ent_type_
        return not kind or kind in _SPEAKING_NAMES
    if syntax.lemma[head] in cues.people or syntax.lemma[head] in cues.documents:
        return True
    if pos == "NOUN" and syntax.tag[head] == "NNS" and syntax.lemma[head].endswith(cues.people_endings):
        return syntax.lemma[head] not in cues.no_people
    if pos in {"NUM", "ADJ", "DET"}:
        return word in cues.people
    # "sources familiar …", "the Boeing-led group": a common noun inside a recognised name speaks too.
    return syntax.doc[head].ent_type_ in {"PERSON", "ORG", "NORP"}


def source_phrase(syntax: Syntax, head: int, citing: frozenset[int] = frozenset()) -> Stretch:
    """The tokens of a source phrase: what `head` heads, without later conjuncts and without `citing`
    participles ("people … cited by the paper" ends before "cited")."""
    first, last = syntax.subtree(head)
    for child in syntax.children[head]:
        if child > head and syntax.dep[child] in {"conj", "cc", "preconj"}:
            last = min(last, syntax.subtree(child)[0] - 1)
    for i in citing:
        if first <= i <= last:
            last = min(last, i - 1)
    for child in syntax.children[head]:
        for i in range(child, last + 1):
            if child > head and syntax.dep[i] == "prep" and _names_a_time(syntax, i):
                last = min(last, i - 1)  # "people familiar with the matter on Wednesday"
                break
    while last > head and syntax.is_blank(last):
        last -= 1
    while first < head and syntax.is_blank(first):
        first += 1
    return first, max(last, head)


def _names_a_time(syntax: Syntax, preposition: int) -> bool:
    inner = syntax.first(preposition, "pobj")
    return inner is not None and syntax.doc[inner].ent_type_ in {"DATE", "TIME"}
