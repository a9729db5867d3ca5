"""The interval around a share of futures that stays valid however often one looks, and whenever one stops."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, xlog1py, xlogy

__all__ = ["confidence_sequence", "log_evidence"]

_HALVINGS = 60


def log_evidence(p: npt.ArrayLike, k: npt.ArrayLike, n: npt.ArrayLike, m: float = 1000.0) -> npt.NDArray[np.float64]:
    """Logarithm of the evidence against the share `p` after `k` of `n` futures.

    The evidence is the likelihood under a Beta(m p, m (1 - p)) mixture over that under `p`: a non-negative
    martingale when `p` is true, so it ever exceeds 1 / alpha with probability alpha at most (Ville's inequality).
    Needs 0 < p < 1. Arguments broadcast.
    """
    p, k, n = (np.asarray(value, dtype=np.float64) for value in (p, k, n))
    mixture = betaln(m * p + k, m * (1 - p) + n - k) - betaln(m * p, m * (1 - p))
    return np.asarray(mixture - xlogy(k, p) - xlog1py(n - k, -p))


def confidence_sequence(k: int, n: int, alpha: float = 0.05, m: float = 1000.0) -> tuple[float, float]:
    """The interval for a share of which `k` of `n` independent futures are one sample; (0, 1) when n is 0.

    It misses the true share at *any* look with probability `alpha` at most. The futures must be independent: with
    twins, only the first of each pair. `m` weighs the mixture around the share in question; 1000 suits a few
    thousand futures. For several claims at once divide `alpha` by their number. The lower end is 0 for k of 0 and 1
    (the mixture around a vanishing share expects one hit as little as the share itself does), the upper end 1 for
    n - k of 0 and 1.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must lie between 0 and 1, not {alpha}")
    if n == 0:
        return 0.0, 1.0
    limit = -math.log(alpha)
    share = k / n

    def inside(p: float) -> bool:
        return bool(log_evidence(p, k, n, m) <= limit)

    low = 0.0 if k == 0 else _edge(inside, share, 0.0)
    high = 1.0 if k == n else _edge(inside, share, 1.0)
    return low, high


def _edge(inside: Callable[[float], bool], within: float, beyond: float) -> float:
    """The edge of the interval between a point inside it and an end of [0, 1], by bisection; errs outward."""
    for _ in range(_HALVINGS):
        middle = (within + beyond) / 2
        if middle in (within, beyond):
            break
        if inside(middle):
            within = middle
        else:
            beyond = middle
    return beyond
