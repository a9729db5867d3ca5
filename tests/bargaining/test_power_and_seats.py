"""Known answers of parliaments (voting power, seats) and of why bargains fail (trust, ranges, shifts of strength)."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandtable.bargaining.commitment import (
    bargaining_range,
    breaks_by_shift,
    largest_shift,
    trust_threshold,
    updated_trust,
)
from sandtable.bargaining.power import shapley_shubik
from sandtable.bargaining.seats import DIVISORS, allot
from sandtable.errors import InvalidInput


def by_all_orders(seats: list[int], quota: int) -> list[float]:
    """Voting power by its definition: every order of joining, tried out."""
    decided = [0] * len(seats)
    for order in permutations(range(len(seats))):
        held = 0
        for party in order:
            held += seats[party]
            if held >= quota:
                decided[party] += 1
                break
    return [many / math.factorial(len(seats)) for many in decided]


@pytest.mark.parametrize(
    ("seats", "quota", "wanted"),
    [
        ([50, 49, 1], 51, [2 / 3, 1 / 6, 1 / 6]),
        ([3, 2, 1, 1], 4, [1 / 2, 1 / 6, 1 / 6, 1 / 6]),
        ([1], 1, [1.0]),
        ([5, 0, 3], 8, [1 / 2, 0.0, 1 / 2]),
    ],
)
def test_o16_voting_power(seats: list[int], quota: int, wanted: list[float]) -> None:
    assert shapley_shubik(seats, quota) == pytest.approx(wanted, abs=1e-15)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any), st.data())
def test_voting_power_is_its_definition(seats: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, sum(seats)))
    assert shapley_shubik(seats, quota) == pytest.approx(by_all_orders(seats, quota), abs=1e-14)


def test_a_large_parliament_adds_up_to_one() -> None:
    seats = [89, 62, 53, 44, 34, 27, 25, 16, 14, 10, *[3] * 8, *[1] * 40]
    assert math.fsum(shapley_shubik(seats, sum(seats) // 2 + 1)) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("seats", "quota"), [([], 1), ([1, 2], 0), ([1, 2], 4), ([-1, 2], 1), ([2001], 1), ([1] * 201, 1)]
)
def test_voting_power_refuses(seats: list[int], quota: int) -> None:
    with pytest.raises(InvalidInput):
        shapley_shubik(seats, quota)


def test_o17_seats() -> None:
    assert allot([53_000, 24_000, 23_000], 7) == [3, 2, 2]
    assert allot([53_000, 24_000, 23_000], 7, "dhondt") == [4, 2, 1]
    assert allot([53_000, 24_000, 23_000, 0], 0) == [0, 0, 0, 0]


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=8).filter(any), st.integers(0, 60), st.sampled_from([*DIVISORS])
)
def test_no_seat_could_be_claimed_by_a_larger_quotient(votes: list[float], seats: int, method: str) -> None:
    won = allot(votes, seats, method)
    assert sum(won) == seats
    first, step = DIVISORS[method]
    divide = [first, *(1 + step * taken for taken in range(1, seats + 1))]
    last = [vote / divide[count - 1] for vote, count in zip(votes, won, strict=True) if count]
    after = [vote / divide[count] for vote, count in zip(votes, won, strict=True)]
    assert not last or min(last) >= max(after)


@pytest.mark.parametrize("votes", [[], [0.0, 0.0], [-1.0, 2.0], [math.nan, 1.0], [math.inf, 1.0]])
def test_seats_refuse(votes: list[float]) -> None:
    with pytest.raises(InvalidInput):
        allot(votes, 3)


def test_o18_trust_threshold() -> None:
    assert trust_threshold(3.0, 2.5, 1.0, 0.0) == pytest.approx(2 / 3, abs=1e-15)
    assert trust_threshold(3.0, 3.0, 1.0, 0.0) == 1.0
    assert trust_threshold(3.0, 2.5, 0.0, 0.0) == 0.0


def test_o19_bargaining_range_and_commitment() -> None:
    assert bargaining_range(0.6, 0.1, 0.15) == pytest.approx((0.50, 0.75), abs=1e-15)
    assert bargaining_range(0.05, 0.1, 0.99) == (0.0, 1.0)
    assert largest_shift(0.1, 0.15) == 0.25
    assert not breaks_by_shift(0.25, 0.1, 0.15)
    shifts = (np.arange(10_000) + 0.5) / 20_000  # evenly from 0 to 1/2
    assert np.mean([breaks_by_shift(shift, 0.1, 0.15) for shift in shifts]) == 0.5


def test_trust_moves_with_what_was_kept() -> None:
    assert updated_trust(2.0, 2.0, True, 1.0) == (3.0, 2.0)
    assert updated_trust(2.0, 2.0, False, 0.5) == (2.0, 2.5)
