"""The clause that a cue governs, wherever it stands: behind it, before it, or on both sides of "he said"."""

from __future__ import annotations

from ingest.grammar.syntax import Stretch, Syntax
from ingest.voices.cues import cues

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_COMPLEMENTS = frozenset({"acomp", "ccomp", "oprd", "advmod"})
_COMPLETING = ("dobj", "ccomp", "xcomp", "acomp", "attr")
_DETACHING = frozenset({",", '"', "'", "—", "–", "--", "-", "?", "!", ".", ":"})


def clause(syntax: Syntax, verb: int, sources: tuple[int, ...]) -> list[Stretch]:
    """The clause that the verb governs, in one or more stretches; empty where it governs none."""
    found: list[Stretch] = []
    for child in syntax.children[verb]:
        label = syntax.dep[child]
        if label == "ccomp":
            if child < verb:
                first, last = syntax.subtree(child)
                if says_something(syntax, (first, last)) and not any(first <= s < child for s in sources):
                    found.append((first, last))
            elif _is_clause(syntax, child) and not _is_inverted(syntax, child):
                found.append(syntax.subtree(child))
            elif syntax.tag[child] == "VBG" and syntax.first(child, "nsubj") is not None:
                found.append(syntax.subtree(child))  # "polls show the mayor losing"
        elif label == "xcomp" and child > verb and _asks(syntax, child):
            found.append(syntax.subtree(child))
        elif label == "xcomp" and child > verb:
            found += _quoted_order(syntax, child)
        elif label == "advcl" and child > verb and _opening(syntax, child) in cues().whether:
            if syntax.lemma[verb] in cues().asking:
                found.append(syntax.subtree(child))
        elif label in {"intj", "dobj", "advmod"} and child > verb and syntax.lower[child] in cues().answers:
            found.append((child, child))  # "said no"
        elif label == "prep" and child > verb:
            found += _clause_of_document(syntax, child)
        elif label in {"dobj", "dative"} and child > verb and syntax.lemma[verb] in cues().conversing:
            found += _clause_of_listener(syntax, child)
        if child > verb and label in _COMPLEMENTS and syntax.pos[child] in {"ADJ", "ADV"}:
            found += _clause_of_particle(syntax, verb, child)
    if not found:
        return []
    found = [_without_summary(syntax, stretch) for stretch in found]
    relative = antecedent(syntax, verb, sources)
    if relative:
        return relative + [(max(first, verb + 1), last) for first, last in found if last > verb]
    if any(first < verb for first, _ in found):
        return preposed(syntax, verb, sources, found)
    return found


def antecedent(
    syntax: Syntax, verb: int, sources: tuple[int, ...], deeds: list[Stretch] | None = None
) -> list[Stretch]:
    """The noun (and pronoun) of "issues, which the firm said did not exist", "the planes they plan to buy".

    It belongs to what is said or meant, as does no time or place ("the day they plan to buy").
    """
    if syntax.dep[verb] != "relcl" or not sources or syntax.head[verb] in sources:
        return []
    first = syntax.subtree(verb)[0]
    noun = syntax.head[verb]
    start = syntax.subtree(noun)[0]
    if syntax.tag[first] in {"WDT", "WP"}:
        return [(start, first)]
    if not deeds or syntax.tag[first] == "WRB" or syntax.doc[noun].ent_type_ in {"DATE", "TIME", "GPE"}:
        return []
    complete = any(syntax.dep[i] == "dobj" for i in range(deeds[0][0], deeds[-1][1] + 1))
    return [] if complete else [(start, noun)]


def preposed(syntax: Syntax, verb: int, sources: tuple[int, ...], found: list[Stretch]) -> list[Stretch]:
    """The content that stands before "…, he said", with what the clause goes on to say after it."""
    first, last = syntax.subtree(verb)
    own = [verb, *(syntax.subtree(s)[0] for s in sources)]
    start, end = min(own), max([verb, *(syntax.subtree(s)[1] for s in sources)])
    if syntax.dep[verb] == "ROOT":
        first = syntax.sentence[verb][0]
    first = _after_semicolon(syntax, first, start)
    parts: list[Stretch] = []
    if first < start:
        parts.append((first, start - 1))
    for begin, stop in found:
        if begin < start and stop > end:  # the clause goes on after the credit
            again = end + 1
            while again <= stop and not is_detached(syntax, again - 1):
                again += 1
            if again <= stop:
                parts.append((again, stop))
        elif begin > verb:
            parts.append((begin, stop))
    return parts + [p for p in resumed(syntax, verb, last) if p not in parts]


def resumed(syntax: Syntax, verb: int, last: int) -> list[Stretch]:
    """Clauses after the comma of an interposed credit that still belong to what is said."""
    found: list[Stretch] = []
    for child in syntax.children[verb]:
        if child < verb:
            continue
        first, end = syntax.subtree(child)
        if first <= verb or not is_detached(syntax, first - 1):
            continue
        label = syntax.dep[child]
        finite = is_finite(syntax, child)
        quoted = syntax.lower[first] == '"' or (syntax.lower[first - 1] == '"')
        if quoted or (label == "advcl" and finite and _opening(syntax, child) not in cues().scene):
            found.append((first, end))
    return found


def says_something(syntax: Syntax, stretch: Stretch) -> bool:
    """True for words with a tensed verb, a subject or a quotation: "on Monday" is no content."""
    return any(
        syntax.tag[i] in _FINITE or syntax.dep[i] == "nsubj" or syntax.lower[i] == '"'
        for i in range(stretch[0], stretch[1] + 1)
    )


def is_finite(syntax: Syntax, verb: int) -> bool:
    """True for a clause with a tensed verb or a modal."""
    if syntax.tag[verb] in _FINITE:
        return True
    return any(syntax.tag[c] in _FINITE for c in syntax.having(verb, "aux", "auxpass", "cop"))


def is_detached(syntax: Syntax, i: int) -> bool:
    """True where token `i` is a comma, a quotation mark or a dash, by which a credit is set off."""
    return i >= 0 and syntax.lower[i] in _DETACHING


def _clause_of_document(syntax: Syntax, preposition: int) -> list[Stretch]:
    """The clause of "said in a statement that …", which the parser likes to hang on the statement."""
    for noun in syntax.having(preposition, "pobj"):
        lemma = syntax.lemma[noun]
        if lemma in cues().nouns and lemma not in cues().documents | cues().converse_nouns:
            continue  # "asked about her claims that …"
        for child in syntax.having(noun, "relcl", "acl", "ccomp"):
            first, last = syntax.subtree(child)
            if child < noun or syntax.lower[first] != "that" or syntax.dep[first] == "nsubj":
                continue
            subject = syntax.first(child, "nsubj", "nsubjpass")
            if subject is not None and subject != first:
                return [(first, last)]
    return []


def _clause_of_listener(syntax: Syntax, listener: int) -> list[Stretch]:
    """The clause of "told voters he would win", which the parser likes to read as what describes the voters.

    A clause that lacks nothing and has no pronoun of relation describes nobody.
    """
    for child in syntax.having(listener, "relcl", "acl"):
        first, last = syntax.subtree(child)
        subject = syntax.first(child, "nsubj", "nsubjpass", "expl")
        if child < listener or subject is None or syntax.subtree(subject)[0] != first:
            continue
        if syntax.tag[subject] in {"WP", "WDT"} or syntax.lower[subject] == "that":
            continue
        complete = any(True for _ in syntax.having(child, *_COMPLETING))
        modal = any(syntax.tag[c] == "MD" for c in syntax.having(child, "aux"))
        if is_finite(syntax, child) and (complete or modal):
            return [(first, last)]
    return []


def _clause_of_particle(syntax: Syntax, verb: int, particle: int) -> list[Stretch]:
    """The clause of "made clear that …", "made it clear that …", which hangs on the adjective."""
    if f"{syntax.lemma[verb]} {syntax.lower[particle]}" not in cues().verbs:
        return []
    for child in syntax.having(particle, "ccomp", "advcl", "acl", "xcomp"):
        opening = _opening(syntax, child)
        if child > particle and (
            opening == "that" or opening in cues().questions or is_finite(syntax, child)
        ):
            return [syntax.subtree(child)]
    return []


def _without_summary(syntax: Syntax, stretch: Stretch) -> Stretch:
    """The stretch without a last apposition that sums it up: ", a move that would end the talks"."""
    first, last = stretch
    for i in range(first + 1, last - 1):
        if syntax.lower[i] != "," or syntax.tag[i + 1] != "DT":
            continue
        noun = syntax.head[i + 1]
        sums_up = i < noun < last and syntax.lemma[noun] in cues().summing
        if sums_up and any(c > noun for c in syntax.having(noun, "relcl", "acl", "ccomp")):
            return first, i - 1
    return stretch


def _quoted_order(syntax: Syntax, child: int) -> list[Stretch]:
    """The order in: he said, "Ask me tomorrow"; nothing where it stands in no quotation marks."""
    first, last = syntax.subtree(child)
    first = first if syntax.lower[first] == '"' else first - 1
    if syntax.lower[first] != '"':
        return []
    return [(first, next((i for i in range(first + 1, last) if syntax.lower[i] == '"'), last))]


def _after_semicolon(syntax: Syntax, first: int, end: int) -> int:
    """The token after the last semicolon outside quotation marks before `end`; else `first`."""
    quoted = False
    for i in range(first, end):
        if syntax.lower[i] == '"':
            quoted = not quoted
        elif syntax.lower[i] == ";" and not quoted:
            first = i + 1
    return first


def _is_clause(syntax: Syntax, head: int) -> bool:
    """True for a clause with a tense, a question word, "that" or at least a subject and no "to"."""
    if is_finite(syntax, head) or _asks(syntax, head) or _opening(syntax, head) == "that":
        return True
    infinitive = syntax.is_infinitive(head)
    return not infinitive and syntax.tag[head] != "VBG" and syntax.first(head, "nsubj") is not None


def _is_inverted(syntax: Syntax, verb: int) -> bool:
    """True for the conditional "should Beijing approve", "had they known"."""
    opening = syntax.subtree(verb)[0]
    return syntax.lower[opening] in cues().inverting and syntax.dep[opening] in {"aux", "auxpass"}


def _asks(syntax: Syntax, child: int) -> bool:
    """True for "how it works", "whether to go"; not where the question word stands before the cue."""
    if syntax.subtree(child)[0] < syntax.head[child] < child:
        return False
    return _opening(syntax, child) in cues().questions


def _opening(syntax: Syntax, clause_head: int) -> str:
    return syntax.lower[syntax.subtree(clause_head)[0]]
