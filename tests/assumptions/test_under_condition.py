"""The range over assumptions under a condition, against what many futures of every draw say."""

from __future__ import annotations

import numpy as np
import pytest

from sandtable.assumptions.branching import machine_of
from sandtable.assumptions.under_condition import with_conditional_ranges
from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.claims.twins import assumption_range
from sandtable.claims.verdicts import OUTSIDE
from sandtable.ensemble.ensemble import Ensemble
from sandtable.simulation.block import run_fresh
from small_worlds import day, duel, run

EARLY, LATE = 25, 60
ASKED = {"claim": Question(f"town falls by {day(EARLY)}", given=f"town falls by {day(LATE)}")}


@pytest.fixture(scope="module")
def war() -> Ensemble:
    """How long an assault takes is known badly, so where the condition is rare the claim is rarer still."""
    raw = duel(90)
    raw["priors"] |= {
        "assault.log-days": {"value": [2.0, 3.4, 4.8], "confidence": "high", "assume": "planted"},
        "assault.base-odds": {"value": 4.0, "assume": "planted"},
    }
    return run(raw, 1_500, replicates=2)


def known_share(war: Ensemble) -> float:
    """Variance of P(claim | assumptions, condition) over the assumptions of futures that meet it, as a share."""
    machine, draws = machine_of(war), np.arange(400, dtype=np.int64)
    met, true = np.zeros(400), np.zeros(400)
    for fresh in range(500, 620):
        block = run_fresh(machine.prepared, machine.engine, war.manifest.seed, draws, fresh)
        when = np.full(400, np.inf)
        np.minimum.at(when, block.future[block.kind == 1], block.day[block.kind == 1])
        met += when < LATE + 1
        true += when < EARLY + 1
    kept = met > 0
    chance, whole = true[kept] / met[kept], true.sum() / met.sum()
    noise = (chance * (1 - chance) * met[kept] / np.maximum(met[kept] - 1, 1)).sum() / met.sum()
    spread = (met[kept] * (chance - whole) ** 2).sum() / met.sum()
    return float((spread - noise) / (whole * (1 - whole)))


def test_it_is_what_many_futures_of_each_draw_say(war: Ensemble) -> None:
    verdicts = judge(war, ASKED)
    assert verdicts.row("claim").assumption_share is None
    row = with_conditional_ranges(war, verdicts, ASKED).row("claim")
    assert row.assumption_share is not None
    assert row.assumption_low is not None
    assert row.assumption_high is not None
    truth = known_share(war)
    assert row.assumption_share == pytest.approx(truth, abs=0.05)
    assert row.assumption_low < row.probability < row.assumption_high


def test_a_condition_that_always_holds_changes_nothing(war: Ensemble) -> None:
    asked = {
        "free": Question(f"town falls by {day(EARLY)}"),
        "bound": Question(f"town falls by {day(EARLY)}", given="camp is held by blue at the end"),
    }
    found = with_conditional_ranges(war, judge(war, asked), asked)
    twins = judge(war, asked).settled[0][:1_000] == 1
    expected = assumption_range(twins, found.row("free").probability)
    bound = found.row("bound")
    assert (bound.assumption_low, bound.assumption_high) == (expected.low, expected.high)
    assert found.row("free") == judge(war, asked).row("free")


def test_twins_alone_say_something_else(war: Ensemble) -> None:
    """Why a second future is sought: pairs that both meet the condition overweigh where it is likely."""
    verdicts = judge(war, ASKED)
    both = verdicts.settled[0][(verdicts.settled[0] != OUTSIDE).all(axis=1)] == 1
    found = with_conditional_ranges(war, verdicts, ASKED).row("claim").assumption_share
    assert found is not None
    truth = known_share(war)
    assert assumption_range(both, verdicts.row("claim").probability).share < truth - 0.03
    assert abs(found - truth) < 0.03


def test_without_twins_there_is_no_range() -> None:
    once = run(duel(60), 600, replicates=1)
    verdicts = judge(once, ASKED | {"claim": Question("town falls", given=f"town falls by {day(50)}")})
    assert with_conditional_ranges(once, verdicts, ASKED) is verdicts
