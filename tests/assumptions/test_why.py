"""Why a claim comes out as it does: curves, rules and groups of planted causes, and what one at a time cannot see."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from assumptions.planted import assumption, ensemble, verdicts
from sandtable.assumptions.curves import curve
from sandtable.assumptions.rule import find_rule
from sandtable.assumptions.why import why
from sandtable.claims.judge import judge
from sandtable.claims.question import Question
from sandtable.views import why as shown
from small_worlds import campaign, day, run

DRAWS = 8_000
NAMES = ("cause", "other", *(f"dummy-{number}" for number in range(20)))


def test_two_planted_causes_make_the_rule_and_the_groups(tmp_path: Path) -> None:
    luck = np.random.default_rng(1)
    levels = luck.random((DRAWS, len(NAMES)))
    both = (levels[:, 0] > 0.6) & (levels[:, 1] < 0.4)
    planted = [assumption(name, serves="forces.one" if name == "cause" else "") for name in NAMES]
    judged = verdicts(np.where(both, 0.8, 0.2), luck)
    found = why(ensemble(tmp_path, levels, planted), judged, "claim")
    assert {one.driver.assumption.name for one in found.weighed[:2]} == {"cause", "other"}
    directions = {one.driver.assumption.name: one.curve.direction for one in found.weighed}
    assert (directions["cause"], directions["other"]) == ("likelier", "less likely")
    assert found.rule is not None
    sides = {one.assumption.name: (one.side, one.level) for one in found.rule.conditions}
    assert sides == {"cause": ("above", 0.6), "other": ("below", 0.4)}
    assert found.rule.true / found.rule.futures == pytest.approx(0.8, abs=0.05)
    assert found.rule.other_true / found.rule.others == pytest.approx(0.2, abs=0.03)
    assert found.rule.low < 0.8 < found.rule.high
    assert found.rule.futures + found.rule.others == DRAWS // 2
    assert {group.entry: group.basis for group in found.groups}["forces.one"] == "planted"
    assert {(group.entry, group.stated) for group in found.groups} >= {("forces.one", True), ("other", False)}
    assert found.luck is not None
    variance = 0.16 * 0.84 * 0.36
    assert found.luck == pytest.approx(1 - variance / found.open, abs=0.03)
    json.dumps(shown.as_json(found, "It happens"), allow_nan=False)


def test_what_only_two_together_decide_is_missed_one_by_one_and_said_so(tmp_path: Path) -> None:
    """Exclusive or: neither of the two moves the claim by itself."""
    luck = np.random.default_rng(2)
    levels = luck.random((DRAWS, len(NAMES)))
    chance = np.where((levels[:, 0] > 0.5) ^ (levels[:, 1] > 0.5), 0.95, 0.05)
    found = why(ensemble(tmp_path, levels, [*map(assumption, NAMES)]), verdicts(chance, luck), "claim")
    assert not {one.driver.assumption.name for one in found.weighed} & {"cause", "other"}
    assert found.alone < 0.02
    assert found.together == pytest.approx(0.81, abs=0.03)
    text = " ".join(shown.closing(found))
    assert "hangs on assumptions only in combination" in text
    assert "the table above does not see it" in text


def test_a_single_cause_leaves_nothing_to_combinations(tmp_path: Path) -> None:
    luck = np.random.default_rng(3)
    levels = luck.random((DRAWS, len(NAMES)))
    found = why(ensemble(tmp_path, levels, [*map(assumption, NAMES)]), verdicts(levels[:, 0], luck), "claim")
    assert found.together is not None
    assert found.together < 0.04
    assert "only in combination" not in " ".join(shown.closing(found))
    assert found.alone == pytest.approx(1 / 3, abs=0.03)


def test_a_curve_tips_where_it_passes_one_half() -> None:
    levels = np.random.default_rng(4).random(200_000)
    truth = (np.random.default_rng(5).random(200_000) < 0.2 + 0.6 * levels).astype(float)
    rising = curve(assumption("a"), lambda level: 100 * level, levels, truth)
    assert rising.direction == "likelier"
    assert rising.tips == pytest.approx(50, abs=1.5)
    assert rising.values == pytest.approx([5, 15, 25, 35, 45, 55, 65, 75, 85, 95])
    humped = curve(assumption("a"), None, levels, (abs(levels - 0.5) < 0.25).astype(float))
    assert (humped.direction, humped.tips) == ("both ways", None)
    assert all(math.isnan(value) for value in humped.values)


def test_a_rule_is_not_quoted_from_the_draws_that_found_it() -> None:
    """On pure chance the best of hundreds of rules looks good where it was found, and not where it is told."""
    luck = np.random.default_rng(6)
    gaps = []
    for _ in range(60):
        levels, truth = luck.random((600, 2)), luck.random(600) < 0.5
        rule = find_rule([assumption("a"), assumption("b")], levels, truth)
        assert rule is not None
        gaps.append(rule.true / rule.futures - rule.other_true / rule.others)
    assert abs(np.mean(gaps)) < 3 * np.std(gaps) / np.sqrt(60)


def test_too_few_draws_make_no_rule() -> None:
    levels = np.random.default_rng(7).random((80, 1))
    assert find_rule([assumption("a")], levels, levels[:, 0] > 0.5) is None


def test_a_planted_event_of_a_war_is_found() -> None:
    raw = campaign(120)
    raw["events"]["deal"] = {
        "on": day(10), "probability": 0.5, "assume": "planted",
        "does": [{"hand_over": "ford", "by": "blue", "agrees": "red"}],
    }  # fmt: skip
    futures = run(raw, 1_500, replicates=2)
    asked = {"claim": Question(f"ford falls by {day(12)}")}
    found = why(futures, judge(futures, asked), "claim")
    first = found.weighed[0]
    assert first.driver.assumption.name == "events.deal.probability"
    assert first.driver.assumption.serves == found.groups[0].entry == "events.deal"
    assert first.curve.values == (0.0, 1.0)
    assert first.curve.chances[1] == 1.0
    assert found.luck is not None
    assert found.luck < 0.1
    assert "“deal” happens" in " ".join(shown.closing(found)) or "does not happen" in " ".join(shown.closing(found))


def test_under_a_condition_only_its_futures_count() -> None:
    raw = campaign(120)
    raw["events"]["deal"] = {
        "on": day(10), "probability": 0.5, "assume": "planted",
        "does": [{"hand_over": "ford", "by": "blue", "agrees": "red"}],
    }  # fmt: skip
    futures = run(raw, 1_500, replicates=2)
    given = {"claim": Question(f"ford falls by {day(12)}", given="deal happens")}
    found = why(futures, judge(futures, given), "claim")
    assert found.verdict.probability == 1.0
    assert found.weighed == ()
    assert found.luck is None
    assert "takes twin futures" in " ".join(shown.closing(found))
