"""The binned estimator: how much of a variance is carried by each of many levels, one at a time.

Draws are sorted into bins of a level; the variance of the bins' means, corrected for what chance alone would give, is
what the level carries. Bins hide what happens inside of them, so a curve that turns often needs many: 10 to 20 bins
carry a few per cent too little of a sine over its whole period, as the second input of Ishigami's function has it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Binned", "binned", "discoveries", "first_order"]

FALSE_DISCOVERIES = 0.05

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Binned:
    """Draws, sums of values and of their squares in the bins of each level, (level, bin) each; adds up over blocks."""

    count: Floats
    total: Floats
    square: Floats

    def __add__(self, other: Binned) -> Binned:
        return Binned(self.count + other.count, self.total + other.total, self.square + other.square)

    @property
    def means(self) -> Floats:
        """The mean value in each bin, (level, bin); 0 in an empty one."""
        return np.asarray(self.total / np.maximum(self.count, 1), dtype=np.float64)


def binned(levels: Floats, values: Floats, bins: int) -> Binned:
    """Values (draw,) sorted into equal bins of each of their levels (draw, level), levels between 0 and 1."""
    draws, width = levels.shape
    place = np.minimum((levels * bins).astype(np.int64), bins - 1) + np.arange(width) * bins
    flat, shape = place.ravel(), (width, bins)
    sums = [
        np.bincount(flat, np.repeat(weights, width), width * bins).reshape(shape).astype(np.float64)
        for weights in (np.ones(draws), values, values**2)
    ]
    return Binned(*sums)


def first_order(sums: Binned) -> tuple[Floats, Floats]:
    """Variance that each level carries, (level,), corrected for chance and never below 0, and its F statistic's tail.

    Where the values do not vary nothing is carried, and the tail is 1.
    """
    from scipy.special import fdtrc

    draws = sums.count.sum(axis=1)
    mean = sums.total.sum(axis=1) / np.maximum(draws, 1)
    means = sums.means
    between = (sums.count * (means - mean[:, None]) ** 2).sum(axis=1)
    within = np.maximum((sums.square - sums.count * means**2).sum(axis=1), 0.0)
    free, rest = sums.count.shape[1] - 1, np.maximum(1.0, draws - sums.count.shape[1])
    noise = np.maximum(within / rest, 1e-300)
    carried = np.maximum(0.0, (between - free * noise) / np.maximum(draws, 1))
    tail = np.asarray(fdtrc(free, rest, between / free / noise), dtype=np.float64)
    varies = between + within > 1e-12 * np.maximum(draws, 1)
    return np.where(varies, carried, 0.0), np.where(varies, tail, 1.0)


def discoveries(tails: Floats) -> npt.NDArray[np.bool_]:
    """Which tail probabilities stand with the false discovery rate held at 5 % (Benjamini and Hochberg 1995)."""
    order = np.argsort(tails)
    bound = FALSE_DISCOVERIES * np.arange(1, len(tails) + 1) / max(1, len(tails))
    passing = np.flatnonzero(tails[order] <= bound)
    found = np.zeros(len(tails), dtype=np.bool_)
    if passing.size:
        found[order[: passing[-1] + 1]] = True
    return found
