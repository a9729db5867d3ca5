"""The ground under a map: coast, borders, provinces, rivers and lakes of any part of the world, from Natural Earth.

The archive beside this file was packed by scripts/build_basemap.py (`origin` says what was taken and changed).
"""

from __future__ import annotations

import importlib.resources
import itertools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

__all__ = ["LINES", "RINGS", "Area", "Window", "areas_in", "lines_in", "origin", "rings_in"]

STEPS = 200
"""Steps a degree in the archive."""
RINGS = ("land", "lakes")
LINES = ("borders", "provinces", "rivers")

Point = tuple[float, float]
"""Longitude, latitude."""
Line = list[Point]


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it or on its edge."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def touches(self, line: Line) -> bool:
        """Whether the smallest box around a line shares anything with it."""
        across, down = [x for x, _ in line], [y for _, y in line]
        beside = max(across) < self.west or min(across) > self.east
        return not (beside or max(down) < self.south or min(down) > self.north)


@dataclass(frozen=True, slots=True)
class Area:
    """A first-order division of a country, and a point inside it."""

    country: str
    name: str
    at: Point


def _read(name: str) -> str:
    with importlib.resources.files("sandtable.sources").joinpath("basemap.zip").open("rb") as file:
        return zipfile.ZipFile(file).read(name).decode("utf-8")


def origin() -> str:
    """Where the data come from, and what was changed."""
    return _read("ORIGIN.txt")


@cache
def _shapes(kind: str) -> tuple[Line, ...]:
    """Every line or ring of a kind, in degrees."""
    shapes = []
    for row in _read(kind).splitlines():
        steps = [int(word) for word in row.split()]
        x = y = 0
        line: Line = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x / STEPS, y / STEPS))
        shapes.append(line)
    return tuple(shapes)


def lines_in(kind: str, window: Window) -> list[Line]:
    """The lines of a kind (`borders`, `provinces`, `rivers`), cut at the window's edge."""
    return [piece for line in _shapes(kind) if window.touches(line) for piece in _cut_line(line, window)]


def rings_in(kind: str, window: Window) -> list[Line]:
    """The rings of a kind (`land`, `lakes`), cut at the window's edge; holes are rings of their own (even-odd)."""
    cut = [_cut_ring(ring, window) for ring in _shapes(kind) if window.touches(ring)]
    return [ring for ring in cut if len(ring) > 3]


def areas_in(window: Window) -> list[Area]:
    """The divisions whose point lies in the window."""
    found = []
    for row in _read("areas").splitlines():
        country, name, lon, lat = row.split("\t")
        area = Area(country, name, (float(lon), float(lat)))
        if window.holds(area.at):
            found.append(area)
    return found


def _cut_line(line: Line, window: Window) -> Iterator[Line]:
    piece: Line = []
    for one, other in itertools.pairwise(line):
        inside = _cut_stretch(one, other, window)
        if inside is None:
            if len(piece) > 1:
                yield piece
            piece = []
            continue
        if piece and piece[-1] != inside[0]:
            yield piece
            piece = []
        piece = [*piece, inside[1]] if piece else [*inside]
    if len(piece) > 1:
        yield piece


def _cut_stretch(one: Point, other: Point, window: Window) -> tuple[Point, Point] | None:
    """The part of a stretch that lies in the window (Liang and Barsky 1984)."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    first, last = 0.0, 1.0
    for move, room in (
        (-dx, one[0] - window.west),
        (dx, window.east - one[0]),
        (-dy, one[1] - window.south),
        (dy, window.north - one[1]),
    ):
        if move == 0:
            if room < 0:
                return None
        elif move < 0:
            first = max(first, room / move)
        else:
            last = min(last, room / move)
    if first > last:
        return None
    start = one if first == 0 else (one[0] + first * dx, one[1] + first * dy)
    end = other if last == 1 else (one[0] + last * dx, one[1] + last * dy)
    return start, end


def _cut_ring(ring: Line, window: Window) -> Line:
    """The part of a ring inside the window (Sutherland and Hodgman 1974), closed."""
    edges = ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1))
    for axis, limit, sign in edges:
        cut: Line = []
        for one, other in itertools.pairwise(ring):
            here, there = sign * (one[axis] - limit) >= 0, sign * (other[axis] - limit) >= 0
            if here:
                cut.append(one)
            if here != there:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                cut.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = [*cut, cut[0]] if cut else []
    return ring
