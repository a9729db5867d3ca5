"""A run's own draws and luck once more: its first futures alone, or the same futures with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.resolve import complete
from sandtable.scenario.schema import Scenario
from sandtable.simulation.run import Progress, Settings, simulate

__all__ = ["first_draws", "run_again", "whole_from_the_start"]


def whole_from_the_start(base: Ensemble) -> int:
    """Draws of the base without a gap from the first on: a run that was stopped may lack blocks in between."""
    return min(base.manifest.draws, _blocks(base) * base.manifest.block_draws)


def _blocks(base: Ensemble) -> int:
    return sum(1 for expected, number in zip(count(), base.numbers, strict=False) if expected == number)


def first_draws(base: Ensemble, futures: int) -> Ensemble:
    """The run as if it had ended after its first draws: `futures` of them, filled up to a whole block, or all it has.

    InvalidInput for a run whose first block is missing.
    """
    size = base.manifest.block_draws
    blocks = min(_blocks(base), -(-futures // size))
    if blocks == 0:
        raise InvalidInput([Problem("the run lacks its first futures, so none can be run again", path="run")])
    draws = min(base.manifest.draws, blocks * size)
    return replace(base, manifest=replace(base.manifest, draws=draws), numbers=base.numbers[:blocks])


def run_again(
    base: Ensemble,
    draws: int,
    scenario: Scenario | None = None,
    *,
    replicates: int | None = None,
    pinned: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """The first draws of a run once more on the same luck, under another scenario or with assumptions known.

    `pinned` holds assumptions by name at a level of their prior (`Settings`).
    """
    run = base.manifest
    settings = Settings(
        replicates=replicates or run.replicates,
        block_draws=run.block_draws,
        steps_per_day=run.steps_per_day,
        pinned=pinned,
    )
    changed = Scenario.model_validate(base.scenario) if scenario is None else scenario
    return simulate(complete(changed), futures=draws, seed=run.seed, progress=progress, settings=settings)
