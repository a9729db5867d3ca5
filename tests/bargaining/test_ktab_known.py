"""Known answers of KTAB's spatial model: first-turn win probabilities and attitudes to risk of every run that ended.

The numbers were printed by that program (74 runs: five issues, every voting rule, law, election and span), rounded to
four and three decimals.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandtable.bargaining.issue import Issue
from sandtable.bargaining.ktab_csv import read_issue, write_issue
from sandtable.bargaining.risk import forecast_with_risk

RULES = {
    "Prop": "proportional",
    "Cubic": "cubic",
    "Binary": "binary",
    "PropBin": "mostly-proportional",
    "PropCbc": "half-cubic",
    "ASymProsp": "prospect",
}
ELECTIONS = {"Conditional": "conditional", "MarkovUniform": "uniform", "MarkovIncentive": "incentive"}
TABLES = [
    "SOE-Competitive",
    "SOE-Pol-Comp",
    "SOE-Policy",
    "dummyData-a040",
    "dummyData-a080",
    "dummyData-a160",
    "dummyData_3Dim",
    "dummyData_3Dim-no-final-comma",
    "dummyData_6Dim",
]


@pytest.fixture(scope="module")
def known(shared: Path) -> dict[str, Any]:
    """The program's inputs and outputs."""
    found: dict[str, Any] = json.loads((shared / "oracles" / "ktab" / "oracle.json").read_text(encoding="utf-8"))
    return found


def issue_of(inputs: dict[str, Any]) -> Issue:
    """One of its inputs as an issue."""
    actors = inputs["actors"]
    return Issue(
        actors=tuple(actor["name"] for actor in actors),
        dimensions=tuple(inputs["dims"]),
        capability=np.array([actor["cap"] for actor in actors]),
        position=np.array([actor["pos"] for actor in actors]),
        salience=np.array([actor["sal"] for actor in actors]),
    )


def test_all_usable_runs(known: dict[str, Any]) -> None:
    compared = 0
    for run in known["runs"]:
        if "win_prob" not in run["result"]:
            continue
        issue, options = issue_of(known["scenarios"][run["scenario"]]), run["options"]
        attitude, probability = forecast_with_risk(
            issue,
            rule=RULES[options["VotingRule"]],
            law=options["VictoryProbModel"].lower(),
            election=ELECTIONS[options["PCEModel"]],
            span=options["BigRRange"].lower(),
        )
        printed = [run["result"]["win_prob"][actor][0] for actor in issue.actors]
        np.testing.assert_allclose(probability, printed, rtol=0, atol=0.5001e-4, err_msg=str(run["options"]))
        np.testing.assert_allclose(attitude, run["result"]["turn0_risk_attitude"], rtol=0, atol=0.5001e-3)
        compared += 1
    assert compared == 74


@pytest.mark.parametrize("name", TABLES)
def test_its_tables_are_read_and_written_back(shared: Path, name: str) -> None:
    issue = read_issue((shared / "oracles" / "ktab" / f"{name}.csv").read_text(encoding="utf-8"), name)
    again = read_issue(write_issue(issue))
    assert (again.actors, again.dimensions, again.says) == (issue.actors, issue.dimensions, issue.says)
    assert (again.name, again.about) == (issue.name, issue.about)
    for field in ("capability", "position", "salience"):
        np.testing.assert_array_equal(getattr(again, field), getattr(issue, field))


@pytest.mark.parametrize("name", ["SOE-Competitive", "SOE-Pol-Comp", "SOE-Policy", "dummyData_3Dim"])
def test_its_tables_hold_what_the_program_read(shared: Path, known: dict[str, Any], name: str) -> None:
    issue = read_issue((shared / "oracles" / "ktab" / f"{name}.csv").read_text(encoding="utf-8"), name)
    actors = known["scenarios"][name]["actors"]
    assert issue.actors == tuple(actor["name"] for actor in actors)
    assert issue.capability.tolist() == [actor["cap"] for actor in actors]
    assert issue.position.tolist() == [actor["pos"] for actor in actors]
    assert issue.salience.tolist() == [actor["sal"] for actor in actors]
