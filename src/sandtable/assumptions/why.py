"""Why a claim comes out as it does: what it hangs on, grouped, with curves and a rule, and what nobody can know.

One assumption at a time finds whatever moves a claim by itself. What moves it only together with another (the claim is
true when both are high or both are low) is not seen that way: twins show how much there is of it, as the share that
assumptions carry in all less what the single ones carry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.assumptions.curves import Curve, Quantile, curve, quantiles
from sandtable.assumptions.hangs_on import Driver, HangsOn, hangs_on
from sandtable.assumptions.rule import Rule, find_rule
from sandtable.claims.verdicts import OUTSIDE, Verdict, Verdicts
from sandtable.ensemble.ensemble import Ensemble

__all__ = ["EDGES", "Group", "Weighed", "Why", "levels_of", "why", "why_all"]

Floats = npt.NDArray[np.float64]

SHOWN = 12
"""Assumptions that get a curve at most."""
EDGES = (0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99)
"""Where a curve's tenths meet, as levels; a range without end is told by its 1st and 99th percentile."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An assumption that a claim was found to hang on, its curve, and its values where the curve's tenths meet.

    `edges` are the values at `EDGES`; nan where this version draws the assumption otherwise.
    """

    driver: Driver
    curve: Curve
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What learning one entry of the scenario, or the parameters of one mechanism, would gain in Brier points.

    The sum over its assumptions that stand, one at a time: assumptions are drawn independently, so no gain counts
    twice; what they do only together is missing. `entry` is the path of the entry, or the mechanism's name; `basis` the
    words of the source that an entry cites, or the reason for it, and empty for a mechanism.
    """

    entry: str
    stated: bool
    gain: float
    share: float
    members: tuple[str, ...]
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """One claim explained. `open` is its expected Brier score as it stands, p(1 - p): all that could be gained.

    Shares of it: `luck` no assumption carries (None without twins, and for a claim with a condition whose range over
    assumptions is not known); `alone` single assumptions carry, each by itself; `together` the rest, carried by several
    at once or by many too weak to tell apart (None as `luck` is). `tested` counts the assumptions that vary.
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
    return why_all(ensemble, verdicts, (claim,))[claim]


def why_all(ensemble: Ensemble, verdicts: Verdicts, claims: Sequence[str]) -> dict[str, Why]:
    """What each of some judged claims hangs on, by claim, in one pass over the run."""
    found = hangs_on(ensemble, verdicts, tuple(claims), {})
    shown = {one.claim: _real(one)[:SHOWN] for one in found}
    names = list(dict.fromkeys(driver.assumption.name for drivers in shown.values() for driver in drivers))
    levels = levels_of(ensemble, names)
    columns = {name: levels[:, number] for number, name in enumerate(names)}
    drawn = quantiles(ensemble) if names else {}
    return {one.claim: _why(verdicts, one, shown[one.claim], columns, drawn) for one in found}


def _real(found: HangsOn) -> list[Driver]:
    """The assumptions that stand, the largest gain first."""
    return [driver for driver in found.drivers if driver.real and driver.gain > 0]


def _why(
    verdicts: Verdicts,
    found: HangsOn,
    shown: Sequence[Driver],
    columns: Mapping[str, Floats],
    drawn: Mapping[str, Quantile],
) -> Why:
    """One claim; `columns` are the levels (draw,) of assumptions by name, `drawn` how they are drawn."""
    row = verdicts.row(found.claim)
    first = verdicts.settled[verdicts.number(found.claim), :, 0]
    kept = first != OUTSIDE
    truth = np.asarray(first[kept] == 1)
    weighed, picked = [], []
    for driver in shown:
        name = driver.assumption.name
        quantile, levels = drawn.get(name), columns[name][kept]
        edges = tuple(quantile(level) if quantile else float("nan") for level in EDGES)
        weighed.append(Weighed(driver, curve(driver.assumption, quantile, levels, truth.astype(np.float64)), edges))
        picked.append(levels)
    pair = np.stack(picked[:2], axis=1) if picked else np.empty((0, 0))
    rule = find_rule([driver.assumption for driver in shown[:2]], pair, truth) if shown else None
    real = _real(found)
    alone = min(1.0, sum(driver.share for driver in real))
    luck = found.luck
    together = None if luck is None else max(0.0, 1 - luck - alone)
    whole = row.probability * (1 - row.probability)
    return Why(row, whole, tuple(weighed), _groups(real), rule, luck, alone, together, len(found.drivers))


def levels_of(ensemble: Ensemble, names: Sequence[str]) -> Floats:
    """The levels of some assumptions, (draw, assumption), kept apart from all the others that blocks hold."""
    all_names = [item.name for item in ensemble.manifest.assumptions]
    columns = [all_names.index(name) for name in names]
    parts = [block.uniforms[:, columns] for block in ensemble.blocks()] if columns else []
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
            drivers[0].assumption.basis if stated else "",
        )
        for (entry, stated), drivers in members.items()
    ]
    return tuple(sorted(groups, key=lambda group: -group.gain))
