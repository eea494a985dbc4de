"""Mends lists of names, and clauses beside names, that the parser hung wrongly."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, subject_of
from ingest.grammar.subjects import SUBJECTS
from ingest.grammar.tree import Tree

_STRAY = frozenset({"advcl", "npadvmod", "dep", "amod", "advmod", "meta", "intj"})
"""As what a name at the beginning of a sentence is read where the parser missed that it is the subject."""
_SHORTEST_ACRONYM = 3


def mend_name_lists(tree: Tree, start: int, end: int) -> None:
    """Hang names that are listed on one another, and what is said of them on the first."""
    for token in range(start, end):
        if tree.pos[token] != "PROPN":
            continue
        if tree.dep[token] == "appos":
            _mend_apposed_list(tree, token)
        elif tree.dep[token] == "conj":
            _mend_places_between(tree, token)
    _mend_leading_acronym(tree, start, end)
    for token in range(start, end):
        if tree.text[token] == "whose" and tree.dep[token] == "poss":
            _mend_whose(tree, token)


def _mend_apposed_list(tree: Tree, token: int) -> None:
    """ "Peru, Chile and Cuba", read as Peru, that is, Chile and Cuba."""
    first = tree.head[token]
    if tree.pos[first] != "PROPN" or tree.tag[token + 1 : token + 2] == ["POS"]:
        return
    sort = tree.doc[token].ent_type_
    if not sort or sort != tree.doc[first].ent_type_:
        return
    edge = min((c for c in tree.children[token] if c < token), default=token)
    listed = [c for c in tree.children[token] if tree.dep[c] == "conj" and tree.pos[c] == "PROPN"]
    if listed and tree.text[edge - 1] == "," and tree.doc[listed[0]].ent_type_ == sort:
        tree.dep[token] = "conj"


def _mend_places_between(tree: Tree, token: int) -> None:
    """ "Ann Lee of Peru and Bo Dahl of Cuba", read as Ann Lee of Peru and of Bo Dahl."""
    place = tree.head[token]
    sort = tree.doc[token].ent_type_
    if tree.dep[place] != "pobj" or sort not in {"PERSON", "ORG"} or tree.doc[place].ent_type_ == sort:
        return
    if sort == "ORG" and tree.doc[place].ent_type_ != "GPE":
        return
    preposition = tree.head[place]
    name = tree.head[preposition]
    if tree.text[preposition] not in {"of", "from"} or tree.doc[name].ent_type_ != sort:
        return
    for child in [c for c in tree.children[place] if c > place]:
        below = tree.dep[child] in {"cc", "conj", "punct"}
        tree.attach(child, name if below else token, tree.dep[child])


def _mend_leading_acronym(tree: Tree, start: int, end: int) -> None:
    """ "NAFSA, the body that decides, refused", where the acronym was taken for a common noun."""
    name, verb = start, tree.head[start]
    word = tree.doc[name].text
    if verb == name or start + 2 >= end or tree.text[name + 1] != "," or tree.dep[name] not in _STRAY:
        return
    if not (word.isupper() and len(word) >= _SHORTEST_ACRONYM) and tree.pos[name] != "PROPN":
        return
    noun = tree.child(verb, *SUBJECTS)
    if noun is None or tree.subtree(noun)[0] != name + 2 or tree.text[name + 2] not in {"the", "a", "an"}:
        return
    tree.tag[name], tree.pos[name], tree.lemma[name] = "NNP", "PROPN", tree.text[name]
    tree.dep[name] = tree.dep[noun]
    tree.attach(noun, name, "appos")


def _mend_whose(tree: Tree, pronoun: int) -> None:
    """ "Peru, whose mines were shut, has pledged", read as Peru's being shut."""
    noun = tree.head[pronoun]
    if tree.dep[noun] == "compound":  # "whose president Ann Lee"
        noun = tree.head[noun]
    verb = tree.head[noun]
    if tree.dep[noun] not in SUBJECTS:
        return
    owner = tree.child(verb, *SUBJECTS)
    if owner is None or owner >= noun or tree.dep[verb] == "relcl":
        return
    main = next(
        (c for c in tree.having(verb, "conj", "ccomp", "advcl") if c > verb and _is_main(tree, c)), None
    )
    if main is None:
        return
    head, dep = tree.head[verb], tree.dep[verb]
    tree.attach(main, main if head == verb else head, dep)
    first = tree.subtree(main)[0]
    for child in [c for c in tree.children[verb] if c < owner or c > first - 2]:
        tree.attach(child, main, tree.dep[child])
    tree.attach(owner, main, subject_of(tree, main))
    tree.attach(verb, owner, "relcl")


def _is_main(tree: Tree, verb: int) -> bool:
    """True for a verb with a tense but no subject, behind a comma."""
    if tree.child(verb, "nsubj", "nsubjpass", "expl", "cc", "mark") is not None:
        return False
    helpers = [
        c for c in tree.children[verb] if tree.dep[c] in {"aux", "auxpass", "neg", "advmod"} and c < verb
    ]
    opening = min(helpers, default=verb)
    tensed = tree.tag[verb] in TENSED or any(tree.tag[c] in TENSED for c in helpers)
    return tensed and tree.text[opening - 1] == ","
