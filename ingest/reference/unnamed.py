"""Unnamed phrases as entities: "Chinese officials", "Acme's customers", "people familiar with the matter".

The kind comes from the head noun, the label is the phrase in its bare form: without article, number and
relative clause, and with its possessor by name. The words are in `rules/unnamed.toml`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spacy.tokens import Token

from ingest.document import Document
from ingest.grammar.phrases import noun_phrase
from ingest.kinds import PRODUCTS
from ingest.names.noun_kinds import kind_of_noun, kinds_of_nouns, singular
from ingest.names.spelling import slug
from ingest.names.table import table
from ingest.rulebook import rules, word_set
from kg.model import Entity, EntityKind, LinkReason, Mention

LONGEST_LABEL = 12  # words; what is longer is a sentence and no name
LONGEST_TAIL = 8  # words of a participle that stays in the label ("people briefed on the talks")

LONGEST_CONTENT = 9  # words behind the noun that say what it is about
_NOT_CONTENT = frozenset({"relcl", "advcl", "mark", "ccomp"})
_words = functools.partial(word_set, "unnamed")

_SAID_IN_FULL = frozenset({EntityKind.CONCEPT, EntityKind.POLICY, EntityKind.OFFICIAL_LIST})
"""Kinds of things that are said by what they are about."""

_WITHIN = frozenset({"-", "'", '"', "%", "$"})
"""Marks that may stand within what somebody is to do."""
_TIMES = frozenset({"DATE", "TIME"})
_ASIDE = frozenset({"advcl", "mark", "cc"})
_VERBAL = frozenset({"VERB", "AUX"})
_NO_END = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "PART"})
"""With these no phrase ends that says what is to be done."""

Owners = Mapping[int, Entity]
"""From the token of "its" or "the company's" to whom it means."""


def nominal(document: Document, head: Token, owners: Owners) -> Mention:
    """The mention of an unnamed thing by the phrase that `head` heads, with reason nominal."""
    first, last = noun_phrase(head) if not _modifies(head) else (_first_of_compound(head), head.i)
    kind = kind_of_noun(head)
    last = _last(head)
    label, bare = label_of(head, owners, last)
    names = {label: None, bare: None}
    if kind in _SAID_IN_FULL and (end := _end_of_content(head, last)) > last:
        # A plan or an application is another one in each article: what it is about tells which.
        full, _ = label_of(head, owners, end)
        names = {full: None, **names}
        label = full
    if last > head.i and kind in _SAID_IN_FULL:
        names |= dict.fromkeys(label_of(head, owners, head.i))
    entity = Entity(
        _key(label, kind, head, document),
        kind,
        label,
        named=False,
        aliases=tuple(name for name in names if name != label),
    )
    return Mention(document.span(first, last), entity, LinkReason.NOMINAL, named=False)


def action(document: Document, verb: Token) -> Mention:
    """The mention of what somebody is to do, by its own words ("register as nonprofits")."""
    doc = verb.doc
    last = verb.i
    end = min(verb.right_edge.i, verb.i + LONGEST_CONTENT)
    for i in range(verb.i + 1, end + 1):
        if _ends_action(doc[i], verb, end):
            last = min(last, doc[i].left_edge.i - 1)
            break
        last = i
    while last > verb.i and doc[last].pos_ in _NO_END:
        last -= 1
    words = document.text[verb.idx : doc[last].idx + len(doc[last])]
    label = " ".join(words.replace('"', "").split())
    entity = Entity(slug(label) or f"action:{label}", EntityKind.CONCEPT, label, named=False)
    return Mention(document.span(verb.i, last), entity, LinkReason.NOMINAL, named=False)


def _ends_action(token: Token, verb: Token, end: int) -> bool:
    """True where something begins that no longer says what is to be done, but when, why or what else."""
    if token.is_space or (token.is_punct and token.text not in _WITHIN):
        return True
    if token.head.i == verb.i and token.dep_ in {"prep", "npadvmod"}:
        return any(t.ent_type_ in _TIMES for t in (token, *token.children))
    if token.dep_ == "relcl":
        return token.right_edge.i > end  # "exempt those who had paid"
    return token.dep_ in _ASIDE or (token.dep_ == "conj" and token.pos_ in _VERBAL)


def label_of(head: Token, owners: Owners, last: int) -> tuple[str, str]:
    """The phrase's bare form ("domestic AI chips") up to a token, with its possessor by name and without."""
    doc = head.doc
    first = noun_phrase(head)[0]
    if _modifies(head):
        first, last = _first_of_compound(head), head.i
    owner = next((c for c in head.lefts if c.dep_ == "poss" and c.i in owners), None)
    while first < head.i and (doc[first].dep_ == "det" or not doc[first].text[0].isalnum()):
        first += 1  # "The European Union's health commissioner", "an over-the-counter version"
    after_owner = first
    possessive = ""
    if owner is not None:
        after_owner = owner.right_edge.i + 1
        name = owners[owner.i].label
        possessive = f"{name}' " if name.endswith("s") else f"{name}'s "
    words: list[str] = []
    depth = 0
    for i in range(after_owner, last + 1):
        token = doc[i]
        if (i > head.i and token.lower_ in _words("label", "examples")) or len(words) == LONGEST_LABEL:
            break
        if token.text in {"(", "["}:
            depth += 1
            words = _shortened(words, doc[i + 1].text)
        elif token.text in {")", "]"}:
            depth -= 1
        if depth > 0 or _left_out(token, head):
            continue
        if words and i > after_owner and not doc[i - 1].whitespace_ and not doc[i - 1].is_quote:
            words[-1] += _plain(token)
        else:
            words.append(_plain(token))
    while len(words) > 1 and words[-1] == "of":  # "a duty of 20%"
        words.pop()
    label = " ".join(words) or head.text
    if _modifies(head) and kind_of_noun(head) in PRODUCTS:
        label = plural(label)
    return possessive + label, label


def _shortened(words: list[str], acronym: str) -> list[str]:
    """The words with the acronym for those that it stands for: "artificial intelligence (AI)"."""
    count = len(acronym)
    if 2 <= count <= len(words) and "".join(w[0] for w in words[-count:]).upper() == acronym:
        return [*words[:-count], acronym]
    return words


def plural(noun: str) -> str:
    """The plural of a noun that stands in the singular ("chip" → "chips")."""
    if noun.endswith(tuple(rules("unnamed")["label"]["same_in_plural"])) or noun.endswith("s"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in {"a", "e", "o", "u"}:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("x", "ch", "sh", "z")) else "s")


def _left_out(token: Token, head: Token) -> bool:
    if (token.is_quote and token.tag_ != "POS") or token.is_space or token.text in {"(", ")", "[", "]", ","}:
        return True
    if token.i > head.i:
        counted = token.dep_ == "nummod" and token.tag_ == "CD"
        return counted and singular(head) in _words("transparent", "measures")  # "a group of 40 men"
    if token.head.i != head.i:  # "more than" 200, "at least 300" million
        above = token.head
        while above.dep_ != "nummod" and above.i < head.i and above.head.i not in {head.i, above.i}:
            above = above.head
        return above.dep_ == "nummod" and above.head.i == head.i
    joined = token.i + 1 < len(token.doc) and token.nbor(1).text == "-"  # "over-the-counter pills"
    dropped = token.dep_ in {"det", "nummod", "predet"} or token.lower_ in _words("label", "dropped")
    return dropped and not joined


def _plain(token: Token) -> str:
    """The word, in small letters where only its place gave it a capital."""
    text = token.text
    if not text.istitle() or token.ent_type_ or token.lower_ in table().by_adjective:
        return text
    ordinary = token.pos_ in {"NOUN", "ADJ", "VERB", "ADV"} or singular(token) in kinds_of_nouns()
    return text.lower() if ordinary else text


def _last(head: Token) -> int:
    """The last token that says which thing is meant: of the phrase with "of"; for people, of more."""
    group = kind_of_noun(head) is EntityKind.GROUP
    kept = _words("label", "kept") if group else frozenset({"of"})
    last = head.i
    for child in head.rights:
        if child.left_edge.i != last + 1:
            break
        tail = child.dep_ in {"acl", "amod"} and head.lower_ in _words("sources", "nouns")
        if not tail and not (child.dep_ == "prep" and child.lower_ in kept):
            break
        if not group and child.lower_ == "of" and _counts(child) and not _measures(head):
            break  # "a crop of 12 million sacks"
        edge = child.right_edge.i
        for i in range(child.i, edge + 1):
            token = head.doc[i]
            if token.is_space or (token.is_punct and token.text != "-") or token.dep_ in {"relcl", "mark"}:
                edge = token.left_edge.i - 1  # of "that they run" the clause begins before its verb
                break
        if tail and edge - child.i >= LONGEST_TAIL:
            break
        last = max(last, edge)
    return last


def _counts(preposition: Token) -> bool:
    """True before a number with its unit ("12 million sacks")."""
    return any(c.tag_ == "CD" for o in preposition.rights if o.dep_ == "pobj" for c in o.lefts)


def _measures(noun: Token) -> bool:
    return singular(noun) in _words("transparent", "measures")


def _end_of_content(head: Token, last: int) -> int:
    """The last token of what a plan, request or rule is about ("plans to build a port on the coast")."""
    doc = head.doc
    for child in head.rights:
        if child.i <= last:
            continue
        if child.left_edge.i != last + 1 or child.dep_ not in {"prep", "acl"}:
            break
        if (child.dep_ == "acl" and child.tag_ not in {"VB", "VBG"}) or _is_circumstance(child):
            break
        edge = child.right_edge.i
        stop = next((i for i in range(child.left_edge.i, edge + 1) if _ends_content(doc[i])), edge + 1)
        cut = min(stop, head.i + LONGEST_CONTENT + 1) <= edge
        edge = min(edge, stop - 1, head.i + LONGEST_CONTENT)
        while cut and edge > child.i and (doc[edge].pos_ not in {"NOUN", "PROPN"} or _modifies(doc[edge])):
            edge -= 1
        if edge <= child.i:
            break
        last = edge
        if cut:
            break
    return last


def _is_circumstance(preposition: Token) -> bool:
    """True for "on safety grounds", "in full", "at a meeting": how and where, and not about what."""
    things = [c.lower_ for c in preposition.rights if c.dep_ in {"pobj", "amod"}]
    return f"{preposition.lower_} {things[0]}" in _words("label", "circumstances") if things else False


def _ends_content(token: Token) -> bool:
    if token.is_punct and token.text not in {"-", "'"}:
        return True
    return token.is_space or token.ent_type_ in {"DATE", "TIME"} or token.dep_ in _NOT_CONTENT


def _modifies(head: Token) -> bool:
    return head.dep_ in {"compound", "nmod"} and head.head.i > head.i


def _first_of_compound(token: Token) -> int:
    """The first of the nouns before one that itself modifies another: "AI" in "AI chip imports"."""
    first = token.left_edge.i
    while first > 0:
        before = token.doc[first - 1]
        if before.dep_ not in {"compound", "nmod"} or before.head.i not in {token.i, token.head.i}:
            break
        first = before.left_edge.i
    return first


def _key(label: str, kind: EntityKind, head: Token, document: Document) -> str:
    if kind is EntityKind.GROUP and head.lower_ in _words("sources", "nouns"):
        return f"{label.casefold()}@{document.article.digest}"
    key = slug(label)
    if not key:
        return f"{kind.lower()}:{label}"
    return f"{key}-{kind.lower()}" if key in table().rows else key
