"""The probabilistic Condorcet election: from every option's contest with every other to a probability for each.

A forecast of what a bargain over an issue ends in, as a distribution: strong coalitions usually beat weak ones, not
always. Formulas after KTAB's spatial model of politics, written anew.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from sandtable.bargaining.issue import Floats

__all__ = ["ELECTIONS", "LAWS", "elect", "power_law", "victory"]

DECISIVE = 0.1
"""The edge, in strength, from which the binary law lets the stronger side win always."""
DOUBLINGS = 60
"""Steps of a chain are 2 to this power: far beyond any mixing time that doubles can tell."""
ROUNDS = 100_000
STILL = 1e-13


def power_law(exponent: float) -> Callable[[Floats], Floats]:
    """The odds of winning as a power of the ratio of strengths."""

    def law(strength: Floats) -> Floats:
        logs = np.log(strength)
        return np.asarray(expit(exponent * (logs - logs.T)))

    return law


def decided(strength: Floats) -> Floats:
    """The stronger side wins for certain once it is a tenth stronger; in between the chance rises evenly."""
    share = strength / (strength + strength.T)
    ends = 2.0 + DECISIVE
    return np.clip((share - 1.0 / ends) / (DECISIVE / ends), 0.0, 1.0)


LAWS: dict[str, Callable[[Floats], Floats]] = {
    "linear": power_law(1),
    "square": power_law(2),
    "quartic": power_law(4),
    "octic": power_law(8),
    "binary": decided,
}


def victory(strength: Floats, law: str = "linear") -> Floats:
    """The chance that option i beats option j, (option, option); one half on the diagonal. KeyError: unknown law."""
    chance = LAWS[law](strength)
    np.fill_diagonal(chance, 0.5)
    return chance


def conditional(strength: Floats, chance: Floats) -> Floats:
    """The chance of beating every other option, given that some option does; all alike where none can."""
    possible = (chance > 0.0).all(axis=1)
    if not possible.any():
        return np.full(len(chance), 1.0 / len(chance))
    logs = np.log(np.where(chance > 0.0, chance, 1.0)).sum(axis=1)
    wins = np.where(possible, np.exp(logs - logs[possible].max()), 0.0)
    return np.asarray(wins / wins.sum())


def uniform(strength: Floats, chance: Floats) -> Floats:
    """The long run when a challenger picked at random meets whoever leads: p_i = mean over j of V_ij (p_i + p_j)."""
    count = len(chance)
    step = chance / count
    np.fill_diagonal(step, (chance.sum(axis=1) + 0.5) / count)
    for _ in range(DOUBLINGS):
        twice = step @ step
        twice /= twice.sum(axis=0)
        still = np.abs(twice - step).max() < STILL
        step = twice
        if still:
            break
    shares = step.mean(axis=1)
    return np.asarray(shares / shares.sum())


def incentive(strength: Floats, chance: Floats) -> Floats:
    """The long run when those challenge the leader who have most to win: challenges in proportion to C_ij V_ij."""
    eager = strength * chance
    eager /= eager.sum(axis=0)
    taken = eager * chance
    step = taken + np.diag((eager * chance.T).sum(axis=0))
    shares = np.full(len(chance), 1.0 / len(chance))
    for _ in range(ROUNDS):
        moved = 0.5 * (shares + step @ shares)
        if np.abs(moved - shares).max() < STILL:
            break
        shares = moved
    return np.asarray(shares / shares.sum())


ELECTIONS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "conditional": conditional,
    "uniform": uniform,
    "incentive": incentive,
}


def elect(strength: Floats, law: str = "linear", election: str = "uniform") -> Floats:
    """The probability of each option, (option,), adding up to one. KeyError for an unknown law or election."""
    return ELECTIONS[election](strength, victory(strength, law))
