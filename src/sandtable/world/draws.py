"""Draws: the assumptions of a scenario as columns, and their values for any numbers of draws.

Each column has its own named stream, keyed by (seed, draw) and the column's name: adding a place, a formation or a
parameter leaves every other column's draws as they were, and both replicates of a draw share them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.results import Assumption
from sandtable.luck import entity_key, future_key, level, threefry
from sandtable.world.records import LUCK, NO_SWITCH, Field, Sizes, new_record

__all__ = ["Column", "draw_levels", "draw_records", "fresh_lucks", "levels_of_draws", "lucks", "switching_lucks"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Column:
    """One assumption: how to draw it and where its value goes.

    `spots` are the (field, index) pairs of the draw record that it acts on. `how` says in what way: "add" the value,
    "scale" what is there by it, or set it to whether the level is "below" the value (a probability).
    """

    assumption: Assumption
    quantile: Callable[[Floats], Floats]
    spots: tuple[tuple[str, tuple[Any, ...]], ...]
    how: str = "add"


def draw_levels(columns: tuple[Column, ...], seed: int, first: int, count: int) -> Floats:
    """Probability levels (draw, column) of draws `first` to `first + count - 1`."""
    return levels_of_draws(columns, seed, np.arange(first, first + count, dtype=np.int64))


def levels_of_draws(columns: tuple[Column, ...], seed: int, numbers: npt.NDArray[np.int64]) -> Floats:
    """Probability levels (draw, column) of some draws, by number."""
    draws = numbers[:, None]
    keys = np.array([[entity_key("assumption", column.assumption.name) for column in columns]], dtype=np.int64)
    key0, key1 = future_key(seed, draws, 0)
    word, _ = threefry(key0, key1, keys, np.zeros_like(keys))
    levels: Floats = level(word)
    return levels


def draw_records(
    columns: tuple[Column, ...], fields: tuple[Field, ...], sizes: Sizes, levels: Floats, fixed: Mapping[str, float]
) -> Any:
    """One draw record for each row of levels; `fixed` holds fields that do not vary.

    Scaling columns come last in `columns`, so that they scale everything that was added before.
    """
    records = new_record(fields, sizes, len(levels))
    for name, value in fixed.items():
        records[name] = value
    for number, column in enumerate(columns):
        values = column.quantile(levels[:, number])
        for field, index in column.spots:
            target = records[field]
            where = (slice(None), *index)
            shape = (len(levels),) + (1,) * (target[where].ndim - 1)
            if column.how == "below":
                target[where] = levels[:, number] < values
            elif column.how == "scale":
                target[where] *= values.reshape(shape)
            else:
                target[where] += values.reshape(shape)
    return records


def lucks(seed: int, first: int, count: int, replicates: int) -> Any:
    """Keys of the futures' luck, draw by draw, replicate by replicate: record array (draw * replicates,)."""
    draws = np.repeat(np.arange(first, first + count, dtype=np.int64), replicates)
    slots = np.tile(np.arange(1, replicates + 1, dtype=np.int64), count)
    keys = np.zeros(count * replicates, LUCK).view(np.recarray)
    keys["key0"], keys["key1"] = future_key(seed, draws, slots)
    keys["switch_step"] = NO_SWITCH
    return keys


def fresh_lucks(seed: int, draws: npt.NDArray[np.int64], fresh: int) -> Any:
    """Keys of a luck for each of some draws that no replicate has: record array (draw,); `fresh` numbers such lucks."""
    keys = np.zeros(len(draws), LUCK).view(np.recarray)
    keys["key0"], keys["key1"] = future_key(seed, draws, np.full_like(draws, FIRST_SPARE_SLOT + fresh))
    keys["switch_step"] = NO_SWITCH
    return keys


FIRST_SPARE_SLOT = 3
"""Slots of `future_key` from here on belong to no replicate."""


def switching_lucks(seed: int, draw: int, replicate: int, step: int, fresh: range) -> Any:
    """Keys of one future's luck up to a step, each followed by a fresh one: record array (len(fresh),).

    `fresh` numbers the fresh ones, so that others than before can be had for the same future.
    """
    keys = np.zeros(len(fresh), LUCK).view(np.recarray)
    numbers = np.array(fresh, dtype=np.int64)
    keys["key0"], keys["key1"] = future_key(seed, draw, 1 + replicate)
    keys["later0"], keys["later1"] = future_key(seed, np.full_like(numbers, draw), FIRST_SPARE_SLOT + numbers)
    keys["switch_step"] = step
    return keys
