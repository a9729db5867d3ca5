"""Checks of what dated events do to places: a place is handed over by one who agrees to it."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.event import Effect
from sandtable.scenario.subject import Subject

__all__ = ["handovers_are_agreed"]


def handovers_are_agreed(subject: Subject) -> Iterator[Problem]:
    """An enemy hands a place over only where the event says that it agrees to; who agrees is another actor."""
    for name, event in subject.scenario.events.items():
        for number, effect in enumerate(event.does):
            path = f"events.{name}.does.{number}"
            if effect.agrees is not None:
                yield from subject.unknown("actors", effect.agrees, f"{path}.agrees")
                yield from _said_well(subject, effect, path)
            elif effect.hand_over is not None and not subject.hurt("ties", "control"):
                holder = subject.holders.get(effect.hand_over)
                if holder is not None and (holder, effect.by) in subject.tied["enemy"]:
                    said = f"{effect.hand_over!r} is held by {holder!r}, an enemy of {effect.by!r}."
                    hint = f"Add `agrees: {holder}` if they come to terms, or use `take`."
                    yield subject.problem(f"{path}.hand_over", said, hint)


def _said_well(subject: Subject, effect: Effect, path: str) -> Iterator[Problem]:
    if effect.hand_over is None:
        yield subject.problem(f"{path}.agrees", "says nothing without `hand_over`. Leave it out.")
    elif effect.agrees == effect.by:
        yield subject.problem(f"{path}.agrees", f"{effect.by!r} cannot hand a place over to itself.")
