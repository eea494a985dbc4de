"""Tells how an action stands by the words around it: certain or not, denied, planned.

An action's stance is what its own words say upon what the predicates above it say ("plans to", "refused to",
"is likely to"), from the top of the sentence down.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.grammar.clause_shape import (
    has_tensed_auxiliary,
    has_to,
    is_inverted,
    is_passive,
    is_question,
    is_told_back,
    looks_back,
    marker,
    particle_of,
    speaks_of_future,
)
from ingest.grammar.control import is_light
from ingest.grammar.event_nouns import singular
from ingest.grammar.matrix import class_of, is_matrix_noun, words
from ingest.grammar.predicates import Part, PredicateIndex
from ingest.grammar.tree import Tree
from ingest.stance.contents import (
    came_to_nothing,
    content_before,
    is_bought,
    is_one_of_a_row,
    is_result,
    is_topic,
    is_without,
    matrix_key,
)
from ingest.stance.stance import OPEN, PLAIN, Stance, applied, noun_words, planned, verb_words
from kg.model import Status

NOMINAL = frozenset({"NOUN", "PROPN"})
_DEEPEST = 8
"""How many predicates above an action are asked; the outermost of a deeper nest change nothing."""


def stance_at(tree: Tree, index: PredicateIndex, token: int, depth: int = _DEEPEST) -> Stance:
    """Certainty, negation, future and status of the predicate at `token`; `depth`: how far up to ask."""
    above = _from_above(tree, index, token, depth) if depth else PLAIN
    predicate = index.at(token)
    if tree.pos[token] in NOMINAL:
        return noun_words(tree, token, above)
    if predicate is not None and predicate.part is Part.ADJECTIVE and tree.dep[token] in {"acomp", "oprd"}:
        return verb_words(tree, tree.head[token], above)
    return verb_words(tree, token, above)


def _from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """What the rest of the sentence says about the predicate at `token`."""
    dep, head = tree.dep[token], tree.head[token]
    if head == token:
        if marker(tree, token) in {"whether", "if"}:
            return replace(
                OPEN, future=speaks_of_future(tree, token)
            )  # "Whether it will sell remains to be seen."
        if is_question(tree, token):
            return OPEN
        return planned(PLAIN) if has_to(tree, token) else PLAIN  # "Bank to cut jobs"
    if is_inverted(tree, token):
        return replace(OPEN, future=True)
    predicate = index.at(token)
    if predicate is not None and predicate.part is Part.ADJECTIVE and dep in {"acomp", "oprd"}:
        return _from_above(tree, index, head, depth)
    if tree.pos[token] in NOMINAL:
        return _noun_from_above(tree, index, token, depth)
    if dep == "conj":
        return _conjunct_from_above(tree, index, token, depth)
    if dep in {"xcomp", "ccomp", "oprd", "acomp"}:
        return _under(tree, index, token, head, depth)
    if dep == "pcomp":
        return _gerund_from_above(tree, index, token, depth)
    if dep in {"acl", "relcl"}:
        return _attribute_from_above(tree, index, token, depth)
    if dep == "advcl":
        return _adverbial_from_above(tree, index, token, depth)
    return PLAIN


def _attribute_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """Infinitives behind a noun stand as the noun does; relative clauses and participles by themselves."""
    dep, head = tree.dep[token], tree.head[token]
    if has_to(tree, token):
        if is_one_of_a_row(tree, head):
            if tree.dep[head] == "attr":  # "will be the first state to ratify it"
                return replace(stance_at(tree, index, tree.head[head], depth - 1), negated=False)
            return _noun_from_above(tree, index, head, depth)  # "the first state to ratify it"
        passive = tree.child(token, "auxpass") is not None
        if passive and class_of("noun", singular(tree.text[head]), None, False) is None:
            return planned(PLAIN)  # "an inquiry to be held in May"
        if tree.pos[head] == "PROPN" and tree.child(head, "amod", "advmod") is None:
            return planned(PLAIN)  # "Acme to sell ships, says union"
        return _under(tree, index, token, head, depth)
    if dep == "acl" and marker(tree, token) in {"that", "whether", "if"}:
        return _under(tree, index, token, head, depth)
    if any(tree.text[c] == "would" for c in tree.children[token]) and tree.pos[head] in NOMINAL:
        above = _noun_from_above(tree, index, head, depth)
        return PLAIN if above.negated else above  # "weighs a plan that would ban"
    if dep == "acl" and is_without(tree, head) and tree.child(token, "auxpass") is not None:
        return replace(PLAIN, negated=True)  # "without a deal being reached"
    return PLAIN


def _under(tree: Tree, index: PredicateIndex, token: int, head: int, depth: int) -> Stance:
    """The stance of a clause or infinitive under the word `head`."""
    mark = marker(tree, token)
    if mark in {"whether", "if"}:
        over = stance_at(tree, index, head, depth - 1) if tree.pos[head] in {"VERB", "AUX"} else PLAIN
        return replace(OPEN, future=over.future or speaks_of_future(tree, token))
    if mark in words("openers", "words"):
        return OPEN
    infinitive = has_to(tree, token)
    finite = (not infinitive and tree.tag[token] not in {"VB", "VBG", "VBN"}) or has_tensed_auxiliary(
        tree, token
    )
    part, lemma, particle = matrix_key(tree, head)
    adjective = tree.child(head, "acomp") if finite and lemma == "be" else None
    if adjective is not None and adjective < token:
        part, lemma, particle = "adjective", tree.text[adjective], None  # "it is possible that it sold"
    if part == "verb" and infinitive and is_light(lemma):
        noun = tree.child(head, "dobj") or tree.child(head, "nsubjpass")
        if noun is not None and index.at(noun) is not None:
            found = class_of("noun", singular(tree.text[noun]), None, False)
            if found is not None:
                return applied(found, stance_at(tree, index, noun, depth - 1))
    if part == "verb" and infinitive and lemma in words("auxiliaries", "verbs"):
        return _auxiliary_like(tree, index, head, lemma, depth)
    if part == "verb" and infinitive and lemma in words("auxiliaries", "habit"):
        return PLAIN
    found = class_of(part, lemma, particle, finite)
    passive = is_passive(tree, head)
    loose = finite and mark is None and token < head
    if loose and found is not None and found.name not in words("parenthetical", "classes"):
        return PLAIN  # "First they sold two ships, now they want to sell the port."
    if passive and (found is None or (infinitive and found.name == "reporting")):
        # "is poised to sell", "is said to have sold"
        found = class_of("adjective", tree.text[head], None, finite) or found
    over = stance_at(tree, index, head, depth - 1)
    if found is None:
        if finite:
            return PLAIN
        return over if part != "noun" else (planned(over) if infinitive and index.at(head) else PLAIN)
    settled = infinitive and found.name == "committed" and (passive or part == "adjective")
    if settled and looks_back(tree, head):
        return replace(applied(found, over), certain=False, future=over.future)  # "was due to sell"
    if part == "noun" and infinitive and is_bought(tree, token, head):
        return over  # "signed a contract to buy jets"
    if part == "noun" and infinitive and found.name == "wanting" and came_to_nothing(tree, head):
        return replace(PLAIN, negated=True)  # "an attempt to close the bridge failed"
    return applied(found, over)


def _auxiliary_like(tree: Tree, index: PredicateIndex, head: int, lemma: str, depth: int) -> Stance:
    """ "is to sell", "has to sell", "is going to sell", "has yet to sell"."""
    over = stance_at(tree, index, head, depth - 1)
    if any(tree.text[c] in words("auxiliaries", "not_yet") for c in tree.children[head]):
        return replace(over, negated=True, status=Status.HAPPENED)
    if lemma == "be" and tree.child(head, "attr") is not None:
        return over
    if lemma == "have" and tree.tag[head] in {"VBD", "VBN"} and not over.future:
        return over  # "had to apply": it did
    if lemma == "be" and looks_back(tree, head):
        return replace(planned(over), certain=False, future=over.future)  # "was to sell"
    return planned(over)


def _conjunct_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """A second verb stands under what the first stands under, and shares its auxiliaries if it has none."""
    head = tree.head[token]
    if tree.pos[head] not in {"VERB", "AUX"} and index.at(head) is None:
        return PLAIN
    bare = tree.tag[head] == "VB" and tree.text[token] == tree.lemma[token]  # "to cut jobs, shut mines"
    if tree.tag[token] in {"VBD", "VBZ", "VBP"} and tree.tag[head] == "VB" and not bare:
        return PLAIN  # "was due to sign but postponed it": the parser hangs it too deep
    own = any(tree.dep[c] in {"nsubj", "nsubjpass", "aux"} for c in tree.children[token])
    first = tree.child(head, "aux", "auxpass")
    if tree.child(head, "aux") is not None and has_tensed_auxiliary(tree, token):
        return _from_above(tree, index, head, depth - 1)  # "may not work and are barred"
    shares = not own and first is not None and tree.tag[token] in {"VB", "VBN", "VBG"}
    same = bare or (tree.tag[head] == tree.tag[token] and tree.tag[token] in {"VB", "VBG"})
    if shares or (same and not own):
        return stance_at(tree, index, head, depth - 1)
    return _from_above(tree, index, head, depth - 1) if not own else PLAIN


def _gerund_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """ "barred from selling", "without selling", "plans for selling", "after selling"."""
    preposition = tree.head[token]
    word = tree.text[preposition]
    over = tree.head[preposition]
    if word in words("negations", "words") or word in {"instead", "rather", "than"}:
        return replace(PLAIN, negated=True)
    if word in {"of", "from"} and (
        tree.text[over] in words("negations", "of_gerund")
        or tree.text[preposition - 1] in words("negations", "of_gerund")
    ):
        return replace(PLAIN, negated=True)
    if word in words("temporal", "words"):
        return planned(PLAIN) if _is_future(tree, index, over, depth) else PLAIN
    if word in {"whether", "if"} or marker(tree, token) in {"whether", "if"}:
        return replace(OPEN, future=speaks_of_future(tree, token))
    part, lemma, particle = matrix_key(tree, over)
    found = class_of(part, lemma, particle or word, False)
    if found is None and tree.pos[over] in {"VERB", "AUX"}:
        stance = stance_at(tree, index, over, depth - 1)
        if word in words("negations", "means"):
            return replace(stance, negated=False)
        return replace(PLAIN, future=stance.future)
    if found is None or found.name in {"factive", "reporting", "implicative"}:
        return PLAIN
    if found.name == "preventing" and word != "from":
        return PLAIN
    return applied(found, stance_at(tree, index, over, depth - 1))


def _adverbial_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """Conditions are open, purposes still to come, and time clauses go with their main clause."""
    head = tree.head[token]
    mark = marker(tree, token)
    if mark in words("conditions", "clauses") and mark not in {"once", "until"}:
        return replace(
            OPEN, future=tree.tag[token] in {"VBZ", "VBP", "VBD"} and _is_future(tree, index, head, depth)
        )
    if mark == "that" and tree.pos[head] == "ADJ":
        return _under(tree, index, token, head, depth)
    if mark == "than" and any(tree.text[c] == "rather" for c in tree.children[token]):
        return replace(PLAIN, negated=True)  # "rather than seek a trial"
    if mark in words("temporal", "factual"):
        return PLAIN
    if has_to(tree, token):
        if is_result(tree, token, head):
            return stance_at(tree, index, head, depth - 1)
        noun = tree.child(head, "dobj")
        if noun is not None and is_bought(tree, token, noun):
            return stance_at(tree, index, head, depth - 1)
        if noun is not None and is_light(tree.lemma[head]) and is_matrix_noun(singular(tree.text[noun])):
            return _under(tree, index, token, head, depth)  # "was granted permission to sell"
        found = class_of(*matrix_key(tree, head), False)
        over = stance_at(tree, index, head, depth - 1)
        if found is not None and found.name in words("objects_do", "classes"):
            return applied(found, over)
        if over.negated:
            return replace(planned(over), negated=False, certain=False)
        return planned(over)
    if tree.tag[token] in {"VBG", "VBN"} and mark is None:
        main = content_before(tree, head, token) or head
        return replace(stance_at(tree, index, main, depth - 1), negated=False)
    if tree.tag[token] in {"VBZ", "VBP"} or (tree.tag[token] == "VBD" and is_told_back(tree, head)):
        return planned(PLAIN) if _is_future(tree, index, head, depth) else PLAIN
    return PLAIN


def _noun_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """What the verb or noun around it says about an event noun."""
    first = token
    while tree.dep[first] == "conj" and tree.head[first] != first and tree.pos[tree.head[first]] in NOMINAL:
        first = tree.head[first]
    dep, head = tree.dep[first], tree.head[first]
    if head == first:
        return PLAIN
    if dep in {"dobj", "nsubjpass", "dative"}:
        particle = particle_of(tree, head)
        found = class_of("verb", tree.lemma[head], particle, False)
        if found is not None and found.works_on_object(tree.lemma[head], particle):
            return applied(found, stance_at(tree, index, head, depth - 1))
        return stance_at(tree, index, head, depth - 1) if is_light(tree.lemma[head]) else PLAIN
    if dep == "nsubj":
        if tree.lemma[head] in words("occurrence", "verbs"):
            verb = stance_at(tree, index, head, depth - 1)
            return replace(verb, negated=verb.negated and tree.lemma[head] != "be")
        return PLAIN
    if dep == "attr" and tree.child(head, "expl") is not None:
        return stance_at(tree, index, head, depth - 1)
    if dep == "pobj":
        over = tree.head[head]
        if is_without(tree, first):
            return replace(PLAIN, negated=True)
        if tree.text[head] == "of" and tree.text[over] in words("occurrence", "containers"):
            return _noun_from_above(tree, index, over, depth - 1) if depth else PLAIN
        part, lemma, particle = matrix_key(tree, over)
        if part == "verb" and f"{lemma}:{tree.text[head]}" in words("occurrence", "leading"):
            return stance_at(tree, index, over, depth - 1)
        found = class_of(part, lemma, tree.text[head] if part == "verb" else particle, False)
        told = found is not None and found.on_nouns and part == "noun" and index.at(over) is not None
        if found is not None and (told or is_topic(tree, first, found, part, lemma)):
            return applied(found, stance_at(tree, index, over, depth - 1))
    return PLAIN


def _is_future(tree: Tree, index: PredicateIndex, token: int, depth: int) -> bool:
    return bool(depth) and stance_at(tree, index, token, depth - 1).future
