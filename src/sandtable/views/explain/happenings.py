"""Dated events: when, how likely, and what they do."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.scenario.schema import Effect, Event
from sandtable.views import numbers
from sandtable.views.explain.other import fields
from sandtable.views.explain.passage import passage_effect
from sandtable.views.explain.politics import politics_effect
from sandtable.views.explain.record import Record, Subject
from sandtable.views.layers import listed
from sandtable.views.plain import plain

__all__ = ["events"]


def events(subject: Subject) -> Iterator[Record]:
    """Every dated event with its probability, dates and effects."""
    for name, event in subject.scenario.events.items():
        effects = listed([_effect(subject, effect) for effect in event.does])
        text = f"{name.replace('-', ' ').capitalize()}: {_chance(event.probability)}, {_when(event)}"
        text += f", once {subject.place(event.after)} has fallen" if event.after else ""
        if event.heats is not None:
            dispute = subject.scenario.disputes[event.heats].name or event.heats.replace("-", " ")
            effects += f"; while it lies ahead it heats {plain(dispute)}"
        yield subject.stated("events", f"{text}: {effects}.", f"events.{name}", event)


def _chance(probability: float) -> str:
    if probability in (0.0, 1.0):
        return "taken as certain" if probability else "taken as impossible"
    return f"{numbers.probability(probability)} likely"


def _when(event: Event) -> str:
    dates = event.on if isinstance(event.on, tuple) else (event.on,)
    if dates[0] == dates[-1]:
        return f"on {numbers.date(dates[0])}"
    middle = f", half of them by {numbers.date(dates[1])}" if len(dates) == 3 else ""
    return f"in 8 of 10 cases {numbers.date_range(dates[0], dates[-1])}{middle}"


def _effect(subject: Subject, effect: Effect) -> str:
    by = subject.actor(effect.by) if effect.by else "nobody"
    if effect.take is not None:
        return f"{subject.place(effect.take)} passes to {by}"
    if effect.close_supply is not None:
        return f"supply no longer enters at {subject.place(effect.close_supply)}"
    if effect.open_supply is not None:
        return f"supply of {by} enters at {subject.place(effect.open_supply)}"
    if effect.reinforce is not None:
        return f"{subject.formation(effect.reinforce)} gains {numbers.count(round(effect.fighters or 0))} fighters"
    if effect.withdraw is not None:
        return f"{subject.formation(effect.withdraw)} leaves the theatre"
    if effect.air_cover is not None:
        return f"air cover of {subject.actor(effect.air_cover)} becomes {effect.level:g}"
    return passage_effect(subject, effect) or politics_effect(subject, effect) or fields(effect)
