"""Votes: how much of its weight an actor puts behind one option against another. A rule is a function and a line below.

A vote is read off the difference between what two options are worth to the voter (the first less the second, -1 to 1).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sandtable.bargaining.issue import Floats

__all__ = ["RULES", "coalitions", "utilities"]

SOMEBODY = 1e-8
"""Strength of a coalition that nobody joins, so that two empty ones are even."""
MOSTLY = 0.8
"""Share of the proportional part in the mixture with all or nothing."""
GAINS_COUNT = 2.0 / 3.0
"""What a gain counts for where a loss counts 1."""


def utilities(distance: Floats, risk: Floats | float = 0.0) -> Floats:
    """What options at the given distances are worth to each actor, (actor, option).

    `risk` (actor,) bends the line: above 0 the near half gains (averse to risk), below 0 it loses.
    """
    bend = np.broadcast_to(np.asarray(risk, dtype=np.float64), distance.shape[:1])[:, None]
    return (1.0 - distance) * (1.0 + distance * bend)


def proportional(gain: Floats) -> Floats:
    """As much of the weight as there is at stake."""
    return gain


def cubic(gain: Floats) -> Floats:
    """Little for small stakes: the third power of what is at stake."""
    return np.asarray(gain**3)


def binary(gain: Floats) -> Floats:
    """All of the weight for the smallest preference."""
    return np.sign(gain)


def mostly_proportional(gain: Floats) -> Floats:
    """Four parts proportional, one part all or nothing."""
    return MOSTLY * gain + (1.0 - MOSTLY) * np.sign(gain)


def half_cubic(gain: Floats) -> Floats:
    """Half proportional, half cubic."""
    return np.asarray(0.5 * gain + 0.5 * gain**3)


def prospect(gain: Floats) -> Floats:
    """A loss counts in full, a gain two thirds: which option is named first then matters (the earlier is at home)."""
    return np.where(gain < 0, gain, GAINS_COUNT * gain)


RULES: dict[str, Callable[[Floats], Floats]] = {
    "proportional": proportional,
    "cubic": cubic,
    "binary": binary,
    "mostly-proportional": mostly_proportional,
    "half-cubic": half_cubic,
    "prospect": prospect,
}


def coalitions(utility: Floats, weight: Floats, rule: str = "proportional") -> Floats:
    """The strength of everybody behind option i against option j: (option, option).

    `utility` (actor, option), `weight` (actor,). Each pair is put to the vote once, the later option against the
    earlier. KeyError for an unknown rule.
    """
    vote = RULES[rule]
    count = utility.shape[1]
    strength = np.full((count, count), SOMEBODY)
    for later in range(1, count):
        cast = weight[:, None] * vote(utility[:, later, None] - utility[:, :later])
        strength[later, :later] += np.maximum(cast, 0.0).sum(axis=0)
        strength[:later, later] += np.maximum(-cast, 0.0).sum(axis=0)
    return strength
