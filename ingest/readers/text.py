"""Plain text files: bytes to an article's text, exactly as received, or one clear sentence why not."""

from __future__ import annotations

import os
import string
from pathlib import Path

from kg.errors import ArticleError
from kg.model import Article

LARGEST_FILE = 8 * 1024 * 1024  # bytes; a book of a million words is about six
CONTROL_SHARE = 0.02  # a text with more control characters than this is no text


def article_from(path: Path) -> Article:
    """The article in one UTF-8 file, without metadata. Raises ArticleError where it is no readable text."""
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)  # and no more: a device or a pipe may never end
    if len(data) > LARGEST_FILE:
        size = max(path.stat().st_size, len(data)) / 2**20
        raise ArticleError(
            f"{path}: {size:.0f} MB is more than one article holds "
            f"(at most {LARGEST_FILE // 2**20} MB); split it into one file for each article."
        )
    return Article(identifier=_readable(path.stem), text=text_from(data, str(path)))


def _readable(name: str) -> str:
    """The file's name, the bytes in it that are no UTF-8 written out as \\xe9."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def text_from(data: bytes, where: str) -> str:
    """The text in these bytes. Raises ArticleError where they are empty, binary or no UTF-8."""
    if not data.strip():
        raise ArticleError(f"{where}: the file is empty; nothing to read.")
    if b"\0" in data:
        raise ArticleError(f"{where}: a binary file, not text; convert it to plain UTF-8 text first.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{where}: not valid UTF-8 at byte {error.start}; save the file as UTF-8 and try again."
        ) from error
    if not text.strip("\ufeff" + string.whitespace):
        raise ArticleError(f"{where}: the file is empty; nothing to read.")
    controls = sum(1 for c in text if c < " " and c not in "\n\r\t\f\v")
    if controls > CONTROL_SHARE * len(text):
        raise ArticleError(f"{where}: a binary file, not text; convert it to plain UTF-8 text first.")
    return text
