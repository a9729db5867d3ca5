"""The smallest change of one assumption that moves a claim into another band of likelihood (ICD 203).

Where each assumption would have to lie is read off its curve in the ensemble at hand, and then tried: the same futures
run again, on the same luck, with that assumption known to lie there. What no trial bears out is said to be so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sandtable.assumptions.again import first_draws, run_again
from sandtable.assumptions.curves import Quantile, is_event, quantiles
from sandtable.assumptions.suppose import paired_change
from sandtable.assumptions.why import Weighed, why
from sandtable.claims.judge import ALPHA, judge
from sandtable.claims.question import Question
from sandtable.claims.verdicts import Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Assumption
from sandtable.errors import InvalidInput, Problem
from sandtable.evidence.hedges import word_for

__all__ = ["Flip", "Flips", "Trial", "Unmoved", "flip", "word_of"]

MIDDLE = 0.5
GRID = tuple(percent / 100 for percent in range(1, 100))
"""Levels at which an assumption may be known: from its 1st to its 99th percentile."""
FURTHER = (0.0, 0.03, 0.1, 0.2)
"""Where the curve promised too much, these steps further out are tried too."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The claim with an assumption known: its probability (that of the whole run plus the paired difference)."""

    probability: float
    low: float
    high: float
    word: str
    futures: int


@dataclass(frozen=True, slots=True)
class Flip:
    """One assumption that moves the claim: known at `level` of its prior (`value`), the claim has another word.

    `away` is how far that is from the middle of its prior, 0 to .5; None for an event, which comes or does not.
    `expected` is the chance that the curve promised there. `clear`: the whole interval of the trial has other words.
    """

    assumption: Assumption
    level: float
    value: float
    usual: float
    away: float | None
    expected: float
    trial: Trial
    clear: bool


@dataclass(frozen=True, slots=True)
class Unmoved:
    """An assumption that leaves the claim its word: the lowest and highest chance on its curve.

    `trial` is the last one, where the curve promised another word and no trial bore it out; else None.
    """

    assumption: Assumption
    low: float
    high: float
    trial: Trial | None


@dataclass(frozen=True, slots=True)
class Flips:
    """One claim: its word, what would change it (the smallest change first), and what would not.

    `tested` counts the assumptions that vary; those that were not found to move the claim at all are in neither list.
    """

    verdict: Verdict
    word: str
    flips: tuple[Flip, ...]
    unmoved: tuple[Unmoved, ...]
    tested: int


def word_of(probability: float) -> str:
    """The word in ICD 203 of a probability as it is shown, in whole per cent."""
    return word_for(round(min(1.0, max(0.0, probability)), 2))


@dataclass(frozen=True)
class _Bench:
    """What trials of one claim need: the first draws of the run, their verdicts, and the chance that is shared."""

    base: Ensemble
    verdicts: Verdicts
    question: Mapping[str, Question]
    verdict: Verdict
    alpha: float

    def trial(self, name: str, level: float) -> Trial:
        """Run the first draws again with one assumption known."""
        (key,) = self.question
        again = run_again(self.base, self.base.draws, replicates=1, pinned={name: level})
        judged = judge(again, self.question)
        whole = self.verdict.probability
        if judged.refused:  # too few of these futures meet the claim's condition
            return Trial(whole, 0.0, 1.0, word_of(whole), 0)
        change = paired_change(judged, self.verdicts, key, self.base.draws, self.alpha)
        ends = (change.difference, change.low, change.high)
        shown, low, high = (min(1.0, max(0.0, whole + end)) for end in ends)
        return Trial(shown, low, high, word_of(shown), change.futures)


def flip(ensemble: Ensemble, question: Mapping[str, Question], *, futures: int) -> Flips:
    """What would give one claim (by its id) another word; at most `futures` draws are run again for each trial.

    InvalidInput for a claim that cannot be read or that too few futures speak of.
    """
    (key,) = question
    base = first_draws(ensemble, futures)
    verdicts, first = judge(ensemble, question), judge(base, question)
    if refused := (*verdicts.refused, *first.refused):
        raise InvalidInput([Problem(str(refused[0]), path="claim")])
    found = why(ensemble, verdicts, key)
    verdict, word = found.verdict, word_of(found.verdict.probability)
    bench = _Bench(base, first, question, verdict, ALPHA / max(1, len(found.weighed)))
    drawn = quantiles(ensemble)
    flips: list[Flip] = []
    unmoved: list[Unmoved] = []
    for one in found.weighed:
        quantile = drawn.get(one.driver.assumption.name)
        if quantile is not None:
            moved, last = _tried(bench, one, quantile, word)
            flips += moved
            unmoved += [] if moved else [_unmoved(one, last)]
    flips.sort(key=lambda one: MIDDLE if one.away is None else one.away)
    return Flips(verdict, word, tuple(flips), tuple(unmoved), found.tested)


def _tried(bench: _Bench, one: Weighed, quantile: Quantile, word: str) -> tuple[list[Flip], Trial | None]:
    """Try one assumption where its curve leaves the band, and further out where that is not borne out.

    The first that is, or of an event both ways that are; and the last trial.
    """
    assumption = one.driver.assumption
    event, trial, flips = is_event(assumption), None, []
    for level, expected in _promises(one, word):
        trial = bench.trial(assumption.name, level)
        if trial.word == word:
            continue
        inside = trial.low <= bench.verdict.probability <= trial.high
        clear = not inside and word not in (word_of(trial.low), word_of(trial.high))
        value = float(level < assumption.usual) if event else quantile(level)
        usual = assumption.usual if event else quantile(MIDDLE)
        away = None if event else abs(level - MIDDLE)
        flips.append(Flip(assumption, level, value, usual, away, expected, trial, clear))
        if not event:
            break
    return flips, trial


def _unmoved(one: Weighed, trial: Trial | None) -> Unmoved:
    shown = [chance for chance in one.curve.chances if not np.isnan(chance)]
    return Unmoved(one.driver.assumption, min(shown), max(shown), trial)


def _promises(one: Weighed, word: str) -> list[tuple[float, float]]:
    """Levels at which a curve promises another word, the nearest to the middle first, and the chance there."""
    assumption, chances = one.driver.assumption, np.array(one.curve.chances)
    if is_event(assumption):
        levels = ((1 + assumption.usual) / 2, assumption.usual / 2)
        both = zip(levels, chances.tolist(), strict=True)
        return [(level, chance) for level, chance in both if not np.isnan(chance) and word_of(chance) != word]
    middles = (np.arange(len(chances)) + 0.5) / len(chances)
    told = dict(zip(GRID, np.interp(GRID, middles, chances).tolist(), strict=True))
    nearest = next((level for level in sorted(GRID, key=_off) if word_of(told[level]) != word), None)
    if nearest is None:
        return []
    sign = 1 if nearest >= MIDDLE else -1
    tried = dict.fromkeys(min(GRID[-1], max(GRID[0], round(nearest + sign * step, 2))) for step in FURTHER)
    return [(level, told[level]) for level in tried]


def _off(level: float) -> float:
    return abs(level - MIDDLE)
