"""A campaign scored from end to end: what each number means, and that the back-test shows everything."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.claims.judge import judge
from sandtable.scoring.backtest import as_json, failings, headline
from sandtable.scoring.baselines import BASELINES
from sandtable.scoring.campaign import CampaignScore, score_campaign
from sandtable.scoring.moments import FALLS, days_of
from sandtable.scoring.outcomes import parse_outcomes
from sandtable.scoring.proper import crps
from sandtable.views.backtest import markdown, tables
from sandtable.views.backtest_picture import picture
from scoring.scored_worlds import outcomes_text, run, two_towns

CLAIMS = {"near-soon": "near falls by 2030-09-16", "far-first": "far falls before near falls"}


def score(near: str = "2030-04-10", **places: str) -> CampaignScore:
    scenario, ensemble = run(two_towns(), futures=300)
    outcomes = parse_outcomes(outcomes_text(scenario.until.isoformat(), near=near, **places), "o", scenario)
    return score_campaign("small", ensemble, judge(ensemble, CLAIMS), outcomes)


@pytest.fixture(scope="module")
def scored() -> CampaignScore:
    return score()


def test_each_day_is_scored_by_its_futures(scored: CampaignScore) -> None:
    _, ensemble = run(two_towns(), futures=300)
    members = days_of(ensemble, [("near", FALLS)])[:, 0]
    near = next(day for day in scored.days if day.place == "near")
    assert near.happened == 40
    assert near.crps == pytest.approx(crps(members, 40))
    assert near.quantiles[2] == np.quantile(members, 0.5, method="inverted_cdf")
    assert set(near.baselines) == set(BASELINES)
    assert scored.crps == pytest.approx(np.mean([day.crps for day in scored.days]))


def test_a_place_left_alone_and_never_fallen_costs_nothing(scored: CampaignScore) -> None:
    aside = next(day for day in scored.days if day.place == "aside")
    assert (aside.crps, aside.by_horizon, aside.happened) == (0.0, 0.0, float(scored.horizon))
    assert aside.in_50
    assert aside.baselines["nothing changes"] == 0
    assert aside.baselines["tempo of all"] > 0


def test_claims_order_and_luck(scored: CampaignScore) -> None:
    assert [claim.claim for claim in scored.claims] == ["near-soon", "far-first"]
    assert scored.claims[1].probability < 0.05 < scored.claims[0].probability
    assert scored.order < 0.1
    assert scored.pairs == 3
    assert scored.tau == pytest.approx(1)
    assert 0 < scored.as_bad_claims <= 1


def test_what_happened_far_from_all_futures_is_said_to_be_rare() -> None:
    usual, odd = score(), score(near="2030-09-10", far="2030-03-02")
    assert odd.crps > usual.crps
    assert odd.as_bad_days < 0.05 < usual.as_bad_days
    assert odd.order > 0.25
    assert any("worse than a coin" in one for one in failings([odd]))


def test_headline_leaves_variants_out(scored: CampaignScore) -> None:
    import dataclasses

    other = dataclasses.replace(scored, variant="idle", days=scored.days[:1])
    assert headline([scored, other]) == headline([scored])
    assert failings([other]) == ()
    assert headline([other]) == ()
    assert [pair.baseline for pair in headline([scored])] == list(BASELINES)


@pytest.fixture(scope="module")
def result(scored: CampaignScore) -> dict[str, Any]:
    return as_json([scored])


def test_json_is_plain(result: dict[str, Any]) -> None:
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def test_the_table_shows_all_and_escapes(result: dict[str, Any]) -> None:
    text = markdown(result)
    for name in (*BASELINES, "near-soon", "far-first", "Near falls", "Aside falls", "optimistic"):
        assert name in text
    bad = json.loads(json.dumps(result))
    bad["campaigns"][0]["days"][0]["name"] = "x|<script>alert(1)</script>\n# y"
    bad["campaigns"][0]["title"] = "<script>&\x1b[31m"
    line = next(line for line in markdown(bad).splitlines() if "alert" in line)
    assert "<script" not in line
    assert "x\\|" in line
    assert len(tables(bad)) == 2
    root = ET.fromstring(picture(bad))
    assert [child.tag for child in root.iter() if child.tag.endswith("script")] == []


def test_the_picture_has_a_row_for_each_day_and_marks_what_happened(result: dict[str, Any]) -> None:
    root = ET.fromstring(picture(result))
    marks = [child for child in root.iter() if child.tag.endswith("polygon")]
    assert len(marks) == len(result["campaigns"][0]["days"])
    words = [child.text for child in root.iter() if child.tag.endswith("text")]
    assert "Near falls" in words
    assert "A small world" in words


def test_numbers_of_the_shipped_folders_are_those_of_the_command(tmp_path: Path) -> None:
    """The command scores a folder as the functions do, and writes three files."""
    import subprocess
    import sys

    from scoring.scored_worlds import campaign

    folder = campaign(tmp_path / "small")
    words = ["backtest", str(folder), "--alone", "-n", "300", "--out", str(tmp_path / "out"), "--json"]
    done = subprocess.run([sys.executable, "-m", "sandtable", *words], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    assert [one["variant"] for one in said["campaigns"]] == ["", "idle"]
    assert said["campaigns"][0]["crps"] == pytest.approx(score().crps)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "backtest.json",
        "backtest.md",
        "backtest.svg",
    ]
    assert json.loads((tmp_path / "out" / "backtest.json").read_text()) == said


def test_folders_of_campaigns_and_faults_are_told_at_once(tmp_path: Path) -> None:
    import subprocess
    import sys

    from scoring.scored_worlds import campaign

    campaign(tmp_path / "many" / "one")
    campaign(tmp_path / "many" / "two", near="2029-01-01")
    campaign(tmp_path / "many" / "three", near="soon")
    (tmp_path / "empty").mkdir()
    words = ["backtest", str(tmp_path / "many"), str(tmp_path / "empty"), "--alone", "-n", "10"]
    done = subprocess.run([sys.executable, "-m", "sandtable", *words], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for piece in ("two/outcomes.yaml:", "three/outcomes.yaml:", "before as_of", "must be a date", "empty"):
        assert piece in done.stderr


def test_a_campaign_without_claims_and_without_a_fall_is_scored_too() -> None:
    scenario, ensemble = run(two_towns(), futures=50)
    text = "format: 1\nplaces:\n  aside: {fell: never, arbiter: a test, source: a test}\n"
    outcomes = parse_outcomes(text, "o", scenario)
    one = as_json([score_campaign("bare", ensemble, None, outcomes)])
    assert one["campaigns"][0]["crps"] == 0
    assert one["campaigns"][0]["order"] is None
    assert one["campaigns"][0]["brier"] is None
    assert json.loads(json.dumps(one, allow_nan=False)) == one
    assert "bare" in markdown(one)
    assert ET.fromstring(picture(one)) is not None
