"""The ground under maps: cut to a window, with nothing outside it, for every shipped theatre and an empty sea."""

from __future__ import annotations

import itertools
import json

import pytest

from sandtable.scenario.read import read_scenario
from sandtable.sources.basemap import LINES, RINGS, Window, areas_in, lines_in, origin, rings_in
from sandtable.views.ground import ground, window_around

IRAQ = Window(38.0, 29.0, 49.0, 38.0)


def area(ring: list[tuple[float, float]]) -> float:
    """Area inside a ring in square degrees, with its sign."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) / 2


@pytest.mark.parametrize("kind", [*LINES, *RINGS])
def test_nothing_is_left_outside_the_window(kind: str) -> None:
    found = rings_in(kind, IRAQ) if kind in RINGS else lines_in(kind, IRAQ)
    assert found
    slack = Window(IRAQ.west - 1e-9, IRAQ.south - 1e-9, IRAQ.east + 1e-9, IRAQ.north + 1e-9)
    assert all(slack.holds(point) for line in found for point in line)
    assert kind not in RINGS or all(ring[0] == ring[-1] for ring in found)


def test_land_that_fills_the_window_is_the_window() -> None:
    inland = Window(41.0, 32.0, 43.0, 34.0)
    assert sum(abs(area(ring)) for ring in rings_in("land", inland)) == pytest.approx(4.0)


def test_the_open_sea_has_no_land() -> None:
    assert rings_in("land", Window(-40.0, 9.0, -38.0, 11.0)) == []


def test_areas_lie_in_their_countries() -> None:
    iraq = {one.name for one in areas_in(IRAQ) if one.country == "Iraq"}
    assert len(iraq) == 18


def test_the_origin_is_said() -> None:
    assert "Natural Earth" in origin()
    assert "public domain" in origin()


@pytest.mark.parametrize("name", ["western-anbar-2017", "tripoli-2019-20", "iraq-2015-16", "three-towns"])
def test_every_shipped_theatre_has_ground_of_less_than_80_kb(name: str) -> None:
    points = [place.point for place in read_scenario(name).places.values()]
    found = ground(points)
    assert found is not None
    assert len(json.dumps(found, separators=(",", ":"))) < 80_000
    window = window_around(points)
    assert all(window.west < lon < window.east and window.south < lat < window.north for lat, lon in points)


def test_one_place_alone_has_ground_around_it() -> None:
    window = window_around([(32.9, 13.2)])
    assert window.east - window.west > 0.6
    assert ground([]) is None
