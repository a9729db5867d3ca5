"""The tornado, the rule, the share of luck and the story in the payload, on a war whose cause was planted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandtable.face import brief_payload, judge
from small_worlds import campaign, day, run


@pytest.fixture(scope="module")
def payload() -> dict[str, Any]:
    """A deal hands a ford over on day 10, in half of the futures; nothing else can take it by then."""
    raw = campaign(90)
    raw["events"]["deal"] = {
        "on": day(10), "probability": 0.5, "assume": "planted",
        "does": [{"hand_over": "ford", "by": "blue", "agrees": "red"}],
    }  # fmt: skip
    raw["statements"] = {
        "ford-first": {"kind": "forecast", "claim": f"ford falls by {day(12)}", "reads": "likely"},
        "never": {"kind": "forecast", "claim": "port falls before port falls"},
        "asked": {"kind": "ours", "claim": "mill falls by assault"},
    }
    futures = run(raw, 600, replicates=2)
    return brief_payload(futures, judge(futures), {}, stories=True)


def row(payload: dict[str, Any], claim: str) -> dict[str, Any]:
    return next(one for one in payload["claims"] if one["id"] == claim)


def test_the_planted_cause_leads_the_tornado(payload: dict[str, Any]) -> None:
    first, *others = row(payload, "ford-first")["drivers"]
    assert (first["assumption"], first["serves"], first["direction"]) == (
        "events.deal.probability", "events.deal", "up",
    )  # fmt: skip
    assert first["points"]["value"] == pytest.approx(0.25, abs=0.02)
    assert [one["low"]["text"] for one in first["curve"]] == ["does not happen", "happens"]
    assert first["curve"][1]["probability"]["value"] == 1.0
    assert all(one["points"]["value"] < 0.03 for one in others)


def test_curves_run_from_the_first_to_the_last_percentile(payload: dict[str, Any]) -> None:
    drivers = [one for claim in payload["claims"] for one in claim["drivers"]]
    curves = [one["curve"] for one in drivers if len(one["curve"]) == 10]
    assert curves
    for curve in curves:
        ends = [one["low"]["value"] for one in curve] + [curve[-1]["high"]["value"]]
        assert ends == sorted(ends)
        assert all(0 <= one["probability"]["value"] <= 1 for one in curve)


def test_the_rule_and_luck_are_said(payload: dict[str, Any]) -> None:
    found = row(payload, "ford-first")
    assert "“deal” " in found["rule"]
    assert found["luck"]["value"] < 0.1


def test_a_story_is_told_of_forecasts_alone_and_turns_on_the_planted_day(payload: dict[str, Any]) -> None:
    assert row(payload, "asked")["story"] is None
    told = row(payload, "ford-first")["story"]
    assert told["happened"] is True
    assert [one["date"]["value"] for one in told["events"]] == sorted(one["date"]["value"] for one in told["events"])
    assert "Ford" in " ".join(one["text"] for one in told["events"])
    never = row(payload, "never")["story"]
    assert never["happened"] is False


def test_it_is_plain_json(payload: dict[str, Any]) -> None:
    json.dumps(payload, allow_nan=False)
