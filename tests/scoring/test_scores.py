"""Properties of the scores: proper, censored at the horizon, order, coverage, pairs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.scoring.order import COIN, order_brier, tau
from sandtable.scoring.paired import paired, paired_over_campaigns
from sandtable.scoring.proper import brier, crps, crps_of_each, floored, log_score
from sandtable.scoring.spread import covers, pit, quantiles

HORIZON = 100.0
days = st.lists(st.integers(0, 100), min_size=1, max_size=40)


@given(days, st.integers(0, 100), st.floats(-50, 50))
def test_crps_moves_with_both_and_is_never_negative(members: list[int], happened: int, shift: float) -> None:
    own = crps(members, happened)
    assert own >= -1e-9
    assert crps(np.array(members) + shift, happened + shift) == pytest.approx(own, abs=1e-7)


@given(st.integers(0, 100), st.integers(0, 100))
def test_crps_of_a_certainty_is_the_distance(said: int, happened: int) -> None:
    assert crps([said] * 5, happened) == pytest.approx(abs(said - happened), abs=1e-9)


@given(days)
def test_crps_is_proper_for_days_cut_at_the_horizon(members: list[int]) -> None:
    """Who believes in the members does best by saying so: any other forecast scores worse on average over them."""
    truth = np.minimum(np.array(members, dtype=float) * 1.7, HORIZON)
    honest = float(np.mean(crps_of_each(truth, truth)))
    for other in (truth * 0.5, np.minimum(truth + 20, HORIZON), np.full_like(truth, HORIZON), truth[:1]):
        assert float(np.mean(crps_of_each(other, truth))) >= honest - 1e-9


def test_beyond_the_horizon_no_later_day_matters() -> None:
    said = np.array([50.0, 80.0, 150.0, 9_999.0])
    assert crps(np.minimum(said, HORIZON), HORIZON) == crps(np.minimum([50.0, 80.0, 101.0, 120.0], HORIZON), HORIZON)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_brier_and_log_are_proper(believed: float, said: float) -> None:
    for score in (brier, log_score):
        expected = believed * score(said, True) + (1 - believed) * score(said, False)
        assert expected >= believed * score(believed, True) + (1 - believed) * score(believed, False) - 1e-9


def test_no_probability_is_a_certainty() -> None:
    assert floored(0.0, 9) == pytest.approx(0.05)
    assert floored(1.0, 9) == pytest.approx(0.95)
    assert floored(0.4, 9) == 0.4
    assert math.isfinite(log_score(floored(0.0, 9), True))


def test_order_of_a_certain_right_and_wrong_and_blind_forecast() -> None:
    happened = np.array([10.0, 20.0, 100.0, 100.0])
    right = np.tile(happened, (5, 1))
    score, pairs = order_brier(right, happened)
    assert (score, pairs) == (0.0, 5)
    assert order_brier(100 - right, happened)[0] == 1.0
    blind = np.vstack([right, 100 - right])
    assert order_brier(blind, happened)[0] == pytest.approx(COIN)
    assert math.isnan(order_brier(right[:, 2:], happened[2:])[0])


def test_order_counts_ties_half() -> None:
    members = np.array([[5.0, 5.0], [5.0, 5.0]])
    assert order_brier(members, np.array([1.0, 2.0])) == (COIN, 1)


def test_tau_is_one_for_the_right_order_and_nothing_without_order() -> None:
    assert tau([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert tau([3, 2, 1], [10, 20, 30]) == pytest.approx(-1)
    assert math.isnan(tau([1, 1, 1], [10, 20, 30]))


def test_intervals_cover_as_often_as_they_say() -> None:
    luck = np.random.default_rng(2)
    members = luck.normal(size=(2_000,))
    truths = luck.normal(size=(3_000,))
    for level in (0.5, 0.8):
        assert np.mean([covers(members, y, level) for y in truths]) == pytest.approx(level, abs=0.04)
    assert np.mean([pit(members, y) for y in truths]) == pytest.approx(0.5, abs=0.03)


def test_percentiles_are_days_of_members_and_cover_the_horizon() -> None:
    members = np.array([10.0] * 3 + [HORIZON] * 7)
    assert quantiles(members) == (10.0, 10.0, HORIZON, HORIZON, HORIZON)
    assert covers(members, HORIZON, 0.5)
    assert not covers(members, 50.0, 0.0)
    assert pit(members, HORIZON) == pytest.approx(0.65)


def test_pairs_know_the_sign_and_widen_with_few_campaigns() -> None:
    luck = np.random.default_rng(3)
    other = luck.uniform(20, 60, 40)
    better = paired("x", other - luck.uniform(0, 10, 40), other)
    assert better.low <= better.difference <= better.high < 0
    same = paired("x", other, other)
    assert (same.difference, same.low, same.high) == (0.0, 0.0, 0.0)
    apart = [(other - 20, other), (other + 20, other)]
    over = paired_over_campaigns("x", apart)
    assert over.difference == pytest.approx(0)
    assert over.low < -10
    assert over.high > 10


def test_pairs_are_drawn_by_name_and_so_alike_each_time() -> None:
    own, other = np.arange(9.0), np.arange(9.0)[::-1].copy()
    assert paired("a baseline", own, other) == paired("a baseline", own, other)
