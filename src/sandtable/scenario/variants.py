"""Variants: named changes to a scenario, applied to what was stated, then checked as if it had been written so."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.scenario import checks
from sandtable.scenario.marks import Marks
from sandtable.scenario.plain import allowed_keys
from sandtable.scenario.schema import Scenario, Variant
from sandtable.scenario.subject import named_list
from sandtable.scenario.validate import shape

__all__ = ["apply", "check"]

MOST_VARIANTS = 50
"""Most variants of one scenario: each is tried and checked whenever the scenario is read."""

_FIXED = ("format", "variants")


class _Refused(Exception):
    """A path that a variant cannot change."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def apply(scenario: Scenario, name: str, marks: Marks) -> Scenario:
    """The stated scenario with one of its variants applied; InvalidInput when there is no such variant or it fails.

    The variant acts on the scenario as written, so no variant ever sees another.
    """
    if name not in scenario.variants:
        known = list(scenario.variants)
        hint = did_you_mean(name, known) or f"Known: {named_list(known)}."
        raise InvalidInput([Problem(f"there is no variant {name!r}.", mark=marks.of("variants"), hint=hint)])
    changed, problems = _try(scenario, name, marks)
    if changed is None or any(problem.severity == "error" for problem in problems):
        raise InvalidInput(problems)
    return changed.model_copy(update={"variant": name})


def check(scenario: Scenario, marks: Marks, known: Iterable[Problem]) -> list[Problem]:
    """The problems that each variant brings, beside those that the scenario has without it (`known`)."""
    before = {(problem.path, problem.message) for problem in known}
    if len(scenario.variants) > MOST_VARIANTS:
        message = f"has {len(scenario.variants)} entries. At most {MOST_VARIANTS} are read."
        return [Problem(message, "variants", marks.of("variants"))]
    return [problem for name in scenario.variants for problem in _try(scenario, name, marks, before)[1]]


def _try(
    scenario: Scenario, name: str, marks: Marks, before: Iterable[tuple[str, str]] = ()
) -> tuple[Scenario | None, list[Problem]]:
    """The scenario with a variant applied (None where that cannot be), and the problems that this brings."""
    variant = scenario.variants[name]
    data = scenario.model_dump(mode="json")
    problems = list(_change(data, variant, f"variants.{name}", marks))
    problems += _both(variant, f"variants.{name}", marks)
    if problems:
        return None, problems
    if not variant.structure:
        _note_levers(data, scenario)
    shaped = shape(data, marks)
    found = list(shaped.problems)
    if shaped.scenario is not None:
        found += checks.check(shaped.scenario, marks, shaped.damaged)
    seen = set(before)
    new = [_told(problem, name, variant, marks) for problem in found if (problem.path, problem.message) not in seen]
    return (None if shaped.damaged else shaped.scenario), new


def _note_levers(data: dict[str, Any], scenario: Scenario) -> None:
    """A change made on purpose, unlike another reading, acts as a cause: note what each formation had without it."""
    before = scenario.model_dump(mode="json", include={"formations"})["formations"]
    for name, formation in data["formations"].items():
        old = before.get(name)
        if old and isinstance(formation, dict) and formation.get("fighters") != old["fighters"]:
            formation.setdefault("instead_of", None)
            if formation["instead_of"] is None:
                formation["instead_of"] = old["fighters"]


def _told(problem: Problem, name: str, variant: Variant, marks: Marks) -> Problem:
    """A problem of the changed scenario, told where the variant causes it."""
    at = f"variants.{name}"
    cause = [path for path in variant.set if problem.path == path or problem.path.startswith(f"{path}.")]
    mark = marks.of(f"{at}.set.{problem.path}" if cause else at)
    message = f"with this variant, {problem.path}: {problem.message}" if problem.path else problem.message
    return Problem(message, at, mark, problem.hint, problem.severity)


def _both(variant: Variant, at: str, marks: Marks) -> Iterator[Problem]:
    """A path that is set and removed at once."""
    for number, path in enumerate(variant.remove):
        if path in variant.set:
            message = f"{path!r} is set as well. Remove it or set it, not both."
            yield Problem(message, f"{at}.remove", marks.of(f"{at}.remove.{number}"))


def _change(data: dict[str, Any], variant: Variant, at: str, marks: Marks) -> Iterator[Problem]:
    """Make a variant's changes in the data: first what it removes, then what it sets, shorter paths first."""
    for number, path in enumerate(variant.remove):
        try:
            target = _find(data, path)
            if target.key not in target.above:
                raise _unknown(target.above, target.steps, target.key)
            if not target.steps or allowed_keys(target.steps):
                raise _Refused("takes out whole entries, such as `forces.qaim-garrison`. Use `set` for a value.")
            del target.above[target.key]
        except _Refused as reason:
            yield Problem(f"{path!r} {reason.message}", f"{at}.remove", marks.of(f"{at}.remove.{number}"), reason.hint)
    for path in sorted(variant.set):
        try:
            target = _find(data, path)
            _allow_new(target, variant.set[path])
            target.above[target.key] = copy.deepcopy(variant.set[path])
        except _Refused as reason:
            yield Problem(f"{path!r} {reason.message}", f"{at}.set", marks.key(f"{at}.set.{path}"), reason.hint)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a dotted path leads: the mapping `above` (reached by `steps`) and the key in it."""

    above: dict[str, Any]
    steps: tuple[str, ...]
    key: str


def _find(data: dict[str, Any], path: str) -> _Target:
    """Follow a dotted path as far as it is known; names that hold dots themselves are found too."""
    here: Any = data
    steps: tuple[str, ...] = ()
    rest = path
    while True:
        if not isinstance(here, dict):
            raise _Refused(f"goes into a single value. Set `{'.'.join(steps)}` as a whole.")
        parts = rest.split(".")
        known = next(
            (".".join(parts[:size]) for size in range(len(parts), 0, -1) if ".".join(parts[:size]) in here), ""
        )
        if not known or known == rest:
            break
        here, rest, steps = here[known], rest[len(known) + 1 :], (*steps, known)
    if (steps or (rest,))[0] in _FIXED:
        raise _Refused("cannot be changed by a variant.")
    if not known and (not steps or allowed_keys(steps) or "." in rest) and steps != ("priors",):
        raise _unknown(here, steps, rest)
    return _Target(here, steps, rest)


def _unknown(here: dict[str, Any], steps: tuple[str, ...], rest: str) -> _Refused:
    word, dot, tail = rest.partition(".")
    near = difflib.get_close_matches(word, list(here), n=1, cutoff=0.6)
    hint = (
        f"Did you mean {'.'.join((*steps, near[0])) + dot + tail!r}?" if near else f"Known: {named_list(list(here))}."
    )
    return _Refused("names nothing in this scenario.", hint)


def _allow_new(target: _Target, value: object) -> None:
    """Refuse a whole section, and a new entry that is none."""
    if not target.steps and isinstance(target.above[target.key], dict) and not allowed_keys((target.key,)):
        raise _Refused("is a whole section. Set one of its entries.")
    if target.key not in target.above and len(target.steps) == 1 and not isinstance(value, dict):
        raise _unknown(target.above, target.steps, target.key)
