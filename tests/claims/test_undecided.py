"""Undecided means open: where a dated or ordered claim is undecided, futures exist that settle it either way.

Together with the law of the cut horizon this says that the third value is exact for these words: never too late,
never too early.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims import worlds
from claims.worlds import Change, History, block, cut, manifest
from sandtable.claims import ast
from sandtable.claims.settle import settle
from sandtable.ensemble import kinds
from sandtable.ensemble.kinds import BY_ASSAULT, BY_COLLAPSE, CONTROL, DISPUTE, MEDIATION

LONG = 620
"""Days after which every date and period of the random claims is over."""
WAYS = (BY_ASSAULT, BY_COLLAPSE)


def seen(history: History, days: int) -> list[Change]:
    return [change for change in history if change.day < days]


def outcomes(claim: ast.Node, known: list[Change], ends: list[list[Change]], holders: list[int]) -> set[int]:
    """The verdicts that some continuations of what is known give in the end."""
    run = cut(manifest(holders), LONG)
    return set(np.unique(settle(claim, block([[*known, *end] for end in ends]), run)).tolist())


@given(
    claim=worlds.RANKS,
    history=worlds.HISTORIES.map(lambda histories: histories[0]),
    holders=st.lists(st.integers(0, 2), min_size=4, max_size=4),
    days=st.integers(1, worlds.DAYS),
)
def test_an_undecided_order_is_open(claim: ast.LastOf, history: History, holders: list[int], days: int) -> None:
    known = seen(history, days)
    if settle(claim, block([known]), cut(manifest(holders), days))[0] != -1:
        return
    lost = [worlds.ACTORS[(holder + 1) % 3] for holder in holders]
    standing = [
        place
        for number, place in enumerate(worlds.PLACES)
        if all(
            change.entity != place or change.kind != CONTROL or change.after == worlds.ACTORS[holders[number]]
            for change in known
        )
    ]
    ends = [
        [Change(days, place, lost[worlds.PLACES.index(place)], way) for place, way in zip(order, ways, strict=True)]
        for order in itertools.permutations(standing)
        for ways in itertools.product(WAYS, repeat=len(order))
    ]
    expected = {0, 1}
    if claim.op == "last" and claim.how == "any way":
        # the one way left, if the standing places fall at all; they may stand for ever, so it is no verdict yet
        expected -= {1} if claim.place not in standing else set()
        expected -= {0} if set(standing) & set(claim.of) == {claim.place} else set()
    assert outcomes(claim, known, ends, holders) == expected


def possible(what: Any, day: int) -> list[Change]:
    """Everything that could still happen on a day to what a claim is about."""
    if isinstance(what, ast.Settled):
        points = (0, 25, 60, 120, 200)
        return [Change(day, what.issue, "", point, kinds.ISSUE_SETTLED) for point in points]
    if isinstance(what, ast.IsHeld | ast.Wins):
        kind = kinds.ELECTION_HELD
        names = [name for name in worlds.PARTIES if name.startswith(what.election)]
        if isinstance(what, ast.Wins) and what.election == "council-2018":
            kind, names = kinds.GOVERNMENT_FORMED, list(worlds.CANDIDATES)
        return [Change(day, what.election, name.partition(".")[2], 0, kind) for name in names]
    if isinstance(what, ast.Happens):
        return [Change(day, what.event)]
    if isinstance(what, ast.Reaches):
        return [Change(day, what.dispute, what.stage, 0, DISPUTE)]
    if isinstance(what, ast.Ends):
        return [Change(day, what.mediation, "off", 0, MEDIATION)]
    return [Change(day, what.place, whom, way) for whom in ("", *worlds.ACTORS) for way in WAYS]


@given(
    claim=worlds.TIMED,
    history=worlds.HISTORIES.map(lambda histories: histories[0]),
    holders=worlds.HOLDERS,
    days=st.integers(1, worlds.DAYS),
)
def test_an_undecided_date_is_open(claim: ast.By, history: History, holders: list[int], days: int) -> None:
    known = seen(history, days)
    if settle(claim, block([known]), cut(manifest(holders), days))[0] != -1:
        return
    ends = [[end] for day in range(days, LONG) for end in possible(claim.what, day)]
    assert {0, 1} <= outcomes(claim, known, [[], *ends], holders)
