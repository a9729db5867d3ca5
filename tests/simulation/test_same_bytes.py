"""The same answer whoever computes it: compiled or plain, in any blocks, by any number of workers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from sandtable.ensemble.kinds import (
    ASSAULT_BEGUN,
    ASSAULT_ENDED,
    BY_ASSAULT,
    BY_COLLAPSE,
    BY_EVENT,
    BY_WITHDRAWAL,
    CONTROL,
    CUT_OFF,
    HAPPENED,
    REJOINED,
)
from sandtable.ensemble.results import EVENT_COLUMNS
from sandtable.scenario.schema import Scenario
from sandtable.simulation.run import Settings, simulate
from small_worlds import campaign, columns, one_block, random_campaign, ready, run, same, whole

WARS = 30


@pytest.mark.parametrize("seed", range(WARS))
def test_compiled_and_plain_give_equal_logs(seed: int) -> None:
    prepared = ready(random_campaign(seed, days=90), steps_per_day=1 + seed % 2)
    fast, plain = one_block(prepared, 3, seed), one_block(prepared, 3, seed, compiled=False)
    for name in (*EVENT_COLUMNS, "uniforms"):
        assert getattr(fast, name).dtype == getattr(plain, name).dtype
        assert getattr(fast, name).tobytes() == getattr(plain, name).tobytes(), name


def test_the_random_wars_hold_every_kind_of_event() -> None:
    """Otherwise the equality above says little."""
    kinds: set[int] = set()
    causes: set[int] = set()
    for seed in range(WARS):
        block = one_block(ready(random_campaign(seed, days=90)), 3, seed)
        kinds |= set(block.kind.tolist())
        causes |= set(block.cause[block.kind == CONTROL].tolist())
    assert kinds >= {CONTROL, ASSAULT_BEGUN, ASSAULT_ENDED, CUT_OFF, REJOINED, HAPPENED}
    assert causes >= {BY_ASSAULT, BY_COLLAPSE, BY_EVENT, BY_WITHDRAWAL}


@pytest.fixture(scope="module")
def reference() -> dict[str, object]:
    return columns(run(campaign(200), 300, replicates=2, workers=1))


@pytest.mark.parametrize("block_draws", [1, 7, 250])
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_blocks_and_workers_change_no_byte(reference: dict[str, object], block_draws: int, workers: int) -> None:
    assert same(reference, columns(run(campaign(200), 300, replicates=2, workers=workers, block_draws=block_draws)))


def test_more_draws_leave_the_first_as_they_were(reference: dict[str, np.ndarray]) -> None:
    longer = columns(run(campaign(200), 400, replicates=2))
    rows = longer["future"] < 600
    assert same(
        reference, {name: values[rows] if name != "uniforms" else values[:300] for name, values in longer.items()}
    )


def test_one_replicate_is_the_first_of_two(reference: dict[str, np.ndarray]) -> None:
    single = columns(run(campaign(200), 300, replicates=1))
    first = reference["future"] % 2 == 0
    for name in EVENT_COLUMNS:
        expected = reference[name][first] // 2 if name == "future" else reference[name][first]
        assert single[name].tobytes() == expected.tobytes()


def test_replicates_share_their_draw_and_differ_in_luck(reference: dict[str, np.ndarray]) -> None:
    events = [reference["day"][reference["future"] % 2 == replicate] for replicate in (0, 1)]
    assert events[0].tobytes() != events[1].tobytes()
    assert len(reference["uniforms"]) == 300


def test_another_seed_is_another_run(reference: dict[str, np.ndarray]) -> None:
    other = columns(run(campaign(200), 300, seed=2, replicates=2))
    assert not same(reference, other)
    assert (reference["uniforms"] == other["uniforms"]).mean() < 0.01


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_files_are_equal_too(tmp_path: Path) -> None:
    for name, workers in (("one", 1), ("two", 4)):
        simulate(
            whole(campaign(60)), futures=100, folder=tmp_path / name, settings=Settings(workers=workers, block_draws=30)
        )
    assert _files(tmp_path / "one") == _files(tmp_path / "two")
    assert len(_files(tmp_path / "one")) == 2 + 4


def test_a_scenario_that_nobody_completed_is_completed() -> None:
    """Two orders of entries have one hash, so they must have one run."""
    raw = campaign(60)
    raw["places"] = dict(reversed(raw["places"].items()))
    bare = simulate(Scenario.model_validate(raw), futures=50, settings=Settings(replicates=1))
    assert same(columns(run(campaign(60), 50)), columns(bare))


def test_logs_are_in_order(reference: dict[str, np.ndarray]) -> None:
    future, sequence, days = reference["future"], reference["sequence"], reference["day"]
    same_future = future[1:] == future[:-1]
    assert (future[1:] >= future[:-1]).all()
    assert (sequence[1:] == np.where(same_future, sequence[:-1] + 1, 0)).all()
    assert days.min() >= 0
    assert days.max() <= 200
    steps_back = (np.floor(days[:-1]) - days[1:])[same_future]
    assert steps_back.max() <= 0, "an event lies in an earlier day than one before it"
