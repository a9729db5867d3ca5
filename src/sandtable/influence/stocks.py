"""Stocks of influence: what a patron puts into a client lasts a while and fades, by half in each half-life.

Scalars in and out, plain arithmetic: the engine compiles the same text.
"""

from __future__ import annotations

import math

__all__ = ["after", "fading", "steady"]


def fading(half_life: float) -> float:
    """The share of a stock that is lost in a day, as a rate: ln 2 over the half-life in days."""
    return math.log(2.0) / half_life


def steady(effort: float, half_life: float) -> float:
    """The stock at which constant effort (a day) just replaces what fades."""
    return effort / fading(half_life)


def after(stock: float, effort: float, half_life: float, days: float) -> float:
    """The stock after some days of constant effort, exactly: two halves of a period give what the whole gives."""
    kept = math.exp(-fading(half_life) * days)
    return stock * kept + steady(effort, half_life) * (1.0 - kept)
