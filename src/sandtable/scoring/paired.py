"""Pairs of scores, and an interval about their mean difference: optimistic, and said to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["OPTIMISTIC", "Paired", "paired", "paired_over_campaigns"]

Floats = npt.NDArray[np.float64]
RESAMPLES = 2_000
OPTIMISTIC = (
    "The intervals are optimistic: the places of a campaign share one war, "
    "and are nearer to one observation than to many."
)


@dataclass(frozen=True, slots=True)
class Paired:
    """The model against one baseline: mean scores, and the mean of model less baseline with its 95 % interval."""

    baseline: str
    model: float
    other: float
    difference: float
    low: float
    high: float


def paired(baseline: str, model: Sequence[float], other: Sequence[float]) -> Paired:
    """Pairs of one campaign: questions are drawn anew with replacement."""
    return paired_over_campaigns(baseline, [(model, other)])


def paired_over_campaigns(baseline: str, campaigns: Sequence[tuple[Sequence[float], Sequence[float]]]) -> Paired:
    """Pairs of several campaigns, each counted alike: campaigns are drawn anew, and then questions within them."""
    gaps = [np.asarray(model, dtype=np.float64) - np.asarray(other, dtype=np.float64) for model, other in campaigns]
    luck = np.random.default_rng([len(baseline), len(gaps)])
    drawn = [_mean_of_drawn(gaps, luck) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, [0.025, 0.975]).tolist()
    model = float(np.mean([np.mean(one) for one, _ in campaigns]))
    other = float(np.mean([np.mean(two) for _, two in campaigns]))
    return Paired(baseline, model, other, model - other, low, high)


def _mean_of_drawn(gaps: Sequence[Floats], luck: np.random.Generator) -> float:
    chosen = luck.integers(len(gaps), size=len(gaps))
    return float(np.mean([np.mean(luck.choice(gaps[one], gaps[one].size)) for one in chosen]))
