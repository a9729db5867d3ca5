"""Boulding's boundary: how far from home a side is still the stronger, when strength falls off on the way (1962)."""

from __future__ import annotations

import math

__all__ = ["boundary"]


def boundary(length: float, reach: float, ratio: float) -> float:
    """Distance from the first side, on a road of `length`, at which both are equally strong.

    `ratio` is the first side's strength at home over the other's; both fall off as exp(-distance / reach). Below 0 or
    above `length` one side is the stronger everywhere. Same unit as `length` and `reach`.
    """
    return (length + reach * math.log(ratio)) / 2.0
