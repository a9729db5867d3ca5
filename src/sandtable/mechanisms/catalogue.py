"""The mechanisms, in the order in which they act within a day. A new mechanism is one file and one line here."""

from __future__ import annotations

from sandtable.mechanisms import (
    assault,
    attrition,
    bargaining,
    capture,
    cascade,
    cells,
    choice,
    collapse,
    corridors,
    diplomacy,
    disputes,
    elections,
    events,
    exposure,
    government,
    influence,
    losses,
    power,
    presence,
    raids,
    reinforcement,
    returns,
    supply,
    threat,
    waste,
    withdrawal,
)
from sandtable.mechanisms.mechanism import Mechanism

__all__ = ["MECHANISMS"]

MECHANISMS: tuple[Mechanism, ...] = (
    events.MECHANISM,
    reinforcement.MECHANISM,
    presence.MECHANISM,
    diplomacy.MECHANISM,
    supply.MECHANISM,
    waste.MECHANISM,
    cascade.MECHANISM,
    choice.MECHANISM,
    assault.MECHANISM,
    losses.MECHANISM,
    attrition.MECHANISM,
    collapse.MECHANISM,
    withdrawal.MECHANISM,
    threat.MECHANISM,
    raids.MECHANISM,
    exposure.MECHANISM,
    capture.MECHANISM,
    returns.MECHANISM,
    corridors.MECHANISM,
    cells.MECHANISM,
    power.MECHANISM,
    influence.MECHANISM,
    bargaining.MECHANISM,
    elections.MECHANISM,
    government.MECHANISM,
    disputes.MECHANISM,
)
