"""What a claim may speak of: the names and the days of one scenario or of one run."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

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


def scope_of_run(manifest: Manifest) -> Scope:
    """The scope of a run's claims."""
    return Scope(manifest.places, manifest.actors, manifest.events, manifest.as_of, manifest.until)


def scope_of_scenario(scenario: Scenario) -> Scope:
    """The scope of a scenario's claims."""
    return Scope(tuple(scenario.places), tuple(scenario.actors), tuple(scenario.events), scenario.as_of, scenario.until)
