"""Which full names of an article a surname alone may mean: "Cruz", "de la Cruz"."""

from __future__ import annotations

from collections.abc import Iterable


def by_surname(names: Iterable[str]) -> dict[str, set[str]]:
    """From a surname, or a name that stands first, to the full names that the article gives with it."""
    found: dict[str, set[str]] = {}
    full = [name for name in names if " " in name]
    for name in full:
        found.setdefault(name.split()[-1].casefold(), set()).add(name)
    for name in full:
        found.setdefault(name.split()[0].casefold(), set()).add(name)  # "Park Jin ... Park"
    return found


def by_tail(names: Iterable[str]) -> dict[str, str]:
    """From surnames of several words ("de la cruz") to the full name; not where two people share one."""
    found: dict[str, set[str]] = {}
    for name in names:
        parts = name.casefold().split()
        for i in range(1, len(parts) - 1):
            found.setdefault(" ".join(parts[i:]), set()).add(name)
    return {tail: next(iter(some)) for tail, some in found.items() if len(some) == 1}
