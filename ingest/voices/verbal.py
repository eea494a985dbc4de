"""Attributions whose cue is a verb: "said", "has repeatedly warned", "was urged to", "is expected to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.grammar.clause_shape import has_to, is_passive
from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.clauses import after_semicolon
from ingest.voices.contents import FRAME_ORDER, content_of
from ingest.voices.cues import Cues, Manner, Pattern, cues
from ingest.voices.drafts import Draft
from ingest.voices.interposed import appended, around, closing_credit
from ingest.voices.judging import asserts, directed, is_evidence, is_excuse
from ingest.voices.quotes import add_quotation_beside
from ingest.voices.sources import can_speak, sources_of
from ingest.voices.trimming import cut_credits, restrict

_RANK = {frame: rank for rank, frame in enumerate(FRAME_ORDER)}
_MINDED = frozenset({Manner.BELIEF, Manner.KNOWLEDGE})
_SPOKEN = frozenset({Manner.SPEECH, Manner.REPORT})
# Patterns in which a passive names no source and yet credits somebody: "is expected to", "is seen as".
_HIDDEN = frozenset({"clause", "person_infinitive", "small", "as", "person_prepositions"})
# Of these, "is called X" merely names a thing where the verb is one of speech.
_NAMING = "small"
# Patterns that a mere purpose does not fill: "met to discuss the budget" credits nobody.
_PURPOSE = frozenset({"object", "prepositions", "person_object", "person_prepositions"})


def verb_drafts(tree: Tree, cues: Cues, tokens: Iterable[int], quotes: list[Stretch]) -> Iterator[Draft]:
    """The attributions of the verbs among these tokens."""
    beside = {edge: quote for quote in quotes for edge in quote}
    for i in tokens:
        if tree.pos[i] == "NOUN" and tree.lemma[i] in cues.verbs:
            draft = _closing(tree, cues, i, cues.verbs[tree.lemma[i]])
        elif tree.pos[i] in {"VERB", "AUX"} or tree.tag[i] in {"VBG", "VBD", "VBN"}:
            draft = None
            for patterns, particle in _patterns(tree, cues, i):
                draft = draft or _draft(tree, cues, i, patterns, particle, beside)
        else:
            continue
        if draft is not None:
            yield draft


def cue_tokens(tree: Tree, verb: int) -> list[int]:
    """The verb with its auxiliaries and negation, one run of tokens that no subject interrupts."""
    first = verb
    for child in reversed([c for c in tree.children[verb] if c < verb]):
        if tree.dep[child] in {"aux", "auxpass", "neg"}:
            first = child
        elif tree.dep[child] != "advmod":
            break
    if tree.tag[first] == "TO":
        first += 1
    return list(range(first, verb + 1))


def _patterns(tree: Tree, cues: Cues, i: int) -> Iterator[tuple[tuple[Pattern, ...], int | None]]:
    """What the verb can take with its particle, then without. "made clear", "think of" count as one word."""
    lemma = tree.lemma[i]
    if lemma not in cues.verbs and lemma not in cues.particles:
        lemma = cues.forms.get(tree.text[i], lemma)  # "hoped" is no form of "hop" here
    if lemma in cues.particles:
        for other in tree.children[i]:
            if other > i and (phrase := f"{lemma} {tree.text[other]}") in cues.verbs:
                yield cues.verbs[phrase], other
                break
    if lemma in cues.verbs and tree.child(i, "prt") is None:
        yield cues.verbs[lemma], None


def _draft(
    tree: Tree,
    cues: Cues,
    verb: int,
    patterns: tuple[Pattern, ...],
    particle: int | None,
    beside: dict[int, Stretch],
) -> Draft | None:
    if tree.dep[verb] in {"amod", "compound", "aux", "auxpass"}:
        return None
    if tree.lemma[verb] in cues.citing and (tree.tag[verb] == "VBG" or tree.dep[verb] == "acl"):
        return None  # "citing", "cited by": see ingest/voices/credits.py
    if tree.lemma[verb] in cues.plights and tree.text[min(verb + 1, len(tree) - 1)] in cues.selves:
        return None
    closing = _closing(tree, cues, verb, patterns)
    if closing is not None:
        return closing
    sources = sources_of(tree, verb)
    resumed = None
    if sources and tree.dep[verb] == "conj" and tree.head[sources[0]] != verb:
        saying = any(p.manner in _SPOKEN or p.manner is Manner.RESPONSE for p in patterns)
        if saying or not any(can_speak(tree, cues, s, lenient=True) for s in sources):
            sources, resumed = _resuming(tree, cues, verb, sources)
    if not sources and not is_passive(tree, verb):
        return None
    if sources and tree.text[sources[0]] == "it" and tree.dep[verb] in {"xcomp", "pcomp"}:
        return None  # "it is worth noting that …"
    if tree.lemma[verb] in cues.evidential and not is_evidence(tree, cues, verb, sources):
        return None
    if sources and (draft := _appended(tree, cues, verb, patterns, sources)):
        return draft
    draft = _governing(tree, cues, verb, patterns, sources)
    if draft is not None:
        draft.cue += [particle] if particle is not None else []
        draft.credit = resumed or draft.credit
        if draft.manner in _SPOKEN:
            add_quotation_beside(tree, draft, beside)
        return draft
    return _interposed(tree, cues, verb, patterns, sources, beside) if sources else None


def _governing(
    tree: Tree, cues: Cues, verb: int, patterns: tuple[Pattern, ...], sources: tuple[int, ...]
) -> Draft | None:
    """The draft of a verb that governs its content, by the first of its patterns that holds."""
    speaks = any(can_speak(tree, cues, s) for s in sources)
    for pattern in sorted(patterns, key=lambda p: _RANK[p.frame]):
        if not _allows(tree, cues, verb, pattern, sources, speaks):
            continue
        content, preposition = content_of(tree, verb, pattern, sources)
        if pattern.frame != "clause":
            content = [restrict(tree, stretch) for stretch in content]
        content = cut_credits(tree, cues, verb, content, sources) if content else []
        if not content:
            continue
        if pattern.manner is Manner.REQUEST and is_excuse(tree, verb, sources):
            return None
        cue = cue_tokens(tree, verb) + ([preposition] if preposition is not None else [])
        manner = directed(tree, cues, verb, pattern)
        draft = Draft(verb, cue, sources, content, manner, asserts(tree, cues, verb, content))
        draft.credit = _beside(tree, verb, sources, speaks and pattern.manner in _SPOKEN)
        return draft
    return None


def _allows(
    tree: Tree, cues: Cues, verb: int, pattern: Pattern, sources: tuple[int, ...], speaks: bool
) -> bool:
    """True where the pattern may hold for such a source, or for a hidden one."""
    if not sources:
        if pattern.frame not in _HIDDEN or pattern.manner is Manner.INTENTION or pattern.source == "named":
            return False
        return pattern.frame != _NAMING or pattern.manner is not Manner.SPEECH
    if pattern.source == "document":
        return any(tree.lemma[s] in cues.documents for s in sources)
    if pattern.frame in _PURPOSE and has_to(tree, verb):
        coloured = tree.dep[verb] == "xcomp" and tree.lemma[tree.head[verb]] in cues.colouring
        if not coloured:
            return False
    if speaks or pattern.source == "any":
        return True
    if pattern.manner in _MINDED:  # only minds believe that …; "it" and things do not support or fear
        return pattern.frame == "clause" and any(tree.pos[s] == "NOUN" for s in sources)
    return any(can_speak(tree, cues, s, lenient=True) for s in sources)


def _appended(
    tree: Tree, cues: Cues, verb: int, patterns: tuple[Pattern, ...], sources: tuple[int, ...]
) -> Draft | None:
    """The draft of "…, the people said": all that its sentence says before."""
    if not _is_spoken(patterns):
        return None
    credit = appended(tree, verb, sources)
    if credit is None:
        return None
    opening = after_semicolon(tree, tree.sentence[verb][0], credit[0])
    content = cut_credits(tree, cues, verb, [(opening, credit[0] - 1)], sources)
    if not _may_surround(tree, patterns, content):
        return None
    sure = asserts(tree, cues, verb, content)
    return Draft(verb, cue_tokens(tree, verb), sources, content, _manner(patterns), sure, credit=credit)


def _interposed(
    tree: Tree,
    cues: Cues,
    verb: int,
    patterns: tuple[Pattern, ...],
    sources: tuple[int, ...],
    beside: dict[int, Stretch],
) -> Draft | None:
    """The draft of "the bank, he said, will close", or of a credit with nothing but a quotation beside it."""
    if not _is_spoken(patterns):
        return None
    if tree.tag[verb] == "VBG" and tree.head[sources[0]] != verb and not _takes_clause(patterns):
        return None  # '"…," he said, laughing'
    content = cut_credits(tree, cues, verb, around(tree, verb, sources), sources)
    if not _may_surround(tree, patterns, content):
        content = []
    draft = Draft(verb, cue_tokens(tree, verb), sources, content, _manner(patterns))
    draft.asserts = asserts(tree, cues, verb, content)
    thing = tree.child(verb, "dobj", "attr", "xcomp")
    if thing is not None and thing not in sources and not can_speak(tree, cues, thing):
        return draft if content else None  # "It also adds a lake" says nothing of the quotation before
    add_quotation_beside(tree, draft, beside)
    return draft if draft.content else None


def _resuming(
    tree: Tree, cues: Cues, verb: int, sources: tuple[int, ...]
) -> tuple[tuple[int, ...], Stretch | None]:
    """The true source of "acknowledged that mistakes were made and said …", where the parser coordinates
    "said" with "made"; and the words that therefore belong to no other content."""
    inside, below = False, verb
    for above in tree.ancestors(verb):
        if above > below:
            break  # "he will run, aides say, and has told …"
        below = above
        if tree.dep[above] in {"ccomp", "conj", "xcomp", "acomp"}:
            inside = inside or tree.dep[above] == "ccomp"
            continue
        subjects = sources_of(tree, above)
        if (
            inside
            and above < verb
            and tree.lemma[above] in cues.verbs
            and any(can_speak(tree, cues, s) for s in subjects)
        ):
            first, last = tree.subtree(verb)
            while first > 0 and tree.pos[first - 1] in {"CCONJ", "PUNCT"}:
                first -= 1
            return subjects, (first, last)
        break
    return sources, None


def _beside(tree: Tree, verb: int, sources: tuple[int, ...], credits: bool) -> Stretch | None:
    """The words of ", and analysts predict …" after another credit: no part of that one's content."""
    if not credits or not sources or tree.head[sources[0]] != verb:
        return None
    first, last = tree.subtree(verb)
    if tree.dep[verb] == "advcl" and first > 0 and tree.text[first - 1] == ",":
        return (first - 1, last) if tree.text[first] in cues().conceding else None
    if tree.dep[verb] != "conj" or tree.child(tree.head[verb], "ccomp", "dobj", "xcomp") is None:
        return None  # "the paper reported, and the agency confirmed, that …" have one content
    if first >= 2 and tree.pos[first - 1] == "CCONJ" and tree.text[first - 2] == ",":
        return first - 2, last
    return None


def _may_surround(tree: Tree, patterns: tuple[Pattern, ...], content: list[Stretch]) -> bool:
    """True where words around the credit can be its content: for "laughed" and "went on" only a quotation."""
    if _takes_clause(patterns):
        return bool(content)
    return any(tree.text[i] == '"' for first, last in content for i in range(first, last + 1))


def _takes_clause(patterns: tuple[Pattern, ...]) -> bool:
    return any(p.frame == "clause" and p.manner in _SPOKEN for p in patterns)


def _closing(tree: Tree, cues: Cues, verb: int, patterns: tuple[Pattern, ...]) -> Draft | None:
    """The draft of a cue that ends its sentence after a comma and its source."""
    if not _is_spoken(patterns):
        return None
    phrase = closing_credit(tree, verb)
    if phrase is None:
        return None
    first, last = phrase
    heads = [i for i in range(first, last + 1) if tree.pos[i] in {"NOUN", "PROPN", "PRON"}]
    outer = [i for i in heads if not first <= tree.head[i] <= last or tree.head[i] == i]
    source = next(
        (i for i in outer if tree.dep[i] in {"nsubj", "nsubjpass"}), outer[0] if outer else heads[-1]
    )
    opening = tree.sentence[verb][0]
    content = cut_credits(tree, cues, verb, [(opening, first - 1)], ())
    if not content or not can_speak(tree, cues, source, lenient=True):
        return None
    cue = cue_tokens(tree, verb) if tree.pos[verb] != "NOUN" else [verb]
    draft = Draft(verb, cue, (source,), content, _manner(patterns), asserts(tree, cues, verb, content))
    draft.credit = (first, verb)
    return draft


def _is_spoken(patterns: tuple[Pattern, ...]) -> bool:
    return any(p.frame in {"clause", "quote"} and p.manner in _SPOKEN for p in patterns)


def _manner(patterns: tuple[Pattern, ...]) -> Manner:
    return next(p.manner for p in patterns if p.frame in {"clause", "quote"})
