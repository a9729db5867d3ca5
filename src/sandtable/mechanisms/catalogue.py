"""The mechanisms, in the order in which they act within a day. A new mechanism is one file and one line here."""

from __future__ import annotations

from sandtable.mechanisms import assault, capture, choice, collapse, events, supply, waste
from sandtable.mechanisms.mechanism import Mechanism

__all__ = ["MECHANISMS"]

MECHANISMS: tuple[Mechanism, ...] = (
    events.MECHANISM,
    supply.MECHANISM,
    waste.MECHANISM,
    choice.MECHANISM,
    assault.MECHANISM,
    collapse.MECHANISM,
    capture.MECHANISM,
)
