"""Where an issue will be settled, in a number: weighted mean, plain mean, weighted median, and the election's forecast.

The plain mean stands beside every forecast: what knows nothing of weights is the least that a forecast must beat.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sandtable.bargaining.condorcet import elect
from sandtable.bargaining.issue import Floats, Issue, distances
from sandtable.bargaining.votes import coalitions, utilities

__all__ = ["Forecast", "forecast", "plain_mean", "weighted_mean", "weighted_median"]


def weighted_mean(position: Floats, weight: Floats) -> Floats:
    """The mean position with the given weights, (dimension,); positions are (actor, dimension), weights (actor,)."""
    return np.asarray(weight @ position / weight.sum())


def plain_mean(position: Floats) -> Floats:
    """The mean position with everybody alike, (dimension,)."""
    return np.asarray(position.mean(axis=0))


def weighted_median(position: Floats, weight: Floats) -> Floats:
    """On each dimension the lowest position that at least half of the weight does not exceed, (dimension,)."""
    middle = []
    for values in position.T:
        order = np.argsort(values, kind="stable")
        reached = np.cumsum(weight[order])
        middle.append(values[order][np.searchsorted(reached, 0.5 * reached[-1])])
    return np.array(middle)


@dataclass(frozen=True, eq=False)
class Forecast:
    """What a bargain over an issue ends in.

    `options` (option, dimension) with their `probability` (option,); their `mean` and `spread` (standard deviation),
    the salience and capability weighted `centre`, the `plain` mean and the weighted `median`, all (dimension,).
    """

    options: Floats
    probability: Floats
    mean: Floats
    spread: Floats
    centre: Floats
    plain: Floats
    median: Floats


def forecast(
    issue: Issue,
    *,
    rule: str = "proportional",
    law: str = "linear",
    election: str = "uniform",
    risk: Floats | None = None,
) -> Forecast:
    """The forecast for an issue: distinct positions as options, salience times capability as weights.

    `risk` (actor,) are attitudes to risk, none when left out. KeyError for an unknown rule, law or election.
    """
    options = issue.options()
    worth = utilities(distances(issue, options), 0.0 if risk is None else risk)
    probability = elect(coalitions(worth, issue.weight, rule), law, election)
    mean = probability @ options
    return Forecast(
        options=options,
        probability=probability,
        mean=mean,
        spread=np.sqrt(probability @ (options - mean) ** 2),
        centre=weighted_mean(issue.position, issue.weight),
        plain=plain_mean(issue.position),
        median=weighted_median(issue.position, issue.weight),
    )
