"""No two labels of a map cover each other, every place has one, and markers do not hide each other."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.views.printed.labels import Box, place_labels, spread, text_width

FRAME = Box(0, 0, 320, 300)
SPOT = st.tuples(st.floats(10, 310), st.floats(10, 290))
NAME = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=24)


def gap(box: Box, point: tuple[float, float]) -> float:
    """Distance from a point to the nearest spot of a box."""
    x, y = min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)
    return math.dist((x, y), point)


def disjoint(boxes: list[Box]) -> bool:
    return not any(one.overlaps(other) for one, other in combinations(boxes, 2))


@given(st.lists(st.tuples(SPOT, NAME), min_size=1, max_size=45), st.floats(2, 9))
def test_every_place_is_labelled_and_none_overlap(places: list[tuple[tuple[float, float], str]], radius: float) -> None:
    points, names = [spot for spot, _ in places], [name for _, name in places]
    labels, frame = place_labels(points, names, size=11, radii=[radius] * len(points), frame=FRAME)
    assert [label.index for label in labels] == list(range(len(points)))
    assert all(label.text in (names[label.index], str(label.index + 1)) for label in labels)
    assert disjoint([label.box for label in labels])
    assert all(label.box.within(frame) for label in labels)


@pytest.mark.parametrize("count", [40, 300])
def test_a_heap_of_places_on_one_spot_is_labelled_too(count: int) -> None:
    small = Box(0, 0, 120, 60)
    labels, frame = place_labels(
        [(60.0, 30.0)] * count,
        [f"Place {number}" for number in range(count)],
        size=10,
        radii=[4.0] * count,
        frame=small,
    )
    assert len(labels) == count
    assert disjoint([label.box for label in labels])
    assert all(label.box.within(frame) for label in labels)


def test_a_lonely_place_has_its_name_beside_its_marker() -> None:
    (label,), frame = place_labels([(100.0, 100.0)], ["Haditha"], size=12, radii=[6.0], frame=FRAME)
    assert label.text == "Haditha"
    assert not label.numbered
    assert label.line is None
    assert 106 <= label.box.left <= 112
    assert frame == FRAME


def test_labels_keep_off_the_markers_while_there_is_room() -> None:
    points = [(60.0 + 40 * step, 150.0) for step in range(6)]
    labels, _ = place_labels(points, ["Abcde"] * 6, size=11, radii=[6.0] * 6, frame=FRAME)
    markers = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    assert not any(label.box.overlaps(marker) for label in labels for marker in markers)


def test_a_road_is_avoided_where_it_costs_nothing() -> None:
    road = [((100.0, 100.0), (300.0, 100.0))]
    (label,), _ = place_labels([(100.0, 100.0)], ["Hit"], size=12, radii=[5.0], frame=FRAME, roads=road)
    assert label.box.right <= 100


def test_places_without_a_text_get_no_label() -> None:
    labels, _ = place_labels([(50.0, 50.0), (60.0, 50.0)], [None, "Ana"], size=12, radii=[5.0, 5.0], frame=FRAME)
    assert [label.text for label in labels] == ["Ana"]


@given(st.lists(SPOT, min_size=2, max_size=12))
def test_markers_are_pushed_apart(points: list[tuple[float, float]]) -> None:
    moved = spread(points, [5.0] * len(points), FRAME, rounds=500)
    assert min(math.dist(one, other) for one, other in combinations(moved, 2)) > 9
    assert all(0 <= x <= 320 and 0 <= y <= 300 for x, y in moved)


def test_markers_that_do_not_touch_stay_where_they_are() -> None:
    points = [(50.0, 50.0), (80.0, 50.0), (50.0, 90.0)]
    assert spread(points, [6.0] * 3, FRAME) == points


def test_wider_texts_are_estimated_wider() -> None:
    assert text_width("mmm", 10) > text_width("iii", 10)
    assert text_width("Ana", 20) == pytest.approx(2 * text_width("Ana", 10))
    assert text_width("القائم", 10) > 0
    assert text_width("\u0301", 10) == 0
    assert text_width("\u6771\u4eac", 10) >= 20


def test_a_name_that_could_be_taken_for_anothers_becomes_a_number() -> None:
    points = [(160.0, 150.0), (175.0, 150.0), (175.0, 164.0), (160.0, 164.0)]
    names = ["A place with a long name"] * 4
    labels, _ = place_labels(points, names, size=11, radii=[6.0] * 4, frame=Box(60, 120, 280, 195))
    for label in labels:
        gaps = [gap(label.box, point) for point in points]
        assert gaps.index(min(gaps)) == label.index or label.line, label
