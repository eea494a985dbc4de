"""What a verbal credit is worth: whether anybody vouches for it, whether it is evidence or an order."""

from __future__ import annotations

from ingest.grammar.syntax import Stretch, Syntax
from ingest.voices.cues import Cues, Manner, Pattern
from ingest.voices.sources import can_speak


def asserts(syntax: Syntax, cues: Cues, verb: int, content: list[Stretch]) -> bool:
    """False where nobody vouches for the content: the cue is negated, possible, to come, or asks whether."""
    subject = syntax.first(verb, "nsubj", "nsubjpass")
    for child in syntax.children[verb]:
        if syntax.dep[child] == "neg":
            return False
        if syntax.dep[child] == "aux" and subject is not None and child < subject < verb:
            return False  # "Did the firm say that …?"
        if syntax.dep[child] == "aux" and (syntax.lower[child] in cues.possible or syntax.tag[child] == "TO"):
            return False
    return not any(first > verb and syntax.lower[first] in cues.whether for first, _ in content)


def is_evidence(syntax: Syntax, cues: Cues, verb: int, sources: tuple[int, ...]) -> bool:
    """True where a person or document "suggests" or "shows"; a bare participle ("suggesting …") draws a
    conclusion of the article's own."""
    if syntax.tag[verb] == "VBG" and syntax.first(verb, "nsubj", "aux") is None:
        return syntax.dep[verb] == "acl" and syntax.lemma[syntax.head[verb]] in cues.documents
    return any(can_speak(syntax, cues, s) for s in sources)


def directed(syntax: Syntax, cues: Cues, verb: int, pattern: Pattern) -> Manner:
    """ "Told the firms that they must …" is an order, "told them they can …" a leave: deeds, not news."""
    if (
        pattern.manner is not Manner.SPEECH
        or pattern.frame != "clause"
        or not syntax.first(verb, "dobj", "dative")
    ):
        return pattern.manner
    for child in syntax.having(verb, "ccomp"):
        subject = syntax.first(child, "nsubj", "nsubjpass")
        if child < verb or subject is None or syntax.lower[subject] not in cues.back_pronouns:
            continue
        if any(syntax.lower[c] in cues.leave for c in syntax.having(child, "aux")):
            return Manner.REQUEST
    return pattern.manner


def is_excuse(syntax: Syntax, verb: int, sources: tuple[int, ...]) -> bool:
    """True for "were not authorised to speak", which excuses a source and tells of nobody's request."""
    return not sources and syntax.first(verb, "neg") is not None
