"""Checks of what dated events do to places: a place is handed over by one who agrees to it."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.event import Effect
from sandtable.scenario.schema import Scenario
from sandtable.scenario.subject import Subject

__all__ = ["handovers_are_agreed"]


def _rules(scenario: Scenario) -> Iterator[tuple[str, tuple[Effect, ...]]]:
    """Everything that has effects, with its path: events, and what follows from elections and issues."""
    yield from ((f"events.{name}", event.does) for name, event in scenario.events.items())
    for section in ("elections", "issues"):
        for name, entry in getattr(scenario, section).items():
            yield from ((f"{section}.{name}.settles.{rank}", rule.does) for rank, rule in enumerate(entry.settles))


def handovers_are_agreed(subject: Subject) -> Iterator[Problem]:
    """An enemy hands a place over only where the event says that it agrees to; who agrees is another actor."""
    for where, does in _rules(subject.scenario):
        for number, effect in enumerate(does):
            path = f"{where}.does.{number}"
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
