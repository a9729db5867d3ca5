"""What would give a claim another word: known assumptions run as if they were facts, and planted changes are found."""

from __future__ import annotations

import numpy as np
import pytest

from sandtable.assumptions.flip import flip, word_of
from sandtable.claims.question import Question
from sandtable.errors import InvalidInput
from sandtable.simulation.run import Settings, simulate
from small_worlds import campaign, columns, day, duel, fixed, run, whole

DEAL = "events.deal.probability"


def dealt(probability: float = 0.5) -> dict[str, object]:
    """A war in which a deal hands the ford over on day 10, which nothing else can do by then."""
    raw = campaign(60)
    raw["events"]["deal"] = {
        "on": day(10), "probability": probability, "assume": "planted",
        "does": [{"hand_over": "ford", "by": "blue", "agrees": "red"}],
    }  # fmt: skip
    return raw


def test_an_assumption_that_is_known_runs_as_if_it_were_a_fact() -> None:
    """Held at the middle of its prior it gives the very futures of a scenario that states that value."""
    raw = campaign(120)
    raw["priors"] = {"assault.log-days": {"value": [2.0, 2.5, 3.0], "confidence": "high", "assume": "planted"}}
    known = {"assault.log-days": 0.5}
    settings = Settings(replicates=2, pinned=known)
    pinned = columns(simulate(whole(raw), futures=60, settings=settings))
    raw["priors"] = fixed({"assault.log-days": 2.5})
    stated = columns(run(raw, 60, replicates=2))
    for name in ("future", "day", "kind", "entity", "before", "after", "cause"):
        np.testing.assert_array_equal(pinned[name], stated[name])
    free = columns(run(campaign(120), 60, replicates=2))
    assert len(free["day"]) != len(pinned["day"]) or not np.array_equal(free["day"], pinned["day"])


@pytest.mark.parametrize(
    ("known", "says"),
    [({"assault.log-day": 0.5}, "Did you mean 'assault.log-days'"), ({"assault.log-days": 1.0}, "between 0 and 1")],
)
def test_what_cannot_be_known_is_refused(known: dict[str, float], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        simulate(whole(campaign(60)), futures=10, settings=Settings(pinned=known))


def test_a_planted_event_flips_the_claim_both_ways() -> None:
    futures = run(dealt(), 1_000, replicates=2)
    found = flip(futures, {"claim": Question(f"ford falls by {day(12)}")}, futures=500)
    assert found.word == "roughly even chance"
    both = {one.value: one for one in found.flips if one.assumption.name == DEAL}
    assert both[1.0].trial.word == "almost certain"
    assert both[1.0].trial.probability > 0.9
    assert both[0.0].trial.probability < 0.1
    assert both[1.0].clear
    assert both[0.0].clear
    assert both[1.0].away is None


def test_a_planted_number_flips_it_at_the_value_that_makes_it_so() -> None:
    """All assaults take the same time in the middle case, and the horizon lies at the prior's 70th percentile or so."""
    raw = duel(60)
    raw["priors"] |= {"assault.log-days": {"value": [2.5, 3.2, 3.9], "confidence": "high", "assume": "planted"}}
    raw["priors"] |= fixed({"assault.battle-spread": 0.01, "assault.base-odds": 9.0})
    futures = run(raw, 2_000, replicates=2)
    question = {"claim": Question(f"town falls by {day(40)}")}
    found = flip(futures, question, futures=500)
    (one,) = [item for item in found.flips if item.assumption.name == "assault.log-days"]
    truth = futures_known(raw, one.level, question)
    assert truth != found.word
    assert one.trial.word == truth
    assert one.away is not None
    nearer = one.level + np.sign(0.5 - one.level) * 0.2
    if one.away > 0.2:
        assert futures_known(raw, nearer, question) == found.word


def futures_known(raw: dict[str, object], level: float, question: dict[str, Question]) -> str:
    """The word of the claim in a run of its own with the assumption known."""
    from sandtable.claims.judge import judge

    settings = Settings(replicates=1, pinned={"assault.log-days": float(level)})
    return word_of(judge(simulate(whole(raw), futures=500, settings=settings), question).row("claim").probability)


def test_a_certain_claim_is_flipped_by_nothing() -> None:
    futures = run(dealt(1.0), 300, replicates=2)
    found = flip(futures, {"claim": Question(f"ford falls by {day(12)}")}, futures=250)
    assert found.flips == found.unmoved == ()
    assert found.word == "almost certain"
