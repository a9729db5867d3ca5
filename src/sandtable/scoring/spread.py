"""Whether intervals hold what they promise: quantiles, coverage, and where in the forecast the outcome lay."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["covers", "pit", "quantiles"]

Floats = npt.NDArray[np.float64]
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def quantiles(members: Floats) -> tuple[float, ...]:
    """The 10th, 25th, 50th, 75th and 90th percentile of the members `(member,)`; each is one of the members' days."""
    found = np.quantile(members, LEVELS, method="inverted_cdf")
    return tuple(float(value) for value in found)


def covers(members: Floats, happened: float, level: float) -> bool:
    """Whether what happened lies within the central interval of that level, its ends included."""
    low, high = np.quantile(members, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    return bool(low <= happened <= high)


def pit(members: Floats, happened: float) -> float:
    """The share of members that came earlier than what happened, ties counted half (probability integral transform)."""
    return float(np.mean(members < happened) + np.mean(members == happened) / 2)
