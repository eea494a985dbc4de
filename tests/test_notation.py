"""Terms as text: what is written is what is read."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg import notation, vocab
from kg.notation import REC, name, whole, words

PARTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(PARTS)
@example('"\\\n\r')
@example("\0\x7f\x85\u2028\ufeff\uffff")
@example("\\u0041 } <x> .")
def test_any_words_are_read_as_they_were_in_triples_graphs_and_updates(text: str) -> None:
    said = f"{name('x:a')} {REC.text} {words(text)} .\n"
    assert said.count("\n") == 1
    triples = [quad.triple for quad in pyoxigraph.parse(said.encode(), RdfFormat.N_TRIPLES)]
    quads = list(pyoxigraph.parse(f"<x:g> {{\n{said}}}\n".encode(), RdfFormat.TRIG))
    store = Store()
    store.update(f"INSERT DATA {{ GRAPH <x:g> {{\n{said}}} }}")
    assert [triple.object for triple in triples] == [Literal(text)]
    assert [quad.triple for quad in quads] == triples
    assert list(store) == quads


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_whole_number_is_the_literal_of_that_number(number: int) -> None:
    assert whole(number) == str(Literal(number))


def test_truth_is_written_as_the_engine_writes_it() -> None:
    assert (str(Literal(True)), str(Literal(False))) == (notation.TRUE, notation.FALSE)


def test_a_term_is_written_as_the_vocabulary_has_it() -> None:
    assert REC.Claim == str(vocab.REC.Claim) == name(vocab.REC.Claim.value)
    assert REC["happened"] == str(NamedNode(vocab.REC.iri + "happened"))


def test_a_misspelt_term_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="Clam"):
        REC.Clam  # noqa: B018  # looking it up is the test
