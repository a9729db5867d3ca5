"""What battles cost, who leaves in time, who arrives and who strikes back: small worlds with plain answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import (
    ASSAULT_BEGUN,
    ASSAULT_ENDED,
    BROKEN_OFF,
    BY_AGREEMENT,
    BY_ASSAULT,
    BY_COLLAPSE,
    BY_WITHDRAWAL,
    CONTROL,
)
from sandtable.errors import InvalidInput
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation.compose import engine
from sandtable.world.start import begin_future
from small_worlds import (
    NOTHING_MATTERS,
    WHY,
    Raw,
    body,
    campaign,
    columns,
    day,
    draws_of,
    duel,
    empty,
    empty_log,
    falls,
    first_state,
    fixed,
    last_state,
    mechanism,
    one_block,
    place,
    ready,
    road,
    run,
)

SURE = {"assault.base-odds": 25.0}


def _end(raw: Raw, seed: int = 1, draw: int = 0) -> tuple[Any, Any, Any]:
    """World, last state and draw of one future of the plain engine."""
    prepared = ready(raw)
    state, drawn = last_state(prepared, engine(MECHANISMS, compiled=False), seed, draw)
    return prepared.world, state, drawn


def _sharp(persons: float) -> list[float]:
    """A range with no width to speak of."""
    return [persons * (1 - 1e-9), persons, persons * (1 + 1e-9)]


def _costly(attackers: float, defenders: float, days: int = 200, **more: float) -> Raw:
    raw = duel(days)
    raw["formations"]["column"]["fighters"] = _sharp(3000)
    raw["forces"]["guard-town"]["fighters"] = _sharp(1000)
    losses = {"losses.attackers": attackers, "losses.defenders": defenders}
    exact = {"losses.attackers-spread": 1e-9, "losses.defenders-spread": 1e-9, "capture.garrison": 1e-9}
    raw["priors"] = fixed(NOTHING_MATTERS | SURE | losses | exact | more)
    return raw


def test_a_whole_assault_costs_each_side_its_share() -> None:
    raw = _costly(0.02, 0.3, **{"capture.escape-cut-off": 0.0, "capture.killed-share": 0.0})
    _, state, draw = _end(raw)
    assert state.strength[0] == pytest.approx(3000 * 0.98, rel=1e-6)
    assert state.killed[:2] == pytest.approx([60.0, 300.0], rel=1e-6)
    assert state.captured[1] == pytest.approx(700.0, rel=1e-6)
    assert draw.strength[0] == pytest.approx(3000)


def test_a_battle_broken_off_costs_the_share_of_its_work() -> None:
    """The dead fit the work that was kept, which is half of what was done."""
    raw = _costly(0.2, 0.5, 60, **{"assault.base-odds": 0.0, "assault.defeat-pause-days": 10_000.0})
    broken = 0
    for draw in range(20):
        world, state, _drawn = _end(raw, 1, draw)
        town = world.places.index("town")
        if state.holder[town] == world.actors.index("red") and state.work[town] > 0 and state.target[0] < 0:
            done = 2 * state.work[town]
            assert state.killed[:2] == pytest.approx([3000 * (1 - 0.8**done), 1000 * (1 - 0.5**done)], rel=1e-6)
            broken += 1
    assert broken > 3


def test_losses_at_nought_are_losses_switched_off() -> None:
    raw = campaign(200)
    raw["priors"] = fixed({"losses.attackers": 1e-300, "losses.defenders": 1e-300})
    nil = one_block(ready(raw), 200)
    off = raw | {"mechanisms": raw["mechanisms"] | {"off": ["losses"]}}
    assert one_block(ready(off), 200).day.tobytes() == nil.day.tobytes()
    raw["priors"] = {}
    assert one_block(ready(raw), 200).day.tobytes() != nil.day.tobytes()


@pytest.mark.parametrize("name", ["reinforcement", "withdrawal"])
def test_switching_off_is_nought(name: str) -> None:
    nil = campaign(200)
    nil["priors"] = fixed({"withdrawal.rate": 1e-300})
    if name == "reinforcement":
        nil["reinforcements"] = {
            "flow": {"who": "red", "at": "mill", "fighters_per_month": _sharp(1e-300), "assume": WHY}
        }
    off = nil | {"mechanisms": nil["mechanisms"] | {"off": [name]}}
    assert one_block(ready(off), 200).day.tobytes() == one_block(ready(nil), 200).day.tobytes()


def test_cascade_at_nought_is_cascade_off_and_on_it_hurries_the_end() -> None:
    raw = campaign(300)
    raw["mechanisms"] |= {"cascade": "on"}
    raw["priors"] = fixed({"cascade.strength": 0.0})
    nil = one_block(ready(raw), 200)
    off = raw | {"mechanisms": raw["mechanisms"] | {"cascade": "off"}}
    assert one_block(ready(off), 200).day.tobytes() == nil.day.tobytes()
    raw["priors"] = fixed({"cascade.strength": 2.0})
    quick, slow = run(raw, 1500), run(off, 1500)
    first = [np.min([falls(one, key) for key in ("mill", "ford", "hill", "pocket")], axis=0) for one in (quick, slow)]
    last = [np.max([falls(one, key) for key in ("mill", "ford", "hill", "pocket")], axis=0) for one in (quick, slow)]
    assert np.median(first[0]) == pytest.approx(np.median(first[1]), rel=0.02)
    assert (last[0] < 250).mean() > (last[1] < 250).mean() + 0.03


# --- Withdrawal and agreement ---------------------------------------------------------------------------------------


def _open_road(days: int = 300, **priors: float) -> Raw:
    """Blue's column before red's town, with a road behind it to red's haven."""
    raw = duel(days)
    place(raw, "haven", "red", 200)
    road(raw, "town", "haven")
    raw["forces"]["guard-town"]["fighters"] = _sharp(1000)
    raw["priors"] = fixed(NOTHING_MATTERS | {"withdrawal.rate": 0.05} | priors)
    return raw


def test_who_withdraws_is_neither_killed_nor_captured() -> None:
    raw = _open_road(**SURE, **{"assault.log-days": 8.0})
    table = columns(run(raw, 200))
    changes = table["cause"][table["kind"] == CONTROL]
    assert set(changes.tolist()) == {BY_WITHDRAWAL}
    assert len(changes) == 200, "sure to fall, in a long battle, with a road open: all leave"
    world, state, _draw = _end(raw)
    haven, town = world.places.index("haven"), world.places.index("town")
    assert state.garrison[haven, 1] == pytest.approx(1000 + 200, rel=0.6)
    assert state.garrison[town, 0] > 0
    assert state.killed.sum() + state.captured.sum() < 1e-6
    assert state.reinforced.sum() == 0, "the takers' garrison comes out of their column"


def test_who_is_likely_to_hold_or_cut_off_stays() -> None:
    raw = _open_road(**{"assault.base-odds": -25.0, "assault.log-days": 8.0})
    assert not np.isfinite(falls(run(raw, 200), "town")).any()
    cut = _open_road(**SURE, **{"assault.log-days": 6.0})
    del cut["routes"]["town-to-haven"]
    assert not np.isfinite(falls(run(cut, 200), "town", BY_WITHDRAWAL)).any()


def test_withdrawal_has_its_hazard() -> None:
    raw = _open_road(101, **SURE, **{"assault.log-days": 30.0, "withdrawal.rate": 0.02})
    days = falls(run(raw, 20_000), "town", BY_WITHDRAWAL)
    for limit in (20.0, 50.5, 100.0):
        assert (days < limit).mean() == pytest.approx(1 - np.exp(-0.02 * limit), abs=0.011)


def _handed_over() -> Raw:
    """Red's town, ringed by blue; red's only other place lies beyond."""
    raw = empty(30)
    place(raw, "far", "red", 100, supplies=["red"])
    place(raw, "ring", "blue", 300, supplies=["blue"])
    place(raw, "town", "red", _sharp(1000))
    road(raw, "town", "ring")
    road(raw, "ring", "far")
    raw["priors"] = fixed(NOTHING_MATTERS | {"waste.rate": 1e-12})
    return raw


@pytest.mark.parametrize("how", [BY_AGREEMENT, BY_COLLAPSE])
def test_an_agreement_gives_safe_passage_and_a_collapse_does_not(how: int) -> None:
    """Through capture alone: red's men leave the ringed town whole if it is agreed, else few escape."""
    prepared = ready(_handed_over())
    world, draw, state = prepared.world.record[0], draws_of(prepared)[0], first_state(prepared)[0]
    begin_future(state, world, draw)
    town, far = prepared.world.places.index("town"), prepared.world.places.index("far")
    state.taken_by[town], state.taken_how[town] = 0, how
    luck = np.zeros(1, [("key0", "i8"), ("key1", "i8")]).view(np.recarray)[0]
    before = state.garrison[far, 1]
    mechanism("capture").step(state, world, draw, luck, empty_log())
    if how == BY_AGREEMENT:
        assert state.garrison[far, 1] - before == pytest.approx(1000)
        assert state.captured.sum() == state.killed.sum() == 0
        assert state.garrison[town, 0] > 0
    else:
        assert state.garrison[far, 1] == before
        assert state.captured.sum() > 0


# --- Reinforcement and reserves -------------------------------------------------------------------------------------


def _flow(raw: Raw, **more: Any) -> Raw:
    raw["reinforcements"] = {"flow": {"who": "red", "fighters_per_month": _sharp(304.36875), "assume": WHY, **more}}
    return raw


def test_fighters_arrive_month_by_month_until_the_last_day() -> None:
    raw = duel(41)
    raw["formations"]["column"]["available"] = day(500)
    _, state, draw = _end(_flow(raw, at="town"))
    town = 1
    assert state.garrison[town, 1] - draw.garrison[town, 1] == pytest.approx(10.0 * 41)
    assert state.reinforced[1] == pytest.approx(410.0)
    _, state, draw = _end(_flow(raw, at="town", until=day(9)))
    assert state.garrison[town, 1] - draw.garrison[town, 1] == pytest.approx(100.0)


def test_nobody_arrives_where_no_supply_does_or_others_hold() -> None:
    raw = duel(41)
    raw["formations"]["column"]["available"] = day(500)
    place(raw, "source", "red", supplies=["red"])
    _, state, _draw = _end(_flow(raw, at="town"))
    # On day 0 itself supply is not yet worked out when they would arrive.
    assert state.reinforced[1] == 0
    road(raw, "town", "source")
    _, state, _draw = _end(_flow(raw, at="town"))
    assert state.reinforced[1] == pytest.approx(400.0)
    _, state, _draw = _end(_flow(raw, at="camp"))
    assert state.reinforced[1] == 0


def test_a_formation_is_reinforced_where_it_stands() -> None:
    raw = duel(41)
    raw["formations"]["column"]["available"] = day(500)
    _flow(raw, formation="column")["reinforcements"]["flow"]["who"] = "blue"
    _, state, draw = _end(raw)
    assert state.strength[0] - draw.strength[0] == pytest.approx(410.0)


def test_a_reserve_only_wins_back_what_its_side_held() -> None:
    raw = duel(600)
    raw["formations"]["column"]["reserve"] = True
    raw["priors"] = fixed(NOTHING_MATTERS | SURE | {"assault.log-days": 1.0})
    assert not np.isfinite(falls(run(raw, 50), "town")).any()
    raw["events"]["coup"] = {"on": day(10), "does": [{"take": "camp", "by": "red"}], "assume": WHY}
    place(raw, "rear", "blue", 100)
    road(raw, "rear", "camp")
    raw["formations"]["column"] |= {"base": "rear", "only": []}
    table = columns(run(raw, 50))
    begun = table["entity"][table["kind"] == ASSAULT_BEGUN]
    assert set(begun.tolist()) == {0}, "the camp and nothing else"
    assert (table["kind"] == CONTROL).sum() == 100


def test_what_was_lost_is_wanted_back() -> None:
    raw = empty(3)
    place(raw, "camp", "blue", 500)
    for key in ("anvil", "birch"):
        place(raw, key, "red" if key == "anvil" else "blue", 400)
        road(raw, "camp", key)
    body(raw, "column", "blue", "camp", available=day(1))
    raw["events"]["coup"] = {"on": day(0), "does": [{"take": "birch", "by": "red"}], "assume": WHY}
    shares = []
    for weight in (0.0, 2.0):
        raw["priors"] = fixed(NOTHING_MATTERS | {"choice.recovery": weight})
        table = columns(run(raw, 4000))
        rows = table["kind"] == ASSAULT_BEGUN
        shares.append((table["entity"][rows] == 1).sum() / 4000)
    assert shares[0] == pytest.approx(0.5, abs=0.03)
    assert shares[1] == pytest.approx(1 / (1 + np.exp(-2.0)), abs=0.02)


def test_under_orders_bodies_join_a_battle_and_others_do_not() -> None:
    raw = duel(60)
    raw["priors"] = fixed(NOTHING_MATTERS | {"assault.log-days": 8.0, "assault.base-odds": 10.0})
    body(raw, "late", "blue", "camp", 3000, available=day(20), orders=["town"])
    table = columns(run(raw, 20))
    begun = table["kind"] == ASSAULT_BEGUN
    assert sorted(table["day"][begun].tolist()) == [0.0] * 20 + [20.0] * 20
    raw["formations"]["late"]["orders"] = []
    assert (columns(run(raw, 20))["kind"] == ASSAULT_BEGUN).sum() == 20


# --- Choice -----------------------------------------------------------------------------------------------------------


def test_nobody_without_orders_begins_what_does_not_promise_success() -> None:
    raw = duel(300)
    raw["priors"] = fixed(NOTHING_MATTERS | {"assault.base-odds": -1.0, "choice.floor": 0.3})
    assert not (columns(run(raw, 50))["kind"] == ASSAULT_BEGUN).any()
    raw["formations"]["column"]["orders"] = ["town"]
    assert (columns(run(raw, 50))["kind"] == ASSAULT_BEGUN).sum() >= 50
    raw["formations"]["column"]["orders"] = []
    raw["priors"] = fixed(NOTHING_MATTERS | {"assault.base-odds": -1.0, "choice.floor": 0.26})
    assert (columns(run(raw, 50))["kind"] == ASSAULT_BEGUN).sum() >= 50


def test_who_found_nothing_looks_again_after_some_days() -> None:
    """The garrison wastes away behind its ring: the column that waits begins once the odds are good enough."""
    raw = duel(300)
    raw["places"]["camp"]["supplies"] = ["blue"]
    place(raw, "source", "red", supplies=["red"])
    steady = {"choice.floor": 0.6, "assault.force-exponent": 1.0, "assault.base-odds": -0.99, "supply.reach": 1e9}
    raw["priors"] = fixed(NOTHING_MATTERS | steady | {"waste.rate": 0.004, "choice.look-again": 10.0})
    raw["forces"]["guard-town"]["fighters"] = _sharp(1000)
    raw["formations"]["column"]["fighters"] = _sharp(3000)
    table = columns(run(raw, 5))
    first = table["day"][table["kind"] == ASSAULT_BEGUN].min()
    assert first > 0
    assert first % 10 == 0


@pytest.mark.parametrize(("rule", "expected"), [("nearest", "birch"), ("weakest", "cedar")])
def test_rules_of_choice(rule: str, expected: str) -> None:
    raw = empty(2)
    place(raw, "camp", "blue", 500)
    for key, km, fighters in (("anvil", 90, 900), ("birch", 50, 800), ("cedar", 120, 300)):
        place(raw, key, "red", _sharp(fighters))
        road(raw, "camp", key, _sharp(km))
    body(raw, "column", "blue", "camp")
    raw["priorities"] = {"plan": {"who": "blue", "places": {"anvil": 1}, "assume": WHY}}
    raw["priors"] = fixed(NOTHING_MATTERS | {"choice.priority": 50.0})
    chosen = {}
    for name in ("weigh", rule, "any"):
        raw["mechanisms"]["choice"] = name
        ensemble = run(raw, 600)
        table = columns(ensemble)
        numbers = table["entity"][table["kind"] == ASSAULT_BEGUN]
        chosen[name] = [ensemble.manifest.places[number] for number in numbers]
    assert set(chosen["weigh"]) == {"anvil"}
    assert set(chosen[rule]) == {expected}
    counts = np.array([chosen["any"].count(key) for key in ("anvil", "birch", "cedar")])
    assert counts.sum() == 600
    assert np.abs(counts - 200).max() < 50


# --- Laws of battle ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kernel", ["square", "linear", "deitchman", "helmbold"])
def test_a_law_of_battle_wears_both_sides_down_to_a_decision(kernel: str) -> None:
    raw = duel(400)
    raw["mechanisms"]["kernel"] = kernel
    raw["priors"] = fixed(NOTHING_MATTERS | {"assault.defeat-pause-days": 10_000.0})
    for strong, weak in ((20_000, 1000), (500, 1000)):
        raw["formations"]["column"]["fighters"] = _sharp(strong)
        raw["forces"]["guard-town"]["fighters"] = _sharp(weak)
        table = columns(run(raw, 400))
        ended = table["cause"][table["kind"] == ASSAULT_ENDED]
        assert set(ended.tolist()) <= {BY_ASSAULT, BROKEN_OFF}
        won = (ended == BY_ASSAULT).sum() / 400
        assert won > 0.5 if strong > weak else won < 0.5, (kernel, strong, won)
    _, state, _draw = _end(raw)
    assert state.killed[0] > 0
    assert state.killed[1] > 0


def test_a_law_of_battle_halves_its_day() -> None:
    raw = duel(300)
    raw["mechanisms"]["kernel"] = "square"
    raw["priors"] = {}
    shares = []
    for steps in (1, 2):
        days = falls(run(raw, 6000, steps_per_day=steps), "town", BY_ASSAULT)
        shares.append([(days < limit).mean() for limit in (30, 90, 300)])
    assert np.abs(np.subtract(*shares)).max() < 0.02
    assert 0.1 < shares[0][2] < 0.98


def test_an_unknown_mechanism_cannot_be_switched_off() -> None:
    raw = duel()
    raw["mechanisms"]["off"] = ["losess"]
    with pytest.raises(InvalidInput, match="losses"):
        ready(raw)


def test_collapse_is_none_of_withdrawals_business() -> None:
    raw = campaign(200)
    raw["mechanisms"] |= {"off": ["withdrawal"]}
    table = columns(run(raw, 300))
    causes = set(table["cause"][table["kind"] == CONTROL].tolist())
    assert BY_WITHDRAWAL not in causes
    assert BY_COLLAPSE in causes
