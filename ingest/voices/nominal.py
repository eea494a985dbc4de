"""Attributions whose cue is a noun or an adjective: "the court's decision to", "fears that", "keen to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.grammar.clause_shape import has_to, is_passive
from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.clauses import is_finite
from ingest.voices.cues import Cues, Manner, Pattern
from ingest.voices.drafts import Draft
from ingest.voices.sources import can_speak, conjuncts, sources_of
from ingest.voices.trimming import restrict

_PREDICATIVE = frozenset({"acomp", "ROOT", "ccomp", "conj", "relcl", "advcl", "oprd", "amod", "acl"})
_GOVERNING = frozenset({"by", "from", "among", "of"})


def noun_drafts(tree: Tree, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """The attributions of the nouns among these tokens."""
    for i in tokens:
        if tree.pos[i] != "NOUN" or f"{tree.text[i - 1]} {tree.text[i]}" in cues.idioms:
            continue
        for pattern in cues.nouns.get(tree.lemma[i], ()):
            content, extra = _noun_content(tree, cues, i, pattern)
            if not content:
                continue
            light = _light_verb(tree, cues, i, pattern)
            if light is None and pattern.source == "light":
                continue
            sources, by = _noun_sources(tree, cues, i, content)
            if not sources and light is not None:
                sources = tuple(s for s in sources_of(tree, light) if can_speak(tree, cues, s))
            content = [restrict(tree, stretch) for stretch in content]
            if not sources and (
                pattern.source != "any" or pattern.manner in {Manner.INTENTION, Manner.REQUEST}
            ):
                continue
            cue = [i, *extra] if by is None else [i, by, *extra]
            if pattern.source == "light" and light is not None:
                cue = [light, *cue]
            yield Draft(i, cue, sources, content, pattern.manner, light=light)
            break


def _light_verb(tree: Tree, cues: Cues, noun: int, pattern: Pattern) -> int | None:
    """The verb that the noun merely completes: "expressed concern", "took issue"."""
    verb = tree.head[noun]
    if tree.dep[noun] != "dobj" or tree.pos[verb] != "VERB" or is_passive(tree, verb):
        return None
    return verb if tree.lemma[verb] in (pattern.objects or cues.light) else None


def adjective_drafts(tree: Tree, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """The attributions of "is confident that", "remain wary of", "were keen to"."""
    for i in tokens:
        patterns = cues.adjectives.get(tree.lemma[i]) or cues.adjectives.get(tree.text[i])
        if not patterns or tree.dep[i] not in _PREDICATIVE or tree.text[i - 1] in {"so", "too"}:
            continue
        if tree.dep[i] in {"acomp", "oprd"}:
            verb = tree.head[i]
        elif tree.dep[i] == "conj" and tree.dep[tree.head[i]] == "acomp":
            verb = tree.head[tree.head[i]]
        else:
            verb = i
        if tree.dep[i] in {"amod", "acl"}:  # "lawmakers eager to leave"
            sources: tuple[int, ...] = (tree.head[i],) if tree.head[i] < i else ()
        else:
            sources = sources_of(tree, verb) or tuple(
                c for s in tree.having(verb, "nsubjpass") for c in conjuncts(tree, s)
            )
        if not any(can_speak(tree, cues, s) for s in sources):
            continue
        for pattern in patterns:
            content, extra = _adjective_content(tree, i, verb, pattern)
            if content:
                start = min(verb, i)
                yield Draft(i, list(range(start, i + 1)) + extra, sources, content, pattern.manner)
                break


def _noun_content(tree: Tree, cues: Cues, noun: int, pattern: Pattern) -> tuple[list[Stretch], list[int]]:
    for child in _completing(tree, cues, noun, pattern):
        if child < noun:
            continue
        label = tree.dep[child]
        if pattern.frame == "clause" and label in {"acl", "ccomp", "relcl", "appos"}:
            first, last = tree.subtree(child)
            # A relative clause has its pronoun as an argument; a content clause has "that" as a mere mark.
            if label == "acl" and _opens_with_subject(tree, child, first) and is_finite(tree, child):
                return [(first, last)], []  # "fears the bank will fail"
            if (
                tree.text[first] == "that"
                and tree.dep[first] == "mark"
                and not _lacks_object(tree, cues, child)
            ):
                return [(first, last)], []
        if pattern.frame == "infinitive" and label in {"acl", "xcomp", "relcl"} and has_to(tree, child):
            return [tree.subtree(child)], []
        if pattern.frame == "question" and (label == "prep" or label in {"acl", "ccomp"}):
            asked, extra = _question(tree, cues, child, pattern)
            if asked:
                return asked, extra
        if pattern.frame == "prepositions" and label == "prep" and tree.text[child] in pattern.prepositions:
            first, last = tree.subtree(child)
            if child < last and _is_content(tree, cues, child, pattern):
                return [(child + 1, last)], [child]
    if pattern.frame == "clause":
        # "the claim was made that …", "ran counter to reports on Monday that …": the clause hangs on the verb
        if tree.dep[noun] not in {"pobj", "dobj", "nsubj", "nsubjpass"}:
            return [], []
        above = next((a for a in tree.ancestors(noun) if tree.pos[a] in {"VERB", "AUX"}), noun)
        if above == noun or tree.lemma[above] in cues.verbs or tree.lemma[above] in cues.particles:
            return [], []
        for child in tree.having(above, "ccomp", "acl", "advcl"):
            first, last = tree.subtree(child)
            if child > noun and tree.text[first] == "that" and tree.dep[first] == "mark":
                return [(first, last)], []
    return [], []


def _opens_with_subject(tree: Tree, verb: int, first: int) -> bool:
    """True for a clause that begins with its subject, and that no pronoun joins to a noun."""
    subject = tree.child(verb, "nsubj", "nsubjpass", "expl")
    return subject is not None and tree.subtree(subject)[0] == first and tree.text[first] != "that"


def _completing(tree: Tree, cues: Cues, noun: int, pattern: Pattern) -> list[int]:
    """What hangs on the noun, and on its light verb behind it ("took issue with the plan")."""
    light = _light_verb(tree, cues, noun, pattern) if pattern.source == "light" else None
    behind = [c for c in tree.children[light] if c > noun] if light is not None else []
    return [*_beside(tree, cues, noun), *behind]


def _beside(tree: Tree, cues: Cues, noun: int, *deps: str) -> list[int]:
    """What hangs on the noun, or behind it on that of which it is a part: "a string of warnings from …"."""
    found = list(tree.children[noun])
    above = tree.head[tree.head[noun]]
    if (
        tree.dep[noun] == "pobj"
        and tree.text[tree.head[noun]] == "of"
        and tree.lemma[above] in cues.partitive
    ):
        found += [c for c in tree.children[above] if c > noun]
    return [c for c in found if not deps or tree.dep[c] in deps]


def _question(tree: Tree, cues: Cues, child: int, pattern: Pattern) -> tuple[list[Stretch], list[int]]:
    """The clause of "questions about whether …", "the question whether …"."""
    first, last = tree.subtree(child)
    extra: list[int] = []
    if tree.dep[child] == "prep" and tree.text[child] in pattern.prepositions:
        extra, first = [child], child + 1
        if first <= last and tree.text[first] == "to":  # "as to whether"
            extra, first = [child, first], first + 1
    if first >= last or tree.text[first] not in cues.questions or (not extra and first >= child):
        return [], []
    return [(first, last)], extra


def _lacks_object(tree: Tree, cues: Cues, verb: int) -> bool:
    """True for "a claim that the director disputed": the claim is what is disputed, not what is claimed."""
    takes = any(p.frame == "object" for p in cues.verbs.get(tree.lemma[verb], ()))
    return takes and not any(True for _ in tree.having(verb, "dobj", "ccomp", "xcomp", "nsubjpass"))


def _is_content(tree: Tree, cues: Cues, preposition: int, pattern: Pattern) -> bool:
    """True for "claims of fraud", which tells what is claimed; "claims of the widow" tells whose."""
    if tree.text[preposition] != "of" or pattern.manner is Manner.BELIEF:
        return True
    inner = tree.child(preposition, "pobj", "pcomp")
    return inner is not None and not can_speak(tree, cues, inner) and tree.pos[inner] not in {"PROPN", "PRON"}


def _noun_sources(
    tree: Tree, cues: Cues, noun: int, content: list[Stretch]
) -> tuple[tuple[int, ...], int | None]:
    for child in tree.having(noun, "poss"):
        owners = tuple(c for c in conjuncts(tree, child) if tree.tag[c] == "PRP$" or can_speak(tree, cues, c))
        return owners, None
    for child in _beside(tree, cues, noun, "prep", "agent"):
        if tree.text[child] in _GOVERNING and not any(a <= child <= b for a, b in content):
            inner = tree.child(child, "pobj")
            before = inner is not None and inner > noun and child + 1 < content[0][0]
            if before and inner is not None and can_speak(tree, cues, inner):
                return tuple(conjuncts(tree, inner)), child
    for child in tree.having(noun, "compound", "amod", "nmod"):
        if tree.doc[child].ent_type_ in {"ORG", "PERSON", "GPE", "NORP", ""} and tree.pos[child] == "PROPN":
            return (child,), None
    verb = tree.head[noun]
    if tree.dep[noun] == "pobj":
        verb = tree.head[verb]
    elif tree.dep[noun] not in {"dobj", "attr"}:
        return (), None
    if tree.pos[verb] in {"VERB", "AUX"} and (tree.dep[noun] == "pobj" or tree.lemma[verb] in cues.light):
        sources = sources_of(tree, verb)
        if any(can_speak(tree, cues, s, lenient=True) for s in sources):
            return sources, None
    return (), None


def _adjective_content(
    tree: Tree, adjective: int, verb: int, pattern: Pattern
) -> tuple[list[Stretch], list[int]]:
    for child in [*tree.children[adjective], *(tree.children[verb] if verb != adjective else ())]:
        if child < adjective:
            continue
        label = tree.dep[child]
        if pattern.frame == "clause" and label in {"ccomp", "acl", "advcl"}:
            first, _ = tree.subtree(child)
            if label == "ccomp" or (tree.text[first] in {"that", "whether", "if"} and label == "acl"):
                return [tree.subtree(child)], []
        if pattern.frame == "infinitive" and label in {"xcomp", "ccomp", "acl"} and has_to(tree, child):
            return [tree.subtree(child)], []
        if pattern.frame != "prepositions" or tree.text[child] not in pattern.prepositions:
            continue
        last = tree.subtree(child)[1]
        if child < last and label in {"prep", "agent"}:
            return [(child + 1, last)], [child]
    return [], []
