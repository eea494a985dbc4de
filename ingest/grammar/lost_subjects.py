"""Mends subjects that the parser hangs elsewhere: on a place before the verb, or as an adverb."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, subject_of
from ingest.grammar.matrix import words
from ingest.grammar.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "attr")
_NAMES = frozenset({"NNP", "NNPS"})
_HELPERS = words("auxiliaries", "verbs")
_NO_SUBJECTS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})


def mend_lost_subjects(tree: Tree, start: int, end: int) -> None:
    """A verb with a tense and without a subject takes the name right before it."""
    for token in range(start, end):
        if tree.dep[token] == "amod" and tree.tag[token] == "VBG":
            _read_as_noun(tree, token)
        if tree.pos[token] not in {"VERB", "AUX"} or tree.dep[token] in {"conj", "aux", "auxpass", "relcl"}:
            continue
        helper = tree.child(token, "aux", "auxpass")
        first = token if helper is None or helper > token else helper
        name = first - 1
        if name < start or tree.tag[name] not in _NAMES or tree.tag[first] not in TENSED:
            continue
        if tree.child(token, *_SUBJECTS) is not None or tree.doc[name].ent_type_ in _NO_SUBJECTS:
            continue
        role = subject_of(tree, token)
        if tree.head[name] == token and tree.dep[name] in {"advmod", "npadvmod", "dep", "amod", "compound"}:
            tree.attach(name, token, role)  # "Since May, IRCC has required …"
        elif tree.dep[name] == "pobj" and tree.head[tree.head[name]] == token:
            _part_place(tree, name, token, role)


def _read_as_noun(tree: Tree, token: int) -> None:
    """ "The ruling forces ministers to …": before a verb stands no adjective but its subject."""
    verb = tree.head[token]
    if tree.pos[verb] != "VERB" or tree.tag[verb] not in TENSED or tree.child(verb, *_SUBJECTS) is not None:
        return
    article = tree.child(verb, "det")
    if article is None or not article < token < verb or tree.child(verb, "dobj", "ccomp", "xcomp") is None:
        return
    for child in [c for c in tree.children[verb] if c < token and tree.dep[c] in {"det", "amod", "compound"}]:
        tree.attach(child, token, tree.dep[child])
    tree.dep[token], tree.tag[token], tree.pos[token], tree.lemma[token] = (
        "nsubj",
        "NN",
        "NOUN",
        tree.text[token],
    )


def _part_place(tree: Tree, name: int, verb: int, role: str) -> None:
    """ "Under the deal Acme must …": what was read as one noun is the deal, and Acme, who must."""
    place = tree.head[name]
    parts = [c for c in tree.children[name] if c < name]
    nouns = [c for c in parts if tree.dep[c] == "compound" and tree.tag[c] in {"NN", "NNS"}]
    if not nouns or tree.child(name, "det", "poss") is None or any(c > name for c in tree.children[name]):
        return
    thing = nouns[-1]
    tree.attach(thing, place, "pobj")
    for part in parts:
        if part < thing:
            tree.attach(part, thing, tree.dep[part])
    tree.attach(name, verb, role)


def mend_auxiliaries(tree: Tree, start: int, end: int) -> None:
    """ "The cabinet had in May approved": a subject that hangs on an auxiliary belongs to its verb."""
    for token in range(start, end):
        if tree.dep[token] not in {"aux", "auxpass"} or tree.lemma[token] not in _HELPERS:
            continue
        if tree.child(token, "nsubj", "nsubjpass") is None:
            continue
        for child in list(tree.children[token]):
            tree.attach(child, tree.head[token], tree.dep[child])
