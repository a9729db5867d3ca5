"""What is on and off over time (corridors, bases and camps, supply), counted future by future from the logs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.results import Block, Manifest

__all__ = ["Switch", "count_on"]


@dataclass(frozen=True, slots=True)
class Switch:
    """Something of which each of `number` things is on or off: the kinds of event that turn it on and off.

    `parts`: for each thing the actors to whom it must be on, all of them, for it to count (the event's column
    `after` names the actor); None where an event turns the whole thing.
    """

    on: int
    off: int
    number: int
    parts: Sequence[Sequence[int]] | None = None


def count_on(block: Block, manifest: Manifest, days: Sequence[int], switch: Switch) -> npt.NDArray[np.int64]:
    """Futures (first replicates) in which each thing is on, shape `(day, thing)`.

    Everything is off until an event turns it on. Day 0 is the outset (what holds at moment 0), any other day its end.
    """
    chosen = ((block.kind == switch.on) | (block.kind == switch.off)) & (block.future % manifest.replicates == 0)
    day, entity, turned = block.day[chosen], block.entity[chosen], block.kind[chosen] == switch.on
    part = block.after[chosen] if switch.parts is not None else np.zeros(len(entity), dtype=np.int16)
    draw = block.future[chosen] // manifest.replicates
    width = len(manifest.actors) if switch.parts is not None else 1
    state = np.zeros((block.draws, switch.number, width), dtype=bool)
    counts = np.zeros((len(days), switch.number), dtype=np.int64)
    since = -np.inf
    for index, number in enumerate(days):
        moment = np.nextafter(0.0, 1.0) if number == 0 else float(number + 1)
        moment = np.inf if number == manifest.days - 1 else moment
        now = (day >= since) & (day < moment)
        # rows are in the order of their futures' sequence, and of repeated indices NumPy keeps the last value
        state[draw[now], entity[now], part[now]] = turned[now]
        since = moment
        counts[index] = _whole(state, switch).sum(axis=0)
    return counts


def _whole(state: npt.NDArray[np.bool_], switch: Switch) -> npt.NDArray[np.bool_]:
    """Which things are on, shape `(draw, thing)`."""
    if switch.parts is None:
        whole: npt.NDArray[np.bool_] = state[:, :, 0]
        return whole
    columns = [state[:, thing, list(parts)].all(axis=1) for thing, parts in enumerate(switch.parts)]
    return np.stack(columns, axis=1) if columns else np.zeros((len(state), 0), dtype=bool)
