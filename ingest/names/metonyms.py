"""Reads capitals and countries that stand for their governments, by what they do in the sentence.

"Beijing approved", "Washington's decision" and "submitted to Brussels" speak of governments; "visited
Beijing", "in Washington" and "exports to China" of places. The words that decide: `rules/metonyms.toml`.
"""

from __future__ import annotations

import functools

from spacy.tokens import Token

from ingest.document import Document
from ingest.grammar.phrases import first_conjunct
from ingest.names.mentions import Name
from ingest.names.name_spans import in_state
from ingest.names.rows import Country
from ingest.names.table import table
from ingest.rulebook import word_set
from kg.model import Entity, EntityKind, LinkReason

_words = functools.partial(word_set, "metonyms")

Linked = tuple[Name, Entity, LinkReason]


def read_metonyms(document: Document, linked: list[Linked]) -> list[Linked]:
    """The same list, with the government for each name of a place that stands for one."""
    read: list[Linked] = []
    before: Name | None = None
    for name, entity, reason in linked:
        located = _is_dateline(document, name) or (before is not None and in_state(document, before, name))
        before = name
        country = None if located else _country(name, entity)
        if (
            country
            and country.government is not entity
            and governs(document.doc[name.head], capital=entity.kind is EntityKind.PLACE)
        ):
            read.append((name, country.government, LinkReason.METONYM))
        else:
            read.append((name, entity, reason))
    return read


def _is_dateline(document: Document, name: Name) -> bool:
    """True for "OSLO (Reuters) - ...": where the report was written."""
    doc, after = document.doc, name.last + 1
    shouted = doc[name.first].is_upper and bool(doc[name.first].is_sent_start)
    return shouted and after < len(doc) and doc[after].text in {"(", "-", "—", "–", ","}


def _country(name: Name, entity: Entity) -> Country | None:
    if entity.kind not in {EntityKind.COUNTRY, EntityKind.PLACE} or not name.rows:
        return None
    country = table().countries.get(name.rows[0].country or "")
    if country and (entity is country.country or entity is country.capital):
        return country
    return None


def governs(head: Token, *, capital: bool) -> bool:
    """True where the place whose name `head` heads is spoken of as a government.

    A capital is one more readily than a country: "Beijing thinks", but "China makes".
    """
    token = first_conjunct(head)
    role, above = token.dep_, token.head
    if role in {"compound", "nmod"}:
        return capital and above.lemma_.lower() in _words("policy")
    if role in {"nsubj", "csubj"}:
        return _acts(above, capital)
    if role == "nsubjpass":
        if any(
            c.dep_ in {"xcomp", "advcl"} and c.lemma_.lower() in _words("governing") for c in above.children
        ):
            return True  # "set to limit", "told to open": whoever is to do it governs
        # "China is expected to grow": what is merely expected is none of a government's doings.
        return above.lemma_ in _words("addressed") and above.lemma_ != "expect"
    if role == "poss":
        noun = above.lemma_.lower()
        return noun in _words("policy") or (capital and noun not in _words("urban"))
    if role in {"dobj", "dative"}:
        return above.lemma_ in _words("addressed") or (
            capital and above.pos_ == "VERB" and above.lemma_ not in _words("going")
        )
    if role == "pobj":
        return _after_preposition(above, capital)
    return False


def _acts(verb: Token, capital: bool) -> bool:
    """True where the subject of the verb, a place by name, acts as a government."""
    lemma = verb.lemma_.lower()
    if lemma in _words("governing"):
        return True
    complements = [c for c in verb.children if c.dep_ in {"acomp", "xcomp", "oprd", "attr"}]
    if any(c.lemma_.lower() in _words("minded") for c in complements):
        return True
    if any(c.dep_ == "xcomp" and _acts(c, capital) for c in complements if c.pos_ == "VERB"):
        return True
    return capital and lemma not in _words("lying") and verb.pos_ == "VERB"


def _after_preposition(preposition: Token, capital: bool) -> bool:
    word, above = preposition.lower_, preposition.head
    lemma = above.lemma_.lower()
    if preposition.dep_ == "agent" or word == "by":
        return _acts(above, capital) if above.pos_ in {"VERB", "AUX"} else lemma in _words("policy")
    if word in {"from", "of"} and lemma in _words("policy"):
        return True
    if word == "to" and lemma in _words("addressing_to"):
        return True
    if not capital or word not in _words("with_government"):
        return False
    return (
        lemma not in _words("going")
        and lemma not in _words("urban")
        and above.pos_ in {"VERB", "NOUN", "ADJ"}
    )
