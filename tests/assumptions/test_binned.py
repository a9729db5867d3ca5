"""The binned estimator against functions whose indices are known in closed form, and its false discoveries."""

from __future__ import annotations

import numpy as np
import pytest

from sandtable.assumptions.binned import binned, discoveries, first_order

DRAWS = 100_000
G_WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])


def indices(levels: np.ndarray, values: np.ndarray, bins: int) -> np.ndarray:
    """First-order index of each level."""
    return first_order(binned(levels, values, bins))[0] / values.var()


def sobol_g(levels: np.ndarray) -> np.ndarray:
    """The g-function of Sobol (Saltelli and Sobol 1995)."""
    return np.prod((np.abs(4 * levels - 2) + G_WEIGHTS) / (1 + G_WEIGHTS), axis=1)


def ishigami(levels: np.ndarray) -> np.ndarray:
    """Ishigami and Homma 1990, with a = 7 and b = .1."""
    x1, x2, x3 = (np.pi * (2 * levels[:, number] - 1) for number in range(3))
    return np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)


def ishigami_known() -> np.ndarray:
    """Its first-order indices."""
    b, pi4 = 0.1, np.pi**4
    first = 0.5 * (1 + b * pi4 / 5) ** 2
    second = 7**2 / 8
    return np.array([first, second, 0.0]) / (0.5 + second + b * pi4 / 5 + b**2 * pi4**2 / 18)


def test_sobol_g() -> None:
    levels = np.random.default_rng(1).random((DRAWS, 8))
    parts = 1 / (3 * (1 + G_WEIGHTS) ** 2)
    known = parts / (np.prod(1 + parts) - 1)
    np.testing.assert_allclose(indices(levels, sobol_g(levels), 50), known, atol=0.01)


def test_ishigami_needs_more_than_ten_bins_for_its_second_input() -> None:
    levels = np.random.default_rng(2).random((DRAWS, 3))
    values, known = ishigami(levels), ishigami_known()
    np.testing.assert_allclose(known, [0.3139, 0.4424, 0.0], atol=1e-4)
    np.testing.assert_allclose(indices(levels, values, 50), known, atol=0.01)
    coarse = indices(levels, values, 10)
    assert coarse[1] < known[1] - 0.04
    assert coarse[0] == pytest.approx(known[0], abs=0.015)


def test_a_yes_or_no_of_ishigami_by_another_road() -> None:
    """P(f > 0 | x) from ten million pairs of draws that share one input: covariance instead of bins."""
    luck = np.random.default_rng(3)
    levels = luck.random((DRAWS, 3))
    truth = (ishigami(levels) > 3.5).astype(float)
    known = []
    for number in range(3):
        other = luck.random((DRAWS, 3))
        other[:, number] = levels[:, number]
        again = (ishigami(other) > 3.5).astype(float)
        known.append(np.mean(truth * again) - truth.mean() * again.mean())
    np.testing.assert_allclose(indices(levels, truth, 50), np.array(known) / truth.var(), atol=0.02)


def test_blocks_add_up() -> None:
    luck = np.random.default_rng(4)
    levels, values = luck.random((1_000, 5)), luck.random(1_000)
    whole = binned(levels, values, 7)
    parts = binned(levels[:300], values[:300], 7) + binned(levels[300:], values[300:], 7)
    np.testing.assert_array_equal(whole.count, parts.count)
    np.testing.assert_allclose(whole.total, parts.total)
    np.testing.assert_allclose(first_order(whole)[0], first_order(parts)[0])


def test_what_does_not_vary_is_carried_by_nothing() -> None:
    levels = np.random.default_rng(5).random((500, 4))
    carried, tails = first_order(binned(levels, np.ones(500), 10))
    assert not carried.any()
    assert (tails == 1).all()


def test_false_discoveries_stay_at_their_bound() -> None:
    """40 dummies beside nothing: a run finds any in 5 of 100; beside two causes, 5 of 100 found are false."""
    luck = np.random.default_rng(6)
    runs, alarms, false = 300, 0, []
    for _ in range(runs):
        levels = luck.random((600, 42))
        nothing = (luck.random(600) < 0.4).astype(float)
        alarms += bool(discoveries(first_order(binned(levels, nothing, 15))[1]).any())
        caused = (luck.random(600) < 0.1 + 0.4 * levels[:, 0] + 0.4 * levels[:, 1]).astype(float)
        found = discoveries(first_order(binned(levels, caused, 15))[1])
        false.append(found[2:].sum() / max(1, found.sum()))
    assert 0 < alarms / runs < 0.05 + 3 * np.sqrt(0.05 * 0.95 / runs)
    assert 0 < np.mean(false) < 0.05 + 3 * np.std(false) / np.sqrt(runs)
