"""Keeps `docs/http.md` true: its last part is written from the OpenAPI document.

python -m api.http_docs docs/http.md
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from api.app import create_app
from api.manual import operations
from api.settings import Settings
from kg.store import open_store

MARK = "<!-- from here on written by `python -m api.http_docs docs/http.md` -->\n"


def as_markdown(document: dict[str, Any]) -> str:
    """The operations as the last part of `docs/http.md`."""
    lines = []
    for operation in operations(document):
        lines += [f"\n### `{operation['method']} {operation['path']}`", ""]
        lines.append(f"{operation['summary']}. {operation['description']}".strip())
        if operation["parameters"]:
            lines += ["", "| parameter | takes | meaning |", "| --- | --- | --- |"]
            lines += [
                f"| `{parameter['name']}` | {parameter['type']} | {parameter['says']} |"
                for parameter in operation["parameters"]
            ]
        if operation["formats"] and operation["formats"] != ["application/json"]:
            lines += ["", "Formats: " + ", ".join(f"`{name}`" for name in operation["formats"])]
    return "\n".join(lines) + "\n"


def renew(text: str, document: dict[str, Any]) -> str:
    """The text of `docs/http.md` with its last part as it should be."""
    return text.partition(MARK)[0] + MARK + as_markdown(document)


def main() -> None:
    """Writes the last part of the file named on the command line anew."""
    path = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        open_store(folder, create=True).close()
        document = create_app(Settings(store=folder)).openapi()
    path.write_text(renew(path.read_text(encoding="utf-8"), document), encoding="utf-8")


if __name__ == "__main__":
    main()
