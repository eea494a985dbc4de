"""Where nodes of a picture stand: parts packed side by side, names kept apart, room for newcomers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float]

SPACING = 150.0  # the wished-for length of a line, in pixels at full size
WIDTH_TO_HEIGHT = 1.8  # the canvas is wider than high
LABEL_WIDTH, LABEL_HEIGHT = 140.0, 78.0  # room that a node with a name of two lines needs
SHELVES = (1.0, 1.15, 1.3, 1.6, 2.0, 2.6, 3.5, 5.0)  # widths tried, times the widest part
ROOM = 0.85  # height of the box that a part fills, per square root of its nodes, in SPACING
FLAT = 0.05  # a layout flatter than this (of 2) is a line, which is not stretched to a plane
EVENNESS = 0.6  # how much of a place is rank: 0 keeps the crowd, 1 would tear clusters apart
ROUNDS = 150  # of pushing names apart; most pictures need under 40
STEP = 0.3  # part of an overlap that one round takes away: more makes nodes jump over each other
RINGS = (130.0, 200.0, 280.0, 370.0, 470.0)  # distances from its parent at which a newcomer may stand
SPOTS = 20  # places tried on each ring


def pack(parts: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Parts side by side on shelves, in the order given, so that the whole fills the canvas best."""
    boxes = [_box(part) for part in parts]
    widest = max(width for _, _, width, _ in boxes) + LABEL_WIDTH
    packings = (_shelve(parts, boxes, widest * factor) for factor in SHELVES)
    return _centred(max(packings, key=_scale))


def _shelve(
    parts: Sequence[Mapping[str, Place]], boxes: Sequence[tuple[float, float, float, float]], limit: float
) -> dict[str, Place]:
    """The parts on shelves of that width."""
    places: dict[str, Place] = {}
    x = y = shelf = 0.0
    for part, (left, top, width, height) in zip(parts, boxes, strict=True):
        if x and x + width + LABEL_WIDTH > limit + 1:
            x, y, shelf = 0.0, y + shelf, 0.0
        places |= {node: (x + px - left, y + py - top) for node, (px, py) in part.items()}
        x += width + LABEL_WIDTH
        shelf = max(shelf, height + LABEL_HEIGHT * 1.3)
    return places


def _scale(places: Mapping[str, Place]) -> float:
    """How large it can be drawn on a canvas of the usual shape."""
    _, _, width, height = _box(places)
    return min(WIDTH_TO_HEIGHT / (width + LABEL_WIDTH), 1 / (height + LABEL_HEIGHT))


def stretch(rough: Mapping[str, Place]) -> dict[str, Place]:
    """A layout of any size and shape, spread over a box of the canvas's shape with room for its nodes.

    Layouts crowd the middle, where what is best known stands. So a node's place on each axis is in part its
    rank on it, which is even by nature.
    """
    nodes = list(rough)
    tall = SPACING * ROOM * math.sqrt(len(nodes))
    across = _even([rough[node][0] for node in nodes])
    down = _even([rough[node][1] for node in nodes])
    return {
        node: (x * tall * WIDTH_TO_HEIGHT, y * tall) for node, x, y in zip(nodes, across, down, strict=True)
    }


def _even(values: Sequence[float]) -> list[float]:
    """The values from 0 to 1, in part by size and in part by rank; a flat axis stays flat."""
    low, high = min(values), max(values)
    if high - low < FLAT:
        return [0.5 for _ in values]
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    ranks = {place: rank / (len(values) - 1) for rank, place in enumerate(order)}
    return [
        EVENNESS * ranks[place] + (1 - EVENNESS) * (value - low) / (high - low)
        for place, value in enumerate(values)
    ]


def separate(places: Mapping[str, Place]) -> dict[str, Place]:
    """Pushes apart nodes whose names would overlap, each a little, until none do."""
    nodes = list(places)
    at: NDArray[np.float64] = np.array([places[node] for node in nodes], dtype=float).reshape(-1, 2)
    ranks = np.arange(len(nodes))
    order = np.sign(ranks[:, None] - ranks[None, :])
    for _ in range(ROUNDS):
        dx = at[:, None, 0] - at[None, :, 0]
        dy = at[:, None, 1] - at[None, :, 1]
        lack_x, lack_y = LABEL_WIDTH - np.abs(dx), LABEL_HEIGHT - np.abs(dy)
        clash = (lack_x > 0) & (lack_y > 0)
        np.fill_diagonal(clash, False)
        if not clash.any():
            break
        sideways = clash & (lack_x / LABEL_WIDTH < lack_y / LABEL_HEIGHT)
        upright = clash & ~sideways
        at[:, 0] += STEP * (lack_x * np.where(dx == 0, order, np.sign(dx)) * sideways).sum(axis=1)
        at[:, 1] += STEP * (lack_y * np.where(dy == 0, order, np.sign(dy)) * upright).sum(axis=1)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, at, strict=True)}


def place_around(parent: str, fresh: Sequence[str], places: Mapping[str, Place]) -> dict[str, Place]:
    """New nodes on rings round their parent, each on the nearest ring with most room; nothing else moves."""
    taken = list(places.values())
    x0, y0 = places[parent]
    found: dict[str, Place] = {}
    for node in fresh:
        spots = [
            (x0 + ring * WIDTH_TO_HEIGHT * math.cos(turn), y0 + ring * math.sin(turn))
            for ring in RINGS
            for turn in (step * math.tau / SPOTS + ring for step in range(SPOTS))
        ]
        best = max(spots, key=lambda spot: min(_room(spot, other) for other in taken))
        found[node] = best
        taken.append(best)
    return found


def _room(one: Place, other: Place) -> float:
    """How far two names are from touching, capped: more room than enough is not better."""
    return min(max(abs(one[0] - other[0]) / LABEL_WIDTH, abs(one[1] - other[1]) / LABEL_HEIGHT), 1.0)


def _box(part: Mapping[str, Place]) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _centred(places: Mapping[str, Place]) -> dict[str, Place]:
    if not places:
        return {}
    left, top, width, height = _box(places)
    return {node: (x - left - width / 2, y - top - height / 2) for node, (x, y) in places.items()}
