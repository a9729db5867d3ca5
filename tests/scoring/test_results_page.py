"""The published back-test: table, picture and words are those of its numbers, and the command gives them again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sandtable.views.backtest import markdown
from sandtable.views.backtest_picture import picture


@pytest.fixture(scope="module")
def published(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "docs/assets/backtest.json").read_text(encoding="utf-8"))
    return found


def test_table_and_picture_are_those_of_the_numbers(published: dict[str, Any], root: Path) -> None:
    assert (root / "docs/assets/backtest.txt").read_text(encoding="utf-8") == markdown(published) + "\n"
    assert (root / "docs/assets/backtest.svg").read_text(encoding="utf-8") == picture(published) + "\n"


def test_all_campaigns_are_shown_and_every_failing_is_told(published: dict[str, Any], root: Path) -> None:
    bounds = tomllib.loads((root / "tests/scoring/bounds.toml").read_text(encoding="utf-8"))["backtest"]
    page = (root / "docs/explanation/back-tests.md").read_text(encoding="utf-8")
    whole = [one for one in published["campaigns"] if not one["variant"]]
    assert {one["campaign"] for one in whole} >= {"iraq-2015-16", "tripoli-2019-20", "western-anbar-2017"}
    assert all((one["futures"], one["seed"]) == (bounds["futures"], bounds["seed"]) for one in published["campaigns"])
    assert "It fails on Iraq" in page
    assert "It fails on Colombia" in page
    assert {line.split(":")[0] for line in published["failings"]} == {"iraq-2015-16", "colombia-2016"}


def test_the_words_of_the_page_are_the_numbers(published: dict[str, Any], root: Path) -> None:
    page = (root / "docs/explanation/back-tests.md").read_text(encoding="utf-8")
    whole = {one["campaign"]: one for one in published["campaigns"] if not one["variant"]}
    iraq, anbar, tripoli = (whole[name] for name in ("iraq-2015-16", "western-anbar-2017", "tripoli-2019-20"))
    nothing = next(one["crps"] for one in iraq["baselines"] if one["name"] == "nothing changes")
    assert f"({iraq['crps']:.0f}\ndays against {nothing:.0f})" in page
    assert f"hold {iraq['inside_80']} of {iraq['of']} days" in page
    assert iraq["as_bad_days"] < 0.01
    assert 1 - anbar["as_bad_days"] == pytest.approx(0.03, abs=0.01)
    assert (anbar["inside_80"], anbar["of"]) == (11, 11)
    assert all(pair["difference"] < 0 for pair in published["over_all"])
    assert {pair["baseline"] for pair in published["over_all"] if pair["high"] < 0} == {"nothing changes"}
    colombia = whole["colombia-2016"]
    tempo = next(one["crps"] for one in colombia["baselines"] if one["name"] == "tempo of the theatre")
    assert f"off by {colombia['crps']:.0f} days" in page
    assert f"happens\nto lie nearer ({tempo:.0f})" in page
    assert f"it scores {colombia['brier']:.3f}".replace("0.", ".") in page
    assert (colombia["inside_80"], colombia["of"]) == (5, 5)
    two_axes = next(one for one in published["campaigns"] if one["variant"] == "two-axes")
    assert f"helps ({two_axes['crps']:.0f} days)" in page
    taker = next(pair for pair in tripoli["paired"] if pair["baseline"] == "the attacker takes it")
    assert f"({-taker['difference']:.0f} days better, from {-taker['high']:.0f} to {-taker['low']:.0f})" in page
    said = {claim["claim"]: claim["probability"] for one in whole.values() for claim in one["claims"]}
    for claim, words in [
        ("tripoli-by-2021", "fall {} ("),
        ("tripoli-in-a-month", "({} within a month)"),
        ("hawija-falls-alone", "Hawija {} to fall"),
        ("shirqat-falls-alone", "Shirqat {};"),
        ("yes-wins", "gave the Yes {};"),
        ("base-secures-road", "highway {} to open"),
        ("syrian-branch-opens", "branch {} ("),
    ]:
        text = words.format(f"{100 * said[claim]:.0f} %")
        assert text in re.sub(r"'s fall", " fall", page), text


@pytest.mark.nightly
def test_the_command_gives_the_published_numbers(published: dict[str, Any], tmp_path: Path) -> None:
    """Exactly: same seed, scenarios, engine. Where this fails, results have changed: publish them, and say why."""
    command = [sys.executable, "-m", "sandtable", "backtest", "--out", str(tmp_path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    again = {(one["campaign"], one["variant"]): one for one in json.loads(done.stdout)["campaigns"]}
    for one in published["campaigns"]:
        other = again[one["campaign"], one["variant"]]
        assert other["crps"] == pytest.approx(one["crps"]), one["campaign"]
        assert [day["quantiles"] for day in other["days"]] == [day["quantiles"] for day in one["days"]]
