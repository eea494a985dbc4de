"""Credits set apart from what they credit: "the bank, he said, will close", "…, the paper reported"."""

from __future__ import annotations

from ingest.grammar.stretches import Stretch, subtract
from ingest.grammar.tree import Tree
from ingest.voices.clauses import is_detached, is_finite, resumed, says_something

_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP"})
_LONGEST_CREDIT = 12  # tokens of "…, two people with knowledge of the talks said"


def around(tree: Tree, verb: int, sources: tuple[int, ...]) -> list[Stretch]:
    """The content of a credit that is merely interposed or appended: "the bank, he said, will close"."""
    first, last = tree.subtree(verb)
    start = min([verb, *(tree.subtree(s)[0] for s in sources)])
    label, head = tree.dep[verb], tree.head[verb]
    as_clause = tree.child(verb, "dobj") is None and any(
        tree.text[c] == "as" for c in tree.having(verb, "mark", "advmod")
    )
    if label == "parataxis" or (label in {"advcl", "ccomp", "dep"} and as_clause):
        whole = tree.subtree(_clause_head(tree, head))
        return [w for w in subtract([whole], [(first, last)]) if tree.has_words(w)]
    opening = first if label != "ROOT" else tree.sentence[verb][0]
    if label == "conj" and not any(head < c < verb for c in tree.having(head, "cc")):
        opening = tree.subtree(head)[0]  # a credit that the parser took for a second main clause
    for child in tree.having(verb, "advcl"):
        if child < verb and not is_finite(tree, child):
            opening = max(opening, tree.subtree(child)[1] + 1)  # "Asked about it, he said …"
    if start > opening and is_detached(tree, start - 1) and says_something(tree, (opening, start - 1)):
        return [(opening, start - 1), *resumed(tree, verb, last)]
    return []


def appended(tree: Tree, verb: int, sources: tuple[int, ...]) -> Stretch | None:
    """The credit that ends its sentence ("…, the people said"), however the parser hung it; else None."""
    first, last = tree.sentence[verb]
    if _describes(tree, verb):
        return None
    start = min([verb, *(tree.subtree(s)[0] for s in sources)])
    if start <= first + 1 or not is_detached(tree, start - 1):
        return None
    if any(c < verb and not is_finite(tree, c) for c in tree.having(verb, "advcl")):
        return None  # "Asked about it, he said no"
    if any(
        tree.dep[c] in {"ccomp", "xcomp", "dobj"} and c > verb and c not in sources
        for c in tree.children[verb]
    ):
        return None
    end = max([tree.subtree(verb)[1], *(tree.subtree(s)[1] for s in sources)])
    if any(not tree.is_blank(i) for i in range(end + 1, last + 1)):
        return None
    for child in tree.having(verb, "advcl", "conj", "parataxis"):
        if child > verb:
            if is_finite(tree, child):
                return None
            end = min(end, tree.subtree(child)[0] - 1)  # ", adding that …" is a credit of its own
    return (start, end) if says_something(tree, (first, start - 1)) else None


def closing_credit(tree: Tree, verb: int) -> Stretch | None:
    """A credit by its mere shape at the end of a sentence, ", the Evening Post has reported.": comma, phrase
    without a verb, perhaps "has", cue, full stop. Right also where the parser took the cue for a noun."""
    first, last = tree.sentence[verb]
    if _describes(tree, verb):
        return None
    if any(not tree.is_blank(i) for i in range(verb + 1, last + 1)) and not _only_when(tree, verb, last):
        return None
    at = verb - 1
    while at > first and (tree.pos[at] in {"AUX", "ADV"} or tree.dep[at] in {"aux", "neg"}):
        at -= 1
    end = at
    while at > first and verb - at < _LONGEST_CREDIT and tree.pos[at] in _NOMINAL:
        at -= 1
    if at == end or not is_detached(tree, at) or tree.pos[end] not in {"PROPN", "NOUN", "PRON"}:
        return None
    if tree.pos[verb] == "NOUN":
        plural = any(tree.tag[i] == "NNS" for i in range(at + 1, end + 1))
        if tree.pos[end] == "NOUN" or (tree.tag[verb] == "NN") != plural:
            return None  # "…, the exchange notes", "…, a Treasury estimate": nothing but a noun
    return (at + 1, end) if says_something(tree, (first, at)) else None


def _only_when(tree: Tree, verb: int, last: int) -> bool:
    """True where a name's verb, read as a participle, is followed by a time and a further credit at the most:
    ", the Evening Post reported on Monday, quoting an aide"."""
    if tree.dep[verb] != "acl" or tree.pos[verb - 1] != "PROPN" or tree.child(verb, "agent") is not None:
        return False
    at = verb + 1
    while at <= last and (tree.doc[at].ent_type_ == "DATE" or tree.pos[at] == "ADP"):
        at += 1
    return at > last or (tree.is_blank(at) and (at == last or tree.tag[at + 1] == "VBG"))


def _describes(tree: Tree, verb: int) -> bool:
    """True for ", a charge the lawyers deny": what is denied stands right before who denies it."""
    noun = tree.head[verb]
    if tree.dep[verb] != "relcl" or tree.text[noun + 1] in {",", ";"}:
        return False
    subject = tree.child(verb, "nsubj")
    return subject is not None and tree.subtree(subject)[0] == noun + 1


def _clause_head(tree: Tree, i: int) -> int:
    while tree.pos[i] not in {"VERB", "AUX"} and tree.head[i] != i:
        i = tree.head[i]
    return i
