"""Judges how far an action has come, as the sentence puts it: certain or not, denied, planned, conditional.

An action's stance is what its own words say (modals, negation, adverbs) upon what the predicates above it
say ("plans to", "refused to", "is likely to"), from the top of the sentence down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.conditions import condition_of, has_strings, is_in_principle
from ingest.document import Document
from ingest.event_nouns import singular
from ingest.matrix import Effect, MatrixClass, class_of, modal_effect, words
from ingest.noun_arguments import is_light
from ingest.predicates import Part, Predicate, PredicateIndex
from ingest.repairs import mended_tree
from ingest.tree import Tree
from kg.model import Polarity, Span, Status


@dataclass(frozen=True, slots=True)
class Stance:
    """How the text stands to one predicate: FactBank's grid, and the graph's status and polarity.

    `condition` covers the words of the condition ("if the board agrees"), where there is one.
    """

    certain: bool = True
    negated: bool = False
    future: bool = False
    status: Status = Status.HAPPENED
    polarity: Polarity = Polarity.POSITIVE
    condition: Span | None = None


_STRENGTH = {
    Status.HAPPENED: 0,
    Status.IN_PRINCIPLE: 1,
    Status.CONDITIONAL: 1,
    Status.PLANNED: 2,
    Status.POSSIBLE: 3,
    Status.DENIED: 4,
}
_PLAIN = Stance()
_OPEN = Stance(certain=False, status=Status.POSSIBLE)
_DEEPEST = 8
"""How many predicates above an action are asked; the outermost of a deeper nest change nothing."""


def judge(document: Document, predicates: PredicateIndex, predicate: Predicate) -> Stance:
    """The stance of the text to one predicate, from its own words up through its governors."""
    tree = mended_tree(document)
    stance = _stance(tree, predicates, predicate.head, _DEEPEST)
    if stance.status is Status.HAPPENED and not stance.negated:
        if is_in_principle(tree, predicate):
            stance = replace(stance, status=Status.IN_PRINCIPLE)
        elif has_strings(tree, predicate):
            stance = replace(stance, status=Status.CONDITIONAL)
    condition = condition_of(document, tree, predicate)
    polarity = Polarity.NEGATIVE if stance.negated else Polarity.POSITIVE
    return replace(stance, condition=condition, polarity=polarity)


def _stance(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """Certainty, negation, future and status of the predicate at `token`."""
    above = _from_above(tree, index, token, depth) if depth else _PLAIN
    predicate = index.at(token)
    if predicate is not None and predicate.part is Part.NOUN:
        return _noun_words(tree, token, above)
    if predicate is not None and predicate.part is Part.ADJECTIVE and tree.dep[token] in {"acomp", "oprd"}:
        return _verb_words(tree, tree.head[token], above)
    return _verb_words(tree, token, above)


def _from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """What the rest of the sentence says about the predicate at `token`."""
    dep, head = tree.dep[token], tree.head[token]
    if head == token:
        return _headline_infinitive(tree, token)
    if _inverted(tree, token):
        return replace(_OPEN, future=True)
    predicate = index.at(token)
    part = predicate.part if predicate is not None else Part.VERB
    if part is Part.ADJECTIVE and dep in {"acomp", "oprd"}:
        return _from_above(tree, index, head, depth)
    if part is Part.NOUN:
        return _noun_from_above(tree, index, token, depth)
    if dep == "conj":
        return _conjunct_from_above(tree, index, token, depth)
    if dep in {"xcomp", "ccomp", "oprd", "acomp"}:
        return _under(tree, index, token, head, depth)
    if dep == "pcomp":
        return _gerund_from_above(tree, index, token, depth)
    if dep in {"acl", "relcl"}:
        if _has_to(tree, token):
            if (
                tree.child(token, "auxpass") is not None
                and class_of("noun", singular(tree.text[head]), None, False) is None
            ):
                return _planned(_PLAIN)  # "an inquiry to be held in May"
            return _under(tree, index, token, head, depth)
        if dep == "acl" and _mark(tree, token) in {"that", "whether", "if"}:
            return _under(tree, index, token, head, depth)
        return _PLAIN
    if dep == "advcl":
        return _adverbial_from_above(tree, index, token, depth)
    return _PLAIN


def _under(tree: Tree, index: PredicateIndex, token: int, head: int, depth: int) -> Stance:
    """The stance of a clause or infinitive under the word `head`."""
    mark = _mark(tree, token)
    if mark in {"whether", "if"}:
        over = _stance(tree, index, head, depth - 1) if tree.pos[head] in {"VERB", "AUX"} else _PLAIN
        return replace(_OPEN, future=over.future or _open_future(tree, token))
    infinitive = _has_to(tree, token)
    finite = (not infinitive and tree.tag[token] not in {"VB", "VBG", "VBN"}) or _has_finite_aux(tree, token)
    part, lemma, particle = _matrix_key(tree, head)
    if part == "verb" and infinitive and is_light(lemma):
        noun = tree.child(head, "dobj", "nsubjpass")
        if noun is not None and index.at(noun) is not None:
            found = class_of("noun", singular(tree.text[noun]), None, False)
            if found is not None:
                return _apply(found, _stance(tree, index, noun, depth - 1))
    if part == "verb" and infinitive and lemma in {"be", "have", "go"}:
        return _auxiliary_like(tree, index, head, lemma, depth)
    if part == "verb" and infinitive and lemma == "use":
        return _PLAIN
    found = class_of(part, lemma, particle, finite)
    over = _stance(tree, index, head, depth - 1)
    if found is None:
        if finite:
            return _PLAIN
        return over if part != "noun" else (_planned(over) if infinitive and index.at(head) else _PLAIN)
    return _apply(found, over)


def _apply(found: MatrixClass, over: Stance) -> Stance:
    """The stance behind a matrix predicate of that class which itself has the stance `over`."""
    change = found.negated if over.negated else found.then
    start = _PLAIN if found.apart else replace(over, negated=over.negated and change.polarity is None)
    return _changed(start, change)


def _changed(stance: Stance, change: Effect) -> Stance:
    negated = stance.negated
    if change.polarity is not None:
        negated = (change.polarity is Polarity.NEGATIVE) != (
            stance.negated and change.polarity is Polarity.NEGATIVE
        )
    status = stance.status
    if change.status is not None and _STRENGTH[change.status] > _STRENGTH[status]:
        status = change.status
    return Stance(
        certain=stance.certain and change.certain is not False,
        negated=negated,
        future=stance.future if change.future is None else change.future or stance.future,
        status=status,
    )


def _planned(stance: Stance) -> Stance:
    return _changed(stance, Effect(future=True, status=Status.PLANNED))


def _auxiliary_like(tree: Tree, index: PredicateIndex, head: int, lemma: str, depth: int) -> Stance:
    """ "is to sell", "has to sell", "is going to sell", "has yet to sell"."""
    over = _stance(tree, index, head, depth - 1)
    if any(tree.text[c] == "yet" for c in tree.children[head]):
        return replace(over, negated=True, status=Status.HAPPENED)
    if lemma == "be" and tree.child(head, "attr") is not None:
        return over
    return _planned(over)


def _conjunct_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """A second verb stands under what the first stands under, and shares its auxiliaries where it has none."""
    head = tree.head[token]
    if tree.pos[head] not in {"VERB", "AUX"} and index.at(head) is None:
        return _PLAIN
    own = any(tree.dep[c] in {"nsubj", "nsubjpass", "aux"} for c in tree.children[token])
    first = tree.child(head, "aux", "auxpass")
    shares = not own and first is not None and tree.tag[token] in {"VB", "VBN", "VBG"}
    if shares or (not own and tree.tag[head] == tree.tag[token] and tree.tag[token] in {"VB", "VBG"}):
        return _stance(tree, index, head, depth - 1)
    return _from_above(tree, index, head, depth - 1) if not own else _PLAIN


def _gerund_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """ "barred from selling", "without selling", "plans for selling", "after selling"."""
    preposition = tree.head[token]
    word = tree.text[preposition]
    over = tree.head[preposition]
    if word in words("negations", "words") or word in {"instead", "rather", "than"}:
        return replace(_PLAIN, negated=True)
    if word == "of" and tree.text[over] in words("negations", "of_gerund"):
        return replace(_PLAIN, negated=True)
    if word in {"whether", "if"}:
        return _OPEN
    part, lemma, particle = _matrix_key(tree, over)
    found = class_of(part, lemma, particle, False)
    if found is None and tree.pos[over] in {"VERB", "AUX"}:
        stance = _stance(tree, index, over, depth - 1)
        return replace(_PLAIN, future=stance.future)
    if found is None or found.name in {"factive", "reporting", "implicative"}:
        return _PLAIN
    if found.name == "preventing" and word != "from":
        return _PLAIN
    return _apply(found, _stance(tree, index, over, depth - 1))


def _adverbial_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """Conditions are open, purposes still to come, and time clauses go with their main clause."""
    head = tree.head[token]
    mark = _mark(tree, token)
    if mark in words("conditions", "clauses") and mark not in {"once", "until"}:
        return replace(
            _OPEN, future=tree.tag[token] in {"VBZ", "VBP", "VBD"} and _is_future(tree, index, head, depth)
        )
    if mark == "that" and tree.pos[head] == "ADJ":
        return _under(tree, index, token, head, depth)
    if _has_to(tree, token):
        found = class_of(*_matrix_key(tree, head), False)
        over = _stance(tree, index, head, depth - 1)
        if (
            found is not None
            and tree.pos[head] in {"VERB", "ADJ"}
            and found.name not in {"reporting", "factive"}
        ):
            return _apply(found, over)
        if over.negated:
            return replace(_planned(over), negated=False, certain=False)
        return _planned(over)
    if tree.tag[token] in {"VBG", "VBN"} and mark is None:
        over = _stance(tree, index, head, depth - 1)
        return replace(over, negated=False, status=over.status)
    if tree.tag[token] in {"VBZ", "VBP", "VBD"} and _is_future(tree, index, head, depth):
        return _planned(_PLAIN)
    return _PLAIN


def _noun_from_above(tree: Tree, index: PredicateIndex, token: int, depth: int) -> Stance:
    """What the verb or noun around it says about an event noun."""
    first = token
    while (
        tree.dep[first] == "conj"
        and tree.head[first] != first
        and tree.pos[tree.head[first]] in {"NOUN", "PROPN"}
    ):
        first = tree.head[first]
    dep, head = tree.dep[first], tree.head[first]
    if head == first:
        return _PLAIN
    if dep in {"dobj", "nsubjpass", "dative"}:
        particle = _particle(tree, head)
        found = class_of("verb", tree.lemma[head], particle, False)
        if found is not None and found.works_on_object(tree.lemma[head], particle):
            return _apply(found, _stance(tree, index, head, depth - 1))
        if is_light(tree.lemma[head]):
            return _stance(tree, index, head, depth - 1)
        return _PLAIN
    if dep == "nsubj":
        if tree.lemma[head] in words("occurrence", "verbs"):
            verb = _stance(tree, index, head, depth - 1)
            return replace(verb, negated=verb.negated and tree.lemma[head] != "be")
        return _PLAIN
    if dep == "attr" and tree.child(head, "expl") is not None:
        return _stance(tree, index, head, depth - 1)
    if dep == "pobj":
        over = tree.head[head]
        if tree.text[head] == "without":
            return replace(_PLAIN, negated=True)
        part, lemma, particle = _matrix_key(tree, over)
        if part == "verb" and f"{lemma}:{tree.text[head]}" in words("occurrence", "leading"):
            return _stance(tree, index, over, depth - 1)
        found = class_of(part, lemma, particle, False)
        if found is not None and found.on_nouns and index.at(over) is not None:
            if part == "noun" or tree.text[head] in {"for", "on", "to", "of", "about", "from"}:
                if found.name in {"implicative", "permitting", "preventing", "demanding"} and part == "verb":
                    return _PLAIN
                return _apply(found, _stance(tree, index, over, depth - 1))
    return _PLAIN


def _noun_words(tree: Tree, token: int, stance: Stance) -> Stance:
    """What stands at the noun itself: "no deal", "a planned merger", "the failed bid"."""
    for child in tree.children[token]:
        text = tree.text[child]
        dep = tree.dep[child]
        if _denies(tree, child):
            stance = replace(stance, negated=True)
        elif dep == "amod":
            if text in words("amods", "planned"):
                stance = _planned(stance)
            elif text in words("amods", "possible"):
                stance = _changed(stance, Effect(certain=False, status=Status.POSSIBLE))
            elif text in words("amods", "negative"):
                stance = replace(stance, negated=True)
        elif dep == "acl" and tree.tag[child] == "VBN":
            found = class_of("verb", tree.lemma[child], _particle(tree, child), False)
            if found is not None and found.works_on_object(tree.lemma[child], _particle(tree, child)):
                stance = _changed(stance, found.then)
        elif dep in {"relcl", "acl"} and tree.child(child, "auxpass") is not None and _has_to(tree, child):
            stance = _planned(stance)
    return stance


def _verb_words(tree: Tree, token: int, stance: Stance) -> Stance:
    """What stands at the verb itself: auxiliaries, negation, adverbs."""
    modal: str | None = None
    perfect = False
    negated = False
    for child in tree.children[token]:
        dep, text = tree.dep[child], tree.text[child]
        if dep == "aux":
            if tree.tag[child] == "MD":
                modal = modal or text
            elif tree.lemma[child] == "have":
                perfect = True
        elif dep in {"preconj", "cc"} and text == "neither":
            negated = True
        elif dep == "neg":
            negated = not (child + 1 < len(tree.text) and tree.text[child + 1] == "only")
        elif dep == "advmod":
            if text in words("adverbs", "doubtful"):
                stance = _changed(stance, Effect(certain=False, status=Status.POSSIBLE))
            elif text in words("negations", "words") or (text == "longer" and tree.text[child - 1] == "no"):
                negated = True
        elif dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
            if text in words("negations", "words") or any(_denies(tree, c) for c in tree.children[child]):
                negated = True
    if tree.dep[token] == "conj" and any(
        tree.text[c] == "nor" and c < token for c in tree.children[tree.head[token]]
    ):
        negated = not stance.negated
    if modal is not None:
        change = modal_effect(modal, perfect)
        if change is not None and not (negated and modal in words("denied_modals", "words")):
            stance = _changed(stance, change)
    if negated:
        stance = replace(stance, negated=not stance.negated)
    return stance


def _denies(tree: Tree, token: int) -> bool:
    """True for the "no" of "no deal", not for that of "No. 1"."""
    return (
        tree.dep[token] == "det"
        and tree.text[token] in words("negations", "determiners")
        and tree.text[token + 1] != "."
    )


def _headline_infinitive(tree: Tree, token: int) -> Stance:
    """A sentence whose main verb is an infinitive ("Bank to cut jobs") speaks of what is to come."""
    return _planned(_PLAIN) if _has_to(tree, token) else _PLAIN


def _is_future(tree: Tree, index: PredicateIndex, token: int, depth: int) -> bool:
    return bool(depth) and _stance(tree, index, token, depth - 1).future


def _open_future(tree: Tree, token: int) -> bool:
    return _has_to(tree, token) or any(tree.tag[c] == "MD" for c in tree.children[token])


def _has_to(tree: Tree, token: int) -> bool:
    return any(tree.tag[c] == "TO" and c < token for c in tree.children[token])


def _has_finite_aux(tree: Tree, token: int) -> bool:
    return any(
        tree.dep[c] in {"aux", "auxpass"} and tree.tag[c] in {"MD", "VBZ", "VBP", "VBD"}
        for c in tree.children[token]
    )


def _inverted(tree: Tree, token: int) -> bool:
    """ "should the board agree": the auxiliary stands before the subject."""
    first = tree.child(token, "aux")
    subject = tree.child(token, "nsubj", "nsubjpass")
    return (
        first is not None
        and subject is not None
        and first < subject
        and tree.text[first] in words("conditions", "inverted")
    )


def _mark(tree: Tree, token: int) -> str | None:
    for child in tree.children[token]:
        if child > token:
            return None
        if tree.dep[child] == "mark" or tree.text[child] == "whether":
            return tree.text[child]
    return None


def _particle(tree: Tree, token: int) -> str | None:
    found = tree.child(token, "prt")
    return None if found is None else tree.text[found]


def _matrix_key(tree: Tree, token: int) -> tuple[str, str, str | None]:
    pos = tree.pos[token]
    if pos in {"VERB", "AUX"}:
        if tree.dep[token] in {"acomp", "oprd"}:
            return "adjective", tree.text[token], None
        return "verb", tree.lemma[token], _particle(tree, token)
    if pos == "ADJ":
        return "adjective", tree.lemma[token], None
    return "noun", singular(tree.text[token]), None
