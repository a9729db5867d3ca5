"""How much of a claim's probability hangs on the assumptions rather than on luck, from futures run as twins.

Twins share every assumption and differ only in luck. So the covariance of their verdicts is the variance that the
assumptions alone give to the probability: Cov(V1, V2) = Var(P | assumptions).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

__all__ = ["AssumptionRange", "assumption_range"]

_LOWER, _UPPER = 0.1, 0.9
_NONE, _ALL = 1e-9, 1 - 1e-6


@dataclass(frozen=True, slots=True)
class AssumptionRange:
    """If the assumptions were known, the probability would range from `low` to `high` (10th and 90th percentile).

    `share` is the part of the verdict's variance that the assumptions carry, 0 (all luck) to 1 (no luck).
    """

    low: float
    high: float
    share: float


def assumption_range(true: npt.NDArray[np.bool_], probability: float) -> AssumptionRange:
    """The range of the probability over the assumptions; `true` is (draw, 2), where each twin made the claim true.

    The two ends are the 10th and 90th percentile of the beta distribution that has mean `probability` and the
    variance that the twins show: a smooth stand-in for the unseen distribution of P over assumptions, not its
    exact shape. With no such variance both ends are the probability itself.
    """
    one, other = true[:, 0], true[:, 1]
    luck_and_all = probability * (1 - probability)
    if luck_and_all == 0:
        return AssumptionRange(probability, probability, 0.0)
    variance = float(np.mean(one & other)) - float(one.mean()) * float(other.mean())
    share = min(max(variance / luck_and_all, 0.0), 1.0)
    if share < _NONE:
        return AssumptionRange(probability, probability, share)
    if share > _ALL:  # no luck at all: the probability is 0 or 1 once the assumptions are known
        return AssumptionRange(float(1 - probability < _LOWER), float(1 - probability < _UPPER), share)
    weight = 1 / share - 1
    low, high = betaincinv(probability * weight, (1 - probability) * weight, [_LOWER, _UPPER])
    return AssumptionRange(max(0.0, float(low)), min(1.0, float(high)), share)
