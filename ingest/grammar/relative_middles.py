"""Mends "the pact, which the leaders signed, ends": the parser reads "signed" as describing the leaders."""

from __future__ import annotations

from ingest.grammar.clause_shape import subject_of
from ingest.grammar.tree import Tree

_PRONOUNS = frozenset({"which", "that", "whom"})


def mend_relative_middles(tree: Tree, start: int, end: int) -> None:
    """The first verb behind "which the leaders" is that of the relative clause, a later one the main verb."""
    for verb in range(start + 2, end):
        if tree.dep[verb] != "acl" or tree.tag[verb] not in {"VBN", "VBD"}:
            continue
        subject = tree.head[verb]
        over = tree.head[subject]
        if (
            tree.dep[subject] != "nsubj"
            or not subject < verb
            or tree.child(verb, "agent", "dobj") is not None
        ):
            continue
        if tree.dep[over] == "relcl" and verb < over:
            pronoun = tree.child(over, "dobj")
            if pronoun is not None and pronoun < subject and tree.text[pronoun] in _PRONOUNS:
                _part_main_verb(tree, verb, subject, over, pronoun)
        elif tree.text[over] in _PRONOUNS and tree.dep[over] == "appos" and over < subject:
            _make_relative(tree, verb, subject, tree.head[over], over)


def mend_far_relatives(tree: Tree, start: int, end: int) -> None:
    """ "the jab, for a rare form of gout, which was cleared": what stands between commas is no antecedent."""
    for verb in range(start + 2, end):
        if tree.dep[verb] != "relcl" or tree.tag[verb] == "VB":
            continue
        noun, first = tree.head[verb], tree.subtree(verb)[0]
        if tree.text[first] != "which" or tree.text[first - 1] != ",":
            continue
        while tree.dep[noun] == "pobj" and tree.dep[tree.head[noun]] == "prep":
            prep = tree.head[noun]
            noun = tree.head[prep]
            if tree.text[prep - 1] == "," and tree.pos[noun] == "VERB" and tree.head[prep - 2] == noun:
                noun = prep - 2  # "makes the jab, for gout, which"
            if tree.pos[noun] not in {"NOUN", "PROPN"}:
                break
            if tree.text[prep - 1] == "," and tree.doc[noun].ent_type_ != "PERSON" and noun < prep:
                tree.attach(verb, noun, "relcl")
                break


def _part_main_verb(tree: Tree, verb: int, subject: int, main: int, pronoun: int) -> None:
    noun = tree.head[main]
    first = min([main, *(c for c in tree.having(main, "aux", "auxpass", "neg", "advmod") if c > verb)])
    if tree.text[first - 1] != "," or tree.head[noun] != noun:
        return  # only where the noun has no other verb
    _make_relative(tree, verb, subject, noun, pronoun)
    tree.attach(main, main, "ROOT")
    tree.attach(noun, main, subject_of(tree, main))


def _make_relative(tree: Tree, verb: int, subject: int, noun: int, pronoun: int) -> None:
    tree.attach(verb, noun, "relcl")
    tree.tag[verb] = "VBD"
    tree.attach(subject, verb, "nsubj")
    tree.attach(pronoun, verb, "dobj")
