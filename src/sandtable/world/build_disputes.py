"""The disputes of a scenario as arrays: parties, common enemy, what a clash holds back, mediators, what heats them."""

from __future__ import annotations

from typing import Any

from sandtable.ensemble.kinds import STAGES
from sandtable.luck import entity_key
from sandtable.scenario.schema import Scenario
from sandtable.units import day_of_date
from sandtable.world.assumptions import Numbering

__all__ = ["fill_disputes"]


def fill_disputes(record: Any, scenario: Scenario, number: Numbering) -> None:
    """Write the disputes, the mediations and the events that heat a dispute into the world record."""
    record.disputes, record.mediations = len(number.disputes), len(number.mediation)
    for key, position in number.disputes.items():
        dispute = scenario.disputes[key]
        one, other = dispute.between
        record.dispute_key[position] = entity_key("dispute", key)
        record.dispute_one[position], record.dispute_other[position] = number.actors[one], number.actors[other]
        record.dispute_first[position] = STAGES.index(dispute.state)
        if dispute.common_enemy is not None:
            record.dispute_enemy[position] = number.actors[dispute.common_enemy]
        for formation in dispute.clash.holds:
            record.dispute_holds[position, number.formations[formation]] = 1
        for client in dispute.arena:
            record.dispute_arena[position, number.clients[client]] = 1
    _mediations(record, scenario, number)
    for key, position in number.events.items():
        event = scenario.events[key]
        if event.heats is not None:
            record.event_heats[position] = number.disputes[event.heats]
        if event.announced is not None:
            record.event_announced[position] = day_of_date(event.announced, scenario.as_of)


def _mediations(record: Any, scenario: Scenario, number: Numbering) -> None:
    by_event = {effect.mediate for event in scenario.events.values() for effect in event.does}
    for key, position in number.mediation.items():
        mediation = scenario.mediation[key]
        record.mediation_dispute[position] = number.disputes[mediation.dispute]
        record.mediation_by_event[position] = key in by_event
        if mediation.until is not None:
            record.mediation_end[position] = day_of_date(mediation.until, scenario.as_of) + 1
