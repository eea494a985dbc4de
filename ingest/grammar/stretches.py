"""Stretches of tokens, cut and joined."""

from __future__ import annotations

from collections.abc import Iterable

Stretch = tuple[int, int]
"""Tokens from the first to the last, both included."""


def subtract(stretches: Iterable[Stretch], holes: Iterable[Stretch]) -> list[Stretch]:
    """The stretches without the tokens of the holes, in order."""
    left = list(stretches)
    for first, last in holes:
        cut: list[Stretch] = []
        for start, end in left:
            if last < start or end < first:
                cut.append((start, end))
                continue
            if start < first:
                cut.append((start, first - 1))
            if last < end:
                cut.append((last + 1, end))
        left = cut
    return left


def merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches in order, those that overlap or touch made one."""
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
