"""The results of a run: blocks of futures (event log and draws) under one manifest.

A *draw* is one set of assumptions; a *future* is one draw with one run of luck. Each draw is run once or twice
(replicates 0 and 1), so the futures of a block are numbered `draw * replicates + replicate`, local to the block.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Assumption", "Block", "Manifest"]


@dataclass(frozen=True, slots=True)
class Block:
    """Some futures: the event log, sorted by (future, sequence), and the draws behind them.

    Shapes: event columns `(event,)`; `uniforms` `(draw, assumption)`, the probability level of each assumption's
    draw in its own prior (so quantile bins need no sorting, and values come back through the prior).
    `series`: by measure `(future, month)`, one value for each calendar month from that of `as_of` on; may be empty.
    Meaning of entity, before, after and cause by kind: `sandtable.ensemble.kinds`.
    """

    number: int
    first_draw: int
    draws: int
    replicates: int
    future: npt.NDArray[np.int32]
    day: npt.NDArray[np.float64]
    sequence: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int8]
    entity: npt.NDArray[np.int16]
    before: npt.NDArray[np.int16]
    after: npt.NDArray[np.int16]
    cause: npt.NDArray[np.int16]
    uniforms: npt.NDArray[np.float64]
    series: Mapping[str, npt.NDArray[np.float64]] = field(default_factory=dict)

    @property
    def futures(self) -> int:
        """Number of futures in the block."""
        return self.draws * self.replicates


EVENT_COLUMNS = ("future", "day", "sequence", "kind", "entity", "before", "after", "cause")


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number that is drawn anew in each draw: a parameter of a mechanism or an uncertain fact.

    `low`, `usual`, `high` are the 10th, 50th and 90th percentile of its prior in `unit`.
    `serves` is the scenario entry it belongs to (`forces.qaim-garrison`), empty for a mechanism's parameter.
    """

    name: str
    unit: str
    low: float
    usual: float
    high: float
    meaning: str
    basis: str
    serves: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run was: enough to read its blocks, to repeat it and to resume it."""

    format: int
    sandtable: str
    scenario_hash: str
    title: str
    variant: str
    seed: int
    draws: int
    replicates: int
    block_draws: int
    as_of: datetime.date
    until: datetime.date
    places: tuple[str, ...]
    actors: tuple[str, ...]
    formations: tuple[str, ...]
    events: tuple[str, ...]
    first_holders: tuple[int, ...]
    """Actor number that holds each place on day 0; -1 nobody."""
    assumptions: tuple[Assumption, ...]
    prior_set: str
    steps_per_day: int = 1
    corridors: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    presence: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    mediation: tuple[str, ...] = ()
    elections: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    """Parties and candidates as `election.id`, in the order of their numbers in the log."""
    issues: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """Days simulated: day 0 is `as_of`, and the moment `days` is the end of the last day (`until`)."""
        return (self.until - self.as_of).days + 1

    @property
    def blocks(self) -> int:
        """Number of blocks that make the run complete."""
        return -(-self.draws // self.block_draws)

    def as_json(self) -> dict[str, Any]:
        """The manifest as plain JSON values (dates as ISO text)."""
        raw = dataclasses.asdict(self)
        return raw | {"as_of": self.as_of.isoformat(), "until": self.until.isoformat()}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Manifest:
        """The manifest back from `as_json`; ValueError or TypeError when it is not one."""
        known = {one.name for one in dataclasses.fields(cls)}
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in raw.items() if key in known
        }
        values["assumptions"] = tuple(Assumption(**item) for item in raw["assumptions"])
        values["as_of"] = datetime.date.fromisoformat(raw["as_of"])
        values["until"] = datetime.date.fromisoformat(raw["until"])
        return cls(**values)
