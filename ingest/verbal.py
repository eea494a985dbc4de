"""Attributions whose cue is a verb: "said", "has repeatedly warned", "was urged to", "is expected to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.contents import FRAME_ORDER, appended, around, closing_credit, content_of, cut, restrict
from ingest.cues import Cues, Manner, Pattern
from ingest.drafts import Draft
from ingest.sources import can_speak, is_passive, sources_of
from ingest.syntax import Stretch, Syntax

_RANK = {frame: rank for rank, frame in enumerate(FRAME_ORDER)}
_MINDED = frozenset({Manner.BELIEF, Manner.KNOWLEDGE})
_NEAR = 40  # tokens between a source's edge and its cue; a longer phrase is a misparse
_SPOKEN = frozenset({Manner.SPEECH, Manner.REPORT})
_POSSIBLE = frozenset({"may", "might", "could", "should", "must", "can", "would"})
_OPEN_QUESTIONS = frozenset({"whether", "if"})
# Patterns in which a passive names no source and yet credits somebody: "is expected to", "is seen as".
_HIDDEN = frozenset({"clause", "person_infinitive", "small", "as", "person_prepositions"})
# Of these, "is called X" merely names a thing where the verb is one of speech.
_NAMING = "small"
# Patterns that a mere purpose does not fill: "met to discuss the budget" credits nobody.
_PURPOSE = frozenset({"object", "prepositions", "person_object", "person_prepositions"})


def verb_drafts(syntax: Syntax, cues: Cues, tokens: Iterable[int], quotes: list[Stretch]) -> Iterator[Draft]:
    """The attributions of the verbs among these tokens."""
    beside = {edge: quote for quote in quotes for edge in quote}
    for i in tokens:
        if syntax.pos[i] == "NOUN" and syntax.lemma[i] in cues.verbs:
            draft = _closing(syntax, cues, i, cues.verbs[syntax.lemma[i]])
        elif syntax.pos[i] in {"VERB", "AUX"} or syntax.tag[i] in {"VBG", "VBD", "VBN"}:
            patterns, particle = _patterns(syntax, cues, i)
            draft = _draft(syntax, cues, i, patterns, particle, beside) if patterns else None
        else:
            continue
        if draft is not None:
            yield draft


def cue_tokens(syntax: Syntax, verb: int) -> list[int]:
    """The verb with its auxiliaries and negation, as one run of tokens that its subject does not interrupt."""
    first = verb
    for child in reversed([c for c in syntax.children[verb] if c < verb]):
        if syntax.dep[child] in {"aux", "auxpass", "neg"}:
            first = child
        elif syntax.dep[child] != "advmod":
            break
    if syntax.tag[first] == "TO":
        first += 1
    return list(range(first, verb + 1))


def asserts(syntax: Syntax, verb: int, content: list[Stretch]) -> bool:
    """False where the cue is negated, merely possible, still to come or asks whether: nobody vouches for the content then."""
    for child in syntax.children[verb]:
        if syntax.dep[child] == "neg":
            return False
        if syntax.dep[child] == "aux" and (syntax.lower[child] in _POSSIBLE or syntax.tag[child] == "TO"):
            return False
    return not any(first > verb and syntax.lower[first] in _OPEN_QUESTIONS for first, _ in content)


def _patterns(syntax: Syntax, cues: Cues, i: int) -> tuple[tuple[Pattern, ...], int | None]:
    """What the verb can take, and its particle. "made clear", "point out", "think of" count as one word."""
    lemma = syntax.lemma[i]
    if lemma not in cues.verbs and lemma not in cues.particles:
        lemma = cues.forms.get(syntax.lower[i], lemma)  # "hoped" is no form of "hop" here
    if lemma in cues.particles:
        for other in syntax.children[i]:
            if other > i and (phrase := f"{lemma} {syntax.lower[other]}") in cues.verbs:
                return cues.verbs[phrase], other
    if lemma in cues.verbs and syntax.first(i, "prt") is None:
        return cues.verbs[lemma], None
    return (), None


def _draft(
    syntax: Syntax,
    cues: Cues,
    verb: int,
    patterns: tuple[Pattern, ...],
    particle: int | None,
    beside: dict[int, Stretch],
) -> Draft | None:
    if syntax.dep[verb] in {"amod", "compound", "aux", "auxpass"}:
        return None
    if syntax.lemma[verb] in cues.citing and (syntax.tag[verb] == "VBG" or syntax.dep[verb] == "acl"):
        return None  # "citing", "cited by": see ingest/credits.py
    closing = _closing(syntax, cues, verb, patterns)
    if closing is not None:
        return closing
    sources = sources_of(syntax, verb)
    resumed = None
    if sources and syntax.dep[verb] == "conj" and syntax.head[sources[0]] != verb:
        saying = any(p.manner in _SPOKEN or p.manner is Manner.RESPONSE for p in patterns)
        if saying or not any(can_speak(syntax, cues, s, lenient=True) for s in sources):
            sources, resumed = _resuming(syntax, cues, verb, sources)
    if not sources and not is_passive(syntax, verb):
        return None
    if sources and syntax.lower[sources[0]] == "it" and syntax.dep[verb] in {"xcomp", "pcomp"}:
        return None  # "it is worth noting that …"
    if syntax.lemma[verb] in cues.evidential and not _is_evidence(syntax, cues, verb, sources):
        return None
    interposed = bool(sources) and any(
        p.frame in {"clause", "quote"} and p.manner in _SPOKEN for p in patterns
    )
    if interposed and (credit := appended(syntax, verb, sources)):
        content = cut_credits(syntax, cues, verb, [(syntax.sentence[verb][0], credit[0] - 1)], sources)
        if not _may_surround(syntax, patterns, content):
            return None
        draft = Draft(verb, cue_tokens(syntax, verb), sources, content, _manner(patterns))
        draft.asserts = asserts(syntax, verb, content)
        draft.credit = credit
        return draft
    speaks = any(can_speak(syntax, cues, s) for s in sources)
    may_speak = speaks or any(can_speak(syntax, cues, s, lenient=True) for s in sources)
    purpose = any(syntax.tag[c] == "TO" for c in syntax.having(verb, "aux"))
    for pattern in sorted(patterns, key=lambda p: _RANK[p.frame]):
        able = speaks if pattern.manner in _MINDED else may_speak
        if pattern.manner in _MINDED and pattern.frame == "clause":
            able = able or any(syntax.pos[s] == "NOUN" for s in sources)  # only minds believe that …
        if sources and pattern.source != "any" and not able:
            continue
        if purpose and pattern.frame in _PURPOSE:
            continue
        if not sources and (
            pattern.frame not in _HIDDEN or pattern.manner is Manner.INTENTION or pattern.source == "named"
        ):
            continue
        if not sources and pattern.frame == _NAMING and pattern.manner is Manner.SPEECH:
            continue
        content, preposition = content_of(syntax, verb, pattern, sources)
        if pattern.frame != "clause":
            content = [restrict(syntax, stretch) for stretch in content]
        content = cut_credits(syntax, cues, verb, content, sources) if content else []
        if not content:
            continue
        cue = cue_tokens(syntax, verb)
        cue += [t for t in (particle, preposition) if t is not None]
        manner = _directed(syntax, verb, pattern, content)
        draft = Draft(verb, cue, sources, content, manner, asserts(syntax, verb, content))
        draft.credit = resumed or _beside(syntax, verb, sources, speaks and pattern.manner in _SPOKEN)
        if pattern.frame in {"clause", "object"} and pattern.manner in _SPOKEN:
            _add_quotation(syntax, draft, beside)
        return draft
    if interposed:
        content = cut_credits(syntax, cues, verb, around(syntax, verb, sources), sources)
        if content and _may_surround(syntax, patterns, content):
            cue = cue_tokens(syntax, verb)
            draft = Draft(verb, cue, sources, content, _manner(patterns), asserts(syntax, verb, content))
            _add_quotation(syntax, draft, beside)
            return draft
        draft = Draft(verb, cue_tokens(syntax, verb), sources, [], _manner(patterns))
        _add_quotation(syntax, draft, beside)
        return draft if draft.content else None
    return None


def _resuming(
    syntax: Syntax, cues: Cues, verb: int, sources: tuple[int, ...]
) -> tuple[tuple[int, ...], Stretch | None]:
    """The true source of "acknowledged that mistakes were made and said …", where the parser coordinates "said"
    with "made"; and the words that therefore belong to no other content."""
    inside = False
    for above in syntax.ancestors(verb):
        if syntax.dep[above] in {"ccomp", "conj", "xcomp"}:
            inside = inside or syntax.dep[above] == "ccomp"
            continue
        subjects = sources_of(syntax, above)
        if (
            inside
            and above < verb
            and syntax.lemma[above] in cues.verbs
            and any(can_speak(syntax, cues, s) for s in subjects)
        ):
            first, last = syntax.subtree(verb)
            while first > 0 and syntax.pos[first - 1] in {"CCONJ", "PUNCT"}:
                first -= 1
            return subjects, (first, last)
        break
    return sources, None


def _beside(syntax: Syntax, verb: int, sources: tuple[int, ...], credits: bool) -> Stretch | None:
    """The words of ", and analysts predict …" after another credit: a credit of its own, no content of the other."""
    if not credits or syntax.dep[verb] != "conj" or not sources or syntax.head[sources[0]] != verb:
        return None
    first, last = syntax.subtree(verb)
    if first >= 2 and syntax.pos[first - 1] == "CCONJ" and syntax.lower[first - 2] == ",":
        return first - 2, last
    return None


def _add_quotation(syntax: Syntax, draft: Draft, beside: dict[int, Stretch]) -> None:
    """Take in the quotation that ends right before the credit or begins right after it."""
    own = [draft.anchor, *draft.cue]
    for source in draft.sources:
        if syntax.sentence[source] == syntax.sentence[draft.anchor]:
            own += [i for i in syntax.subtree(source) if abs(i - draft.anchor) < _NEAR]
    first, last = min(own), max(own)
    for edge in (first - 1, first - 2, last + 1, last + 2, last + 3):
        quote = beside.get(edge)
        if quote is None or (edge < first) != (edge == quote[1]):
            continue
        if draft.content and syntax.sentence[edge] != syntax.sentence[draft.anchor]:
            continue
        between = range(edge + 1, first) if edge < first else range(last + 1, edge)
        if any(not syntax.is_blank(i) for i in between):
            continue
        if (
            all(b < quote[0] or quote[1] < a for a, b in draft.content)
            and not quote[0] <= draft.anchor <= quote[1]
        ):
            draft.content = sorted([*draft.content, quote])
            draft.asserts = True


def _may_surround(syntax: Syntax, patterns: tuple[Pattern, ...], content: list[Stretch]) -> bool:
    """True where words around the credit can be its content: for "laughed" and "went on" only a quotation."""
    if any(p.frame == "clause" and p.manner in _SPOKEN for p in patterns):
        return bool(content)
    return any(syntax.lower[i] == '"' for first, last in content for i in range(first, last + 1))


def _closing(syntax: Syntax, cues: Cues, verb: int, patterns: tuple[Pattern, ...]) -> Draft | None:
    """The draft of a cue that ends its sentence after a comma and its source."""
    if not any(p.frame in {"clause", "quote"} and p.manner in _SPOKEN for p in patterns):
        return None
    phrase = closing_credit(syntax, verb)
    if phrase is None:
        return None
    first, last = phrase
    heads = [i for i in range(first, last + 1) if syntax.pos[i] in {"NOUN", "PROPN", "PRON"}]
    outer = [i for i in heads if not first <= syntax.head[i] <= last or syntax.head[i] == i]
    source = next(
        (i for i in outer if syntax.dep[i] in {"nsubj", "nsubjpass"}), outer[0] if outer else heads[-1]
    )
    opening = syntax.sentence[verb][0]
    content = cut_credits(syntax, cues, verb, [(opening, first - 1)], ())
    if not content or not can_speak(syntax, cues, source, lenient=True):
        return None
    cue = cue_tokens(syntax, verb) if syntax.pos[verb] != "NOUN" else [verb]
    draft = Draft(verb, cue, (source,), content, _manner(patterns), asserts(syntax, verb, content))
    draft.credit = (first, verb)
    return draft


def _is_evidence(syntax: Syntax, cues: Cues, verb: int, sources: tuple[int, ...]) -> bool:
    """True where a person or document "suggests" or "shows"; a bare participle ("suggesting …") draws a
    conclusion of the article's own."""
    if syntax.tag[verb] == "VBG" and syntax.first(verb, "nsubj", "aux") is None:
        return False
    return any(can_speak(syntax, cues, s) for s in sources)


def _manner(patterns: tuple[Pattern, ...]) -> Manner:
    return next(p.manner for p in patterns if p.frame in {"clause", "quote"})


def cut_credits(
    syntax: Syntax, cues: Cues, verb: int, content: list[Stretch], sources: tuple[int, ...]
) -> list[Stretch]:
    """The content without the cue, its sources and what goes on crediting: "according to …", "adding that …"."""
    holes: list[Stretch] = []
    for first, last in content:
        if first <= verb <= last:
            holes.append((verb, verb))
        for source in sources:
            if first <= source <= last and syntax.head[source] == verb:
                holes.append(syntax.subtree(source))
    for first, last in content:
        for i in range(first, last + 1):
            word = syntax.lower[i]
            if i != verb and _is_credit(syntax, cues, i, word):
                holes.append(syntax.subtree(i))
    return cut_all(syntax, content, holes)


def cut_all(syntax: Syntax, content: list[Stretch], holes: list[Stretch]) -> list[Stretch]:
    """Every stretch of the content without the holes, pieces without a word left out."""
    pieces = [piece for whole in content for piece in cut(syntax, whole, holes)]
    return [p for p in pieces if any(not syntax.is_blank(i) for i in range(p[0], p[1] + 1))]


def _is_credit(syntax: Syntax, cues: Cues, i: int, word: str) -> bool:
    if syntax.dep[i] == "prep" and word == "according":
        return True
    return (
        syntax.dep[i] == "advcl"
        and syntax.tag[i] == "VBG"
        and (syntax.lemma[i] in cues.continuing or syntax.lemma[i] in cues.evidential)
        and syntax.first(i, "nsubj") is None
        and syntax.subtree(i)[0] == i
    )


def _directed(syntax: Syntax, verb: int, pattern: Pattern, content: list[Stretch]) -> Manner:
    """ "Told the firms that they must …" is an order, "told them they can …" a leave, not news of a fact."""
    if pattern.manner is Manner.SPEECH and pattern.frame == "clause" and syntax.first(verb, "dobj", "dative"):
        for child in syntax.having(verb, "ccomp"):
            subject = syntax.first(child, "nsubj", "nsubjpass")
            if child > verb and subject is not None and syntax.lower[subject] in {"they", "it", "he", "she"}:
                if any(
                    syntax.lower[c] in {"can", "must", "should", "may"} for c in syntax.having(child, "aux")
                ):
                    return Manner.REQUEST
    return pattern.manner
