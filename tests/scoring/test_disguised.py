"""Disguised campaigns: names masked or dates shifted, the verdicts stay. The program cannot know which war it is."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.claims.judge import judge
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.results import EVENT_COLUMNS
from sandtable.face import claims_of
from sandtable.scenario.library import folder_of, shipped
from sandtable.scenario.read import read_scenario
from sandtable.scenario.resolve import as_json
from sandtable.scenario.schema import Scenario
from sandtable.scoring.moments import FALLS, days_of
from sandtable.scoring.outcomes import FILE_NAME
from sandtable.simulation.run import Settings, simulate
from sandtable.world import priors
from small_worlds import whole

CAMPAIGNS = [name for name in shipped() if (folder_of(name) / FILE_NAME).is_file()]
YEARS = 28
"""The calendar repeats: same weekdays, same leap years."""
WORDS = ("name", "area", "title", "aka", "summary", "cite", "assume", "note", "arbiter", "source", "at_from")
DATE = re.compile(r"\b((?:19|20)\d\d)(-\d\d-\d\d)\b")
PERIOD = re.compile(r"(?<![\w-])(20\d\d)(?=-Q\d|-H\d|-\d\d(?!-)|\b(?!-))")
"""A year, quarter, half or month in a claim; years in ids stand behind a hyphen."""
KEYED = ("places", "patrons", "stakes")
"""Sections inside of entries whose keys are ids."""


@pytest.fixture(scope="module")
def bounds(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((root / "tests/scoring/bounds.toml").read_text(encoding="utf-8"))["disguised"]
    return found


@pytest.fixture
def one_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the oldest prior set: a later year would otherwise, and rightly, bring newer knowledge."""
    oldest = priors.shipped_sets()[0]
    monkeypatch.setattr(priors, "shipped_sets", lambda: (oldest,))
    monkeypatch.setattr("sandtable.simulation.prepare.shipped_sets", lambda: (oldest,))


def run(scenario: Scenario, futures: int) -> Ensemble:
    return simulate(scenario, futures=futures, settings=Settings(replicates=1))


def shifted(scenario: Scenario) -> Scenario:
    """The same scenario 28 years later, every date in it."""
    raw = as_json(scenario)
    for statement in raw["statements"].values():
        for key in ("claim", "given"):
            if statement.get(key):
                statement[key] = PERIOD.sub(lambda match: str(int(match[1]) + YEARS), statement[key])
    text = json.dumps(raw)
    return whole(json.loads(DATE.sub(lambda match: f"{int(match[1]) + YEARS}{match[2]}", text)))


def masked(scenario: Scenario) -> tuple[Scenario, dict[str, str]]:
    """The same scenario with every id and every display name replaced, and the new id of each place."""
    raw = as_json(scenario)
    sections = (
        "actors",
        "places",
        "routes",
        "formations",
        "forces",
        "control",
        "ties",
        "priorities",
        "events",
        "disputes",
    )
    ids = [key for section in sections for key in raw[section]]
    new = {key: f"x{number:03d}" for number, key in enumerate(dict.fromkeys(ids))}
    words = re.compile(
        r"(?<![\w.-])(influence-|)(" + "|".join(sorted(map(re.escape, new), key=len, reverse=True)) + r")(?![\w-])"
    )
    raw["variants"] = {}

    def change(value: Any, key: str = "") -> Any:
        if key == "kind":
            return value
        if key in WORDS and not isinstance(value, dict):
            return ["hidden"] if isinstance(value, list) else value and "hidden"
        if isinstance(value, dict):
            return {
                new.get(name, name) if key in (*sections, *KEYED) else name: change(one, name)
                for name, one in value.items()
            }
        if isinstance(value, list):
            return [change(one, key) for one in value]
        if key == "claim" and isinstance(value, str):
            return words.sub(lambda match: match[1] + new[match[2]], value)
        return new.get(value, value) if isinstance(value, str) else value

    return whole(change(raw)), {place: new[place] for place in raw["places"]}


@pytest.mark.parametrize("name", CAMPAIGNS)
@pytest.mark.usefixtures("one_set")
def test_shifted_dates_change_nothing_but_dates(name: str) -> None:
    scenario = read_scenario(name)
    later = shifted(scenario)
    assert later.as_of == scenario.as_of.replace(year=scenario.as_of.year + YEARS)
    one, other = run(scenario, 100), run(later, 100)
    for a, b in zip(one.blocks(), other.blocks(), strict=True):
        for column in (*EVENT_COLUMNS, "uniforms"):
            assert np.array_equal(getattr(a, column), getattr(b, column)), column
    asked = judge(one, claims_of(scenario)).settled
    assert np.array_equal(asked, judge(other, claims_of(later)).settled)
    assert isinstance(later.until, datetime.date)


@pytest.mark.parametrize("name", CAMPAIGNS)
@pytest.mark.usefixtures("one_set")
def test_masked_names_give_the_same_shares(name: str, bounds: dict[str, Any]) -> None:
    """Luck is named by ids, so masked futures are other futures of the same world: shares agree within chance."""
    scenario = read_scenario(name)
    hidden, places = masked(scenario)
    text = json.dumps(as_json(hidden)["places"])
    assert not any(place.name in text for place in scenario.places.values() if len(place.name) > 4)
    n = int(bounds["futures"])
    one, other = run(scenario, n), run(hidden, n)
    a = days_of(one, [(place, FALLS) for place in places])
    b = days_of(other, [(new, FALLS) for new in places.values()])
    for share, again in [
        *zip(np.mean(a < one.manifest.days, axis=0), np.mean(b < one.manifest.days, axis=0), strict=True),
        *zip(np.mean(a < one.manifest.days / 3, axis=0), np.mean(b < one.manifest.days / 3, axis=0), strict=True),
        *zip(_shares(one, scenario), _shares(other, hidden), strict=True),
    ]:
        error = np.sqrt((share * (1 - share) + again * (1 - again)) / n + 1 / n**2)
        assert abs(share - again) <= bounds["standard_errors"] * error


def _shares(ensemble: Ensemble, scenario: Scenario) -> list[float]:
    return [row.true / row.futures for row in judge(ensemble, claims_of(scenario)).rows]
