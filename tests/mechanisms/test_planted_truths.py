"""Worlds in which the answer is certain, asked as an analyst would ask: by claims over whole runs."""

from __future__ import annotations

import pytest

from sandtable.claims.judge import judge
from small_worlds import Raw, body, campaign, columns, empty, fixed, place, road, run, same


def asked(raw: Raw, futures: int = 300, **claims: str) -> dict[str, tuple[int, int]]:
    """Futures in which each claim is true, and in which it is false."""
    return {row.id: (row.true, row.false) for row in judge(run(raw, futures), claims).rows}


def pocket() -> Raw:
    """Red's pocket inside of blue's land: nobody may assault it, so that it can only fall cut off."""
    raw = empty(900)
    place(raw, "pocket", "red", 300)
    place(raw, "ring", "blue", 300)
    place(raw, "far", "red", 300, supplies=["red"])
    road(raw, "pocket", "ring")
    road(raw, "ring", "far")
    body(raw, "column", "blue", "ring", only=["far"])
    raw["mechanisms"] = {"collapse": "author"}
    return raw


def test_a_pocket_that_can_only_fall_cut_off_falls_without_assault() -> None:
    rows = asked(
        pocket(),
        alone="pocket falls without assault by the end",
        stormed="pocket falls by assault by the end",
        fallen="pocket falls by the end",
        never="pocket is not under assault until pocket falls",
    )
    assert rows["alone"][0] == rows["fallen"][0] > 250
    assert rows["stormed"][0] == 0
    assert rows["never"][1] == 0


@pytest.mark.parametrize("hostile", ["one", "two"])
def test_a_road_with_one_joint_in_hostile_hands_is_never_open(hostile: str) -> None:
    raw = empty(400)
    for key in ("start", "one", "two", "end"):
        place(raw, key, "red" if key == hostile else "blue", 500)
    for pair in ("start one", "one two", "two end"):
        road(raw, *pair.split())
    way = {"via": ["start", "one", "two", "end"], "joints": ["one", "two"], "users": ["blue"], "assume": "a road"}
    raw["corridors"] = {"way": way}
    raw["priors"] = fixed({"raids.rate": 1e-12})  # so that the joint stays in those hands
    rows = asked(raw, ever="way is open to blue by the end")
    assert rows["ever"] == (0, 300)


def test_where_supply_is_endless_isolation_changes_nothing() -> None:
    """Every place is a source of both sides: nothing is ever cut off, whatever isolation would do."""
    logs = []
    for strength in (0.0, 3.0):
        raw = campaign(250)
        for one in raw["places"].values():
            one["supplies"] = ["blue", "red"]
        raw["events"] = {}
        much = {"assault.isolation-odds": strength, "assault.isolation-log-days": -strength}
        much |= {"choice.isolation": strength, "collapse.days": 1.0, "waste.rate": 0.1}
        raw["priors"] = fixed(much if strength else much | {"collapse.days": 1e9, "waste.rate": 1e-12})
        logs.append(columns(run(raw, 150)))
    uniforms = [log.pop("uniforms") for log in logs]
    assert uniforms[0].shape == uniforms[1].shape
    assert same(*logs)
    assert len(logs[0]["day"]) > 1000
