"""Runs made by hand for the tests of scoring: a few futures whose falls and returns are known."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from sandtable.ensemble.ensemble import Ensemble
from sandtable.scenario.schema import Scenario
from sandtable.simulation.run import Settings, simulate
from small_worlds import WHY, Raw, body, empty, fixed, place, road, whole


def two_towns(days: int = 200) -> Raw:
    """Blue attacks near, then far; a third town of red lies where nobody goes."""
    raw = empty(days)
    place(raw, "camp", "blue", 800, supplies=["blue"], assume=WHY)
    place(raw, "near", "red", 600)
    place(raw, "far", "red", 600)
    place(raw, "aside", "red", 600, supplies=["red"], assume=WHY)
    road(raw, "camp", "near", 15.0)
    road(raw, "near", "far", 15.0)
    road(raw, "far", "aside", 15.0)
    body(raw, "column", "blue", "camp", only=["near", "far"])
    raw["statements"] = {
        "near-soon": {"kind": "ours", "claim": f"near falls by {raw['until']}", "arbiter": "a test"},
        "far-first": {"kind": "ours", "claim": "far falls before near falls", "arbiter": "a test"},
    }
    raw["variants"] = {"idle": {"title": "Nobody attacks", "remove": ["formations.column"], "assume": "a test"}}
    raw["priors"] = fixed({"assault.offensive-odds": 3.0})
    return raw


def run(raw: Raw, futures: int = 200, seed: int = 1, folder: Path | None = None) -> tuple[Scenario, Ensemble]:
    """The scenario and its run, one replicate."""
    scenario = whole(raw)
    return scenario, simulate(scenario, futures=futures, seed=seed, folder=folder, settings=Settings(replicates=1))


def outcomes_text(until: str, **places: Any) -> str:
    """An `outcomes.yaml` for `two_towns`."""
    said = {"near": "2030-04-10", "far": "2030-06-01", "aside": "never"} | places
    lines = ["format: 1", "attacker: [blue]", "places:"]
    lines += [f"  {name}: {{fell: {day}, arbiter: a test, source: a test}}" for name, day in said.items()]
    lines += ["claims:", "  near-soon: {came_true: true, arbiter: a test, source: a test}"]
    lines += ["  far-first: {came_true: false, arbiter: a test, source: a test, checked: false}", ""]
    assert datetime.date.fromisoformat(until)
    return "\n".join(lines)


def campaign(folder: Path, **places: Any) -> Path:
    """A folder that holds `two_towns` and what happened there."""
    raw = two_towns()
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text(json.dumps(raw, indent=1), encoding="utf-8")
    text = outcomes_text(raw["until"], **places).replace("places:", "variants: [idle]\nplaces:", 1)
    (folder / "outcomes.yaml").write_text(text, encoding="utf-8")
    return folder
