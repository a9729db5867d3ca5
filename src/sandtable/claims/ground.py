"""What claims need to know of a scenario beside the log: its roads, who lets whom pass, and its first assaults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from sandtable.errors import InvalidInput, Problem
from sandtable.scenario.schema import Scenario

__all__ = ["NO_GROUND", "Ground", "ground_of_run", "ground_of_scenario"]


@dataclass(frozen=True, slots=True)
class Ground:
    """The standing facts of one scenario.

    `routes`: pairs of places that a road joins. `lets`: by holder, the actors whose traffic it lets through places
    that it holds, itself among them (the rule that supply and attackers follow). `assaults`: by place, how many
    formations assault it on the first day. `permissions`: what dated events change in `lets`, as (event, holder, whose
    traffic, whether it is let through from then on).
    """

    routes: tuple[tuple[str, str], ...] = ()
    lets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    assaults: Mapping[str, int] = field(default_factory=dict)
    permissions: tuple[tuple[str, str, str, bool], ...] = ()


NO_GROUND = Ground()
"""Of a run that says nothing about its scenario: no roads, and nobody lets anybody pass."""


def ground_of_scenario(scenario: Scenario) -> Ground:
    """The ground of a scenario. Allies let each other through; who permits is not thereby permitted."""
    lets = {actor: {actor} for actor in scenario.actors}
    for tie in scenario.ties.values():
        for other in tie.ally or ():
            lets[tie.who].add(other)
            lets[other].add(tie.who)
        lets[tie.who].update(tie.permits or ())
    return Ground(
        routes=tuple(route.between for route in scenario.routes.values()),
        lets={actor: frozenset(others) for actor, others in lets.items()},
        assaults=Counter(battle.on for battle in scenario.in_progress.values()),
        permissions=tuple(_permissions(scenario)),
    )


def _permissions(scenario: Scenario) -> Iterator[tuple[str, str, str, bool]]:
    for key, event in scenario.events.items():
        for effect in event.does:
            for holder, lets in ((effect.permit, True), (effect.forbid, False)):
                if holder is not None and effect.by is not None:
                    yield key, holder, effect.by, lets


def ground_of_run(scenario: Mapping[str, Any]) -> Ground:
    """The ground of a stored run, from the scenario beside it; InvalidInput when that is none of ours."""
    if not scenario:
        return NO_GROUND
    try:
        return ground_of_scenario(Scenario.model_validate(scenario))
    except (ValidationError, KeyError) as reason:
        raise InvalidInput([Problem(f"scenario.json is not one of ours ({type(reason).__name__})")]) from None
