"""Scores against the answers of other programs (properscoring, scoringrules, ViEWS) and of theory."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from sandtable.scoring.proper import brier, crps, crps_of_each, ignorance, interval_score, log_score, ranked


@pytest.fixture(scope="module")
def golden(shared: Path) -> dict[str, Any]:
    path = shared / "oracles" / "scores" / "golden_scores.json"
    if not path.is_file():
        pytest.skip("the golden scores are not in the shared folder")
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert len(known["obs"]) == 12
    return known


@pytest.mark.parametrize("other", ["crps_properscoring", "crps_scoringrules_nrg", "crps_scoringrules_qd"])
def test_crps_is_that_of_the_plain_estimators(golden: dict[str, Any], other: str) -> None:
    own = [crps(members, happened) for members, happened in zip(golden["ens"], golden["obs"], strict=True)]
    assert own == pytest.approx(golden[other], abs=1e-12)


def test_and_never_that_of_the_fair_one(golden: dict[str, Any]) -> None:
    own = [crps(members, happened) for members, happened in zip(golden["ens"], golden["obs"], strict=True)]
    fair = np.array(golden["crps_scoringrules_fair"])
    assert np.mean(np.array(own) - fair) == pytest.approx(0.09, abs=0.03)


def test_ignorance_and_interval_score_of_views(golden: dict[str, Any]) -> None:
    cases = list(zip(golden["ens"], golden["obs"], strict=True))
    assert [ignorance(x, y, golden["ign_bins"]) for x, y in cases] == pytest.approx(golden["ign_views"], abs=1e-12)
    assert [interval_score(x, y, 0.9) for x, y in cases] == pytest.approx(golden["mis_views_90"], abs=1e-9)


def test_brier_log_and_ranked_score(golden: dict[str, Any]) -> None:
    pairs = [(p, bool(y)) for p, y in zip(golden["p"], golden["y"], strict=True)]
    assert [brier(p, y) for p, y in pairs] == pytest.approx(golden["brier_properscoring"], abs=1e-12)
    assert [log_score(p, y) for p, y in pairs] == pytest.approx(golden["log_scoringrules"], abs=1e-12)
    own = [ranked(c, p) for c, p in zip(golden["cat"], golden["P"], strict=True)]
    assert own == pytest.approx(golden["rps_scoringrules"], abs=1e-12)


def test_single_values() -> None:
    assert brier(0.271, False) == pytest.approx(0.073441)
    assert ranked(3, [0.01, 0.32, 0.44, 0.23]) == pytest.approx(0.1619)
    assert log_score(0.481, False) == pytest.approx(0.6558514, abs=1e-7)
    assert math.isinf(log_score(0.0, True))


def test_crps_of_a_normal_is_the_closed_form() -> None:
    levels = (np.arange(40_000) + 0.5) / 40_000
    assert crps(norm.ppf(levels), 1.0) == pytest.approx(0.60244, abs=2e-4)


def test_each_is_as_one() -> None:
    luck = np.random.default_rng(4)
    members, cases = luck.integers(0, 9, 50).astype(float), luck.integers(-2, 12, 20).astype(float)
    brute = [np.mean(abs(members - y)) - np.mean(abs(members[:, None] - members)) / 2 for y in cases]
    assert crps_of_each(members, cases) == pytest.approx(brute, abs=1e-12)
