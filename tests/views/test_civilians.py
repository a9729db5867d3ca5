"""Civilians in the payload: counted with their range, unknown populations apart, null where nothing is assaulted."""

from __future__ import annotations

from typing import Any

from sandtable.face import brief_payload, judge
from small_worlds import WHY, Raw, duel, fixed, run


def civilians(raw: Raw, futures: int = 100) -> Any:
    raw["statements"] = {"s": {"kind": "ours", "claim": "town falls by the end", "arbiter": "it is held"}}
    ensemble = run(raw, futures)
    return brief_payload(ensemble, judge(ensemble), {}, explained=False)["civilians"]


def test_people_times_days_with_their_range() -> None:
    raw = duel(60)
    raw["places"]["town"] |= {"population": 1000, "assume": WHY}
    raw["priors"] |= fixed({"assault.log-days": 9.0})
    found = civilians(raw)
    assert found["exposure"]["value"] == 60_000
    assert found["exposure"]["text"].endswith("person-days")
    assert found["unknown"] is None
    assert "nobody knows how many had fled" in found["text"]


def test_unknown_people_are_counted_apart_and_those_who_may_return_told() -> None:
    found = civilians(duel(200))
    assert found["exposure"]["value"] == 0
    assert found["unknown"]["value"] > 0
    assert "population is unknown" in found["text"]
    raw = duel(200)
    raw["places"]["town"] |= {"population": 1000, "assume": WHY}
    assert 0 < civilians(raw)["returns"]["value"] <= 1000


def test_nothing_where_nobody_is_assaulted() -> None:
    assert civilians(duel(30) | {"formations": {}}) is None
