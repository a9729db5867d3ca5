"""Holders and falls counted from the logs are those that a person counts, future by future."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.ensemble.kinds import ASSAULT_BEGUN, BY_ASSAULT, BY_COLLAPSE
from sandtable.ensemble.results import Block
from sandtable.errors import InvalidInput
from sandtable.views.control import count_holders, map_days
from sandtable.views.falls import count_falls, day_of_share, no_falls
from views.synthetic import ACTORS, DAYS, FIRST, PLACES, block, first_fall, holder_at, manifest, random_futures


def test_five_dates_run_evenly_from_first_to_last() -> None:
    assert map_days(manifest(4)) == (0, 10, 20, 29, 39)


@given(st.integers(0, 10_000), st.sampled_from([1, 2]))
def test_holders_and_falls_are_counted_right(seed: int, replicates: int) -> None:
    run = manifest(4, replicates)
    futures = random_futures(seed, 4 * replicates)
    made = block(0, run, futures)
    days = map_days(run)
    found, falls = count_holders(made, run, days), count_falls(made, run)
    counted = np.zeros_like(found)
    on, assault = np.zeros((len(PLACES), DAYS), int), np.zeros(len(PLACES), int)
    for changes in futures[::replicates]:
        for place in range(len(PLACES)):
            for index, day in enumerate(days):
                counted[index, place, holder_at(changes, place, day) + 1] += 1
            if fall := first_fall(changes, place):
                on[place, fall[0]] += 1
                assault[place] += fall[1] == BY_ASSAULT
    assert found.tolist() == counted.tolist()
    assert falls.on.tolist() == on.tolist()
    assert falls.by_assault.tolist() == assault.tolist()
    assert (found.sum(axis=2) == 4).all()


def test_several_changes_in_one_moment_leave_the_last_holder() -> None:
    run = manifest(1, 1)
    changes = [(9.0, 0, 1, BY_ASSAULT), (9.0, 0, 2, BY_COLLAPSE), (9.0, 0, 0, BY_ASSAULT)]
    made = block(0, run, [changes])
    assert count_holders(made, run, (0, 10))[1, 0].tolist() == [0, 1, 0, 0]
    assert count_falls(made, run).by_assault.tolist() == [1, 0, 0, 0]


def test_other_kinds_of_event_change_nothing() -> None:
    run = manifest(1, 1)
    made = block(0, run, [[(9.0, 0, 1, BY_ASSAULT)]])
    quiet = Block(
        **{name: getattr(made, name) for name in Block.__slots__} | {"kind": np.array([ASSAULT_BEGUN], np.int8)}
    )
    assert count_falls(quiet, run).on.sum() == 0
    assert count_holders(quiet, run, (0, 10))[1].argmax(axis=1).tolist() == [holder + 1 for holder in FIRST]


@pytest.mark.parametrize("change", [(9.0, len(PLACES), 1, 1), (9.0, 0, len(ACTORS), 1), (9.0, 0, -2, 1)])
def test_a_foreign_block_is_refused(change: tuple[float, int, int, int]) -> None:
    run = manifest(1, 1)
    made = block(0, run, [[(9.0, 0, 1, BY_ASSAULT)]])
    day, place, after, _ = change
    wrong = Block(
        **{name: getattr(made, name) for name in Block.__slots__}
        | {"entity": np.array([place], np.int16), "after": np.array([after], np.int16), "day": np.array([day])}
    )
    with pytest.raises(InvalidInput, match="belongs to another run"):
        count_holders(wrong, run, (0, 10))


def test_dates_keep_the_places_that_never_fall() -> None:
    on = np.zeros(DAYS, np.int64)
    on[[5, 6, 7, 8]] = 1  # four of ten futures
    assert day_of_share(on, 10, 0.1) == 5
    assert day_of_share(on, 10, 0.4) == 8
    assert day_of_share(on, 10, 0.5) is None
    assert day_of_share(on, 0, 0.1) is None


def test_counts_of_blocks_add_up(tmp_path: Path) -> None:
    run = manifest(8)
    futures = random_futures(3, 16)
    one, other = block(0, run, futures[:8]), block(1, run, futures[8:])
    whole = no_falls(run) + count_falls(one, run) + count_falls(other, run)
    falls = [first_fall(changes, 0) for changes in futures[::2]]
    assert whole.on[0].sum() == sum(fall is not None for fall in falls)
