"""What kind of thing a name means: by its own words, by the noun beside it, by its shape."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Token

from ingest.kinds import PRODUCTS
from ingest.names.proposals import lexicon
from ingest.rulebook import rules, word_set
from kg.model import EntityKind

_PLURAL = re.compile(r"\ds$")  # "20 A350s"
_CENTRES = frozenset({"Centre", "Center", "Centres"})
BESIDE = frozenset({"appos", "compound", "nmod"})


def kind_of(words: list[str], default: EntityKind) -> EntityKind:
    """The kind that a name's own words tell ("Ministry of ...": an agency), else the default."""
    if len(words) == 1:
        designation = _shape().match(words[0]) and ("-" in words[0] or _PLURAL.search(words[0]))
        model = default is EntityKind.COMPANY and designation
        return EntityKind.PRODUCT if model else default
    if words[-1] in word_set("linking", "forms_in_names"):
        return EntityKind.COMPANY  # "Norrskog AB" is nobody
    if words[0] in lexicon("models", "ships"):
        return EntityKind.PRODUCT
    known = general_words()
    if default is EntityKind.PERSON:
        return known.get(words[-1], default) if words[-1] in lexicon("names", "never_people") else default
    if words[0] in known and words[1] in {"of", "for", "on"}:
        # "the Centre for Food Safety" has a seat, and is none
        return EntityKind.AGENCY if words[0] in _CENTRES and words[1] == "for" else known[words[0]]
    of = next((i for i, word in enumerate(words) if i > 1 and word in {"of", "for"}), len(words))
    head = next((known[word] for word in reversed(words[:of]) if word in known), None)
    if head is not None:
        return head  # "the Law Society of Peru"
    return next((known[word] for word in reversed(words) if word in known), default)


def kind_beside(head: Token, *, person: bool) -> EntityKind | None:
    """The kind that a noun beside the name tells: "the drug X", "X, a bank", "opposition leader X".

    `person` is true where the name was read as a person's.
    """
    treatments = lexicon("names", "named_products")
    nouns = [c for c in head.children if c.dep_ in BESIDE and c.pos_ == "NOUN"]
    if head.i > 0 and not nouns and head.nbor(-1).lower_ in treatments:
        nouns.append(head.nbor(-1))  # "the antibiotic Acmevia", where the model takes it for an adjective
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        nouns.append(head.head)
    kinds = _nouns()
    if person and head.dep_ in {"compound", "nmod"} and kinds.get(head.head.lemma_.lower()) in PRODUCTS:
        return EntityKind.PRODUCT  # "the Jynneos vaccine" is nobody's
    for noun in nouns:
        lemma = noun.lemma_.lower()
        pair = f"{noun.nbor(-1).lower_} {lemma}" if noun.i else lemma
        kind = kinds.get(pair) or kinds.get(lemma) or (EntityKind.PRODUCT if lemma in treatments else None)
        if kind is not None:
            return kind
    return None


@functools.cache
def _nouns() -> dict[str, EntityKind]:
    """From a common noun to the kind of what it names, where all lexicons agree."""
    found: dict[str, EntityKind] = {}
    for kind, nouns in rules("coreference")["nouns"].items():
        for noun in nouns:
            found.setdefault(noun, EntityKind(kind))
    found.update(dict.fromkeys(rules("mentions")["names"]["people"], EntityKind.PERSON))
    for noun in rules("mentions")["names"]["unclear"]:
        found.pop(noun, None)
    return found


@functools.cache
def general_words() -> dict[str, EntityKind]:
    """Words that say of what kind a name is, and name nothing by themselves ("Bank", "Ministry")."""
    return {w: EntityKind(kind) for kind, some in rules("mentions")["kind_words"].items() for w in some}


@functools.cache
def _shape() -> re.Pattern[str]:
    return re.compile(rules("mentions")["models"]["shape"])
