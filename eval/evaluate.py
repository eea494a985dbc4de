#!/usr/bin/env python3
"""Measures the quality of extraction on hand-annotated material, and holds it against the floors.

    make eval                               the tables, against eval/floors.json
    make eval ONLY=open/newsroom            … of one set only
    make eval ERRORS=claims                 every wrong claim, one by one (or of open/…; or times, names,
                                            events, roles, factuality, attributions)
    make eval AGAINST=HEAD ERRORS=claims    … only the errors that are new since, or gone since, that commit
    make eval RAISE=1                       raise the floors to the figures reached

The scorers are those of ../shared/eval; how each measure counts is said there. The material: see material.py.
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
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from material import CORPORA, SHARED, claim_set_names, claim_sets

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "eval" / "floors.json"
TRADED = (" P", " R")  # precision and recall are traded for one another: shown, but only their F1 is pinned
ELSEWHERE = "all blind sets"
HERE = "claims"
GAP = 0.20  # by so much at most may articles that nobody has read lie below those that were developed on
LAYERS = ("times", "names", "events", "roles", "factuality", "attributions")


def main() -> int:
    """Print the figures, or the errors of one layer; 1 where a figure is below its floor."""
    options = _options()
    if not SHARED.is_dir():
        print(
            "The scorers and their material (../shared) are not here; nothing can be measured.",
            file=sys.stderr,
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        if options.errors:
            predict(Path(folder), only={_material_of(options.errors)})
            _print_errors(Path(folder), options.errors, options.against)
            return 0
        predict(Path(folder), only=options.only)
        reached = figures(Path(folder))
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    below = [name for name, value in reached.items() if value < floors.get(name, 0.0)]
    print(f"{'measure':42} {'now':>7} {'floor':>7}")
    for name, value in reached.items():
        mark = "  BELOW" if name in below else ""
        print(f"{name:42} {value:7.3f} {floors.get(name, float('nan')):7.3f}{mark}")
    for line in _gaps(reached):
        print(line)
    if options.raise_floors:
        pinned = {name: value for name, value in reached.items() if name[-2:] not in TRADED}
        raised = floors | {name: max(value, floors.get(name, 0.0)) for name, value in pinned.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n")
        print(f"floors written to {FLOORS.relative_to(ROOT)}", file=sys.stderr)
        return 0
    return 1 if below else 0


def _gaps(reached: Mapping[str, float]) -> Iterator[str]:
    """How far what nobody has read lies below what was developed on, a line for each measure."""
    for measure in ("detection F1", "core F1"):
        here, there = reached.get(f"{HERE} {measure}"), reached.get(f"{ELSEWHERE} {measure}")
        if here is not None and there is not None:
            verdict = "within" if here - there <= GAP else "NOT within"
            yield f"{ELSEWHERE} {measure}: {here - there:.3f} below {HERE}, {verdict} {GAP:.2f}"


def predict(folder: Path, only: Collection[str] | None = None) -> None:
    """Write what OnRecord finds into `folder`: claims of each set of articles, annotations of each corpus.

    `only`: the names of the sets and corpora that are wanted; else all.
    """
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

    for name, claims in claim_sets(folder / "material").items():
        if only and name not in only:
            continue
        with open_store(folder / "stores" / name, create=True) as store:
            ingest(read_articles([claims.articles]), store)
        path = _predicted(folder, name)
        with path.open("wb") as out, open_snapshot(folder / "stores" / name) as snapshot:
            export(snapshot, "claims", out)
    nlp = language_model()
    known = [article for article in read_articles([SHARED / "articles"]) if isinstance(article, Article)]
    dated = {article.identifier: article.published for article in known}
    for corpus, gold in CORPORA.items():
        if only and corpus not in only:
            continue
        lines = gold.read_text(encoding="utf-8").splitlines()
        with _predicted(folder, corpus).open("w", encoding="utf-8") as out:
            for document in map(json.loads, lines):
                day = document.get("published")
                article = Article(
                    identifier=document["id"],
                    text=document["text"],
                    published=date.fromisoformat(day) if day else dated.get(document["id"]),
                )
                out.write(json.dumps(annotation(read(article, nlp)), ensure_ascii=False) + "\n")


def figures(folder: Path) -> dict[str, float]:
    """Every measure by name, from the predictions in `folder`."""
    found: dict[str, float] = {}
    blind: Counter[str] = Counter()
    for name, of in claim_sets(folder / "material").items():
        if not _predicted(folder, name).exists():
            continue
        claims = json.loads(_score(folder, name, "--json"))["all"]
        blind.update(claims["counts"] if of.blind else {})
        for measure in ("detection", "core", "loose"):
            found[f"{name} {measure} F1"] = claims[measure]["f1"]
        found[f"{name} detection P"] = claims["detection"]["precision"]
        found[f"{name} detection R"] = claims["detection"]["recall"]
        for attribute, share in sorted(claims["attributes"].items()):
            right, of = map(int, share.split("/"))
            found[f"{name} {attribute}"] = round(right / of, 3)
        detected = max(1, claims["counts"]["detected"])
        for count in ("spurious attribution", "spurious date", "unfounded"):
            found[f"{name} without {count}"] = round(1 - claims["counts"][count] / detected, 3)
    for measure, right in (("detection", "detected"), ("core", "core")) if blind else ():
        found[f"{ELSEWHERE} {measure} F1"] = _pooled(blind, right)
    for corpus in CORPORA:
        if not _predicted(folder, corpus).exists():
            continue
        for line in _score(folder, corpus).splitlines():
            match = re.match(r"\s*(.+?)\s+P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", line)
            if match and "baseline" not in match.group(1):
                of_predicted = match.group(1) in {"attribution source of cue", "factuality triple"}
                set_name = f"{corpus.removesuffix('attributions')}" if corpus.startswith("blind/") else ""
                found[f"{set_name}{match.group(1)}"] = float(match.group(2 if of_predicted else 4))
    return found


def _pooled(counts: Mapping[str, int], right: str) -> float:
    """F1 over all claims of several sets: each claim weighs the same, however large its set."""
    wanted = counts["detected"] + counts["missed"]
    given = counts["detected"] + counts["extra"] + counts["unfounded"]
    return round(2 * counts[right] / max(1, wanted + given), 3)


def _predicted(folder: Path, name: str) -> Path:
    """The file of what was found in that set or corpus."""
    return folder / f"{name.replace('/', '-')}.jsonl"


def _material_of(layer: str) -> str:
    """The name of the set or corpus that a layer of errors is measured on."""
    if layer == "attributions":
        return "attributions-dev"
    return "meantime-dev" if layer in LAYERS else layer


def _score(folder: Path, what: str, *options: str) -> str:
    """What the scorer prints for these predictions."""
    sets = claim_sets(folder / "material")
    predicted = str(_predicted(folder, what))
    if what in sets:
        of = sets[what]
        command = ["score.py", predicted, "--gold", str(of.gold), "--articles", str(of.articles), *options]
    else:
        command = ["score_annotations.py", str(CORPORA[what]), predicted, *options]
    script = [sys.executable, str(SHARED / "eval" / command[0]), *command[1:]]
    return subprocess.run(script, check=True, capture_output=True, text=True).stdout


def _errors(folder: Path, layer: str) -> list[str]:
    options = ["--errors", layer] if layer in LAYERS else ["--errors"]
    return _score(folder, _material_of(layer), *options).splitlines()


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
            # Today's evaluate.py and material with the ingest/ and kg/ of that revision.
            code = f"import sys; sys.path.insert(0, {str(ROOT / 'eval')!r}); import evaluate, pathlib; "
            code += f"evaluate.predict(pathlib.Path({str(out)!r}), only={{{_material_of(layer)!r}}})"
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
        "--errors", choices=(*claim_set_names(), *LAYERS), help="print the errors of this layer one by one"
    )
    parser.add_argument("--only", nargs="+", metavar="SET", help="only these sets or corpora")
    parser.add_argument("--against", metavar="REV", help="with --errors: only what differs from that commit")
    parser.add_argument(
        "--raise", dest="raise_floors", action="store_true", help="raise the floors to the figures"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
