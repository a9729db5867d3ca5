"""Checks of influence: engagements are in declared clients, once a channel, and nobody is its own patron."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.errors import Problem, did_you_mean
from sandtable.scenario.subject import Subject, named_list

__all__ = ["clients_are_declared", "engagements_are_possible"]


def clients_are_declared(subject: Subject) -> Iterator[Problem]:
    """Each actor is a client once, and each engagement is in one of the clients."""
    seen: dict[str, str] = {}
    for name, client in subject.scenario.clients.items():
        if client.who in seen:
            yield subject.problem(
                f"clients.{name}.who", f"{client.who!r} is a client already, in {seen[client.who]!r}."
            )
        seen.setdefault(client.who, name)
    for name, one in subject.scenario.influence.items():
        if one.client in subject.scenario.actors and one.client not in seen and not subject.hurt("clients"):
            message = f"{one.client!r} is not declared under `clients`: its power and autonomy are needed."
            hint = did_you_mean(one.client, seen) or f"Clients: {named_list(list(seen))}."
            yield subject.problem(f"influence.{name}.client", message, hint)


def engagements_are_possible(subject: Subject) -> Iterator[Problem]:
    """Nobody engages in itself or in an enemy, or twice through one channel."""
    seen: dict[tuple[str, str, str], str] = {}
    for name, one in subject.scenario.influence.items():
        path, key = f"influence.{name}", (one.who, one.client, one.channel)
        if one.who == one.client:
            yield subject.problem(f"{path}.client", f"{one.who!r} cannot be its own patron: say so by `autonomy`.")
        elif (one.who, one.client) in subject.tied["enemy"] and not subject.hurt("ties"):
            yield subject.problem(f"{path}.client", f"{one.client!r} is an enemy of {one.who!r} by `ties`.")
        if key in seen:
            yield subject.problem(path, f"the same patron, client and channel as {seen[key]!r}. Keep one.")
        seen.setdefault(key, name)
