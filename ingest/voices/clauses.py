"""The clause that a cue governs, wherever it stands: behind it, before it, or on both sides of "he said"."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, has_to
from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.cues import cues

_COMPLEMENTS = frozenset({"acomp", "ccomp", "oprd", "advmod"})
_COMPLETING = ("dobj", "ccomp", "xcomp", "acomp", "attr")
_LONGEST_TIME = 5  # tokens of "less than two weeks"
_PAUSES = frozenset({",", "—", "–", "--"})
_DETACHING = frozenset({",", '"', "'", "—", "–", "--", "-", "?", "!", ".", ":"})


def clause(tree: Tree, verb: int, sources: tuple[int, ...]) -> list[Stretch]:
    """The clause that the verb governs, in one or more stretches; empty where it governs none."""
    found: list[Stretch] = []
    for child in tree.children[verb]:
        label = tree.dep[child]
        if label == "ccomp":
            if child < verb:
                first, last = tree.subtree(child)
                if says_something(tree, (first, last)) and not any(first <= s < child for s in sources):
                    found.append((first, last))
            elif _is_clause(tree, child) and not _is_inverted(tree, child):
                found.append(tree.subtree(child))
            elif tree.tag[child] == "VBG" and tree.child(child, "nsubj") is not None:
                found.append(tree.subtree(child))  # "polls show the mayor losing"
        elif label == "xcomp" and child > verb and _asks(tree, child):
            found.append(tree.subtree(child))
        elif label == "xcomp" and child > verb:
            found += _quoted_order(tree, child)
        elif label == "advcl" and child > verb and _opening(tree, child) in cues().whether:
            if tree.lemma[verb] in cues().asking:
                found.append(tree.subtree(child))
        elif label in {"intj", "dobj", "advmod"} and child > verb and tree.text[child] in cues().answers:
            found.append((child, child))  # "said no"
        elif label == "prep" and child > verb:
            found += _clause_of_document(tree, child)
        elif label in {"dobj", "dative"} and child > verb and tree.lemma[verb] in cues().conversing:
            found += _clause_of_listener(tree, child)
        if child > verb and label in _COMPLEMENTS and tree.pos[child] in {"ADJ", "ADV"}:
            found += _clause_of_particle(tree, verb, child)
        elif label == "conj" and child > verb and tree.pos[child] == "VERB":
            found += _shared_clause(tree, verb, child)
    if not found:
        return []
    found = [_without_summary(tree, stretch) for stretch in found]
    relative = antecedent(tree, verb, sources)
    if relative:
        return relative + [(max(first, verb + 1), last) for first, last in found if last > verb]
    if any(first < verb for first, _ in found):
        return preposed(tree, verb, sources, found)
    return found


def antecedent(
    tree: Tree, verb: int, sources: tuple[int, ...], deeds: list[Stretch] | None = None
) -> list[Stretch]:
    """The noun (and pronoun) of "issues, which the firm said did not exist", "the planes they plan to buy".

    It belongs to what is said or meant, as does no time or place ("the day they plan to buy").
    """
    if tree.dep[verb] != "relcl" or not sources or tree.head[verb] in sources:
        return []
    first = tree.subtree(verb)[0]
    noun = tree.head[verb]
    start = tree.subtree(noun)[0]
    if tree.tag[first] in {"WDT", "WP"}:
        return [(start, first)]
    if not deeds or tree.tag[first] == "WRB" or tree.doc[noun].ent_type_ in {"DATE", "TIME", "GPE"}:
        return []
    complete = any(tree.dep[i] == "dobj" for i in range(deeds[0][0], deeds[-1][1] + 1))
    return [] if complete else [(start, noun)]


def preposed(tree: Tree, verb: int, sources: tuple[int, ...], found: list[Stretch]) -> list[Stretch]:
    """The content that stands before "…, he said", with what the clause goes on to say after it."""
    first, last = tree.subtree(verb)
    own = [verb, *(tree.subtree(s)[0] for s in sources)]
    start, end = min(own), max([verb, *(tree.subtree(s)[1] for s in sources)])
    if tree.dep[verb] == "ROOT":
        first = tree.sentence[verb][0]
    first = after_semicolon(tree, first, start)
    parts: list[Stretch] = []
    if first < start:
        parts.append((first, start - 1))
    for begin, stop in found:
        if begin < start and stop > end:  # the clause goes on after the credit
            again = end + 1
            while again <= stop and not is_detached(tree, again - 1):
                again += 1
            if again <= stop:
                parts.append((again, stop))
        elif begin > verb:
            parts.append((begin, stop))
    return parts + [p for p in resumed(tree, verb, last) if p not in parts]


def resumed(tree: Tree, verb: int, last: int) -> list[Stretch]:
    """Clauses after the comma of an interposed credit that still belong to what is said."""
    found: list[Stretch] = []
    for child in tree.children[verb]:
        if child < verb:
            continue
        first, end = tree.subtree(child)
        if first <= verb or not is_detached(tree, first - 1):
            continue
        label = tree.dep[child]
        finite = is_finite(tree, child)
        quoted = tree.text[first] == '"' or (tree.text[first - 1] == '"')
        if quoted or (label == "advcl" and finite and _opening(tree, child) not in cues().scene):
            found.append((first, end))
    return found


def says_something(tree: Tree, stretch: Stretch) -> bool:
    """True for words with a tensed verb, a subject or a quotation: "on Monday" is no content."""
    return any(
        tree.tag[i] in TENSED or tree.dep[i] in {"nsubj", "nsubjpass"} or tree.text[i] == '"'
        for i in range(stretch[0], stretch[1] + 1)
    )


def is_finite(tree: Tree, verb: int) -> bool:
    """True for a clause with a tensed verb or a modal, also where a headline leaves out "is" or "was"."""
    if tree.tag[verb] in TENSED:
        return True
    helpers = list(tree.having(verb, "aux", "auxpass", "cop"))
    if not helpers:
        return tree.tag[verb] == "VBN" and tree.child(verb, "nsubjpass") is not None
    return any(tree.tag[c] in TENSED for c in helpers)


def is_detached(tree: Tree, i: int) -> bool:
    """True where token `i` is a comma, a quotation mark or a dash, by which a credit is set off."""
    return i >= 0 and tree.text[i] in _DETACHING


def _clause_of_document(tree: Tree, preposition: int) -> list[Stretch]:
    """The clause of "said in a statement that …", which the parser likes to hang on the statement."""
    for noun in tree.having(preposition, "pobj"):
        lemma = tree.lemma[noun]
        if lemma in cues().nouns and lemma not in cues().documents | cues().converse_nouns:
            continue  # "asked about her claims that …"
        for child in tree.having(noun, "relcl", "acl", "ccomp"):
            first, last = tree.subtree(child)
            if child < noun or tree.text[first] != "that" or tree.dep[first] == "nsubj":
                continue
            subject = tree.child(child, "nsubj", "nsubjpass")
            if subject is not None and subject != first:
                return [(first, last)]
    return []


def _shared_clause(tree: Tree, verb: int, other: int) -> list[Stretch]:
    """The clause of "the paper reported, and the agency has confirmed, that …", which hangs on the latter."""
    if tree.child(verb, "ccomp", "dobj", "xcomp") is not None or tree.lemma[other] not in cues().verbs:
        return []
    for child in tree.having(other, "ccomp"):
        first, last = tree.subtree(child)
        if child > other and tree.text[first] == "that" and is_detached(tree, first - 1):
            return [(first, last)]
    return []


def _clause_of_listener(tree: Tree, listener: int) -> list[Stretch]:
    """The clause of "told voters he would win", which the parser likes to read as what describes the voters.

    A clause that lacks nothing and has no pronoun of relation describes nobody.
    """
    for child in tree.having(listener, "relcl", "acl"):
        first, last = tree.subtree(child)
        subject = tree.child(child, "nsubj", "nsubjpass", "expl")
        if child < listener or subject is None or tree.subtree(subject)[0] != first:
            continue
        if tree.tag[subject] in {"WP", "WDT"} or tree.text[subject] == "that":
            continue
        complete = any(True for _ in tree.having(child, *_COMPLETING))
        modal = any(tree.tag[c] == "MD" for c in tree.having(child, "aux"))
        if is_finite(tree, child) and (complete or modal):
            return [(first, last)]
    return []


def _clause_of_particle(tree: Tree, verb: int, particle: int) -> list[Stretch]:
    """The clause of "made clear that …", "made it clear that …", which hangs on the adjective."""
    if f"{tree.lemma[verb]} {tree.text[particle]}" not in cues().verbs:
        return []
    for preposition in tree.having(verb, "prep"):
        if preposition > particle and (clauses := _clause_of_document(tree, preposition)):
            return clauses  # "made clear in a call that …"
    for child in tree.having(particle, "ccomp", "advcl", "acl", "xcomp"):
        opening = _opening(tree, child)
        if child > particle and (opening == "that" or opening in cues().questions or is_finite(tree, child)):
            return [tree.subtree(child)]
    return []


def _without_summary(tree: Tree, stretch: Stretch) -> Stretch:
    """The stretch without a last apposition that sums it up: ", a move that would end the talks"."""
    first, last = stretch
    for i in range(first + 1, last - 1):
        if _sets_the_scene(tree, i, first):
            return first, i - 1
        if tree.text[i] not in _PAUSES:
            continue
        if (
            "that" in tree.text[first : first + 2]
            and tree.text[i + 1] in cues().conceding
            and _stands_alone(tree, i + 1)
        ):
            return first, i - 1
        sequel = tree.tag[i + 1] == "VBG" and tree.lemma[i + 1] in cues().sequel
        if sequel and tree.dep[i + 1] == "advcl" and says_something(tree, (first, i - 1)):
            return first, i - 1
        if tree.tag[i + 1] != "DT":
            continue
        noun = tree.head[i + 1]
        sums_up = i < noun < last and tree.lemma[noun] in cues().summing
        if sums_up and any(c > noun for c in tree.having(noun, "relcl", "acl", "ccomp")):
            return first, i - 1
    return stretch


def _sets_the_scene(tree: Tree, i: int, first: int) -> bool:
    """True for ", days after he had resigned": when it was said, by the writer's reckoning."""
    if tree.text[i] != "," or tree.doc[i + 1].ent_type_ not in {"DATE", "TIME"}:
        return False
    at = i + 1
    while tree.doc[at + 1].ent_type_ in {"DATE", "TIME"} and at - i < _LONGEST_TIME:
        at += 1
    return tree.text[at + 1] in {"after", "before"} and says_something(tree, (first, i - 1))


def _stands_alone(tree: Tree, conjunction: int) -> bool:
    """True for ", but the rules forbid it" behind a clause with "that": it has a subject, and no "that"."""
    verb = tree.head[conjunction]
    after = tree.text[conjunction + 1] if conjunction + 1 < len(tree) else ""
    if tree.dep[conjunction] == "cc":
        verb = next((c for c in tree.having(verb, "conj") if c > conjunction), -1)
    subject = tree.child(verb, "nsubj", "nsubjpass", "expl") if verb >= 0 else None
    return (
        after not in {"that", '"'} and subject is not None and subject > conjunction and is_finite(tree, verb)
    )


def _quoted_order(tree: Tree, child: int) -> list[Stretch]:
    """The order in: he said, "Ask me tomorrow"; nothing where it stands in no quotation marks."""
    first, last = tree.subtree(child)
    first = first if tree.text[first] == '"' else first - 1
    if tree.text[first] != '"':
        return []
    return [(first, next((i for i in range(first + 1, last) if tree.text[i] == '"'), last))]


def after_semicolon(tree: Tree, first: int, end: int) -> int:
    """The token after the last semicolon, or colon before a quotation, outside a quotation; or `first`."""
    spoken = tree.text[end - 1] == '"'
    quoted = False
    for i in range(first, end):
        if tree.text[i] == '"':
            quoted = not quoted
        elif not quoted and (tree.text[i] == ";" or (tree.text[i : i + 2] == [":", '"'] and spoken)):
            first = i + 1
    return first


def _is_clause(tree: Tree, head: int) -> bool:
    """True for a clause with a tense, a question word, "that" or at least a subject and no "to"."""
    if is_finite(tree, head) or _asks(tree, head) or _opening(tree, head) == "that":
        return True
    infinitive = has_to(tree, head)
    return not infinitive and tree.tag[head] != "VBG" and tree.child(head, "nsubj") is not None


def _is_inverted(tree: Tree, verb: int) -> bool:
    """True for the conditional "should Beijing approve", "had they known"."""
    opening = tree.subtree(verb)[0]
    return tree.text[opening] in cues().inverting and tree.dep[opening] in {"aux", "auxpass"}


def _asks(tree: Tree, child: int) -> bool:
    """True for "how it works", "whether to go"; not where the question word stands before the cue."""
    if tree.subtree(child)[0] < tree.head[child] < child:
        return False
    return _opening(tree, child) in cues().questions


def _opening(tree: Tree, clause_head: int) -> str:
    return tree.text[tree.subtree(clause_head)[0]]
