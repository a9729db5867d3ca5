"""The map's series: every share counted again, future by future, from the changes that made the run."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble import kinds
from sandtable.ensemble.results import Block, Manifest
from sandtable.views import numbers
from sandtable.views.flips import Switch, count_on
from views.synthetic import ACTORS, AS_OF, PLACES, holder_at, manifest, random_futures
from views.test_brief import payload

FUTURES = random_futures(11, 20)[::2]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    found: dict[str, Any] = payload(tmp_path_factory.mktemp("map"))["map"]
    return found


def test_the_series_counts_every_future_on_every_date(mapped: dict[str, Any]) -> None:
    series = mapped["series"]
    for step, date in enumerate(series["dates"]):
        day = (datetime.date.fromisoformat(date["value"]) - AS_OF).days
        for index, place in enumerate(PLACES):
            holders = [("", *ACTORS)[holder_at(changes, index, day) + 1] for changes in FUTURES]
            found = dict(series["places"][place][step])
            assert found == {one: round(holders.count(one) / 10, 3) for one in set(holders)}


def test_the_mapped_dates_are_dates_of_the_series(mapped: dict[str, Any]) -> None:
    known = [date["value"] for date in mapped["series"]["dates"]]
    assert len(known) <= 60
    for index, date in enumerate(mapped["dates"]):
        step = known.index(date["value"])
        for place in mapped["places"]:
            held = {one["actor"]: round(one["share"]["value"], 3) for one in place["held"][index]}
            assert held == dict(mapped["series"]["places"][place["id"]][step])


def test_every_share_has_its_text(mapped: dict[str, Any]) -> None:
    series = mapped["series"]
    for dates in series["places"].values():
        for date in dates:
            for _, share in date:
                assert series["texts"][f"{share:g}"] == numbers.probability(share)


def switched(rows: list[tuple[int, float, int, int, int]], run: Manifest) -> Block:
    """A block from rows of (future, day, kind, entity, actor)."""
    table = np.array([(f, d, s, k, e, a, a, 0) for s, (f, d, k, e, a) in enumerate(rows)], dtype=float).reshape(-1, 8)
    types = (np.int32, np.float64, np.int32, np.int8, np.int16, np.int16, np.int16, np.int16)
    columns = [table[:, index].astype(kind) for index, kind in enumerate(types)]
    return Block(0, 0, 3, run.replicates, *columns, np.full((3, 2), 0.5))


def test_what_is_on_is_counted_at_the_end_of_each_day() -> None:
    run = manifest(3)
    on, off = kinds.PRESENCE_OPENED, kinds.PRESENCE_CLOSED
    rows = [(0, 0.0, on, 0, 0), (0, 5.5, off, 0, 0), (1, 0.0, on, 0, 0), (2, 5.0, on, 0, 0), (4, 39.9, on, 1, 1)]
    found = count_on(switched(rows, run), run, (0, 4, 5, 39), Switch(on, off, 2))
    assert found.tolist() == [[1, 0], [1, 0], [1, 0], [1, 1]]  # future 1 is a second replicate and is not counted


def test_a_corridor_is_open_when_all_its_users_pass() -> None:
    run = manifest(3)
    on, off = kinds.CORRIDOR_OPENED, kinds.CORRIDOR_CLOSED
    rows = [(0, 0.0, on, 0, 0), (2, 0.0, on, 0, 0), (2, 3.0, on, 0, 2), (2, 9.0, off, 0, 0)]
    found = count_on(switched(rows, run), run, (0, 3, 8, 9), Switch(on, off, 1, [[0, 2]]))
    assert found[:, 0].tolist() == [0, 1, 1, 0]
