"""Held-out skill: how much better than the share won elsewhere the battle fit foretells wars that it never saw.

A jump would mean leakage: an outcome hidden in a predictor. Skill is small by nature, and that is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sandtable.sources.fights import Battle
from sandtable.world.fitting.mixed_logit import fit_mixed_logit, probability
from sandtable.world.fitting.odds import FULL, battle_design, wars

__all__ = ["PERIODS", "by_period", "leave_one_war_out"]

PERIODS = (1939, 1946)
"""Years at which the battles are also parted into before and after."""

Bools = npt.NDArray[np.bool_]


def _skill(battles: Sequence[Battle], columns: Sequence[str], held_out: Sequence[Bools]) -> float:
    """Brier skill over all held-out parts: 1 - score / score of the share won in the rest."""
    design = battle_design(battles, columns)
    won, war = np.array([float(one.won) for one in battles]), wars(battles)
    score = plain = 0.0
    for out in held_out:
        fit = fit_mixed_logit(design[~out], won[~out], war[~out])
        score += float(((probability(fit, design[out]) - won[out]) ** 2).sum())
        plain += float(((won[~out].mean() - won[out]) ** 2).sum())
    return 1 - score / plain


def leave_one_war_out(battles: Sequence[Battle], columns: Sequence[str] = FULL) -> float:
    """Brier skill on each war in turn, fitted on all others."""
    war = wars(battles)
    return _skill(battles, columns, [war == number for number in range(int(war.max()) + 1)])


def by_period(battles: Sequence[Battle], year: int, columns: Sequence[str] = FULL) -> float:
    """Brier skill on the battles from a year on, fitted on those before."""
    return _skill(battles, columns, [np.array([one.year >= year for one in battles])])
