"""Known answers of the assault: its odds, its clock, and that neither hangs on the length of the step."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.optimize import brentq

from sandtable.ensemble.kinds import ASSAULT_ENDED, BROKEN_OFF, BY_ASSAULT
from sandtable.mechanisms.assault import chance_of_success
from sandtable.world.start import begin_future
from small_worlds import (
    NOTHING_MATTERS,
    body,
    draws_of,
    duel,
    empty,
    empty_log,
    first_state,
    fixed,
    mechanism,
    one_block,
    place,
    ready,
    road,
)

FUTURES = 20_000
TARGET = 0.78


def _first_ends(step: float) -> tuple[Any, Any]:
    """How the first assault of each future ended, and when (it begins on day 0)."""
    raw = duel(days=600)
    raw["priors"] = fixed(NOTHING_MATTERS | {"assault.base-odds": math.log(TARGET / (1 - TARGET))})
    prepared = ready(raw)
    record = prepared.world.record[0]
    record.day_step, record.steps = step, int(600 / step)
    record.month_steps[0] = record.steps
    block = one_block(prepared, FUTURES)
    rows = np.flatnonzero(block.kind == ASSAULT_ENDED)
    futures, first = np.unique(block.future[rows], return_index=True)
    assert len(futures) > FUTURES * 0.998, "an assault that lasts beyond the horizon tells nothing"
    return block.cause[rows[first]], block.day[rows[first]]


@pytest.mark.parametrize("step", [2.0, 1.0, 0.5, 0.25])
def test_o6_chance_and_length_do_not_hang_on_the_step(step: float) -> None:
    how, day = _first_ends(step)
    assert set(how.tolist()) == {BY_ASSAULT, BROKEN_OFF}
    assert (how == BY_ASSAULT).mean() == pytest.approx(TARGET, abs=3.3 * math.sqrt(TARGET * (1 - TARGET) / FUTURES))
    won = np.log(day[how == BY_ASSAULT])
    assert np.exp(np.median(won)) == pytest.approx(math.exp(3.04), rel=0.04)  # 20.9 days
    assert won.std() == pytest.approx(0.95, rel=0.03)


def _facing(ratio: float, **parameters: float) -> tuple[Any, Any, Any, int]:
    """Blue stands before red's town, `ratio` to one."""
    raw = duel()
    raw["formations"]["column"]["fighters"] = [1000 * ratio * (1 - 1e-9), 1000 * ratio, 1000 * ratio * (1 + 1e-9)]
    raw["forces"]["guard-town"]["fighters"] = [1000 - 1e-6, 1000, 1000 + 1e-6]
    raw["priors"] = fixed(
        NOTHING_MATTERS | {f"assault.{name.replace('_', '-')}": value for name, value in parameters.items()}
    )
    prepared = ready(raw)
    state, draw = first_state(prepared)[0], draws_of(prepared)[0]
    begin_future(state, prepared.world.record[0], draw)
    town = prepared.world.places.index("town")
    state.target[0] = town
    return state, prepared.world.record[0], draw, town


def test_o7_ratio_contest() -> None:
    assert chance_of_success(*_facing(3.0, force_exponent=0.41), 0) == pytest.approx(0.6107, abs=5e-5)
    assert chance_of_success(*_facing(1.0, force_exponent=0.41), 0) == pytest.approx(0.5, abs=1e-7)
    both = chance_of_success(*_facing(3.0, force_exponent=0.41), 0) + chance_of_success(
        *_facing(1 / 3, force_exponent=0.41), 0
    )
    assert both == pytest.approx(1.0, abs=1e-7)


def test_odds_add_up_as_written() -> None:
    state, world, draw, town = _facing(
        2.0,
        force_exponent=0.5,
        fortified_odds=-0.9,
        air_odds=1.0,
        isolation_odds=0.3,
        base_odds=0.1,
        offensive_odds=1.2,
        deliberate_ratio=2.0,
    )
    world.fortified[town] = 0.5
    state.air[0], state.air[1], state.isolation[town], state.efficiency[town], state.reach_efficiency[0] = (
        1.0,
        0.25,
        0.6,
        0.8,
        0.5,
    )
    deliberate = math.log(2.0 * 0.5 / 0.8) / math.log(2.0)
    odds = 0.1 + 1.2 * deliberate + 0.5 * (math.log(2.0 * 0.5 / 0.8) + 0.3 * 0.6) - 0.9 * 0.5 + 1.0 * 0.75
    assert chance_of_success(state, world, draw, town, 0) == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-7)


def test_o8_boundary_between_unequal_sides() -> None:
    """Two to one, 500 km apart, reach 300 km: equal strength 353.972 km from the stronger (Boulding)."""
    raw = empty()
    place(raw, "east", "red", supplies=["red"])
    place(raw, "middle", "red")
    place(raw, "west", "blue", supplies=["blue"])
    road(raw, "middle", "east")
    road(raw, "west", "middle")
    body(raw, "column", "blue", "west")
    raw["priors"] = fixed(NOTHING_MATTERS | {"supply.reach": 300.0, "assault.force-exponent": 1.0})
    prepared = ready(raw)
    world, draw = prepared.world.record[0], draws_of(prepared)[0]
    supply, choice = mechanism("supply"), mechanism("choice")
    routes = {"middle-to-east": 0, "west-to-middle": 1}
    middle = prepared.world.places.index("middle")

    def chance(km: float) -> float:
        draw.km[routes["west-to-middle"]], draw.km[routes["middle-to-east"]] = km, 500.0 - km
        draw.strength[0], draw.garrison[middle, :2] = 2000.0, (0.0, 1000.0)
        state = first_state(prepared)[0]
        begin_future(state, world, draw)
        luck, log = np.zeros(1, [("key0", "i8"), ("key1", "i8")]).view(np.recarray)[0], empty_log()
        supply.step(state, world, draw, luck, log)
        world.formation_only[0, :] = 0
        world.formation_only[0, middle] = 1
        choice.step(state, world, draw, luck, log)
        assert state.target[0] == middle
        return chance_of_success(state, world, draw, middle, 0)

    assert brentq(lambda km: chance(km) - 0.5, 50, 450, xtol=1e-9) == pytest.approx(353.972, abs=5e-4)
    assert chance(300) > 0.5 > chance(400)
