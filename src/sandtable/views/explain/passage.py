"""Corridors and who lets whom along them; bases and camps; and the effects of events on either."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.scenario.schema import After, Corridor, Effect, Presence
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject
from sandtable.views.plain import plain

__all__ = ["corridors", "passage_effect", "presence"]


def _corridor_name(subject: Subject, name: str) -> str:
    return plain(subject.scenario.corridors[name].name or name)


def _presence_name(subject: Subject, name: str) -> str:
    return plain(subject.scenario.presence[name].name or name)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def corridors(subject: Subject) -> Iterator[Record]:
    """Every corridor: for whom, along which places, where it can be cut, and how it stands on the first day."""
    for name, corridor in subject.scenario.corridors.items():
        ends = f"{subject.place(corridor.via[0])} to {subject.place(corridor.via[-1])}"
        text = f"{_first_upper(_corridor_name(subject, name))}, {ends}, is for {subject.actors(corridor.users)}"
        text += f"; it can be cut at {subject.places(corridor.joints)}. {_standing(corridor)}"
        yield subject.stated("corridors", text, f"corridors.{name}", corridor)


def _standing(corridor: Corridor) -> str:
    state = "It is open on the first day" if corridor.open else "It is closed on the first day"
    return f"{state}, and a decision forbids it." if corridor.veto else f"{state}."


def presence(subject: Subject) -> Iterator[Record]:
    """Every base and camp: whose, where, and from when to when."""
    for name, one in subject.scenario.presence.items():
        what = _first_upper(_presence_name(subject, name))
        text = f"{what}: {subject.actor(one.who)} keeps a {one.kind} at {subject.place(one.at)}"
        text += f", {_span(subject, name, one)}"
        text += f"; that it opens is {numbers.probability(one.probability)} likely" if one.probability < 1 else ""
        text += "; it guards the place for friends who hold it" if one.kind == "base" else ""
        yield subject.stated("presence", f"{text}.", f"presence.{name}", one)


def _span(subject: Subject, name: str, one: Presence) -> str:
    """From when it is there, and until when."""
    events = subject.scenario.events.values()
    told = any(effect.open_presence == name for event in events for effect in event.does)
    if isinstance(one.opens, After):
        begins = f"once {subject.place(one.opens.after)} has fallen"
    elif one.opens is None:
        begins = "when an event opens it" if told else "from the first day"
    else:
        dates = one.opens if isinstance(one.opens, tuple) else (one.opens,)
        same = dates[0] == dates[-1]
        begins = f"from {numbers.date(dates[0])}" if same else f"opening {numbers.date_range(dates[0], dates[-1])}"
    return f"{begins}, until {numbers.date(one.closes)}" if one.closes else begins


def passage_effect(subject: Subject, effect: Effect) -> str:
    """What an effect does to who may pass or stay; empty for one that does something else."""
    by = subject.actor(effect.by) if effect.by else "nobody"
    if effect.hand_over is not None:
        return f"{subject.place(effect.hand_over)} is handed over to {by}, and those who held it leave"
    if effect.veto is not None:
        return f"{_corridor_name(subject, effect.veto)} is forbidden"
    if effect.lift_veto is not None:
        return f"{_corridor_name(subject, effect.lift_veto)} is forbidden no more"
    if effect.permit is not None:
        return f"{subject.actor(effect.permit)} lets {by} through its places"
    if effect.forbid is not None:
        return f"{subject.actor(effect.forbid)} no longer lets {by} through its places"
    if effect.open_presence is not None:
        return f"{_presence_name(subject, effect.open_presence)} opens"
    if effect.close_presence is not None:
        return f"{_presence_name(subject, effect.close_presence)} closes"
    return ""
