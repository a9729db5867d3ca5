"""Dated prior sets, and the rule that chooses one.

A set is a TOML file beside this one. The loader takes the newest set whose data end on or before the scenario's day
`as_of` and that was not fitted on the scenario's theatre; a parameter that the set does not hold keeps the prior of
its mechanism's table, and a prior that rests on later data than `as_of` is refused.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import resources

from sandtable.errors import InvalidInput, Problem
from sandtable.world.parameters import Parameter, Prior

__all__ = ["PriorSet", "choose_set", "shipped_sets", "with_set"]


@dataclass(frozen=True, slots=True)
class PriorSet:
    """Priors fitted on data up to one day, and the theatres that those data come from."""

    name: str
    data_until: datetime.date
    theatres: frozenset[str]
    priors: dict[str, tuple[Prior, str]]
    """Prior and basis by parameter name."""


def read_set(name: str, text: str) -> PriorSet:
    """A prior set from its TOML text."""
    raw = tomllib.loads(text)
    priors = {key: (Prior(item["family"], tuple(item["args"])), item["basis"]) for key, item in raw["priors"].items()}
    return PriorSet(name, raw["data_until"], frozenset(raw["theatres"]), priors)


def shipped_sets() -> tuple[PriorSet, ...]:
    """All sets that come with sandtable, oldest first."""
    folder = resources.files("sandtable.world") / "prior_sets"
    files = [item for item in folder.iterdir() if item.name.endswith(".toml")]
    sets = [read_set(item.name.removesuffix(".toml"), item.read_text(encoding="utf-8")) for item in files]
    return tuple(sorted(sets, key=lambda item: (item.data_until, item.name)))


def choose_set(sets: Iterable[PriorSet], as_of: datetime.date, theatre: Iterable[str]) -> PriorSet | None:
    """The newest set that was known on `as_of` and that excludes the theatre; None when there is none."""
    theatre = frozenset(theatre)
    fit = [item for item in sets if item.data_until <= as_of and not item.theatres & theatre]
    return max(fit, key=lambda item: (item.data_until, item.name), default=None)


def with_set(parameters: Iterable[Parameter], chosen: PriorSet | None, as_of: datetime.date) -> tuple[Parameter, ...]:
    """The parameters with the chosen set's priors; InvalidInput names each prior that rests on data after `as_of`."""
    result = []
    problems = []
    for own in parameters:
        dated = own
        if chosen is not None and own.name in chosen.priors:
            prior, basis = chosen.priors[own.name]
            basis = f"{basis} (prior set {chosen.name})"
            dated = replace(own, prior=prior, basis=basis, data_until=chosen.data_until)
        if dated.data_until is not None and dated.data_until > as_of:
            wrong = f"its prior rests on data until {dated.data_until}, after as_of ({as_of})."
            problems.append(Problem(wrong, path=own.name))
        result.append(dated)
    if problems:
        raise InvalidInput(problems)
    return tuple(result)
