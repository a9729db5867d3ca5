"""Proper scores: how far a forecast lay from what happened, so that saying what one believes scores best.

All are losses (smaller is better). Ensemble scores use the plain estimator over the members, never the "fair" one: the
two differ, and a table must not mix them. Known answers of other programs are held by `tests/oracles`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["brier", "crps", "crps_of_each", "floored", "ignorance", "interval_score", "log_score", "ranked"]

Floats = npt.NDArray[np.float64]


def crps_of_each(members: npt.ArrayLike, happened: npt.ArrayLike) -> Floats:
    """Continuous ranked probability score of one ensemble against each of several outcomes.

    `members` `(member,)`, `happened` `(case,)`, in one unit; the result `(case,)` has that unit. Days that lie beyond
    a horizon are given as the horizon by both: the score is then the one censored there. Gneiting & Raftery 2007:
    E|X - y| - E|X - X'| / 2.
    """
    x = np.sort(np.asarray(members, dtype=np.float64))
    y = np.asarray(happened, dtype=np.float64)
    n = x.size
    below = np.searchsorted(x, y)
    sums = np.concatenate([[0.0], np.cumsum(x)])
    distance = (y * below - sums[below] + (sums[n] - sums[below]) - y * (n - below)) / n
    spread = np.dot(2 * np.arange(1, n + 1) - n - 1, x) / n**2
    return np.asarray(distance - spread, dtype=np.float64)


def crps(members: npt.ArrayLike, happened: float) -> float:
    """Continuous ranked probability score of an ensemble `(member,)` against what happened, in its unit."""
    return float(crps_of_each(members, [happened])[0])


def brier(probability: float, came_true: bool) -> float:
    """Squared distance of a probability from 1 (came true) or 0."""
    return float((probability - came_true) ** 2)


def floored(probability: float, futures: int) -> float:
    """A probability kept half a future away from 0 and 1, which is all that so many futures can know."""
    low = 0.5 / (futures + 1)
    return min(max(probability, low), 1 - low)


def log_score(probability: float, came_true: bool) -> float:
    """Minus the natural logarithm of the probability given to what happened; infinite for a certainty that failed."""
    given = probability if came_true else 1 - probability
    return float(-np.log(given)) if given > 0 else float("inf")


def ranked(category: int, probabilities: npt.ArrayLike) -> float:
    """Ranked probability score of ordered categories, `category` counted from 1."""
    p = np.asarray(probabilities, dtype=np.float64)
    reached = np.arange(1, p.size + 1) >= category
    return float(np.sum((np.cumsum(p) - reached) ** 2))


def ignorance(members: npt.ArrayLike, happened: float, edges: npt.ArrayLike) -> float:
    """Minus log2 of the share of members in the bin of what happened, one pseudo-member added to every bin.

    `edges` are the lower edges of the bins, the last one open; as in the ViEWS prediction challenge.
    """
    x, bounds = np.asarray(members, dtype=np.float64), np.asarray(edges, dtype=np.float64)
    bins = np.searchsorted(bounds, x, side="right")
    here = int(np.searchsorted(bounds, happened, side="right"))
    return float(-np.log2((np.sum(bins == here) + 1) / (x.size + bounds.size)))


def interval_score(members: npt.ArrayLike, happened: float, level: float) -> float:
    """Width of the central interval of that level, plus what happened outside it costs (Winkler)."""
    alpha = 1 - level
    low, high = np.quantile(np.asarray(members, dtype=np.float64), [alpha / 2, 1 - alpha / 2])
    missed = max(low - happened, 0.0) + max(happened - high, 0.0)
    return float(high - low + 2 / alpha * missed)
