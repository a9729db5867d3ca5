"""Claims over futures: known cases by hand, the slow reference, and the law of the cut horizon."""

from __future__ import annotations

import dataclasses
import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import worlds
from claims.reference import Reference
from claims.worlds import Change, block, cut, manifest
from sandtable.claims.ast import Node
from sandtable.claims.ground import Ground
from sandtable.claims.parse import parse
from sandtable.claims.settle import Settler, settle
from sandtable.claims.timeline import state_at
from sandtable.ensemble import kinds
from sandtable.ensemble.kinds import BY_COLLAPSE
from sandtable.ensemble.results import Block
from sandtable.errors import InvalidInput

ASSAULT = [Change(10, "ana", "iraq"), Change(20.5, "rawa", "iraq"), Change(30, "qaim", "iraq")]
"""Ana falls on 10 May, Rawa on 20 May, Qaim on 30 May, all by assault; Mosul (west) stands."""


def one(claim: str, history: worlds.History, days: int = worlds.DAYS, holders: tuple[int, ...] = (1, 1, 1, 1)) -> int:
    return int(settle(parse(claim), block([history]), cut(manifest(holders), days), worlds.GROUND)[0])


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("qaim falls", 1),
        ("mosul-west falls", -1),
        ("qaim falls to iraq", 1),
        ("qaim falls to pmf", 0),
        ("qaim falls to pmf or iraq", 1),
        ("mosul-west falls to daesh", 0),
        ("mosul-west falls to daesh or iraq", -1),
        ("qaim falls by assault", 1),
        ("qaim falls without assault", 0),
        ("qaim falls to iraq by assault by 2017-05-30", 1),
        ("qaim falls by 2017-05-29", 0),
        ("qaim falls by the end", 1),
        ("mosul-west falls by the end", 0),
        ("mosul-west falls by 2017-12-31", -1),
        ("qaim falls on 2017-05-30", 1),
        ("rawa falls on 2017-05-20", 1),
        ("rawa falls on 2017-05-21", 0),
        ("qaim falls in 2017-05", 1),
        ("qaim falls in 2017-Q3", 0),
        ("mosul-west falls in 2017-Q3", -1),
        ("qaim falls from 2017-05-30 to 2017-06-02", 1),
        ("qaim falls from 2017-05-31 to 2017-06-02", 0),
        ("qaim is held by daesh on 2017-05-29", 1),
        ("qaim is held by daesh on 2017-05-30", 0),
        ("qaim is held by iraq or pmf at the end", 1),
        ("qaim is not held by daesh or pmf at the end", 1),
        ("qaim is held by iraq by 2017-05-30", 1),
        ("qaim is held by iraq by 2017-05-29", 0),
        ("qaim is held by iraq by 2018-01-01", 1),
        ("qaim is held by daesh in 2017-05", 1),
        ("qaim is held by daesh in 2017-06", 0),
        ("qaim is held by iraq throughout 2017-06", 1),
        ("qaim is held by iraq throughout 2017-05", 0),
        ("qaim is held by iraq throughout 2017-Q3", -1),
        ("qaim is held by daesh throughout 2017-Q3", 0),
        ("qaim is held by iraq from 2017-05-31 to 2017-06-30", 1),
        ("qaim is held by daesh until qaim falls", 1),
        ("qaim is held by daesh until rawa falls", 1),
        ("rawa is held by daesh until qaim falls", 0),
        ("mosul-west is held by daesh until vote happens", -1),
        ("mosul-west is held by daesh until qaim falls without assault", 0),
        ("ana falls before qaim falls", 1),
        ("qaim falls before ana falls", 0),
        ("qaim falls before mosul-west falls", 1),
        ("mosul-west falls before qaim falls", 0),
        ("mosul-west falls before vote happens", -1),
        ("mosul-west falls before qaim falls without assault", -1),
        ("qaim falls before qaim falls to iraq", 0),
        ("qaim falls after ana falls", 1),
        ("ana falls after qaim falls", 0),
        ("qaim falls after mosul-west falls", 0),
        ("mosul-west falls after qaim falls", -1),
        ("mosul-west falls after qaim falls without assault", 0),
        ("qaim is last of [ana, rawa, qaim] to fall", 1),
        ("qaim is last of [ana, rawa, qaim, mosul-west] to fall", -1),
        ("rawa is last of [ana, rawa, qaim, mosul-west] to fall", 0),
        ("mosul-west is last of [ana, mosul-west] to fall", -1),
        ("qaim is last of [ana, qaim] to fall without assault", 0),
        ("ana is first of [ana, rawa, mosul-west] to fall", 1),
        ("rawa is first of [ana, rawa] to fall", 0),
        ("mosul-west is first of [ana, mosul-west] to fall", 0),
        ("ana is first of [ana, mosul-west] to fall without assault", 0),
        ("mosul-west is first of [ana, mosul-west] to fall without assault", -1),
        ("all of [ana falls, mosul-west falls]", -1),
        ("any of [ana falls, mosul-west falls]", 1),
        ("none of [ana falls, mosul-west falls]", 0),
        ("none of [mosul-west falls, qaim falls without assault]", -1),
        ("not (mosul-west falls)", -1),
        ("ana falls and not (qaim falls by 2017-05-29)", 1),
        ("mosul-west falls or ana falls", 1),
        ("mosul-west falls implies ana falls", 1),
        ("ana falls implies mosul-west falls", -1),
        ("ana falls implies qaim falls without assault", 0),
        ("vote happens", -1),
    ],
)
def test_known_case(claim: str, verdict: int) -> None:
    assert one(claim, ASSAULT) == verdict


FULL = [
    Change(0, "mosul-west", "daesh", 0, kinds.CUT_OFF),
    Change(0, "highway", "iraq", 0, kinds.CORRIDOR_OPENED),
    Change(5, "ana", "iraq", 0, kinds.ASSAULT_BEGUN),
    Change(6, "ana", "iraq", 0, kinds.ASSAULT_BEGUN),
    Change(8, "ana", "iraq", 0, kinds.ASSAULT_ENDED),
    Change(10, "ana", "iraq"),
    Change(10, "ana", "iraq", 0, kinds.ASSAULT_ENDED),
    Change(12, "qaim", "iraq", 0, kinds.ASSAULT_ENDED),
    Change(20, "rawa", "iraq"),
    Change(25, "highway", "iraq", 0, kinds.CORRIDOR_CLOSED),
    Change(26, "mosul-west", "daesh", 0, kinds.REJOINED),
    Change(30, "ana", "pmf"),
    Change(40, "qaim", "iraq"),
]
"""Ana falls on 10 May after two assaults and goes to the PMF on 30 May; Rawa on 20 May; Qaim, assaulted from the start,
on 9 June. Mosul (west) is cut off from the start to 26 May, and the highway open to Iraq until 25 May."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("mosul-west is cut off until highway is closed to iraq", 1),
        ("mosul-west is cut off until qaim falls", 0),
        ("mosul-west is cut off on 2017-05-25", 1),
        ("mosul-west is cut off on 2017-05-26", 0),
        ("mosul-west is not cut off throughout 2017-06", 1),
        ("ana is under assault from 2017-05-05 to 2017-05-09", 0),
        ("ana is under assault from 2017-05-06 to 2017-05-09", 1),
        ("ana is under assault on 2017-05-08", 1),
        ("ana is under assault on 2017-05-10", 0),
        ("qaim is under assault until ana falls", 1),
        ("qaim is under assault until rawa falls", 0),
        ("rawa is under assault by the end", 0),
        ("highway is open to iraq until rawa falls", 1),
        ("highway is open to iraq or pmf throughout 2017-06", 0),
        ("highway is closed to pmf throughout 2017-05", 1),
        ("road ana to rawa is open to iraq on 2017-05-19", 0),
        ("road ana to rawa is open to iraq on 2017-05-20", 1),
        ("road ana to rawa is open to iraq from 2017-05-21 to 2017-06-30", 0),
        ("road ana to rawa is open to pmf on 2017-05-25", 1),
        ("road ana to rawa is open to pmf on 2017-05-31", 1),
        ("road ana to qaim is closed to pmf until qaim is held by iraq", 1),
        ("road ana to qaim is open to iraq or daesh by the end", 1),
        ("road ana to rawa is closed to iraq until rawa falls", 1),
        ("number of [ana, rawa, qaim] held by iraq is at least 2 by 2017-05-19", 0),
        ("number of [ana, rawa, qaim] held by iraq is at least 2 by 2017-05-20", 1),
        ("number of [ana, rawa, qaim] held by iraq is exactly 3 by the end", 0),
        ("number of [ana, rawa, qaim] held by iraq or pmf is exactly 3 at the end", 1),
        ("number of [ana, rawa, qaim] held by daesh is fewer than 1 by 2018-01-01", 1),
        ("ana changes hands on 2017-05-30", 1),
        ("ana changes hands after rawa falls", 0),
        ("ana changes hands within 10 days after rawa falls", 1),
        ("ana changes hands within 9 days after rawa falls", 0),
        ("mosul-west changes hands in 2017-05", 0),
        ("qaim falls within 20 days after rawa falls", 1),
        ("qaim falls within 19 days after rawa falls", 0),
        ("rawa falls within 20 days after qaim falls", 0),
        ("rawa falls within 3 weeks of qaim falls", 1),
        ("rawa falls within 2 weeks of qaim falls", 0),
        ("mosul-west falls within 29 days after qaim falls", 0),
        ("mosul-west falls within 30 days after qaim falls", -1),
        ("qaim falls within 5 days after mosul-west falls", 0),
        ("qaim falls within 29 days of mosul-west falls", 0),
        ("qaim falls within 30 days of mosul-west falls", -1),
        ("ana is held by iraq within 1 day after rawa falls", 1),
        ("ana is held by iraq within 1 day after qaim falls", 0),
        ("qaim falls before highway is open to pmf", 1),
        ("rawa is held by iraq before qaim is held by iraq", 1),
        ("qaim falls after highway is open to iraq", 1),
        ("each of [ana, rawa] falls by 2017-05-20", 1),
        ("each of [ana, rawa] falls by 2017-05-19", 0),
        ("some of [ana, rawa] falls by 2017-05-19", 1),
        ("each of [ana, mosul-west] is held by daesh on 2017-05-09", 1),
        ("at least 3 of [ana falls, rawa falls, qaim falls, mosul-west falls]", 1),
        ("exactly 3 of [ana falls, rawa falls, qaim falls, mosul-west falls]", -1),
        ("fewer than 3 of [ana falls, rawa falls, qaim falls, mosul-west falls]", 0),
        ("measure exposure is above 2 in 2017-05", 1),
        ("measure exposure is at most 0 throughout 2017-04", 1),
        ("measure losses is above measure exposure on 2017-05-15", 0),
        ("mean exposure in 2017-Q2 is above 1.6", 1),
        ("total exposure in 2017-Q2 is at least 6", 0),
        ("total exposure in 2017-Q2 is at most 5", 1),
        ("measure exposure on 2017-07-05 is above 0", -1),
    ],
)
def test_known_case_of_the_wider_language(claim: str, verdict: int) -> None:
    assert one(claim, FULL) == verdict


def test_margins_by_hand() -> None:
    """Slack in days: order, deadline, nearness and what is made of them."""
    settler = Settler(block([FULL]), manifest((1, 1, 1, 1)), worlds.GROUND)
    expected = {
        "qaim is last of [ana, rawa, qaim] to fall": 20.0,
        "rawa is last of [ana, rawa, qaim] to fall": -20.0,
        "ana is first of [ana, rawa, qaim, mosul-west] to fall": 10.0,
        "ana falls before qaim falls": 30.0,
        "qaim falls before ana falls": -30.0,
        "qaim falls before mosul-west falls": np.inf,
        "qaim falls after rawa falls": 20.0,
        "rawa falls by 2017-05-31": 12.0,
        "mosul-west falls by 2017-05-31": -np.inf,
        "rawa falls in 2017-05": 12.0,
        "qaim falls in 2017-05": -8.0,
        "qaim falls within 25 days after rawa falls": 5.0,
        "mosul-west is held by daesh until qaim falls": np.inf,
        "ana is held by iraq until qaim falls": -40.0,
        "not (qaim falls before ana falls)": 30.0,
        "all of [ana falls before qaim falls, rawa falls by 2017-05-31]": 12.0,
        "any of [ana falls before qaim falls, rawa falls by 2017-05-31]": 30.0,
        "each of [ana, rawa] falls before qaim falls": 20.0,
        "at least 2 of [ana falls by 2017-05-31, rawa falls by 2017-05-31, qaim falls by 2017-05-31]": 12.0,
        "exactly 2 of [ana falls by 2017-05-31, rawa falls by 2017-05-31, qaim falls by 2017-05-31]": 8.0,
    }
    found = {claim: settler.slack(parse(claim)) for claim in expected}
    assert {claim: None if margin is None else float(margin[0]) for claim, margin in found.items()} == expected
    assert settler.slack(parse("qaim is held by iraq at the end")) is None
    assert settler.slack(parse("qaim falls and rawa falls by 2017-05-31")) is None


def test_a_map_of_more_places_than_a_word_has_bits() -> None:
    """A chain of 150 places: the road is open exactly while every place on it lets the traffic pass."""
    size = 150
    places = tuple(f"p{number}" for number in range(size))
    random_numbers = np.random.default_rng(4)
    rows = 40
    run = dataclasses.replace(manifest(), places=places, first_holders=tuple([0] * size), events=(), corridors=())
    ground = Ground(routes=tuple(itertools.pairwise(places)), lets={"iraq": frozenset({"iraq"})})
    entity = random_numbers.integers(0, size, rows).astype(np.int16)
    after = random_numbers.choice([0, 1], rows).astype(np.int16)
    day = np.arange(rows, dtype=np.float64)
    zero = np.zeros(rows, np.int16)
    log = Block(
        0, 0, 1, 1, np.zeros(rows, np.int32), day, np.arange(rows, dtype=np.int32),
        np.full(rows, kinds.CONTROL, np.int8), entity, zero, after, zero, np.zeros((1, 0)),
    )  # fmt: skip
    settler = Settler(log, run, ground)
    road = settler.timeline(parse(f"road p0 to p{size - 1} is open to iraq at the end").what)  # type: ignore[union-attr]
    shut: set[int] = set()
    expected = []
    for place, holder in zip(entity.tolist(), after.tolist(), strict=True):
        shut = shut | {place} if holder else shut - {place}
        expected.append(not shut)
    found = [bool(state_at(road, settler.log, moment + 1)[0] == 1) for moment in range(rows)]
    assert found == expected
    assert any(expected)
    assert not all(expected)


def test_a_place_that_fell_without_assault_can_no_longer_be_the_last_to_fall_by_assault() -> None:
    collapse = [Change(10, "ana", "iraq"), Change(20, "qaim", "iraq"), Change(30, "rawa", "iraq", BY_COLLAPSE)]
    assert one("qaim is last of [ana, rawa, qaim] to fall by assault", collapse) == 1
    assert one("qaim is last of [ana, rawa, qaim] to fall", collapse) == 0
    assert one("rawa is last of [ana, rawa, qaim] to fall by assault", collapse) == 0
    assert one("rawa is last of [ana, rawa, qaim] to fall", collapse) == 1


def test_a_place_falls_once_whatever_happens_to_it_later() -> None:
    swings = [Change(10, "ana", "iraq"), Change(12, "ana", "daesh"), Change(14, "ana", "pmf", BY_COLLAPSE)]
    assert one("ana falls to iraq", swings) == 1
    assert one("ana falls to pmf", swings) == 0
    assert one("ana falls without assault", swings) == 0
    assert one("ana falls on 2017-05-10", swings) == 1
    assert one("ana is held by iraq by 2017-12-31", swings) == 1
    assert one("ana is held by pmf at the end", swings) == 1


def test_a_place_that_nobody_holds_falls_when_it_is_first_taken() -> None:
    assert one("ana falls to iraq", ASSAULT, holders=(-1, 1, 1, 1)) == 1
    assert one("ana is held by iraq or daesh or pmf on 2017-05-01", ASSAULT, holders=(-1, 1, 1, 1)) == 0


def test_a_tie_of_the_day_is_broken_by_the_sequence() -> None:
    tie = [Change(10, "rawa", "iraq"), Change(10, "ana", "iraq")]
    assert one("rawa falls before ana falls", tie) == 1
    assert one("ana is last of [ana, rawa] to fall", tie) == 1
    assert one("rawa is held by daesh until ana falls", tie) == 0
    assert one("ana is held by daesh until rawa falls", tie) == 1


def test_a_deadline_is_settled_when_its_day_is_over() -> None:
    assert one("mosul-west falls by 2017-05-19", ASSAULT, days=20) == 0
    assert one("mosul-west falls by 2017-05-20", ASSAULT, days=20) == -1
    assert one("ana is held by pmf by 2017-05-19", ASSAULT, days=20) == 0
    assert one("ana is held by pmf by 2017-05-20", ASSAULT, days=20) == -1
    assert one("mosul-west is held by daesh on 2017-05-19", ASSAULT, days=20) == 1
    assert one("mosul-west is held by daesh on 2017-05-20", ASSAULT, days=20) == -1
    assert one("mosul-west is held by daesh from 2017-05-01 to 2017-05-19", ASSAULT, days=20) == 1
    assert one("mosul-west is held by daesh from 2017-05-01 to 2017-05-20", ASSAULT, days=20) == -1


def test_events_past_the_horizon_are_not_seen() -> None:
    assert one("qaim falls", ASSAULT, days=30) == -1
    assert one("qaim falls", ASSAULT, days=31) == 1


def test_rows_in_any_order_give_the_same_verdict() -> None:
    whole = block([ASSAULT, [Change(5, "rawa", "iraq"), Change(5, "ana", "iraq")]])
    order = list(range(whole.day.size))
    random.Random(3).shuffle(order)
    names = ("future", "day", "sequence", "kind", "entity", "before", "after", "cause")
    shuffled = dataclasses.replace(whole, **{name: getattr(whole, name)[order] for name in names})
    for claim in ("rawa falls before ana falls", "ana is held by daesh until rawa falls", "ana falls on 2017-05-10"):
        expected = settle(parse(claim), whole, manifest())
        assert np.array_equal(settle(parse(claim), shuffled, manifest()), expected)


@pytest.mark.parametrize("damage", [{"future": [7, 7, 7]}, {"day": [np.nan, 1, 2]}, {"after": [0]}])
def test_a_damaged_log_is_refused(damage: dict[str, list[float]]) -> None:
    whole = block([ASSAULT])
    broken = {name: np.array(values).astype(getattr(whole, name).dtype) for name, values in damage.items()}
    with pytest.raises(InvalidInput, match="not a sound event log"):
        settle(parse("ana falls"), dataclasses.replace(whole, **broken), manifest())


@given(claim=worlds.CLAIMS, histories=worlds.HISTORIES, holders=worlds.HOLDERS, days=st.integers(1, worlds.DAYS))
def test_the_reference_agrees(claim: Node, histories: list[worlds.History], holders: list[int], days: int) -> None:
    run = cut(manifest(holders), days)
    plain = [Reference(history, run, number).judge(claim) for number, history in enumerate(histories)]
    assert settle(claim, block(histories), run, worlds.GROUND).tolist() == [
        -1 if verdict is None else int(verdict) for verdict in plain
    ]


@given(
    claim=worlds.DATED_CLAIMS,
    histories=worlds.HISTORIES,
    holders=worlds.HOLDERS,
    days=st.lists(st.integers(1, worlds.DAYS), min_size=2, max_size=5),
)
def test_a_cut_horizon_never_flips_a_verdict(
    claim: Node, histories: list[worlds.History], holders: list[int], days: list[int]
) -> None:
    whole, run = block(histories), manifest(holders)
    later = settle(claim, whole, run, worlds.GROUND)
    for horizon in sorted(days, reverse=True):
        earlier = settle(claim, worlds.only_before(whole, horizon), cut(run, horizon), worlds.GROUND)
        assert np.all((earlier == -1) | (earlier == later)), "a verdict flipped, or was known before it could be"
        later = earlier


@given(claim=worlds.CLAIMS, histories=worlds.HISTORIES, holders=worlds.HOLDERS)
def test_claims_share_a_settler_without_touching_each_other(
    claim: Node, histories: list[worlds.History], holders: list[int]
) -> None:
    shared = Settler(block(histories), manifest(holders), worlds.GROUND)
    first = shared.verdict(claim).copy()
    shared.verdict(parse("not (ana falls) and qaim is held by iraq at the end"))
    assert np.array_equal(shared.verdict(claim), first)
    assert first.dtype == np.int8
    assert first.shape == (len(histories),)
