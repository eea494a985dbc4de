"""Tells the shape of a clause: its marker, its infinitive, its auxiliaries, its inversion."""

from __future__ import annotations

from ingest.grammar.matrix import words
from ingest.grammar.tree import Tree

TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of the verbs that have a tense, and of the modals."""

VERBAL = frozenset({"VERB", "AUX"})
_MOST_CONJUNCTS = 12  # whose passive a coordinated participle may share
_BARE = frozenset({"acl", "advcl", "amod", "oprd", "ccomp", "xcomp", "relcl"})
"""The places of a passive participle that has no auxiliary."""


def marker(tree: Tree, token: int) -> str | None:
    """The word that opens the clause ("that", "whether", "if"), or None."""
    for child in tree.children[token]:
        if child > token:
            return None
        word = tree.text[child]
        if tree.dep[child] == "mark" or word == "whether" or (word == "that" and tree.tag[child] == "IN"):
            return word  # "evidence that he knew": whatever the parser took "that" for
    return None


def is_question(tree: Tree, root: int) -> bool:
    """ "Will the bank fail?": the auxiliary (or "be") stands before the subject, and no "why" before it."""
    if not any(tree.text[c] == "?" for c in reversed(tree.children[root])):
        return False
    subject = tree.child(root, "nsubj", "nsubjpass", "expl")
    first = tree.child(root, "aux", "auxpass")
    start = root if first is None else min(root, first)
    return (
        subject is not None
        and start < subject
        and not any(tree.tag[c] in {"WRB", "WP", "WDT"} for c in tree.children[root] if c < start)
    )


def is_passive(tree: Tree, verb: int, depth: int = 0) -> bool:
    """True for "is said", and for a bare participle ("people cited by the paper", "said to have sold")."""
    own = False
    for child in tree.children[verb]:
        dep = tree.dep[child]
        if dep == "auxpass" or dep == "nsubjpass":
            return True
        if dep == "aux" or dep == "nsubj":
            own = True
    if tree.tag[verb] != "VBN":
        return False
    dep = tree.dep[verb]
    if dep == "conj" and not own:
        head = tree.head[verb]
        return depth < _MOST_CONJUNCTS and tree.pos[head] in VERBAL and is_passive(tree, head, depth + 1)
    if own and dep != "ccomp":
        return False
    return (dep in _BARE and not own) or (dep == "ccomp" and tree.child(verb, "aux") is None)


def subject_of(tree: Tree, verb: int) -> str:
    """What a subject is to the verb, in the parser's terms: nsubjpass where it is done to it, else nsubj."""
    return "nsubjpass" if tree.child(verb, "auxpass") is not None else "nsubj"


def has_tense(tree: Tree, verb: int) -> bool:
    """True for a verb that has a tense itself or by its auxiliary: no infinitive, participle or gerund."""
    return tree.tag[verb] in TENSED or has_tensed_auxiliary(tree, verb)


def has_to(tree: Tree, token: int) -> bool:
    """True for an infinitive with "to"."""
    return any(tree.tag[c] == "TO" and c < token for c in tree.children[token])


def has_tensed_auxiliary(tree: Tree, token: int) -> bool:
    """True where an auxiliary of the verb has a tense."""
    return any(tree.dep[c] in {"aux", "auxpass"} and tree.tag[c] in TENSED for c in tree.children[token])


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


def speaks_of_time_ahead(tree: Tree, token: int) -> bool:
    """ "is opening a plant next year": a present with a time that is still to come."""
    if tree.tag[token] not in {"VBZ", "VBP"}:
        auxiliaries = [c for c in tree.children[token] if tree.dep[c] in {"aux", "auxpass"}]
        if not any(tree.tag[c] in {"VBZ", "VBP"} and tree.lemma[c] == "be" for c in auxiliaries):
            return False
    ahead = words("temporal", "ahead")
    for child in tree.children[token]:
        if tree.dep[child] not in {"npadvmod", "prep", "advmod"}:
            continue
        if tree.text[child] in ahead:
            return True
        nouns = tree.children[child] if tree.dep[child] == "prep" else (child,)
        if any(tree.text[g] in ahead for n in nouns for g in (n, *tree.children[n]) if g <= n):
            return True
    return False


def looks_back(tree: Tree, token: int) -> bool:
    """ "was due to sell": a past "be" that nobody reports, of which the text does not say how it came out."""
    over = tree.head[token]
    copula = over if tree.dep[token] in {"acomp", "oprd"} else token
    if tree.dep[copula] in {"ccomp", "conj", "parataxis"}:
        return False
    forms = (copula,) if tree.lemma[copula] == "be" else tree.children[copula]
    return any(tree.tag[c] == "VBD" and tree.lemma[c] == "be" for c in forms)


def is_told_back(tree: Tree, token: int) -> bool:
    """ "would be sold": the future of a past, in which "before it opened" has not come either."""
    return any(tree.text[c] in words("temporal", "told_back") for c in tree.children[token] if c < token)


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


def is_nobody(tree: Tree, noun: int) -> bool:
    """True for "no bidder", "neither bank" and "nobody"."""
    if tree.text[noun] in words("negations", "words"):
        return True
    return any(tree.text[c] in words("negations", "determiners") for c in tree.children[noun] if c < noun)
