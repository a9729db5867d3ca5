"""Labels: planted truths (a mediator that matters is found to matter, one that does not is not), and the rule."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from sandtable.assumptions.ablation import labels_of
from sandtable.assumptions.labels import Label, echoed_event, label_of, strongest_input, with_input
from sandtable.assumptions.premises import Premise, is_of_events_alone, is_political, judged_entry, premises_of
from sandtable.claims.comparison import Comparison
from sandtable.claims.judge import judge
from sandtable.claims.parse import parse
from sandtable.claims.question import Question
from sandtable.views.label import label_row
from small_worlds import WHY, Raw, day, duel, fixed, run, whole

CLAIMS = {
    "crisis": "quarrel reaches crisis by 2030-12-25",
    "vote": "vote happens by the end",
    "never": "quarrel reaches clash by 2030-03-01",
}


def quarrel(gamma: float) -> Raw:
    """Blue and the neighbour, with an envoy between them who is neutral and believed; and a vote that does nothing."""
    raw = duel(300)
    raw["formations"] = {}
    raw["actors"] |= {"neighbour": {"name": "Neighbour"}, "envoy": {"name": "Envoy"}}
    entry: Raw = {"between": ["blue", "neighbour"], "crises": [0.99, 1.0, 1.01], "cite": "they quarrel"}
    raw["disputes"]["quarrel"] = entry | {"state": "tension"}
    talks: Raw = {"who": "envoy", "dispute": "quarrel", "strength": [0.98, 0.99], "assume": WHY, "confidence": "high"}
    raw["mediation"]["talks"] = talks
    does = [{"air_cover": "blue", "level": 0.5}]
    raw["events"]["vote"] = {"on": [day(50), day(250)], "probability": 0.7, "does": does, "assume": WHY}
    raw["priors"] = fixed(
        {
            "disputes.mediation": gamma,
            "disputes.who-is-believed": 0.1,
            "disputes.distrust": 0.0,
            "disputes.tension-days": 1e6,
        }
    )
    return raw


@cache
def labelled(gamma: float) -> dict[str, Label]:
    ensemble = run(quarrel(gamma), 500)
    questions = {key: Question(claim) for key, claim in CLAIMS.items()}
    return labels_of(ensemble, judge(ensemble, questions), questions, {}, futures=500)


def test_a_mediator_that_matters_is_found_to_matter() -> None:
    found = labelled(3.0)["crisis"]
    assert (found.word, found.premise and found.premise.id) == ("assumption-carried", "mediation-to-disputes")
    assert found.without is not None
    assert found.without > found.share + 0.2
    said = label_row(found)
    assert said["carrier"] == "a mediator is there and does nothing, for good or ill"
    assert said["text"].startswith("Assumption-carried: it is ")


def test_one_that_does_nothing_is_not() -> None:
    found = labelled(0.0)["crisis"]
    assert found.word == "data-carried"
    assert found.premise is found.input is found.entry is None


def test_what_is_described_by_judgements_alone_is_not_called_data() -> None:
    scenario = whole(quarrel(1.0))
    assert judged_entry(parse("quarrel reaches crisis by the end"), scenario) is None
    assert judged_entry(parse("talks ends by the end"), scenario) == "talks"
    assert judged_entry(parse("measure exposure is above 0 in 2031"), scenario) is None
    label = with_input(label_of(0.4, {}), None, "talks")
    assert (label.word, label.entry) == ("assumption-carried", "talks")
    assert "talks" in label_row(label)["text"]


def test_a_dated_event_and_an_impossible_claim_are_tautologies() -> None:
    found = labelled(3.0)
    assert (found["vote"].word, found["vote"].event) == ("tautological", "events.vote")
    assert (found["never"].word, found["never"].event) == ("tautological", None)
    assert "\u201cvote\u201d" in label_row(found["vote"])["text"]


def test_what_is_political_and_what_is_but_an_event() -> None:
    assert is_political(parse("not (quarrel is in crisis throughout 2031)"))
    assert is_political(parse("measure influence-east is above 0.1 in 2031"))
    assert not is_political(parse("measure exposure is above 0 in 2031"))
    assert is_of_events_alone(parse("vote happens and raid happens by the end"))
    assert not is_of_events_alone(parse("vote happens or town falls"))


def test_premises_are_named_once_and_change_the_scenario() -> None:
    scenario = whole(quarrel(1.0))
    found = premises_of(scenario)
    assert len({premise.id for premise in found}) == len(found) >= 6
    assert all(premise.change(scenario) != scenario for premise in found)
    assert premises_of(whole(duel())) == ()


PREMISE = Premise("one", "it is gone", lambda scenario: scenario)
READING = Premise("other", "it is read so", lambda scenario: scenario, reading=True)


def change(difference: float, half: float = 0.02) -> Comparison:
    return Comparison(1000, 0, 0, difference, difference - half, difference + half)


@pytest.mark.parametrize(
    ("share", "moves", "half", "premise", "word"),
    [
        (0.4, 0.09, 0.02, PREMISE, "data-carried"),
        (0.4, 0.11, 0.02, PREMISE, "assumption-carried"),
        (0.4, 0.11, 0.12, PREMISE, "data-carried"),
        (0.48, 0.05, 0.02, PREMISE, "assumption-carried"),
        (0.04, 0.06, 0.02, PREMISE, "assumption-carried"),
        (0.4, 0.30, 0.02, READING, "data-carried"),
        (0.995, 0.0, 0.001, PREMISE, "tautological"),
        (0.004, 0.3, 0.02, PREMISE, "assumption-carried"),
    ],
)
def test_the_thresholds_are_those_written_down(
    share: float, moves: float, half: float, premise: Premise, word: str
) -> None:
    found = label_of(share, {premise.id: (premise, change(moves, half))})
    assert found.word == word
    assert (found.low, found.high) == (share, pytest.approx(share + moves))


def test_a_supposed_difference_is_carried_by_what_makes_it_vanish() -> None:
    gone = label_of(0.5, {"one": (PREMISE, change(0.01))}, difference=change(0.2))
    blurred = label_of(0.5, {"one": (PREMISE, change(0.15, half=0.2))}, difference=change(0.2))
    assert blurred.word == "data-carried"
    kept = label_of(0.5, {"one": (PREMISE, change(0.15))}, difference=change(0.2))
    assert (gone.word, kept.word) == ("assumption-carried", "data-carried")
    assert "difference" in label_row(gone)["text"]


def test_a_judgement_that_moves_a_claim_carries_it() -> None:
    rng = np.random.default_rng(1)
    lower = rng.random(2000) < 0.5
    truth = np.where(lower, rng.random(2000) < 0.3, rng.random(2000) < 0.8)
    found = strongest_input(truth, {"how strong it is": (lower, False), "noise": (rng.random(2000) < 0.5, False)})
    assert found is not None
    assert found.meaning == "how strong it is"
    assert strongest_input(truth, {"noise": (rng.random(2000) < 0.5, False)}) is None
    label = with_input(label_of(0.55, {}), found)
    assert label.word == "assumption-carried"
    assert "lower half" in label_row(label)["text"]


@pytest.mark.parametrize("negated", [False, True])
def test_an_event_is_echoed_by_its_chance_and_day_and_nothing_else_is(negated: bool) -> None:
    rng = np.random.default_rng(2)
    occurs, days = rng.random(1000) < 0.6, rng.random(1000)
    truth: Any = (occurs & (days < 0.7)) != negated
    assert echoed_event(truth, {"vote": (occurs, days)}) == "vote"
    assert echoed_event(rng.random(1000) < 0.4, {"vote": (occurs, days)}) is None
