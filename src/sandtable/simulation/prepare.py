"""Preparing a run: the mechanisms that a scenario asks for, their priors, and the world that they act in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sandtable.errors import InvalidInput, Problem, did_you_mean
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.scenario.quantities import as_triple
from sandtable.scenario.schema import Scenario
from sandtable.world.assumptions import widen_of
from sandtable.world.build import World, build_world
from sandtable.world.fields import STATE_FIELDS
from sandtable.world.parameters import Parameter, Prior, bracket
from sandtable.world.priors import choose_set, shipped_sets, with_set
from sandtable.world.records import Field

__all__ = ["Prepared", "pinned", "prepare", "state_fields"]

LOG_FAMILIES = frozenset({"lognormal", "log-split-normal"})
POSITIVE_FAMILIES = LOG_FAMILIES | {"constant"}
"""Families of parameters that are more than 0 (the fixed ones are spreads)."""


@dataclass(frozen=True)
class Prepared:
    """What a run needs: the world, the catalogue, the state's fields and the name of the prior set in use.

    `idle` are the positions in the catalogue of mechanisms that this scenario has no use for or switches off.
    `pinned` are columns of assumptions that are known here, each with the level at which every draw has it.
    """

    world: World
    catalogue: tuple[Mechanism, ...]
    state_fields: tuple[Field, ...]
    prior_set: str
    idle: frozenset[int] = frozenset()
    pinned: tuple[tuple[int, float], ...] = ()

    @property
    def measures(self) -> dict[str, tuple[str, int]]:
        """Every monthly measure of this scenario by name: the field that holds it, and its row there or -1."""
        fields = {field.name: field for field in self.state_fields}
        owners = {"corridor": self.world.corridors, "patron": self.world.patrons, "dispute": self.world.disputes}
        owners |= {"issue": self.world.issues}
        found: dict[str, tuple[str, int]] = {}
        for position, mechanism in enumerate(self.catalogue):
            if position in self.idle:
                continue
            for name, field in mechanism.series.items():
                if fields[field].dims == ("month",):
                    found[name] = field, -1
                else:
                    rows = enumerate(owners[fields[field].dims[0]])
                    found |= {f"{name}-{key}": (field, row) for row, key in rows}
        return found

    @property
    def series_fields(self) -> tuple[Field, ...]:
        """The fields of the state that hold monthly measures."""
        kept = {field for mechanism in self.catalogue for field in mechanism.series.values()}
        return tuple(field for field in self.state_fields if field.name in kept)


def pinned(prepared: Prepared, levels: Mapping[str, float]) -> Prepared:
    """The same with some assumptions known, by name, at a probability level of their prior; the rest as before.

    InvalidInput for an assumption that is not drawn, or a level that is not between 0 and 1.
    """
    numbers = {column.assumption.name: number for number, column in enumerate(prepared.world.columns.drawn)}
    problems = [
        Problem("is no assumption of this scenario.", path=name, hint=did_you_mean(name, numbers))
        for name in levels
        if name not in numbers
    ]
    problems += [
        Problem(f"its level must lie between 0 and 1, not {level:g}.", path=name)
        for name, level in levels.items()
        if not 0 < level < 1
    ]
    if problems:
        raise InvalidInput(problems)
    return replace(prepared, pinned=tuple((numbers[name], level) for name, level in levels.items()))


def state_fields(catalogue: Iterable[Mechanism]) -> tuple[Field, ...]:
    """The core fields of the state and those that mechanisms add; ValueError when two share a name."""
    fields = (*STATE_FIELDS, *(field for mechanism in catalogue for field in mechanism.state))
    names = [field.name for field in fields]
    if len(set(names)) < len(names):
        raise ValueError(f"two state fields share a name: {sorted({name for name in names if names.count(name) > 1})}")
    return fields


def _own_prior(parameter: Parameter, scenario: Scenario) -> Parameter:
    """The parameter with the prior that the scenario sets for it, if it does."""
    own = scenario.priors.get(parameter.name)
    if own is None:
        return parameter
    log = parameter.prior.family in LOG_FAMILIES
    prior = bracket(as_triple(own.value, "days" if log else "real"), log=log, widen=widen_of(own))
    return replace(parameter, prior=prior, basis=f"set by the scenario: {own.cite or own.assume}", data_until=None)


def _misfits(parameters: Iterable[Parameter], scenario: Scenario) -> list[Problem]:
    """What is wrong with the values that the scenario sets for parameters: unknown names, values out of bounds."""
    known = {parameter.name: parameter for parameter in parameters}
    problems = []
    for name, own in scenario.priors.items():
        path, numbers = f"priors.{name}", own.value if isinstance(own.value, tuple) else (own.value,)
        if name not in known:
            hint = did_you_mean(name, known)
            problems.append(Problem("is no parameter of any mechanism.", path=path, hint=hint))
        elif known[name].unit == "share" and not 0 <= min(numbers) <= max(numbers) <= 1:
            problems.append(Problem("is a share: it must lie between 0 and 1.", path=f"{path}.value"))
        elif known[name].prior.family in POSITIVE_FAMILIES and min(numbers) <= 0:
            problems.append(Problem(f"must be more than 0, not {min(numbers):g}.", path=f"{path}.value"))
    return problems


def _not_in_force(scenario: Scenario) -> tuple[str, ...]:
    """Mechanisms that the law of battle in force leaves nothing to do for."""
    return ("attrition",) if scenario.mechanisms.kernel == "contest" else ("assault", "losses")


def _unknown_names(catalogue: Iterable[Mechanism], scenario: Scenario) -> list[Problem]:
    """Mechanisms switched off that are none."""
    known = {mechanism.name for mechanism in catalogue}
    return [
        Problem(f"there is no mechanism {name!r}.", path="mechanisms.off", hint=did_you_mean(name, known))
        for name in scenario.mechanisms.off
        if name not in known
    ]


def _of(catalogue: Iterable[Mechanism]) -> tuple[Parameter, ...]:
    """All parameters as their mechanisms' tables have them."""
    return tuple(parameter for mechanism in catalogue for parameter in mechanism.parameters)


def _runs(mechanism: Mechanism, scenario: Scenario) -> bool:
    """Whether a mechanism runs in this scenario."""
    setting = getattr(scenario.mechanisms, mechanism.name, None)
    idle = mechanism.needs and not getattr(scenario, mechanism.needs)
    off = setting == "off" or mechanism.name in (*scenario.mechanisms.off, *_not_in_force(scenario))
    return not (idle or off)


def _with_settings(mechanism: Mechanism, scenario: Scenario, used: frozenset[str]) -> tuple[Parameter, ...]:
    """A mechanism's parameters under the setting chosen; those that nothing `used` reads are not drawn."""
    setting = getattr(scenario.mechanisms, mechanism.name, None)
    priors = mechanism.settings.get(setting, {}) if isinstance(setting, str) else {}
    chosen = (replace(p, prior=priors.get(p.name, p.prior)) for p in mechanism.parameters)
    runs = _runs(mechanism, scenario)
    return tuple(
        p if runs or f"draw.{p.field}" in used else replace(p, prior=Prior("constant", (p.prior.triple()[1],)))
        for p in chosen
    )


def prepare(scenario: Scenario, catalogue: tuple[Mechanism, ...] = MECHANISMS, steps_per_day: int = 1) -> Prepared:
    """Choose priors (newest set that was known and excludes the theatre) and build the world of a complete scenario.

    InvalidInput when the scenario sets a parameter that no mechanism has or out of its bounds, or a prior rests on
    later data than `as_of`.
    """
    disabled = []
    parameters: list[Parameter] = []
    used = frozenset[str]().union(*(mechanism.reads for mechanism in catalogue if _runs(mechanism, scenario)))
    for position, mechanism in enumerate(catalogue):
        parameters += _with_settings(mechanism, scenario, used)
        if not _runs(mechanism, scenario):
            disabled.append(position)
    if problems := [*_unknown_names(catalogue, scenario), *_misfits(_of(catalogue), scenario)]:
        raise InvalidInput(problems)
    chosen = choose_set(shipped_sets(), scenario.as_of, scenario.theatre)
    # A parameter that the scenario sets itself does not rest on our data: their date cannot forbid it.
    undated = (replace(p, data_until=None) if p.name in scenario.priors else p for p in parameters)
    dated = with_set(undated, chosen, scenario.as_of)
    final = tuple(_own_prior(parameter, scenario) for parameter in dated)
    world = build_world(scenario, final, disabled, steps_per_day)
    return Prepared(world, catalogue, state_fields(catalogue), chosen.name if chosen else "none", frozenset(disabled))
