"""The curve of a claim's chance over one assumption: which way it goes, and where it tips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.binned import binned
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Assumption
from sandtable.errors import InvalidInput
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.prepare import prepare

__all__ = ["Curve", "Direction", "Quantile", "curve", "drawn_columns", "is_event", "quantiles"]

Floats = npt.NDArray[np.float64]
Quantile = Callable[[float], float]
"""The value of an assumption at a probability level."""
Direction = Literal["likelier", "less likely", "both ways"]

TENTHS = 10
ONE_WAY = 0.75
"""Share of what a curve carries that the nearest curve without a turn must carry for it to be said to go one way."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Curve:
    """P(claim) in each tenth of an assumption's draws, the lowest first; of an event: where it fails, and comes.

    `values` are the assumption's values in the middle of each tenth (nan where this version draws it otherwise).
    `direction`: what becomes of the claim as the assumption grows. `tips`: the value at which the claim's chance passes
    one half, None where it does not or does so more than once.
    """

    values: tuple[float, ...]
    chances: tuple[float, ...]
    direction: Direction
    tips: float | None


def is_event(assumption: Assumption) -> bool:
    """Whether what is drawn is if something happens: its levels below the probability mean that it does."""
    return assumption.unit == "probability"


def curve(assumption: Assumption, quantile: Quantile | None, levels: Floats, truth: Floats) -> Curve:
    """The curve of one assumption from the levels and the truth of each draw, (draw,) each."""
    if is_event(assumption):
        happens = levels < assumption.usual
        chances = [float(truth[where].mean()) if where.any() else float("nan") for where in (~happens, happens)]
        direction: Direction = "likelier" if chances[1] > chances[0] else "less likely"
        return Curve((0.0, 1.0), tuple(chances), direction, None)
    sums = binned(levels[:, None], truth, TENTHS)
    means, weights = sums.means[0], np.maximum(sums.count[0], 1e-9)
    middles = (np.arange(TENTHS) + 0.5) / TENTHS
    values = tuple(quantile(level) if quantile else float("nan") for level in middles.tolist())
    return Curve(values, tuple(means.tolist()), _direction(means, weights), _tips(means, middles, quantile))


def _direction(means: Floats, weights: Floats) -> Direction:
    """Whether a curve that never turns back says most of what this one says."""
    from scipy.optimize import isotonic_regression

    off = means - np.average(means, weights=weights)
    whole = float((weights * off**2).sum())
    fits = [isotonic_regression(off, weights=weights, increasing=rising).x for rising in (True, False)]
    rising, falling = (float((weights * fit**2).sum()) for fit in fits)
    if max(rising, falling) < ONE_WAY * whole or whole == 0:
        return "both ways"
    return "likelier" if rising > falling else "less likely"


def _tips(means: Floats, middles: Floats, quantile: Quantile | None) -> float | None:
    """Where the curve passes one half, on a straight line between the tenths on either side."""
    above = means >= HALF
    turns = np.flatnonzero(above[1:] != above[:-1])
    if quantile is None or len(turns) != 1:
        return None
    one = int(turns[0])
    share = (HALF - means[one]) / (means[one + 1] - means[one])
    return quantile(float(middles[one] + share * (middles[one + 1] - middles[one])))


def quantiles(ensemble: Ensemble) -> Mapping[str, Quantile]:
    """How each assumption of a run is drawn, by name; one that this version would draw otherwise is left out."""

    def at(column: Callable[[Floats], Floats]) -> Quantile:
        return lambda level: float(np.asarray(column(np.array([level])))[0])

    return {name: at(column) for name, column in drawn_columns(ensemble).items()}


def drawn_columns(ensemble: Ensemble) -> Mapping[str, Callable[[Floats], Floats]]:
    """The values of each assumption at given probability levels, as `quantiles` has them one by one."""
    stored = {item.name: item for item in ensemble.manifest.assumptions}
    try:
        prepared = prepare(
            complete(Scenario.model_validate(ensemble.scenario)), steps_per_day=ensemble.manifest.steps_per_day
        )
    except (InvalidInput, ValueError):
        return {}
    columns = {column.assumption.name: column for column in prepared.world.columns.drawn}
    same = [name for name, column in columns.items() if name in stored and _same(column.assumption, stored[name])]
    return {name: columns[name].quantile for name in same}


def _same(one: Assumption, other: Assumption) -> bool:
    ends = [(item.low, item.usual, item.high) for item in (one, other)]
    return one.unit == other.unit and bool(np.allclose(ends[0], ends[1], rtol=1e-9))
