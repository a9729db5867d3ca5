"""The clock of an assault: how long it took to take a city, by the strength of its garrison."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sandtable.sources.fights import CityFight
from sandtable.world.fitting.odds import Estimate

__all__ = ["Clock", "fit_clock"]

LEAST_FIGHTS = 5
"""With fewer cities taken there is nothing to fit."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Log of the days for 1,000 defenders, the exponent of the garrison, and the sd of what is left."""

    log_days: Estimate
    exponent: Estimate
    spread: float
    taken: int


def fit_clock(fights: Sequence[CityFight]) -> Clock | None:
    """Least squares of ln(days) on ln(defenders / 1000) over the assaults that took their city; None with too few."""
    taken = [one for one in fights if one.taken]
    if len(taken) < LEAST_FIGHTS:
        return None
    days = np.log([one.days for one in taken])
    design = np.column_stack([np.ones(len(taken)), np.log([one.defenders / 1000 for one in taken])])
    found, *_ = np.linalg.lstsq(design, days, rcond=None)
    variance = float(((days - design @ found) ** 2).sum() / (len(taken) - 2))
    errors = np.sqrt(np.diag(variance * np.linalg.inv(design.T @ design)))
    estimates = [Estimate(float(value), float(error)) for value, error in zip(found, errors, strict=True)]
    return Clock(estimates[0], estimates[1], math.sqrt(variance), len(taken))
