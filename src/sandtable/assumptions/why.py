"""Why a claim comes out as it does: what it hangs on, grouped, with curves and a rule, and what nobody can know.

One assumption at a time finds whatever moves a claim by itself. What moves it only together with another (the claim is
true when both are high or both are low) is not seen that way: twins show how much there is of it, as the share that
assumptions carry in all less what the single ones carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.curves import Curve, curve, quantiles
from sandtable.assumptions.hangs_on import Driver, hangs_on
from sandtable.assumptions.rule import Rule, find_rule
from sandtable.claims.verdicts import OUTSIDE, Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble

__all__ = ["Group", "Weighed", "Why", "why"]

Floats = npt.NDArray[np.float64]

SHOWN = 12
"""Assumptions that get a curve at most."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An assumption that a claim was found to hang on, its curve, and the value of each cut that a rule may make."""

    driver: Driver
    curve: Curve
    tenths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What learning one entry of the scenario, or the parameters of one mechanism, would gain in Brier points.

    The sum over its assumptions that stand, one at a time: assumptions are drawn independently, so no gain counts
    twice; what they do only together is missing. `entry` is the path of the entry, or the mechanism's name.
    """

    entry: str
    stated: bool
    gain: float
    share: float
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """One claim explained. `open` is its expected Brier score as it stands, p(1 - p): all that could be gained.

    Shares of it: `luck` no assumption carries (None without twins, and under a condition); `alone` single assumptions
    carry, each by itself; `together` the rest, carried by several at once or by many too weak to tell apart (None as
    `luck` is). `tested` counts the assumptions that vary.
    """

    verdict: Verdict
    open: float
    weighed: tuple[Weighed, ...]
    groups: tuple[Group, ...]
    rule: Rule | None
    luck: float | None
    alone: float
    together: float | None
    tested: int


def why(ensemble: Ensemble, verdicts: Verdicts, claim: str) -> Why:
    """What one judged claim hangs on, from the run at hand. InvalidInput for a claim that was not judged."""
    (found,) = hangs_on(ensemble, verdicts, (claim,), {})
    row = verdicts.row(claim)
    real = [driver for driver in found.drivers if driver.real and driver.gain > 0]
    shown = real[:SHOWN]
    settled = verdicts.settled[verdicts.number(claim)]
    kept = settled[:, 0] != OUTSIDE
    levels = _levels(ensemble, [driver.assumption.name for driver in shown])[kept]
    truth = np.asarray(settled[kept, 0] == 1)
    drawn = quantiles(ensemble) if shown else {}
    weighed = []
    for column, driver in enumerate(shown):
        quantile = drawn.get(driver.assumption.name)
        tenths = tuple(quantile(tenth / 10) if quantile else float("nan") for tenth in range(1, 10))
        line = curve(driver.assumption, quantile, levels[:, column], truth.astype(np.float64))
        weighed.append(Weighed(driver, line, tenths))
    rule = find_rule([driver.assumption for driver in shown[:2]], levels[:, :2], truth) if shown else None
    alone = min(1.0, sum(driver.share for driver in real))
    luck = None if row.given else found.luck
    together = None if luck is None else max(0.0, 1 - luck - alone)
    whole = row.probability * (1 - row.probability)
    return Why(row, whole, tuple(weighed), _groups(real), rule, luck, alone, together, len(found.drivers))


def _levels(ensemble: Ensemble, names: Sequence[str]) -> Floats:
    """The levels of some assumptions, (draw, assumption), kept apart from all the others that blocks hold."""
    all_names = [item.name for item in ensemble.manifest.assumptions]
    columns = [all_names.index(name) for name in names]
    parts = [block.uniforms[:, columns] for block in ensemble.blocks()]
    return np.concatenate(parts) if parts else np.empty((0, len(columns)))


def _groups(real: Sequence[Driver]) -> tuple[Group, ...]:
    """The assumptions that stand by the entry that they serve, or by the mechanism that they belong to."""
    members: dict[tuple[str, bool], list[Driver]] = {}
    for driver in real:
        serves = driver.assumption.serves
        members.setdefault((serves or driver.assumption.name.split(".")[0], bool(serves)), []).append(driver)
    groups = [
        Group(
            entry,
            stated,
            sum(driver.gain for driver in drivers),
            sum(driver.share for driver in drivers),
            tuple(driver.assumption.name for driver in drivers),
        )
        for (entry, stated), drivers in members.items()
    ]
    return tuple(sorted(groups, key=lambda group: -group.gain))
