"""Takes out of a content what is not said: other credits, asides, the cue itself."""

from __future__ import annotations

from ingest.grammar.stretches import Stretch, subtract
from ingest.grammar.tree import Tree
from ingest.voices.cues import Cues

_DASHES = frozenset({"—", "–", "--"})


def cut_credits(
    tree: Tree, cues: Cues, verb: int, content: list[Stretch], sources: tuple[int, ...]
) -> list[Stretch]:
    """The content without the cue, its sources, and other credits ("according to …", ", adding that …")."""
    holes: list[Stretch] = []
    for first, last in content:
        if first <= verb <= last:
            holes.append((verb, verb))
        for source in sources:
            if first <= source <= last and tree.head[source] == verb:
                holes.append(tree.subtree(source))
    for first, last in content:
        for i in range(first, last + 1):
            if i != verb and _is_credit(tree, cues, i):
                holes.append(tree.subtree(i))
    return cut_all(tree, content, holes)


def cut_all(tree: Tree, content: list[Stretch], holes: list[Stretch]) -> list[Stretch]:
    """Every stretch of the content without the holes, pieces without a word left out."""
    return [piece for piece in subtract(content, holes) if tree.has_words(piece)]


def restrict(tree: Tree, stretch: Stretch) -> Stretch:
    """The stretch up to a remark in passing: ", which …", ", where …", " — a city …"."""
    first, last = stretch
    for i in range(first + 1, last):
        if tree.text[i] in _DASHES or tree.text[i] == ",":
            after = i + 1
            if tree.text[i] in _DASHES and tree.doc[i].whitespace_:
                return first, i - 1
            if tree.tag[after] in {"WDT", "WP", "WRB"} and not tree.is_blank(i - 1):
                return first, i - 1
    return stretch


def _is_credit(tree: Tree, cues: Cues, i: int) -> bool:
    if tree.dep[i] == "prep" and tree.text[i] in cues.crediting:
        return True
    return (
        tree.dep[i] == "advcl"
        and tree.tag[i] == "VBG"
        and (tree.lemma[i] in cues.continuing or tree.lemma[i] in cues.evidential)
        and tree.child(i, "nsubj") is None
        and tree.subtree(i)[0] == i
    )
