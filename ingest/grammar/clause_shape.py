"""Tells the shape of a clause: its marker, its infinitive, its auxiliaries, its inversion."""

from __future__ import annotations

from ingest.grammar.tree import Tree
from ingest.stance.matrix import words


def marker(tree: Tree, token: int) -> str | None:
    """The word that opens the clause ("that", "whether", "if"), or None."""
    for child in tree.children[token]:
        if child > token:
            return None
        if tree.dep[child] == "mark" or tree.text[child] == "whether":
            return tree.text[child]
    return None


def has_to(tree: Tree, token: int) -> bool:
    """True for an infinitive with "to"."""
    return any(tree.tag[c] == "TO" and c < token for c in tree.children[token])


def has_tensed_auxiliary(tree: Tree, token: int) -> bool:
    """True where an auxiliary of the verb has a tense."""
    return any(
        tree.dep[c] in {"aux", "auxpass"} and tree.tag[c] in {"MD", "VBZ", "VBP", "VBD"}
        for c in tree.children[token]
    )


def auxiliaries_of(tree: Tree, token: int) -> list[int]:
    """A verb's auxiliaries; a coordinated bare verb has those of the first ("must cut costs and pay")."""
    while True:
        own = [c for c in tree.children[token] if tree.dep[c] in {"aux", "auxpass"}]
        if own or tree.dep[token] != "conj" or tree.tag[token] != "VB":
            return own
        if tree.child(token, "nsubj", "nsubjpass") is not None or tree.tag[tree.head[token]] != "VB":
            return own
        token = tree.head[token]


def speaks_of_future(tree: Tree, token: int) -> bool:
    """True for an infinitive or a verb with a modal."""
    return has_to(tree, token) or any(tree.tag[c] == "MD" for c in tree.children[token])


def is_inverted(tree: Tree, token: int) -> bool:
    """ "should the board agree": the auxiliary stands before the subject."""
    first = tree.child(token, "aux")
    subject = tree.child(token, "nsubj", "nsubjpass")
    return (
        first is not None
        and subject is not None
        and first < subject
        and tree.text[first] in words("conditions", "inverted")
    )


def particle_of(tree: Tree, token: int) -> str | None:
    """The particle of a phrasal verb ("out" of "rule out"), or None."""
    found = tree.child(token, "prt")
    return None if found is None else tree.text[found]
