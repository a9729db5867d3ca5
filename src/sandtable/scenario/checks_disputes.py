"""Checks of disputes and mediation: two parties, a mediator who is neither, formations and clients that fit them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from sandtable.errors import Problem, did_you_mean
from sandtable.scenario.disputes import Dispute
from sandtable.scenario.subject import Subject, named_list

__all__ = [
    "announcements_come_first",
    "arenas_are_clients",
    "clashes_hold_their_own",
    "disputes_are_between_two",
    "mediators_stand_between",
    "what_disputes_name_exists",
]


def what_disputes_name_exists(subject: Subject) -> Iterator[Problem]:
    """Every dispute, formation and party that disputes, mediations and events name is there."""
    for name, dispute in subject.scenario.disputes.items():
        for place, key in enumerate(dispute.clash.holds):
            yield from subject.unknown("formations", key, f"disputes.{name}.clash.holds.{place}")
    for name, mediation in subject.scenario.mediation.items():
        yield from subject.unknown("disputes", mediation.dispute, f"mediation.{name}.dispute")
    for name, event in subject.scenario.events.items():
        if event.heats is not None:
            yield from subject.unknown("disputes", event.heats, f"events.{name}.heats")


def disputes_are_between_two(subject: Subject) -> Iterator[Problem]:
    """Two parties that are no declared enemies; one of them declines, if any, and only then something shifts."""
    for name, dispute in subject.scenario.disputes.items():
        path, (one, other) = f"disputes.{name}", dispute.between
        if one == other:
            yield subject.problem(f"{path}.between", f"names {one!r} twice: a dispute has two parties.")
        elif (one, other) in subject.tied["enemy"] and not subject.hurt("ties"):
            message = f"{one!r} and {other!r} are enemies by `ties`: they fight, and need no dispute to begin."
            yield subject.problem(f"{path}.between", message)
        if dispute.declining is not None and dispute.declining not in dispute.between:
            yield subject.problem(f"{path}.declining", _no_party(dispute, dispute.declining))
        if (dispute.declining is None) != (dispute.shift is None):
            missing = "declining: who loses by waiting" if dispute.declining is None else "shift: how much, 0 to 1"
            yield subject.problem(path, f"`declining` and `shift` belong together. Give it `{missing}`.")
        if dispute.common_enemy in dispute.between:
            yield subject.problem(f"{path}.common_enemy", f"{dispute.common_enemy!r} is a party of the dispute itself.")


def _no_party(dispute: Dispute, who: str) -> str:
    return f"{who!r} is no party of the dispute: {' or '.join(repr(party) for party in dispute.between)}."


def clashes_hold_their_own(subject: Subject) -> Iterator[Problem]:
    """A clash takes formations of its two parties off the battlefield, and of nobody else."""
    for name, dispute in subject.scenario.disputes.items():
        for place, key in enumerate(dispute.clash.holds):
            body = subject.scenario.formations.get(key)
            if body is not None and body.who not in dispute.between:
                message = f"{key!r} is a formation of {body.who!r}, who is no party of the dispute."
                yield subject.problem(f"disputes.{name}.clash.holds.{place}", message)


def arenas_are_clients(subject: Subject) -> Iterator[Problem]:
    """A dispute is fought out in clients in whom its parties engage."""
    clients = [client.who for client in subject.scenario.clients.values()]
    patrons = {one.who for one in subject.scenario.influence.values()}
    for name, dispute in subject.scenario.disputes.items():
        for place, client in enumerate(dispute.arena):
            if client in subject.scenario.actors and client not in clients and not subject.hurt("clients"):
                hint = did_you_mean(client, clients) or f"Clients: {named_list(clients)}."
                message = f"{client!r} is not declared under `clients`."
                yield subject.problem(f"disputes.{name}.arena.{place}", message, hint)
        idle = [party for party in dispute.between if party not in patrons]
        if dispute.arena and len(idle) == len(dispute.between) and not subject.hurt("influence"):
            message = "neither party engages in anybody under `influence`: the arena would never be felt."
            yield subject.problem(f"disputes.{name}.arena", message)


def mediators_stand_between(subject: Subject) -> Iterator[Problem]:
    """A mediator is no party, leans to a party if to anybody, with a bias; and once a dispute for each."""
    seen: dict[tuple[str, str], str] = {}
    for name, one in subject.scenario.mediation.items():
        path, dispute = f"mediation.{name}", subject.scenario.disputes.get(one.dispute)
        if dispute is not None and one.who in dispute.between:
            yield subject.problem(f"{path}.who", f"{one.who!r} is a party of the dispute and cannot mediate it.")
        if dispute is not None and one.leans is not None and one.leans not in dispute.between:
            yield subject.problem(f"{path}.leans", _no_party(dispute, one.leans))
        if (one.leans is None) != (one.bias is None):
            missing = "leans: a party" if one.leans is None else "bias: how much, 0 to 1"
            yield subject.problem(path, f"`leans` and `bias` belong together. Give it `{missing}`.")
        first = seen.setdefault((one.who, one.dispute), name)
        if first != name:
            yield subject.problem(path, f"the same mediator and dispute as {first!r}. Keep one.")
        if one.until is not None and one.until < subject.scenario.as_of:
            yield subject.problem(f"{path}.until", "is before as_of: it would never be there.")


def announcements_come_first(subject: Subject) -> Iterator[Problem]:
    """An event is announced before it can happen, and only where it heats a dispute does that matter."""
    for name, event in subject.scenario.events.items():
        first = event.on if isinstance(event.on, datetime.date) else min(event.on)
        if event.announced is not None and event.heats is None:
            yield subject.problem(f"events.{name}.announced", "says nothing without `heats`: a dispute. Leave it out.")
        elif event.announced is not None and event.announced > first:
            message = f"lies after the first day on which it may happen ({first})."
            yield subject.problem(f"events.{name}.announced", message)
