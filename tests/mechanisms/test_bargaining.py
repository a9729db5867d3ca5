"""Issues in the engine: held to the formulas of `sandtable.bargaining`, pulled by patrons, and felt the day after."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandtable.bargaining.centre import forecast, plain_mean, weighted_mean
from sandtable.bargaining.condorcet import elect as elect_on_paper
from sandtable.bargaining.issue import Issue
from sandtable.bargaining.votes import coalitions
from sandtable.claims.judge import judge
from sandtable.ensemble.kinds import CONTROL, ISSUE_SETTLED
from sandtable.ensemble.results import EVENT_COLUMNS
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.read import read_scenario
from sandtable.scenario.resolve import complete
from sandtable.simulation.block import run_block
from sandtable.simulation.compose import engine
from sandtable.simulation.prepare import prepare
from sandtable.world.ballots import elect
from sandtable.world.build_politics import BALLOTS, VICTORIES, VOTES
from sandtable.world.fields import STATE_FIELDS, WORLD_FIELDS
from sandtable.world.records import FLOORS, new_record
from small_worlds import WHY, Raw, campaign, columns, day, duel, fixed, one_block, question, ready, run, same

SIZES = FLOORS | {"half-route": 256, "place+1": 65, "voter+1": 33}
numbers = st.floats(0.0, 1.0, width=32)


@settings(max_examples=60, deadline=None)
@given(
    data=st.data(),
    voters=st.integers(2, 6),
    options=st.integers(2, 6),
    rule=st.sampled_from(VOTES),
    law=st.sampled_from(sorted(VICTORIES)),
    ballot=st.sampled_from(BALLOTS),
)
def test_the_compiled_election_is_that_of_the_formulas(
    data: Any, voters: int, options: int, rule: str, law: str, ballot: str
) -> None:
    worth = np.array([[data.draw(numbers) for _ in range(options)] for _ in range(voters)])
    weight = np.array([data.draw(st.floats(0.5, 50.0, width=32)) for _ in range(voters)])
    state, world = new_record(STATE_FIELDS, SIZES), new_record(WORLD_FIELDS, SIZES)
    state["ballot_worth"][0, :voters, :options] = worth
    state["ballot_weight"][0, :voters] = weight
    world["votes_rule"], world["ballot_rule"] = VOTES.index(rule), BALLOTS.index(ballot)
    world["victory_exponent"] = VICTORIES[law]
    elect(state[0], world[0], voters, options)
    strength = coalitions(worth, weight, rule)
    expected = elect_on_paper(strength, law, ballot)
    found = state["ballot_share"][0, :options]
    assert found.sum() == pytest.approx(1.0)
    if (np.minimum(strength, strength.T) > 1e-4 * np.maximum(strength, strength.T)).all():
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6)  # else the paper's own chain stops too early


EMISSIONS = {"blue": (40, 50, 8), "red": (70, 80, 5), "green": (100, 60, 6), "grey": (70, 20, 9)}
"""Four actors at three positions."""


def table(raw: Raw, **more: Any) -> Issue:
    """An issue of four actors without any doubt, in the scenario and on paper."""
    raw["actors"] |= {"green": {"name": "Green"}, "grey": {"name": "Grey"}}
    sharp = {who: tuple([value, value, value] for value in stake) for who, stake in EMISSIONS.items()}
    question(raw, "delay", sharp, **more)
    rows = np.array([EMISSIONS[who] for who in sorted(EMISSIONS)], dtype=np.float64)
    return Issue(tuple(sorted(EMISSIONS)), ("delay",), rows[:, 2], rows[:, :1].copy(), rows[:, 1:2].copy())


def outcomes(block: Any) -> Any:
    """Where issues were settled, in points, and on which day; (row,) each."""
    rows = block.kind == ISSUE_SETTLED
    return block.after[rows] / 100.0, block.day[rows]


@pytest.mark.parametrize(("law", "ballot"), [("linear", "uniform"), ("quartic", "uniform"), ("linear", "conditional")])
def test_outcomes_are_as_frequent_as_the_forecast_says(law: str, ballot: str) -> None:
    raw = duel(20)
    on_paper = forecast(table(raw, due=day(3)), law=law, election=ballot)
    raw["mechanisms"] |= {"victory": law, "ballot": ballot}
    where, when = outcomes(one_block(ready(raw), 4000))
    assert len(where) == 4000
    assert set(np.floor(when)) == {3.0}
    for option, probability in zip(on_paper.options[:, 0], on_paper.probability, strict=True):
        share = np.mean(np.round(where) == option)
        assert abs(share - probability) < 4.5 * np.sqrt(probability * (1 - probability) / 4000), option


def test_the_measures_are_centre_spread_and_plain_mean() -> None:
    raw = duel(70)
    issue = table(raw)
    series = one_block(ready(raw), 3, compiled=False).series
    centre = weighted_mean(issue.position, issue.weight)[0]
    spread = np.sqrt(issue.weight @ (issue.position[:, 0] - centre) ** 2 / issue.weight.sum())
    np.testing.assert_allclose(series["position-delay"], centre, rtol=1e-5)
    np.testing.assert_allclose(series["naive-delay"], plain_mean(issue.position)[0], rtol=1e-5)
    np.testing.assert_allclose(series["spread-delay"], spread, rtol=1e-5)


def test_an_issue_waits_for_its_event_and_takes_its_time() -> None:
    raw = duel(100)
    table(raw, due={"after": "invitation"}, takes=[10.0 - 1e-9, 10.0, 10.0])
    does = [{"salience": "delay", "by": "green", "to": 90}]
    raw["events"]["invitation"] = {"on": day(30), "probability": 0.5, "does": does, "assume": WHY}
    block = one_block(ready(raw), 200)
    when = outcomes(block)[1]
    assert set(np.floor(when)) <= {39.0, 40.0}
    assert 60 < len(when) < 140


def test_what_follows_is_done_the_day_after_and_only_above_the_point() -> None:
    raw = duel(60)
    raw["formations"] = {}
    table(raw, due=day(5), settles=[{"above": 80, "does": [{"hand_over": "town", "by": "blue", "agrees": "red"}]}])
    block = one_block(ready(raw), 300)
    where, _ = outcomes(block)
    changed = block.kind == CONTROL
    assert changed.sum() == (where > 80).sum() > 0
    assert set(np.floor(block.day[changed])) == {6.0}
    assert set(block.future[changed]) == set(block.future[block.kind == ISSUE_SETTLED][where > 80])


def test_effects_move_positions_and_call_for_a_settlement() -> None:
    raw = duel(60)
    table(raw)
    does = [{"position": "delay", "by": who, "to": 55} for who in EMISSIONS] + [{"settle": "delay"}]
    raw["events"]["summit"] = {"on": day(20), "does": does, "assume": WHY}
    block = one_block(ready(raw), 30)
    where, when = outcomes(block)
    np.testing.assert_allclose(where, 55.0)
    assert set(np.floor(when)) == {20.0}


def patronised(switch: str = "on") -> Raw:
    """Red listens to green through one channel, with as much autonomy as green has weight."""
    raw = duel(70)
    table(raw)
    raw["clients"]["red"] = {"who": "red", "power": 0.5, "autonomy": [0.5 - 1e-9, 0.5, 0.5], "assume": WHY}
    raw["influence"]["arms"] = {"who": "green", "client": "red", "channel": "military", "level": 1, "assume": WHY}
    raw["influence"]["arms"]["level"] = [1.0 - 1e-9, 1.0, 1.0]
    raw["priors"] |= fixed({f"influence.{name}-weight": 1.0 for name in ("diplomatic", "informational", "military")})
    raw["priors"] |= fixed({"influence.economic-weight": 1.0, "influence.exponent": 1.0, "influence.base": 0.0})
    raw["priors"] |= fixed({"influence.gain": 0.0})
    raw["mechanisms"]["couplings"] = {"influence-to-positions": switch}
    return raw


def test_a_patron_with_a_stake_pulls_its_client_by_its_weight() -> None:
    block = one_block(ready(patronised()), 2, compiled=False)
    pull = 0.25 / (0.25 + 0.5)  # a quarter of the channels, beside an autonomy of a half
    plain = [40, 70, 100, 70 + pull * (100 - 70)]
    np.testing.assert_allclose(block.series["naive-delay"][:, 1:], np.mean([*plain]), rtol=1e-5)
    apart = one_block(ready(patronised("off")), 2, compiled=False)
    np.testing.assert_allclose(apart.series["naive-delay"], 70.0, rtol=1e-5)


def test_an_issue_changes_nobody_elses_futures() -> None:
    raw = campaign(120)
    question(raw, "talks", {"blue": (20, 50, 1), "red": (80, 50, 2)}, due=day(60))
    with_it, without = columns(run(raw, 40)), columns(run(campaign(120), 40))
    rows = with_it["kind"] != ISSUE_SETTLED
    names = ("future", "day", "kind", "entity", "before", "after", "cause")
    assert same({name: without[name] for name in names}, {name: with_it[name][rows] for name in names})


def test_half_steps_settle_on_the_same_days() -> None:
    raw = duel(60)
    table(raw, due=[day(10), day(40)])
    one, two = (one_block(ready(raw, steps), 50) for steps in (1, 2))
    assert np.array_equal(np.floor(outcomes(one)[1]), np.floor(outcomes(two)[1]))
    assert np.array_equal(outcomes(one)[0], outcomes(two)[0])


def test_claims_about_an_issue() -> None:
    raw = duel(60)
    table(raw, due=day(5))
    claims = {
        "high": "delay is settled above 60 by the end",
        "low": "delay is settled at most 60 by the end",
        "open": "not (delay is settled by the end)",
        "centre": "measure position-delay is above measure naive-delay on 2030-03-31",
    }
    rows = {row.id: row for row in judge(run(raw, 400), claims).rows}
    assert rows["high"].true + rows["low"].true == rows["high"].futures
    assert rows["open"].true == 0
    assert rows["centre"].true == 0


def test_an_issue_that_nobody_waits_for_changes_no_future_of_the_flagship() -> None:
    scenario = complete(read_scenario("western-anbar-2017"))
    another = scenario.issues["kirkuk-status"].model_copy(update={"due": None})
    with_it = scenario.model_copy(update={"issues": {**scenario.issues, "the-colour-of-stamps": another}})
    module = engine(MECHANISMS)
    before, after = (run_block(prepare(one), module, 1, 0, (200, 200, 1)) for one in (scenario, with_it))
    assert any("the-colour-of-stamps" in name for name in set(after.series) - set(before.series))
    for name in EVENT_COLUMNS:
        np.testing.assert_array_equal(getattr(before, name), getattr(after, name))
    for name, values in before.series.items():
        np.testing.assert_array_equal(values, after.series[name])
