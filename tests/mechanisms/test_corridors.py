"""Planted truths of corridors, bases, raids, cells and measures: what must hold in every future."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from sandtable.ensemble.kinds import (
    ASSAULT_BEGUN,
    ASSAULT_ENDED,
    BY_AGREEMENT,
    BY_EVENT,
    BY_RAID,
    BY_RECOVERY,
    CONTROL,
    CORRIDOR_CLOSED,
    CORRIDOR_OPENED,
    NO_PERMISSION,
    PLACE_LOST,
    PRESENCE_CLOSED,
    PRESENCE_OPENED,
    VETOED,
)
from sandtable.ensemble.measures import measures_of
from sandtable.ensemble.results import EVENT_COLUMNS, Block
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation.compose import engine
from small_worlds import (
    WHY,
    Raw,
    body,
    campaign,
    day,
    duel,
    empty,
    fixed,
    last_state,
    one_block,
    place,
    ready,
    road,
    run,
)

CALM = {
    "raids.rate": 1e-12,
    "raids.weak-garrison": 1e9,
    "corridors.lag": 2.0,
    "corridors.closing": 1e-12,
    "corridors.lag-spread": 1e-9,
    "corridors.caution": 1e-9,
}


def highway(days: int = 200, **parameters: float) -> Raw:
    """A road of ours with two joints, a lair of the enemy beside each, and a third party, green."""
    raw = empty(days)
    raw["actors"]["green"] = {"name": "Green"}
    place(raw, "start", "blue", 900)
    place(raw, "one", "blue", 500)
    place(raw, "two", "blue", 500)
    place(raw, "end", "blue", 900)
    place(raw, "lair", "red", 2000)
    for pair in ("start one", "one two", "two end", "lair one", "lair two"):
        road(raw, *pair.split())
    via = ["start", "one", "two", "end"]
    raw["corridors"] = {"way": {"via": via, "joints": ["one", "two"], "users": ["blue"], "assume": WHY}}
    raw["priors"] = fixed(CALM | parameters)
    return raw


def ruling(raw: Raw, number: int, *does: Raw) -> None:
    """An event on a day."""
    raw["events"][f"ruling-{number}"] = {"on": day(number), "does": list(does), "assume": WHY}


def test_it_opens_where_nothing_stands_against_it() -> None:
    block = one_block(ready(highway()), 200)
    assert (block.kind == CORRIDOR_OPENED).sum() == 200
    assert not (block.kind == CORRIDOR_CLOSED).any()


def test_a_road_with_one_joint_in_hostile_hands_is_never_open() -> None:
    raw = highway()
    raw["control"]["held-two"]["who"] = raw["forces"]["guard-two"]["who"] = "red"
    block = one_block(ready(raw), 500)
    assert not np.isin(block.kind, [CORRIDOR_OPENED, CORRIDOR_CLOSED]).any()
    assert not block.series["open-way"].any()


@pytest.mark.parametrize("holder", ["", "green"])
def test_nor_where_a_joint_is_nobodys_or_a_strangers(holder: str) -> None:
    raw = highway()
    del raw["forces"]["guard-two"], raw["control"]["held-two"]
    if holder:
        raw["control"]["held-two"] = {"who": holder, "holds": ["two"], "assume": WHY}
    assert not one_block(ready(raw), 200).series["open-way"].any()
    if holder:
        raw["ties"]["leave"] = {"who": "green", "permits": ["blue"], "assume": WHY}
        assert one_block(ready(raw), 200).series["open-way"].any(1).all()


def test_a_veto_keeps_it_closed_until_it_is_lifted() -> None:
    raw = highway()
    raw["corridors"]["way"]["veto"] = True
    assert not one_block(ready(raw), 200).series["open-way"].any()
    ruling(raw, 100, {"lift_veto": "way"})
    ruling(raw, 150, {"veto": "way"})
    block = one_block(ready(raw), 200)
    opened, closed = block.kind == CORRIDOR_OPENED, block.kind == CORRIDOR_CLOSED
    assert block.day[opened].min() >= 100.0
    assert (block.day[closed] == 151.0).all()
    assert set(block.cause[closed].tolist()) == {VETOED}
    assert closed.sum() == opened.sum() == 200


def test_permission_opens_and_closes_a_road_through_strangers() -> None:
    raw = highway()
    raw["control"]["held-two"]["who"] = "green"
    del raw["forces"]["guard-two"]
    ruling(raw, 50, {"permit": "green", "by": "blue"})
    ruling(raw, 120, {"forbid": "green", "by": "blue"})
    block = one_block(ready(raw), 200)
    assert block.day[block.kind == CORRIDOR_OPENED].min() >= 50.0
    closed = block.kind == CORRIDOR_CLOSED
    assert closed.any()
    assert (block.day[closed] == 121.0).all()
    assert set(block.cause[closed].tolist()) == {NO_PERMISSION}


def test_a_base_of_who_does_not_let_it_pass_closes_the_road() -> None:
    raw = highway()
    raw["presence"] = {
        "camp": {"who": "green", "kind": "camp", "at": "two", "opens": day(60), "closes": day(90), "assume": WHY}
    }
    block = one_block(ready(raw), 200)
    closed = block.kind == CORRIDOR_CLOSED
    assert (block.day[closed] == 61.0).all()
    assert set(block.cause[closed].tolist()) == {NO_PERMISSION}
    assert (block.day[block.kind == CORRIDOR_OPENED] > 90.0).any()
    assert block.series["open-way"][:, 2].mean() < 0.1
    assert block.series["open-way"][:, 3].mean() > 0.8
    raw["ties"]["guest"] = {"who": "green", "permits": ["blue"], "assume": WHY}
    assert not (one_block(ready(raw), 200).kind == CORRIDOR_CLOSED).any()


def test_every_user_has_rows_of_its_own_and_all_must_pass() -> None:
    raw = highway()
    raw["corridors"]["way"]["users"] = ["blue", "green"]
    assert not one_block(ready(raw), 100).series["open-way"].any()
    raw["ties"]["leave"] = {"who": "blue", "permits": ["green"], "assume": WHY}
    block = one_block(ready(raw), 100)
    opened = block.kind == CORRIDOR_OPENED
    assert sorted(np.unique(block.after[opened], return_counts=True)[1].tolist()) == [100, 100]


def test_open_at_first_is_open_from_the_first_moment() -> None:
    raw = highway()
    raw["corridors"]["way"]["open"] = True
    block = one_block(ready(raw), 100)
    assert (block.day[block.kind == CORRIDOR_OPENED] == 0.0).all()
    assert (block.series["open-way"] == 1.0).all()
    raw["corridors"]["way"]["veto"] = True
    block = one_block(ready(raw), 100)
    assert (block.day[block.kind == CORRIDOR_CLOSED] == 1.0).all()


def _share_open(block: Block, days: int) -> Any:
    """Share of the run in which the corridor is open in each future, from the log."""
    total = np.zeros(block.futures)
    for number in range(block.futures):
        mine = (block.future == number) & np.isin(block.kind, [CORRIDOR_OPENED, CORRIDOR_CLOSED])
        opens, moment = False, 0.0
        for when, kind in zip([*block.day[mine], days], [*block.kind[mine], 0], strict=True):
            total[number] += (when - moment) * opens
            opens, moment = kind == CORRIDOR_OPENED, when
    return total / days


def test_the_measure_says_what_the_log_says() -> None:
    """Months weigh by their days in the run: 2030-03-01 and 200 days."""
    raw = highway(200, **{"raids.rate": 0.05, "corridors.closing": 0.03, "corridors.lag": 5.0})
    prepared = ready(raw)
    block = one_block(prepared, 100)
    record = prepared.world.record[0]
    lengths = np.diff(record.month_steps[: int(record.months)], prepend=0)
    assert lengths.tolist() == [31, 30, 31, 30, 31, 31, 16]
    assert block.series["open-way"] @ lengths / 200 == pytest.approx(_share_open(block, 200), abs=1e-6)
    assert np.unique(block.cause[block.kind == CORRIDOR_CLOSED]).size >= 2


def test_raiders_take_joints_alone_and_give_them_back() -> None:
    block = one_block(ready(highway(**{"raids.rate": 0.05})), 300)
    rows = block.kind == CONTROL
    raided, back = rows & (block.cause == BY_RAID), rows & (block.cause == BY_RECOVERY)
    assert raided.sum() > 100
    assert set(block.entity[raided].tolist()) == set(block.entity[back].tolist())
    assert 0.8 * raided.sum() < back.sum() <= raided.sum()
    assert set(block.cause[block.kind == CORRIDOR_CLOSED].tolist()) == {PLACE_LOST}


def test_a_base_that_guards_lowers_raids_and_a_camp_does_not() -> None:
    def raids(**presence: str) -> int:
        raw = highway()
        raw["priors"] = fixed(CALM | {"raids.rate": 0.01, "threat.guard": 0.8, "raids.recovery-days": 1.0})
        if presence:
            raw["presence"] = {"post": {"who": "blue", "at": "one", "assume": WHY, **presence}}
        prepared = ready(raw)
        block = one_block(prepared, 1000)
        return int(((block.cause == BY_RAID) & (block.entity == prepared.world.places.index("one"))).sum())

    alone, guarded, camp = raids(), raids(kind="base"), raids(kind="camp")
    assert alone == camp > 500
    assert guarded / alone == pytest.approx(0.2, abs=0.04)


def test_a_strong_garrison_holds() -> None:
    """A garrison as large as the weak one falls in one of two raids, one nine times as large in one of ten."""
    counts = []
    for weak in (1e9, 500.0, 500.0 / 9):
        raw = highway()
        raw["forces"]["guard-one"]["fighters"] = [499.999, 500, 500.001]
        raw["priors"] = fixed(CALM | {"raids.rate": 0.001, "raids.recovery-days": 1e9, "raids.weak-garrison": weak})
        prepared = ready(raw)
        block = one_block(prepared, 4000)
        here = (block.cause == BY_RAID) & (block.entity == prepared.world.places.index("one"))
        counts.append(1.0 - here.sum() / 4000)
    rate = -np.log(counts)
    assert rate[1] / rate[0] == pytest.approx(0.5, abs=0.08)
    assert rate[2] / rate[0] == pytest.approx(0.1, abs=0.04)


def test_a_formation_in_the_joint_beats_raids_off() -> None:
    raw = highway()
    raw["priors"] = fixed(CALM | {"raids.rate": 0.05})
    body(raw, "watch", "blue", "one", 1000, only=["start"])
    prepared = ready(raw)
    block = one_block(prepared, 300)
    raided = block.entity[block.cause == BY_RAID]
    assert prepared.world.places.index("one") not in set(raided.tolist())
    assert (raided == prepared.world.places.index("two")).any()


def _of_kinds(block: Block, kinds: list[int]) -> dict[str, bytes]:
    """Rows of some kinds, numbering apart."""
    rows = np.isin(block.kind, kinds)
    return {name: getattr(block, name)[rows].tobytes() for name in EVENT_COLUMNS if name != "sequence"}


def test_a_corridor_that_is_never_raided_changes_nothing_else() -> None:
    """The coupling at nil: the war goes as it went, and no corridor declared leaves nothing of it in the log."""
    war = one_block(ready(campaign(200)), 200)
    assert not np.isin(war.kind, [CORRIDOR_OPENED, CORRIDOR_CLOSED, PRESENCE_OPENED, PRESENCE_CLOSED]).any()
    assert not np.isin(war.cause[war.kind == CONTROL], [BY_RAID, BY_RECOVERY]).any()
    assert not [name for name in war.series if name.startswith(("open", "attacks-"))]
    raw = campaign(200)
    raw["corridors"] = {"way": {"via": ["port", "cross"], "joints": ["cross"], "users": ["blue"], "assume": WHY}}
    raw["presence"] = {"post": {"who": "blue", "at": "cross", "assume": WHY}}
    raw["priors"] = fixed({"raids.rate": 1e-300})
    old = [CONTROL, ASSAULT_BEGUN, ASSAULT_ENDED, 4, 5, 6]
    assert _of_kinds(one_block(ready(raw), 200), old) == _of_kinds(war, old)


def test_no_corridor_is_no_assumption_about_corridors() -> None:
    plain = {column.assumption.name.split(".")[0] for column in ready(campaign()).world.columns.drawn}
    assert not plain & {"threat", "raids", "corridors"}
    roads = {column.assumption.name.split(".")[0] for column in ready(highway()).world.columns.drawn}
    assert "corridors" in roads


def test_measures_are_those_that_are_listed() -> None:
    for raw in (campaign(), highway()):
        ensemble = run(raw, 20)
        assert sorted(ensemble.manifest.measures) == sorted(measures_of(ensemble.manifest.corridors))
        block = next(iter(ensemble.blocks()))
        assert set(block.series) == set(ensemble.manifest.measures)
        assert all(values.shape[0] == 20 and np.isfinite(values).all() for values in block.series.values())


def test_presence_opens_and_closes_as_it_should() -> None:
    raw = highway()
    entries: Raw = {
        "there": {"who": "blue", "at": "one"},
        "dated": {"who": "blue", "at": "one", "opens": day(40), "closes": day(80)},
        "maybe": {"who": "blue", "at": "one", "opens": day(40), "probability": 0.25},
        "later": {"who": "green", "at": "end", "opens": {"after": "end"}},
        "told": {"who": "blue", "at": "two"},
        "lost": {"who": "blue", "at": "end"},
        "among-them": {"who": "blue", "at": "lair", "opens": day(10)},
    }
    raw["presence"] = {key: entry | {"assume": WHY} for key, entry in entries.items()}
    ruling(raw, 30, {"open_presence": "told"})
    ruling(raw, 100, {"take": "end", "by": "red"}, {"close_presence": "told"})
    prepared = ready(raw)
    block = one_block(prepared, 400)

    def days(kind: int, key: str) -> list[float]:
        return block.day[(block.kind == kind) & (block.entity == prepared.world.presence.index(key))].tolist()

    assert days(PRESENCE_OPENED, "there") == [0.0] * 400
    assert days(PRESENCE_CLOSED, "there") == []
    assert days(PRESENCE_OPENED, "dated") == [40.0] * 400
    assert days(PRESENCE_CLOSED, "dated") == [80.0] * 400
    assert len(days(PRESENCE_OPENED, "maybe")) == pytest.approx(100, abs=30)
    assert days(PRESENCE_OPENED, "later") == [101.0] * 400
    assert days(PRESENCE_OPENED, "told") == [30.0] * 400
    assert days(PRESENCE_CLOSED, "told") == [100.0] * 400
    assert days(PRESENCE_CLOSED, "lost") == [101.0] * 400
    assert days(PRESENCE_OPENED, "among-them") == []


def test_a_place_handed_over_costs_nobody() -> None:
    """The garrison goes to its nearest place, over land that is not its own too; one that has none hides."""
    raw = highway()
    ruling(raw, 20, {"hand_over": "lair", "by": "green"})
    place(raw, "far", "red", 100)
    road(raw, "far", "start")
    prepared = ready(raw)
    state, draw = last_state(prepared, engine(MECHANISMS), 1)
    red, far, lair = (
        prepared.world.actors.index("red"),
        *(prepared.world.places.index(key) for key in ("far", "lair")),
    )
    assert state.garrison[far, red] == pytest.approx(draw.garrison[far, red] + draw.garrison[lair, red])
    assert state.killed.sum() == state.captured.sum() == 0.0
    assert state.holder[lair] == prepared.world.actors.index("green")
    block = one_block(prepared, 10)
    assert set(block.cause[block.kind == CONTROL].tolist()) == {BY_AGREEMENT}


def test_those_in_hiding_come_out_when_their_side_returns() -> None:
    raw = highway()
    raw["priors"] = fixed(CALM | {"capture.escape-cut-off": 0.5, "cells.days": 1e9})
    raw["control"]["held-lair"]["holds"] = ["lair"]
    raw["routes"] = {key: entry for key, entry in raw["routes"].items() if "lair" not in entry["between"]}
    place(raw, "alone", "red", 100)
    road(raw, "lair", "alone")
    raw["control"]["held-alone"]["who"] = raw["forces"]["guard-alone"]["who"] = "blue"
    ruling(raw, 10, {"take": "lair", "by": "blue"})
    ruling(raw, 150, {"take": "lair", "by": "red"})
    raw["control"]["held-alone"] |= {"holds": ["alone"]}
    prepared = ready(raw)
    lair, red = prepared.world.places.index("lair"), prepared.world.actors.index("red")
    module = engine(MECHANISMS)
    state, draw = last_state(prepared, module, 1)
    assert state.residual[lair, red] == 0.0
    assert state.garrison[lair, red] > 0.49 * draw.garrison[lair, red]
    block = one_block(prepared, 50)
    assert block.series["attacks"][:, 1:4].mean() > 5.0
    assert not block.series["attacks"][:, 6].any()
    assert block.cause[block.kind == CONTROL].tolist() == [BY_EVENT] * 100


def test_exposure_is_people_times_days() -> None:
    raw = duel(200)
    raw["places"]["town"] |= {"population": 1000, "assume": WHY}
    prepared = ready(raw)
    block = one_block(prepared, 300)
    days = np.zeros(300)
    for kind, sign in ((ASSAULT_BEGUN, -1), (ASSAULT_ENDED, 1)):
        rows = block.kind == kind
        np.add.at(days, block.future[rows], sign * block.day[rows])
        np.add.at(days, block.future[rows], -200.0 * sign)  # an assault that goes on ends with the run
    gap = block.series["exposure"].sum(1) / 1000 - days
    assert np.abs(gap).max() < 1.0 + np.bincount(block.future[block.kind == ASSAULT_ENDED], minlength=300).max()
    assert abs(gap.mean()) < 0.6
    assert not block.series["exposure-unknown"].any()
    other = copy.deepcopy(raw)
    del other["places"]["town"]["population"], other["places"]["town"]["assume"]
    unknown = one_block(ready(other), 300)
    assert not unknown.series["exposure"].any()
    lengths = np.array([31, 30, 31, 30, 31, 31, 16])
    assert unknown.series["exposure-unknown"] @ lengths == pytest.approx(
        block.series["exposure"].sum(1) / 1000, abs=1e-3
    )
    assert unknown.day.tobytes() == block.day.tobytes()
