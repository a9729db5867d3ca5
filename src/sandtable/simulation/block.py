"""One block of futures: from its number to its bytes, the same whoever runs it and however often."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.results import EVENT_COLUMNS, Block
from sandtable.simulation.prepare import Prepared
from sandtable.world.draws import draw_levels, draw_records, lucks
from sandtable.world.records import EVENT_ROW, new_record

__all__ = ["run_block"]

ROWS_PER_FUTURE = 96
"""First guess of the events of a future; a block that needs more is run again with a longer log."""


def _run(prepared: Prepared, engine: ModuleType, draws: Any, keys: Any, replicates: int) -> tuple[Any, Any]:
    """The event log of all futures of the block, record array (event,), and their measures, record array (future,)."""
    world = prepared.world
    states = new_record(prepared.state_fields, world.sizes)
    first = new_record(prepared.state_fields, world.sizes)
    series = new_record(prepared.series_fields, world.sizes, len(keys))
    rows = ROWS_PER_FUTURE * len(keys)
    while True:
        log = np.zeros(rows, EVENT_ROW).view(np.recarray)
        wanted = int(engine.run_block(states, first, world.record, draws, keys, replicates, log, series))
        if wanted <= rows:
            return log[:wanted], series
        rows = wanted


def _series(prepared: Prepared, kept: Any) -> dict[str, npt.NDArray[np.float64]]:
    """The measures by name, (future, month) each, in the precision in which they are stored."""
    months = int(prepared.world.record[0].months)
    found: dict[str, npt.NDArray[np.float64]] = {}
    for name, (field, row) in prepared.measures.items():
        values = kept[field] if row < 0 else kept[field][:, row]
        found[name] = values[:, :months].astype(np.float32).astype(np.float64)
    return found


def run_block(prepared: Prepared, engine: ModuleType, seed: int, number: int, shape: tuple[int, int, int]) -> Block:
    """Simulate block `number`; `shape` is (draws in a block, draws in the run, replicates)."""
    block_draws, total, replicates = shape
    first = number * block_draws
    count = min(block_draws, total - first)
    world = prepared.world
    levels = draw_levels(world.columns.drawn, seed, first, count)
    draws = draw_records(world.columns.drawn, world.draw_fields, world.sizes, levels, world.columns.fixed)
    log, kept = _run(prepared, engine, draws, lucks(seed, first, count, replicates), replicates)
    columns: dict[str, Any] = {name: np.ascontiguousarray(log[name]) for name in EVENT_COLUMNS}
    series = _series(prepared, kept)
    return Block(
        number=number, first_draw=first, draws=count, replicates=replicates, uniforms=levels, series=series, **columns
    )
