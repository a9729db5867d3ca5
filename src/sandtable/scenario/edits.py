"""Changes written on one line each, `path=value`: what somebody supposes without writing a variant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.marks import Marks, parse_text
from sandtable.scenario.schema import Scenario
from sandtable.scenario.supposed import with_changes

__all__ = ["changed", "read_edits"]


def read_edits(words: Sequence[str]) -> dict[str, Any]:
    """The values by path; a value is read as a scenario's file would be (`[200, 400, 900]`, `off`, `2017-06-01`).

    InvalidInput with every word that is no change, or names a path twice.
    """
    edits: dict[str, Any] = {}
    problems: list[Problem] = []
    for word in words:
        path, sign, text = (part.strip() for part in word.partition("="))
        if not sign or not path or not text:
            problems.append(Problem("is no change.", path=word, hint="Write it as path=value, without spaces."))
        elif path in edits:
            problems.append(Problem("is changed twice.", path=path))
        else:
            try:
                edits[path] = parse_text(f"value: {text}", path)[0]["value"]
            except InvalidInput as wrong:
                problems += [replace(problem, path=path, mark=None) for problem in wrong.problems]
    if not words:
        problems.append(Problem("nothing is supposed.", hint="Write one or more changes as path=value."))
    if problems:
        raise InvalidInput(problems)
    return edits


def changed(scenario: Scenario, edits: dict[str, Any]) -> Scenario:
    """The scenario with the changes made; InvalidInput with every problem that they bring."""
    try:
        return with_changes(scenario, edits, Marks("supposed"))
    except InvalidInput as wrong:
        raise InvalidInput(_told(problem) for problem in wrong.problems) from None


def _told(problem: Problem) -> Problem:
    """A problem as one of what was typed, which has no place in any file."""
    message = problem.message.replace("with this variant", "when it is supposed")
    return replace(problem, message=message, path="suppose", mark=None)
