"""Mends subjects that the parser hangs elsewhere: on a place before the verb, or as an adverb."""

from __future__ import annotations

from ingest.grammar.clause_shape import TENSED, subject_of
from ingest.grammar.control import control
from ingest.grammar.matrix import words
from ingest.grammar.tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "attr")
_NAMES = frozenset({"NNP", "NNPS"})
_HELPERS = words("auxiliaries", "verbs")
_CONJUNCTIONS = frozenset({"after", "before", "since", "until"})
"""Prepositions that open clauses too."""
_NO_SUBJECTS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})


def mend_lost_subjects(tree: Tree, start: int, end: int) -> None:
    """A verb with a tense and without a subject takes the name right before it."""
    for token in range(start, end):
        if tree.dep[token] == "amod" and tree.tag[token] == "VBG":
            _read_as_noun(tree, token)
        if tree.dep[token] == "conj" and tree.tag[token] == "VBD":
            _subject_behind_after(tree, token)
        if tree.pos[token] not in {"VERB", "AUX"} or tree.dep[token] in {"conj", "aux", "auxpass", "relcl"}:
            continue
        helper = tree.child(token, "aux", "auxpass")
        first = token if helper is None or helper > token else helper
        name = first - 1
        if name >= start and _mend_clause(tree, token, first, start):
            continue
        if name < start or tree.tag[name] not in _NAMES or tree.tag[first] not in TENSED:
            continue
        if tree.child(token, *_SUBJECTS) is not None or tree.doc[name].ent_type_ in _NO_SUBJECTS:
            continue
        role = subject_of(tree, token)
        if tree.head[name] == token and tree.dep[name] in {"advmod", "npadvmod", "dep", "amod", "compound"}:
            tree.attach(name, token, role)  # "Since May, IRCC has required …"
        elif tree.dep[name] == "pobj" and tree.head[tree.head[name]] == token:
            _part_place(tree, name, token, role)


def _mend_clause(tree: Tree, verb: int, first: int, start: int) -> bool:
    """Find the subject in the phrase before the verb, whose helper or itself stands at `first`."""
    if (subject := tree.child(verb, *_SUBJECTS)) is not None:
        _drop_quoted_subject(tree, verb)
        _fill_opener(tree, subject, start)
        return False
    if tree.tag[first] not in TENSED:
        return False
    for opener in tree.children[verb]:
        if opener >= first or tree.subtree(opener)[1] != first - 1:
            continue
        if tree.dep[opener] == "mark":
            return _subject_of_gerund(tree, opener, verb)
        if tree.dep[opener] == "prep":
            return _part_plural(tree, opener, verb, start)
    return False


def _subject_of_gerund(tree: Tree, mark: int, verb: int) -> bool:
    """ "as visiting premier Ann Lee spoke": she visits, and she is who spoke."""
    gerund = tree.child(mark, "pcomp")
    guest = None if gerund is None else tree.child(gerund, "dobj")
    if gerund is None or guest is None or tree.child(gerund, "aux", "nsubj") is not None:
        return False
    for child in [c for c in tree.children[gerund] if c != guest]:
        tree.attach(child, guest, tree.dep[child])
    tree.attach(guest, verb, subject_of(tree, verb))
    tree.attach(gerund, guest, "amod")
    return True


def _part_plural(tree: Tree, opener: int, verb: int, start: int) -> bool:
    """ "During the hearing growers from Peru said": a bare plural behind the noun is who said it."""
    plural = tree.child(opener, "pobj")
    if plural is None or (opener != start and tree.text[opener - 1] not in {",", "and", "but", '"'}):
        return False
    if tree.tag[plural] != "NNS" and tree.lemma[plural] not in control("bare_actors"):
        return False
    parts = [c for c in tree.children[plural] if c < plural]
    nouns = [c for c in parts if tree.dep[c] == "compound" and tree.tag[c] == "NN"]
    if not nouns or tree.child(plural, "det", "poss") is None:
        return False
    thing = nouns[-1]
    tree.attach(thing, opener, "pobj")
    for part in parts:
        if part < thing:
            tree.attach(part, thing, tree.dep[part])
    tree.attach(plural, verb, subject_of(tree, verb))
    return True


def _fill_opener(tree: Tree, plural: int, start: int) -> None:
    """ "During the hearing growers said", where "during" was left with nothing behind it."""
    first = tree.subtree(plural)[0]
    if tree.tag[plural] != "NNS" or first != start + 1 or tree.dep[start] != "prep" or tree.children[start]:
        return
    parts = [c for c in tree.children[plural] if c < plural]
    if len(parts) < 2:
        return
    thing = parts[-1]
    if tree.tag[thing] != "NN" or tree.dep[parts[0]] not in {"det", "poss"}:
        return
    tree.attach(thing, start, "pobj")
    for part in parts[:-1]:
        tree.attach(part, thing, tree.dep[part])


def _drop_quoted_subject(tree: Tree, verb: int) -> None:
    """ "\"We won, a great day,\" said Ann Lee": the day says nothing."""
    subjects = list(tree.having(verb, "nsubj"))
    said = tree.child(verb, "ccomp")
    if len(subjects) < 2 or said is None or not said < subjects[0] < verb < subjects[-1]:
        return
    if tree.lemma[verb] in control("reporting") and '"' in tree.text[subjects[0] : verb]:
        tree.attach(subjects[0], said, "dep")


def _subject_behind_after(tree: Tree, verb: int) -> None:
    """ "left after the heads of the guild, the largest in Peru, voted to stay": the heads voted."""
    over = tree.head[verb]
    if tree.child(verb, *_SUBJECTS) is not None or tree.text[verb - 1] != ",":
        return
    if any(over < c < verb for c in tree.having(over, "cc", "conj")):
        return
    for preposition in tree.having(over, "prep"):
        noun = tree.child(preposition, "pobj")
        if tree.text[preposition] not in _CONJUNCTIONS or noun is None or not over < preposition < verb:
            continue
        described = "," in tree.text[noun : verb - 1]
        if described and tree.subtree(noun)[1] in {verb - 1, verb - 2}:
            tree.attach(verb, over, "advcl")
            tree.attach(noun, verb, "nsubj")
            tree.attach(preposition, verb, "mark")
            tree.pos[preposition] = "SCONJ"
            return


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
