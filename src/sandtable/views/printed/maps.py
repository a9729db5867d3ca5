"""The printed map of who holds what, as shapes and texts that only have to be written down as SVG.

A place is a small pie cut out of a shape: the shape belongs to its most frequent holder, whose slice starts at the top
and runs clockwise, so that holder and share can be read without colour. Markers that would cover each other are moved
apart; a dot and a line show where they belong.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandtable.units import EARTH_RADIUS_KM
from sandtable.views.numbers import kilometres
from sandtable.views.printed.labels import Box, Point, place_labels, spread
from sandtable.views.printed.shapes import shape_path

__all__ = ["Size", "draw_map"]

KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180
SCALE_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
AGREED = 0.99
"""Share of futures from which on a place counts as settled on a map."""
LEAST_SPAN = 0.4
"""Degrees shown at least, so that one place alone still makes a map."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a map is drawn, in px: width, margin, marker radius (settled, unsettled places) and type size.

    `names` False writes numbers; `key` False leaves a name away that finds no room right beside its place.
    """

    width: float
    margin: float
    radius: tuple[float, float]
    type: float
    names: bool = True
    key: bool = True


def _slice(start: float, end: float, radius: float) -> str:
    """The path of a pie slice between two shares of a turn, clockwise from the top."""
    if end - start >= 0.9995:
        return f"M{-radius:.3f} {-radius:.3f}H{radius:.3f}V{radius:.3f}H{-radius:.3f}Z"
    (x1, y1), (x2, y2) = (
        (radius * math.sin(2 * math.pi * turn), -radius * math.cos(2 * math.pi * turn)) for turn in (start, end)
    )
    large = int(end - start > 0.5)
    return f"M0 0L{x1:.3f} {y1:.3f}A{radius:.3f} {radius:.3f} 0 {large} 1 {x2:.3f} {y2:.3f}Z"


def _numbering(places: Sequence[Mapping[str, Any]]) -> list[int]:
    """Order of the places by name, so that numbers on the map run through the key alphabetically."""
    return sorted(range(len(places)), key=lambda index: (str(places[index]["name"]).casefold(), index))


@dataclass(frozen=True, slots=True)
class _Frame:
    """How degrees become pixels: equirectangular, true to scale at the middle latitude."""

    west: float
    north: float
    squeeze: float
    pixels: float
    margin: float
    shift: float
    height: float

    def at(self, lat: float, lon: float) -> Point:
        return (
            self.margin + self.shift + (lon - self.west) * self.squeeze * self.pixels,
            self.margin + (self.north - lat) * self.pixels,
        )


def _frame(places: Sequence[Mapping[str, Any]], size: Size) -> _Frame:
    lats = [float(place["lat"]) for place in places]
    lons = [float(place["lon"]) for place in places]
    squeeze = max(0.2, math.cos(math.radians((min(lats) + max(lats)) / 2)))
    across, down = max(max(lons) - min(lons), LEAST_SPAN) * squeeze, max(max(lats) - min(lats), LEAST_SPAN)
    room = size.width - 2 * size.margin
    pixels = min(room / across, 1.15 * room / down)
    shift = (room - across * pixels) / 2
    return _Frame(min(lons), max(lats), squeeze, pixels, size.margin, shift, down * pixels + 2 * size.margin)


def _scale_bar(frame: _Frame, size: Size) -> dict[str, Any]:
    """A bar of a round length, at most a third of the width."""
    longest = size.width / 3 / frame.pixels * KM_PER_DEGREE
    km = max((step for step in SCALE_STEPS if step <= longest), default=SCALE_STEPS[0])
    return {"length": km / KM_PER_DEGREE * frame.pixels, "text": kilometres(km)}


def _title(place: Mapping[str, Any], date: int, actors: Mapping[str, Mapping[str, Any]]) -> str:
    held = ", ".join(f"{actors[one['actor']]['name']} {one['share']['text']}" for one in place["held"][date])
    return f"{place['name']}: {held}"


def _open(held: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the futures disagree on who holds a place."""
    return bool(held[0]["share"]["value"] < AGREED)


def _glyph(held: Sequence[Mapping[str, Any]], actors: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    total = sum(one["futures"] for one in held)
    slices, start = [], 0.0
    for one in held:
        end = start + one["futures"] / total
        slices.append({"d": _slice(start, end, 1.6), "colour": actors[one["actor"]]["colour"]})
        start = end
    return {"shape": actors[held[0]["actor"]]["shape"], "slices": slices}


def _texts(ordered: Sequence[Mapping[str, Any]], size: Size, wanted: Collection[str] | None) -> list[str | None]:
    """What to write beside each place: its name, its number, or nothing."""
    return [
        None
        if wanted is not None and place["id"] not in wanted
        else str(place["name"])
        if size.names
        else str(rank + 1)
        for rank, place in enumerate(ordered)
    ]


def draw_map(
    payload: Mapping[str, Any], date: int, size: Size, wanted: Collection[str] | None = None
) -> dict[str, Any]:
    """One map of the payload at one of its dates, as coordinates and texts.

    `wanted` are the ids of the places to label (left out = every place). Numbers follow their names.
    """
    actors = {one["id"]: one for one in payload["actors"]}
    places = payload["map"]["places"]
    order = _numbering(places)
    ordered = [places[index] for index in order]
    frame = _frame(ordered, size)
    inner = Box(2, 2, size.width - 2, frame.height - 2)
    true = [frame.at(float(place["lat"]), float(place["lon"])) for place in ordered]
    radii = [size.radius[_open(place["held"][date])] for place in ordered]
    edge = 1.3 * size.radius[1]
    kept = Box(inner.left + edge, inner.top + edge, inner.right - edge, inner.bottom - edge)
    points = spread(true, radii, kept)
    spot = {place["id"]: points[rank] for rank, place in enumerate(ordered)}
    roads = [(spot[one], spot[other]) for one, other in payload["map"]["routes"]]
    labels, grown = place_labels(
        points, _texts(ordered, size, wanted), size=size.type, radii=radii, frame=inner, roads=roads
    )
    return {
        "at": frame.at,
        "width": size.width,
        "height": round(grown.bottom + 2, 1),
        "type": size.type,
        "roads": roads,
        "glyphs": [
            {"x": x, "y": y, "r": r, "title": _title(place, date, actors), **_glyph(place["held"][date], actors)}
            for (x, y), r, place in zip(points, radii, ordered, strict=True)
        ],
        "moved": [pair for pair in zip(true, points, strict=True) if math.dist(*pair) > size.radius[0] * 1.2],
        "labels": [label for label in labels if size.key or not (label.numbered or label.line)],
        "numbers": [(label.text, ordered[label.index]["name"]) for label in labels if label.numbered and size.key],
        "shapes": {one["shape"]: shape_path(one["shape"], 1) for one in actors.values()},
        "scale": _scale_bar(frame, size),
    }
