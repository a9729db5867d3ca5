"""Baselines are what the page says, know nothing later than `as_of`, and give the same samples each time."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from sandtable.scoring import paired as pairs
from sandtable.scoring.backtest import LEAST_COVERAGE
from sandtable.scoring.baselines import (
    BASELINES,
    EarlierFall,
    baseline_samples,
    earlier_falls,
    tempo_of_all,
    tempo_of_theatre,
)
from sandtable.scoring.moments import FALLS, RETURNS
from sandtable.scoring.order import COIN
from scoring.scored_worlds import two_towns
from small_worlds import Raw, whole

DAY = datetime.date
BEFORE = DAY(2015, 11, 15)
QUESTIONS = [("near", FALLS), ("far", FALLS), ("camp", FALLS), ("near", RETURNS)]


def _world(**more: object) -> Raw:
    return two_towns() | {"theatre": ["iraq"]} | more


def test_the_page_names_every_baseline(root: Path) -> None:
    page = (root / "docs/explanation/how-campaigns-are-scored.md").read_text(encoding="utf-8")
    assert [name for name in BASELINES if f"| {name} |" not in page] == []


def test_sizes_are_those_written_down_beforehand(root: Path) -> None:
    bounds = tomllib.loads((root / "tests/scoring/bounds.toml").read_text(encoding="utf-8"))["backtest"]
    drawn, _ = baseline_samples(BASELINES[0], whole(_world()), QUESTIONS, ["blue"])
    assert len(drawn) == bounds["baseline_samples"]
    assert bounds["bootstrap"] == pairs.RESAMPLES
    assert bounds["coverage_80_at_least"] == LEAST_COVERAGE
    assert bounds["order_brier_at_most"] == COIN


def test_tempo_counts_gaps_within_campaigns_before_the_day() -> None:
    falls = [EarlierFall("a", "here", DAY(2010, 1, day)) for day in (1, 11, 31)]
    falls += [EarlierFall("b", "there", DAY(2011, 1, day)) for day in (1, 5)]
    falls += [EarlierFall("a", "here", DAY(2012, 1, 1))]
    everything = tempo_of_all(falls, DAY(2011, 12, 31))
    assert everything is not None
    assert everything.days == pytest.approx((10 + 20 + 4) / 3)
    own = tempo_of_theatre(falls, DAY(2011, 12, 31), ["here"])
    assert own is not None
    assert own.days == pytest.approx(15)
    assert tempo_of_theatre(falls, DAY(2011, 12, 31), ["there"]) is None, "one gap is no tempo"
    assert tempo_of_all(falls, DAY(2010, 1, 11)) is None, "the day itself is not yet known"


def test_the_latest_campaign_of_the_theatre_gives_the_tempo() -> None:
    tempo = tempo_of_theatre(earlier_falls(), BEFORE, ["iraq", "syria"])
    assert tempo is not None
    assert "iraq-2015-retaking" in tempo.basis
    assert tempo.days == pytest.approx((DAY(2015, 11, 13) - DAY(2015, 3, 31)).days / 2)


def test_the_list_is_in_order_and_every_row_has_a_source(root: Path) -> None:
    text = (root / "src/sandtable/scoring/earlier_falls.csv").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines()[3:] if line]
    assert len(rows) == len(earlier_falls()) >= 20
    assert all(re.search(r",[VM],.{5,}", row) for row in rows)
    for campaign in {fall.campaign for fall in earlier_falls()}:
        dates = [fall.date for fall in earlier_falls() if fall.campaign == campaign]
        assert dates == sorted(dates)


def test_each_baseline_follows_its_rule() -> None:
    scenario = whole(_world(as_of="2015-11-15", until="2017-11-15"))
    days = {name: baseline_samples(name, scenario, QUESTIONS, ["blue"])[0] for name in BASELINES}
    horizon = 732.0
    assert all(((found >= 0) & (found <= horizon)).all() for found in days.values())
    assert all((found[:, 3] == horizon).all() for found in days.values()), "nothing that fell returns"
    assert (days["nothing changes"] == horizon).all()
    assert (days["the attacker takes it"][:, 2] == horizon).all(), "the attacker loses nothing"
    nearest = days["the attacker takes it"]
    assert (nearest[:, 0] <= nearest[:, 1]).all()
    before = np.mean(days["tempo of the theatre"][:, 0] < days["tempo of the theatre"][:, 1])
    assert before == pytest.approx(0.5, abs=0.03)
    first = np.sort(days["tempo of the theatre"][:, :3], axis=1)[:, 0]
    assert np.mean(first) == pytest.approx(113.5, rel=0.05)


def test_a_theatre_without_a_past_takes_the_tempo_of_all() -> None:
    scenario = whole(_world(as_of="2015-11-15", until="2017-11-15", theatre=["chad"]))
    bases = {name: baseline_samples(name, scenario, QUESTIONS, ["blue"])[1] for name in BASELINES}
    assert bases["tempo of the theatre"] == bases["tempo of all"]


def test_without_any_past_a_baseline_says_so() -> None:
    scenario = whole(_world(as_of="1990-01-01", until="1991-01-01"))
    days, basis = baseline_samples("tempo of all", scenario, QUESTIONS, ["blue"])
    assert (days == 366).all()
    assert "no earlier campaign" in basis


@pytest.mark.parametrize("name", BASELINES)
def test_the_same_campaign_gives_the_same_samples(name: str) -> None:
    scenario = whole(_world(as_of="2015-11-15", until="2017-11-15"))
    one, other = (baseline_samples(name, scenario, QUESTIONS, ["blue"], 100)[0] for _ in range(2))
    assert one.tolist() == other.tolist()
