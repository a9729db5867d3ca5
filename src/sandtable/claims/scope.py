"""What a claim may speak of: the names and the days of one scenario or of one run."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sandtable.claims.ground import NO_GROUND, Ground, ground_of_scenario
from sandtable.ensemble.measures import measures_of
from sandtable.ensemble.results import Manifest
from sandtable.scenario.elections import NOBODY, candidate_names, party_names
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
    elections: tuple[str, ...] = ()
    contenders: tuple[str, ...] = ()
    """Who may win an election, as `election.id`: candidates where a government is formed, else parties."""
    issues: tuple[str, ...] = ()


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
        elections=manifest.elections,
        contenders=contenders_of(manifest.parties, manifest.candidates),
        issues=manifest.issues,
    )


def contenders_of(parties: Iterable[str], candidates: Iterable[str]) -> tuple[str, ...]:
    """Who may win an election, as `election.id`: nobody may, and a party only where no government is formed."""
    candidates = tuple(candidates)
    governed = {name.partition(".")[0] for name in candidates}
    found = (name for name in candidates if not name.endswith(f".{NOBODY}"))
    return (*found, *(name for name in parties if name.partition(".")[0] not in governed))


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
        measures=measures_of(scenario.corridors, patrons, disputes, scenario.issues),
        disputes=tuple(scenario.disputes),
        mediation=tuple(scenario.mediation),
        ground=ground_of_scenario(scenario),
        elections=tuple(scenario.elections),
        contenders=contenders_of(party_names(scenario.elections), candidate_names(scenario.elections)),
        issues=tuple(scenario.issues),
    )
