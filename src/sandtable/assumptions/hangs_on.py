"""What a claim hangs on: how much better we would know it if one assumption were known.

For every number that is drawn, the draws are sorted into bins of its probability level and the share of futures in
which the claim is true is compared between bins. The variance between bins, corrected for what chance alone would give,
is the expected gain in Brier score from learning the assumption (the expected value of partial perfect information
under the Brier rule). An F-test says whether a gain is more than chance, with the false discovery rate over all
assumptions held at 5 % (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.results import Assumption, Ensemble
from sandtable.errors import InvalidInput, Problem, did_you_mean

__all__ = ["Driver", "HangsOn", "hangs_on"]

BINS = 15
FEWEST_PER_BIN = 20
FALSE_DISCOVERIES = 0.05

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Driver:
    """One assumption and what it does to a claim.

    `gain` is the expected drop in Brier score from learning it, `share` that gain as a share of the claim's whole
    variance; `low` and `high` are P(claim) in the lowest and the highest fifth of its draws; `real` says whether the
    gain is more than chance.
    """

    assumption: Assumption
    gain: float
    share: float
    low: float
    high: float
    real: bool


@dataclass(frozen=True, slots=True)
class HangsOn:
    """Everything that one claim was found to hang on, the largest gain first.

    `variants` is P(claim) by variant where other variants were judged; `luck` the share of the claim's variance that
    no assumption carries (from twin futures), None when each draw was run once.
    """

    claim: str
    probability: float
    drivers: tuple[Driver, ...]
    variants: dict[str, float]
    luck: float | None


def hangs_on(
    ensemble: Ensemble, verdicts: Verdicts, claims: tuple[str, ...], variants: Mapping[str, Verdicts]
) -> tuple[HangsOn, ...]:
    """What each of the claims hangs on, from the run at hand; the blocks are read once.

    InvalidInput for a claim that was not judged. Assumptions that do not vary are left out.
    """
    ids = [row.id for row in verdicts.rows]
    if unknown := [claim for claim in claims if claim not in ids]:
        wrong = "was not judged in this run."
        raise InvalidInput(Problem(wrong, path=claim, hint=did_you_mean(claim, ids)) for claim in unknown)
    numbers = [ids.index(claim) for claim in claims]
    truth = (verdicts.settled[numbers] == 1).mean(axis=2)
    sums = _Sums(ensemble, truth)
    found = []
    for position, claim in enumerate(claims):
        row = verdicts.row(claim)
        others = {name: judged.row(claim).probability for name, judged in variants.items()}
        luck = None if row.assumption_share is None else 1 - row.assumption_share
        drivers = _drivers(ensemble, sums, position, row.probability)
        found.append(HangsOn(claim, row.probability, drivers, others, luck))
    return tuple(found)


class _Sums:
    """Counts, sums and sums of squares of each claim's truth in the bins of each assumption.

    Shapes: `count` (assumption, bin); `total`, `square` (claim, assumption, bin); `fifths` the same over five bins.
    """

    def __init__(self, ensemble: Ensemble, truth: Floats) -> None:
        self.draws = truth.shape[1]
        self.bins = max(2, min(BINS, self.draws // FEWEST_PER_BIN))
        self.mean = truth.mean(axis=1)
        self.variance = truth.var(axis=1)
        width = len(ensemble.manifest.assumptions)
        self.count, self.total = _binned(ensemble, truth, self.bins, width)
        _, self.square = _binned(ensemble, truth**2, self.bins, width)
        self.fifth_count, self.fifth_total = _binned(ensemble, truth, 5, width)


def _binned(ensemble: Ensemble, values: Floats, bins: int, width: int) -> tuple[Floats, Floats]:
    count = np.zeros((width, bins))
    total = np.zeros((len(values), width, bins))
    first = 0
    for block in ensemble.blocks():
        part = values[:, first : first + block.draws]
        first += block.draws
        place = np.minimum((block.uniforms * bins).astype(np.int64), bins - 1)
        for assumption in range(width):
            count[assumption] += np.bincount(place[:, assumption], minlength=bins)
            for claim in range(len(values)):
                total[claim, assumption] += np.bincount(place[:, assumption], weights=part[claim], minlength=bins)
    return count, total


def _drivers(ensemble: Ensemble, sums: _Sums, position: int, probability: float) -> tuple[Driver, ...]:
    """All assumptions that vary, the largest gain first."""
    whole = probability * (1 - probability)
    gains, tails = _gains(sums, position)
    varies = [number for number, item in enumerate(ensemble.manifest.assumptions) if _varies(item)]
    drivers = []
    for number, real in zip(varies, _discoveries(tails[varies]), strict=True):
        fifths = sums.fifth_total[position, number] / np.maximum(1, sums.fifth_count[number])
        share = float(min(1.0, gains[number] / whole)) if whole > 0 else 0.0
        assumption = ensemble.manifest.assumptions[number]
        low, high = float(fifths[0]), float(fifths[-1])
        drivers.append(Driver(assumption, float(gains[number]), share, low, high, bool(real)))
    return tuple(sorted(drivers, key=lambda driver: -driver.gain))


def _varies(assumption: Assumption) -> bool:
    """Whether an assumption is drawn at all: a probability strictly between 0 and 1 is, a fixed number is not."""
    if assumption.unit == "probability":
        return 0 < assumption.usual < 1
    return assumption.low < assumption.high


def _gains(sums: _Sums, position: int) -> tuple[Floats, Floats]:
    """Gain in Brier score by assumption, bias-corrected, and the tail probability of its F statistic."""
    from scipy.special import fdtrc

    count = np.maximum(sums.count, 1)
    means = sums.total[position] / count
    between = (sums.count * (means - sums.mean[position]) ** 2).sum(axis=1)
    within = (sums.square[position] - sums.count * means**2).sum(axis=1)
    free, rest = sums.bins - 1, max(1, sums.draws - sums.bins)
    noise = np.maximum(within / rest, 1e-300)
    gain = np.maximum(0.0, (between - free * noise) / sums.draws)
    tail = np.asarray(fdtrc(free, rest, between / free / noise), dtype=np.float64)
    return np.where(sums.variance[position] > 0, gain, 0.0), np.where(sums.variance[position] > 0, tail, 1.0)


def _discoveries(tails: Floats) -> npt.NDArray[np.bool_]:
    """Which tail probabilities stand at the false discovery rate."""
    order = np.argsort(tails)
    bound = FALSE_DISCOVERIES * np.arange(1, len(tails) + 1) / max(1, len(tails))
    passing = np.flatnonzero(tails[order] <= bound)
    found = np.zeros(len(tails), dtype=np.bool_)
    if passing.size:
        found[order[: passing[-1] + 1]] = True
    return found
