"""Adding, renaming and switching change what they should and leave everybody else's luck alone."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sandtable.simulation
from sandtable.claims.judge import judge
from sandtable.ensemble.ensemble import Ensemble
from sandtable.ensemble.kinds import (
    ASSAULT_BEGUN,
    ASSAULT_ENDED,
    BROKEN_OFF,
    BY_ASSAULT,
    BY_COLLAPSE,
    BY_RAID,
    BY_RECOVERY,
    BY_WITHDRAWAL,
    CONTROL,
    CORRIDOR_CLOSED,
    CORRIDOR_OPENED,
    CUT_OFF,
    DISPUTE,
    ELECTION_HELD,
    GOVERNMENT_FORMED,
    HAPPENED,
    ISSUE_SETTLED,
    MEDIATION,
    PRESENCE_OPENED,
    REJOINED,
)
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.resolve import hash_of
from small_worlds import (
    NOTHING_MATTERS,
    Raw,
    body,
    campaign,
    columns,
    day,
    fixed,
    mechanism,
    one_block,
    parliament,
    place,
    question,
    ready,
    road,
    run,
    same,
    whole,
)

FUTURES = 400


def _levels(ensemble: Ensemble) -> dict[str, bytes]:
    """Probability levels of every assumption, by its name."""
    uniforms = columns(ensemble)["uniforms"]
    return {item.name: uniforms[:, number].tobytes() for number, item in enumerate(ensemble.manifest.assumptions)}


def _events(ensemble: Ensemble) -> list[tuple[Any, ...]]:
    """Every event with names for numbers, so that runs with other numbers compare."""
    manifest, table = ensemble.manifest, columns(ensemble)
    actors = [*manifest.actors, "nobody"]
    rows = []
    for future, moment, kind, entity, before, after, cause in zip(
        *(table[name].tolist() for name in ("future", "day", "kind", "entity", "before", "after", "cause")), strict=True
    ):
        where = (manifest.events if kind == HAPPENED else manifest.places)[entity]
        by = manifest.formations[cause] if kind == ASSAULT_BEGUN else cause
        rows.append((future, moment, kind, where, actors[before], actors[after], by))
    return rows


@pytest.fixture(scope="module")
def before() -> Ensemble:
    return run(campaign(200), FUTURES)


def test_adding_a_place_leaves_everybody_elses_draws(before: Ensemble) -> None:
    """The new id sorts first, so every position in the arrays shifts."""
    raw = campaign(200)
    place(raw, "a-new-place", "red", [300, 900])
    road(raw, "a-new-place", "hill", [40, 60])
    body(raw, "a-new-body", "red", "a-new-place", [300, 900])
    after = _levels(run(raw, FUTURES))
    levels = _levels(before)
    assert set(after) - set(levels) == {
        "forces.guard-a-new-place.fighters",
        "formations.a-new-body.fighters",
        "routes.a-new-place-to-hill.km",
    }
    assert {name: after[name] for name in levels} == levels


@pytest.mark.parametrize("holder", ["", "red"])
def test_an_unconnected_place_changes_nothing_at_all(before: Ensemble, holder: str) -> None:
    raw = campaign(200)
    place(raw, "a-new-place", holder, 500 if holder else None)
    after = [row for row in _events(run(raw, FUTURES)) if row[3] != "a-new-place"]
    assert after == _events(before)


def test_a_place_that_is_never_chosen_changes_nothing(before: Ensemble) -> None:
    """At the end of a road of its own, and nobody's: no target, no refuge, on nobody's way."""
    raw = campaign(200)
    place(raw, "a-new-place")
    road(raw, "a-new-place", "mill")
    after = [row for row in _events(run(raw, FUTURES)) if row[3] != "a-new-place"]
    assert after == _events(before)


def test_adding_an_actor_who_does_nothing_changes_nothing(before: Ensemble) -> None:
    raw = campaign(200)
    raw["actors"]["a-bystander"] = {"name": "Bystander"}
    assert _events(run(raw, FUTURES)) == _events(before)


def test_an_event_that_never_happens_changes_nothing(before: Ensemble) -> None:
    raw = campaign(200)
    raw["events"]["a-rumour"] = {
        "on": "2030-04-01",
        "probability": 0.0,
        "does": [{"take": "mill", "by": "blue"}],
        "assume": "test",
    }
    assert _events(run(raw, FUTURES)) == _events(before)


def test_population_never_matters(before: Ensemble) -> None:
    raw = campaign(200)
    for number, key in enumerate(raw["places"]):
        raw["places"][key]["population"] = 10 ** (1 + number % 7)
    assert same(columns(before), columns(run(raw, FUTURES)))
    assert [member.name for member in MECHANISMS if "world.population" in member.reads] == ["exposure", "returns"]
    for name in ("exposure", "returns"):
        counted = mechanism(name).writes
        assert not [member.name for member in MECHANISMS if member.name != name and counted & member.reads]


def test_display_names_change_nothing(before: Ensemble) -> None:
    raw = campaign(200)
    names = {key: entry["name"] for key, entry in raw["places"].items()}
    raw["places"]["mill"]["name"], raw["places"]["ford"]["name"] = names["ford"], names["mill"]
    raw["actors"]["blue"]["name"], raw["actors"]["red"]["name"] = "Red", "Blue"
    raw["title"], raw["places"]["mill"]["aka"] = "Another title", ["Mühle"]
    assert hash_of(whole(raw)) == hash_of(whole(campaign(200))) == before.manifest.scenario_hash
    assert same(columns(before), columns(run(raw, FUTURES)))


def test_the_order_of_the_file_changes_nothing(before: Ensemble) -> None:
    raw = campaign(200)
    for section in ("places", "routes", "forces", "formations", "control", "actors"):
        raw[section] = dict(reversed(raw[section].items()))
    assert same(columns(before), columns(run(raw, FUTURES)))


CLAIMS = {
    "mill": "mill falls by 2030-06-30",
    "ford": "ford falls by 2030-06-30",
    "pocket": "pocket falls without assault",
    "order": "mill falls before pocket falls",
    "held": "bridge is held by blue at 2030-08-01",
}


def test_other_ids_change_verdicts_only_within_their_intervals() -> None:
    """Luck goes by id: two places that swap ids swap their luck, and shares stay within what luck explains."""
    swap = {"mill": "pocket", "pocket": "mill"}
    raw = campaign(200)
    text = json.dumps(raw)
    for key, other in (("mill", "*1"), ("pocket", "*2"), ("*1", "pocket"), ("*2", "mill")):
        text = text.replace(f'"{key}"', f'"{other}"')
    other = json.loads(text)
    assert other["places"]["pocket"]["importance"] == raw["places"]["mill"]["importance"]
    claims = CLAIMS | {"held": "bridge is held by blue on 2030-08-01"}
    swapped = {key: " ".join(swap.get(word, word) for word in claim.split()) for key, claim in claims.items()}
    first, second = judge(run(raw, 4000), claims), judge(run(other, 4000), swapped)
    moved = 0
    for one, two in zip(first.rows, second.rows, strict=True):
        assert max(one.low, two.low) <= min(one.high, two.high), one.id
        moved += one.true != two.true
    assert moved, "other luck leaves a trace"


# --- Switching a mechanism off -------------------------------------------------------------------------------------


def _without(name: str, raw: Raw) -> Any:
    prepared = ready(raw)
    position = next(number for number, member in enumerate(MECHANISMS) if member.name == name)
    prepared.world.record[0].enabled[position] = 0
    return one_block(prepared, 200)


ALONE = {
    "events": lambda block: block.kind == HAPPENED,
    "supply": lambda block: np.isin(block.kind, [CUT_OFF, REJOINED]),
    "choice": lambda block: block.kind == ASSAULT_BEGUN,
    "assault": lambda block: (
        np.isin(block.kind, [ASSAULT_ENDED, CONTROL]) & np.isin(block.cause, [BROKEN_OFF, BY_ASSAULT])
    ),
    "collapse": lambda block: (block.kind == CONTROL) & (block.cause == BY_COLLAPSE),
    "capture": lambda block: block.kind == CONTROL,
    "withdrawal": lambda block: (block.kind == CONTROL) & (block.cause == BY_WITHDRAWAL),
    "presence": lambda block: block.kind == PRESENCE_OPENED,
    "threat": lambda block: block.cause == BY_RAID,
    "raids": lambda block: np.isin(block.cause, [BY_RAID, BY_RECOVERY]),
    "exposure": lambda block: block.series["exposure"] + block.series["exposure-unknown"],
    "returns": lambda block: block.series["returns"] + block.series["returns-unknown"],
    "corridors": lambda block: np.isin(block.kind, [CORRIDOR_OPENED, CORRIDOR_CLOSED]),
    "cells": lambda block: block.series["attacks"],
    "influence": lambda block: block.series["autonomy"] + block.series["influence-east"],
    "diplomacy": lambda block: block.kind == MEDIATION,
    "disputes": lambda block: (block.kind == DISPUTE) & (block.day > 0),
    "bargaining": lambda block: block.kind == ISSUE_SETTLED,
    "elections": lambda block: block.kind == ELECTION_HELD,
    "government": lambda block: block.kind == GOVERNMENT_FORMED,
}


def _with_a_road(days: int) -> Raw:
    """The campaign with a corridor along blue's places, a base that guards one of them, and people in a few towns."""
    raw = campaign(days)
    way: Raw = {"via": ["port", "cross", "bridge"], "joints": ["cross", "bridge"], "users": ["blue"], "assume": "test"}
    raw["corridors"] = {"way": way}
    raw["presence"] = {"post": {"who": "blue", "at": "cross", "opens": day(20), "assume": "test"}}
    raw["priors"] = fixed({"raids.rate": 0.02, "corridors.lag": 10.0})
    raw["places"]["mill"] |= {"population": 5000}
    raw["actors"]["east"] = {"name": "East"}
    raw["clients"] = {"blue": {"who": "blue", "power": 0.5, "autonomy": 0.5, "assume": "test"}}
    arms = {"who": "east", "client": "blue", "channel": "military", "level": 0.5, "assume": "test"}
    raw["influence"] = {"arms": arms}
    raw["disputes"] = {"quarrel": {"between": ["blue", "east"], "crises": 3.0, "assume": "test"}}
    raw["actors"]["envoy"] = {"name": "Envoy"}
    talks = {"who": "envoy", "dispute": "quarrel", "strength": 0.5, "until": day(30), "assume": "test"}
    raw["mediation"] = {"talks": talks}
    question(raw, "talks", {"blue": (20, 50, 1), "red": (80, 50, 2)}, due=day(60))
    parliament(raw, on=day(20))
    raw["priors"] |= fixed({"government.days": 30.0})
    return raw


@pytest.mark.parametrize("name", ALONE)
def test_a_mechanism_switched_off_does_not_do_what_it_alone_does(name: str) -> None:
    raw = _with_a_road(200)
    assert ALONE[name](one_block(ready(raw), 200)).any()
    assert not ALONE[name](_without(name, raw)).any()


def test_waste_switched_off_is_waste_at_rate_nil() -> None:
    raw = campaign(200)
    raw["priors"] = fixed({"waste.rate": 1e-300})
    off, nil = _without("waste", raw), one_block(ready(raw), 200)
    assert off.day.tobytes() == nil.day.tobytes()
    raw["priors"] = fixed({"waste.rate": 0.05})
    assert one_block(ready(raw), 200).day.tobytes() != off.day.tobytes()


def test_collapse_off_is_collapse_switched_off() -> None:
    raw = campaign(200)
    raw["mechanisms"] = {"collapse": "off"}
    off = one_block(ready(raw), 200)
    raw["mechanisms"] = {"collapse": "author"}
    assert _without("collapse", raw).day.tobytes() == off.day.tobytes()


def test_every_mechanism_has_its_ablation() -> None:
    at_nought = {"waste", "losses", "reinforcement", "cascade", "power"}  # tested in tests/mechanisms
    assert set(ALONE) | at_nought | {"attrition"} == {member.name for member in MECHANISMS}


# --- One file and one line -----------------------------------------------------------------------------------------

STORM = '''"""Storm: on some days everybody's garrisons lose a share to the weather."""

from sandtable.luck import purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior

COMES = purpose("storm: it comes")


def step(state, world, draw, luck, log):
    """Let a storm come over each place."""
    for place in range(world.places):
        if uniform(luck, COMES, world.place_key[place], state.step, 0) < 0.1:
            for actor in range(world.actors):
                gone = state.garrison[place, actor] * draw.storm_share
                state.garrison[place, actor] -= gone
                state.deserted[actor] += gone


MECHANISM = Mechanism(
    name="storm",
    about="Storms cost garrisons a share.",
    step=step,
    reads=frozenset("world.places world.actors world.place_key state.step state.garrison state.deserted".split()),
    writes=frozenset("state.garrison state.deserted".split()),
    parameters=(Parameter("storm.share", "share", Prior("beta", (2.0, 20.0)), "share lost in a storm", "judgement"),),
)
'''

SCRIPT = """
import json, sys
from sandtable.ensemble.results import EVENT_COLUMNS
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.scenario.schema import Scenario
from sandtable.scenario.resolve import complete
from sandtable.simulation.compose import check_declarations
from sandtable.simulation.run import Settings, simulate
raw = json.loads(sys.stdin.read())
run = simulate(complete(Scenario.model_validate(raw)), futures=12, settings=Settings(compiled=False, workers=1))
(block,) = run.blocks()
levels = {item.name: block.uniforms[:, number].tolist() for number, item in enumerate(run.manifest.assumptions)}
print(json.dumps({
    "members": [member.name for member in MECHANISMS],
    "problems": check_declarations(MECHANISMS),
    "levels": levels,
    "events": [getattr(block, name).tolist() for name in EVENT_COLUMNS],
}))
"""


def _simulated_by(package: Path, raw: Raw) -> dict[str, Any]:
    environment = os.environ | {"PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(raw),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_new_mechanism_is_one_file_and_one_line(tmp_path: Path) -> None:
    source = Path(sandtable.simulation.__file__).parents[1]
    shutil.copytree(source, tmp_path / "sandtable", ignore=shutil.ignore_patterns("__pycache__", "scenarios"))
    raw = campaign(120)
    plain = _simulated_by(tmp_path, raw)
    folder = tmp_path / "sandtable" / "mechanisms"
    (folder / "storm.py").write_text(STORM, encoding="utf-8")
    catalogue = (folder / "catalogue.py").read_text(encoding="utf-8")
    line = f"    {MECHANISMS[-1].name}.MECHANISM,\n"
    assert catalogue.endswith(f"{line})\n")
    catalogue = catalogue.replace(
        line, line + "    __import__('sandtable.mechanisms.storm', fromlist=['x']).MECHANISM,\n"
    )
    (folder / "catalogue.py").write_text(catalogue, encoding="utf-8")

    stormy = _simulated_by(tmp_path, raw)
    assert stormy["members"] == [*plain["members"], "storm"]
    assert stormy["problems"] == []
    assert set(stormy["levels"]) - set(plain["levels"]) == {"storm.share"}
    assert {name: stormy["levels"][name] for name in plain["levels"]} == plain["levels"]
    assert stormy["events"] != plain["events"], "it did not act"

    calm = _simulated_by(tmp_path, raw | {"priors": fixed({"storm.share": 0.0})})
    assert calm["levels"] == plain["levels"]
    assert calm["events"] == plain["events"]


def test_a_switched_scenario_shares_its_luck(before: Ensemble) -> None:
    """Common luck: a change that touches nobody until day 150 leaves everything before it as it was."""
    raw = campaign(200)
    raw["events"]["late"] = {"on": "2030-07-29", "does": [{"take": "mill", "by": "blue"}], "assume": "test"}
    early = [[row for row in _events(ensemble) if row[1] < 150] for ensemble in (before, run(raw, FUTURES))]
    assert early[0] == early[1]
    assert len(early[0]) > FUTURES


def test_priors_at_single_values_are_no_draws() -> None:
    raw = copy.deepcopy(campaign(50))
    raw["priors"] = fixed(NOTHING_MATTERS)
    names = {item.name for item in run(raw, 5).manifest.assumptions}
    assert not names & set(NOTHING_MATTERS)
