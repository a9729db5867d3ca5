"""Couplings that carry a difference, and monthly measures, where it is known what must come out."""

from __future__ import annotations

import numpy as np
import pytest

from sandtable.assumptions.chain import Chain, find_chain
from sandtable.assumptions.compare import compare
from sandtable.assumptions.compare_months import compare_months, paired_interval
from sandtable.claims.question import Question
from sandtable.ensemble.ensemble import Ensemble
from small_worlds import campaign, day, fixed, place, road, run

CLAIMS = {
    "pocket": Question("pocket falls without assault"),
    "hill": Question(f"hill falls by {day(1)}"),
    "given": Question("pocket falls without assault", given="mill falls by the end"),
    "cut": Question("pocket falls without assault", given="pocket is cut off by the end"),
}


def war(collapse: str) -> dict[str, object]:
    """Only a pocket that is cut off can tell the two settings apart, and there it is quick."""
    raw = campaign(120)
    raw["mechanisms"]["collapse"] = collapse
    raw["priors"] = fixed({"collapse.days": 20.0, "supply.isolation-days": 10.0})
    return raw


@pytest.fixture(scope="module")
def readings() -> tuple[Ensemble, Ensemble]:
    return run(war("off"), 500, replicates=1), run(war("author"), 500, replicates=1)


@pytest.fixture(scope="module")
def chain(readings: tuple[Ensemble, Ensemble]) -> Chain:
    return find_chain(*readings, CLAIMS)


def test_what_all_of_the_change_must_pass_carries_all_of_it(readings: tuple[Ensemble, Ensemble], chain: Chain) -> None:
    whole = {row.claim: row.change for row in compare(*readings, CLAIMS)}["pocket"]
    assert whole.difference > 0.2
    carried = {one.coupling.name: one for one in chain.carried if one.claim == "pocket"}
    last = carried["isolation-to-collapse"]
    assert last.without == 0.0
    assert last.carried == whole.difference
    assert last.turned == whole.gained + whole.lost
    assert last.low < whole.difference < last.high
    assert (
        carried["control-to-supply"].carried > 0.9 * whole.difference
    )  # a source may close, and cut it off all the same
    assert {one.coupling.name for one in chain.of("pocket")[:2]} == {"isolation-to-collapse", "control-to-supply"}


def test_what_the_change_does_not_pass_carries_nothing_or_little(chain: Chain) -> None:
    carried = {one.coupling.name: one for one in chain.carried if one.claim == "pocket"}
    assert (carried["losses-to-length"].turned, carried["losses-to-length"].carried) == (0, 0.0)
    assert not carried["losses-to-length"].clear
    assert abs(carried["air-to-odds"].carried) < 0.25 * carried["isolation-to-collapse"].carried


def test_claims_that_nothing_touched_are_not_looked_at_and_idle_couplings_are_named(chain: Chain) -> None:
    assert {one.claim for one in chain.carried} == {"pocket", "given", "cut"}
    assert "threat-to-corridors" in {one.name for one in chain.idle}
    assert all(one.futures < 500 for one in chain.carried if one.claim == "given")


def test_where_a_condition_no_longer_comes_about_nothing_is_said(chain: Chain) -> None:
    """Supply that passes everybody's places cuts nobody off, but for a source that closes."""
    spoken = {one.coupling.name for one in chain.carried if one.claim == "cut"}
    assert "control-to-supply" not in spoken
    assert "isolation-to-collapse" in spoken


def test_measures_are_compared_as_they_are_by_hand() -> None:
    raw = campaign(100)
    place(raw, "city", "red", [900, 1200], population=50_000, assume="planted")
    road(raw, "bridge", "city")
    one = run(raw, 300, replicates=2)
    raw["priors"] = {"assault.log-days": {"value": 4.5, "assume": "planted"}}
    other = run(raw, 300, replicates=2)
    found = {row.measure: row for row in compare_months(one, other)}["exposure"]
    series = [
        np.concatenate([block.series["exposure"][::2] for block in ensemble.blocks()]) for ensemble in (one, other)
    ]
    assert found.difference == pytest.approx(series[1].mean() - series[0].mean())
    assert found.difference > 0
    assert found.low < found.difference < found.high
    np.testing.assert_allclose(found.months[:, 2], (series[1] - series[0]).mean(axis=0))
    assert found.turned == (series[0] != series[1]).any(axis=1).sum() > 0
    same = compare_months(one, one)
    assert all((row.difference, row.low, row.high, row.turned) == (0.0, 0.0, 0.0, 0) for row in same)


def test_paired_intervals_hold_what_they_promise() -> None:
    luck = np.random.default_rng(1)
    true, hits = 0.05, 0
    for _ in range(400):
        gained = luck.random(400) < 0.1
        sample = np.where(gained, 1.0, np.where(luck.random(400) < true / 0.9, -1.0, 0.0))
        mean, low, high = paired_interval(sample, 0.05)
        assert low <= mean <= high
        hits += bool(low <= 0.1 - true <= high)
    assert hits / 400 > 0.95 - 3 * np.sqrt(0.05 * 0.95 / 400)
