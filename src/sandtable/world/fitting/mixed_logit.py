"""Logistic regression with a random effect of the group (a war): what a battle's odds hang on, beyond its own war."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["MixedLogit", "fit_mixed_logit", "probability"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NODES = 15
"""Points of the Gauss-Hermite rule that integrates over the random effect."""
STEP = 1e-3


@dataclass(frozen=True, slots=True)
class MixedLogit:
    """Coefficients `(column,)` of log odds, their standard errors, and the standard deviation between groups."""

    coefficients: Floats
    errors: Floats
    between: float


def _rule() -> tuple[Floats, Floats]:
    from scipy.special import roots_hermitenorm

    nodes, weights = roots_hermitenorm(NODES)
    return np.asarray(nodes, dtype=np.float64), np.asarray(weights / weights.sum(), dtype=np.float64)


def fit_mixed_logit(design: Floats, won: Floats, group: Ints) -> MixedLogit:
    """Maximum likelihood, the group's effect integrated out.

    `design` `(case, column)`, `won` 0 or 1 `(case,)`, `group` whole numbers `(case,)`.
    """
    from scipy.optimize import minimize

    nodes, weights = _rule()
    _, groups = np.unique(group, return_inverse=True)
    sign = 2 * won - 1

    def loss(parameters: Floats) -> float:
        fixed, spread = design @ parameters[:-1], math.exp(parameters[-1])
        each = -np.logaddexp(0, -sign[:, None] * (fixed[:, None] + spread * nodes))
        of_group = np.zeros((groups.max() + 1, NODES))
        np.add.at(of_group, groups, each)
        top = of_group.max(axis=1, keepdims=True)
        return float(-np.sum(top[:, 0] + np.log(np.exp(of_group - top) @ weights)))

    start = np.append(np.zeros(design.shape[1]), -0.5)
    best = np.asarray(minimize(loss, start, method="BFGS", options={"gtol": 1e-6}).x, dtype=np.float64)
    columns = design.shape[1]
    curvature = np.array([[_second(loss, best, i, j) for j in range(columns)] for i in range(columns)])
    return MixedLogit(best[:-1], np.sqrt(np.diag(np.linalg.inv(curvature))), math.exp(best[-1]))


def _second(loss: Callable[[Floats], float], at: Floats, i: int, j: int) -> float:
    """The second derivative of a function in two of its arguments, by central differences."""
    total = 0.0
    for one, other in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        moved = at.copy()
        moved[i] += one * STEP
        moved[j] += other * STEP
        total += one * other * loss(moved)
    return total / (4 * STEP**2)


def probability(fit: MixedLogit, design: Floats) -> Floats:
    """The chance of each case in a group never seen: the group's effect is averaged over."""
    from scipy.special import expit

    nodes, weights = _rule()
    odds = (design @ fit.coefficients)[:, None] + fit.between * nodes
    return np.asarray(expit(odds) @ weights, dtype=np.float64)
