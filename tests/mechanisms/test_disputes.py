"""Disputes in the engine: the hazards on paper, what clashes and mediators do, and what an unconnected layer leaves."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sandtable.claims.judge import judge
from sandtable.ensemble import kinds
from small_worlds import WHY, Raw, campaign, columns, day, duel, fixed, one_block, ready, run, same

STILL = {
    "disputes.shift": 1e-9,
    "disputes.enemy": 1e-9,
    "disputes.distrust": 1e-9,
    "disputes.announced": 1e-9,
    "disputes.mediation": 1e-9,
    "disputes.tension-days": 1e9,
    "disputes.crisis-days": 1e9,
    "disputes.clash": -60.0,
}
"""Nothing drives the parties apart but the rate of crises, and no crisis ends or turns into a clash."""


def quarrel(raw: Raw, **more: Any) -> Raw:
    """A dispute of blue with the neighbour, at one crisis a year."""
    raw["actors"] |= {"neighbour": {"name": "Neighbour"}, "envoy": {"name": "Envoy"}}
    entry = {"between": ["blue", "neighbour"], "crises": [0.99999, 1.0, 1.00001], "trust": [0.49999, 0.5, 0.50001]}
    raw["disputes"]["border"] = entry | {"assume": WHY, "confidence": "high"} | more
    return raw


def mediated(raw: Raw, **more: Any) -> Raw:
    """The envoy stands between them."""
    entry = {"who": "envoy", "dispute": "border", "strength": [0.99999, 1.0], "assume": WHY, "confidence": "high"}
    raw["mediation"]["talks"] = entry | more
    return raw


def peace(days: int = 400, priors: Any = STILL, **more: Any) -> Raw:
    """Nobody moves, but blue and the neighbour quarrel."""
    raw = quarrel(duel(days), **more)
    raw["formations"] = {}
    raw["priors"] = fixed(priors)
    return raw


def share(block: Any, kind: int = kinds.DISPUTE, after: int = 2) -> float:
    """Share of futures in which such a row stands after the first moment."""
    rows = (block.kind == kind) & (block.after >= after) & (block.day > 0)
    return len(np.unique(block.future[rows])) / block.futures


def test_one_crisis_a_year_is_a_constant_hazard() -> None:
    block = one_block(ready(peace(365)), 3000)
    assert share(block) == pytest.approx(1 - math.exp(-365 / 365.25), abs=4 * 0.5 / math.sqrt(3000))


def test_a_clash_comes_with_the_odds_stated_for_a_month() -> None:
    priors = STILL | {"disputes.clash": math.log(0.1 / 0.9), "disputes.commitment": 1e-9}
    block = one_block(ready(peace(365, priors, state="crisis")), 3000)
    assert share(block, after=3) == pytest.approx(1 - 0.9 ** (365 / 30.4375), abs=4 * 0.5 / math.sqrt(3000))


def test_halving_the_step_changes_no_dispute() -> None:
    one, two = (one_block(ready(peace(200), steps), 300) for steps in (1, 2))
    for name in ("future", "kind", "entity", "after", "day"):
        rows = [getattr(block, name)[np.isin(block.kind, (kinds.DISPUTE, kinds.MEDIATION))] for block in (one, two)]
        assert np.array_equal(*rows)
    assert np.array_equal(one.series["trust-border"], two.series["trust-border"])


@pytest.mark.parametrize(("name", "more"), [("shift", {"declining": "blue", "shift": [0.89, 0.9]}), ("distrust", {})])
def test_what_drives_them_apart_brings_more_crises_of_the_same_futures(name: str, more: Any) -> None:
    calm = one_block(ready(peace(300, **more)), 600)
    driven = one_block(ready(peace(300, STILL | {f"disputes.{name}": 3.0}, **more)), 600)
    assert share(driven) > share(calm) + 0.03
    before, after = (set(b.future[(b.kind == 20) & (b.after >= 2)].tolist()) for b in (calm, driven))
    assert before <= after


def test_the_common_enemy_keeps_them_together_until_it_is_beaten() -> None:
    def war(strength: float) -> Any:
        raw = quarrel(duel(300), common_enemy="red")
        odds = {"assault.offensive-odds": 30.0, "assault.log-days": 1.0}
        raw["priors"] = fixed(STILL | odds | {"disputes.enemy": 4.0, "assault.pause-days": 1.0})
        raw["formations"]["column"]["fighters"] = strength
        return one_block(ready(raw), 400)

    won, idle = war(3000.0), war(1.0)
    assert won.kind.tolist().count(kinds.CONTROL) > 300 > idle.kind.tolist().count(kinds.CONTROL)
    assert share(won) > share(idle) + 0.1


@pytest.mark.parametrize(("believed", "bias", "better"), [(0.2, None, True), (0.8, None, False), (0.8, 1.0, True)])
def test_the_sign_of_mediation_is_free(believed: float, bias: float | None, better: bool) -> None:
    priors = STILL | {"disputes.mediation": 2.0, "disputes.who-is-believed": believed}
    leaning = {} if bias is None else {"leans": "blue", "bias": [0.99999, 1.0]}
    alone = one_block(ready(peace(300, priors)), 500)
    helped = one_block(ready(mediated(peace(300, priors), **leaning)), 500)
    assert (share(helped) < share(alone) - 0.1) == better
    if not better:
        assert share(helped) == share(alone)


def test_half_of_the_draws_hold_with_each_sign() -> None:
    column = next(c for c in ready(peace()).world.columns.drawn if c.assumption.name == "disputes.who-is-believed")
    below = np.asarray(column.quantile(np.array([0.25, 0.49, 0.51, 0.75]))) < 0.5
    assert below.tolist() == [True, True, False, False]


def test_trust_falls_by_abuses_that_nobody_answers_for() -> None:
    priors = STILL | {"disputes.abuses": 50.0}
    free = one_block(ready(peace(300, priors)), 100, compiled=False).series["trust-border"][:, -1]
    held = {"accountability": [0.99999, 1.0], "confidence": "high"}
    answered = one_block(ready(peace(300, priors, **held)), 100, compiled=False).series["trust-border"][:, -1]
    assert (answered >= free).all()
    assert answered.mean() > free.mean() + 0.2


def test_a_clash_holds_formations_back_and_closes_passage() -> None:
    def war(state: str) -> Any:
        raw = quarrel(duel(200), state=state, clash={"holds": ["column"]})
        raw["priors"] = fixed(STILL | {"disputes.clash-days": 1e9})
        raw["ties"]["open"] = {"who": "blue", "permits": ["neighbour"], "assume": WHY}
        return one_block(ready(raw), 100)

    calm, clash = war("tension"), war("clash")
    assert kinds.ASSAULT_BEGUN in calm.kind
    assert kinds.ASSAULT_BEGUN not in clash.kind


def test_a_clash_that_ends_gives_back_what_it_took() -> None:
    raw = quarrel(duel(300), state="clash", clash={"holds": ["column"]})
    raw["priors"] = fixed(STILL | {"disputes.clash-days": 30.0})
    block = one_block(ready(raw), 200)
    ended = block.day[(block.kind == kinds.DISPUTE) & (block.after == 2)]
    begun = block.day[block.kind == kinds.ASSAULT_BEGUN]
    assert len(ended) > 150
    assert begun.min() >= ended.min()


def test_events_escalate_calm_and_bring_mediators_on_their_day() -> None:
    raw = mediated(peace(200))
    for number, does in enumerate(({"mediate": "talks"}, {"escalate": "border"}, {"calm": "border"})):
        raw["events"][f"step-{number}"] = {"on": day(20 + 20 * number), "does": [does], "assume": WHY}
    raw["events"]["end"] = {"on": day(100), "does": [{"stop_mediating": "talks"}], "assume": WHY}
    raw["disputes"]["border"]["crises"] = 1e-9
    block = one_block(ready(raw), 3, compiled=False)
    own = np.isin(block.kind, (kinds.DISPUTE, kinds.MEDIATION)) & (block.future == 0)
    rows = list(zip(block.day[own], block.kind[own], block.before[own], block.after[own], strict=True))
    assert rows == [(0, 20, -1, 1), (20, 21, 0, 1), (40, 20, 1, 2), (60, 20, 2, 1), (100, 21, 1, 0)]
    heat = block.series["heat-border"][0]
    assert heat[:4] == pytest.approx([0, 20 / 30, 0, 0])


def test_a_referendum_that_lies_ahead_heats_the_dispute_whether_or_not_it_is_held() -> None:
    raw = peace(300, STILL | {"disputes.announced": 3.0})
    raw["events"]["vote"] = {
        "on": day(290),
        "probability": 0.0,
        "heats": "border",
        "does": [{"escalate": "border"}],
        "assume": WHY,
    }
    assert share(one_block(ready(raw), 500)) > share(one_block(ready(peace(300)), 500)) + 0.2


def test_a_crisis_of_two_patrons_raises_both_their_efforts_in_the_arena() -> None:
    def war(state: str) -> Any:
        raw = peace(300, STILL | {"influence.contest": 0.3}, state=state, arena=["red"])
        raw["disputes"]["border"]["crises"] = 1e-9
        raw["clients"]["red"] = {"who": "red", "power": 0.5, "autonomy": 0.5, "assume": WHY}
        for who in ("blue", "neighbour"):
            raw["influence"][who] = {"who": who, "client": "red", "channel": "economic", "level": 0.3, "assume": WHY}
        raw["ties"] = {}
        return one_block(ready(raw), 100, compiled=False)

    calm, crisis = war("tension"), war("crisis")
    for who in ("blue", "neighbour"):
        assert crisis.series[f"influence-{who}"][:, 8].mean() > calm.series[f"influence-{who}"][:, 8].mean() + 0.01
    assert (crisis.series["autonomy"][:, 8] <= calm.series["autonomy"][:, 8]).all()


def test_an_engagement_that_an_event_ends_falls() -> None:
    raw = peace(300)
    raw["clients"]["red"] = {"who": "red", "power": 0.5, "autonomy": 0.5, "assume": WHY}
    raw["influence"]["arms"] = {"who": "envoy", "client": "red", "channel": "military", "level": 0.8, "assume": WHY}
    raw["events"]["leaves"] = {"on": day(40), "does": [{"engage": "arms", "level": 0.0}], "assume": WHY}
    series = one_block(ready(raw), 50, compiled=False).series["influence-envoy"]
    assert (series[:, 9] < series[:, 0]).all()


def test_disputes_that_touch_nothing_change_no_future() -> None:
    without = columns(run(mediated(quarrel(campaign(200))) | {"disputes": {}, "mediation": {}}, 40))
    with_it = columns(run(mediated(quarrel(campaign(200))), 40))
    battle = ~np.isin(with_it["kind"], (kinds.DISPUTE, kinds.MEDIATION))
    kept = {name: with_it[name][battle] for name in without if name not in ("uniforms", "sequence")}
    assert same({name: without[name] for name in kept}, kept)


def test_a_claim_asks_about_stages_and_mediators() -> None:
    ensemble = run(mediated(peace(300), until=day(50)), 200)
    claims = {
        "crisis": "border reaches crisis by 2030-12-25",
        "in": "border is in crisis at the end",
        "ends": "talks ends by 2030-05-01",
        "trust": "measure trust-border is at least 0 throughout 2030-06",
    }
    rows = {row.id: row for row in judge(ensemble, claims).rows}
    assert rows["ends"].probability == rows["trust"].probability == 1.0
    assert rows["crisis"].true == rows["in"].true > 0
