"""Mends headlines, which leave out what the parser leans on: articles, "is", "will"."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, has_to, subject_of
from ingest.grammar.control import control
from ingest.grammar.matrix import words
from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import is_headline_verb, is_verb

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod", "punct"})


def is_title(tree: Tree, start: int, end: int) -> bool:
    """True where nearly all long words of the sentence have capitals, so that capitals prove no name."""
    longer = [i for i in range(start, end) if len(tree.text[i]) > 3 and tree.text[i].isalpha()]
    return len(longer) >= 3 and sum(tree.capital[i] for i in longer) >= 0.9 * len(longer)


def mend_headline(tree: Tree, start: int, end: int) -> None:
    """Mend the headline between those tokens: its verb, its infinitive, its passives."""
    root = next((i for i in range(start, end) if tree.head[i] == i), None)
    if root is None:
        return
    _join_subjects(tree, start)
    for token in range(start, end):
        if tree.tag[token] in {"VBD", "VBN"} and tree.dep[token] in {"ROOT", "conj", "ccomp"}:
            _make_passive(tree, token)
    finite = (i for i in range(start, end) if tree.tag[i] in TENSED)
    if tree.pos[root] == "VERB" or any(tree.dep[i] != "compound" for i in finite):
        return
    if not _raise_noun_verb(tree, start, end, root) and tree.pos[root] in {"NOUN", "PROPN"}:
        _raise_infinitive(tree, root)


def _join_subjects(tree: Tree, start: int) -> None:
    """ "India, Chile sign pact": headlines have a comma for "and"."""
    first, comma, second = start, start + 1, start + 2
    if second >= len(tree) or tree.text[comma] != "," or tree.pos[first] != "PROPN":
        return
    verb = tree.head[second]
    if tree.dep[second] != "nsubj" or tree.pos[second] != "PROPN" or tree.head[first] != verb:
        return
    tree.attach(first, verb, "nsubj")
    tree.attach(second, first, "conj")


def _raise_infinitive(tree: Tree, root: int) -> None:
    """ "Bank to cut jobs": the infinitive is the main verb, the noun its subject."""
    for child in tree.children[root]:
        if child > root and tree.dep[child] in {"acl", "relcl", "xcomp"} and tree.tag[child] == "VB":
            if not any(tree.tag[c] == "TO" for c in tree.children[child]):
                continue
            tree.attach(child, child, "ROOT")
            tree.attach(root, child, subject_of(tree, child))
            return


def _raise_noun_verb(tree: Tree, start: int, end: int, root: int) -> bool:
    """ "Carmaker launches van": a word in -s between two nouns, read as a noun, is the headline's verb."""
    for token in range(start + 1, end - 1):
        if not _may_be_verb(tree, token) or tree.tag[token - 1] not in {"NN", "NNP", "NNPS"}:
            continue
        following = tree.tag[token + 1]
        verb = is_verb(tree.text[token]) or is_headline_verb(tree.text[token])
        if verb is None or following not in _NOUNS | {"DT", "JJ", "CD", "PRP$", "TO", "IN", "$", "NNP"}:
            continue
        if following == "IN" and tree.text[token + 1] in {"of", "and"}:
            continue
        subject = token - 1
        for child in list(tree.children[token]):
            if child < token and child != subject and tree.dep[child] in _BEFORE_NOUN:
                tree.attach(child, subject, tree.dep[child])
        for child in list(tree.children[root]):
            if child < token and child not in (subject, token) and root != token:
                tree.attach(child, subject, tree.dep[child])
        if root != token:
            tree.attach(token, token, "ROOT")
            tree.attach(root, token, "dobj" if root > token else "dep")
            _part_order(tree, token, root, verb)
        tree.attach(subject, token, "nsubj")
        tree.pos[token], tree.tag[token], tree.lemma[token] = "VERB", "VBZ", verb
        return True
    return False


def _part_order(tree: Tree, token: int, noun: int, verb: str) -> None:
    """ "Court orders brewer to pay": the infinitive is what is ordered."""
    if verb not in control("ordering"):
        return
    for child in [c for c in tree.having(noun, "relcl", "acl") if c > noun and has_to(tree, c)]:
        tree.attach(child, token, "xcomp")


def _may_be_verb(tree: Tree, token: int) -> bool:
    """True for a word in -s that was read as a noun, or as a part of one ("Maker wins contract")."""
    return tree.tag[token] in {"NNS", "NNPS"} or (tree.tag[token] == "VBZ" and tree.dep[token] == "compound")


def _make_passive(tree: Tree, token: int) -> None:
    """ "Launch delayed after fault": headlines tell deeds in the present, so a bare past is passive."""
    if any(
        tree.dep[c] in {"dobj", "aux", "auxpass", "ccomp", "xcomp", "dative", "prt"}
        for c in tree.children[token]
    ):
        return
    subject = tree.child(token, "nsubj")
    if subject is None or tree.lemma[token] in words("headline", "intransitive"):
        return
    tree.dep[subject] = "nsubjpass"
    tree.tag[token] = "VBN"
