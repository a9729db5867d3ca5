"""A run: all blocks of a scenario's futures, on a pool of threads, stored as they finish."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

from sandtable._version import __version__
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import Manifest
from sandtable.ensemble.store import RUN_FORMAT, block_numbers, end_run, read_manifest, start_run, write_block
from sandtable.errors import InvalidInput, Problem
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.resolve import as_json, complete, hash_of
from sandtable.scenario.schema import Scenario
from sandtable.simulation.block import run_block
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import Prepared, pinned, prepare

__all__ = ["DEFAULT_FUTURES", "Settings", "manifest_of", "simulate", "simulate_until"]

DEFAULT_FUTURES = 10_000
BLOCK_DRAWS = 250
"""Draws in a block: a fraction of a second of work, so progress is smooth and little is lost on a stop."""
LARGEST_RUN = 10_000_000

Progress = Callable[[int, int], None]
"""Called with (futures done, futures in all) after each block; draws count, not replicates."""


class Settings:
    """How to run, as opposed to what. `workers` and `block_draws` change no byte of the results.

    `replicates` is how often each draw is run with luck of its own (1 or 2); `compiled` = False runs plain Python.
    `pinned` holds assumptions by name at one probability level of their prior in every draw, as if they were known;
    all else is drawn as without it. Such a run answers one question and is not kept.
    """

    def __init__(
        self,
        *,
        workers: int | None = None,
        replicates: int = 2,
        compiled: bool = True,
        block_draws: int = BLOCK_DRAWS,
        steps_per_day: int = 1,
        pinned: Mapping[str, float] | None = None,
    ) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.replicates = replicates
        self.compiled = compiled
        self.block_draws = block_draws
        self.steps_per_day = steps_per_day
        self.pinned = dict(pinned or {})


def manifest_of(scenario: Scenario, prepared: Prepared, draws: int, seed: int, settings: Settings) -> Manifest:
    """What a run of a complete scenario will be."""
    world = prepared.world
    holders = world.record[0].first_holder[: len(world.places)].tolist()
    return Manifest(
        format=RUN_FORMAT,
        sandtable=__version__,
        scenario_hash=hash_of(scenario),
        title=scenario.title,
        variant=scenario.variant or "",
        seed=seed,
        draws=draws,
        replicates=settings.replicates,
        block_draws=settings.block_draws,
        as_of=scenario.as_of,
        until=scenario.until,
        places=world.places,
        actors=world.actors,
        formations=world.formations,
        events=world.events,
        corridors=world.corridors,
        presence=world.presence,
        disputes=world.disputes,
        mediation=world.mediation,
        elections=world.elections,
        parties=world.parties,
        candidates=world.candidates,
        issues=world.issues,
        measures=tuple(prepared.measures),
        first_holders=tuple(holders),
        assumptions=tuple(column.assumption for column in world.columns.drawn),
        prior_set=prepared.prior_set,
        steps_per_day=settings.steps_per_day,
    )


def _check_numbers(futures: int, seed: int, replicates: int) -> None:
    problems = []
    if not 1 <= futures <= LARGEST_RUN:
        problems.append(Problem(f"must be between 1 and {LARGEST_RUN:,}", path="futures"))
    if not 0 <= seed < 2**63:
        problems.append(Problem("must be a whole number from 0 to 2**63 - 1", path="seed"))
    if replicates not in (1, 2):
        problems.append(Problem("must be 1 or 2", path="replicates"))
    if problems:
        raise InvalidInput(problems)


@contextmanager
def _folder(folder: Path | None) -> Iterator[tuple[Path, Callable[[Ensemble], None]]]:
    """The folder of a run and what keeps it: one that nobody named goes away with its ensemble."""
    if folder is not None:
        yield folder, lambda ensemble: None
        return
    holder = tempfile.TemporaryDirectory(prefix="sandtable-run-")

    def keep(ensemble: Ensemble) -> None:
        weakref.finalize(ensemble, holder.cleanup)

    try:
        yield Path(holder.name), keep
    except BaseException:
        holder.cleanup()
        raise


def _run_blocks(
    pool: ThreadPoolExecutor, todo: list[int], one: Callable[[int], int], done: Callable[[int], None]
) -> None:
    """Run blocks with a bounded number under way, so that memory does not grow with the run."""
    waiting: set[Future[int]] = set()
    queue = iter(todo)
    try:
        for number in queue:
            waiting.add(pool.submit(one, number))
            if len(waiting) > 2 * pool._max_workers:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in finished:
                    done(future.result())
        while waiting:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                done(future.result())
    finally:
        for future in waiting:
            future.cancel()


def simulate(
    scenario: Scenario,
    *,
    futures: int = DEFAULT_FUTURES,
    seed: int = 1,
    folder: Path | None = None,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> Ensemble:
    """Simulate a scenario: `futures` draws of its assumptions, each run twice with luck of its own.

    The run is stored in `folder` (a temporary one when none is named) block by block; a folder that holds part of the
    same run is completed. On Ctrl-C (KeyboardInterrupt) the finished blocks are kept and the ensemble of those is
    returned when there are any. Same scenario, seed and version: same bytes, whatever the blocks and workers.
    InvalidInput for numbers out of range or a folder that holds something else.
    """
    scenario = complete(scenario)
    settings = settings or Settings()
    _check_numbers(futures, seed, settings.replicates)
    prepared = pinned(prepare(scenario, MECHANISMS, settings.steps_per_day), settings.pinned)
    if prepared.pinned and folder is not None:
        raise InvalidInput([Problem("a run with assumptions held at one level is not kept", path="folder")])
    manifest = manifest_of(scenario, prepared, futures, seed, settings)
    whole = as_json(scenario)
    with _folder(folder) as (where, keep):
        start_run(where, manifest, whole)
        _run_what_is_missing(where, prepared, manifest, settings, progress)
        ensemble = Ensemble(manifest, whole, where, block_numbers(where))
        keep(ensemble)
        return ensemble


def simulate_until(
    scenario: Scenario,
    wanted: Callable[[Ensemble], int],
    *,
    most: int,
    seed: int = 1,
    folder: Path | None = None,
    settings: Settings | None = None,
) -> Ensemble:
    """Simulate by whole blocks until there are as many draws as `wanted` asks for, or `most`.

    `wanted` sees the run as far as it has come, in a new folder without any future, and says how many draws it needs;
    one that lies in the folder in any size is gone on with. The run ends as a complete one of the size that it has
    reached. Ctrl-C keeps the finished blocks, as `simulate` does.
    """
    scenario = complete(scenario)
    settings = settings or Settings()
    _check_numbers(most, seed, settings.replicates)
    prepared = prepare(scenario, MECHANISMS, settings.steps_per_day)
    manifest = manifest_of(scenario, prepared, most, seed, settings)
    whole = as_json(scenario)
    with _folder(folder) as (where, keep):
        have = start_run(where, manifest, whole, any_size=True)
        manifest = read_manifest(where)  # a larger run may lie there already
        if have and have != tuple(range(len(have))):  # it was stopped, and lacks blocks in between
            _run_what_is_missing(where, prepared, manifest, settings, None, max(have) + 1)
        ensemble = Ensemble(manifest, whole, where, block_numbers(where))
        while (goal := min(most, wanted(ensemble))) > ensemble.draws:
            blocks = -(-goal // manifest.block_draws)
            _run_what_is_missing(where, prepared, manifest, settings, None, blocks)
            ensemble = Ensemble(manifest, whole, where, block_numbers(where))
            if ensemble.numbers != tuple(range(blocks)):
                break  # stopped by Ctrl-C
        else:
            ensemble = Ensemble(end_run(where, manifest, ensemble.draws), whole, where, ensemble.numbers)
        keep(ensemble)
        return ensemble


def _run_what_is_missing(
    where: Path,
    prepared: Prepared,
    run: Manifest,
    settings: Settings,
    progress: Progress | None,
    blocks: int | None = None,
) -> None:
    """Run the blocks (the first so many, or all) that the folder lacks; on Ctrl-C stop, unless nothing is finished."""
    have = set(block_numbers(where))
    shape = (run.block_draws, run.draws, run.replicates)
    module = engine(prepared.catalogue, compiled=settings.compiled)

    def one(number: int) -> int:
        write_block(where, run_block(prepared, module, run.seed, number, shape))
        return number

    def done(number: int) -> None:
        have.add(number)
        if progress is not None:
            progress(min(run.draws, len(have) * run.block_draws), run.draws)

    pool = ThreadPoolExecutor(settings.workers)
    try:
        _run_blocks(pool, [number for number in range(blocks or run.blocks) if number not in have], one, done)
    except KeyboardInterrupt:
        pool.shutdown(wait=True, cancel_futures=True)
        if not block_numbers(where):
            raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
