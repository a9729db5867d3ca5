"""Plain values into a scenario: all that is wrong in shape at once, and the rest kept so that it can be checked too."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from sandtable.errors import Problem
from sandtable.scenario.marks import Marks
from sandtable.scenario.placing import place_all
from sandtable.scenario.plain import Steps, place_of, problems_from
from sandtable.scenario.schema import Scenario

__all__ = ["Shaped", "shape"]

_ROUNDS = 20
_STAND_INS: dict[str, Any] = {
    "format": 1,
    "title": "?",
    "as_of": "1900-01-01",
    "until": "1900-01-02",
    "theatre": ["unknown"],
    "sources": {},
    "actors": {"unknown-actor": {"name": "?"}},
    "places": {"unknown-place": {"name": "?", "at": [0, 0]}},
}


@dataclass(frozen=True, slots=True)
class Shaped:
    """What came of some data: the scenario, or what is left of it without the parts named in `damaged`.

    `damaged` holds dotted paths of what had to be left out; it is empty exactly when there are no problems.
    """

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    damaged: frozenset[str]


def _leave_out(data: dict[str, Any], steps: Steps) -> str:
    """Take the part that holds the wrong value out of the data; its dotted path. Entries go whole."""
    top = str(steps[0]) if steps else ""
    section = data.get(top)
    if len(steps) > 1 and isinstance(section, dict) and steps[1] in section:
        del section[steps[1]]
        if section or top not in ("actors", "places"):
            return f"{top}.{steps[1]}"
    data.pop(top, None)
    if top in _STAND_INS:
        data[top] = copy.deepcopy(_STAND_INS[top])
    return top


def shape(data: dict[str, Any], marks: Marks) -> Shaped:
    """The scenario that the data state, with a problem for every value of the wrong shape."""
    problems: list[Problem] = []
    damaged: set[str] = set()
    rest = data
    for _ in range(_ROUNDS):
        try:
            done = place_all(Scenario.model_validate(rest), marks, damaged)
            return Shaped(done.scenario, (*problems, *done.problems), frozenset(damaged) | done.lost)
        except ValidationError as reason:
            errors = reason.errors(include_url=False)
        if not damaged:
            problems = problems_from(errors, data, marks)
            if any(problem.path == "format" for problem in problems):
                # Another format may call everything else by other names: complaints about those would mislead.
                return Shaped(None, tuple(problem for problem in problems if problem.path == "format"), frozenset())
            rest = copy.deepcopy(data)
        for error in errors:
            steps, _absent = place_of(error["loc"], data)
            damaged.add(_leave_out(rest, steps))
    return Shaped(None, tuple(problems), frozenset(damaged))
