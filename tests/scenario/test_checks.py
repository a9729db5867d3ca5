"""The list of checks: whole, and every one of them fires on some file of the suites."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder_of_scenarios import SMALL, scenarios
from sandtable.errors import InvalidInput
from sandtable.scenario import (
    checks_corridors,
    checks_disputes,
    checks_elections,
    checks_events,
    checks_evidence,
    checks_influence,
    checks_issues,
    checks_map,
    checks_mechanisms,
    checks_names,
    checks_numbers,
    checks_places,
    checks_statements,
    checks_time,
)
from sandtable.scenario.checks import CHECKS, check
from sandtable.scenario.marks import Marks, parse_text, text_of
from sandtable.scenario.plain import allowed_keys
from sandtable.scenario.subject import Subject
from sandtable.scenario.validate import shape

SUITES = Path(__file__).resolve().parents[1] / "scenarios"


def test_no_check_is_left_out_of_the_list() -> None:
    modules = (
        checks_corridors,
        checks_disputes,
        checks_elections,
        checks_events,
        checks_evidence,
        checks_influence,
        checks_issues,
        checks_map,
        checks_mechanisms,
        checks_names,
        checks_numbers,
        checks_places,
        checks_statements,
        checks_time,
    )
    written = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert set(CHECKS) == written
    assert len(CHECKS) == len(set(CHECKS))


def _subjects() -> list[Subject]:
    found = []
    for file in sorted(SUITES.glob("*/*.yaml")):
        try:
            data, marks = parse_text(text_of(file.read_bytes(), file.name), file.name)
        except InvalidInput:
            continue
        shaped = shape(data, marks)
        if shaped.scenario is not None:
            found.append(Subject(shaped.scenario, marks, shaped.damaged))
    return found


SUBJECTS = _subjects()


@pytest.mark.parametrize(
    "one", [one for one in CHECKS if not one.__name__.endswith("_are_bounded")], ids=lambda one: one.__name__
)
def test_every_check_fires_somewhere_in_the_suites(one: Any) -> None:
    assert any(list(one(subject)) for subject in SUBJECTS)


def test_too_many_entries() -> None:
    more = "".join(f"  p{number}: {{name: P, at: [34, 40]}}\n" for number in range(1000))
    data, marks = parse_text(SMALL.replace("places:\n", "places:\n" + more), "a.yaml")
    scenario = shape(data, marks).scenario
    assert scenario is not None
    said = [str(problem) for problem in checks_names.sections_are_bounded(Subject(scenario, marks))]
    assert said == ["a.yaml:13:1: places: has 1002 entries. At most 1000 can be simulated."]


def test_too_many_issues() -> None:
    stakes = ", ".join(f"{who}: {{position: 1, salience: 1, capability: 1}}" for who in ("red", "blue"))
    issue = f"{{low: a, high: b, assume: made up, stakes: {{{stakes}}}}}"
    more = "issues:\n" + "".join(f"  i{number}: {issue}\n" for number in range(17))
    data, marks = parse_text(SMALL + more, "a.yaml")
    scenario = shape(data, marks).scenario
    assert scenario is not None
    said = [problem.message for problem in checks_issues.issues_are_bounded(Subject(scenario, marks))]
    assert said == ["has 17 entries. At most 16 can be simulated."]


@given(scenarios())
def test_checks_answer_on_any_scenario_of_the_right_shape(data: dict[str, Any]) -> None:
    shaped = shape(data, Marks("a.yaml"))
    assert shaped.scenario is not None
    for problem in check(shaped.scenario, Marks("a.yaml")):
        assert problem.mark is not None
        assert problem.message[-1] in ".?"


WRONG = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2) | st.just({})
)


@given(scenarios(), st.data())
def test_one_wrong_value_anywhere_is_one_place_and_the_rest_is_still_checked(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    """Whatever stands where it should not, the answer is clear lines, and a misspelt name elsewhere is still found."""
    section = draw.draw(st.sampled_from(["places", "routes", "control", "forces", "formations", "events", "priors"]))
    if not data[section]:
        return
    name = draw.draw(st.sampled_from(list(data[section])))
    key = draw.draw(st.sampled_from(list(data[section][name])))
    data[section][name] = {**data[section][name], key: draw.draw(WRONG)}
    data["ties"] = {"war": {"who": "nrth", "enemy": ["south"], "assume": "x"}}
    shaped = shape(data, Marks("a.yaml"))
    assert shaped.scenario is not None
    for problem in shaped.problems:
        assert problem.path.startswith(f"{section}.{name}")
        assert "Input should" not in problem.message
    said = [problem.message for problem in check(shaped.scenario, Marks("a.yaml"), shaped.damaged)]
    assert "there is no actor 'nrth'." in said
    # What was left out because of its shape is never called unknown or absent.
    assert not any(f"there is no place {place!r}" in line for line in said for place in data["places"])


def test_keys_that_may_stand_somewhere() -> None:
    assert list(allowed_keys(["forces", "any"])) == ["cite", "assume", "confidence", "who", "at", "fighters"]
    assert list(allowed_keys(["events", "any", "does", 0]))[:2] == ["take", "by"]
    assert list(allowed_keys(["formations", "any", "available"])) == ["after"]
    assert allowed_keys(["forces"]) == {}
    assert allowed_keys(["nowhere", "at", "all"]) == {}
