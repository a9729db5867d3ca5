"""Days of falls and returns, read from event logs written by hand and held against a plain reading of real ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.kinds import CONTROL
from sandtable.ensemble.results import Block
from sandtable.scoring.moments import FALLS, RETURNS, allies_of, days_of
from scoring.scored_worlds import run, two_towns
from small_worlds import duel


class Logged:
    """An ensemble of one block that was written by hand: rows are (future, day, place, before, after)."""

    def __init__(
        self, base: Ensemble, rows: list[tuple[int, float, int, int, int]], draws: int, replicates: int
    ) -> None:
        import dataclasses

        self.manifest = dataclasses.replace(base.manifest, draws=draws, replicates=replicates)
        self.scenario = base.scenario
        columns = [np.array([row[column] for row in rows]) for column in range(5)]
        n = len(rows)
        self.block = Block(
            0,
            0,
            draws,
            replicates,
            columns[0].astype(np.int32),
            columns[1].astype(np.float64),
            np.arange(n, dtype=np.int32),
            np.full(n, CONTROL, np.int8),
            columns[2].astype(np.int16),
            columns[3].astype(np.int16),
            columns[4].astype(np.int16),
            np.ones(n, np.int16),
            np.zeros((draws, 0)),
        )

    def blocks(self) -> Iterator[Block]:
        """The one block."""
        yield self.block


@pytest.fixture(scope="module")
def base() -> Ensemble:
    return run(two_towns(), futures=2)[1]


def test_falls_returns_and_never(base: Ensemble) -> None:
    places, actors = base.manifest.places, base.manifest.actors
    near, blue, red = places.index("near"), actors.index("blue"), actors.index("red")
    rows = [
        (0, 3.7, near, red, blue),
        (0, 9.2, near, blue, red),
        (0, 11.0, near, red, blue),
        (2, 8.0, near, red, blue),
        (3, 1.0, near, red, blue),  # a second replicate: not counted
        (4, 200.0, near, red, blue),  # at the very end
    ]
    log = Logged(base, rows, draws=4, replicates=2)
    found = days_of(log, [("near", FALLS), ("near", RETURNS), ("far", FALLS)])  # type: ignore[arg-type]
    assert found[:, 0].tolist() == [3, 8, 200, 200]
    assert found[:, 1].tolist() == [9, 200, 200, 200]
    assert found[:, 2].tolist() == [200] * 4


def test_an_ally_brings_it_back(base: Ensemble) -> None:
    places, actors = base.manifest.places, base.manifest.actors
    near, blue, red = places.index("near"), actors.index("blue"), actors.index("red")
    log = Logged(base, [(0, 3.0, near, red, blue), (0, 7.0, near, blue, blue)], draws=1, replicates=1)
    assert days_of(log, [("near", RETURNS)]).tolist() == [[200]]  # type: ignore[arg-type]
    ties = base.scenario["ties"] | {"friends": {"who": "blue", "ally": ["red"]}}
    log.scenario = base.scenario | {"ties": ties}
    assert days_of(log, [("near", RETURNS)]).tolist() == [[7]]  # type: ignore[arg-type]


def test_allies_go_both_ways(base: Ensemble) -> None:
    assert allies_of(base) == {"blue": {"blue"}, "red": {"red"}}


def test_a_plain_reading_of_a_real_run_agrees() -> None:
    _, ensemble = run(duel(120), futures=100)
    place = ensemble.manifest.places.index("town")
    first = ensemble.manifest.first_holders[place]
    plain = [float(ensemble.manifest.days)] * 100
    for block in ensemble.blocks():
        for row in range(block.day.size):
            draw = block.first_draw + int(block.future[row])
            is_fall = block.kind[row] == CONTROL and block.entity[row] == place and block.after[row] != first
            if is_fall and plain[draw] == ensemble.manifest.days:
                plain[draw] = float(min(np.floor(block.day[row]), ensemble.manifest.days))
    assert days_of(ensemble, [("town", FALLS)])[:, 0].tolist() == plain
    assert len(set(plain)) > 10
