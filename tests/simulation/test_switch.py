"""Fresh luck from a step on: what came before stays as it was to the byte, and unused it changes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.results import EVENT_COLUMNS, Block
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation import block as blocks
from sandtable.simulation.block import run_block, run_branch
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import Prepared
from sandtable.world.draws import lucks, switching_lucks
from sandtable.world.records import NO_SWITCH
from small_worlds import campaign, ready

SEED, DRAW, MANY = 5, 3, 12


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return ready(campaign(200))


def events(block: Block, future: int) -> list[tuple[Any, ...]]:
    rows = np.flatnonzero(block.future == future)
    names = [name for name in EVENT_COLUMNS if name != "future"]
    return list(zip(*(getattr(block, name)[rows].tolist() for name in names), strict=True))


def branch(prepared: Prepared, step: int, fresh: range = range(MANY), replicate: int = 1) -> Block:
    luck = switching_lucks(SEED, DRAW, replicate, step, fresh)
    return run_branch(prepared, engine(MECHANISMS), SEED, (DRAW, replicate), luck)


def original(prepared: Prepared, replicate: int = 1) -> list[tuple[Any, ...]]:
    whole = run_block(prepared, engine(MECHANISMS), SEED, 0, (8, 8, 2))
    return events(whole, 2 * DRAW + replicate)


@pytest.mark.parametrize("step", [NO_SWITCH, 200, 10_000])
def test_a_switch_that_never_comes_changes_no_byte(prepared: Prepared, step: int) -> None:
    again = branch(prepared, step)
    assert all(events(again, number) == original(prepared) for number in range(MANY))


def test_a_runs_own_luck_never_switches() -> None:
    keys = lucks(SEED, 0, 10, 2)
    assert (keys["switch_step"] == NO_SWITCH).all()
    assert not keys["later0"].any()


@pytest.mark.parametrize("replicate", [0, 1])
@pytest.mark.parametrize("step", [1, 40, 77])
def test_the_days_before_stay_and_those_after_are_new(prepared: Prepared, step: int, replicate: int) -> None:
    again = branch(prepared, step, replicate=replicate)
    before = [row for row in original(prepared, replicate) if row[0] < step]
    for number in range(MANY):
        assert [row for row in events(again, number) if row[0] < step] == before
    assert len({tuple(events(again, number)) for number in range(MANY)}) > MANY // 2


def test_other_numbers_are_other_luck_and_the_same_the_same(prepared: Prepared) -> None:
    one, same, other = branch(prepared, 10), branch(prepared, 10), branch(prepared, 10, range(MANY, 2 * MANY))
    assert [events(one, number) for number in range(MANY)] == [events(same, number) for number in range(MANY)]
    assert [events(one, number) for number in range(MANY)] != [events(other, number) for number in range(MANY)]


def test_fresh_luck_from_the_first_step_is_not_that_of_a_replicate(prepared: Prepared) -> None:
    keys = switching_lucks(SEED, DRAW, 0, 0, range(5_000))
    own = lucks(SEED, DRAW, 1, 2)
    pairs = set(zip(keys["later0"].tolist(), keys["later1"].tolist(), strict=True))
    assert len(pairs) == 5_000
    assert not pairs & set(zip(own["key0"].tolist(), own["key1"].tolist(), strict=True))


def test_a_log_that_was_too_short_begins_again_with_the_first_key(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = branch(prepared, 40)
    monkeypatch.setattr(blocks, "ROWS_PER_FUTURE", 1)
    again = branch(prepared, 40)
    assert [events(whole, number) for number in range(MANY)] == [events(again, number) for number in range(MANY)]


def test_compiled_and_plain_switch_alike(prepared: Prepared) -> None:
    luck = switching_lucks(SEED, DRAW, 0, 50, range(2))
    fast = run_branch(prepared, engine(MECHANISMS), SEED, (DRAW, 0), luck)
    plain = run_branch(prepared, engine(MECHANISMS, compiled=False), SEED, (DRAW, 0), luck)
    assert [events(fast, number) for number in range(2)] == [events(plain, number) for number in range(2)]
