"""What each cited entry says, in the terms in which a sentence can be held against it: whom, where, how many, when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sandtable.evidence.figures import Unit
from sandtable.scenario.schema import Event, Scenario, Statement

__all__ = ["Said", "quoted"]

_WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\b\d{4}-(\d{2})(?:-\d{2})?\b")
_BEFORE = re.compile(r"^([a-z0-9-]+) falls (before|after) ([a-z0-9-]+) falls$")
_TO = re.compile(r"^([a-z0-9-]+) (?:falls to|is held by) ([a-z0-9-]+)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cited entry states. `numbers` are its range as written; `months` those of its dates.

    `holds` is (actor, its places), `supports` (patron, clients), `order` (the place that falls first, the other).
    `firm` means that the entry states a fact, so that a word of doubt in the source would matter.
    """

    path: str
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    unit: Unit = "none"
    months: frozenset[int] = frozenset()
    holds: tuple[str, frozenset[str]] | None = None
    supports: tuple[str, frozenset[str]] | None = None
    order: tuple[str, str] | None = None
    firm: bool = False
    hedge: str | None = None
    kind: Literal["entry", "statement"] = "entry"


def quoted(scenario: Scenario) -> Iterator[Said]:
    """Every entry of the scenario that has a cite, with what it states. Variants' own entries are left out."""
    yield from (one for one in _facts(scenario))
    yield from (one for one in _forces(scenario))
    for name, event in scenario.events.items():
        if event.cite is not None:
            yield _event(f"events.{name}.cite", event)
    for name, statement in scenario.statements.items():
        if statement.says is not None:
            yield _statement(f"statements.{name}.says.cite", statement, scenario)


def _numbers(value: float | tuple[float, ...]) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,)


def _set(*ids: Iterable[str] | str | None) -> frozenset[str]:
    found: set[str] = set()
    for one in ids:
        found.update([one] if isinstance(one, str) else one or ())
    return frozenset(found)


def _facts(scenario: Scenario) -> Iterator[Said]:
    """Actors, ties, places, roads and who holds what."""
    for name, actor in scenario.actors.items():
        if actor.cite is not None:
            yield Said(f"actors.{name}.cite", actors=_set(name), firm=True)
    for name, tie in scenario.ties.items():
        if tie.cite is not None:
            actors = _set(tie.who, tie.enemy, tie.ally, tie.rival, tie.client, tie.permits)
            supports = (tie.who, _set(tie.client)) if tie.client else None
            yield Said(f"ties.{name}.cite", actors=actors, supports=supports, firm=True)
    for name, place in scenario.places.items():
        if place.cite is not None:
            yield Said(f"places.{name}.cite", places=_set(name), firm=True)
    for name, route in scenario.routes.items():
        if route.cite is not None:
            places = _set(route.between)
            yield Said(f"routes.{name}.cite", places=places, numbers=_numbers(route.km), unit="km", firm=True)
    for name, control in scenario.control.items():
        if control.cite is not None:
            places = _set(control.holds)
            holds = (control.who, places)
            yield Said(f"control.{name}.cite", actors=_set(control.who), places=places, holds=holds, firm=True)


def _forces(scenario: Scenario) -> Iterator[Said]:
    """Fighters, formations, priorities and assaults under way."""
    for name, force in scenario.forces.items():
        if force.cite is not None:
            numbers = _numbers(force.fighters)
            actors, places = _set(force.who), _set(force.at)
            yield Said(f"forces.{name}.cite", actors, places, numbers=numbers, unit="persons", firm=True)
    for name, body in scenario.formations.items():
        if body.cite is not None:
            day = getattr(body.available, "month", None)
            named = tuple(one for one in (getattr(body, "name", None), name.replace("-", " ")) if one)
            yield Said(
                f"formations.{name}.cite",
                _set(body.who),
                _set(body.base),
                named,
                _numbers(body.fighters),
                "persons",
                frozenset() if day is None else frozenset({day}),
                firm=True,
            )
    for name, wish in scenario.priorities.items():
        if wish.cite is not None:
            yield Said(f"priorities.{name}.cite", actors=_set(wish.who), places=_set(wish.places))
    for name, assault in scenario.in_progress.items():
        if assault.cite is not None:
            yield Said(f"in_progress.{name}.cite", places=_set(assault.on), firm=True)


def _event(path: str, event: Event) -> Said:
    """An event: the places and actors of its effects, and who takes what."""
    places = _set(*(place for one in event.does for place in (one.take, one.close_supply, one.open_supply)))
    taken = [(one.by, one.take) for one in event.does if one.take and one.by]
    holds = (taken[0][0], _set(taken[0][1])) if taken and taken[0][0] else None
    return Said(path, actors=_set(*(one.by for one in event.does)), places=places, holds=holds)


def _statement(path: str, statement: Statement, scenario: Scenario) -> Said:
    """A statement: whom and what its claim names, in what order, in which months."""
    claim = (statement.claim or "").strip()[:2000]
    words = set(_WORD.findall(claim))
    order = _BEFORE.match(claim)
    held = _TO.match(claim)
    pair = None
    if order and order[1] in scenario.places and order[3] in scenario.places:
        pair = (order[1], order[3]) if order[2] == "before" else (order[3], order[1])
    holds = (held[2], _set(held[1])) if held and held[1] in scenario.places and held[2] in scenario.actors else None
    return Said(
        path,
        actors=frozenset(words & set(scenario.actors)),
        places=frozenset(words & set(scenario.places)),
        months=frozenset(int(month) for month in _DATE.findall(claim)),
        holds=holds,
        order=pair,
        firm=statement.kind == "fact",
        hedge=statement.says.hedge if statement.says else None,
        kind="statement",
    )
