"""Builds the explanation of a scenario: every section's records, in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sandtable.scenario.schema import Scenario
from sandtable.views.explain.against import disagreements
from sandtable.views.explain.bargains import bargains
from sandtable.views.explain.bodies import formations, garrisons
from sandtable.views.explain.doubts import bare, low, model, unknown
from sandtable.views.explain.happenings import events
from sandtable.views.explain.other import other
from sandtable.views.explain.passage import corridors, presence
from sandtable.views.explain.politics import disputes, influence
from sandtable.views.explain.record import SECTIONS, Record, Subject
from sandtable.views.explain.said import statements, unsettled
from sandtable.views.explain.sides import control, ties
from sandtable.views.explain.ways import roads, supply
from sandtable.world.first_day import first_day

__all__ = ["Explanation", "explain"]

TELLERS: dict[str, Callable[[Subject], Iterator[Record]]] = {
    "control": control,
    "ties": ties,
    "roads": roads,
    "supply": supply,
    "garrisons": garrisons,
    "formations": formations,
    "corridors": corridors,
    "presence": presence,
    "influence": influence,
    "disputes": disputes,
    "bargains": bargains,
    "events": events,
    "statements": statements,
    "unsettled": unsettled,
    "map": disagreements,
    "unknown": unknown,
    "low": low,
    "model": model,
    "bare": bare,
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A scenario said back: its head and its records, in the order of the sections."""

    scenario: Scenario
    records: tuple[Record, ...]

    def section(self, name: str) -> tuple[Record, ...]:
        """The records of one section."""
        return tuple(record for record in self.records if record.section == name)


def explain(scenario: Scenario, states: Mapping[str, str] | None = None) -> Explanation:
    """Say a complete scenario back. `states` gives, by the dotted path of a cite, how far it was verified."""
    subject = Subject(scenario, first_day(scenario), states or {})
    told = {name: tuple(tell(subject)) for name, tell in TELLERS.items()}
    said = {record.path for records in told.values() for record in records}
    told["other"] = tuple(other(subject, said))
    return Explanation(scenario, tuple(record for name in SECTIONS for record in told[name]))
