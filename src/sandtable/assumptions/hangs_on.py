"""What a claim hangs on: how much better we would know it if one assumption were known.

For every number that is drawn, the draws are sorted into bins of its probability level and the share of futures in
which the claim is true is compared between bins. The variance between bins, corrected for what chance alone would give,
is the expected gain in Brier score from learning the assumption (the expected value of partial perfect information
under the Brier rule). An F-test says whether a gain is more than chance, with the false discovery rate over all
assumptions held at 5 % (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.binned import Binned, binned, discoveries, first_order
from sandtable.claims.verdicts import OUTSIDE, Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Assumption
from sandtable.errors import InvalidInput, Problem, did_you_mean

__all__ = ["Driver", "HangsOn", "hangs_on", "varies"]

BINS = 15
FEWEST_PER_BIN = 20

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

    InvalidInput for a claim that was not judged. Assumptions that do not vary are left out. Where a claim has a
    condition, only futures that meet it count.
    """
    ids = [row.id for row in verdicts.rows]
    if unknown := [claim for claim in claims if claim not in ids]:
        wrong = "was not judged in this run."
        raise InvalidInput(Problem(wrong, path=claim, hint=did_you_mean(claim, ids)) for claim in unknown)
    truths = [_truth(verdicts.settled[ids.index(claim)]) for claim in claims]
    kept = [np.flatnonzero(~np.isnan(truth)) for truth in truths]
    bins = [max(2, min(BINS, len(draws) // FEWEST_PER_BIN)) for draws in kept]
    sums = _sums(ensemble, truths, bins)
    fifths = _sums(ensemble, truths, [5] * len(truths))
    found = []
    for position, claim in enumerate(claims):
        row = verdicts.row(claim)
        others = {name: judged.row(claim).probability for name, judged in variants.items()}
        luck = None if row.assumption_share is None else 1 - row.assumption_share
        drivers = _drivers(ensemble, sums[position], fifths[position], row.probability)
        found.append(HangsOn(claim, row.probability, drivers, others, luck))
    return tuple(found)


def _truth(settled: npt.NDArray[np.int8]) -> Floats:
    """How often a claim is true in each draw, (draw,), from verdicts (draw, replicate).

    Under a condition first replicates alone speak, since which futures meet it is not the twins' to share; a draw
    whose future does not meet it is not a number.
    """
    outside = settled == OUTSIDE
    if outside.any():
        return np.where(outside[:, 0], np.nan, settled[:, 0] == 1)
    return np.asarray((settled == 1).mean(axis=1), dtype=np.float64)


def _sums(ensemble: Ensemble, truths: Sequence[Floats], bins: Sequence[int]) -> list[Binned]:
    """Sums of each claim's truth in the bins of each assumption; the blocks are read once."""
    found: list[Binned | None] = [None] * len(truths)
    first = 0
    for block in ensemble.blocks():
        for claim, truth in enumerate(truths):
            part = truth[first : first + block.draws]
            kept = ~np.isnan(part)
            levels = block.uniforms if kept.all() else block.uniforms[kept]
            sums, before = binned(levels, part[kept], bins[claim]), found[claim]
            found[claim] = sums if before is None else before + sums
        first += block.draws
    return [sums for sums in found if sums is not None]


def _drivers(ensemble: Ensemble, sums: Binned, fifths: Binned, probability: float) -> tuple[Driver, ...]:
    """All assumptions that vary, the largest gain first."""
    whole = probability * (1 - probability)
    gains, tails = first_order(sums)
    drawn = [number for number, item in enumerate(ensemble.manifest.assumptions) if varies(item)]
    drivers = []
    for number, real in zip(drawn, discoveries(tails[drawn]), strict=True):
        share = float(min(1.0, gains[number] / whole)) if whole > 0 else 0.0
        assumption = ensemble.manifest.assumptions[number]
        low, high = float(fifths.means[number, 0]), float(fifths.means[number, -1])
        drivers.append(Driver(assumption, float(gains[number]), share, low, high, bool(real)))
    return tuple(sorted(drivers, key=lambda driver: -driver.gain))


def varies(assumption: Assumption) -> bool:
    """Whether an assumption is drawn at all: a probability strictly between 0 and 1 is, a fixed number is not."""
    if assumption.unit == "probability":
        return 0 < assumption.usual < 1
    return assumption.low < assumption.high
