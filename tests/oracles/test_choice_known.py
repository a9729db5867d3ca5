"""Known answers of the choice of targets: softmax, the largest when weights are strong, and what Luce's axiom says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from sandtable.ensemble.kinds import ASSAULT_BEGUN
from small_worlds import NOTHING_MATTERS, Raw, body, empty, fixed, one_block, place, ready, road

FUTURES = 20_000
PRIORITY = {"anvil": 1.0, "birch": 0.25, "cedar": -0.5, "dale": -1.0}


def _crossroads(weight: float, targets: tuple[str, ...] = tuple(PRIORITY), **more: float) -> Raw:
    """One column at a camp with a road to each of red's towns."""
    raw = empty(days=2)
    place(raw, "camp", "blue", 500)
    for target in targets:
        place(raw, target, "red", 1000)
        road(raw, "camp", target)
    body(raw, "column", "blue", "camp")
    raw["priorities"] = {"plan": {"who": "blue", "places": {key: PRIORITY[key] for key in targets}, "assume": "test"}}
    raw["priors"] = fixed(NOTHING_MATTERS | {"choice.priority": weight} | more)
    return raw


def _choices(raw: Raw) -> Any:
    """The place that each future's column chose, by name."""
    prepared = ready(raw)
    block = one_block(prepared, FUTURES)
    rows = np.flatnonzero((block.kind == ASSAULT_BEGUN) & (block.day == 0))
    assert block.future[rows].tolist() == list(range(FUTURES))
    return np.array(prepared.world.places)[block.entity[rows]]


def test_o11_frequencies_are_softmax() -> None:
    chosen = _choices(_crossroads(1.5))
    counts = [int((chosen == key).sum()) for key in PRIORITY]
    weights = np.exp(1.5 * np.array(list(PRIORITY.values())))
    assert stats.chisquare(counts, FUTURES * weights / weights.sum()).pvalue > 1e-3


def test_o11_without_weights_all_are_equal() -> None:
    chosen = _choices(_crossroads(0.0))
    assert stats.chisquare([int((chosen == key).sum()) for key in PRIORITY]).pvalue > 1e-3


def test_o11_strong_weights_pick_the_best() -> None:
    assert set(_choices(_crossroads(100.0)).tolist()) == {"anvil"}


def test_o11_independence_of_irrelevant_alternatives() -> None:
    """Without cedar and dale the rest share their futures; whoever had chosen another place keeps it (named luck)."""
    whole, rest = _choices(_crossroads(1.5)), _choices(_crossroads(1.5, ("anvil", "birch")))
    kept = np.isin(whole, ["anvil", "birch"])
    assert (rest[kept] == whole[kept]).all()
    ratios = [(chosen == "anvil").sum() / (chosen == "birch").sum() for chosen in (whole, rest)]
    assert ratios[0] == pytest.approx(ratios[1], rel=0.06)
    assert ratios[1] == pytest.approx(np.exp(1.5 * 0.75), rel=0.06)


@pytest.mark.parametrize(
    ("parameter", "change", "gain"),
    [
        ("choice.importance", {"importance": 0.5}, 0.5),
        ("choice.garrison", {"fighters": 3000}, np.log(3.0)),
        ("choice.distance", {"km": 160}, 1.0),
    ],
)
def test_each_weight_acts_as_written(parameter: str, change: dict[str, Any], gain: float) -> None:
    raw = _crossroads(0.0, ("anvil", "birch"), **{parameter: 1.3})
    for key in ("anvil", "birch"):
        fighters = change.get("fighters", 1000) if key == "anvil" else 1000
        km = change.get("km", 60) if key == "anvil" else 60
        raw["forces"][f"guard-{key}"]["fighters"] = [fighters * (1 - 1e-9), fighters, fighters * (1 + 1e-9)]
        raw["routes"][f"camp-to-{key}"]["km"] = [km * (1 - 1e-9), km, km * (1 + 1e-9)]
    raw["places"]["anvil"]["importance"] = change.get("importance", 0.0)
    share = (_choices(raw) == "anvil").mean()
    assert share == pytest.approx(1 / (1 + np.exp(-1.3 * gain)), abs=0.012)
