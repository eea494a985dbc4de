"""Who stands behind a cue: the heads of a verb's source phrases, and whether a phrase can be a source."""

from __future__ import annotations

from ingest.grammar.clause_shape import is_passive
from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.cues import Cues, cues

_SUBJECT = ("nsubj", "csubj")
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_DEPTH = 6  # how far a missing subject is looked for; clauses are not stacked deeper than that
_SPEAKING_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})


def sources_of(tree: Tree, verb: int, depth: int = 0) -> tuple[int, ...]:
    """The heads of the phrases that do what the verb says, coordination resolved; empty where hidden.

    A passive verb's source is its by-phrase. A verb without a subject of its own takes the one that grammar
    gives it: that of the verb it is coordinated with, that it completes, or the noun that it describes.
    """
    passive = is_passive(tree, verb)
    if passive:
        for agent in tree.having(verb, "agent"):
            return tuple(c for p in tree.having(agent, "pobj") for c in conjuncts(tree, p))
        return ()
    # Where the parser sees two subjects ("No comment," the lawyer said), the nearer one is right.
    subject = min(tree.having(verb, *_SUBJECT), key=lambda c: abs(c - verb), default=None)
    if subject is not None and tree.tag[subject] in _RELATIVE and tree.dep[verb] == "relcl":
        return (tree.head[verb],)
    if subject is not None and tree.tag[subject] in _RELATIVE:
        for above in tree.ancestors(verb):
            if tree.dep[above] == "relcl":
                return (tree.head[above],)
    if subject is not None:
        return tuple(conjuncts(tree, subject))
    if named := _apposition_before(tree, verb):
        return named
    if depth > _DEPTH:
        return ()
    return _borrowed(tree, verb, depth)


def _borrowed(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    head, label = tree.head[verb], tree.dep[verb]
    if head == verb:
        return _inverted(tree, verb)
    if label == "conj" and tree.dep[head] == "acomp":
        head = tree.head[head]  # "was undecided but acknowledged …"
    if label == "conj" and tree.pos[head] in {"VERB", "AUX"}:
        return _subject_or_patient(tree, head, depth)
    if label == "xcomp":
        if tree.pos[head] in {"VERB", "AUX"}:
            patient = tree.child(head, "dobj")
            if patient is None or (tree.tag[verb] == "VBG" and not can_speak(tree, cues(), patient)):
                return _subject_or_patient(tree, head, depth)  # "spent weeks urging her to stay"
            return (patient,)
        return _subject_or_patient(tree, tree.head[head], depth) if tree.dep[head] == "acomp" else ()
    if label == "acl":
        return (head,) if tree.tag[verb] == "VBG" else ()
    if label in {"advcl", "ccomp", "parataxis", "dep"} and tree.pos[head] in {"VERB", "AUX"}:
        if tree.tag[verb] in {"VBG", "VBN", "VB"}:
            before = tree.subtree(verb)[0] - 1
            if (
                tree.tag[verb] == "VBG"
                and tree.dep[head] == "xcomp"
                and before > head
                and tree.text[before] == ","
            ):
                head = tree.head[head]  # "ordered it to pay, ruling that …": who ordered rules
            return _subject_or_patient(tree, head, depth)
        return _inverted(tree, verb)
    if label == "pcomp":
        above = tree.head[head]
        blamed = tree.child(above, "dobj")
        if blamed is not None and blamed < head and tree.text[head] in cues().blaming:
            return (blamed,)  # "criticised the firm for threatening …"
        if tree.pos[above] in {"VERB", "AUX"}:
            return _subject_or_patient(tree, above, depth)
    return ()


def _subject_or_patient(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    """The subject of a verb from which another borrows it; that of a passive is its patient."""
    patient = tree.child(verb, "nsubjpass")
    if patient is not None:
        if tree.tag[patient] in _RELATIVE and tree.dep[verb] == "relcl":
            return (tree.head[verb],)
        return tuple(conjuncts(tree, patient))
    if tree.tag[verb] == "VBN" and tree.dep[verb] == "acl":
        return (tree.head[verb],)
    return sources_of(tree, verb, depth + 1)


def _inverted(tree: Tree, verb: int) -> tuple[int, ...]:
    """The name right after a finite verb that has no subject: `"...," says Smith` read as an object."""
    if tree.tag[verb] in {"VBD", "VBZ", "VBP"}:
        for child in tree.having(verb, "ccomp"):
            subject = tree.child(child, "nsubj")
            if (
                child < verb
                and subject is not None
                and tree.text[child - 1] == ","
                and tree.tag[child] == "VBD"
            ):
                return tuple(conjuncts(tree, subject))  # "the governor, considered weak, says …"
        for child in tree.having(verb, "dobj", "npadvmod", "attr", "oprd"):
            timely = tree.doc[child].ent_type_ in {"DATE", "TIME"}
            if child > verb and tree.pos[child] in {"PROPN", "PRON"} and not timely:
                return (child,)
        return _name_before(tree, verb)
    return ()


def _name_before(tree: Tree, verb: int) -> tuple[int, ...]:
    """The name between comma and verb in "While talks go on, the Post reported …", read as an apposition."""
    last = verb - 1
    while last > 0 and tree.pos[last] in {"AUX", "ADV"}:
        last -= 1
    first = last
    while first > 0 and tree.pos[first] in {"PROPN", "DET"}:
        first -= 1
    named = tree.pos[last] == "PROPN" and tree.doc[last].ent_type_ not in {"DATE", "TIME"}
    return (last,) if named and first < last and tree.text[first] == "," else ()


def _apposition_before(tree: Tree, verb: int) -> tuple[int, ...]:
    """The name in "…, whose leader, Ann Lee, said", where the parser leaves the verb without a subject."""
    if tree.tag[verb] not in {"VBD", "VBZ", "VBP"} or tree.dep[verb] == "relcl":
        return ()
    name = verb - 2
    if name < 1 or tree.text[verb - 1] != "," or tree.pos[name] != "PROPN":
        return ()
    person = tree.dep[name] == "appos" and tree.doc[name].ent_type_ == "PERSON"
    return (name,) if person else ()


def conjuncts(tree: Tree, head: int) -> list[int]:
    """`head` and what is coordinated with it to its right."""
    found, waiting = [], [head]
    while waiting:
        head = waiting.pop()
        found.append(head)
        waiting += [c for c in tree.children[head] if tree.dep[c] == "conj" and c > head]
    return sorted(found)


def can_speak(tree: Tree, cues: Cues, head: int, lenient: bool = False) -> bool:
    """True for a person, a body or a document. A lenient reading lets "it" pass (a company, a ministry)."""
    word, pos = tree.text[head], tree.pos[head]
    if pos == "PRON" or word in cues.pronouns:
        return word in cues.pronouns or word in cues.people or (lenient and word == "it")
    if pos == "PROPN":
        kind = tree.doc[head].ent_type_
        return not kind or kind in _SPEAKING_NAMES
    if tree.lemma[head] in cues.people or tree.lemma[head] in cues.documents:
        return True
    endings = cues.people_endings if tree.tag[head] == "NNS" else cues.person_endings
    if pos == "NOUN" and tree.lemma[head].endswith(endings):
        return tree.lemma[head] not in cues.no_people
    if tree.lemma[head] in cues.shares:
        return _counts_people(tree, cues, head)
    if pos in {"NUM", "ADJ", "DET"}:
        return word in cues.people
    # "sources familiar …", "the Boeing-led group": a common noun inside a recognised name speaks too.
    return tree.doc[head].ent_type_ in {"PERSON", "ORG", "NORP"}


def _counts_people(tree: Tree, cues: Cues, share: int) -> bool:
    """True for "38 percent" alone, and for "a majority of voters", not for "half of the money"."""
    of = next((c for c in tree.having(share, "prep") if tree.text[c] == "of"), None)
    if of is None:
        return any(True for _ in tree.having(share, "nummod"))
    whom = tree.child(of, "pobj")
    return whom is not None and tree.lemma[whom] not in cues.shares and can_speak(tree, cues, whom)


def source_phrase(tree: Tree, head: int, citing: frozenset[int] = frozenset()) -> Stretch:
    """The tokens of a source phrase: what `head` heads, without later conjuncts and without `citing`
    participles ("people … cited by the paper" ends before "cited")."""
    first, last = tree.subtree(head)
    for child in tree.children[head]:
        if child > head and tree.dep[child] in {"conj", "cc", "preconj"}:
            last = min(last, tree.subtree(child)[0] - 1)
    for i in citing:
        if first <= i <= last:
            last = min(last, _end_before(tree, i, head))
    for child in tree.children[head]:
        for i in range(child, last + 1):
            if child > head and tree.dep[i] == "prep" and _names_a_time(tree, i):
                last = min(last, i - 1)  # "people familiar with the matter on Wednesday"
                break
    while last > head and tree.is_blank(last):
        last -= 1
    while first < head and tree.is_blank(first):
        first += 1
    return first, max(last, head)


def _end_before(tree: Tree, verb: int, head: int) -> int:
    """The token before a citing verb, or before the participle in which it stands: for "explaining" that
    before "required" in "buyers required to apply, explaining why"."""
    top = verb
    while head < tree.head[top] < top and tree.pos[tree.head[top]] in {"VERB", "AUX"}:
        top = tree.head[top]
    if top == verb or tree.dep[top] != "acl":
        return verb - 1
    return max(head, tree.subtree(top)[0] - 1)


def _names_a_time(tree: Tree, preposition: int) -> bool:
    inner = tree.child(preposition, "pobj")
    return inner is not None and tree.doc[inner].ent_type_ in {"DATE", "TIME"}
