"""How a claim is asked: conditions, comparisons, what open futures count as, margins, and by when it is due."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import worlds
from claims.test_judge import stored
from claims.worlds import Change
from sandtable.claims.comparison import paired
from sandtable.claims.due import due_date
from sandtable.claims.interval import confidence_sequence
from sandtable.claims.judge import judge
from sandtable.claims.parse import parse
from sandtable.claims.question import Question
from sandtable.claims.verdicts import FEWEST_GIVEN, OUTSIDE
from sandtable.errors import InvalidInput

BOTH = [Change(10, "ana", "iraq"), Change(30, "qaim", "iraq")]
ANA = [Change(10, "ana", "iraq")]
LATE = [Change(50, "qaim", "iraq"), Change(60, "ana", "iraq")]
NONE: list[Change] = []


def test_a_condition_picks_futures_and_changes_nothing(tmp_path: Path) -> None:
    run = stored(tmp_path, [[BOTH, ANA, LATE, NONE] * 150], replicates=1)
    verdicts = judge(
        run, {"plain": "qaim falls by the end", "given": Question("qaim falls by the end", given="ana falls")}
    )
    plain, given_ana = verdicts.rows
    assert (plain.futures, plain.true, plain.of) == (600, 300, None)
    assert (given_ana.futures, given_ana.true, given_ana.of, given_ana.given) == (450, 300, 600, "ana falls")
    assert (given_ana.low, given_ana.high) == confidence_sequence(300, 450, 0.05 / 2)
    assert given_ana.assumption_low is None
    assert verdicts.settled[1, :4, 0].tolist() == [1, 0, 1, OUTSIDE]
    assert verdicts.together == 2


@pytest.mark.parametrize("number", [FEWEST_GIVEN - 1, FEWEST_GIVEN])
def test_a_condition_that_few_futures_meet_gets_no_number(tmp_path: Path, number: int) -> None:
    run = stored(tmp_path, [[BOTH] * number + [NONE] * 30], replicates=1)
    verdicts = judge(run, {"q": Question("qaim falls", given="ana falls"), "other": "ana falls"})
    assert [row.id for row in verdicts.rows] == (["q", "other"] if number >= FEWEST_GIVEN else ["other"])
    said = [str(one) for one in verdicts.refused]
    expected = "q: its condition `ana falls` holds in 199 of 229 futures; under 200 no probability is given."
    assert said == ([] if number >= FEWEST_GIVEN else [expected])
    assert len(verdicts.settled) == len(verdicts.rows)


def test_open_futures_count_as_they_are_asked_to(tmp_path: Path) -> None:
    run = stored(tmp_path, [[BOTH, ANA, NONE, NONE]], replicates=1)
    asked = {word: Question("qaim falls", undecided=word) for word in ("report", "false", "true")}
    counts = {row.id: (row.true, row.false, row.undecided) for row in judge(run, asked).rows}
    assert counts == {"report": (1, 0, 3), "false": (1, 3, 0), "true": (4, 0, 0)}


def test_more_likely_than_is_paired(tmp_path: Path) -> None:
    run = stored(tmp_path, [[BOTH, ANA, LATE, NONE] * 500], replicates=1)
    row = judge(run, {"ana": Question("ana falls by the end", than="qaim"), "qaim": "qaim falls by the end"}).row("ana")
    assert row.than is not None
    assert (row.than.futures, row.than.gained, row.than.lost) == (2000, 500, 0)
    assert row.than.difference == 0.25
    assert row.than == paired(np.array([1, 1, 1, 0] * 500) == 1, np.array([1, 0, 1, 0] * 500) == 1, 0.05 / 3)
    assert 0 < row.than.low < 0.25 < row.than.high


def test_problems_say_which_part_of_a_question_is_wrong(tmp_path: Path) -> None:
    run = stored(tmp_path, [[BOTH]], replicates=1)
    asked = {
        "one": Question("ana fals"),
        "two": Question("ana falls", given="anna falls"),
        "three": Question("ana falls", than="tow"),
        "four": Question("ana falls", than="four"),
    }
    with pytest.raises(InvalidInput) as wrong:
        judge(run, asked)
    assert {one.path for one in wrong.value.problems} == {"one", "two.given", "three.than", "four.than"}
    assert "Did you mean 'two'?" in str(wrong.value)


def test_margins_stand_in_the_verdict(tmp_path: Path) -> None:
    early, late = [Change(10, "ana", "iraq"), Change(12, "qaim", "iraq")], [Change(10, "qaim", "iraq")]
    spread = [[Change(10, "ana", "iraq"), Change(10 + gap, "qaim", "iraq")] for gap in range(1, 51)]
    row = judge(stored(tmp_path, [[*spread, early, late]], replicates=1), {"q": "ana falls before qaim falls"}).row("q")
    assert row.won_by is not None
    assert (row.won_by.low, row.won_by.usual, row.won_by.high, row.won_by.futures) == (5.0, 25.0, 45.0, 51)
    assert row.lost_by is not None
    assert (row.lost_by.usual, row.lost_by.futures) == (np.inf, 1)
    held = judge(stored(tmp_path / "held", [[early]], replicates=1), {"q": "ana is held by iraq at the end"}).row("q")
    assert (held.won_by, held.lost_by) == (None, None)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=300))
def test_a_difference_lies_in_its_interval_and_turns_with_its_sides(pairs: list[tuple[bool, bool]]) -> None:
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    found, turned = paired(one, other, 0.05), paired(other, one, 0.05)
    assert found.low <= found.difference <= found.high
    assert found.difference == pytest.approx(one.mean() - other.mean())
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


@pytest.mark.nightly
def test_a_paired_interval_keeps_its_promise_at_every_look() -> None:
    random = np.random.default_rng(6)
    missed, trials = 0, 400
    for _ in range(trials):
        gained, lost = 0.06, 0.03
        drawn = random.random(3_000)
        one, other = drawn < gained, (drawn >= gained) & (drawn < gained + lost)
        looks = (paired(one[:n], other[:n], 0.05) for n in range(100, 3_001, 100))
        missed += any(not look.low <= gained - lost <= look.high for look in looks)
    assert missed / trials <= 0.05, f"{missed} of {trials} missed at some look"


@pytest.mark.parametrize(
    ("claim", "due"),
    [
        ("ana falls", None),
        ("ana falls by 2017-05-31", "2017-05-31"),
        ("ana falls by the end", "2017-07-08"),
        ("ana falls on 2017-05-31", "2017-05-31"),
        ("ana falls in 2017-Q3", "2017-09-30"),
        ("ana is held by iraq from 2017-05-01 to 2017-06-15", "2017-06-15"),
        ("ana is held by iraq throughout 2017-06", "2017-06-30"),
        ("ana is held by iraq at the end", "2017-07-08"),
        ("ana falls before qaim falls", None),
        ("ana falls within 3 days after qaim falls", None),
        ("ana is held by daesh until qaim falls", None),
        ("total exposure in 2017-06 is above 3", "2017-06-30"),
        ("measure exposure on 2017-05-03 is above measure exposure on 2017-06-03", "2017-06-03"),
        ("all of [ana falls by 2017-05-31, qaim falls by 2017-06-30]", "2017-06-30"),
        ("ana falls by 2017-05-31 implies qaim falls", None),
        ("not (ana falls by 2017-05-31)", "2017-05-31"),
        ("each of [ana, qaim] falls by 2017-05-31", "2017-05-31"),
        ("at least 1 of [ana falls by 2017-05-31, qaim falls by the end]", "2017-07-08"),
    ],
)
def test_due(claim: str, due: str | None) -> None:
    found = due_date(parse(claim), worlds.UNTIL)
    assert (found.isoformat() if found else None) == due


@given(claim=worlds.CLAIMS, histories=worlds.HISTORIES, holders=worlds.HOLDERS)
def test_what_is_due_by_the_last_day_is_settled(
    claim: Any, histories: list[worlds.History], holders: list[int]
) -> None:
    """A due date is a promise: once it is over, nothing is undecided."""
    from sandtable.claims.settle import settle

    found = due_date(claim, worlds.UNTIL)
    last_month = datetime.date(2017, 6, 30)  # measures are known in months that are over
    if found is not None and found <= last_month and not any(n.op == "at_end" for n in _walk(claim)):
        verdict = settle(claim, worlds.block(histories), worlds.manifest(holders), worlds.GROUND)
        assert not np.any(verdict == -1)


def _walk(claim: Any) -> Any:
    from sandtable.claims.ast import walk

    return walk(claim)
