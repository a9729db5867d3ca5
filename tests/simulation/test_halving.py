"""The length of a step is no assumption: with half days, the same odds and the same order of events."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.kinds import ASSAULT_ENDED, BY_ASSAULT, BY_COLLAPSE
from sandtable.scenario.read import read_scenario
from sandtable.simulation.run import Settings, simulate
from small_worlds import campaign, columns, falls, run

LIMIT = 0.02
"""The promise, for the difference of two shares at 20,000 futures."""


def _won(ensemble: Ensemble) -> float:
    """Share of ended assaults that took their place."""
    table = columns(ensemble)
    ended = table["cause"][table["kind"] == ASSAULT_ENDED]
    return float((ended == BY_ASSAULT).mean())


def _shares(ensemble: Ensemble, places: tuple[str, ...], middle: float) -> dict[str, float]:
    """Shares that claims ask for: falls by a day, by what cause, in which order."""
    days = {key: falls(ensemble, key) for key in places}
    shares = {"assaults won": _won(ensemble)}
    for key in places:
        shares[f"{key} falls"] = float(np.isfinite(days[key]).mean())
        shares[f"{key} falls early"] = float((days[key] < middle).mean())
        shares[f"{key} gives up"] = float(np.isfinite(falls(ensemble, key, BY_COLLAPSE)).mean())
        rest = np.min([days[other] for other in places if other != key], axis=0)
        last = np.max([days[other] for other in places if other != key], axis=0)
        shares[f"{key} first"] = float((days[key] < rest).mean())
        shares[f"{key} last"] = float((days[key] > last).mean())
    return shares


def _differences(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {name: abs(one[name] - other[name]) for name in one}


def test_halving_the_day_changes_no_share_by_more_than_promised() -> None:
    places = ("mill", "pocket", "ford", "hill")
    shares = [_shares(run(campaign(300), 20_000, steps_per_day=steps), places, 90.0) for steps in (1, 2)]
    differences = _differences(*shares)
    assert max(differences.values()) < LIMIT, differences
    assert sum(0.05 < share < 0.95 for share in shares[0].values()) > 8, "shares near 0 or 1 could not differ"


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["three-towns", "western-anbar-2017"])
def test_halving_the_day_in_the_shipped_scenarios(name: str) -> None:
    scenario = read_scenario(name)
    held = [key for control in scenario.control.values() for key in control.holds]
    targets = tuple(key for key in held if any(force.at == key for force in scenario.forces.values()))
    shares: list[dict[str, float]] = []
    for steps in (1, 2):
        settings = Settings(steps_per_day=steps, replicates=1)
        shares.append(_shares(simulate(scenario, futures=20_000, settings=settings), targets, 120.0))
    differences: Any = _differences(*shares)
    noise = 2.6 * math.sqrt(0.5 / 20_000)
    assert max(differences.values()) < LIMIT, differences
    assert noise < LIMIT
