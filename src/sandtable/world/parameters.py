"""Parameters and their priors: each judged number with its unit, meaning and basis.

A prior is a family with its arguments; its `quantile` turns probability levels into values, which is how draws are
made: the level is kept with the results, so an assumption's quantile bins need no sorting later.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Z90", "Parameter", "Prior", "bracket"]

Floats = npt.NDArray[np.float64]
Z90 = 1.2815515655446004
"""The 90th percentile of the standard normal distribution."""


def _z(levels: Floats) -> Floats:
    from scipy.special import ndtri

    return np.asarray(ndtri(levels), dtype=np.float64)


def _beta(levels: Floats, a: float, b: float) -> Floats:
    from scipy.special import betaincinv

    return np.asarray(betaincinv(a, b, levels), dtype=np.float64)


def _split(levels: Floats, low: float, usual: float, high: float) -> Floats:
    """Two half-normals glued at the median, so that all three percentiles are met exactly."""
    z = _z(levels)
    return usual + np.where(z < 0, (usual - low) / Z90, (high - usual) / Z90) * z


FAMILIES: dict[str, tuple[int, Callable[..., Floats]]] = {
    "constant": (1, np.full_like),
    "normal": (2, lambda levels, mean, sd: mean + sd * _z(levels)),
    "lognormal": (2, lambda levels, median, sd: median * np.exp(sd * _z(levels))),
    "half-normal": (1, lambda levels, scale: scale * _z((1 + levels) / 2)),
    "beta": (2, _beta),
    "uniform": (2, lambda levels, low, high: low + (high - low) * levels),
    "split-normal": (3, _split),
    "log-split-normal": (3, lambda levels, *triple: np.exp(_split(levels, *np.log(triple)))),
}


@dataclass(frozen=True, slots=True)
class Prior:
    """A distribution: a family and its arguments.

    normal (mean, sd) · lognormal (median, sd of the log) · half-normal (scale) · beta (a, b) · uniform (low, high) ·
    constant (value) · split-normal and log-split-normal (10th, 50th, 90th percentile). ValueError for anything else.
    """

    family: str
    args: tuple[float, ...]

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise ValueError(f"unknown family {self.family!r}; known: {', '.join(FAMILIES)}")
        if len(self.args) != FAMILIES[self.family][0]:
            raise ValueError(f"{self.family} takes {FAMILIES[self.family][0]} numbers, not {len(self.args)}")

    def quantile(self, levels: npt.ArrayLike) -> Floats:
        """Values at the given probability levels, same shape."""
        return FAMILIES[self.family][1](np.asarray(levels, dtype=np.float64), *self.args)

    def triple(self) -> tuple[float, float, float]:
        """The 10th, 50th and 90th percentile."""
        low, usual, high = self.quantile([0.1, 0.5, 0.9]).tolist()
        return low, usual, high

    def clipped(self, low: float, high: float) -> Callable[[npt.ArrayLike], Floats]:
        """The quantile function with its values kept within bounds."""
        return lambda levels: np.clip(self.quantile(levels), low, high)


def bracket(triple: tuple[float, float, float], *, log: bool, widen: float = 1.0) -> Prior:
    """The prior that a scenario's [p10, p50, p90] stands for; `widen` multiplies its sd (confidence).

    On the log scale for positive quantities. A bracket of three equal numbers is a constant.
    """
    low, usual, high = triple
    if low == usual == high:
        return Prior("constant", (usual,))
    if log:
        return Prior("log-split-normal", (usual * (low / usual) ** widen, usual, usual * (high / usual) ** widen))
    return Prior("split-normal", (usual + widen * (low - usual), usual, usual + widen * (high - usual)))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of a mechanism, drawn once in each draw.

    `data_until` is the day up to which data informed the prior, None for a judgement that rests on none.
    `per` is "actor" when each actor has its own value. A dated prior set may replace `prior` (`world.priors`).
    """

    name: str
    unit: str
    prior: Prior
    meaning: str
    basis: str
    data_until: datetime.date | None = None
    per: str = ""

    @property
    def field(self) -> str:
        """The name under which mechanisms read it from the draw."""
        return self.name.replace(".", "_").replace("-", "_")

    def as_row(self) -> dict[str, Any]:
        """The parameter as a row of the reference table."""
        low, usual, high = self.prior.triple()
        until = self.data_until.isoformat() if self.data_until else "judgement"
        row = {"name": self.name, "unit": self.unit, "low": low, "usual": usual, "high": high}
        return row | {"meaning": self.meaning, "basis": self.basis, "data_until": until}
