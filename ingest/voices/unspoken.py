"""Credits without any word for it: "Poll: Most voters want …", a quotation with its speaker's name beneath.

They stand in chains only; there is no cue that the annotation layer could show.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.cues import Cues, Manner
from ingest.voices.drafts import Draft
from ingest.voices.sources import can_speak

_LONGEST_LABEL = 5  # tokens of "Senate Republican leader" before the colon
_LONGEST_NAME = 8  # tokens of "The Honourable Catherine Anne McKenna" before her office
_DASHES = frozenset({"—", "–", "-", "--"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})


def colon_drafts(tree: Tree, cues: Cues) -> Iterator[Draft]:
    """ "Sources: Bank to close branches": who stands before the colon that opens a sentence says the rest."""
    for number, (start, end, _) in enumerate(tree.sentences):
        near = range(start + 1, min(end, start + _LONGEST_LABEL + 1))
        colon = next((i for i in near if tree.text[i] == ":"), None)
        if colon is None or any(tree.pos[i] not in _NOMINAL for i in range(start, colon)):
            continue
        if colon + 1 == end and number + 1 < len(tree.sentences):
            end = tree.sentences[number + 1][1]  # the parser may end the sentence with the colon
        if colon + 1 >= end or not tree.has_words((colon + 1, end - 1)):
            continue
        last = colon - 1
        person = tree.doc[last].ent_type_ == "PERSON"
        if person or (tree.pos[last] == "NOUN" and can_speak(tree, cues, last)):
            yield Draft(colon, [colon], (last,), [(colon + 1, end - 1)], Manner.REPORT, shown=False)


def signed_drafts(tree: Tree, quotes: list[Stretch]) -> Iterator[Draft]:
    """A quotation with a dash and a name on the line beneath it, as press releases have them."""
    for first, last in quotes:
        dash = last + 1
        while dash < len(tree) and tree.pos[dash] == "SPACE":
            dash += 1
        if dash == last + 1 or dash >= len(tree) or tree.text[dash] not in _DASHES:
            continue
        line = range(dash + 1, min(len(tree), dash + 1 + _LONGEST_NAME))
        name = next((i for i in line if tree.doc[i].ent_type_ == "PERSON"), None)
        if name is None or any("\n" in tree.text[i] or tree.text[i] == "," for i in range(dash + 1, name)):
            continue
        while name + 1 < len(tree) and tree.doc[name + 1].ent_type_ == "PERSON" and tree.head[name] != name:
            name += 1
        yield Draft(dash, [dash], (name,), [(first, last)], Manner.SPEECH, shown=False)
