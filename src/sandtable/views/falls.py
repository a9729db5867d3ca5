"""When places fall (leave their first holder): dates counted future by future, those that never fall kept in.

A percentile is taken over *all* futures. Where fewer futures than that see the place fall before the horizon, the
percentile lies beyond it, and we say so instead of leaving those futures out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.kinds import ASSAULT_CAUSES
from sandtable.ensemble.results import Block, Manifest
from sandtable.views.control import control_changes

__all__ = ["Falls", "count_falls", "day_of_share", "no_falls"]


@dataclass(frozen=True, slots=True)
class Falls:
    """Futures (first replicates) in which each place falls.

    Shapes: `on` `(place, day)`, by the calendar day of the fall; `by_assault` `(place,)`, those taken by assault.
    """

    on: npt.NDArray[np.int64]
    by_assault: npt.NDArray[np.int64]

    def __add__(self, other: Falls) -> Falls:
        return Falls(self.on + other.on, self.by_assault + other.by_assault)


def no_falls(manifest: Manifest) -> Falls:
    """The count before any block is read."""
    places = len(manifest.places)
    return Falls(np.zeros((places, manifest.days), dtype=np.int64), np.zeros(places, dtype=np.int64))


def count_falls(block: Block, manifest: Manifest) -> Falls:
    """Falls in one block: the first time that a place leaves the actor that held it at the outset."""
    rows = control_changes(block, manifest)
    first = np.asarray(manifest.first_holders, dtype=np.int64)
    entity, after = block.entity[rows].astype(np.int64), block.after[rows]
    leaves = (after != first[entity]) & (first[entity] >= 0)
    entity, day, cause = entity[leaves], block.day[rows][leaves], block.cause[rows][leaves]
    draw = block.future[rows][leaves].astype(np.int64) // manifest.replicates
    places, days = len(manifest.places), manifest.days
    _, earliest = np.unique(draw * places + entity, return_index=True)
    place, when = entity[earliest], np.clip(np.floor(day[earliest]).astype(np.int64), 0, days - 1)
    on = np.bincount(place * days + when, minlength=places * days).reshape(places, days)
    assault = np.bincount(place[np.isin(cause[earliest], list(ASSAULT_CAUSES))], minlength=places)
    return Falls(on.astype(np.int64), assault.astype(np.int64))


def day_of_share(on: npt.NDArray[np.int64], futures: int, share: float) -> int | None:
    """The first day by whose end at least `share` of all futures have seen the fall; None when beyond the horizon.

    `on` has shape `(day,)`. This is the inverse of the cumulative distribution, so no date is interpolated.
    """
    reached = np.flatnonzero(np.cumsum(on) >= share * futures - 1e-9)
    return int(reached[0]) if reached.size and futures else None
