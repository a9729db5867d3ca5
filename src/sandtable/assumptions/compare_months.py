"""Monthly measures in two readings of one scenario: the paired difference over the whole run, and month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.judge import ALPHA
from sandtable.ensemble.ensemble import Ensemble

__all__ = ["MonthlyDifference", "compare_months", "paired_interval"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MonthlyDifference:
    """One measure: its mean over all months in both readings, and the difference, with its interval.

    `months` holds for each month first, second, difference, low and high, (month, 5). `turned` counts the futures in
    which any month came out differently; of none, every number of the difference is exactly zero.
    """

    measure: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    months: Floats
    turned: int
    futures: int


def paired_interval(differences: Floats, alpha: float) -> tuple[Floats, Floats, Floats]:
    """Mean and ends of the interval of paired differences (future, ...), by the normal approximation.

    It stands on many futures, a few hundred at least. Where none differs all three are exactly zero.
    """
    from scipy.special import ndtri

    mean = differences.mean(axis=0)
    reach = -ndtri(alpha / 2) * differences.std(axis=0) / np.sqrt(max(1, len(differences)))
    return np.asarray(mean), np.asarray(mean - reach), np.asarray(mean + reach)


def compare_months(first: Ensemble, second: Ensemble, *, alpha: float = ALPHA) -> tuple[MonthlyDifference, ...]:
    """Every monthly measure that both readings have; first replicates, on the same draws and luck.

    All intervals hold together: `alpha` is shared by the measures, and by the months of each for those of its months.
    """
    known = [name for name in first.manifest.measures if name in second.manifest.measures]
    one, other = _series(first, known), _series(second, known)
    return tuple(_difference(name, one[name], other[name], alpha / max(1, 2 * len(known))) for name in known)


def _series(ensemble: Ensemble, names: list[str]) -> dict[str, Floats]:
    """Each measure over all draws, (draw, month)."""
    parts: dict[str, list[Floats]] = {name: [] for name in names}
    for block in ensemble.blocks():
        for name in names:
            parts[name].append(block.series[name][:: block.replicates])
    return {name: np.concatenate(found) for name, found in parts.items()}


def _difference(name: str, one: Floats, other: Floats, alpha: float) -> MonthlyDifference:
    months = min(one.shape[1], other.shape[1])
    one, other = one[:, :months], other[:, :months]
    whole, low, high = paired_interval(other.mean(axis=1) - one.mean(axis=1), alpha)
    each = paired_interval(other - one, alpha / max(1, months))
    table = np.stack([one.mean(axis=0), other.mean(axis=0), *each], axis=1)
    means = float(one.mean()), float(other.mean())
    turned = int((one != other).any(axis=1).sum())
    return MonthlyDifference(name, *means, float(whole), float(low), float(high), table, turned, len(one))
