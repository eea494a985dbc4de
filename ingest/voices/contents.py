"""What a cue verb says, believes, wants or asks: its content, by the patterns that the verb allows."""

from __future__ import annotations

from ingest.grammar.clause_shape import has_to, is_passive
from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.clauses import antecedent, clause, is_finite
from ingest.voices.cues import Pattern, cues

FRAME_ORDER = (
    "clause",
    "person_infinitive",
    "figure",
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
    tree: Tree, verb: int, pattern: Pattern, sources: tuple[int, ...]
) -> tuple[list[Stretch], int | None]:
    """The content of the verb in this pattern (empty: none), and a preposition that is part of the cue."""
    frame = pattern.frame
    if frame == "clause":
        return clause(tree, verb, sources), None
    if frame == "quote":
        return [], None  # read by `around`, after every other pattern
    if frame == "prepositions":
        return _prepositional(tree, verb, pattern.prepositions)
    passive = is_passive(tree, verb)
    patient = _patient(tree, verb, passive)
    if frame == "infinitive":
        deeds = [] if passive else _complements(tree, verb, "TO")
        return (antecedent(tree, verb, sources, deeds) + deeds if deeds else []), None
    if frame == "gerund":
        return ([] if passive else _complements(tree, verb, "VBG")), None
    if frame == "person_infinitive":
        return _with_patient(tree, verb, patient, _complements(tree, verb, "TO"), "TO"), None
    if frame == "small":
        tail = [tree.subtree(c) for c in tree.having(verb, "oprd", "acomp") if c > verb]
        return _with_patient(tree, verb, patient, tail, "small"), None
    if frame == "as":
        agents = [p for a in tree.having(verb, "agent") for p in tree.having(a, "pobj")]
        holders = [verb, *agents] if patient is None else [verb, *agents, patient]
        tail = [
            tree.subtree(c)
            for holder in holders
            for c in tree.having(holder, "prep")
            if c > verb and tree.text[c] == "as"
        ]
        return (_with_patient(tree, verb, patient, tail, "") if tail else []), None
    if frame == "figure" and not _has_figure(tree, verb):
        return [], None
    if frame in {"person_prepositions", "figure"}:
        holders = [verb, *(p for a in tree.having(verb, "agent") for p in tree.having(a, "pobj"))]
        tail = [
            tree.subtree(c)
            for holder in holders
            for c in tree.having(holder, "prep")
            if c > verb and tree.text[c] in pattern.prepositions
        ]
        return (_with_patient(tree, verb, patient, tail, "") if tail else []), None
    if frame == "person_object":
        thing = tree.child(verb, "dobj")
        given = thing is not None and tree.child(verb, "dative") is not None
        return ([tree.subtree(thing)] if given and thing is not None else []), None
    return _object(tree, verb, pattern, patient), None


def _patient(tree: Tree, verb: int, passive: bool) -> int | None:
    if not passive:
        return tree.child(verb, "dobj", "dative")
    patient = tree.child(verb, "nsubjpass")
    if patient is not None:
        return patient
    if tree.dep[verb] == "acl":
        return tree.head[verb]
    if tree.dep[verb] == "conj":
        return tree.child(tree.head[verb], "nsubjpass", "nsubj")
    return None


def _with_patient(
    tree: Tree, verb: int, patient: int | None, tail: list[Stretch], kind: str
) -> list[Stretch]:
    """Somebody with what he is to do or be, as one stretch where the two stand together."""
    if not tail:
        for child in tree.having(verb, "ccomp"):
            if child < verb or is_finite(tree, child):
                continue
            subject = tree.child(child, "nsubj", "nsubjpass", "expl")
            infinitive = has_to(tree, child)
            if subject is not None and infinitive == (kind == "TO"):
                return [tree.subtree(child)]
        if kind == "TO" and patient is not None and patient > verb:
            end = tree.subtree(patient)[1]
            for child in tree.having(verb, "advcl"):
                if tree.subtree(child)[0] == end + 1 and tree.tag[end + 1] == "TO":
                    return [(tree.subtree(patient)[0], tree.subtree(child)[1])]
            for child in tree.having(patient, "acl", "relcl"):
                if has_to(tree, child):
                    return [tree.subtree(patient)]
        return []
    if kind == "small" and tree.dep[verb] == "relcl" and _is_gap(tree, verb):
        gap = tree.head[verb]  # "an approach (that) allies called wise"
        pronoun = patient if patient is not None and gap < patient < verb else gap
        if patient in {None, pronoun}:
            return [(tree.subtree(gap)[0], pronoun), *tail]
    if patient is None and not kind and not is_passive(tree, verb):
        return tail  # "dismissed as absurd his idea that …"
    if patient is None:
        asked = [p for prep in tree.having(verb, "prep") for p in tree.having(prep, "pobj") if prep > verb]
        if not asked or kind != "TO":
            return []
        first = tree.subtree(asked[0])[0]
        return [(first, tail[-1][1])] if first < tail[0][0] else tail  # "called on Congress to act"
    if patient > verb:
        start = tree.subtree(patient)[0]
        return [(min(start, tail[0][0]), max(tail[-1][1], patient))]
    first, last = tree.subtree(patient)
    return [(first, min(last, verb - 1)), *tail]


def _has_figure(tree: Tree, verb: int) -> bool:
    """True for "put the cost at 3 billion": a number stands behind the preposition."""
    for preposition in tree.having(verb, "prep"):
        if tree.text[preposition] == "at" and preposition > verb:
            first, last = tree.subtree(preposition)
            if any(tree.pos[i] == "NUM" for i in range(first, last + 1)):
                return True
    return False


def _is_gap(tree: Tree, verb: int) -> bool:
    """True where the noun that the relative clause describes is what its verb lacks, not its subject."""
    subject = tree.child(verb, "nsubj")
    return subject is not None and tree.tag[subject] not in {"WP", "WDT"}


def _complements(tree: Tree, verb: int, tag: str) -> list[Stretch]:
    found = []
    for child in tree.having(verb, "xcomp", "ccomp"):
        if child < verb:
            continue
        if tag == "TO":
            fits = tree.dep[child] == "xcomp" and has_to(tree, child)
        else:
            helped = [tree.text[c] for c in tree.having(child, "aux", "auxpass")]
            fits = helped[:1] in (["having"], ["being"]) or (tree.tag[child] == "VBG" and not helped)
        if fits:
            found.append(_untensed(tree, child))
    if not found and tag == "VBG":
        found = [tree.subtree(c) for c in tree.having(verb, "dobj") if tree.tag[c] == "VBG"]
    return found


def _untensed(tree: Tree, deed: int) -> Stretch:
    """What is wanted, without a tensed clause behind it: "urged him to go, and he went"."""
    first, last = tree.subtree(deed)
    for child in tree.having(deed, "conj", "advcl"):
        begin = tree.subtree(child)[0]
        if child < deed or tree.child(child, "nsubj", "nsubjpass") is None or not is_finite(tree, child):
            continue
        if tree.dep[child] == "advcl":
            past = tree.tag[child] == "VBD" or any(tree.text[c] == "had" for c in tree.having(child, "aux"))
            if not past or tree.text[begin] not in cues().scene:
                continue
        while begin - 1 > deed and (tree.is_blank(begin - 1) or tree.dep[begin - 1] == "cc"):
            begin -= 1
        last = min(last, begin - 1)
    return first, last


def _prepositional(tree: Tree, verb: int, wanted: frozenset[str]) -> tuple[list[Stretch], int | None]:
    found: list[int] = []
    for child in tree.having(verb, "prep"):
        if tree.text[child] in wanted and child > verb and child < tree.subtree(child)[1]:
            thing = tree.child(child, "pobj")
            if thing is None or tree.doc[thing].ent_type_ not in {"DATE", "TIME"}:  # "pushed for years"
                found.append(child)
    for child in tree.having(verb, "advcl", "ccomp") if "for" in wanted else ():
        first = tree.subtree(child)[0]
        if verb < first and tree.text[first] == "for" and has_to(tree, child):
            return [(first + 1, _untensed(tree, child)[1])], first  # "called for the limits to be lifted"
    if not found:
        return [], None
    # "protested to Tokyo about the ships": what is said, not to whom
    about = next((c for c in found if tree.text[c] not in cues().converse_prepositions), found[0])
    return [(about + 1, tree.subtree(about)[1])], about


def _object(tree: Tree, verb: int, pattern: Pattern, patient: int | None) -> list[Stretch]:
    if (patient is None or tree.tag[patient] in {"WP", "WDT"}) and tree.dep[verb] == "relcl":
        gap = tree.head[verb]  # "a move that critics denounced"
        first, last = tree.subtree(gap)
        subject = tree.child(verb, "nsubj")
        if subject is None or tree.tag[subject] in {"WP", "WDT"} or pattern.objects:
            return []
        return [(first, min(last, max(gap, tree.subtree(verb)[0] - 1)))]
    if patient is None or tree.tag[patient] in {"WP", "WDT"}:
        return []
    if tree.text[patient].endswith(("self", "selves")):
        return []
    if pattern.objects and tree.lemma[patient] not in pattern.objects:
        return []
    if patient < verb and tree.dep[verb] == "acl":
        return [(tree.subtree(patient)[0], verb - 1)]
    return [tree.subtree(patient)]
