"""Checks of corridors and bases: a corridor follows roads, and a base stands where it can and when it says."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from sandtable.errors import Problem
from sandtable.scenario.schema import After
from sandtable.scenario.subject import Subject

__all__ = ["corridors_follow_roads", "joints_lie_on_corridors", "permissions_are_of_others", "presence_is_possible"]


def _twice(subject: Subject, path: str, names: tuple[str, ...]) -> Iterator[Problem]:
    for number, name in enumerate(names):
        if name in names[:number]:
            yield subject.problem(f"{path}.{number}", f"names {name!r} twice. Keep one.")


def corridors_follow_roads(subject: Subject) -> Iterator[Problem]:
    """A road joins each place of a corridor to the next, and it comes through each place once."""
    roads = {frozenset(route.between) for route in subject.scenario.routes.values()}
    known = subject.scenario.places
    for name, corridor in subject.scenario.corridors.items():
        path = f"corridors.{name}.via"
        yield from _twice(subject, path, corridor.via)
        for number, (one, other) in enumerate(itertools.pairwise(corridor.via)):
            absent = {one, other} <= known.keys() and {one, other} not in roads
            if one != other and absent and not subject.hurt("routes"):
                message = f"no road joins {one!r} and {other!r}. Add one under `routes`, or the places between."
                yield subject.problem(f"{path}.{number + 1}", message)


def joints_lie_on_corridors(subject: Subject) -> Iterator[Problem]:
    """The joints of a corridor are places that it leads through; joints and users are named once."""
    for name, corridor in subject.scenario.corridors.items():
        path = f"corridors.{name}"
        yield from _twice(subject, f"{path}.joints", corridor.joints)
        yield from _twice(subject, f"{path}.users", corridor.users)
        for number, joint in enumerate(corridor.joints):
            if joint in subject.scenario.places and joint not in corridor.via:
                message = f"{joint!r} does not lie on the corridor: it is not in `via`."
                yield subject.problem(f"{path}.joints.{number}", message)


def permissions_are_of_others(subject: Subject) -> Iterator[Problem]:
    """An event changes whom an actor lets through; itself it lets through always."""
    for name, event in subject.scenario.events.items():
        for number, effect in enumerate(event.does):
            who = effect.permit or effect.forbid
            if who is not None and who == effect.by:
                path = f"events.{name}.does.{number}.by"
                yield subject.problem(path, f"{who!r} lets itself through always. Name another actor.")


def presence_is_possible(subject: Subject) -> Iterator[Problem]:
    """A base opens on or after `as_of`, closes after it opens, and is not there among enemies from the start."""
    for name, presence in subject.scenario.presence.items():
        path, opens = f"presence.{name}", presence.opens
        dates = () if opens is None or isinstance(opens, After) else opens if isinstance(opens, tuple) else (opens,)
        if not subject.hurt("as_of"):
            yield from _dates_in_order(subject, path, dates, presence.closes)
        holder = subject.holders.get(presence.at)
        there = opens is None and name not in _opened_by_events(subject)
        if there and holder and (holder, presence.who) in subject.tied["enemy"] and not subject.hurt("ties", "control"):
            message = f"{holder!r} holds {presence.at!r}, an enemy of {presence.who!r}: say when it `opens`."
            yield subject.problem(f"{path}.at", message)
        if presence.probability < 1 and there:
            message = "says whether it opens, but it is there from the start. Say when it `opens`, or leave this out."
            yield subject.problem(f"{path}.probability", message)


def _opened_by_events(subject: Subject) -> set[str | None]:
    return {effect.open_presence for event in subject.scenario.events.values() for effect in event.does}


def _dates_in_order(
    subject: Subject, path: str, opens: tuple[datetime.date, ...], closes: datetime.date | None
) -> Iterator[Problem]:
    as_of = subject.scenario.as_of
    if any(early > late for early, late in itertools.pairwise(opens)):
        yield subject.problem(f"{path}.opens", "dates must be in order: [early, late] or [early, usual, late].")
    elif opens and opens[0] < as_of:
        message = f"must not lie before as_of ({as_of}), as {opens[0]} does. Leave it out: it is there already."
        yield subject.problem(f"{path}.opens", message)
    if closes is not None and closes <= max((as_of, *opens)):
        yield subject.problem(f"{path}.closes", f"must lie after the day on which it opens, not on {closes}.")
