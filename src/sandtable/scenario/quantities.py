"""Ranges: what one, two or three numbers say about an uncertain quantity.

Three numbers are the 10th, 50th and 90th percentile of a split normal: on the log scale for quantities that are
always positive (fighters, km, days, rates), on the plain scale for shares and others. Two are the 10th and 90th,
with the median midway on that scale. One number takes the default standard deviation of its kind.
"""

from __future__ import annotations

import math
from typing import Literal

__all__ = ["DEFAULT_SD", "Kind", "LOG_KINDS", "TOPS", "Z90", "as_triple", "rounded"]

Kind = Literal["fighters", "km", "share", "days", "rate", "real", "points", "weight"]

Z90 = 1.2815515655446004
"""90th percentile of the standard normal distribution."""
LOG_KINDS: frozenset[Kind] = frozenset({"fighters", "km", "days", "rate", "weight"})
"""Kinds whose scale is the logarithm."""
DEFAULT_SD: dict[Kind, float] = {
    "fighters": 0.45,
    "km": 0.15,
    "share": 0.1,
    "days": 0.3,
    "rate": 0.7,
    "real": 0.0,
    "points": 5.0,
    "weight": 0.3,
}
"""Standard deviation of a single number, on its kind's scale; a single `real` is exactly that number."""
TOPS: dict[Kind, float] = {"share": 1.0, "points": 100.0}
"""Kinds that lie between 0 and this."""

_DIGITS = 9


def rounded(number: float) -> float:
    """The number to nine significant digits, so that every machine writes the same text (and hash)."""
    return float(f"{number:.{_DIGITS}g}")


def as_triple(
    stated: float | tuple[float, float] | tuple[float, float, float], kind: Kind
) -> tuple[float, float, float]:
    """The 10th, 50th and 90th percentile that a range states, in the range's own unit.

    Shares stay within 0 and 1, points within 0 and 100. Three numbers come back unchanged, so that doing it
    twice changes nothing.
    """
    if isinstance(stated, tuple) and len(stated) == 3:
        return stated
    log = kind in LOG_KINDS
    if isinstance(stated, tuple):
        low, high = stated
        usual = rounded(math.sqrt(low) * math.sqrt(high) if log else low + (high - low) / 2)
        return low, min(max(usual, low), high), high
    spread = Z90 * DEFAULT_SD[kind]
    if spread == 0:
        return stated, stated, stated
    low, high = (stated * math.exp(-spread), stated * math.exp(spread)) if log else (stated - spread, stated + spread)
    if kind in TOPS:
        low, high = max(low, 0.0), min(high, TOPS[kind])
    return rounded(low), stated, rounded(high)
