"""How the text stands to an action, and what the words at the action say: modals, negation, adverbs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.grammar.clause_shape import has_to, particle_of, speaks_of_time_ahead
from ingest.grammar.matrix import Effect, MatrixClass, class_of, modal_effect, words
from ingest.grammar.tree import Tree
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
PLAIN = Stance()
OPEN = Stance(certain=False, status=Status.POSSIBLE)


def changed(stance: Stance, change: Effect) -> Stance:
    """The stance after words with that effect."""
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


def applied(found: MatrixClass, over: Stance) -> Stance:
    """The stance behind a matrix predicate of that class which itself has the stance `over`."""
    change = found.negated if over.negated else found.then
    if found.apart and over.status is Status.DENIED:
        return replace(PLAIN, negated=True, status=Status.DENIED)  # "denied reports that it had sold"
    start = PLAIN if found.apart else replace(over, negated=over.negated and change.polarity is None)
    return changed(start, change)


def planned(stance: Stance) -> Stance:
    """The same stance, but still to come."""
    return changed(stance, Effect(future=True, status=Status.PLANNED))


def noun_words(tree: Tree, token: int, stance: Stance) -> Stance:
    """What stands at the noun itself: "no deal", "a planned merger", "the failed bid"."""
    for child in tree.children[token]:
        text = tree.text[child]
        dep = tree.dep[child]
        if _denies(tree, child):
            stance = replace(stance, negated=True)
        elif dep == "amod":
            if text in words("amods", "planned"):
                stance = planned(stance)
            elif text in words("amods", "possible"):
                stance = changed(stance, Effect(certain=False, status=Status.POSSIBLE))
            elif text in words("amods", "negative"):
                stance = replace(stance, negated=True)
        elif dep == "acl" and tree.tag[child] == "VBN":
            found = class_of("verb", tree.lemma[child], particle_of(tree, child), False)
            if found is not None and found.works_on_object(tree.lemma[child], particle_of(tree, child)):
                stance = changed(stance, found.then)
        elif dep in {"relcl", "acl"} and tree.child(child, "auxpass") is not None and has_to(tree, child):
            stance = planned(stance)
    return stance


def verb_words(tree: Tree, token: int, stance: Stance) -> Stance:
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
                stance = changed(stance, Effect(certain=False, status=Status.POSSIBLE))
            elif text in words("negations", "words") or (text == "longer" and tree.text[child - 1] == "no"):
                negated = True
        elif dep in {"nsubj", "nsubjpass", "dobj", "attr"} and (
            text in words("negations", "words") or any(_denies(tree, c) for c in tree.children[child])
        ):
            negated = True
    if tree.dep[token] == "conj" and any(
        tree.text[c] == "nor" and c < token for c in tree.children[tree.head[token]]
    ):
        negated = not stance.negated
    if modal is not None:
        change = modal_effect(modal, perfect)
        if negated and modal in words("refusing", "modals") and _refuses(tree, token):
            return replace(stance, negated=not stance.negated)
        if change is not None and not (negated and modal in words("denied_modals", "words")):
            stance = changed(stance, change)
    elif perfect and stance.future and has_to(tree, token):
        stance = replace(stance, future=False)  # "is expected to have sold"
    elif not stance.future and speaks_of_time_ahead(tree, token):
        stance = planned(stance)
    if negated:
        stance = replace(stance, negated=not stance.negated)
    return stance


def _refuses(tree: Tree, token: int) -> bool:
    """ "would not comment": a refusal, where nobody else tells what will be."""
    return tree.lemma[token] in words("refusing", "verbs") and tree.dep[token] != "ccomp"


def _denies(tree: Tree, token: int) -> bool:
    """True for the "no" of "no deal", not for that of "No. 1"."""
    return (
        tree.dep[token] in {"det", "preconj"}
        and tree.text[token] in words("negations", "determiners")
        and tree.text[token + 1] != "."
    )
