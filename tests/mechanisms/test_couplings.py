"""Couplings switched off: a no-op where the coupling's term is zero anyway, and no change but in what it acts on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from sandtable import couplings
from sandtable.couplings import COUPLINGS, Coupling, coupling_numbers
from sandtable.ensemble.kinds import CORRIDOR_CLOSED, CORRIDOR_OPENED, CUT_OFF
from sandtable.mechanisms.catalogue import MECHANISMS
from sandtable.simulation.block import run_block
from sandtable.simulation.compose import engine, engine_text
from sandtable.simulation.prepare import Prepared
from sandtable.world.records import FLOORS
from small_worlds import WHY, Raw, fixed, random_campaign, ready

WARS = tuple(range(92, 102))
FUTURES = 12
COLUMNS = ("future", "day", "sequence", "kind", "entity", "before", "after", "cause")
NAMES = [coupling.name for coupling in COUPLINGS]


def war(seed: int) -> Raw:
    """A random war in which air, supply, fighters who arrive, corridors, bases and patrons all have a part."""
    raw = random_campaign(seed)
    raw["priors"] |= fixed({"collapse.days": 40.0, "supply.isolation-days": 20.0, "waste.rate": 0.005})
    raw["priors"] |= fixed({"choice.isolation": 5.0, "choice.floor": 0.1})
    raw["mechanisms"] |= {"cascade": "on", "choice": "weigh"}
    return raw


def everybody_passes(raw: Raw) -> Raw:
    """No holder bars any road."""
    actors = list(raw["actors"])
    for who in actors:
        raw["ties"][f"pass-{who}"] = {"who": who, "permits": [a for a in actors if a != who], "assume": WHY}
    return raw | {"events": {}}


def nobody_supplied(raw: Raw) -> Raw:
    """No side's supply is modelled."""
    for place in raw["places"].values():
        place.pop("supplies", None)
    return raw | {"events": {}}


def no_enemy(raw: Raw) -> Raw:
    """Every place has a holder, and nobody has an enemy."""
    empty = [key for key in raw["places"] if all(key not in held["holds"] for held in raw["control"].values())]
    for key in empty:
        raw["control"][f"rest-{key}"] = {"who": "blue", "holds": [key], "assume": WHY}
    return raw | {"ties": {}, "events": {}, "in_progress": {}, "presence": {}}


def nothing_to_take(raw: Raw) -> Raw:
    """Clashes need no formation, and their parties never let each other through."""
    for dispute in raw["disputes"].values():
        dispute.pop("clash", None)
    return raw


def nobody_listens(raw: Raw) -> Raw:
    """No clients and no patrons."""
    return raw | {"clients": {}, "influence": {}, "disputes": {}, "mediation": {}, "events": {}}


def without_bargains(raw: Raw) -> Raw:
    """Neither elections nor issues, nor events about them."""
    events = {key: event for key, event in raw["events"].items() if not key.startswith("talks")}
    return raw | {"elections": {}, "issues": {}, "events": events}


AT_ZERO: dict[str, dict[str, float] | Callable[[Raw], Raw]] = {
    "control-to-supply": everybody_passes,
    "supply-to-odds": {"supply.reach": 1e300},
    "supply-to-reinforcement": nobody_supplied,
    "isolation-to-odds": {"assault.isolation-odds": 0.0},
    "isolation-to-length": {"assault.isolation-log-days": 0.0},
    "isolation-to-choice": {"choice.isolation": 0.0},
    "isolation-to-waste": {"waste.rate": 1e-300},
    "isolation-to-collapse": {"collapse.days": 1e300},
    "air-to-odds": {"assault.air-odds": 0.0},
    "losses-to-length": {"cascade.strength": 0.0},
    "odds-to-withdrawal": {"withdrawal.rate": 1e-300},
    "cells-to-threat": {"threat.cell-weight": 0.0},
    "bases-to-threat": {"threat.guard": 0.0},
    "threat-to-raids": {"raids.rate": 1e-300},
    "threat-to-corridors": {"corridors.caution": 1e-300, "corridors.closing": 1e-300},
    "control-to-corridors": no_enemy,
    "permission-to-corridors": everybody_passes,
    "bases-to-corridors": everybody_passes,
    "bases-to-influence": {"influence.base": 0.0},
    "gains-to-influence": {"influence.gain": 0.0},
    "enemy-to-disputes": {"disputes.enemy": 0.0},
    "shift-to-disputes": {"disputes.shift": 0.0, "disputes.commitment": 0.0},
    "trust-to-disputes": {"disputes.distrust": 0.0},
    "mediation-to-disputes": {"disputes.mediation": 0.0},
    "announcements-to-disputes": {"disputes.announced": 0.0},
    "disputes-to-battle": nothing_to_take,
    "disputes-to-influence": {"influence.contest": 0.0},
    "influence-to-positions": nobody_listens,
    "seats-to-power": without_bargains,
    "territory-to-power": nobody_listens,
}
"""What makes each coupling's term zero by other means: parameters, or a world in which its source is empty."""


BEHIND = {
    "influence": ("clients", "disputes", "mediation"),
    "clients": ("influence", "disputes", "mediation"),
    "disputes": ("mediation",),
}
"""Sections that cannot stand without another."""


def zeroed(raw: Raw, name: str) -> Raw:
    how = AT_ZERO[name]
    if callable(how):
        return how(raw)
    raw["priors"] |= fixed(how)
    return raw


@cache
def the_engine() -> ModuleType:
    return engine(MECHANISMS)


def outcome(prepared: Prepared, off: str = "") -> Any:
    """One block of a prepared war, with a coupling off if one is named."""
    record = prepared.world.record.copy()
    if off:
        record[0].coupled[coupling_numbers()[off]] = 0
    changed = replace(prepared, world=replace(prepared.world, record=record))
    return run_block(changed, the_engine(), 1, 0, (FUTURES, FUTURES, 1))


@cache
def prepared_war(seed: int) -> Prepared:
    return ready(war(seed))


@cache
def as_it_is(seed: int) -> Any:
    return outcome(prepared_war(seed))


@cache
def switched(seed: int, name: str) -> Any:
    return outcome(prepared_war(seed), name)


def rows(block: Any, keep: Any = None) -> bytes:
    """The log as bytes, of some rows alone if asked (their running numbers apart then)."""
    if keep is None:
        return b"".join(getattr(block, column).tobytes() for column in COLUMNS)
    return b"".join(getattr(block, column)[keep].tobytes() for column in COLUMNS if column != "sequence")


def measures(block: Any, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    return {name: values.tobytes() for name, values in block.series.items() if not name.startswith(but or ("\0",))}


def test_names_and_numbers_are_single_and_there_is_room() -> None:
    assert len(set(NAMES)) == len(NAMES)
    numbers = list(coupling_numbers().values())
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < FLOORS["coupling"]
    assert set(AT_ZERO) == set(NAMES), "say above what makes a new coupling's term zero"


def test_a_scenario_switches_them_by_name() -> None:
    raw = war(WARS[0])
    raw["mechanisms"]["couplings"] = {"supply-to-odds": "off", "air-to-odds": "on"}
    off = np.flatnonzero(ready(raw).world.record[0].coupled == 0)
    assert off.tolist() == [coupling_numbers()["supply-to-odds"]]


@pytest.mark.parametrize("coupling", COUPLINGS, ids=NAMES)
def test_each_is_used_by_a_mechanism_and_says_what_it_does(coupling: Coupling) -> None:
    constants = [name for name, value in vars(couplings).items() if name.isupper() and value == coupling.number]
    assert len(constants) == 1
    assert constants[0].lower().replace("_", "-") == coupling.name
    assert f"__{constants[0]}]" in engine_text(MECHANISMS, compiled=True)
    assert coupling.source
    assert coupling.target
    assert not coupling.off.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_off_is_a_no_op_where_the_term_is_zero(name: str) -> None:
    for seed in WARS[:3]:
        prepared = ready(zeroed(war(seed), name))
        one, other = outcome(prepared), outcome(prepared, name)
        assert rows(one) == rows(other)
        assert measures(one) == measures(other)


@pytest.mark.parametrize("name", NAMES)
def test_off_changes_something_somewhere(name: str) -> None:
    def differs(seed: int) -> bool:
        one, other = as_it_is(seed), switched(seed, name)
        return rows(one) != rows(other) or measures(one) != measures(other)

    assert any(differs(seed) for seed in WARS)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("-to-corridors")])
def test_what_acts_on_corridors_alone_changes_nothing_else(name: str) -> None:
    for seed in WARS:
        one, other = as_it_is(seed), switched(seed, name)
        kept = [~np.isin(block.kind, (CORRIDOR_OPENED, CORRIDOR_CLOSED)) for block in (one, other)]
        assert rows(one, kept[0]) == rows(other, kept[1])
        assert measures(one, ("open",)) == measures(other, ("open",))


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("-to-influence")])
def test_what_acts_on_influence_alone_changes_nothing_else(name: str) -> None:
    for seed in WARS[:5]:
        prepared = ready(without_bargains(war(seed)))  # who listens to patrons bargains otherwise
        one, other = outcome(prepared), outcome(prepared, name)
        assert rows(one) == rows(other)
        assert measures(one, ("influence", "autonomy")) == measures(other, ("influence", "autonomy"))


@pytest.mark.parametrize("name", [coupling.name for coupling in COUPLINGS if coupling.needs])
def test_without_the_section_that_it_needs_it_changes_nothing(name: str) -> None:
    needs = next(coupling.needs for coupling in COUPLINGS if coupling.name == name)
    for seed in WARS[:2]:
        without: Raw = {needs: {}} | {name: {} for name in BEHIND.get(needs, ())}
        raw = war(seed) | without
        raw["events"] = {key: event for key, event in raw["events"].items() if key.startswith("event")}
        one, other = outcome(ready(raw)), outcome(ready(raw), name)
        assert rows(one) == rows(other)
        assert measures(one) == measures(other)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("isolation")])
def test_isolation_changes_nothing_before_a_place_is_cut_off(name: str) -> None:
    compared = 0
    for seed in WARS:
        one, other = as_it_is(seed), switched(seed, name)
        for future in range(FUTURES):
            mine, theirs = one.future == future, other.future == future
            cut = one.day[mine & (one.kind == CUT_OFF)]
            first = cut.min() if len(cut) else np.inf
            assert rows(one, mine & (one.day < first)) == rows(other, theirs & (other.day < first))
            compared += int((mine & (one.day < first)).sum())
    assert compared > 100
