"""Doubts about statements: no arbiter, a word of likelihood without a number, a bare "will". Warnings, never errors."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.evidence.hedges import band
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario, Statement

__all__ = ["UNHEDGED", "lint_statements"]

UNHEDGED = frozenset({"will", "shall", "is going to"})
"""Words that state a forecast as if it were a fact."""


def lint_statements(scenario: Scenario, marks: Marks) -> list[Problem]:
    """A warning, at the statement's line, for everything that makes a claim hard to score."""
    found = []
    for name, statement in scenario.statements.items():
        for key, message, hint in _doubts(statement, scenario.hedges):
            path = f"statements.{name}"
            mark = marks.of(f"{path}.{key}" if key else path)
            found.append(Problem(message, path, mark, hint, "warning"))
    return found


def _doubts(statement: Statement, table: str) -> Iterator[tuple[str, str, str]]:
    """Key, message and hint of each doubt about one statement."""
    if statement.claim is None:
        return
    if statement.arbiter is None:
        yield "claim", "has no arbiter: nobody could say afterwards whether it came true.", "Write `arbiter: …`."
    hedge = " ".join(statement.says.hedge.lower().split()) if statement.says and statement.says.hedge else ""
    if not hedge or statement.reads is not None or band(hedge, table) is not None:
        return
    if hedge in UNHEDGED:
        message = f"is unhedged: a bare {hedge!r} names no likelihood, so the author has none to be scored by."
        yield "says.hedge", message, ""
    else:
        message = f"{hedge!r} stands in no table, so it has no number."
        yield "says.hedge", message, "Say with `reads: likely` how you read it; that reading is ours."
