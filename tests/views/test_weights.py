"""Outsiders' weight for readers: ranks, signs and shares of weightings, and never an index."""

from __future__ import annotations

import json
from typing import Any

from sandtable.face import brief_payload, judge
from sandtable.scenario.schema import Scenario
from small_worlds import WHY, Raw, day, duel, run


def with_patrons(leaves: bool) -> Raw:
    raw = duel(400)
    raw["formations"] = {}
    raw["actors"] |= {"east": {"name": "East"}, "west": {"name": "West"}}
    raw["clients"]["blue"] = {"who": "blue", "power": 0.5, "autonomy": 0.5, "assume": WHY}
    for channel in ("diplomatic", "military"):
        for who, level in (("east", 0.9), ("west", 0.3)):
            entry = {"who": who, "client": "blue", "channel": channel, "level": level, "assume": WHY}
            raw["influence"][f"{who}-{channel}"] = entry
    if leaves:
        does = [{"engage": f"east-{channel}", "level": 0.0} for channel in ("diplomatic", "military")]
        raw["events"]["leaves"] = {"on": day(40), "does": does, "assume": WHY}
    raw["statements"] = {"one": {"kind": "ours", "claim": "town falls by the end"}}
    return raw


def influence(raw: Raw) -> Any:
    ensemble = run(raw, 300)
    return brief_payload(ensemble, judge(ensemble), {}, explained=False)["influence"]


def test_ranks_and_the_share_of_weightings_that_agree() -> None:
    found = influence(with_patrons(leaves=False))
    east, west = found["patrons"]
    assert (east["actor"], east["rank"]["value"], east["sign"]) == ("east", 1, "unclear")
    assert east["holds"]["value"] > 0.95
    assert west["clients"] == [{"client": "blue", "name": "Blue", "share_rank": {"value": 2, "text": "2"}}]
    assert found["text"].startswith("East weighs most among 2 outsiders")


def test_a_patron_that_leaves_while_its_rival_stays_loses() -> None:
    found = influence(with_patrons(leaves=True))
    assert {one["actor"]: one["sign"] for one in found["patrons"]} == {"east": "loses", "west": "gains"}


def test_no_index_is_shown_and_none_without_outsiders() -> None:
    values = json.dumps([one["holds"]["text"] for one in influence(with_patrons(leaves=False))["patrons"]])
    assert "0." not in values
    raw = duel(60) | {"statements": {"one": {"kind": "ours", "claim": "town falls by the end"}}}
    assert Scenario.model_validate(raw)
    assert influence(raw) is None
