"""The annotation layer: every predicate as an event, its participants as stretches of text."""

from __future__ import annotations

from ingest.document import Document
from ingest.grammar.arguments import Argument, Function
from ingest.grammar.control import control
from ingest.grammar.event_nouns import pattern_of
from ingest.grammar.predicates import Part, Predicate, PredicateIndex, find_predicates
from ingest.grammar.tree import Tree
from ingest.stance.judging import Stances
from kg.model import Event, Role, Span

_LOOSE = frozenset({"relcl", "appos", "acl", "cc", "conj", "punct", "advcl", "parataxis", "dep", "preconj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "ADJ"})
_TIMES_AND_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_WHERE = frozenset({"to", "from", "for", "with", "in", "at", "into", "against", "on"})


def events(
    document: Document, predicates: PredicateIndex | None = None, stances: Stances | None = None
) -> tuple[Event, ...]:
    """All events of the headline and body sentences, in the order of the text, none with a kind."""
    index = predicates if predicates is not None else PredicateIndex(find_predicates(document))
    stances = stances or Stances(document, index)
    tree = document.tree
    found: list[Event] = []
    for predicate in index:
        if _is_thing(predicate):
            continue
        stance = stances.of(predicate)
        found.append(
            Event(
                trigger=predicate.trigger,
                kind=None,
                roles=_roles(document, tree, index, predicate),
                certain=stance.certain,
                negated=stance.negated,
                future=stance.future,
            )
        )
    return tuple(found)


def _roles(
    document: Document, tree: Tree, index: PredicateIndex, predicate: Predicate
) -> dict[Role, tuple[Span, ...]]:
    roles: dict[Role, list[Span]] = {}
    pronoun = _relative_pronoun(tree, predicate)
    for argument in predicate.arguments:
        role = _role_of(predicate, argument)
        if role is None:
            continue
        happening = index.at(argument.head)
        if happening is not None and not _is_thing(happening):
            continue
        head = argument.head
        if pronoun is not None and argument.shared and argument.function is not Function.OBLIQUE:
            head = pronoun  # the words that the clause itself uses
        elif not _is_participant(document, tree, argument):
            continue
        span = phrase(document, tree, head)
        if span not in roles.setdefault(role, []):
            roles[role].append(span)
    return {role: tuple(spans) for role, spans in roles.items() if spans}


def _is_thing(predicate: Predicate) -> bool:
    """True for nouns of what deeds leave behind ("a contract"): they take part, they do not happen."""
    if predicate.part is not Part.NOUN:
        return False
    pattern = pattern_of(predicate.lemma)
    return pattern is not None and pattern.thing


def _relative_pronoun(tree: Tree, predicate: Predicate) -> int | None:
    if predicate.part is not Part.VERB:
        return None
    return next(
        (
            c
            for c in tree.children[predicate.head]
            if tree.tag[c] in {"WDT", "WP"} and tree.dep[c] in {"nsubj", "nsubjpass", "dobj"}
        ),
        None,
    )


def _role_of(predicate: Predicate, argument: Argument) -> Role | None:
    function = argument.function
    if predicate.part is Part.NOUN and argument.shared and function is not Function.SUBJECT:
        return None  # said of the verb that supports the noun, and listed there
    if function is Function.SUBJECT:
        if predicate.part is Part.ADJECTIVE or predicate.lemma == "be":
            return Role.OBJECT
        if predicate.part is Part.VERB and predicate.lemma in control("unaccusative"):
            return Role.OBJECT
        return Role.AGENT
    if function is Function.OBJECT:
        return Role.RECIPIENT if predicate.lemma == "be" else Role.OBJECT
    if function is Function.INDIRECT:
        return Role.RECIPIENT
    if function is Function.OBLIQUE and argument.preposition in _WHERE:
        return Role.RECIPIENT
    return None


def _is_participant(document: Document, tree: Tree, argument: Argument) -> bool:
    """True for what may take part in a happening: no times, no amounts, nothing that only sorts a noun."""
    token = argument.head
    if tree.pos[token] not in _NOMINAL:
        return False
    if argument.preposition == "compound" and tree.pos[token] == "NOUN":
        return False
    if argument.function is Function.OBLIQUE:
        return document.doc[token].ent_type_ not in _TIMES_AND_AMOUNTS
    return document.doc[token].ent_type_ not in {"DATE", "TIME"}


def phrase(document: Document, tree: Tree, head: int) -> Span:
    """The words of the noun phrase at `head`, without what trails behind it."""
    first = last = head
    for child in tree.children[head]:
        dep = tree.dep[child]
        if dep in _LOOSE:
            continue
        if child < head:
            first = min(first, _left(tree, child))
        else:
            last = max(last, _right(tree, child))
    while last > head and not tree.text[last].strip():
        last -= 1
    return document.span(first, last)


def _left(tree: Tree, token: int) -> int:
    while tree.children[token] and tree.children[token][0] < token:
        token = tree.children[token][0]
    return token


def _right(tree: Tree, token: int) -> int:
    while tree.children[token] and tree.children[token][-1] > token:
        token = tree.children[token][-1]
    return token
