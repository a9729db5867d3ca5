"""The odds of a battle: force ratio, fortification, air superiority, and the quality that a war shares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.sources.fights import Battle, CityFight
from sandtable.world.fitting.mixed_logit import MixedLogit, fit_mixed_logit

__all__ = ["FORCE_RATIO", "FULL", "Estimate", "battle_design", "deliberate_ratio", "fit_battles", "fit_offensive"]

Floats = npt.NDArray[np.float64]
FORCE_RATIO = ("constant", "force")
FULL = (*FORCE_RATIO, "fortified", "air")
LOOSE = 2.0
"""Standard deviation of the prior of the offensive's bonus: it says next to nothing, and keeps small tables finite."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and its standard error."""

    value: float
    error: float


def battle_design(battles: Sequence[Battle], columns: Sequence[str] = FULL) -> Floats:
    """The columns of the regression, `(battle, column)`."""
    values = {
        "constant": [1.0] * len(battles),
        "force": [math.log(one.ratio) for one in battles],
        "fortified": [float(one.fortified) for one in battles],
        "air": [float(one.air) for one in battles],
    }
    return np.column_stack([values[column] for column in columns])


def wars(battles: Sequence[Battle]) -> npt.NDArray[np.int64]:
    """The war of each battle as a number."""
    return np.unique([one.war for one in battles], return_inverse=True)[1].astype(np.int64)


def fit_battles(battles: Sequence[Battle], columns: Sequence[str] = FULL) -> MixedLogit:
    """The mixed logit of battles won by the attacker, a random effect for each war."""
    won = np.array([float(one.won) for one in battles])
    return fit_mixed_logit(battle_design(battles, columns), won, wars(battles))


def deliberate_ratio(fights: Sequence[CityFight]) -> float:
    """The force ratio of the median city assault: whoever has it or more attacks as those in the table did."""
    return float(np.median([one.attackers / one.defenders for one in fights]))


def fit_offensive(fights: Sequence[CityFight], battles: MixedLogit) -> Estimate:
    """What must be added to a battle's log odds so that city assaults succeed as often as they did.

    The bonus is whole from the table's median force ratio on and shrinks below it with the log of the ratio, to
    nothing at one to one: hardly anybody in the table attacked with less (`assault.deliberate-ratio`). Maximum
    likelihood with a wide normal prior; the battles' coefficients are held, fortification left out (the table of city
    fights does not say it).
    """
    constant, force, _, air = battles.coefficients
    won = np.array([float(one.taken) for one in fights])
    ratio = np.log([one.attackers / one.defenders for one in fights])
    deliberate = np.clip(ratio / math.log(deliberate_ratio(fights)), 0.0, 1.0)
    base = constant + force * ratio + air * np.array([one.air for one in fights])
    bonus, curvature = 0.0, 1.0
    for _ in range(60):
        p = 1 / (1 + np.exp(-(base + bonus * deliberate)))
        curvature = float((deliberate**2 * p * (1 - p)).sum() + LOOSE**-2)
        bonus += float((deliberate * (won - p)).sum() - bonus * LOOSE**-2) / curvature
    return Estimate(bonus, curvature**-0.5)
