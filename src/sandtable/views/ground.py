"""The ground under the maps of a payload: what of Natural Earth lies around the places of a scenario."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sandtable.sources.basemap import LINES, RINGS, Area, Window, areas_in, lines_in, rings_in

__all__ = ["ground", "window_around"]

CREDIT = "Base map: Natural Earth, public domain."
DIGITS = 3
LEAST_SPAN = 0.6
"""Degrees that a theatre spans at least, so that one place alone still has ground around it."""
WIDEST, TALLEST = 2.6, 1.35
"""The flattest and the tallest shape in which a map is ever drawn, as width to height and height to width."""
AIR = 1.3
MOST_AREAS = 80
"""Provinces that are named at most; a theatre of a continent names none."""

Point = tuple[float, float]


def window_around(points: Sequence[Point]) -> Window:
    """The part of the world that a map of these points (latitude, longitude) may show, in any shape of the map."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(0.2, math.cos(math.radians(middle[0])))
    down = max(max(lats) - min(lats), LEAST_SPAN)
    across = max((max(lons) - min(lons)) * squeeze, LEAST_SPAN)
    half_across = AIR * max(across, WIDEST * down) / 2 / squeeze
    half_down = AIR * max(down, TALLEST * across) / 2
    return Window(
        max(-180.0, middle[1] - half_across),
        max(-85.0, middle[0] - half_down),
        min(180.0, middle[1] + half_across),
        min(85.0, middle[0] + half_down),
    )


def _rounded(lines: Sequence[Sequence[Point]]) -> list[list[list[float]]]:
    return [[[round(x, DIGITS), round(y, DIGITS)] for x, y in line] for line in lines]


def _countries(areas: Sequence[Area]) -> list[dict[str, Any]]:
    """Each country in sight with points at which its name may stand: those of its divisions."""
    by_country: dict[str, list[list[float]]] = {}
    for area in areas:
        by_country.setdefault(area.country, []).append([round(area.at[0], 2), round(area.at[1], 2)])
    return [{"name": country, "at": points} for country, points in by_country.items()]


def ground(points: Sequence[Point]) -> dict[str, Any] | None:
    """What lies around these points (latitude, longitude), as JSON values; None without points."""
    if not points:
        return None
    window = window_around(points)
    areas = areas_in(window)
    shapes = {kind: _rounded(rings_in(kind, window)) for kind in RINGS}
    shapes |= {kind: _rounded(lines_in(kind, window)) for kind in LINES}
    named = areas if len(areas) <= MOST_AREAS else []
    return {
        "west": round(window.west, DIGITS),
        "south": round(window.south, DIGITS),
        "east": round(window.east, DIGITS),
        "north": round(window.north, DIGITS),
        **shapes,
        "countries": _countries(areas),
        "areas": [{"name": one.name, "at": [round(one.at[0], 2), round(one.at[1], 2)]} for one in named if one.name],
        "credit": CREDIT,
    }
