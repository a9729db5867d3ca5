"""Known answers of influence: opinions that come to rest, stocks that fade, shares and autonomy that add up to one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from sandtable.errors import InvalidInput
from sandtable.influence.leverage import CHANNELS, holds_under, index, leverage
from sandtable.influence.opinion import consensus_weights, friedkin_johnsen, heard, moved
from sandtable.influence.stocks import after, fading, steady

LISTENING = np.array([[0.2, 0.5, 0.3], [0.4, 0.4, 0.2], [0.1, 0.3, 0.6]])
OPENNESS = np.array([0.8, 0.5, 0.9])
FIRST = np.array([0.0, 0.5, 1.0])


def test_o12_friedkin_johnsen() -> None:
    rest = friedkin_johnsen(LISTENING, OPENNESS, FIRST)
    np.testing.assert_allclose(rest, (0.395737, 0.483781, 0.578777), rtol=0, atol=5e-7)
    position = FIRST
    for _ in range(500):
        position = moved(position, FIRST, LISTENING, OPENNESS)
    np.testing.assert_allclose(position, rest, rtol=0, atol=1e-12)


def test_o12_degroot() -> None:
    weights = consensus_weights(LISTENING)
    np.testing.assert_allclose(weights, (0.24, 0.386667, 0.373333), rtol=0, atol=5e-7)
    assert weights @ FIRST == pytest.approx(0.566667, abs=5e-7)


@pytest.mark.parametrize(
    ("listening", "openness"),
    [
        (np.eye(2), np.ones(2)),  # nobody holds on, nobody hears: any rest would do
        (np.array([[0.5, 0.4], [0.5, 0.5]]), np.full(2, 0.5)),
        (np.array([[1.5, -0.5], [0.5, 0.5]]), np.full(2, 0.5)),
        (np.ones((2, 3)) / 3, np.full(2, 0.5)),
        (np.full((2, 2), np.nan), np.full(2, 0.5)),
    ],
)
def test_opinions_refuse(listening: np.ndarray, openness: np.ndarray) -> None:
    with pytest.raises(InvalidInput):
        friedkin_johnsen(listening, openness, np.array([0.0, 1.0]))


@pytest.mark.parametrize("listening", [np.eye(2), np.array([[0.0, 1.0], [1.0, 0.0]])])
def test_no_single_consensus(listening: np.ndarray) -> None:
    with pytest.raises(InvalidInput, match="no single consensus"):
        consensus_weights(listening)


def test_a_patron_is_heard_and_does_not_listen() -> None:
    lever = np.array([[0.4, 0.0], [0.1, 0.2]])
    table = heard(np.array([[0.5, 0.5], [0.3, 0.7]]), lever)
    np.testing.assert_allclose(table.sum(axis=1), 1.0)
    np.testing.assert_allclose(table[:2, 2:], lever.T)
    rest = friedkin_johnsen(table, np.array([0.9, 0.9, 0.0, 0.0]), np.array([0.5, 0.5, 1.0, 0.0]))
    assert rest[2:].tolist() == [1.0, 0.0]
    assert rest[0] > 0.5 > rest[1]  # the first leans to the patron at 1, the second hears only the one at 0


def test_o13_a_steady_stock_is_effort_over_fading() -> None:
    assert steady(2.0, 180.0) == 2.0 / fading(180.0)
    assert after(steady(2.0, 180.0), 2.0, 180.0, 1234.5) == pytest.approx(steady(2.0, 180.0), rel=1e-15)
    assert after(8.0, 0.0, 90.0, 180.0) == pytest.approx(2.0, rel=1e-15)


@given(st.floats(0, 100), st.floats(0, 10), st.floats(1, 1000), st.floats(0, 400), st.floats(0, 400))
def test_two_spans_are_one_long_one(stock: float, effort: float, half_life: float, one: float, two: float) -> None:
    halves = after(after(stock, effort, half_life, one), effort, half_life, two)
    assert halves == pytest.approx(after(stock, effort, half_life, one + two), rel=1e-12, abs=1e-9)


def test_a_stock_solves_its_equation() -> None:
    solved = solve_ivp(lambda t, s: 3.0 - fading(90.0) * s, (0, 200), [10.0], rtol=1e-10, atol=1e-10)
    assert after(10.0, 3.0, 90.0, 200.0) == pytest.approx(solved.y[0, -1], rel=1e-8)


def test_o13_linear_shares() -> None:
    stock = np.zeros((2, 1, 4))
    stock[0, 0], stock[1, 0] = 3.0, 1.0
    lever = leverage(stock, np.full(4, 0.25), np.array([4.0]))
    np.testing.assert_allclose(lever[:, 0], (3 / 8, 1 / 8))


@given(st.integers(1, 4), st.integers(1, 5), st.integers(0, 2**32 - 1), st.floats(0.5, 1.5))
def test_o13_shares_and_autonomy_add_up_to_one(patrons: int, clients: int, seed: int, exponent: float) -> None:
    luck = np.random.default_rng(seed)
    stock = luck.gamma(1.0, 2.0, (patrons, clients, len(CHANNELS)))
    lever = leverage(stock, luck.dirichlet(np.full(4, 2.0)), luck.gamma(2.0, 1.0, clients) + 0.1, exponent)
    shares, own = index(lever, luck.dirichlet(np.ones(clients)))
    assert shares.sum() + own == pytest.approx(1.0, abs=1e-12)
    assert shares.min() >= 0
    assert 0 < own < 1


def test_a_patron_that_withdraws_loses_while_its_rival_pays_on() -> None:
    weight, autonomy, power = np.full(4, 0.25), np.array([1.0]), np.array([1.0])
    before = np.full((2, 1, 4), 2.0)
    later = before.copy()
    later[0, 0, 2] = after(2.0, 0.0, 365.0, 365.0)
    first, _ = index(leverage(before, weight, autonomy), power)
    then, _ = index(leverage(later, weight, autonomy), power)
    assert then[0] < first[0]
    assert then[1] > first[1]


def test_share_of_weights_under_which_a_comparison_holds() -> None:
    assert holds_under(np.array([1.0, 2.0, 3.0, 3.0]), np.array([2.0, 1.0, 1.0, 3.0])) == 0.625
