"""Attitudes to risk, read off an actor's prospects: who is likely to get its way can afford to wait."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.bargaining.condorcet import elect
from sandtable.bargaining.issue import Floats, Issue, distances
from sandtable.bargaining.votes import coalitions, utilities

__all__ = ["RANGES", "attitudes", "forecast_with_risk"]


def _zero_to_one(p: Floats, low: float, high: float) -> Floats:
    return (p - low) / (high - low)


def _middle(p: Floats, low: float, high: float) -> Floats:
    return (3.0 * p - (high + 2.0 * low)) / (2.0 * (high - low))


def _minus_one_to_one(p: Floats, low: float, high: float) -> Floats:
    return (2.0 * p - (high + low)) / (high - low)


RANGES: dict[str, Callable[[Floats, float, float], Floats]] = {
    "min": _zero_to_one,
    "mid": _middle,
    "max": _minus_one_to_one,
}
"""Attitudes from 0 to 1, from -1/2 to 1, or from -1 to 1: the best placed actor always stands at 1."""


def attitudes(prospects: Floats, span: str = "mid") -> Floats:
    """Each actor's attitude to risk from the probability that its position wins, (actor,); 0 where all are alike."""
    low, high = float(prospects.min()), float(prospects.max())
    if low == high:
        return np.zeros_like(prospects)
    return RANGES[span](prospects, low, high)


def forecast_with_risk(
    issue: Issue, *, rule: str = "proportional", law: str = "linear", election: str = "uniform", span: str = "mid"
) -> tuple[Floats, Floats]:
    """KTAB's two elections: attitudes to risk, and the probability of each actor's position, both (actor,).

    The first election takes every actor's position as an option of its own and knows no attitudes; it gives them. The
    second takes distinct positions, and everybody's utility bent by their own attitude. Votes weigh capability alone.
    Actors that share a position share its probability, so the second result adds up to one over *positions*.
    """
    weight = issue.capability
    worth = utilities(distances(issue, issue.position))
    attitude = attitudes(elect(coalitions(worth, weight, rule), law, election), span)
    worth = utilities(distances(issue, issue.options()), attitude)
    shares = elect(coalitions(worth, weight, rule), law, election)
    return attitude, shares[issue.option_of()]
