"""A rule in plain words: the values of the two strongest assumptions at which a claim fares most unlike elsewhere.

Found on every other draw and counted on the rest, so that the numbers quoted are not the best of many tries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.curves import is_event
from sandtable.claims.interval import confidence_sequence
from sandtable.ensemble.results import Assumption

__all__ = ["Condition", "Rule", "find_rule"]

Floats = npt.NDArray[np.float64]
Side = Literal["above", "below", "happens", "does not happen"]

CUTS = tuple(tenth / 10 for tenth in range(3, 8))
"""Where a range may be cut: nearer to its ends a condition says next to nothing."""
FEWEST = 0.05
"""Share of the draws that a rule must speak of."""
FEWEST_DRAWS = 50
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Condition:
    """One half of a rule: an assumption above or below the value at `level`, or an event that happens or does not."""

    assumption: Assumption
    side: Side
    level: float


@dataclass(frozen=True, slots=True)
class Rule:
    """`true` of `futures` where all conditions hold, `other_true` of `others` elsewhere, on draws not used to find it.

    `low`, `high`: the 95 % interval of the share where the conditions hold, of simulation error alone.
    """

    conditions: tuple[Condition, ...]
    true: int
    futures: int
    other_true: int
    others: int
    low: float
    high: float


def find_rule(assumptions: Sequence[Assumption], levels: Floats, truth: npt.NDArray[np.bool_]) -> Rule | None:
    """The rule for one or two assumptions from levels (draw, assumption) and truth (draw,).

    None where nothing varies, where no rule speaks of enough draws, or there are too few draws for two halves.
    """
    found_on, told_on = slice(0, None, 2), slice(1, None, 2)
    halves = [_halves(item) for item in assumptions]
    holds = [[_holds(one, levels[:, column]) for one in half] for column, half in enumerate(halves)]
    best, chosen = 0.0, None
    for pick in product(*(range(len(half)) for half in halves)):
        inside = np.logical_and.reduce([holds[column][number][found_on] for column, number in enumerate(pick)])
        score = _unlike(inside, truth[found_on])
        if score > best:
            best, chosen = score, pick
    if chosen is None:
        return None
    inside = np.logical_and.reduce([holds[column][number][told_on] for column, number in enumerate(chosen)])
    conditions = tuple(halves[column][number] for column, number in enumerate(chosen))
    told = truth[told_on]
    counts = int(told[inside].sum()), int(inside.sum()), int(told[~inside].sum()), int((~inside).sum())
    return Rule(conditions, *counts, *confidence_sequence(counts[0], counts[1], ALPHA, m=100))


def _halves(assumption: Assumption) -> list[Condition]:
    """Every cut of an assumption's range, both sides of it."""
    if is_event(assumption):
        return [Condition(assumption, side, assumption.usual) for side in ("happens", "does not happen")]
    sides: tuple[Side, ...] = ("above", "below")
    return [Condition(assumption, side, cut) for cut in CUTS for side in sides]


def _holds(condition: Condition, levels: Floats) -> npt.NDArray[np.bool_]:
    low = levels < condition.level
    return np.asarray(low if condition.side in ("below", "happens") else ~low)


def _unlike(inside: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    """How far the share of truth inside stands from that of all, in steps that chance would make."""
    size = int(inside.sum())
    if size < max(FEWEST_DRAWS, FEWEST * len(truth)) or size > (1 - FEWEST) * len(truth):
        return 0.0
    return float(abs(truth[inside].mean() - truth.mean()) * np.sqrt(size))
