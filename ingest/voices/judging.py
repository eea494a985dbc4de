"""What a verbal credit is worth: whether anybody vouches for it, whether it is evidence or an order."""

from __future__ import annotations

from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.cues import Cues, Manner, Pattern
from ingest.voices.sources import can_speak


def asserts(tree: Tree, cues: Cues, verb: int, content: list[Stretch]) -> bool:
    """False where nobody vouches for the content: the cue is negated, possible, to come, or asks whether."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    for child in tree.children[verb]:
        if tree.dep[child] == "neg":
            return False
        if tree.dep[child] == "aux" and subject is not None and child < subject < verb:
            return False  # "Did the firm say that …?"
        if tree.dep[child] == "aux" and (tree.text[child] in cues.possible or tree.tag[child] == "TO"):
            return False
    if any(last < verb for _, last in content):
        return True  # "Demand will treble, says the agency, if prices fall": the condition is part of it
    return not any(first > verb and tree.text[first] in cues.whether for first, _ in content)


def is_evidence(tree: Tree, cues: Cues, verb: int, sources: tuple[int, ...]) -> bool:
    """True where a person or document "suggests" or "shows"; a bare participle ("suggesting …") draws a
    conclusion of the article's own."""
    if tree.tag[verb] == "VBG" and tree.child(verb, "nsubj", "aux") is None:
        return tree.dep[verb] == "acl" and tree.lemma[tree.head[verb]] in cues.documents
    return any(can_speak(tree, cues, s) for s in sources)


def directed(tree: Tree, cues: Cues, verb: int, pattern: Pattern) -> Manner:
    """ "Told the firms that they must …" is an order, "told them they can …" a leave: deeds, not news."""
    if (
        pattern.manner is not Manner.SPEECH
        or pattern.frame != "clause"
        or not tree.child(verb, "dobj", "dative")
    ):
        return pattern.manner
    for child in tree.having(verb, "ccomp"):
        subject = tree.child(child, "nsubj", "nsubjpass")
        if child < verb or subject is None or tree.text[subject] not in cues.back_pronouns:
            continue
        if any(tree.text[c] in cues.leave for c in tree.having(child, "aux")):
            return Manner.REQUEST
    return pattern.manner


def is_excuse(tree: Tree, verb: int, sources: tuple[int, ...]) -> bool:
    """True for "were not authorised to speak", which excuses a source and tells of nobody's request."""
    return not sources and tree.child(verb, "neg") is not None
