"""Attributions whose cue is a noun or an adjective: "the court's decision to", "fears that", "keen to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.grammar.syntax import Stretch, Syntax
from ingest.voices.clauses import is_finite
from ingest.voices.cues import Cues, Manner, Pattern
from ingest.voices.drafts import Draft
from ingest.voices.sources import can_speak, conjuncts, is_passive, sources_of
from ingest.voices.trimming import restrict

_GOVERNING = frozenset({"by", "from", "among", "of"})


def noun_drafts(syntax: Syntax, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """The attributions of the nouns among these tokens."""
    for i in tokens:
        if syntax.pos[i] != "NOUN" or f"{syntax.lower[i - 1]} {syntax.lower[i]}" in cues.idioms:
            continue
        for pattern in cues.nouns.get(syntax.lemma[i], ()):
            content, extra = _noun_content(syntax, cues, i, pattern)
            if not content:
                continue
            light = _light_verb(syntax, cues, i, pattern)
            if light is None and pattern.source == "light":
                continue
            sources, by = _noun_sources(syntax, cues, i, content)
            if not sources and light is not None:
                sources = tuple(s for s in sources_of(syntax, light) if can_speak(syntax, cues, s))
            content = [restrict(syntax, stretch) for stretch in content]
            if not sources and (
                pattern.source != "any" or pattern.manner in {Manner.INTENTION, Manner.REQUEST}
            ):
                continue
            cue = [i, *extra] if by is None else [i, by, *extra]
            if pattern.source == "light" and light is not None:
                cue = [light, *cue]
            yield Draft(i, cue, sources, content, pattern.manner, light=light)
            break


def _light_verb(syntax: Syntax, cues: Cues, noun: int, pattern: Pattern) -> int | None:
    """The verb that the noun merely completes: "expressed concern", "took issue"."""
    verb = syntax.head[noun]
    if syntax.dep[noun] != "dobj" or syntax.pos[verb] != "VERB" or is_passive(syntax, verb):
        return None
    return verb if syntax.lemma[verb] in (pattern.objects or cues.light) else None


def adjective_drafts(syntax: Syntax, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """The attributions of "is confident that", "remain wary of", "were keen to"."""
    for i in tokens:
        patterns = cues.adjectives.get(syntax.lemma[i]) or cues.adjectives.get(syntax.lower[i])
        if not patterns or syntax.dep[i] not in {"acomp", "ROOT", "ccomp", "conj", "relcl", "advcl", "oprd"}:
            continue
        if syntax.dep[i] in {"acomp", "oprd"}:
            verb = syntax.head[i]
        elif syntax.dep[i] == "conj" and syntax.dep[syntax.head[i]] == "acomp":
            verb = syntax.head[syntax.head[i]]
        else:
            verb = i
        sources = sources_of(syntax, verb) or tuple(
            c for s in syntax.having(verb, "nsubjpass") for c in conjuncts(syntax, s)
        )
        if not any(can_speak(syntax, cues, s) for s in sources):
            continue
        for pattern in patterns:
            content, extra = _adjective_content(syntax, i, verb, pattern)
            if content:
                start = min(verb, i)
                yield Draft(i, list(range(start, i + 1)) + extra, sources, content, pattern.manner)
                break


def _noun_content(syntax: Syntax, cues: Cues, noun: int, pattern: Pattern) -> tuple[list[Stretch], list[int]]:
    for child in _completing(syntax, cues, noun, pattern):
        if child < noun:
            continue
        label = syntax.dep[child]
        if pattern.frame == "clause" and label in {"acl", "ccomp", "relcl", "appos"}:
            first, last = syntax.subtree(child)
            # A relative clause has its pronoun as an argument; a content clause has "that" as a mere mark.
            if label == "acl" and _opens_with_subject(syntax, child, first) and is_finite(syntax, child):
                return [(first, last)], []  # "fears the bank will fail"
            if (
                syntax.lower[first] == "that"
                and syntax.dep[first] == "mark"
                and not _lacks_object(syntax, cues, child)
            ):
                return [(first, last)], []
        if (
            pattern.frame == "infinitive"
            and label in {"acl", "xcomp", "relcl"}
            and syntax.is_infinitive(child)
        ):
            return [syntax.subtree(child)], []
        if pattern.frame == "question" and (label == "prep" or label in {"acl", "ccomp"}):
            asked, extra = _question(syntax, cues, child, pattern)
            if asked:
                return asked, extra
        if (
            pattern.frame == "prepositions"
            and label == "prep"
            and syntax.lower[child] in pattern.prepositions
        ):
            first, last = syntax.subtree(child)
            if child < last and _is_content(syntax, cues, child, pattern):
                return [(child + 1, last)], [child]
    if pattern.frame == "clause":
        # "the claim was made that …", "ran counter to reports on Monday that …": the clause hangs on the verb
        if syntax.dep[noun] not in {"pobj", "dobj", "nsubj", "nsubjpass"}:
            return [], []
        above = next((a for a in syntax.ancestors(noun) if syntax.pos[a] in {"VERB", "AUX"}), noun)
        if above == noun or syntax.lemma[above] in cues.verbs or syntax.lemma[above] in cues.particles:
            return [], []
        for child in syntax.having(above, "ccomp", "acl", "advcl"):
            first, last = syntax.subtree(child)
            if child > noun and syntax.lower[first] == "that" and syntax.dep[first] == "mark":
                return [(first, last)], []
    return [], []


def _opens_with_subject(syntax: Syntax, verb: int, first: int) -> bool:
    """True for a clause that begins with its subject, and that no pronoun joins to a noun."""
    subject = syntax.first(verb, "nsubj", "nsubjpass", "expl")
    return subject is not None and syntax.subtree(subject)[0] == first and syntax.lower[first] != "that"


def _completing(syntax: Syntax, cues: Cues, noun: int, pattern: Pattern) -> list[int]:
    """What hangs on the noun, and on its light verb behind it ("took issue with the plan")."""
    light = _light_verb(syntax, cues, noun, pattern) if pattern.source == "light" else None
    behind = [c for c in syntax.children[light] if c > noun] if light is not None else []
    return [*syntax.children[noun], *behind]


def _question(syntax: Syntax, cues: Cues, child: int, pattern: Pattern) -> tuple[list[Stretch], list[int]]:
    """The clause of "questions about whether …", "the question whether …"."""
    first, last = syntax.subtree(child)
    extra: list[int] = []
    if syntax.dep[child] == "prep" and syntax.lower[child] in pattern.prepositions:
        extra, first = [child], child + 1
        if first <= last and syntax.lower[first] == "to":  # "as to whether"
            extra, first = [child, first], first + 1
    if first >= last or syntax.lower[first] not in cues.questions or (not extra and first >= child):
        return [], []
    return [(first, last)], extra


def _lacks_object(syntax: Syntax, cues: Cues, verb: int) -> bool:
    """True for "a claim that the director disputed": the claim is what is disputed, not what is claimed."""
    takes = any(p.frame == "object" for p in cues.verbs.get(syntax.lemma[verb], ()))
    return takes and not any(True for _ in syntax.having(verb, "dobj", "ccomp", "xcomp", "nsubjpass"))


def _is_content(syntax: Syntax, cues: Cues, preposition: int, pattern: Pattern) -> bool:
    """True for "claims of fraud", which tells what is claimed; "claims of the widow" tells whose."""
    if syntax.lower[preposition] != "of" or pattern.manner is Manner.BELIEF:
        return True
    inner = syntax.first(preposition, "pobj", "pcomp")
    return (
        inner is not None
        and not can_speak(syntax, cues, inner)
        and syntax.pos[inner] not in {"PROPN", "PRON"}
    )


def _noun_sources(
    syntax: Syntax, cues: Cues, noun: int, content: list[Stretch]
) -> tuple[tuple[int, ...], int | None]:
    for child in syntax.having(noun, "poss"):
        owners = tuple(
            c for c in conjuncts(syntax, child) if syntax.tag[c] == "PRP$" or can_speak(syntax, cues, c)
        )
        return owners, None
    for child in syntax.having(noun, "prep", "agent"):
        if syntax.lower[child] in _GOVERNING and not any(a <= child <= b for a, b in content):
            inner = syntax.first(child, "pobj")
            before = inner is not None and inner > noun and child + 1 < content[0][0]
            if before and inner is not None and can_speak(syntax, cues, inner):
                return tuple(conjuncts(syntax, inner)), child
    for child in syntax.having(noun, "compound", "amod", "nmod"):
        if syntax.doc[child].ent_type_ in {"ORG", "PERSON", "GPE", "NORP"} and syntax.pos[child] == "PROPN":
            return (child,), None
    verb = syntax.head[noun]
    if syntax.dep[noun] == "pobj":
        verb = syntax.head[verb]
    elif syntax.dep[noun] not in {"dobj", "attr"}:
        return (), None
    if syntax.pos[verb] in {"VERB", "AUX"} and (
        syntax.dep[noun] == "pobj" or syntax.lemma[verb] in cues.light
    ):
        sources = sources_of(syntax, verb)
        if any(can_speak(syntax, cues, s, lenient=True) for s in sources):
            return sources, None
    return (), None


def _adjective_content(
    syntax: Syntax, adjective: int, verb: int, pattern: Pattern
) -> tuple[list[Stretch], list[int]]:
    for child in [*syntax.children[adjective], *(syntax.children[verb] if verb != adjective else ())]:
        if child < adjective:
            continue
        label = syntax.dep[child]
        if pattern.frame == "clause" and label in {"ccomp", "acl", "advcl"}:
            first, _ = syntax.subtree(child)
            if label == "ccomp" or (syntax.lower[first] in {"that", "whether", "if"} and label == "acl"):
                return [syntax.subtree(child)], []
        if (
            pattern.frame == "infinitive"
            and label in {"xcomp", "ccomp", "acl"}
            and syntax.is_infinitive(child)
        ):
            return [syntax.subtree(child)], []
        if (
            pattern.frame == "prepositions"
            and label == "prep"
            and syntax.lower[child] in pattern.prepositions
        ):
            first, last = syntax.subtree(child)
            if child < last:
                return [(child + 1, last)], [child]
    return [], []
