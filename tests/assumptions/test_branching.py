"""A typical future and the day on which it branched off, where both are known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from sandtable.assumptions.branching import Chance, Rerunner, branching
from sandtable.assumptions.typical import Typical, typical
from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.kinds import CONTROL
from sandtable.errors import InvalidInput
from small_worlds import campaign, day, duel, falls, place, run

DAYS = 200


def planted(probability: float = 1.0) -> dict[str, object]:
    """Blue's column and red's town; once the town falls, and only then, a far place is handed over."""
    raw = duel(DAYS)
    place(raw, "far", "red", 300)
    raw["events"]["deal"] = {
        "on": day(1),
        "after": "town",
        "probability": probability,
        "does": [{"hand_over": "far", "by": "blue", "agrees": "red"}],
        "assume": "planted",
    }
    return raw


@pytest.fixture(scope="module")
def war() -> Ensemble:
    return run(planted(), 2_000, replicates=1)


def told(ensemble: Ensemble, question: Question, outcome: bool) -> tuple[Typical, Rerunner]:
    future = typical(ensemble, judge(ensemble, {"claim": question}), "claim", outcome)
    assert future is not None
    return future, Rerunner(ensemble, future, question, outcome)


def test_the_chance_on_the_first_day_is_that_of_the_run(war: Ensemble) -> None:
    """Every assumption is fixed there, so all futures of the run differ in luck alone."""
    question = Question("town falls by the end")
    verdicts = judge(war, {"claim": question})
    _, rerunner = told(war, question, True)
    found = rerunner.chance(0, 400)
    share = verdicts.rows[0].probability
    assert 0.2 < share < 0.98
    assert found.low < share < found.high
    assert found.share == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 400))


def test_what_a_planted_cause_decides_is_open_before_and_settled_after(war: Ensemble) -> None:
    question = Question("far falls by the end")
    future, rerunner = told(war, question, True)
    events = future.events
    town = war.manifest.places.index("town")
    fell = int(events.day[(events.kind == CONTROL) & (events.entity == town)][0])
    assert rerunner.chance(fell + 1, 200).share == 1.0
    assert rerunner.chance(0, 200).share < 1.0
    found = branching(rerunner)
    assert found is not None
    assert found.after.share > found.before.share
    assert found.step <= fell
    assert found.until <= fell + 1


def test_a_future_in_which_it_failed_is_told_too(war: Ensemble) -> None:
    question = Question("far falls by the end")
    future, rerunner = told(war, question, False)
    assert (falls(war, "far")[future.draw]) == np.inf
    found = branching(rerunner)
    assert found is not None
    assert found.at_first.share == pytest.approx(1 - judge(war, {"claim": question}).rows[0].probability, abs=0.1)


def test_typical_is_the_nearest_to_the_middle() -> None:
    ensemble = run(campaign(DAYS), 400, replicates=2)
    question = Question("mill falls by the end")
    verdicts = judge(ensemble, {"claim": question})
    future = typical(ensemble, verdicts, "claim", True)
    assert future is not None
    days = np.stack([np.minimum(falls(ensemble, key), DAYS)[::2] for key in ensemble.manifest.places], axis=1)
    rows = np.flatnonzero(verdicts.settled[0, :, 0] == 1)
    mine = days[rows]
    spread = np.where(mine.std(axis=0) > 0, mine.std(axis=0), np.inf)
    distance = np.sqrt((((mine - np.median(mine, axis=0)) / spread) ** 2).sum(axis=1))
    assert future.draw == rows[np.argmin(distance)]
    assert future.like_it == len(rows)
    whole = next(iter(ensemble.blocks()))
    wanted = whole.day[whole.future == 2 * (future.draw % 250)] if future.draw < 250 else None
    assert wanted is None or np.array_equal(wanted, future.events.day)


def test_no_future_of_the_kind_is_none(war: Ensemble) -> None:
    verdicts = judge(war, {"claim": "camp falls by the end"})
    assert typical(war, verdicts, "claim", True) is None


def test_a_run_that_cannot_be_repeated_is_refused(war: Ensemble) -> None:
    question = Question("town falls by the end")
    future = typical(war, judge(war, {"claim": question}), "claim", True)
    assert future is not None
    other = Typical(future.draw + 1, future.like_it, future.futures, future.events)
    with pytest.raises(InvalidInput, match="Run it anew"):
        Rerunner(war, other, question, True)


def test_what_happens_at_the_very_end_has_no_step_after_it() -> None:
    def chance(step: int, reruns: int) -> Chance:
        return Chance(round(reruns * step / 10), reruns, 0.0, 1.0)

    stub = SimpleNamespace(
        future=SimpleNamespace(events=SimpleNamespace(day=np.array([2.0, 10.0]))),
        run=SimpleNamespace(steps_per_day=1, days=10),
        chance=chance,
    )
    found = branching(cast(Rerunner, stub), 10, 10)
    assert found is not None
    assert 0 <= found.step < found.until <= 10
