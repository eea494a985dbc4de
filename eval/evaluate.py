#!/usr/bin/env python3
"""Measures the quality of extraction on hand-annotated material, and holds it against the floors.

    make eval                               the tables, against eval/floors.json
    make eval ERRORS=claims                 … and every wrong claim, one by one (or held-out, times, names,
                                            events, roles, factuality, attributions)
    make eval AGAINST=HEAD ERRORS=claims    … only the errors that are new since, or gone since, that commit
    make eval RAISE=1                       raise the floors to the figures reached

The scorers are those of ../shared/eval; how each measure counts is said there.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "eval" / "floors.json"
CORPORA = {
    "meantime-dev": SHARED / "corpora" / "meantime-dev.jsonl",
    "attributions-dev": SHARED / "corpora" / "attributions-dev.jsonl",
    "held-out-attributions": ROOT / "eval" / "held-out-2" / "attributions.jsonl",
}
LAYERS = ("times", "names", "events", "roles", "factuality", "attributions")


def main() -> int:
    """Print the figures; 1 where one of them is below its floor."""
    options = _options()
    if not SHARED.is_dir():
        print(
            "The scorers and their material (../shared) are not here; nothing can be measured.",
            file=sys.stderr,
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        predict(Path(folder))
        if options.errors:
            _print_errors(Path(folder), options.errors, options.against)
        reached = figures(Path(folder))
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    below = [name for name, floor in floors.items() if reached.get(name, 0.0) < floor]
    print(f"{'measure':42} {'now':>7} {'floor':>7}")
    for name, value in reached.items():
        mark = "  BELOW" if name in below else ""
        print(f"{name:42} {value:7.3f} {floors.get(name, float('nan')):7.3f}{mark}")
    if options.raise_floors:
        raised = {name: max(value, floors.get(name, 0.0)) for name, value in reached.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n")
        print(f"floors written to {FLOORS.relative_to(ROOT)}", file=sys.stderr)
        return 0
    return 1 if below else 0


def predict(folder: Path) -> None:
    """Write what OnRecord finds into `folder`: claims of each set of articles, annotations of each corpus."""
    # Imported here so that AGAINST=… measures the code of that commit: see _errors_at.
    from ingest.annotate import annotation
    from ingest.language_model import language_model
    from ingest.pipeline import read
    from ingest.readers import read_articles
    from ingest.run import ingest
    from kg.export import export
    from kg.model import Article
    from kg.snapshots import open_snapshot
    from kg.store import open_store

    for name, (articles, _gold) in claim_sets().items():
        with open_store(folder / name, create=True) as store:
            ingest(read_articles([articles]), store)
        with (folder / f"{name}.jsonl").open("wb") as out, open_snapshot(folder / name) as snapshot:
            export(snapshot, "claims", out)
    nlp = language_model()
    known = [article for article in read_articles([SHARED / "articles"]) if isinstance(article, Article)]
    dated = {article.identifier: article.published for article in known}
    for corpus, gold in CORPORA.items():
        lines = gold.read_text(encoding="utf-8").splitlines()
        with (folder / f"{corpus}.jsonl").open("w", encoding="utf-8") as out:
            for document in map(json.loads, lines):
                day = document.get("published")
                article = Article(
                    identifier=document["id"],
                    text=document["text"],
                    published=date.fromisoformat(day) if day else dated.get(document["id"]),
                )
                out.write(json.dumps(annotation(read(article, nlp)), ensure_ascii=False) + "\n")


def claim_sets() -> dict[str, tuple[Path, Path]]:
    """The folders of articles and of their annotated claims, by the name of the set."""
    held_out = {name: ROOT / "eval" / name for name in ("held-out", "held-out-2")}
    return {
        "claims": (SHARED / "articles", SHARED / "gold"),
        **{name: (folder / "articles", folder / "gold") for name, folder in held_out.items()},
    }


def figures(folder: Path) -> dict[str, float]:
    """Every measure by name, from the predictions in `folder`."""
    found: dict[str, float] = {}
    for name in claim_sets():
        claims = json.loads(_score(folder, name, "--json"))["all"]
        for measure in ("detection", "core", "loose"):
            found[f"{name} {measure} F1"] = claims[measure]["f1"]
        for attribute, share in sorted(claims["attributes"].items()):
            right, of = map(int, share.split("/"))
            found[f"{name} {attribute}"] = round(right / of, 3)
        detected = max(1, claims["counts"]["detected"])
        for count in ("spurious attribution", "spurious date", "unfounded"):
            found[f"{name} without {count}"] = round(1 - claims["counts"][count] / detected, 3)
    for corpus in CORPORA:
        for line in _score(folder, corpus).splitlines():
            match = re.match(r"\s*(.+?)\s+P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", line)
            if match and "baseline" not in match.group(1):
                of_predicted = match.group(1) in {"attribution source of cue", "factuality triple"}
                set_name = "held-out-2 " if corpus.startswith("held-out") else ""
                found[f"{set_name}{match.group(1)}"] = float(match.group(2 if of_predicted else 4))
    return found


def _score(folder: Path, what: str, *options: str) -> str:
    """What the scorer prints for these predictions."""
    if what in claim_sets():
        articles, gold = claim_sets()[what]
        command = [
            "score.py",
            str(folder / f"{what}.jsonl"),
            "--gold",
            str(gold),
            "--articles",
            str(articles),
        ]
        command += options
    else:
        command = ["score_annotations.py", str(CORPORA[what]), str(folder / f"{what}.jsonl"), *options]
    script = [sys.executable, str(SHARED / "eval" / command[0]), *command[1:]]
    return subprocess.run(script, check=True, capture_output=True, text=True).stdout


def _errors(folder: Path, layer: str) -> list[str]:
    if layer in claim_sets():
        return _score(folder, layer, "--errors").splitlines()
    corpus = "attributions-dev" if layer == "attributions" else "meantime-dev"
    return _score(folder, corpus, "--errors", layer).splitlines()


def _print_errors(folder: Path, layer: str, against: str | None) -> None:
    now = _errors(folder, layer)
    if against is None:
        print("\n".join(now))
        return
    then = _errors_at(against, layer)
    changed = [line for line in difflib.ndiff(then, now) if line[:2] in {"- ", "+ "}]
    print("\n".join(changed) or f"the same errors as at {against}")


def _errors_at(revision: str, layer: str) -> list[str]:
    """The errors of the code as it stood at that revision, run from a worktree of its own."""
    with tempfile.TemporaryDirectory() as folder:
        tree, out = Path(folder) / "tree", Path(folder) / "out"
        out.mkdir()
        subprocess.run(["git", "worktree", "add", "-q", "--detach", tree, revision], cwd=ROOT, check=True)
        try:
            code = f"import sys; sys.path.insert(0, {str(tree / 'eval')!r}); import evaluate, pathlib; "
            code += f"evaluate.SHARED = pathlib.Path({str(SHARED)!r}); "
            code += f"evaluate.predict(pathlib.Path({str(out)!r}))"
            environment = {**os.environ, "PYTHONPATH": str(tree)}
            subprocess.run([sys.executable, "-c", code], cwd=tree, env=environment, check=True)
            return _errors(out, layer)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--errors", choices=(*claim_sets(), *LAYERS), help="print the errors of this layer one by one"
    )
    parser.add_argument("--against", metavar="REV", help="with --errors: only what differs from that commit")
    parser.add_argument(
        "--raise", dest="raise_floors", action="store_true", help="raise the floors to the figures"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
