"""Names on a map that never cover each other: markers pushed apart, labels placed around them, numbers where it crowds.

All lengths are in pixels of the drawing, y grows downward. The placer always finds a place for every label: near its
marker if it can, further off with a line to it if it must, and as a number (with a key beside the map) where it crowds.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Box", "Label", "place_labels", "spread", "text_width"]

Point = tuple[float, float]

AIR = 1.08
"""Distance of two markers' centres, in sums of their radii, at which they stand apart."""

LINE = 1.25
"""Height of a line of type, in type sizes."""
CLEAR = 3.0
"""Pixels by which a label should be nearer to its own marker than to any other."""
MISTAKEN = 1.5
"""What a place that breaks this costs, in turns around the marker (each turn is further off than the last)."""

# advance widths of DejaVu Sans in em, the widest of the common screen fonts: estimates err on the wide side
_WIDTHS = {
    0.30: "'ijlIJ",
    0.36: " ,./:;\\|f-\u2019",
    0.42: "t()[]!r",
    0.53: '"*_`szc?\u2013',
    0.62: "LkFvxyPaoTYe",
    0.66: "bdghnpquESK0123456789$",
    0.75: "AVBRXZCUHN",
    0.80: "DG&OQw",
    0.87: "#+<=>^~M",
    1.00: "mW%@",
}
_EM = {character: width for width, characters in _WIDTHS.items() for character in characters}


def text_width(text: str, size: float) -> float:
    """A width in px that the text at font size `size` does not exceed in common sans-serif fonts (an estimate)."""
    return size * sum(_character(one) for one in text)


def _character(one: str) -> float:
    if one in _EM:
        return _EM[one]
    if unicodedata.combining(one):
        return 0.0
    if unicodedata.east_asian_width(one) in "WF":
        return 1.05
    base = unicodedata.normalize("NFD", one)[0]
    return _EM.get(base, 0.85)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with sides along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area (touching sides do not count)."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies wholly inside the other."""
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """One placed label: `index` of its point, its text and box; `line` ties it to its marker when it stands apart."""

    index: int
    text: str
    box: Box
    numbered: bool
    line: tuple[Point, Point] | None


def spread(points: Sequence[Point], radii: Sequence[float], frame: Box, rounds: int = 80) -> list[Point]:
    """The points moved as little as needed so that their markers do not overlap, kept inside the frame.

    Where the frame is too full for that, the remaining overlap is shared out. Deterministic.
    """
    moved = [list(point) for point in points]
    for _ in range(rounds):
        calm = True
        for one in range(len(moved)):
            for other in range(one):
                calm &= not _push(moved[one], moved[other], AIR * (radii[one] + radii[other]), one)
        for place in moved:
            place[0] = min(max(place[0], frame.left), frame.right)
            place[1] = min(max(place[1], frame.top), frame.bottom)
        if calm:
            break
    return [(x, y) for x, y in moved]


def _push(one: list[float], other: list[float], gap: float, turn: int) -> bool:
    """Move two points apart, half the missing distance each; whether they had to move."""
    across, down = one[0] - other[0], one[1] - other[1]
    distance = math.hypot(across, down)
    if distance >= gap - 0.01:
        return False
    if distance < 1e-6:  # the same spot: each takes its own direction, spread by the golden angle
        across, down, distance = math.cos(2.4 * turn), math.sin(2.4 * turn), 1.0
        half = gap / 2
    else:
        half = (gap - distance) / 2
    one[0] += half * across / distance
    one[1] += half * down / distance
    other[0] -= half * across / distance
    other[1] -= half * down / distance
    return True


def _around(point: Point, width: float, height: float, radius: float) -> Iterator[tuple[Box, bool]]:
    """Boxes around a marker, best first: beside it, then above, below and at the corners, then further off."""
    for reach, apart in ((radius + 2, False), (radius + 7, False), (radius + 16, True), (radius + 30, True)):
        slant = reach * 0.75
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (0.7, -0.8), (0.7, 0.8), (-0.7, -0.8), (-0.7, 0.8)):
            if dy == 0:
                x = point[0] + dx * reach - (width if dx < 0 else 0)
                y = point[1] - height / 2
            elif dx == 0:
                x = point[0] - width / 2
                y = point[1] + dy * reach - (height if dy < 0 else 0)
            else:
                x = point[0] + math.copysign(slant, dx) - (width if dx < 0 else 0)
                y = point[1] + math.copysign(slant, dy) - (height if dy < 0 else 0)
            yield Box(x, y, x + width, y + height), apart


def _crossings(box: Box, roads: Sequence[tuple[Point, Point]]) -> int:
    """How many roads run under a box, seen at a few points of each."""
    found = 0
    for (x1, y1), (x2, y2) in roads:
        steps = max(2, int(math.hypot(x2 - x1, y2 - y1) / 5))
        found += any(
            box.left < x1 + (x2 - x1) * step / steps < box.right
            and box.top < y1 + (y2 - y1) * step / steps < box.bottom
            for step in range(steps + 1)
        )
    return found


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place for a label: whether it stands apart from its marker, may be mistaken, and how good it is."""

    text: str
    box: Box
    apart: bool
    mistaken: bool
    cost: float


class _Placer:
    """The map while it fills up."""

    def __init__(
        self, points: Sequence[Point], radii: Sequence[float], frame: Box, roads: Sequence[tuple[Point, Point]]
    ) -> None:
        self.points, self.radii, self.frame, self.roads = points, radii, frame, roads
        self.markers = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
        self.taken: list[Box] = []

    def free(self, box: Box, over_markers: bool = False) -> bool:
        """Whether a label may stand there."""
        if not box.within(self.frame) or any(box.overlaps(other) for other in self.taken):
            return False
        return over_markers or not any(box.overlaps(other) for other in self.markers)

    def near(self, index: int, text: str, size: float) -> _Spot | None:
        """The best free spot around a marker: close by, few roads under it, not to be taken for another's label."""
        best: _Spot | None = None
        around = _around(self.points[index], text_width(text, size), LINE * size, self.radii[index])
        for rank, (box, apart) in enumerate(around):
            if best is not None and rank / 8 >= best.cost:
                break  # further candidates cannot cost less
            if not self.free(box):
                continue
            mistaken = self.nearer_to_another(index, box)
            cost = rank / 8 + 0.45 * _crossings(box, self.roads) + MISTAKEN * mistaken
            if best is None or cost < best.cost:
                best = _Spot(text, box, apart, mistaken, cost)
        return best

    def place(self, index: int, wish: str, size: float) -> _Spot:
        """The name beside its marker; its number where the name finds no room or would be taken for another's."""
        named, number = self.near(index, wish, size), str(index + 1)
        if named is not None and not named.mistaken:
            return named
        numbered = self.near(index, number, size)
        if numbered is not None and (named is None or not numbered.mistaken):
            return numbered
        return named or _Spot(number, self.anywhere(index, text_width(number, size), LINE * size), True, True, 0.0)

    def nearer_to_another(self, index: int, box: Box) -> bool:
        """Whether a reader would take a label there for that of another marker."""
        own = _gap(self.points[index], box) - self.radii[index]
        return any(
            _gap(point, box) - radius <= own + CLEAR
            for other, (point, radius) in enumerate(zip(self.points, self.radii, strict=True))
            if other != index
        )

    def anywhere(self, index: int, width: float, height: float) -> Box:
        """The free box nearest to a marker, anywhere on the map; the map grows downward when it is full."""
        x, y = self.points[index]
        while True:
            spots = sorted(self._grid(width, height), key=lambda box: (box.left - x) ** 2 + (box.top - y) ** 2)
            for over_markers in (False, True):
                for box in spots:
                    if self.free(box, over_markers):
                        return box
            grown = self.frame.bottom + 2 * height
            self.frame = Box(self.frame.left, self.frame.top, self.frame.right, grown)

    def _grid(self, width: float, height: float) -> Iterator[Box]:
        across = max(1, int((self.frame.right - self.frame.left - width) / (width / 2)) + 1)
        down = max(1, int((self.frame.bottom - self.frame.top - height) / (height / 2)) + 1)
        for row in range(down):
            for column in range(across):
                left, top = self.frame.left + column * width / 2, self.frame.top + row * height / 2
                yield Box(left, top, left + width, top + height)


def place_labels(
    points: Sequence[Point],
    texts: Sequence[str | None],
    *,
    size: float,
    radii: Sequence[float],
    frame: Box,
    roads: Sequence[tuple[Point, Point]] = (),
) -> tuple[list[Label], Box]:
    """A label for every point with a text, none over another, and the frame (taller only where it was too full).

    Markers have `radii` and stay uncovered while there is room, also those without a text (None). A text that finds
    no clear room near its marker becomes its number, index + 1. `roads` are avoided where that costs little. Labels
    come back in the order of the points.
    """
    placer = _Placer(points, radii, frame, roads)
    placed = []
    for index in sorted(range(len(points)), key=lambda one: (-_crowd(points, one, 6 * size), one)):
        wish = texts[index]
        if wish is None:
            continue
        spot = placer.place(index, wish, size)
        placer.taken.append(spot.box)
        line = _line(points[index], spot.box, radii[index]) if spot.apart else None
        placed.append(Label(index, spot.text, spot.box, spot.text == str(index + 1), line))
    return sorted(placed, key=lambda label: label.index), placer.frame


def _crowd(points: Sequence[Point], index: int, reach: float) -> int:
    """How many other markers stand near one: the crowded are served first."""
    x, y = points[index]
    return sum(math.hypot(x - u, y - v) < reach for u, v in points) - 1


def _gap(point: Point, box: Box) -> float:
    """Distance from a point to the nearest spot of a box."""
    across = max(box.left - point[0], 0.0, point[0] - box.right)
    return math.hypot(across, max(box.top - point[1], 0.0, point[1] - box.bottom))


def _line(point: Point, box: Box, radius: float) -> tuple[Point, Point] | None:
    """The line from the rim of a marker to the nearest spot of its label's box; None when they touch."""
    x, y = min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)
    distance = math.hypot(x - point[0], y - point[1])
    if distance <= radius + 1:
        return None
    share = radius / distance
    return (point[0] + (x - point[0]) * share, point[1] + (y - point[1]) * share), (x, y)
