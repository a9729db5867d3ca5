"""Where a political verdict comes from: from an input, from a premise of the model, or from neither.

The rules and their thresholds were written down before anything was run (decision 0007, section 6):

- *tautological*: nearly every future gives the same, whatever premise is taken away; or the verdict gives back dated
  events that the scenario declares, by their chances and days;
- *assumption-carried*: some premise, taken away, moves the share across one half, by more than ten points or to twice
  or half its odds, and by more than chance would; or a number that is a judgement does, known to lie in the lower or
  upper half of its range; or all that it speaks of is described by judgements alone; of a claim that supposes a
  change, the difference is gone without the premise: less than half of it, and no more than chance;
- *data-carried*: neither.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.premises import Premise
from sandtable.claims.comparison import Comparison

__all__ = ["Input", "Label", "Word", "echoed_event", "label_of", "strongest_input", "with_input"]

Word = Literal["data-carried", "assumption-carried", "tautological"]
SAME = 0.99
"""Share of futures in which a verdict has to be the same to be called decided by an input."""
SELDOM = 0.02
"""A claim that is true or false less often says too little to be compared with an event."""
FAR = 0.10
ODDS = 2.0
"""For claims that are seldom true or seldom false, where ten points are much: odds of twice or half as much."""
HALF = 0.5
CLEAR = 4.0
"""Standard errors beyond which a difference between two halves of the draws is no chance: dozens are looked at."""

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Input:
    """A number of ours that moves a claim: its meaning, and how often the claim is true in either half of its range.

    For a chance the halves are the draws in which the thing happens (`lower`) and the others.
    """

    meaning: str
    lower: float
    upper: float
    is_chance: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A verdict's label. `premise`, `input` or `entry` carries it (None: it does not), or it gives back `event`.

    `share` is how often the claim is true as the scenario stands, or the difference that it supposes (`of_difference`);
    `without` the same without the premise; `low` and `high` its range over all premises taken away and both readings.
    """

    word: Word
    share: float
    low: float
    high: float
    premises: int
    premise: Premise | None = None
    without: float | None = None
    input: Input | None = None
    entry: str | None = None
    event: str | None = None
    of_difference: bool = False


def echoed_event(truth: Bools, events: Mapping[str, tuple[Bools, Floats]]) -> str | None:
    """The dated event that a claim gives back, (draw,): true where it occurs by some day, or false just there.

    `events`: by id, whether it occurs and the level of its day, (draw,) each.
    """
    if not SELDOM <= truth.mean() <= 1.0 - SELDOM:
        return None
    best = max(((_agreement(truth, *drawn), name) for name, drawn in events.items()), default=(0.0, ""))
    return best[1] if best[0] >= SAME else None


def _agreement(truth: Bools, occurs: Bools, day: Floats) -> float:
    """The largest share of draws in which the claim is so exactly where the event occurs by some day (or is not)."""
    order = np.argsort(day[occurs])
    hits = np.cumsum(truth[occurs][order])
    if hits.size == 0:
        return 0.0
    misses = np.arange(1, hits.size + 1) - hits
    same = (hits + (~truth).sum() - misses) / truth.size
    return float(max(same.max(), 1.0 - same.min()))


def label_of(
    share: float,
    without: Mapping[str, tuple[Premise, Comparison]],
    event: str | None = None,
    *,
    difference: Comparison | None = None,
) -> Label:
    """The label of one claim from its share (or difference) and what each premise taken away does to it.

    The comparison of a premise is of the share without it and with it; with `difference` (of a claim that supposes a
    change), it is the difference that is left without the premise.
    """
    if difference is not None:
        return _of_difference(difference, without)
    shares = [share + change.difference for _, change in without.values()]
    low, high = min(share, *shares, 1.0), max(share, *shares, 0.0)
    count = len(without)
    if event is not None or high <= 1.0 - SAME or low >= SAME:
        return Label("tautological", share, low, high, count, event=event)
    moved = [
        (abs(change.difference), premise, share + change.difference)
        for premise, change in without.values()
        if not premise.reading and _is_clear(change) and _is_far(share, change.difference)
    ]
    if not moved:
        return Label("data-carried", share, low, high, count)
    _, premise, left = max(moved, key=lambda one: one[0])
    return Label("assumption-carried", share, low, high, count, premise, left)


def strongest_input(truth: Bools, inputs: Mapping[str, tuple[Bools, bool]]) -> Input | None:
    """The number that moves a claim the farthest from its share, if far enough and clearly, (draw,).

    `inputs`: by meaning, the draws in the lower half of its range (or in which the thing happens), and whether it is a
    chance.
    """
    share, far = float(truth.mean()), None
    for meaning, (lower, is_chance) in inputs.items():
        sizes = int(lower.sum()), int((~lower).sum())
        if min(sizes) == 0:
            continue
        low, high = float(truth[lower].mean()), float(truth[~lower].mean())
        error = math.sqrt(sum(p * (1.0 - p) / size for p, size in zip((low, high), sizes, strict=True)))
        if abs(high - low) <= CLEAR * error or not (_is_far(share, low - share) or _is_far(share, high - share)):
            continue
        if far is None or abs(high - low) > abs(far.upper - far.lower):
            far = Input(meaning, low, high, is_chance)
    return far


def with_input(label: Label, found: Input | None, entry: str | None = None) -> Label:
    """The label with a number of ours as what carries it, where nothing else does; or with a whole entry of ours."""
    if label.word != "data-carried" or label.of_difference:
        return label
    if found is not None:
        return replace(label, word="assumption-carried", input=found)
    return label if entry is None else replace(label, word="assumption-carried", entry=entry)


def _of_difference(found: Comparison, without: Mapping[str, tuple[Premise, Comparison]]) -> Label:
    lefts = [change.difference for _, change in without.values()]
    low, high = min([found.difference, *lefts]), max([found.difference, *lefts])
    gone = [
        (abs(found.difference - change.difference), premise, change.difference)
        for premise, change in without.values()
        if not premise.reading and not _is_clear(change) and abs(change.difference) < abs(found.difference) / 2.0
    ]
    if not gone:
        return Label("data-carried", found.difference, low, high, len(without), of_difference=True)
    _, premise, left = max(gone, key=lambda one: one[0])
    return Label("assumption-carried", found.difference, low, high, len(without), premise, left, of_difference=True)


def _is_clear(change: Comparison) -> bool:
    """Whether an interval leaves out zero."""
    return change.low > 0.0 or change.high < 0.0


def _is_far(share: float, difference: float) -> bool:
    """Across one half, by more than ten points, or to odds of twice or half as much."""
    other = share + difference
    if (share - HALF) * (other - HALF) < 0.0 or abs(difference) > FAR:
        return True
    inside = 0.0 < share < 1.0 and 0.0 < other < 1.0
    ratio = other * (1.0 - share) / (share * (1.0 - other)) if inside else 1.0
    return not 1.0 / ODDS <= ratio <= ODDS
