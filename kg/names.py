"""Names made fit to be shown: no control or direction-changing characters, no endless lines."""

from __future__ import annotations

import unicodedata

LONGEST = 60  # characters of a name that a picture or a list shows
LINE = 20  # characters of one line of a name under its node


def clean(text: str, longest: int | None = None) -> str:
    """The text without control and format characters (a U+202E would turn the rest of the line round).

    Runs of spaces become one; what is longer than `longest` ends in an ellipsis.
    """
    plain = "".join(" " if unicodedata.category(mark) in _UNSEEN else mark for mark in text)
    joined = " ".join(plain.split())
    return joined if longest is None or len(joined) <= longest else joined[: longest - 1].rstrip() + "…"


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def wrap(name: str) -> str:
    """The name on lines of about LINE characters, for under a node; never more than three."""
    lines = [""]
    for word in clean(name, LONGEST).split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE and len(lines) < 3:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
