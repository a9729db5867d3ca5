"""Known answers of collapse: a piecewise hazard, and the share of pockets that give up by a day."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import BY_COLLAPSE
from sandtable.mechanisms import collapse
from sandtable.world.start import begin_future
from small_worlds import Raw, draws_of, empty, empty_log, falls, first_state, fixed, place, ready, road, run


def _pocket(days: int, **priors: float) -> Raw:
    """Red's pocket among blue's places; its source lies beyond."""
    raw = empty(days)
    place(raw, "pocket", "red", 300)
    place(raw, "ring", "blue", 300)
    place(raw, "far", "red", supplies=["red"])
    road(raw, "pocket", "ring")
    road(raw, "ring", "far")
    raw["mechanisms"] = {"collapse": "weak"}
    raw["priors"] = fixed({name.replace("_", ".", 1).replace("_", "-"): value for name, value in priors.items()})
    return raw


class Luck:
    """Luck that a test sets: stands in for `luck.uniform`."""

    level = 0.5

    def __call__(self, *_name: Any) -> float:
        return self.level


def _chance_in_a_step(steps_per_day: int, hazard: float, monkeypatch: pytest.MonkeyPatch) -> float:
    """The probability that a fully isolated place gives up in one step: the level below which it does, by bisection."""
    prepared = ready(_pocket(10), steps_per_day)
    world, draw = prepared.world.record[0], draws_of(prepared)[0]
    draw.collapse_days = 1.0 / hazard
    fate = Luck()
    monkeypatch.setattr(collapse, "uniform", fate)
    pocket = prepared.world.places.index("pocket")
    low, high = 0.0, 1.0
    for _ in range(60):
        fate.level = (low + high) / 2
        state = first_state(prepared)[0]
        begin_future(state, world, draw)
        state.cut_off[pocket], state.isolation[pocket] = 1, 1.0
        collapse.step(state, world, draw, None, empty_log(4))
        if state.taken_by[pocket] >= 0:
            assert state.taken_how[pocket] == BY_COLLAPSE
            assert 0.0 <= state.taken_moment[pocket] <= 1.0
            low = fate.level
        else:
            high = fate.level
    return low


@pytest.mark.parametrize("steps_per_day", [1, 2, 4])
def test_o20_piecewise_hazard(steps_per_day: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """.001 a day for 100 days, then .005 for 50: 1 - exp(-.35) = .295312, whatever the step."""
    early, late = (_chance_in_a_step(steps_per_day, hazard, monkeypatch) for hazard in (0.001, 0.005))
    standing = (1 - early) ** (100 * steps_per_day) * (1 - late) ** (50 * steps_per_day)
    assert 1 - standing == pytest.approx(0.295312, abs=5e-7)


def test_hazard_grows_with_the_square_of_isolation(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = ready(_pocket(10))
    world, draw, state = prepared.world.record[0], draws_of(prepared)[0], first_state(prepared)[0]
    begin_future(state, world, draw)
    draw.collapse_days = 100.0
    fate = Luck()
    monkeypatch.setattr(collapse, "uniform", fate)
    pocket = prepared.world.places.index("pocket")
    state.cut_off[pocket], state.isolation[pocket] = 1, 0.3
    limit = 1 - math.exp(-(0.3**2) / 100.0)
    for level, gives_up in ((limit * 0.999, True), (limit * 1.001, False)):
        state.taken_by[pocket], fate.level = -1, level
        collapse.step(state, world, draw, None, empty_log(4))
        assert (state.taken_by[pocket] >= 0) == gives_up


def test_share_of_pockets_that_give_up_by_a_day() -> None:
    """Isolation at once, mean 200 days: exponential, to the day and within the day."""
    raw = _pocket(151, supply_isolation_days=1e-6, collapse_days=200.0, waste_rate=1e-9)
    days = falls(run(raw, 20_000), "pocket", BY_COLLAPSE)
    for limit in (30.5, 75.0, 150.0):
        # Isolation is nil in the very step in which a place is cut off, so the first day carries no hazard.
        assert (days < limit).mean() == pytest.approx(1 - math.exp(-(limit - 1) / 200), abs=0.011)
    within = days[np.isfinite(days)] % 1
    assert abs(within.mean() - 0.5) < 0.02
