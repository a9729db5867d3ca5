"""A bargain in a future: everybody's weight behind each option, contests of two, and a probability for every option.

The same formulas as `bargaining.votes` and `bargaining.condorcet`, as loops that the engine compiles; a test holds the
two together. What an option is worth to each voter, and what a voter brings to bear, stand in `ballot_worth` and
`ballot_weight` when these functions are called.
"""

from __future__ import annotations

import math
from typing import Any

__all__ = ["elect", "pick"]

SOMEBODY = 1e-8
MOSTLY = 0.8
GAINS_COUNT = 2.0 / 3.0
"""As in `bargaining.votes`: a coalition of nobody; the proportional part of a mixture; what a gain counts."""
DOUBT = 1e-9
"""No option beats another more surely than this leaves open: so that shares of many options stay numbers."""

PROPORTIONAL = 0
CUBIC = 1
BINARY = 2
MOSTLY_PROPORTIONAL = 3
HALF_CUBIC = 4
UNIFORM = 0
INCENTIVE = 1
CONDITIONAL = 2
"""Numbers of rules as in `world.build_politics`; the last way to vote is that of prospects."""


def vote(rule: int, gain: float) -> float:
    """The share of its weight that a voter puts behind what it gains by (against it where negative)."""
    sign = 1.0 if gain > 0.0 else (-1.0 if gain < 0.0 else 0.0)
    if rule == PROPORTIONAL:
        return gain
    if rule == CUBIC:
        return gain * gain * gain
    if rule == BINARY:
        return sign
    if rule == MOSTLY_PROPORTIONAL:
        return MOSTLY * gain + (1.0 - MOSTLY) * sign
    if rule == HALF_CUBIC:
        return 0.5 * gain + 0.5 * gain * gain * gain
    return gain if gain < 0.0 else GAINS_COUNT * gain


def count_votes(state: Any, world: Any, voters: int, options: int) -> None:
    """Add up the weight behind each option against each other."""
    for one in range(options):
        for other in range(options):
            state.ballot_strength[one, other] = SOMEBODY
    for voter in range(voters):
        for later in range(1, options):
            for earlier in range(later):
                gain = state.ballot_worth[voter, later] - state.ballot_worth[voter, earlier]
                cast = state.ballot_weight[voter] * vote(world.votes_rule, gain)
                if cast > 0.0:
                    state.ballot_strength[later, earlier] += cast
                else:
                    state.ballot_strength[earlier, later] -= cast


def chance(state: Any, world: Any, one: int, other: int) -> float:
    """The chance that an option beats another."""
    ratio = state.ballot_strength[other, one] / state.ballot_strength[one, other]
    return min(max(1.0 / (1.0 + ratio**world.victory_exponent), DOUBT), 1.0 - DOUBT)


def beat_all(state: Any, world: Any, options: int) -> None:
    """Shares as the chances to beat every other option, given that some option does."""
    most = -math.inf
    for one in range(options):
        logs = 0.0
        for other in range(options):
            if other != one:
                logs += math.log(chance(state, world, one, other))
        state.ballot_share[one] = logs
        most = max(most, logs)
    for one in range(options):
        state.ballot_share[one] = math.exp(state.ballot_share[one] - most)


def set_rates(state: Any, world: Any, options: int) -> None:
    """How readily whoever leads (row) gives way to a challenger (column)."""
    for leader in range(options):
        total = 0.5 * state.ballot_strength[leader, leader]
        for other in range(options):
            if other != leader:
                total += state.ballot_strength[other, leader] * chance(state, world, other, leader)
        for other in range(options):
            if other == leader:
                continue
            wins = chance(state, world, other, leader)
            eager = state.ballot_strength[other, leader] * wins / total if world.ballot_rule == INCENTIVE else 1.0
            state.ballot_rate[leader, other] = eager * wins


def long_run(state: Any, options: int) -> None:
    """Shares of the time that each option leads, from the rates alone and without a subtraction.

    Grassmann, Taksar and Heyman (1985): take the last state out of the chain, one after the other, then add it back.
    """
    for last in range(options - 1, 0, -1):
        out = 0.0
        for one in range(last):
            out += state.ballot_rate[last, one]
        for one in range(last):
            state.ballot_rate[one, last] /= out
        for one in range(last):
            for other in range(last):
                if other != one:
                    state.ballot_rate[one, other] += state.ballot_rate[one, last] * state.ballot_rate[last, other]
    state.ballot_share[0] = 1.0
    for last in range(1, options):
        state.ballot_share[last] = 0.0
        for one in range(last):
            state.ballot_share[last] += state.ballot_share[one] * state.ballot_rate[one, last]


def elect(state: Any, world: Any, voters: int, options: int) -> None:
    """Write the probability of each option, adding up to one, into `ballot_share`."""
    count_votes(state, world, voters, options)
    if world.ballot_rule == CONDITIONAL:
        beat_all(state, world, options)
    else:
        set_rates(state, world, options)
        long_run(state, options)
    total = 0.0
    for one in range(options):
        total += state.ballot_share[one]
    for one in range(options):
        state.ballot_share[one] /= total


def pick(state: Any, options: int, level: float) -> int:
    """The option that a uniform number picks in proportion to the shares."""
    reached = 0.0
    for one in range(options):
        reached += state.ballot_share[one]
        if level < reached:
            return one
    return options - 1
