"""Voting power: how often a party turns a losing coalition into a winning one (Shapley and Shubik 1954)."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np

from sandtable.bargaining.issue import Floats
from sandtable.errors import InvalidInput, Problem

__all__ = ["shapley_shubik"]

MOST_PARTIES = 200
MOST_SEATS = 2_000


def _wrong(seats: Sequence[int], quota: int) -> list[Problem]:
    problems = []
    if not 0 < len(seats) <= MOST_PARTIES:
        problems.append(Problem(f"must be from 1 to {MOST_PARTIES:,} parties.", path="seats"))
    if any(seat < 0 for seat in seats) or sum(seats) > MOST_SEATS:
        problems.append(Problem(f"must be 0 or more each, and {MOST_SEATS:,} in all at most.", path="seats"))
    if not problems and not 0 < quota <= sum(seats):
        problems.append(Problem(f"must be from 1 to {sum(seats)}, all the seats.", path="quota"))
    return problems


def _losing(others: list[int], quota: int) -> Floats:
    """How many coalitions of others hold fewer than `quota` seats: (size of the coalition, seats that it holds).

    By dynamic programming; only additions, so nothing cancels.
    """
    counts = np.zeros((len(others) + 1, quota))
    counts[0, 0] = 1.0
    for seat in others:
        if seat < quota:
            counts[1:, seat:] += counts[:-1, : quota - seat]
    return counts


def shapley_shubik(seats: Sequence[int], quota: int) -> list[float]:
    """Each party's power, adding up to one: the share of all orders of joining in which it is the one that decides.

    `quota` seats decide. Counted over whole seats, not sampled. InvalidInput for counts out of range.
    """
    if problems := _wrong(seats, quota):
        raise InvalidInput(problems)
    parties = len(seats)
    power = {0: 0.0}
    for seat in set(seats) - {0}:
        others = list(seats)
        others.remove(seat)
        deciding = _losing(others, quota)[:, max(0, quota - seat) :].sum(axis=1)
        # among all orders of n, those where a given coalition of k comes first and the party next: 1 / (n C(n - 1, k))
        power[seat] = sum(many / comb(parties - 1, size) for size, many in enumerate(deciding.tolist())) / parties
    return [power[seat] for seat in seats]
