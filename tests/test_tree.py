"""One parse for all: mended once, the same in the lists and in spaCy's tokens."""

from __future__ import annotations

import pytest
from spacy.language import Language

from ingest.document import Document, read_document
from ingest.grammar.tree import columns_of, read_tree, write_tree
from ingest.voices.finding import find_voices
from kg.model import Article

MENDED = (
    "Bank told to halt lending",
    "Acme, Borex barred from selling drones in Norway",
    "The council approved the merger subject to a review.",
    "Canada limited the number of new study permits to 9,000, a cut of a third.",
    "Officials granted Acme permission to sell the drones.",
    "Norway awarded Acme a 40 million euro contract.",
)


def parsed(nlp: Language, text: str) -> Document:
    """An article of these words."""
    return read_document(Article("test", text), nlp)


def label_at(document: Document, word: str) -> tuple[str, str]:
    """The label and the head of that word, in the lists."""
    tree = document.tree
    at = tree.text.index(word)
    return tree.dep[at], tree.text[tree.head[at]]


@pytest.mark.parametrize("text", MENDED)
def test_the_tokens_say_what_the_lists_say(nlp: Language, text: str) -> None:
    document = parsed(nlp, text)
    tree = document.tree
    for token in document.doc:
        assert (token.head.i, token.dep_, token.tag_, token.pos_, token.lemma_.lower()) == (
            tree.head[token.i],
            tree.dep[token.i],
            tree.tag[token.i],
            tree.pos[token.i],
            tree.lemma[token.i],
        )
        assert [c.i for c in token.children] == tree.children[token.i]


def test_what_nobody_mended_is_as_the_model_read_it(nlp: Language) -> None:
    text = "The bank closed three branches in May."
    assert [t.head.i for t in parsed(nlp, text).doc] == [t.head.i for t in nlp(text)]


def test_a_mend_that_leaves_a_ring_is_undone(nlp: Language) -> None:
    document = parsed(nlp, "The bank closed three branches in May.")
    tree = read_tree(document.doc, document.zones)
    before = columns_of(tree)
    tree.attach(1, 4, "dobj")
    tree.attach(4, 1, "dobj")
    write_tree(tree, before)
    assert columns_of(tree)[:2] == before[:2]
    assert tree.children[2] == document.tree.children[2]
    assert [t.head.i for t in document.doc] == before[0]


def test_a_headline_without_its_auxiliary_is_credited_like_any_sentence(nlp: Language) -> None:
    text = "Regulator set to limit lending, sources say"
    (voice,) = (v for v in find_voices(parsed(nlp, text)) if v.sources)
    assert [s.within(text) for s in voice.content] == ["Regulator set to limit lending"]


def test_a_bare_participle_makes_a_passive_for_tokens_too(nlp: Language) -> None:
    document = parsed(nlp, "Bank told to halt lending")
    assert [t.dep_ for t in document.doc[:2]] == ["nsubjpass", "ROOT"]


def test_millions_before_a_unit_count_the_unit(nlp: Language) -> None:
    document = parsed(nlp, "Norway awarded Acme a 40 million euro contract.")
    assert label_at(document, "million") == ("nummod", "euro")


def test_a_number_before_a_plural_counts_the_plural(nlp: Language) -> None:
    document = parsed(nlp, "Norway issued 40 export licences.")
    assert label_at(document, "40") == ("nummod", "licences")


def test_what_follows_a_sum_hangs_on_the_noun_that_the_sum_describes(nlp: Language) -> None:
    document = parsed(nlp, "The court imposed a fine of 3 million euros on Borex.")
    assert label_at(document, "on")[1] != "euros"


@pytest.mark.parametrize(
    ("text", "word", "dep", "head"),
    [
        ("The court ordered a re-trial.", "trial", "dobj", "ordered"),
        ("Brussels will re-examine the duties.", "duties", "dobj", "examine"),
        ("The mega-merger was blocked.", "merger", "nsubjpass", "blocked"),
        ("Ministers approved a by-pass.", "pass", "dobj", "approved"),
    ],
)
def test_a_word_with_a_hyphen_is_one_word(nlp: Language, text: str, word: str, dep: str, head: str) -> None:
    assert label_at(parsed(nlp, text), word) == (dep, head)


def test_a_description_hangs_on_the_name_behind_it(nlp: Language) -> None:
    document = parsed(nlp, "France's investigative agency BEA has requested help.")
    assert label_at(document, "bea") == ("nsubj", "requested")
    assert label_at(document, "agency") == ("compound", "bea")


def test_each_possessor_of_a_list_has_its_own_name(nlp: Language) -> None:
    document = parsed(nlp, "Chile's Codelco, Peru's Buenaventura and Canada's Teck agreed to build it.")
    assert label_at(document, "buenaventura") == ("conj", "codelco")
    assert label_at(document, "peru") == ("poss", "buenaventura")
    assert label_at(document, "teck") == ("conj", "buenaventura")


def test_what_stands_behind_as_well_as_is_listed(nlp: Language) -> None:
    document = parsed(nlp, "It has permitted trust companies as well as banks to issue coins.")
    assert label_at(document, "banks") == ("conj", "companies")
