"""A typical future of those in which a claim came out one way: the one nearest to the middle of their fall days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.claims.log import Log
from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import EVENT_COLUMNS, Block

__all__ = ["Typical", "fall_days", "typical"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Typical:
    """A future by its draw, of `like_it` whose claim came out the same way; `events` is its log alone, as a block."""

    draw: int
    like_it: int
    futures: int
    events: Block


def fall_days(ensemble: Ensemble) -> Floats:
    """Day on which each place first leaves its first holder, (draw, place), of first replicates.

    The day on which the run ends where that never happens.
    """
    run = ensemble.manifest
    parts = [np.empty((0, len(run.places)))]
    for block in ensemble.blocks():
        log = Log(block, run)
        days = [log.day_of(log.first_loss(place)[0]) for place in run.places]
        parts.append(np.minimum(np.stack(days, axis=1), run.days)[:: run.replicates])
    return np.concatenate(parts)


def typical(
    ensemble: Ensemble, verdicts: Verdicts, claim: str, outcome: bool, days: Floats | None = None
) -> Typical | None:
    """The first replicate with this outcome that is nearest to their middle; None when there is none.

    `days` are the run's `fall_days`, where they are known already.

    The middle is the median fall day of each place over the futures with the outcome; distances are in standard
    deviations of these futures, Euclidean over the places whose day varies among them. The lowest draw wins a tie.
    """
    settled = verdicts.settled[verdicts.number(claim), :, 0]
    rows = np.flatnonzero(settled == int(outcome))
    if rows.size == 0:
        return None
    days = (fall_days(ensemble) if days is None else days)[rows]
    spread = days.std(axis=0)
    varies = spread > 0
    off = (days[:, varies] - np.median(days[:, varies], axis=0)) / spread[varies]
    row = int(rows[np.argmin((off**2).sum(axis=1))])
    draw, events = _alone(ensemble, row)
    return Typical(draw, int(rows.size), int((settled >= -1).sum()), events)


def _alone(ensemble: Ensemble, row: int) -> tuple[int, Block]:
    """The log of one first replicate, and its draw; `row` counts the draws of the finished blocks."""
    first = 0
    for block in ensemble.blocks():
        if row < first + block.draws:
            local = row - first
            return block.first_draw + local, one_future(block, local * block.replicates, local)
        first += block.draws
    raise IndexError(row)


def one_future(block: Block, future: int, draw: int) -> Block:
    """One future of a block as a block of its own."""
    rows = np.flatnonzero(block.future == future)
    columns = {name: getattr(block, name)[rows] for name in EVENT_COLUMNS}
    columns["future"] = np.zeros_like(columns["future"])
    series = {name: values[future : future + 1] for name, values in block.series.items()}
    levels = block.uniforms[draw : draw + 1]
    return Block(number=0, first_draw=0, draws=1, replicates=1, uniforms=levels, series=series, **columns)
