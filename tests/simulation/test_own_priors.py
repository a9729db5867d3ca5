"""A prior that a scenario sets itself is widened by its confidence, as every other range of a scenario is."""

from __future__ import annotations

import pytest

from sandtable.scenario.read import read_scenario
from sandtable.scenario.schema import Prior, Scenario
from sandtable.simulation.prepare import prepare


def _range(confidence: str) -> tuple[float, float, float]:
    stated = Prior(value=(200.0, 300.0, 450.0), assume="a guess of ours", confidence=confidence)
    scenario: Scenario = read_scenario("three-towns").model_copy(update={"priors": {"supply.reach": stated}})
    columns = prepare(scenario).world.columns.drawn
    found = next(one.assumption for one in columns if one.assumption.name == "supply.reach")
    return found.low, found.usual, found.high


def test_confidence_widens_a_prior_of_the_scenarios_own() -> None:
    assert _range("high") == pytest.approx((200.0, 300.0, 450.0))
    low, usual, high = _range("low")
    assert usual == pytest.approx(300.0)
    assert low == pytest.approx(300.0 * (2 / 3) ** 2)
    assert high == pytest.approx(300.0 * 1.5**2)
