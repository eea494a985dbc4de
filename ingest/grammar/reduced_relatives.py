"""Mends a participle behind a noun that the parser took for the main verb: "aides briefed on it said so"."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, has_tense, subject_of
from ingest.grammar.tree import Tree

_CLAUSES = ("ccomp", "xcomp", "advcl", "conj", "dep")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def mend_reduced_relatives(tree: Tree, start: int, end: int) -> None:
    """A tensed verb that has no subject of its own behind another verb's phrase is the main one.

    Nothing but what describes the noun stands between "officials" and "said"; so "briefed" is a participle
    on the officials, and they are who said it.
    """
    for token in range(start, end):
        if tree.tag[token] not in {"VBD", "VBN"} or tree.pos[token] != "VERB":
            continue
        subject = tree.child(token, "nsubj", "nsubjpass")
        if subject is None or subject > token or tree.pos[subject] == "PRON":
            continue
        if any(tree.dep[c] in {"aux", "auxpass", "neg", "mark"} for c in tree.children[token]):
            continue
        aside = _verb_behind_aside(tree, token, subject)
        if aside is not None:
            make_main(tree, token, subject, aside)
            continue
        if tree.child(token, "dobj") is not None:
            continue
        said = next((c for c in tree.having(token, *_CLAUSES) if c > token), None)
        if said is None and tree.dep[token] == "conj":
            said = next((c for c in tree.having(tree.head[token], "conj") if c > token), None)
        if said is not None and _is_main(tree, token, said):
            make_main(tree, token, subject, said)
        elif said is None and (closing := _closing_verb(tree, token, subject)) is not None:
            for child in [c for c in tree.children[token] if c < subject]:
                tree.attach(child, closing, tree.dep[child])
            _hang_on(tree, token, subject, closing)


def _verb_behind_aside(tree: Tree, token: int, subject: int) -> int | None:
    """ "Acme, refused a permit in May, has appealed": no comma parts a subject from its only verb."""
    if tree.text[token - 1] != "," or tree.subtree(subject)[1] not in {token - 1, token - 2}:
        return None
    joint = tree.child(token, "cc")
    over = tree.head[token]
    above = [over] if over > token and tree.dep[token] in {"advcl", "ccomp"} else []
    for verb in [*tree.having(token, "conj"), *above]:
        if joint is not None and joint < verb:
            return None
        helpers = [c for c in tree.children[verb] if tree.dep[c] in {"aux", "auxpass", "neg", "advmod"}]
        closed = tree.text[min([verb, *(c for c in helpers if c < verb)]) - 1] == ","
        if (
            has_tense(tree, verb)
            and closed
            and not any(tree.dep[c] in _SUBJECTS for c in tree.children[verb])
        ):
            return verb
    return None


def _is_main(tree: Tree, token: int, verb: int) -> bool:
    first = tree.subtree(verb)[0]
    opening = verb
    while opening - 1 > token and (
        tree.dep[opening - 1] in {"aux", "neg", "advmod", "auxpass"}
        or (tree.head[opening - 1] >= opening and tree.doc[opening - 1].ent_type_ == "DATE")
    ):
        opening -= 1
    if first < opening or tree.text[opening - 1] in {",", '"', "and", "or", "nor", "but", ":"}:
        return False
    return (
        has_tense(tree, verb)
        and opening - 1 > token
        and not any(tree.dep[c] in _SUBJECTS for c in tree.children[verb])
    )


def make_main(tree: Tree, token: int, subject: int, verb: int) -> None:
    """Put the verb in the participle's place: the noun is its subject, the participle describes the noun."""
    head, dep = tree.head[token], tree.dep[token]
    if head != verb:
        tree.attach(verb, verb if head == token else head, dep)
    for child in [c for c in tree.children[token] if c < subject or c > verb]:
        tree.attach(child, verb, tree.dep[child])
    _hang_on(tree, token, subject, verb)


def _hang_on(tree: Tree, token: int, subject: int, verb: int) -> None:
    tree.attach(subject, verb, subject_of(tree, verb))
    tree.attach(token, subject, "acl")
    tree.tag[token] = "VBN"


def _closing_verb(tree: Tree, token: int, subject: int) -> int | None:
    """The verb of "…, aides briefed on it said", over all that stands before it and without a subject."""
    first, last = tree.subtree(subject)[0], tree.subtree(token)[1]
    verb = next((a for a in tree.ancestors(token) if a > token), None)
    if verb is None or first == 0 or tree.text[first - 1] != "," or last <= token:
        return None
    if any(tree.dep[c] in _SUBJECTS for c in tree.children[verb]):
        return None
    between = range(last + 1, verb)
    helped = all(tree.head[i] == verb and tree.dep[i] in {"aux", "neg", "advmod"} for i in between)
    tensed = tree.tag[verb] in TENSED or any(tree.tag[i] in TENSED for i in between)
    return verb if helped and tensed else None
