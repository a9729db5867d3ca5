"""The checks of a scenario: one small function each, all of them listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sandtable.errors import Problem
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario
from sandtable.scenario.subject import Subject

__all__ = ["CHECKS", "check"]

CHECKS: tuple[Callable[[Subject], Iterable[Problem]], ...] = ()
"""Every check: a function from a `Subject` to problems."""


def check(scenario: Scenario, marks: Marks, damaged: frozenset[str] = frozenset()) -> list[Problem]:
    """Every problem of a scenario beyond its shape, errors and warnings, in the order of the checks.

    `damaged` names the parts that were left out because their shape is wrong (`sandtable.scenario.validate`).
    """
    subject = Subject(scenario, marks, damaged)
    return [problem for one in CHECKS for problem in one(subject)]
