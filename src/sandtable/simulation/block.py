"""One block of futures: from its number to its bytes, the same whoever runs it and however often."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from sandtable.ensemble.results import EVENT_COLUMNS, Block
from sandtable.simulation.prepare import Prepared
from sandtable.world.draws import draw_levels, draw_records, fresh_lucks, levels_of_draws, lucks
from sandtable.world.records import EVENT_ROW, new_record

__all__ = ["run_block", "run_branch", "run_fresh"]

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
        luck = keys.copy()  # the engine turns to the second key in place
        wanted = int(engine.run_block(states, first, world.record, draws, luck, replicates, log, series))
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


def _levels(prepared: Prepared, seed: int, first: int, count: int) -> npt.NDArray[np.float64]:
    """Levels (draw, assumption) of some draws, with what is pinned in its place."""
    levels = draw_levels(prepared.world.columns.drawn, seed, first, count)
    for column, level in prepared.pinned:
        levels[:, column] = level
    return levels


def run_branch(prepared: Prepared, engine: ModuleType, seed: int, future: tuple[int, int], luck: Any) -> Block:
    """One future, (draw, replicate), once for each of some lucks (`switching_lucks`), as a block of as many draws."""
    world, count = prepared.world, len(luck)
    levels = np.repeat(_levels(prepared, seed, future[0], 1), count, axis=0)
    draws = draw_records(world.columns.drawn, world.draw_fields, world.sizes, levels, world.columns.fixed)
    return _block(prepared, (0, future[0]), levels, _run(prepared, engine, draws, luck, 1), 1)


def run_fresh(prepared: Prepared, engine: ModuleType, seed: int, numbers: npt.NDArray[np.int64], fresh: int) -> Block:
    """Some draws, by number, once each with a luck that no replicate has (`fresh` numbers such lucks), as one block."""
    world = prepared.world
    levels = levels_of_draws(world.columns.drawn, seed, numbers)
    draws = draw_records(world.columns.drawn, world.draw_fields, world.sizes, levels, world.columns.fixed)
    return _block(prepared, (0, 0), levels, _run(prepared, engine, draws, fresh_lucks(seed, numbers, fresh), 1), 1)


def run_block(prepared: Prepared, engine: ModuleType, seed: int, number: int, shape: tuple[int, int, int]) -> Block:
    """Simulate block `number`; `shape` is (draws in a block, draws in the run, replicates)."""
    block_draws, total, replicates = shape
    first = number * block_draws
    count = min(block_draws, total - first)
    world = prepared.world
    levels = _levels(prepared, seed, first, count)
    draws = draw_records(world.columns.drawn, world.draw_fields, world.sizes, levels, world.columns.fixed)
    results = _run(prepared, engine, draws, lucks(seed, first, count, replicates), replicates)
    return _block(prepared, (number, first), levels, results, replicates)


def _block(prepared: Prepared, place: tuple[int, int], levels: Any, results: tuple[Any, Any], replicates: int) -> Block:
    """What the engine gave as a block; `place` is its number and first draw."""
    log, kept = results
    columns: dict[str, Any] = {name: np.ascontiguousarray(log[name]) for name in EVENT_COLUMNS}
    series, (number, first) = _series(prepared, kept), place
    return Block(
        number=number,
        first_draw=first,
        draws=len(levels),
        replicates=replicates,
        uniforms=levels,
        series=series,
        **columns,
    )
