"""A rehearsal: a few futures of a scenario in memory, at once, and more of the same later; nothing is stored.

The futures are those that a run of any size begins with, to the last bit: same seed, same draws, same luck.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path

from sandtable.ensemble.held import HeldEnsemble
from sandtable.ensemble.results import Block
from sandtable.errors import SandtableError
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.resolve import as_json, complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.block import run_block
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import prepare
from sandtable.simulation.run import Settings, manifest_of

__all__ = ["Rehearsal", "Stopped"]

_NOWHERE = Path(os.devnull)
BLOCK_DRAWS = 50
"""Draws in a block: a few hundredths of a second of work, after which a newer wish can be heard."""


class Stopped(SandtableError):
    """Nobody waits for the answer any more."""


class Rehearsal:
    """Some futures of a scenario, each draw with one run of luck (or two), from the first on; safe to use by threads.

    InvalidInput when the scenario cannot be prepared.
    """

    def __init__(self, scenario: Scenario, seed: int, *, replicates: int = 1, steps_per_day: int = 1) -> None:
        self.scenario = complete(scenario)
        settings = Settings(replicates=replicates, block_draws=BLOCK_DRAWS, steps_per_day=steps_per_day)
        self._prepared = prepare(self.scenario, MECHANISMS, steps_per_day)
        self._manifest = manifest_of(self.scenario, self._prepared, BLOCK_DRAWS, seed, settings)
        self._blocks: dict[int, Block] = {}
        self._lock = threading.Lock()

    @property
    def draws(self) -> int:
        """Draws that are there."""
        return len(self._blocks) * BLOCK_DRAWS

    def ensemble(self, draws: int, stop: Callable[[], bool] = lambda: False, within: float = math.inf) -> HeldEnsemble:
        """The first draws, at least as many as asked for, unless `within` so many seconds only fewer can be had.

        At least one block is run. Stopped when `stop` says so between two blocks.
        """
        wanted = -(-draws // BLOCK_DRAWS)
        end = time.monotonic() + within
        with self._lock:
            self._extend(wanted, lambda: stop() or (bool(self._blocks) and time.monotonic() > end))
            have = next(number for number in count() if number not in self._blocks)
            if have < wanted and (stop() or not have):
                raise Stopped("a newer request came, so this one was given up.")
            blocks = tuple(self._blocks[number] for number in range(min(wanted, have)))
        manifest = replace(self._manifest, draws=len(blocks) * BLOCK_DRAWS)
        return HeldEnsemble(manifest, as_json(self.scenario), _NOWHERE, tuple(range(len(blocks))), blocks)

    def _extend(self, wanted: int, stop: Callable[[], bool]) -> None:
        module = engine(self._prepared.catalogue, compiled=True)
        run = self._manifest
        shape = (BLOCK_DRAWS, wanted * BLOCK_DRAWS, run.replicates)

        def one(number: int) -> None:
            if not stop():
                self._blocks[number] = run_block(self._prepared, module, run.seed, number, shape)

        todo = [number for number in range(wanted) if number not in self._blocks]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(one, todo))
