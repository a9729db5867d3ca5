"""The mechanisms, in the order in which they act within a day. A new mechanism is one file and one line here."""

from __future__ import annotations

from sandtable.mechanisms import (
    assault,
    capture,
    cells,
    choice,
    collapse,
    corridors,
    events,
    exposure,
    presence,
    raids,
    supply,
    threat,
    waste,
)
from sandtable.mechanisms.mechanism import Mechanism

__all__ = ["MECHANISMS"]

MECHANISMS: tuple[Mechanism, ...] = (
    events.MECHANISM,
    presence.MECHANISM,
    supply.MECHANISM,
    waste.MECHANISM,
    choice.MECHANISM,
    assault.MECHANISM,
    collapse.MECHANISM,
    threat.MECHANISM,
    raids.MECHANISM,
    exposure.MECHANISM,
    capture.MECHANISM,
    corridors.MECHANISM,
    cells.MECHANISM,
)
