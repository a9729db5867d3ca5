"""Which couplings carry the difference between two readings: each switched off in turn, in both, on the same luck.

A coupling is an edge between two parts of the model. With it switched off in both readings, what is left of their
difference went by other ways; what is gone went through that coupling. Paired over futures this is a difference of
differences. Couplings act together (a place must be cut off before it gives up for being cut off), so what they carry
does not add up to the whole: each number says what would be missing without that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.compare_months import paired_interval
from sandtable.claims.judge import ALPHA, judge
from sandtable.claims.question import Question
from sandtable.claims.verdicts import OUTSIDE
from sandtable.couplings import COUPLINGS, Coupling
from sandtable.ensemble.ensemble import Ensemble
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.run import Settings, simulate

__all__ = ["Carried", "Chain", "couplings_of", "find_chain"]

FEWEST_TURNED = 10
"""Futures that must turn before the normal approximation of an interval is trusted to exclude zero."""

Signs = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Carried:
    """One coupling and one claim: the difference without the coupling, and what it carried, with its interval.

    `carried` is the whole difference less the one without it: of the same sign as the whole where the coupling passes
    the change on, of the other where it holds it back. `turned` counts the futures whose difference became another.
    """

    claim: str
    coupling: Coupling
    without: float
    carried: float
    low: float
    high: float
    turned: int
    futures: int

    @property
    def clear(self) -> bool:
        """Whether the interval excludes that the coupling carries nothing, and enough futures turned to trust it."""
        return self.turned >= FEWEST_TURNED and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Chain:
    """What each coupling carries of each claim's difference, and the couplings that both readings have no use for."""

    carried: tuple[Carried, ...]
    idle: tuple[Coupling, ...]
    futures: int

    def of(self, claim: str) -> tuple[Carried, ...]:
        """The couplings that clearly carry some of one claim's difference, the largest part first."""
        own = [one for one in self.carried if one.claim == claim and one.clear]
        return tuple(sorted(own, key=lambda one: -abs(one.carried)))


def couplings_of(scenario: Scenario) -> Iterator[Coupling]:
    """The couplings that may act in a scenario: those that it switches off, or has no section for, cannot."""
    off = {name for name, state in scenario.mechanisms.couplings.items() if state == "off"}
    for coupling in COUPLINGS:
        if coupling.name not in off and (not coupling.needs or getattr(scenario, coupling.needs)):
            yield coupling


def find_chain(
    first: Ensemble, second: Ensemble, questions: Mapping[str, Question], progress: Progress | None = None
) -> Chain:
    """Run both readings again with each coupling off in turn, and judge the claims; first replicates.

    Only claims whose verdict differs between the two in some future are looked at. All intervals hold together.
    """
    scenarios = [Scenario.model_validate(one.scenario) for one in (first, second)]
    whole = _signs(first, second, questions)
    claims = [key for key, sign in whole.items() if np.nanmax(np.abs(sign), initial=0.0) > 0]
    acting = {one.name for scenario in scenarios for one in couplings_of(scenario)}
    tried = [one for one in COUPLINGS if one.name in acting] if claims else []
    asked = {key: questions[key] for key in claims}
    alpha = ALPHA / max(1, len(claims) * len(tried))
    found = []
    for number, coupling in enumerate(tried):
        runs = [_without(run, scenario, coupling) for run, scenario in zip((first, second), scenarios, strict=True)]
        rest = _signs(runs[0], runs[1], asked)
        # A claim with a condition that too few futures meet without the coupling is not spoken of there.
        found += [_carried(key, coupling, whole[key], rest[key], alpha) for key in claims if key in rest]
        if progress is not None:
            progress(number + 1, len(tried))
    return Chain(tuple(found), tuple(one for one in COUPLINGS if one.name not in acting), first.draws)


def _without(run: Ensemble, scenario: Scenario, coupling: Coupling) -> Ensemble:
    """The same draws and luck with one coupling off."""
    mechanisms = scenario.mechanisms
    switched = mechanisms.model_copy(update={"couplings": {**mechanisms.couplings, coupling.name: "off"}})
    manifest = run.manifest
    settings = Settings(replicates=1, block_draws=manifest.block_draws, steps_per_day=manifest.steps_per_day)
    changed = complete(scenario.model_copy(update={"mechanisms": switched}))
    return simulate(changed, futures=manifest.draws, seed=manifest.seed, settings=settings)


def _signs(first: Ensemble, second: Ensemble, questions: Mapping[str, Question]) -> dict[str, Signs]:
    """How each claim's verdict differs in each future, (draw,): 1 true in the second alone, -1 in the first alone.

    Not a number in futures that do not meet the claim's condition in both. A claim with a condition that too few
    futures meet is left out.
    """
    if not questions:
        return {}
    one, other = judge(first, questions), judge(second, questions)
    known = {row.id for row in one.rows} & {row.id for row in other.rows}
    signs = {}
    for key in questions:
        if key in known:
            before, after = one.settled[one.number(key), :, 0], other.settled[other.number(key), :, 0]
            both = (before != OUTSIDE) & (after != OUTSIDE)
            signs[key] = np.where(both, (after == 1).astype(np.float64) - (before == 1), np.nan)
    return signs


def _carried(claim: str, coupling: Coupling, whole: Signs, rest: Signs, alpha: float) -> Carried:
    kept = ~(np.isnan(whole) | np.isnan(rest))
    gone = whole[kept] - rest[kept]
    carried, low, high = (float(value) for value in paired_interval(gone, alpha))
    without = float(rest[kept].mean()) if kept.any() else 0.0
    return Carried(claim, coupling, without, carried, low, high, int((gone != 0).sum()), int(kept.sum()))
