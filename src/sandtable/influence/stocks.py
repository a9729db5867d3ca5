"""Stocks of influence: what a patron puts into a client lasts a while and fades, by half in each half-life.

Scalars in and out, plain arithmetic: the engine compiles the same text.
"""

from __future__ import annotations

import math

__all__ = ["after", "fading", "lasting", "steady", "towards"]


def fading(half_life: float) -> float:
    """The share of a stock that is lost in a day, as a rate: ln 2 over the half-life in days."""
    return math.log(2.0) / half_life


def steady(effort: float, half_life: float) -> float:
    """The stock at which constant effort (a day) just replaces what fades."""
    return effort / fading(half_life)


def after(stock: float, effort: float, half_life: float, days: float) -> float:
    """The stock after some days of constant effort, exactly: two halves of a period give what the whole gives."""
    return towards(stock, steady(effort, half_life), lasting(half_life, days))


def lasting(half_life: float, days: float) -> float:
    """The share of a stock that is left after some days."""
    return math.exp(-fading(half_life) * days)


def towards(stock: float, level: float, lasts: float) -> float:
    """The stock after a time of which `lasts` is the lasting share, when what is put in would keep it at `level`."""
    return stock * lasts + level * (1.0 - lasts)
