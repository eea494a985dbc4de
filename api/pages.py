"""HTML pages from the templates. Everything put into one is escaped; none has a script of its own in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse

from api.context import context_of

HERE = Path(__file__).parent
STATIC = HERE / "static"

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page from that template. Its answer depends on `Accept`, which caches must know."""
    text = _templates.get_template(template).render(
        instances=context_of(request).settings.instances, **values
    )
    return HTMLResponse(text, status_code=status, headers={"Vary": "Accept", "Cache-Control": "no-cache"})
