"""Who holds each place on a few dates, counted future by future from the logs, one block at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.kinds import CONTROL
from sandtable.ensemble.results import Block, Manifest
from sandtable.errors import InvalidInput, Problem

__all__ = ["control_changes", "count_holders", "map_days"]


def map_days(manifest: Manifest, dates: int = 5) -> tuple[int, ...]:
    """Day numbers of the dates that are mapped: evenly spread from `as_of` (day 0) to `until`, each once."""
    last = manifest.days - 1
    return tuple(sorted({round(last * step / (dates - 1)) for step in range(dates)}))


def control_changes(block: Block, manifest: Manifest) -> npt.NDArray[np.bool_]:
    """Which rows of a block's log are changes of control in first replicates, shape `(event,)`.

    InvalidInput when a row names a place or an actor that the run does not have (a damaged or foreign file).
    """
    rows: npt.NDArray[np.bool_] = (block.kind == CONTROL) & (block.future % manifest.replicates == 0)
    entity, after, future = block.entity[rows], block.after[rows], block.future[rows]
    wrong = (entity < 0) | (entity >= len(manifest.places)) | (after < -1) | (after >= len(manifest.actors))
    wrong |= (future < 0) | (future >= block.futures)
    if wrong.any():
        message = f"block {block.number} names a place, an actor or a future that this run does not have"
        raise InvalidInput([Problem(message, hint="Its file is damaged or belongs to another run.")])
    return rows


def count_holders(block: Block, manifest: Manifest, days: Sequence[int]) -> npt.NDArray[np.int64]:
    """Futures (first replicates) in which each actor holds each place, shape `(day, place, actor + 1)`.

    Column 0 counts *nobody*, column a + 1 actor number a. Day 0 is the outset, before anything happens; any other
    day is counted at its end.
    """
    rows = control_changes(block, manifest)
    day, entity, after = block.day[rows], block.entity[rows], block.after[rows]
    draw = block.future[rows] // manifest.replicates
    places, columns = len(manifest.places), len(manifest.actors) + 1
    holder = np.tile(np.asarray(manifest.first_holders, dtype=np.int64), (block.draws, 1))
    counts = np.zeros((len(days), places, columns), dtype=np.int64)
    since = -np.inf
    for index, number in enumerate(days):
        moment = np.inf if number == manifest.days - 1 else float(number + 1)
        if number > 0:
            now = (day >= since) & (day < moment)
            # the log is in order of sequence, and of repeated indices NumPy keeps the last value: the latest holder
            holder[draw[now], entity[now]] = after[now]
            since = moment
        flat = np.arange(places) * columns + holder + 1
        counts[index] = np.bincount(flat.ravel(), minlength=places * columns).reshape(places, columns)
    return counts
