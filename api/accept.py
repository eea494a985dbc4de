"""Reads the `Accept` header: which of the formats that we have does the client like best?"""

from __future__ import annotations

from starlette.requests import Request

from kg.errors import InputError


class NotAcceptableError(InputError):
    """Nothing that the client accepts can be given."""


def choose(request: Request, offered: tuple[str, ...]) -> str:
    """The offered media type that the client likes best; between equals, the first offered.

    Raises `NotAcceptableError` where the client accepts none of them.
    """
    header = request.headers.get("accept", "") or "*/*"
    likings = [(_liking(header, media_type), -place) for place, media_type in enumerate(offered)]
    best, place = max(likings)
    if best <= 0:
        have = ", ".join(offered)
        raise NotAcceptableError(f"This can be had as {have}; Accept has none of them: {header[:200]}")
    return offered[-place]


def wants_page(request: Request) -> bool:
    """True for a browser that opens the address: it asks for HTML by name."""
    return "text/html" in request.headers.get("accept", "").lower()


def _liking(header: str, media_type: str) -> float:
    """The quality (0 to 1) that the header gives to a media type, by its most exact range."""
    best = (-1, 0.0)
    for item in header.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        exactness = _exactness(name, media_type)
        if exactness >= 0:
            best = max(best, (exactness, _quality(parameters)))
    return best[1]


def _exactness(wanted: str, media_type: str) -> int:
    """2 for the type itself, 1 for `kind/*`, 0 for `*/*`, -1 for anything else."""
    if wanted == media_type:
        return 2
    if wanted == media_type.partition("/")[0] + "/*":
        return 1
    return 0 if wanted == "*/*" else -1


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
