"""The binned index against SALib's: its functions, their known answers, and its own estimator on the same draws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sandtable.assumptions.binned import binned, first_order

DRAWS, BINS = 100_000, 50
G_WEIGHTS = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0]


def ours(levels: np.ndarray, values: np.ndarray) -> np.ndarray:
    return first_order(binned(levels, values, BINS))[0] / values.var()


def theirs(levels: np.ndarray, values: np.ndarray) -> np.ndarray:
    """SALib's RBD-FAST (Tarantola and others 2006), which takes any random draws."""
    rbd_fast: Any = pytest.importorskip("SALib.analyze.rbd_fast")
    width = levels.shape[1]
    problem = {"num_vars": width, "names": [f"x{number}" for number in range(width)], "bounds": [[0, 1]] * width}
    return np.asarray(rbd_fast.analyze(problem, levels, values, num_resamples=2, seed=1)["S1"])


def test_sobol_g() -> None:
    functions: Any = pytest.importorskip("SALib.test_functions.Sobol_G")
    levels = np.random.default_rng(1).random((DRAWS, 8))
    values = functions.evaluate(levels, np.array(G_WEIGHTS))
    known = functions.sensitivity_index(np.array(G_WEIGHTS))
    np.testing.assert_allclose(ours(levels, values), known, atol=0.01)
    np.testing.assert_allclose(ours(levels, values), theirs(levels, values), atol=0.01)


def test_ishigami() -> None:
    functions: Any = pytest.importorskip("SALib.test_functions.Ishigami")
    levels = np.random.default_rng(2).random((DRAWS, 3))
    values = functions.evaluate(np.pi * (2 * levels - 1))
    np.testing.assert_allclose(ours(levels, values), [0.3139, 0.4424, 0.0], atol=0.01)
    np.testing.assert_allclose(ours(levels, values), theirs(levels, values), atol=0.01)


def test_a_yes_or_no() -> None:
    functions: Any = pytest.importorskip("SALib.test_functions.Ishigami")
    levels = np.random.default_rng(3).random((DRAWS, 3))
    truth = (functions.evaluate(np.pi * (2 * levels - 1)) > 5.0).astype(float)
    np.testing.assert_allclose(ours(levels, truth), theirs(levels, truth), atol=0.01)
