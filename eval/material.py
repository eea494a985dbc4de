"""Where the annotated material stands: the sets of articles with claims, and the corpora with annotations.

`eval/open/` may be read error by error and steers the rules; `eval/blind/` is scored as a whole only, so that
it says what happens elsewhere. Each set is a folder of `articles/` and `gold/`; where the words are other
people's, only `gold/` is here, as offsets into a text of ../shared (see `_written_out`).
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

EVAL = Path(__file__).resolve().parent
SHARED = EVAL.parent.parent / "shared"
MEANTIME = SHARED / "corpora" / "meantime-dev.jsonl"

CORPORA = {
    "meantime-dev": MEANTIME,
    "attributions-dev": SHARED / "corpora" / "attributions-dev.jsonl",
    "blind/stories attributions": EVAL / "blind" / "stories" / "attributions.jsonl",
}


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """Articles, and their claims as people annotated them."""

    name: str
    articles: Path
    gold: Path

    @property
    def blind(self) -> bool:
        """True where nobody who writes rules may read the errors."""
        return self.name.startswith("blind/")


@functools.cache
def claim_sets(scratch: Path) -> dict[str, ClaimSet]:
    """Every set by name, found once; `scratch` receives the texts of those that are here as offsets only."""
    found = {"claims": ClaimSet("claims", SHARED / "articles", SHARED / "gold")}
    for folder in sorted(EVAL.glob("open/*")) + sorted(EVAL.glob("blind/*")):
        name = f"{folder.parent.name}/{folder.name}"
        home = folder if (folder / "articles").is_dir() else _written_out(folder, scratch / name)
        found[name] = ClaimSet(name, home / "articles", home / "gold")
    return found


def claim_set_names() -> list[str]:
    """The names of the sets that may be read error by error."""
    return ["claims", *(f"open/{folder.name}" for folder in sorted(EVAL.glob("open/*")))]


def _written_out(folder: Path, home: Path) -> Path:
    """The articles of MEANTIME that `folder` annotates, with its gold, written below `home`."""
    documents = {d["id"]: d for d in map(json.loads, MEANTIME.read_text(encoding="utf-8").splitlines())}
    (home / "articles").mkdir(parents=True, exist_ok=True)
    (home / "gold").mkdir(exist_ok=True)
    manifest = []
    for path in sorted((folder / "gold").glob("*.jsonl")):
        document = documents[path.stem]
        text = document["text"]
        (home / "articles" / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        manifest.append(
            {"file": f"{path.stem}.txt", "publisher": "Wikinews", "published": document["published"]}
        )
        claims = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        quoted = [{**claim, "evidence": text[claim["start"] : claim["end"]]} for claim in claims]
        _write_lines(home / "gold" / path.name, quoted)
    _write_lines(home / "articles" / "manifest.jsonl", manifest)
    return home


def _write_lines(path: Path, records: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
