"""Records: the world, the draw and the state as single NumPy records with nested array fields.

One record is one block of memory: a snapshot or a branch is one copy, and the engine reads fields at fixed offsets.
Dimensions are padded to buckets (places to a power of two, actors to a multiple of four, and so on), with the true
sizes beside them, so that another scenario of similar size needs no new compilation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["EVENT_ROW", "Field", "LUCK", "NO_SWITCH", "Sizes", "bucket", "dtype_of", "new_record"]

LUCK = np.dtype([("key0", "i8"), ("key1", "i8"), ("later0", "i8"), ("later1", "i8"), ("switch_step", "i8")])
"""The key of one future's luck, and a second one in its place from `switch_step` on (`NO_SWITCH`: never)."""

NO_SWITCH = -1
"""A step that never comes."""

EVENT_ROW = np.dtype(
    [
        ("future", "i4"),
        ("day", "f8"),
        ("sequence", "i4"),
        ("kind", "i1"),
        ("entity", "i2"),
        ("before", "i2"),
        ("after", "i2"),
        ("cause", "i2"),
    ]
)
"""One row of the event log; columns as in `sandtable.ensemble.results.Block`."""

FLOORS = {
    "place": 64,
    "actor": 12,
    "route": 128,
    "formation": 16,
    "event": 16,
    "effect": 32,
    "order": 8,
    "mechanism": 32,
    "coupling": 64,
    "flow": 16,
    "corridor": 8,
    "corridor-joint": 8,
    "corridor-place": 32,
    "presence": 16,
    "month": 32,
    "client": 8,
    "patron": 8,
    "engagement": 16,
    "channel": 4,
    "reason": 4,
    "dispute": 4,
    "mediation": 4,
    "election": 8,
    "party": 32,
    "candidate": 16,
    "leaning": 8,
    "issue": 8,
    "stake": 64,
    "rule": 16,
    "voter": 32,
    "option": 32,
    "seat": 256,
}
"""The smallest bucket of each dimension: one compilation serves all small scenarios."""


def bucket(dimension: str, size: int) -> int:
    """The padded size of a dimension: actors to a multiple of four, all others to a power of two."""
    if dimension == "actor":
        return max(FLOORS[dimension], -(-size // 4) * 4)
    return max(FLOORS[dimension], 1 << max(0, size - 1).bit_length())


Sizes = Mapping[str, int]
"""Padded size by dimension; `half-route` is twice `route`, `place+1` one more than `place`, and so on."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: name, dimensions, NumPy kind, value at the start, and what it means."""

    name: str
    dims: tuple[str, ...] = ()
    kind: str = "f8"
    initial: float = 0.0
    meaning: str = ""

    def __post_init__(self) -> None:
        # A field named like a method of NumPy's record would hide behind it without an error.
        if hasattr(np.recarray, self.name):
            raise ValueError(f"{self.name!r} is a name that NumPy records keep for themselves")


def dtype_of(fields: Iterable[Field], sizes: Sizes) -> np.dtype[Any]:
    """The record type of these fields at these sizes."""
    return np.dtype([(field.name, field.kind, tuple(sizes[dim] for dim in field.dims)) for field in fields], align=True)


def new_record(fields: Iterable[Field], sizes: Sizes, count: int = 1) -> Any:
    """A record array of `count` records with every field at its initial value."""
    fields = tuple(fields)
    array = np.zeros(count, dtype_of(fields, sizes)).view(np.recarray)
    for field in fields:
        array[field.name] = field.initial
    return array
