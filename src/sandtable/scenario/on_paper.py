"""An issue of a scenario as a table of single numbers: everybody at the middle of their ranges."""

from __future__ import annotations

import numpy as np

from sandtable.bargaining.issue import Issue
from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.scenario.quantities import Kind, as_triple
from sandtable.scenario.schema import Scenario
from sandtable.scenario.subject import named_list
from sandtable.scenario.values import Range

__all__ = ["issue_on_paper"]


def _usual(stated: Range, kind: Kind) -> float:
    return as_triple(stated, kind)[1]


def issue_on_paper(scenario: Scenario, name: str | None) -> Issue:
    """The issue of that id, or the only one there is; InvalidInput when there is none or it is not clear which."""
    known = list(scenario.issues)
    if name is None and len(known) == 1:
        name = known[0]
    if name not in scenario.issues:
        wrong = f"there is no issue {name!r}." if name else f"the scenario has {len(known)} issues: say which."
        hint = did_you_mean(name or "", known) or f"Known: {named_list(known)}."
        raise InvalidInput([Problem(wrong, path="issue", hint=hint)])
    issue = scenario.issues[name]
    rows = [
        (_usual(one.capability, "weight"), _usual(one.position, "points"), _usual(one.salience, "points"))
        for one in issue.stakes.values()
    ]
    table = np.array(rows, dtype=np.float64)
    return Issue(
        actors=tuple(scenario.actors[who].name for who in issue.stakes),
        dimensions=(issue.name or name.replace("-", " "),),
        capability=table[:, 0].copy(),
        position=table[:, 1:2].copy(),
        salience=table[:, 2:3].copy(),
        name=issue.name or name.replace("-", " "),
        about=f"0: {issue.low}. 100: {issue.high}",
    )
