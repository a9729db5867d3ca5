"""What a statement supposes: a variant by name, or changes of its own, applied as a variant would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sandtable.errors import Problem, did_you_mean
from sandtable.scenario import variants
from sandtable.scenario.marks import Marks
from sandtable.scenario.schema import Scenario, Variant
from sandtable.scenario.statement import Statement
from sandtable.scenario.subject import named_list

__all__ = ["check", "supposed", "title_of", "with_changes"]

_OWN = "supposed"
"""The name under which a statement's own changes are tried."""


def supposed(scenario: Scenario, statement: Statement, marks: Marks) -> Scenario:
    """The scenario in which what a statement supposes is so; InvalidInput when that cannot be."""
    if isinstance(statement.suppose, str):
        return variants.apply(scenario, statement.suppose, marks)
    return with_changes(scenario, dict(statement.suppose or {}), marks)


def with_changes(scenario: Scenario, changes: dict[str, Any], marks: Marks) -> Scenario:
    """The scenario with values at dotted paths changed; InvalidInput when that cannot be."""
    own = Variant(set=changes, assume="supposed by a statement")
    return variants.apply(_with(scenario, own), _OWN, marks).model_copy(update={"variants": scenario.variants})


def title_of(scenario: Scenario, statement: Statement) -> str:
    """What is supposed, in few words: the variant's title, or each path with its new value."""
    if isinstance(statement.suppose, str):
        return scenario.variants[statement.suppose].title or statement.suppose
    return ", ".join(f"{path} = {value}" for path, value in (statement.suppose or {}).items())


def check(scenario: Scenario, marks: Marks, known: Iterable[Problem]) -> list[Problem]:
    """The problems of every statement's `suppose`, beside those that the scenario has without it (`known`)."""
    seen = list(known)
    return [
        problem
        for name, statement in scenario.statements.items()
        if statement.suppose is not None
        for problem in _check_one(scenario, statement, f"statements.{name}.suppose", marks, seen)
    ]


def _check_one(
    scenario: Scenario, statement: Statement, path: str, marks: Marks, known: list[Problem]
) -> Iterator[Problem]:
    mark = marks.of(path)
    if isinstance(statement.suppose, str):
        if statement.suppose not in scenario.variants:
            names = list(scenario.variants)
            hint = did_you_mean(statement.suppose, names) or f"Known: {named_list(names)}."
            yield Problem(f"there is no variant {statement.suppose!r}.", path, mark, hint)
        return
    own = Variant(set=dict(statement.suppose or {}), assume="supposed by a statement")
    for problem in variants.check(_with(scenario, own, alone=True), marks, known):
        message = problem.message.replace("with this variant", "when it is supposed")
        yield Problem(message, path, mark, problem.hint, problem.severity)


def _with(scenario: Scenario, own: Variant, *, alone: bool = False) -> Scenario:
    """The scenario with one more variant, or with that one only."""
    others = {} if alone else dict(scenario.variants)
    return scenario.model_copy(update={"variants": {**others, _OWN: own}})
