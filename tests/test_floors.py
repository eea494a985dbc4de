"""Quality never falls unseen: what is reached on the annotated material stays at or above its floors."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.shared
def test_no_measure_is_below_its_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "eval"))
    evaluate = importlib.import_module("evaluate")
    floors = json.loads((ROOT / "eval" / "floors.json").read_text(encoding="utf-8"))
    evaluate.predict(tmp_path)
    reached = evaluate.figures(tmp_path)
    assert len(floors) > 50
    below = {
        name: (reached.get(name), floor) for name, floor in floors.items() if reached.get(name, 0) < floor
    }
    assert below == {}, "see the errors with: make eval ERRORS=claims"
