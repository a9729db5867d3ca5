"""Known answers of corridors, raids and cells: availability in series, a changing hazard, a fading stock, counts."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import BY_RAID, BY_RECOVERY, CONTROL, CORRIDOR_OPENED
from sandtable.ensemble.results import Block
from sandtable.luck import level, negative_binomial, threefry
from sandtable.mechanisms.cells import faded
from small_worlds import WHY, Raw, body, day, empty, fixed, one_block, place, ready, road

SURE = {"corridors.closing": 1e-12, "corridors.caution": 1e-9, "corridors.lag-spread": 1e-12, "threat.guard": 0.5}
NOBODY_MOVES = {
    "raids.raiders": 1.0,
    "capture.raid-losses": 0.0,
    "threat.cell-weight": 0.0,
    "raids.weak-garrison": 1e12,
}


def _joints(days: int) -> Raw:
    """Three joints in a row, each with a town of ours and 3,000 enemies beside it."""
    raw = empty(days)
    for key in ("first", "second", "third"):
        place(raw, f"home-{key}", "blue", [900, 1000, 1100])
        place(raw, key, "blue", [400, 500, 600])
        place(raw, f"lair-{key}", "red", 3000)
        road(raw, f"home-{key}", key)
        road(raw, f"lair-{key}", key)
    road(raw, "first", "second")
    road(raw, "second", "third")
    joints = ["first", "second", "third"]
    raw["corridors"] = {"way": {"via": joints, "joints": joints, "users": ["blue"], "assume": WHY}}
    raw["priors"] = fixed(
        SURE | NOBODY_MOVES | {"raids.rate": 1 / 120, "raids.recovery-days": 5.0, "corridors.lag": 1e-6}
    )
    return raw


def _same_enemies(raw: Raw) -> Any:
    """The world prepared, with exactly 3,000 enemies in each lair and no other uncertainty that matters."""
    for key in ("first", "second", "third"):
        raw["forces"][f"guard-lair-{key}"]["fighters"] = [2999.9999, 3000, 3000.0001]
    return ready(raw)


def _share_held(block: Block, days: int) -> float:
    """Share of time, from day 100 on, in which blue holds all of the three joints."""
    rows = np.flatnonzero((block.kind == CONTROL) & np.isin(block.cause, [BY_RAID, BY_RECOVERY]))
    order = np.lexsort((block.day[rows], block.future[rows]))
    rows = rows[order]
    future, when = block.future[rows], block.day[rows]
    lost = np.where(block.cause[rows] == BY_RAID, 1, -1)
    total = 0.0
    for number in range(block.futures):
        mine = future == number
        moments = np.concatenate([[0.0], when[mine], [float(days)]])
        broken = np.concatenate([[0], np.cumsum(lost[mine])])
        spans = np.clip(moments[1:], 100, None) - np.clip(moments[:-1], 100, None)
        total += spans[broken == 0].sum()
    return total / (days - 100) / block.futures


def test_o10_availability_of_three_joints_in_series() -> None:
    """Each joint is held 120 / 125 of the time, all three (120 / 125) ** 3 = .8847: sd of this mean about .0015."""
    days = 900
    block = one_block(_same_enemies(_joints(days)), 700)
    assert _share_held(block, days) == pytest.approx((120 / 125) ** 3, abs=0.006)


def test_o10_the_corridor_itself_is_open_as_long() -> None:
    """Less what the clock takes: it opens in the step after the joint is back, and closes with the end of a step."""
    days = 900
    block = one_block(_same_enemies(_joints(days)), 700)
    assert block.series["open-way"][:, 4:].mean() == pytest.approx((120 / 125) ** 3, abs=0.012)


def test_o20_a_hazard_that_changes() -> None:
    """.001 a day for 100 days, then .005 for 50: P = 1 - exp(-.35) = .295312; 20,000 futures, sd .0032."""
    raw = empty(150)
    place(raw, "home", "blue", 500)
    place(raw, "joint", "blue", 500)
    place(raw, "lair", "red", [999.9999, 1000, 1000.0001])
    road(raw, "home", "joint")
    road(raw, "joint", "lair")
    body(raw, "column", "red", "lair", [0.0009, 0.001, 0.0011], only=["lair"])
    raw["events"]["more"] = {"on": day(100), "does": [{"reinforce": "column", "fighters": 4000}], "assume": WHY}
    raw["corridors"] = {"way": {"via": ["home", "joint"], "joints": ["joint"], "users": ["blue"], "assume": WHY}}
    raw["priors"] = fixed(SURE | NOBODY_MOVES | {"raids.rate": 0.003, "raids.recovery-days": 1e9, "corridors.lag": 1e9})
    block = one_block(ready(raw), 20_000)
    fell = np.zeros(block.futures, np.bool_)
    fell[block.future[(block.kind == CONTROL) & (block.cause == BY_RAID)]] = True
    assert fell.mean() == pytest.approx(0.295312, abs=0.011)


def test_o22_a_stock_that_fades_and_is_fed() -> None:
    """R' = 2 - .01 R from 1,000: R(60) = 639.049, in one step or in sixty."""
    assert faded(1000.0, math.exp(-0.6), 2 / 0.01) == pytest.approx(639.049, abs=5e-4)
    persons = 1000.0
    for _ in range(60):
        persons = faded(persons, math.exp(-0.01), 2 / 0.01)
    assert persons == pytest.approx(639.049, abs=5e-4)


@pytest.mark.parametrize(("mean", "shape"), [(0.4, 2.0), (6.0, 2.0), (150.0, 0.7), (3.0, 1e6)])
def test_counts_are_negative_binomial(mean: float, shape: float) -> None:
    """At 40,000 named levels, against scipy's own quantiles."""
    from scipy.stats import nbinom

    words, _ = threefry(7, 11, np.arange(40_000), np.zeros(40_000, np.int64))
    levels = level(words)
    counts = np.array([negative_binomial(float(one), mean, shape) for one in levels])
    expected = nbinom.ppf(levels, shape, shape / (shape + mean))
    assert (counts != expected).mean() < 1e-4
    assert counts.mean() == pytest.approx(mean, rel=0.05)


def test_a_count_ends_where_the_sum_no_longer_grows() -> None:
    assert negative_binomial(1.0, 5.0, 2.0) <= 5.0 + 41 * math.sqrt(5.0 + 12.5)
    assert negative_binomial(0.5, 0.0, 2.0) == 0.0


def test_a_corridor_opens_after_an_exponential_lag() -> None:
    """Mean lag 50 days, no threat: half have opened by 50 ln 2 = 34.7 days."""
    raw = empty(400)
    place(raw, "home", "blue", 500)
    place(raw, "joint", "blue", 500)
    place(raw, "elsewhere", "red", 500)
    road(raw, "home", "joint")
    place(raw, "between")
    road(raw, "joint", "between")
    road(raw, "between", "elsewhere")
    raw["corridors"] = {"way": {"via": ["home", "joint"], "joints": ["joint"], "users": ["blue"], "assume": WHY}}
    raw["priors"] = fixed(SURE | NOBODY_MOVES | {"raids.rate": 1e-9, "corridors.lag": 50.0})
    block = one_block(ready(raw), 10_000)
    opened = block.day[block.kind == CORRIDOR_OPENED]
    assert len(opened) == pytest.approx(10_000, abs=20)
    assert np.median(opened) == pytest.approx(50 * math.log(2) + 1.0, abs=1.6)
    assert opened.mean() == pytest.approx(51.0, abs=1.7)
