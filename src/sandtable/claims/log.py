"""A block's event log as the claims read it: who took which place and when, in exact order.

A *moment* is the row of an event in the log ordered by (future, day, sequence). Two events of one future compare
by their rows alone, so ties of the day are broken exactly. `OUTSTANDING` stands for an event that had not happened
when the horizon was reached, `NEVER` for one that cannot happen any more; both compare as later than every row.
`START`, earlier than every row, is the moment of what held from the first moment on.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sandtable.claims.ground import NO_GROUND, Ground
from sandtable.ensemble.kinds import CONTROL, HAPPENED
from sandtable.ensemble.results import Block, Manifest
from sandtable.errors import InvalidInput, Problem
from sandtable.units import day_of_date

__all__ = ["NEVER", "OUTSTANDING", "START", "Changes", "Log", "Moments"]

Moments = npt.NDArray[np.int64]
"""The row of an event in each future, or OUTSTANDING or NEVER; shape (future,)."""

OUTSTANDING = np.int64(2**62)
NEVER = np.int64(2**62 + 1)
START = np.int64(-1)

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows of one place, one dated event, one corridor or one dispute, in order; shapes (row,)."""

    row: Rows
    future: npt.NDArray[np.int32]
    day: npt.NDArray[np.float64]
    after: npt.NDArray[np.int16]
    cause: npt.NDArray[np.int16]


class Log:
    """The events of a block up to the horizon, split by place and by dated event.

    `horizon` is the moment (days since as_of) when the last seen day ends; events at or after it are not looked at.
    `ground` is what the scenario says of roads and of the first day; `series` the measures, (future, month) each.
    """

    def __init__(self, block: Block, manifest: Manifest, ground: Ground = NO_GROUND) -> None:
        self.manifest = manifest
        self.ground = ground
        self.futures = block.futures
        self.series = block.series
        self.horizon = manifest.days
        _check(block)
        rows = _in_order(block)
        rows = rows[block.day[rows] < self.horizon]
        self._future, self.day = block.future[rows], block.day[rows]
        self._kind, self._entity = block.kind[rows], block.entity[rows]
        self._after, self._cause = block.after[rows], block.cause[rows]
        self._first: dict[str, tuple[Moments, npt.NDArray[np.int16], npt.NDArray[np.int16]]] = {}
        self._splits: dict[int, tuple[Rows, npt.NDArray[np.int16]]] = {}

    @cached_property
    def place_number(self) -> dict[str, int]:
        """Number of each place in the log."""
        return {name: number for number, name in enumerate(self.manifest.places)}

    @cached_property
    def actor_number(self) -> dict[str, int]:
        """Number of each actor in the log."""
        return {name: number for number, name in enumerate(self.manifest.actors)}

    @cached_property
    def corridor_number(self) -> dict[str, int]:
        """Number of each corridor in the log."""
        return {name: number for number, name in enumerate(self.manifest.corridors)}

    @cached_property
    def dispute_number(self) -> dict[str, int]:
        """Number of each dispute in the log."""
        return {name: number for number, name in enumerate(self.manifest.disputes)}

    @cached_property
    def mediation_number(self) -> dict[str, int]:
        """Number of each mediation in the log."""
        return {name: number for number, name in enumerate(self.manifest.mediation)}

    @cached_property
    def election_number(self) -> dict[str, int]:
        """Number of each election in the log."""
        return {name: number for number, name in enumerate(self.manifest.elections)}

    @cached_property
    def party_number(self) -> dict[str, int]:
        """Number of each party in the log, by `election.id`."""
        return {name: number for number, name in enumerate(self.manifest.parties)}

    @cached_property
    def candidate_number(self) -> dict[str, int]:
        """Number of each candidate in the log, by `election.id`."""
        return {name: number for number, name in enumerate(self.manifest.candidates)}

    @cached_property
    def issue_number(self) -> dict[str, int]:
        """Number of each issue in the log."""
        return {name: number for number, name in enumerate(self.manifest.issues)}

    @cached_property
    def event_number(self) -> dict[str, int]:
        """Number of each dated event in the log."""
        return {name: number for number, name in enumerate(self.manifest.events)}

    def start_of(self, date: datetime.date) -> int:
        """The moment (days since as_of) at which a date begins."""
        return day_of_date(date, self.manifest.as_of)

    def end_of(self, date: datetime.date) -> int:
        """The moment (days since as_of) at which a date ends."""
        return self.start_of(date) + 1

    def day_of(self, moments: Moments) -> npt.NDArray[np.float64]:
        """The day of each moment, (future,); infinite where the event did not happen, 0 for START."""
        days = np.where(moments == START, 0.0, np.inf)
        seen = (moments >= 0) & (moments < OUTSTANDING)
        days[seen] = self.day[moments[seen]]
        return days

    def first_holder(self, place: str) -> int:
        """The actor number that holds a place on day 0; -1 nobody."""
        return self.manifest.first_holders[self.place_number[place]]

    def changes(self, place: str) -> Changes:
        """Every change of control of a place."""
        return self.of(CONTROL, self.place_number[place])

    def happenings(self, event: str) -> Changes:
        """Every time that a dated event happens."""
        return self.of(HAPPENED, self.event_number[event])

    def of(self, kind: int, number: int) -> Changes:
        """Every row of one kind about one entity, by its number in the log."""
        if kind not in self._splits:
            self._splits[kind] = self._split(kind)
        rows, entity = self._splits[kind]
        first, last = np.searchsorted(entity, [number, number + 1])
        return self.rows(rows[first:last])

    def rows(self, row: Rows) -> Changes:
        """Some rows with their columns."""
        return Changes(row, self._future[row], self.day[row], self._after[row], self._cause[row])

    def first_loss(self, place: str) -> tuple[Moments, npt.NDArray[np.int16], npt.NDArray[np.int16]]:
        """When a place first leaves its first holder, to whom and by what cause; (future,) each.

        Where that has not happened the moment is OUTSTANDING and the other two mean nothing.
        """
        if place not in self._first:
            changes = self.changes(place)
            lost = np.flatnonzero(changes.after != self.first_holder(place))
            moments = self.first_rows(changes.row[lost], changes.future[lost])
            seen = moments < OUTSTANDING
            to, cause = np.zeros(self.futures, np.int16), np.zeros(self.futures, np.int16)
            to[seen], cause[seen] = self._after[moments[seen]], self._cause[moments[seen]]
            self._first[place] = moments, to, cause
        return self._first[place]

    def first_rows(self, row: Rows, future: npt.NDArray[np.int32]) -> Moments:
        """The first of some rows (given in order) in each future, (future,); OUTSTANDING where there is none."""
        moments = np.full(self.futures, OUTSTANDING)
        moments[future[::-1]] = row[::-1]
        return moments

    def _split(self, kind: int) -> tuple[Rows, npt.NDArray[np.int16]]:
        rows = np.flatnonzero(self._kind == kind)
        rows = rows[np.argsort(self._entity[rows], kind="stable")]
        return rows, self._entity[rows]


def _check(block: Block) -> None:
    """Refuse a log that a damaged or forged file could hold and that indexing would stumble over."""
    columns = (block.future, block.day, block.sequence, block.kind, block.entity, block.after, block.cause)
    sound = len({column.shape for column in columns}) == 1 and block.future.ndim == 1
    if sound and block.future.size:
        sound = bool(block.future.min() >= 0 and block.future.max() < block.futures and np.isfinite(block.day).all())
    months = {values.shape for values in block.series.values()}
    if any(len(shape) != 2 or shape[0] != block.futures for shape in months):
        sound = False
    if not sound:
        raise InvalidInput([Problem(f"block {block.number} is not a sound event log: run it again")])


def _in_order(block: Block) -> Rows:
    """Rows of the block by (future, day, sequence); the engine writes them so, and then nothing is sorted."""
    future, day, sequence = np.diff(block.future), np.diff(block.day), np.diff(block.sequence)
    if np.all((future > 0) | ((future == 0) & ((day > 0) | ((day == 0) & (sequence > 0))))):
        return np.arange(block.future.size)
    return np.lexsort((block.sequence, block.day, block.future))
