"""Finds the main verb where the parser read it as describing a noun: "Acme called on Peru to pay"."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, VERBAL, has_tense, subject_of
from ingest.grammar.control import control
from ingest.grammar.tree import Tree
from ingest.grammar.verb_forms import right_lemma

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = ("nsubj", "nsubjpass")


def mend_main_participles(tree: Tree, start: int, end: int) -> None:
    """Where a noun stands in the place of a clause and a tensed verb hangs on it, the verb is the clause.

    Also "the bill passed by 64 votes": votes and margins do nothing, they only say how many.
    """
    for token in range(start, end):
        if tree.dep[token] != "acl" or tree.head[token] > token:
            continue
        if tree.tag[token] == "VBD" or (tree.tag[token] == "VBN" and _is_counted(tree, token)):
            noun = tree.head[token]
            if tree.pos[noun] in _NOUNS and _stands_for_a_clause(tree, noun):
                _make_main(tree, token, noun)


def _stands_for_a_clause(tree: Tree, noun: int) -> bool:
    """True for the root of a sentence, and for what is joined to a verb."""
    above = tree.head[noun]
    joined = tree.dep[noun] in {"conj", "ccomp"} and tree.pos[above] in VERBAL and above < noun
    return (above == noun or joined) and tree.child(noun, "nsubj", "cop", "relcl", "conj") is None


def _is_counted(tree: Tree, verb: int) -> bool:
    """True behind which "by 64 votes" stands."""
    return any(
        tree.text[c] == "by" and any(tree.lemma[o] in control("tallies") for o in tree.children[c])
        for c in tree.children[verb]
    )


def _make_main(tree: Tree, verb: int, noun: int) -> None:
    """Make the verb the clause; what stands behind its "by" does nothing."""
    tree.raise_over(verb, noun, "nsubj")
    tree.tag[verb] = "VBD"
    for child in tree.children[verb]:
        if tree.dep[child] == "agent":
            tree.dep[child] = "prep"


def mend_main_verbs(tree: Tree, start: int, end: int) -> None:
    """Mend a verb read as what describes its subject, the noun before it or an aside."""
    for token in range(start, end):
        if tree.dep[token] == "acl":
            _main_verb_behind_apposition(tree, token)
        elif tree.dep[token] in {"ccomp", "advcl"}:
            _main_verb_behind_aside(tree, token)
    _main_verb_of_fragment(tree, start, end)


def _main_verb_behind_apposition(tree: Tree, verb: int) -> None:
    """ "Acme, the largest yard, never built ferries": a participle takes no object, so it is the verb."""
    noun = tree.head[verb]
    root = tree.head[noun] if tree.dep[noun] == "appos" else noun
    if tree.head[root] != root or tree.pos[root] not in _NOUNS or tree.tag[verb] not in {"VBN", "VBD"}:
        return
    if tree.child(verb, "dobj") is None or tree.child(verb, "auxpass", "agent", *_SUBJECTS) is not None:
        return
    if tree.lemma[verb] in control("ditransitive") | control("naming"):
        return  # "Acme, the yard awarded a contract"
    first = min((c for c in tree.children[verb] if c < verb), default=verb)
    if tree.text[first - 1] != "," or any(tree.tag[c] in TENSED for c in tree.children[root]):
        return
    tree.raise_over(verb, root, "nsubj")
    tree.tag[verb] = "VBD"


def _main_verb_behind_aside(tree: Tree, verb: int) -> None:
    """ "Labels, fearing a weaker law, filed briefs": read as if the law had filed them."""
    participle = tree.head[verb]
    if tree.tag[participle] != "VBG" or tree.head[participle] != participle or not has_tense(tree, verb):
        return
    if tree.child(participle, "aux", "dobj") is not None or tree.child(verb, "mark") is not None:
        return
    subject, thing = tree.child(participle, *_SUBJECTS), tree.child(verb, *_SUBJECTS)
    if subject is None or thing is None or not subject < participle < thing < verb:
        return
    last = tree.subtree(thing)[1]
    if tree.text[participle - 1] != "," or "," not in tree.text[last : last + 2]:
        return
    tree.attach(thing, participle, "dobj")
    tree.raise_over(verb, participle, "acl")
    tree.attach(subject, verb, subject_of(tree, verb))
    tree.attach(participle, subject, "acl")


def _main_verb_of_fragment(tree: Tree, start: int, end: int) -> None:
    """Make a past behind the root noun the main verb where it has no passive ("called on", "agreed to")."""
    root = next((i for i in range(start, end) if tree.head[i] == i), None)
    if root is None or tree.pos[root] not in _NOUNS:
        return
    if _main_verb_behind_name(tree, root, start, end):
        return
    verb = tree.child(root, "acl")
    if verb is None or verb < root or tree.tag[verb] != "VBN" or tree.child(verb, "prep") is None:
        return
    if tree.lemma[verb] not in control("never_passive") or tree.child(verb, "agent", "auxpass") is not None:
        return
    if any(tree.tag[i] in TENSED and tree.head[i] == root for i in range(start, end)):
        return
    tree.raise_over(verb, root, "nsubj")
    tree.tag[verb] = "VBD"


def _main_verb_behind_name(tree: Tree, root: int, start: int, end: int) -> bool:
    """ "The mayor, Ann Lee, closed schools": a past behind the name's second comma is no adjective."""
    name = tree.child(root, "appos")
    if name is None or tree.tag[name] != "NNP" or any(tree.tag[i] in TENSED for i in range(start, end)):
        return False
    verb = name + 2
    if verb >= end or tree.text[name + 1] != "," or tree.dep[verb] != "amod":
        return False
    noun = tree.head[verb]
    if not tree.text[verb].endswith("ed") or tree.head[noun] not in {root, name} or noun < verb:
        return False
    tree.raise_over(verb, root, "nsubj")
    tree.attach(noun, verb, "dobj")
    tree.pos[verb], tree.tag[verb] = "VERB", "VBD"
    tree.lemma[verb] = right_lemma(tree.text[verb], tree.lemma[verb])
    return True
