"""What counts as another reading of an assessment, when a brief says what a claim hangs on."""

from __future__ import annotations

import sandtable
from sandtable.face import brief_payload, judge_variants


def test_a_lever_is_no_reading_where_readings_are_marked() -> None:
    scenario = sandtable.read_scenario("western-anbar-2017")
    marked = {name for name, one in scenario.variants.items() if one.structure}
    assert marked, "the flagship marks its readings"
    ensemble = sandtable.simulate(scenario, futures=400, seed=2)
    verdicts = sandtable.judge(ensemble)
    payload = brief_payload(ensemble, verdicts, judge_variants(ensemble, 400))
    sentence = next(row["hangs_on"] for row in payload["claims"] if row["id"] == "qaim-last")
    levers = [one.title for name, one in scenario.variants.items() if name not in marked and one.title]
    assert not [title for title in levers if title in sentence]
    assert len(payload["variants"]) == len(scenario.variants)
