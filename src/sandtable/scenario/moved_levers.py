"""Edits: what somebody did with the levers, checked as if it had been written, and the scenario that comes of it."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Any

from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.scenario import variants
from sandtable.scenario.levers import AS_STATED, Lever, levers_of
from sandtable.scenario.marks import Marks
from sandtable.scenario.quantities import rounded
from sandtable.scenario.schema import Scenario, Variant

__all__ = ["MOST_EDITS", "changes_of", "edited"]

MOST_EDITS = 200
"""Most levers that may be moved at once, as of a variant."""
BY_HAND = "changed by hand"
_NAME = "by-hand"
_MOST = {"share": 1.0, "points": 100.0}
"""Where a range of this unit ends."""


def changes_of(scenario: Scenario, edits: Mapping[str, object]) -> dict[str, Any]:
    """What a variant would `set`: dotted paths with plain values; edits that change nothing are left out.

    `scenario` is complete. InvalidInput names every unknown lever and every value that one cannot take.
    """
    if len(edits) > MOST_EDITS:
        raise InvalidInput([Problem(f"{len(edits)} changes at once; at most {MOST_EDITS} are read.", path="edits")])
    levers = {lever.path: lever for lever in levers_of(scenario)}
    changes: dict[str, Any] = {}
    problems = []
    for path, value in edits.items():
        lever = levers.get(path)
        if lever is None:
            hint = did_you_mean(path, levers)
            problems.append(Problem(f"there is no lever {path[:80]!r}.", path="edits", hint=hint))
        elif (misfit := _misfit(lever, value)) is not None:
            problems.append(Problem(misfit, path=path))
        elif not _same(lever, value):
            changes |= _change(scenario, lever, value)
    if problems:
        raise InvalidInput(problems)
    return changes


def edited(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """The complete scenario with changes applied and checked as a variant is; InvalidInput with all problems.

    What the scenario was doubted for before is not said again.
    """
    own = Variant(set=dict(changes), assume=BY_HAND)
    alone = scenario.model_copy(update={"variants": {_NAME: own}})
    try:
        changed = variants.apply(alone, _NAME, Marks("edits"))
    except InvalidInput as wrong:
        raise InvalidInput(_told(problem) for problem in wrong.problems if problem.severity == "error") from None
    return changed.model_copy(update={"variants": scenario.variants, "variant": scenario.variant})


def _told(problem: Problem) -> Problem:
    message = problem.message.removeprefix("with this variant, ")
    return Problem(message, hint=problem.hint)


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _misfit(lever: Lever, value: object) -> str | None:
    """What is wrong with a value for a lever; None when it will do."""
    if lever.kind == "number":
        low, high = lever.low, lever.high
        fits = _number(value) and low is not None and high is not None
        return None if fits and _within(value, low, high) else f"must be a number from {low:g} to {high:g}."
    if lever.kind == "switch":
        return None if isinstance(value, bool) else "must be true or false."
    known = [option for option, _ in lever.options]
    if lever.kind == "choice":
        return None if value in known else f"must be one of: {', '.join(known)}."
    if lever.kind == "date":
        return None if _is_day(value, lever) else f"must be a date from {lever.low} to {lever.high}."
    if not isinstance(value, (list, tuple)) or len(value) > len(known):
        return "must be a list of places, each once."
    strangers = [one for one in value if one not in known]
    if strangers:
        hint = did_you_mean(str(strangers[0]), known)
        return f"it may not be ordered to {str(strangers[0])[:60]!r}. {hint}".rstrip()
    return None if len(set(value)) == len(value) else "names a place twice."


def _within(value: object, low: object, high: object) -> bool:
    return bool(low <= value <= high)  # type: ignore[operator] # numbers by now, whole ones of any size


def _is_day(value: object, lever: Lever) -> bool:
    try:
        day = datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return False
    return day is not None and str(lever.low) <= day.isoformat() <= str(lever.high)


def _same(lever: Lever, value: object) -> bool:
    return tuple(value) == lever.now if isinstance(value, (list, tuple)) else value == lever.now


def _change(scenario: Scenario, lever: Lever, value: Any) -> dict[str, Any]:
    """What one moved lever sets."""
    section, key, *rest = lever.path.split(".")
    if section == "presence" and not rest:  # what was there from the first day on never is
        first = scenario.as_of + datetime.timedelta(days=1)
        return {f"{lever.path}.opens": first.isoformat(), f"{lever.path}.probability": 0.0}
    if lever.kind == "number":
        entry, stated = getattr(scenario, section)[key], _stated(scenario, lever.path)
        moved = _moved(stated, float(value), lever) if isinstance(stated, tuple) else float(value)
        changes: dict[str, Any] = {lever.path: moved}
        if section == "actors" and not (entry.cite or entry.assume):
            changes[f"actors.{key}.assume"] = BY_HAND
        return changes
    if lever.kind == "choice" and lever.now == AS_STATED:
        return {lever.path: float(value)}
    if lever.path.startswith("mechanisms.couplings."):
        return {lever.path: "on" if value else "off"}
    return {lever.path: list(value) if lever.kind == "orders" else value}


def _moved(stated: tuple[float, ...], usual: float, lever: Lever) -> list[float]:
    """A range with its middle moved: strengths keep the proportions of its ends, shares their distances."""
    low, middle, high = stated
    most = _MOST.get(lever.unit)
    if most is None and middle > 0:
        return [rounded(one * usual / middle) for one in stated]
    ends = usual - (middle - low), usual, usual + (high - middle)
    return [rounded(min(most or math.inf, max(0.0, one))) for one in ends]


def _stated(scenario: Scenario, path: str) -> Any:
    """The value at a dotted path of a complete scenario."""
    here: Any = scenario
    for step in path.split("."):
        here = here[step] if isinstance(here, dict) else getattr(here, step)
    return here
