"""What several assumptions do to a claim only together: boosted trees stand in for the model, on draws they never saw.

A forest of small trees learns P(claim | assumptions) from half of the draws and is then asked about the other half, and
the other way round. Redrawing one assumption there and seeing how much worse the answers fit gives its *total* effect,
with all that it does together with others; redrawing two, each alone and both, gives what the *pair* carries that
neither does without the other (superset importance: Liu and Owen 2006). Every number is an average over draws that were
not learned from, held against what happened in them, so what the trees only imagine does not count; what they failed
to learn is missing, so the numbers are rather too small than too large.

Needs scikit-learn, which the extra `surrogate` brings.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.binned import discoveries
from sandtable.assumptions.hangs_on import hangs_on, varies
from sandtable.assumptions.why import levels_of
from sandtable.claims.verdicts import OUTSIDE, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Assumption
from sandtable.errors import InvalidInput, Problem

__all__ = ["Combined", "Entry", "Pair", "Total", "combined"]

Floats = npt.NDArray[np.float64]
Ask = Callable[[Floats], Floats]
"""The trees' answer for some draws' levels (draw, assumption)."""

FEWEST = 1_000
"""Draws below which there is nothing to learn from."""
ASKED = 2_000
"""Draws of each half that the trees are asked about, at most."""
REDRAWN = 4
"""How often an assumption is redrawn; those whose first redrawing shows nothing at all are not redrawn again."""
PAIRED = 8
"""Assumptions whose pairs are looked at: those of the largest total effects."""
SEED = 20_170_430
TREES = {
    "max_iter": 200,
    "learning_rate": 0.07,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 60,
    "l2_regularization": 20.0,
    "early_stopping": True,
    "validation_fraction": 0.15,
    "n_iter_no_change": 20,
    "random_state": SEED,
}


@dataclass(frozen=True, slots=True)
class Total:
    """One assumption: Brier points that it carries alone or with others (`gain`), and by itself (`alone`).

    `error` is the standard error of `gain`.
    """

    assumption: Assumption
    gain: float
    error: float
    alone: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two assumptions and the Brier points that they carry only together, with the standard error."""

    one: Assumption
    other: Assumption
    gain: float
    error: float


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the scenario, or a mechanism, and what all of its assumptions carry, together and with others."""

    entry: str
    stated: bool
    gain: float
    error: float
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Combined:
    """What the trees found of one claim; only what stands at a false discovery rate of 5 % is listed.

    `open` is p(1 - p); `learned` how many Brier points of it the trees take off on draws that they never saw, and
    `carried` how many all assumptions carry (None without twins): no trees could take off more.
    """

    claim: str
    open: float
    learned: float
    carried: float | None
    totals: tuple[Total, ...]
    pairs: tuple[Pair, ...]
    entries: tuple[Entry, ...]


def combined(ensemble: Ensemble, verdicts: Verdicts, claim: str) -> Combined:
    """What one judged claim hangs on together. InvalidInput without scikit-learn, or with too few draws."""
    if importlib.util.find_spec("sklearn") is None:
        hint = 'Install it with: pip install "sandtable[surrogate]"'
        raise InvalidInput([Problem("needs scikit-learn, not installed here.", path="surrogate", hint=hint)])
    import sklearn.ensemble  # noqa: F401  # its threads must be there before they can be held back
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # so many short questions lose more by waiting for each other than they gain
        return _combined(ensemble, verdicts, claim)


def _combined(ensemble: Ensemble, verdicts: Verdicts, claim: str) -> Combined:
    (found,) = hangs_on(ensemble, verdicts, (claim,), {})
    alone = {driver.assumption.name: driver.gain for driver in found.drivers if driver.real}
    assumptions = [one for one in ensemble.manifest.assumptions if varies(one)]
    settled = verdicts.settled[verdicts.number(claim)]
    kept = settled[:, 0] != OUTSIDE
    if (draws := int(kept.sum())) < FEWEST:
        message = f"needs {FEWEST:,} futures to learn from, and has {draws:,}."
        raise InvalidInput([Problem(message, path="surrogate", hint="Run more of them with --futures.")])
    levels = levels_of(ensemble, [one.name for one in assumptions])[kept]
    truth = (settled[kept] == 1).mean(axis=1) if kept.all() else (settled[kept, 0] == 1).astype(np.float64)
    halves = [_Half(levels, truth, slice(part, None, 2), slice(1 - part, None, 2)) for part in (0, 1)]
    totals = _totals(halves, assumptions, alone)
    row = verdicts.row(claim)
    whole = row.probability * (1 - row.probability)
    carried = None if row.assumption_share is None else row.assumption_share * whole
    learned = float(np.mean([half.learned() for half in halves]))
    pairs = _pairs(halves, assumptions, totals[:PAIRED])
    return Combined(claim, whole, learned, carried, tuple(totals), pairs, _entries(halves, assumptions, totals))


class _Half:
    """Trees that learned from one half of the draws, asked about the other half."""

    def __init__(self, levels: Floats, truth: Floats, learn: slice, ask: slice) -> None:
        from sklearn.ensemble import HistGradientBoostingRegressor

        self.levels, self.truth = levels[ask][:ASKED], truth[ask][:ASKED]
        self.off = self.truth - truth[learn].mean()
        self._mean = float(truth[learn].mean())
        self._luck = np.random.default_rng(SEED)
        constant = bool(np.ptp(truth[learn]) == 0)
        trees: Any = HistGradientBoostingRegressor(**TREES)
        self._trees = None if constant else trees.fit(levels[learn], truth[learn])
        self._orders = [self._luck.permutation(len(self.truth)) for _ in range(REDRAWN)]
        self._plain = self.ask(self.levels)

    def ask(self, levels: Floats) -> Floats:
        """P(claim) for some draws."""
        if self._trees is None:
            return np.full(len(levels), self._mean)
        return np.asarray(self._trees.predict(levels), dtype=np.float64)

    def learned(self) -> float:
        """Brier points that the trees take off here, against the mean of the half that they learned from."""
        return float(np.mean(self.off**2 - (self.truth - self._plain) ** 2))

    def loss(self, columns: Sequence[int], redrawn_times: int = REDRAWN) -> Floats:
        """In each draw what is lost when some columns are redrawn together, averaged over orders, (draw,)."""
        lost = np.zeros(len(self.truth))
        for order in self._orders[:redrawn_times]:
            redrawn = self.levels.copy()
            redrawn[:, list(columns)] = self.levels[order][:, list(columns)]
            lost += self._plain - self.ask(redrawn)
        return np.asarray(self.off * lost / redrawn_times)


def _mean_and_error(parts: Sequence[Floats]) -> tuple[float, float]:
    values = np.concatenate(parts)
    return float(values.mean()), float(values.std() / np.sqrt(len(values)))


def _stands(found: Sequence[tuple[float, float]]) -> npt.NDArray[np.bool_]:
    """Which gains (with their errors) are more than chance, at a false discovery rate of 5 %."""
    from scipy.special import ndtr

    tails = [float(ndtr(-gain / error)) if error > 0 else 1.0 for gain, error in found]
    return discoveries(np.array(tails))


def _totals(halves: Sequence[_Half], assumptions: Sequence[Assumption], alone: dict[str, float]) -> list[Total]:
    """The total effect of every assumption that the trees make use of and that stands, the largest first."""
    found = []
    for column in range(len(assumptions)):
        gain, error = _mean_and_error([half.loss([column], 1) for half in halves])
        if gain > error:
            gain, error = _mean_and_error([half.loss([column]) for half in halves])
        found.append((gain, error))
    totals = [
        Total(assumptions[column], *found[column], alone.get(assumptions[column].name, 0.0))
        for column in np.flatnonzero(_stands(found)).tolist()
    ]
    return sorted(totals, key=lambda one: -one.gain)


def _pairs(halves: Sequence[_Half], assumptions: Sequence[Assumption], totals: Sequence[Total]) -> tuple[Pair, ...]:
    """What pairs of some assumptions carry only together, where it stands, the largest first."""
    numbers = {one.name: number for number, one in enumerate(assumptions)}
    columns = [numbers[one.assumption.name] for one in totals]
    single = {column: [half.loss([column]) for half in halves] for column in columns}
    tried = list(combinations(columns, 2))
    found = []
    for one, other in tried:
        both = [half.loss([one, other]) for half in halves]
        found.append(_mean_and_error([a + b - c for a, b, c in zip(single[one], single[other], both, strict=True)]))
    stands = _stands(found) if found else np.zeros(0, np.bool_)
    pairs = [
        Pair(assumptions[one], assumptions[other], *gain)
        for (one, other), gain, real in zip(tried, found, stands, strict=True)
        if real
    ]
    return tuple(sorted(pairs, key=lambda pair: -pair.gain))


def _entries(halves: Sequence[_Half], assumptions: Sequence[Assumption], totals: Sequence[Total]) -> tuple[Entry, ...]:
    """The entries and mechanisms that these assumptions serve, each with all of its own redrawn at once."""
    wanted = {_entry(one.assumption) for one in totals}
    members: dict[tuple[str, bool], list[int]] = {}
    for number, one in enumerate(assumptions):
        if _entry(one) in wanted:
            members.setdefault(_entry(one), []).append(number)
    entries = []
    for (entry, stated), columns in members.items():
        gain, error = _mean_and_error([half.loss(columns) for half in halves])
        entries.append(Entry(entry, stated, gain, error, tuple(assumptions[one].name for one in columns)))
    return tuple(sorted(entries, key=lambda one: -one.gain))


def _entry(assumption: Assumption) -> tuple[str, bool]:
    return assumption.serves or assumption.name.split(".")[0], bool(assumption.serves)
