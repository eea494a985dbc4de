"""`/docs`: the interface for programs, told from the OpenAPI document; no script, no request elsewhere."""

from __future__ import annotations

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
