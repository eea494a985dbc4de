"""RDF terms as text: names and literals as N-Triples, Turtle and SPARQL write them.

An article is written as text, which costs a third of building an object for every term and quad, and which
the store can load while Python goes on.
"""

from __future__ import annotations

import re

from kg import vocab

_BREAKS_OUT = re.compile(r'["\\\n\r]')  # all that may not stand in a literal as it is
_ESCAPED = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"})


def name(iri: str) -> str:
    """The notation of an IRI that was minted here. One from outside must pass through a NamedNode first."""
    return f"<{iri}>"


def words(text: str) -> str:
    """The notation of a plain literal."""
    return f'"{text.translate(_ESCAPED) if _BREAKS_OUT.search(text) else text}"'


def whole(number: int) -> str:
    """The notation of a whole number."""
    return f'"{number}"^^{XSD.integer}'


class Notation:
    """The terms of one vocabulary: an attribute is the term's notation; others do not exist."""

    def __init__(self, terms: vocab.Namespace) -> None:
        self._names = {term: str(terms[term]) for term in terms.terms}
        vars(self).update(self._names)

    def __getattr__(self, term: str) -> str:
        raise AttributeError(f"kg/vocab.py has no such term: {term!r}")

    def __getitem__(self, term: str) -> str:
        """The term of that name, where the name is a value ("Approval", "happened")."""
        return self._names[term]


DCTERMS = Notation(vocab.DCTERMS)
OA = Notation(vocab.OA)
PROV = Notation(vocab.PROV)
RDF = Notation(vocab.RDF)
REC = Notation(vocab.REC)
SCHEMA = Notation(vocab.SCHEMA)
XSD = Notation(vocab.XSD)

TRUE, FALSE = f'"true"^^{XSD.boolean}', f'"false"^^{XSD.boolean}'
