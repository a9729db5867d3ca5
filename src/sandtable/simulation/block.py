"""One block of futures: from its number to its bytes, the same whoever runs it and however often."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

from sandtable.ensemble.results import EVENT_COLUMNS, Block
from sandtable.simulation.prepare import Prepared
from sandtable.world.draws import draw_levels, draw_records, lucks
from sandtable.world.records import EVENT_ROW, new_record

__all__ = ["run_block"]

ROWS_PER_FUTURE = 96
"""First guess of the events of a future; a block that needs more is run again with a longer log."""


def _events(prepared: Prepared, engine: ModuleType, draws: Any, keys: Any, replicates: int) -> Any:
    """The event log of all futures of the block: record array (event,)."""
    world = prepared.world
    states = new_record(prepared.state_fields, world.sizes)
    first = new_record(prepared.state_fields, world.sizes)
    rows = ROWS_PER_FUTURE * len(keys)
    while True:
        log = np.zeros(rows, EVENT_ROW).view(np.recarray)
        wanted = int(engine.run_block(states, first, world.record, draws, keys, replicates, log))
        if wanted <= rows:
            return log[:wanted]
        rows = wanted


def run_block(prepared: Prepared, engine: ModuleType, seed: int, number: int, shape: tuple[int, int, int]) -> Block:
    """Simulate block `number`; `shape` is (draws in a block, draws in the run, replicates)."""
    block_draws, total, replicates = shape
    first = number * block_draws
    count = min(block_draws, total - first)
    world = prepared.world
    levels = draw_levels(world.columns.drawn, seed, first, count)
    draws = draw_records(world.columns.drawn, world.draw_fields, world.sizes, levels, world.columns.fixed)
    log = _events(prepared, engine, draws, lucks(seed, first, count, replicates), replicates)
    columns = {name: np.ascontiguousarray(log[name]) for name in EVENT_COLUMNS}
    return Block(number=number, first_draw=first, draws=count, replicates=replicates, uniforms=levels, **columns)
