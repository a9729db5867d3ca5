"""Which fell first: the order of events, scored pair by pair and described by Kendall's tau."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

__all__ = ["COIN", "order_brier", "tau"]

COIN = 0.25
"""Brier score of who says one half to every pair."""
Floats = npt.NDArray[np.float64]


def order_brier(members: Floats, happened: Floats) -> tuple[float, int]:
    """Mean Brier score over all pairs that happened on different days, and the number of those pairs.

    `members` `(member, event)`, `happened` `(event,)`; members in which both come on one day count half. NaN when no
    pair is left.
    """
    scores = []
    for i, j in itertools.combinations(range(happened.size), 2):
        if happened[i] != happened[j]:
            before = np.mean(members[:, i] < members[:, j]) + np.mean(members[:, i] == members[:, j]) / 2
            scores.append((before - (happened[i] < happened[j])) ** 2)
    return (float(np.mean(scores)) if scores else float("nan")), len(scores)


def tau(expected: npt.ArrayLike, happened: npt.ArrayLike) -> float:
    """Kendall's tau-b between an expected and the actual order; NaN where either has one value alone. No score."""
    from scipy.stats import kendalltau

    one, other = np.asarray(expected, dtype=np.float64), np.asarray(happened, dtype=np.float64)
    if np.unique(one).size < 2 or np.unique(other).size < 2:
        return float("nan")
    return float(kendalltau(one, other).statistic)
