"""The event log as the engine writes it: one row an event, in the order in which things happened."""

from __future__ import annotations

from typing import Any

__all__ = ["record"]


def record(log: Any, state: Any, moment: float, kind: int, entity: int, before: int, after: int, cause: int) -> None:
    """Write one event; `moment` is its time within the step, 0 to 1.

    A full log is counted on but not written: the caller sees more rows wanted than there are and runs again.
    """
    row = state.recorded
    if row < log.shape[0]:
        log[row].future = state.future
        log[row].day = state.day + moment
        log[row].sequence = state.sequence
        log[row].kind = kind
        log[row].entity = entity
        log[row].before = before
        log[row].after = after
        log[row].cause = cause
    state.recorded = row + 1
    state.sequence = state.sequence + 1
