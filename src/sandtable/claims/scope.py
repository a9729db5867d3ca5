"""What a claim may speak of: the names and the days of one scenario or of one run."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sandtable.claims.ground import NO_GROUND, Ground, ground_of_scenario
from sandtable.ensemble.measures import measures_of
from sandtable.ensemble.results import Manifest
from sandtable.scenario.schema import Scenario

__all__ = ["Scope", "scope_of_run", "scope_of_scenario"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The ids that claims may name, and the first and last day that is simulated."""

    places: tuple[str, ...]
    actors: tuple[str, ...]
    events: tuple[str, ...]
    as_of: datetime.date
    until: datetime.date
    corridors: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    mediation: tuple[str, ...] = ()
    ground: Ground = NO_GROUND


def scope_of_run(manifest: Manifest, ground: Ground = NO_GROUND) -> Scope:
    """The scope of a run's claims."""
    return Scope(
        places=manifest.places,
        actors=manifest.actors,
        events=manifest.events,
        as_of=manifest.as_of,
        until=manifest.until,
        corridors=manifest.corridors,
        measures=manifest.measures,
        disputes=manifest.disputes,
        mediation=manifest.mediation,
        ground=ground,
    )


def scope_of_scenario(scenario: Scenario) -> Scope:
    """The scope of a scenario's claims."""
    counted = scenario.mechanisms.influence != "off"
    patrons = dict.fromkeys(one.who for one in scenario.influence.values()) if counted else ()
    disputes = () if "disputes" in scenario.mechanisms.off else tuple(scenario.disputes)
    return Scope(
        places=tuple(scenario.places),
        actors=tuple(scenario.actors),
        events=tuple(scenario.events),
        as_of=scenario.as_of,
        until=scenario.until,
        corridors=tuple(scenario.corridors),
        measures=measures_of(scenario.corridors, patrons, disputes),
        disputes=tuple(scenario.disputes),
        mediation=tuple(scenario.mediation),
        ground=ground_of_scenario(scenario),
    )
