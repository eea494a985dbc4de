"""The annotation layer: every predicate as an event, its participants as stretches of text."""

from __future__ import annotations

from ingest.arguments import Function, control
from ingest.document import Document
from ingest.stance import judge
from ingest.predicates import Part, Predicate, PredicateIndex, find_predicates
from ingest.repairs import mended_tree
from ingest.tree import Tree
from kg.model import Event, Role, Span

_LOOSE = frozenset({"relcl", "appos", "acl", "cc", "conj", "punct", "advcl", "parataxis", "dep", "preconj"})
_WHERE = frozenset({"to", "from", "for", "with", "in", "at", "into", "against", "on"})


def events(document: Document, predicates: PredicateIndex | None = None) -> tuple[Event, ...]:
    """All events of the headline and body sentences, in the order of the text, none with a kind."""
    index = predicates if predicates is not None else PredicateIndex(find_predicates(document))
    tree = mended_tree(document)
    found: list[Event] = []
    for predicate in index:
        stance = judge(document, index, predicate)
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
    for argument in predicate.arguments:
        role = _role_of(predicate, argument.function, argument.preposition)
        if role is None or index.at(argument.head) is not None or not _is_participant(tree, argument.head):
            continue
        span = phrase(document, tree, argument.head)
        if span not in roles.setdefault(role, []):
            roles[role].append(span)
    return {role: tuple(spans) for role, spans in roles.items() if spans}


def _role_of(predicate: Predicate, function: Function, preposition: str | None) -> Role | None:
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
    if function is Function.OBLIQUE and preposition in _WHERE:
        return Role.RECIPIENT
    return None


def _is_participant(tree: Tree, token: int) -> bool:
    return tree.pos[token] in {"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "ADJ"}


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
    return document.span(first, last)


def _left(tree: Tree, token: int) -> int:
    while tree.children[token] and tree.children[token][0] < token:
        token = tree.children[token][0]
    return token


def _right(tree: Tree, token: int) -> int:
    while tree.children[token] and tree.children[token][-1] > token:
        token = tree.children[token][-1]
    return token
