"""`/docs`: the interface for programs, told from the OpenAPI document; no script, no request elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response

from api.pages import page

router = APIRouter()


@router.get("/docs", include_in_schema=False)
def manual(request: Request) -> Response:
    """The page."""
    document = request.app.openapi()
    return page(request, "manual.html", title="API", operations=operations(document))


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Every operation of an OpenAPI document with its parameters, in its own order."""
    return [
        {
            "method": method.upper(),
            "path": path,
            "tag": next(iter(operation.get("tags", ())), "Other"),
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": [
                {
                    "name": parameter["name"],
                    "type": _type(parameter.get("schema", {}), document),
                    "says": parameter.get("description", parameter.get("schema", {}).get("description", "")),
                }
                for parameter in operation.get("parameters", ())
            ],
            "formats": sorted(operation.get("responses", {}).get("200", {}).get("content", {})),
        }
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def _type(schema: dict[str, Any], document: dict[str, Any]) -> str:
    """What may stand in a parameter, in a few words."""
    if "anyOf" in schema:
        return next(_type(choice, document) for choice in schema["anyOf"] if choice.get("type") != "null")
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "enum" in schema:
        return "one of " + ", ".join(schema["enum"])
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}), document)}; repeatable"
    kind = str(schema.get("format") or schema.get("type") or "text")
    return {"string": "text", "integer": "number"}.get(kind, kind)


MARK = "<!-- from here on written by `python -m api.manual docs/http.md` -->\n"


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
    import tempfile

    from api.app import create_app
    from api.settings import Settings
    from kg.store import open_store

    path = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        open_store(folder, create=True).close()
        document = create_app(Settings(store=folder)).openapi()
    path.write_text(renew(path.read_text(encoding="utf-8"), document), encoding="utf-8")


if __name__ == "__main__":
    main()
