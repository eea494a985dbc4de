"""What a cue verb says, believes, wants or asks: the tokens of its content, by the pattern that the cue allows."""

from __future__ import annotations

from ingest.cues import Pattern
from ingest.sources import is_passive
from ingest.syntax import Stretch, Syntax

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUESTION = frozenset({"whether", "if"})
_CLOSING = frozenset({",", '"', "'", "''"})
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP"})
_LONGEST_CREDIT = 12  # tokens of "…, two people with knowledge of the talks said"
_DASHES = frozenset({"—", "–", "--"})
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
    """The content that the verb has in this pattern (empty: none), and the preposition that belongs to the cue."""
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
        return (_antecedent(syntax, verb, sources, deeds) + deeds if deeds else []), None
    if frame == "gerund":
        return ([] if passive else _complements(syntax, verb, "VBG")), None
    if frame == "person_infinitive":
        return _with_patient(syntax, verb, patient, _complements(syntax, verb, "TO"), "TO"), None
    if frame == "small":
        tail = [syntax.subtree(c) for c in syntax.having(verb, "oprd", "acomp") if c > verb]
        return _with_patient(syntax, verb, patient, tail, "small"), None
    if frame == "as":
        tail = [
            syntax.subtree(c) for c in syntax.having(verb, "prep") if c > verb and syntax.lower[c] == "as"
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


def clause(syntax: Syntax, verb: int, sources: tuple[int, ...]) -> list[Stretch]:
    """The clause that the verb governs, wherever it stands, else the words around an interposed "he said"."""
    found: list[Stretch] = []
    for child in syntax.children[verb]:
        label = syntax.dep[child]
        if label == "ccomp":
            if child < verb:
                first, last = syntax.subtree(child)
                if _says_something(syntax, (first, last)) and not any(first <= s < child for s in sources):
                    found.append((first, last))
            elif _is_clause(syntax, child) and not _is_inverted(syntax, child):
                found.append(syntax.subtree(child))
        elif label == "xcomp" and _asks(syntax, child):
            found.append(syntax.subtree(child))
        elif label == "advcl" and child > verb and _opening(syntax, child) in _QUESTION:
            if syntax.lemma[verb] in {"ask", "wonder", "know", "say", "see", "question", "doubt", "decide"}:
                found.append(syntax.subtree(child))
        elif label == "prep" and child > verb:
            found += _clause_of_document(syntax, child)
    if not found:
        return []
    relative = _antecedent(syntax, verb, sources)
    if relative:
        return relative + [(max(first, verb + 1), last) for first, last in found if last > verb]
    if any(first < verb for first, _ in found):
        return _preposed(syntax, verb, sources, found)
    return found


def around(syntax: Syntax, verb: int, sources: tuple[int, ...]) -> list[Stretch]:
    """The content of a credit that is merely interposed or appended: "the bank, he said, will close"."""
    first, last = syntax.subtree(verb)
    start = min([verb, *(_left(syntax, s) for s in sources)])
    label, head = syntax.dep[verb], syntax.head[verb]
    as_clause = any(syntax.lower[c] == "as" for c in syntax.having(verb, "mark", "advmod"))
    if (
        label in {"parataxis", "advcl", "ccomp", "dep"}
        and head != verb
        and (label == "parataxis" or as_clause)
    ):
        whole = syntax.subtree(_clause_head(syntax, head))
        return [w for w in cut(syntax, whole, [(first, last)]) if _has_words(syntax, w)]
    opening = first if label != "ROOT" else syntax.sentence[verb][0]
    for child in syntax.having(verb, "advcl"):
        if child < verb and not is_finite(syntax, child):
            opening = max(opening, syntax.subtree(child)[1] + 1)  # "Asked about it, he said …"
    if start > opening and _detached(syntax, start - 1) and _says_something(syntax, (opening, start - 1)):
        return [(opening, start - 1), *_resumed(syntax, verb, last)]
    return []


def appended(syntax: Syntax, verb: int, sources: tuple[int, ...]) -> Stretch | None:
    """The credit that ends its sentence ("…, the people said"), however the parser hung it; else None."""
    first, last = syntax.sentence[verb]
    start = min([verb, *(_left(syntax, s) for s in sources)])
    if start <= first + 1 or not _detached(syntax, start - 1):
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
    return (start, end) if _says_something(syntax, (first, start - 1)) else None


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
    if at == end or not _detached(syntax, at) or syntax.pos[end] not in {"PROPN", "NOUN", "PRON"}:
        return None
    if syntax.pos[verb] == "NOUN":
        plural = any(syntax.tag[i] == "NNS" for i in range(at + 1, end + 1))
        if syntax.pos[end] == "NOUN" or (syntax.tag[verb] == "NN") != plural:
            return None  # "…, the exchange notes", "…, a Treasury estimate": nothing but a noun
    return (at + 1, end) if _says_something(syntax, (first, at)) else None


def is_finite(syntax: Syntax, verb: int) -> bool:
    """True for a clause with a tensed verb or a modal."""
    if syntax.tag[verb] in _FINITE:
        return True
    return any(syntax.tag[c] in _FINITE for c in syntax.having(verb, "aux", "auxpass", "cop"))


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


def cut(syntax: Syntax, whole: Stretch, holes: list[Stretch]) -> list[Stretch]:
    """The stretch without the holes."""
    left = [whole]
    for first, last in holes:
        parts: list[Stretch] = []
        for start, end in left:
            if last < start or end < first:
                parts.append((start, end))
            else:
                parts += [(a, b) for a, b in ((start, first - 1), (last + 1, end)) if a <= b]
        left = parts
    return left


def _preposed(syntax: Syntax, verb: int, sources: tuple[int, ...], found: list[Stretch]) -> list[Stretch]:
    """The content that stands before "…, he said", with what the clause goes on to say after it."""
    first, last = syntax.subtree(verb)
    own = [verb, *(_left(syntax, s) for s in sources)]
    start, end = min(own), max([verb, *(syntax.subtree(s)[1] for s in sources)])
    if syntax.dep[verb] == "ROOT":
        first = syntax.sentence[verb][0]
    first = _after_semicolon(syntax, first, start)
    parts: list[Stretch] = []
    if first < start:
        parts.append((first, start - 1))
    for begin, stop in found:
        if begin < start and stop > end:  # the clause goes on after the credit
            resumed = end + 1
            while resumed <= stop and not _detached(syntax, resumed - 1):
                resumed += 1
            if resumed <= stop:
                parts.append((resumed, stop))
        elif begin > verb:
            parts.append((begin, stop))
    return parts + [p for p in _resumed(syntax, verb, last) if p not in parts]


def _after_semicolon(syntax: Syntax, first: int, end: int) -> int:
    """The token after the last semicolon outside quotation marks before `end`; else `first`."""
    quoted = False
    for i in range(first, end):
        if syntax.lower[i] == '"':
            quoted = not quoted
        elif syntax.lower[i] == ";" and not quoted:
            first = i + 1
    return first


def _resumed(syntax: Syntax, verb: int, last: int) -> list[Stretch]:
    """Clauses after the comma of an interposed credit that still belong to what is said."""
    found: list[Stretch] = []
    for child in syntax.children[verb]:
        if child < verb:
            continue
        first, end = syntax.subtree(child)
        if first <= verb or not _detached(syntax, first - 1):
            continue
        label = syntax.dep[child]
        finite = is_finite(syntax, child)
        quoted = syntax.lower[first] == '"' or (syntax.lower[first - 1] == '"')
        if quoted or (
            label == "advcl" and finite and _opening(syntax, child) not in {"when", "after", "before", "as"}
        ):
            found.append((first, end))
    return found


def _clause_of_document(syntax: Syntax, preposition: int) -> list[Stretch]:
    """The clause of "said in a statement that …", which the parser likes to hang on the statement."""
    for noun in syntax.having(preposition, "pobj"):
        for child in syntax.having(noun, "relcl", "acl", "ccomp"):
            first, last = syntax.subtree(child)
            if child < noun or syntax.lower[first] != "that" or syntax.dep[first] == "nsubj":
                continue
            subject = syntax.first(child, "nsubj", "nsubjpass")
            if subject is not None and subject != first:
                return [(first, last)]
    return []


def _is_clause(syntax: Syntax, head: int) -> bool:
    """True for a clause with a tense, a question word, "that" or at least a subject and no "to"."""
    if is_finite(syntax, head) or _asks(syntax, head) or _opening(syntax, head) == "that":
        return True
    infinitive = any(syntax.tag[c] == "TO" for c in syntax.having(head, "aux"))
    return not infinitive and syntax.tag[head] != "VBG" and syntax.first(head, "nsubj") is not None


def _says_something(syntax: Syntax, stretch: Stretch) -> bool:
    """True for words with a tensed verb, a subject or a quotation: "on Monday" before a credit is no content."""
    return any(
        syntax.tag[i] in _FINITE or syntax.dep[i] == "nsubj" or syntax.lower[i] == '"'
        for i in range(stretch[0], stretch[1] + 1)
    )


def _is_inverted(syntax: Syntax, verb: int) -> bool:
    """True for the conditional "should Beijing approve", "had they known"."""
    opening = syntax.subtree(verb)[0]
    return syntax.lower[opening] in {"should", "had", "were"} and syntax.dep[opening] in {"aux", "auxpass"}


def _antecedent(
    syntax: Syntax, verb: int, sources: tuple[int, ...], deeds: list[Stretch] | None = None
) -> list[Stretch]:
    """The noun (and pronoun) of "issues, which the firm said did not exist" and "the planes they plan to buy":
    it belongs to what is said or meant, as does no time or place ("the day they plan to buy")."""
    if syntax.dep[verb] != "relcl" or not sources or syntax.head[verb] in sources:
        return []
    first = syntax.subtree(verb)[0]
    noun = syntax.head[verb]
    start = syntax.subtree(noun)[0]
    if syntax.tag[first] in {"WDT", "WP"}:
        return [(start, first)]
    if deeds and syntax.tag[first] != "WRB" and syntax.doc[noun].ent_type_ not in {"DATE", "TIME", "GPE"}:
        if not any(syntax.dep[i] == "dobj" for i in range(deeds[0][0], deeds[-1][1] + 1)):
            return [(start, noun)]
    return []


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
            infinitive = any(syntax.tag[c] == "TO" for c in syntax.having(child, "aux"))
            if subject is not None and infinitive == (kind == "TO"):
                return [syntax.subtree(child)]
        if kind == "TO" and patient is not None and patient > verb:
            end = syntax.subtree(patient)[1]
            for child in syntax.having(verb, "advcl"):
                if syntax.subtree(child)[0] == end + 1 and syntax.tag[end + 1] == "TO":
                    return [(syntax.subtree(patient)[0], syntax.subtree(child)[1])]
            for child in syntax.having(patient, "acl", "relcl"):
                if any(syntax.tag[c] == "TO" for c in syntax.having(child, "aux")):
                    return [syntax.subtree(patient)]
        return []
    if patient is None:
        return tail if kind == "TO" and syntax.first(verb, "prep") is not None else []
    if patient > verb:
        start = syntax.subtree(patient)[0]
        return [(min(start, tail[0][0]), max(tail[-1][1], patient))]
    first, last = syntax.subtree(patient)
    return [(first, min(last, verb - 1)), *tail]


def _complements(syntax: Syntax, verb: int, tag: str) -> list[Stretch]:
    found = []
    for child in syntax.having(verb, "xcomp", "ccomp"):
        if child < verb:
            continue
        if tag == "TO":
            fits = syntax.dep[child] == "xcomp" and any(
                syntax.tag[c] == "TO" for c in syntax.having(child, "aux")
            )
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
            first, last = syntax.subtree(child)
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


def _asks(syntax: Syntax, child: int) -> bool:
    """True for "how it works", "whether to go"; not where the question word stands before the cue."""
    if syntax.subtree(child)[0] < syntax.head[child] < child:
        return False
    return _opening(syntax, child) in {"how", "what", "where", "when", "why", "who", "which", "whether", "if"}


def _opening(syntax: Syntax, clause_head: int) -> str:
    return syntax.lower[syntax.subtree(clause_head)[0]]


def _clause_head(syntax: Syntax, i: int) -> int:
    while syntax.pos[i] not in {"VERB", "AUX"} and syntax.head[i] != i:
        i = syntax.head[i]
    return i


def _left(syntax: Syntax, i: int) -> int:
    return syntax.subtree(i)[0]


def _detached(syntax: Syntax, i: int) -> bool:
    """True where token `i` is a comma, a quotation mark or a dash, by which a credit is set off."""
    return i >= 0 and (
        syntax.lower[i] in _CLOSING or syntax.lower[i] in {"—", "–", "--", "-", "?", "!", ".", ":"}
    )


def _has_words(syntax: Syntax, stretch: Stretch) -> bool:
    return any(
        syntax.pos[i] not in {"PUNCT", "SPACE", "CCONJ", "SCONJ"} for i in range(stretch[0], stretch[1] + 1)
    )
