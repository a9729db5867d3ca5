"""What mechanisms do in small worlds where the right answer is plain."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import (
    ASSAULT_BEGUN,
    ASSAULT_ENDED,
    BROKEN_OFF,
    BY_ASSAULT,
    BY_COLLAPSE,
    BY_EVENT,
    CONTROL,
    CUT_OFF,
    HAPPENED,
)
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation.compose import engine
from small_worlds import (
    NOTHING_MATTERS,
    Raw,
    body,
    campaign,
    columns,
    day,
    duel,
    empty,
    falls,
    fixed,
    last_state,
    place,
    ready,
    road,
    run,
    whole,
)

SURE = {"assault.base-odds": 25.0}
HOPELESS = {"assault.base-odds": -25.0}


def _rows(table: dict[str, Any], kind: int) -> dict[str, Any]:
    return {name: table[name][table["kind"] == kind] for name in table if name != "uniforms"}


def test_a_sure_assault_takes_the_place_and_a_hopeless_one_never() -> None:
    for odds, share in ((SURE, 1.0), (HOPELESS, 0.0)):
        raw = duel(days=400)
        raw["priors"] = fixed(NOTHING_MATTERS | odds)
        assert np.isfinite(falls(run(raw, 200), "town", BY_ASSAULT)).mean() == share


def test_a_formation_left_over_attacks_once_the_place_is_free_again() -> None:
    """Two columns, one town: the one that waits takes its turn when the other's assault is broken off."""
    raw = duel(days=120)
    body(raw, "other", "blue", "camp", 3000, only=["town"])
    raw["priors"] = fixed(NOTHING_MATTERS | HOPELESS | {"assault.defeat-pause-days": 10_000.0})
    begun = _rows(columns(run(raw, 50)), ASSAULT_BEGUN)
    for future in range(50):
        assert sorted(begun["cause"][begun["future"] == future].tolist()) == [0, 1]


def test_orders_override_choice() -> None:
    raw = empty(900)
    place(raw, "camp", "blue", 500)
    for key in ("anvil", "birch", "cedar"):
        place(raw, key, "red", 300)
        road(raw, "camp", key)
    body(raw, "column", "blue", "camp", orders=["cedar", "anvil", "birch"])
    raw["priorities"] = {"plan": {"who": "blue", "places": {"birch": 1, "cedar": -1}, "assume": "test"}}
    raw["priors"] = fixed(
        NOTHING_MATTERS | SURE | {"choice.priority": 50.0, "assault.log-days": 1.0, "assault.pause-days": 5.0}
    )
    ensemble = run(raw, 100)
    days = [falls(ensemble, key) for key in ("cedar", "anvil", "birch")]
    assert (days[0] < days[1]).all()
    assert (days[1] < days[2]).all()
    assert np.isfinite(days[2]).all()
    raw["formations"]["column"]["orders"] = []
    ensemble = run(raw, 100)
    days = [falls(ensemble, key) for key in ("birch", "anvil", "cedar")]
    assert (days[0] < days[1]).all()
    assert (days[1] < days[2]).all()


@pytest.mark.parametrize("stranger", ["", "green"])
def test_an_order_that_no_enemy_holds_does_not_stop_the_rest(stranger: str) -> None:
    raw = duel(days=300)
    raw["actors"]["green"] = {"name": "Green"}
    place(raw, "halt", stranger)
    road(raw, "camp", "halt")
    raw["formations"]["column"] |= {"orders": ["halt", "town"], "only": ["halt", "town"]}
    raw["priors"] = fixed(NOTHING_MATTERS | SURE)
    assert np.isfinite(falls(run(raw, 20), "town")).all()


def test_one_side_does_not_help_another_to_take_a_place() -> None:
    """Blue and green both have orders for red's town, and are enemies: the second waits its turn."""
    raw = duel(days=150)
    raw["actors"]["green"] = {"name": "Green"}
    raw["ties"]["third"] = {"who": "green", "enemy": ["red", "blue"], "assume": "test"}
    place(raw, "lair", "green", 500)
    road(raw, "lair", "town")
    body(raw, "greens", "green", "lair", 3000, orders=["town"])
    raw["formations"]["column"]["orders"] = ["town"]
    table = columns(run(raw, 100))
    for future in range(100):
        under_way = 0
        mine = (
            (table["future"] == future)
            & np.isin(table["kind"], [ASSAULT_BEGUN, ASSAULT_ENDED])
            & (table["entity"] == 2)
        )
        for kind in table["kind"][mine]:
            under_way += 1 if kind == ASSAULT_BEGUN else -1
            assert 0 <= under_way <= 1


def test_an_assault_goes_on_when_one_of_its_formations_leaves() -> None:
    raw = duel(days=4000)
    body(raw, "a-first", "blue", "camp", 2000, orders=["town"])
    raw["formations"]["column"]["orders"] = ["town"]
    raw["events"]["leaves"] = {"on": day(3), "does": [{"withdraw": "a-first"}], "assume": "test"}
    raw["priors"] = fixed(NOTHING_MATTERS | SURE | {"assault.log-days": 4.0})
    table = columns(run(raw, 50))
    ended = _rows(table, ASSAULT_ENDED)
    begun = _rows(table, ASSAULT_BEGUN)
    assert len(begun["day"]) == 100, "the second formation did not have to begin again"
    assert (ended["day"][ended["cause"] == BY_ASSAULT] > 3).all()
    assert (ended["cause"] == BY_ASSAULT).sum() == (begun["cause"] == 1).sum() == 50


def test_available_after_a_fall_never_attacks_before_it() -> None:
    raw = campaign(250)
    raw["formations"]["second"]["available"] = {"after": "mill"}
    ensemble = run(raw, 400)
    mill = falls(ensemble, "mill")
    begun = _rows(columns(ensemble), ASSAULT_BEGUN)
    second = begun["cause"] == ensemble.manifest.formations.index("second")
    assert second.sum() > 50
    assert (begun["day"][second] >= mill[begun["future"][second]]).all()


def test_available_from_a_date() -> None:
    raw = duel()
    raw["formations"]["column"]["available"] = day(40)
    begun = _rows(columns(run(raw, 20)), ASSAULT_BEGUN)
    assert begun["day"].min() == 40


def _pocket(days: int = 200) -> Raw:
    raw = empty(days)
    place(raw, "pocket", "red", 300)
    place(raw, "ring", "blue", 300)
    place(raw, "far", "red", 300, supplies=["red"])
    road(raw, "pocket", "ring")
    road(raw, "ring", "far")
    raw["mechanisms"] = {"collapse": "author"}
    return raw


def test_a_place_that_can_only_collapse_falls_without_assault() -> None:
    ensemble = run(_pocket(900), 500)
    table = columns(ensemble)
    changes = _rows(table, CONTROL)
    assert not (table["kind"] == ASSAULT_BEGUN).any()
    assert np.isfinite(falls(ensemble, "pocket", BY_COLLAPSE)).mean() > 0.95
    assert set(changes["cause"].tolist()) == {BY_COLLAPSE}
    assert set(changes["entity"].tolist()) == {ensemble.manifest.places.index("pocket")}


def test_the_three_settings_of_collapse_are_in_order() -> None:
    shares = {}
    for setting in ("off", "weak", "author"):
        raw = _pocket()
        raw["mechanisms"] = {"collapse": setting}
        shares[setting] = np.isfinite(falls(run(raw, 1000), "pocket")).mean()
    assert shares["off"] == 0
    assert 0.05 < shares["weak"] < shares["author"] - 0.2


def test_a_side_without_a_declared_source_is_never_cut_off() -> None:
    raw = _pocket()
    raw["places"]["far"]["supplies"] = []
    table = columns(run(raw, 200))
    assert not len(table["kind"]), "nothing at all happens"
    raw["places"]["far"]["supplies"] = ["red"]
    assert (columns(run(raw, 200))["kind"] == CUT_OFF).sum() == 200


def test_isolation_counts_from_the_day_that_a_place_was_cut_off() -> None:
    """100 days before day 0 if the scenario says so; a place that supply does reach is not isolated by saying so."""
    raw = _pocket(2)
    raw["mechanisms"] = {"collapse": "off"}
    raw["priors"] = fixed({"supply.isolation-days": 50.0})
    raw["control"]["held-pocket"]["cut_off_since"] = day(-100)
    raw["control"]["held-far"]["cut_off_since"] = day(-100)
    prepared = ready(raw)
    state, _draw = last_state(prepared, engine(MECHANISMS, compiled=False), 1)
    isolation = dict(zip(prepared.world.places, state.isolation.tolist(), strict=False))
    assert isolation == {"far": 0.0, "pocket": pytest.approx(1 - np.exp(-101 / 50)), "ring": 0.0}
    del raw["control"]["held-pocket"]["cut_off_since"]
    state, _draw = last_state(ready(raw), engine(MECHANISMS, compiled=False), 1)
    assert state.isolation[1] == pytest.approx(1 - np.exp(-1 / 50))


def test_a_place_taken_deep_in_the_enemy_does_not_keep_the_losers_supply() -> None:
    raw = _pocket(60)
    place(raw, "raid", "red", 300)
    road(raw, "far", "raid", 300)
    place(raw, "home", "blue", supplies=["blue"])
    road(raw, "home", "ring")
    raw["events"]["landing"] = {"on": day(5), "does": [{"take": "raid", "by": "blue"}], "assume": "test"}
    raw["mechanisms"] = {"collapse": "off"}
    prepared = ready(raw)
    state, draw = last_state(prepared, engine(MECHANISMS, compiled=False), 1)
    raid = prepared.world.places.index("raid")
    assert state.holder[raid] == 0
    assert state.cut_off[raid] == 1
    roads = {frozenset(route.between): draw.km[n] for n, route in enumerate(whole(raw).routes.values())}
    by_road = sum(roads[frozenset(pair)] for pair in (("home", "ring"), ("ring", "far"), ("far", "raid")))
    assert state.efficiency[raid] == pytest.approx(math.exp(-by_road / draw.supply_reach))


def test_a_battle_under_way_is_supplied_like_any_other() -> None:
    raw = duel(days=2)
    raw["places"]["camp"]["supplies"] = ["blue"]
    raw["routes"]["camp-to-town"]["km"] = [299.999, 300, 300.001]
    raw["priors"] = fixed(NOTHING_MATTERS | {"supply.reach": 300.0})
    prepared = ready(raw)
    fresh, _draw = last_state(prepared, engine(MECHANISMS, compiled=False), 1)
    raw["in_progress"] = {
        "battle": {"on": "town", "by": "column", "since": day(-10), "work_left": [0.5, 0.7], "assume": "test"}
    }
    under_way, _draw = last_state(ready(raw), engine(MECHANISMS, compiled=False), 1)
    assert fresh.reach_efficiency[0] == pytest.approx(np.exp(-1), abs=1e-4)
    assert under_way.reach_efficiency[0] == pytest.approx(np.exp(-1), abs=1e-4)


def test_a_battle_under_way_has_done_its_share() -> None:
    """Begun 50 days ago with half of the effort left, and sure to succeed: it ends 50 days from now."""
    raw = duel(days=400)
    raw["in_progress"] = {
        "battle": {"on": "town", "by": "column", "since": day(-50), "work_left": [0.5, 0.5, 0.5], "assume": "test"}
    }
    raw["priors"] = fixed(NOTHING_MATTERS | SURE)
    assert falls(run(raw, 20), "town") == pytest.approx(50.0, abs=1e-6)


def test_events_of_every_kind() -> None:
    raw = duel(days=60)
    raw["priors"] = fixed(NOTHING_MATTERS | HOPELESS)
    raw["places"]["town"]["supplies"] = ["red"]
    raw["events"] = {
        "joins": {"on": day(10), "does": [{"reinforce": "column", "fighters": 700}], "assume": "test"},
        "planes": {"on": day(11), "does": [{"air_cover": "blue", "level": 0.7}], "assume": "test"},
        "shut": {"on": day(12), "does": [{"close_supply": "town"}], "assume": "test"},
        "open": {"on": day(13), "does": [{"open_supply": "camp", "by": "red"}], "assume": "test"},
        "deal": {"on": day(20), "does": [{"take": "town", "by": "blue"}], "assume": "test"},
        "gone": {"on": day(30), "after": "town", "does": [{"withdraw": "column"}], "assume": "test"},
        "never": {"on": day(5), "after": "camp", "does": [{"take": "camp", "by": "red"}], "assume": "test"},
    }
    ensemble = run(raw, 5)
    happened = _rows(columns(ensemble), HAPPENED)
    names = [ensemble.manifest.events[entity] for entity in happened["entity"][happened["future"] == 0]]
    assert names == ["joins", "planes", "shut", "open", "deal", "gone"]
    assert happened["day"][:6].tolist() == [10, 11, 12, 13, 20, 30]
    changes = _rows(columns(ensemble), CONTROL)
    assert set(changes["cause"].tolist()) == {BY_EVENT}
    assert changes["day"].tolist() == [20.0] * 5
    state, _draw = last_state(ready(raw), engine(MECHANISMS, compiled=False), 1)
    assert state.air[0] == 0.7
    assert state.supplies[:2].tolist()[0][:2] == [0, 1]
    assert state.strength[0] == 0


def test_an_uncertain_event_happens_in_its_share_of_futures_on_its_days() -> None:
    raw = duel(days=100)
    raw["events"]["maybe"] = {
        "on": [day(20), day(40), day(70)],
        "probability": 0.3,
        "confidence": "high",
        "does": [{"air_cover": "blue", "level": 1}],
        "assume": "test",
    }
    happened = _rows(columns(run(raw, 20_000)), HAPPENED)
    assert len(happened["day"]) / 20_000 == pytest.approx(0.3, abs=0.011)
    # An event whose moment lies within a day happens at the start of the next.
    for share, due in ((0.1, 20), (0.5, 40), (0.9, 70)):
        assert (happened["day"] <= due).mean() == pytest.approx(share, abs=0.03)


def test_a_broken_off_assault_pauses_its_formation() -> None:
    raw = duel(days=400)
    raw["priors"] = fixed(NOTHING_MATTERS | HOPELESS | {"assault.defeat-pause-days": 30.0, "assault.pause-spread": 0.5})
    table = columns(run(raw, 200))
    begun, ended = _rows(table, ASSAULT_BEGUN), _rows(table, ASSAULT_ENDED)
    assert set(ended["cause"].tolist()) == {BROKEN_OFF}
    pauses = [
        later - earlier
        for future in range(200)
        for earlier, later in zip(
            ended["day"][ended["future"] == future], begun["day"][begun["future"] == future][1:], strict=False
        )
    ]
    assert np.median(pauses) == pytest.approx(30.5, rel=0.05)
    assert np.log(pauses).std() == pytest.approx(0.5, rel=0.1)
