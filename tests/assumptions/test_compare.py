"""Two readings compared future by future: what was planted is found, and what was not touched is exactly zero."""

from __future__ import annotations

import numpy as np
import pytest

from assumptions.test_branching import planted
from sandtable.assumptions.branching import Rerunner
from sandtable.assumptions.compare import compare
from sandtable.assumptions.typical import typical
from sandtable.assumptions.why import why
from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.errors import InvalidInput
from small_worlds import falls, run

ASKED = {"far": Question("far falls by the end"), "town": Question("town falls by the end")}


def test_a_planted_cause_is_recovered_by_all_three() -> None:
    """A place is handed over once a town has fallen, with probability one half."""
    with_deal = run(planted(0.5), 1_500, replicates=2)
    raw = planted(0.5)
    raw["events"] = {}
    without = run(raw, 1_500, replicates=2)
    verdicts = judge(with_deal, ASKED)

    far, town = compare(without, with_deal, ASKED)
    happened = np.isfinite(falls(with_deal, "far")[::2])
    assert far.change.difference == far.second == happened.mean() > 0.1
    assert far.first == 0.0
    assert far.change.low < happened.mean() < far.change.high
    assert town.untouched
    assert town.change.difference == 0.0
    assert town.first == town.second

    first = why(with_deal, verdicts, "far").weighed[0]
    assert first.driver.assumption.name == "events.deal.probability"
    assert first.curve.direction == "likelier"
    assert first.curve.chances[0] == 0.0

    future = typical(with_deal, verdicts, "far", True)
    assert future is not None
    rerunner = Rerunner(with_deal, future, ASKED["far"], True)
    fell = int(falls(with_deal, "town")[2 * future.draw])
    assert rerunner.chance(0, 200).share < 1.0 == rerunner.chance(fell + 1, 200).share


def test_the_order_turns_the_sign() -> None:
    raw = planted(0.5)
    one = run(raw, 300, replicates=1)
    raw["priors"] |= {"assault.base-odds": {"value": 1.0, "assume": "planted"}}
    other = run(raw, 300, replicates=1)
    there, back = compare(one, other, ASKED)[1].change, compare(other, one, ASKED)[1].change
    assert (there.gained, there.lost) == (back.lost, back.gained)
    assert there.difference == -back.difference > 0
    assert there.low == pytest.approx(-back.high)


def test_runs_that_share_no_luck_are_refused() -> None:
    one, other = run(planted(), 50, seed=1), run(planted(), 50, seed=2)
    with pytest.raises(InvalidInput, match="same seed"):
        compare(one, other, ASKED)
