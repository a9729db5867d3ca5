"""Influence and disputes said back: who engages in whom, what stands between two parties, and who mediates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandtable.scenario.schema import Dispute, Effect
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject
from sandtable.views.layers import listed
from sandtable.views.plain import plain

__all__ = ["disputes", "influence", "politics_effect"]


def _range(stated: Any) -> str:
    """A range as it stands, its middle first."""
    if not isinstance(stated, tuple):
        return f"{stated:g}"
    usual = f"{stated[len(stated) // 2]:g}" if len(stated) == 3 else ""
    span = f"{stated[0]:g} to {stated[-1]:g}"
    return span if not usual or stated[0] == stated[-1] else f"{usual} ({span})"


def influence(subject: Subject) -> Iterator[Record]:
    """Every client with what its own will weighs, and what each outsider keeps up in it."""
    scenario = subject.scenario
    for name, client in scenario.clients.items():
        text = f"{subject.actor(client.who)} decides with a say of {_range(client.power)} beside the other clients"
        text += f", and weighs {_range(client.autonomy)} itself, where 1 is all that any outsider does."
        yield subject.stated("influence", text, f"clients.{name}", client)
    for name, one in scenario.influence.items():
        text = f"{subject.actor(one.who)} keeps up {_range(one.level)} in {subject.actor(one.client)}"
        yield subject.stated("influence", f"{text}, {one.channel} means.", f"influence.{name}", one)


def _parties(subject: Subject, dispute: Dispute) -> str:
    return listed([subject.actor(party) for party in dispute.between])


def disputes(subject: Subject) -> Iterator[Record]:
    """Every dispute with what drives it, and everybody who mediates."""
    for name, one in subject.scenario.disputes.items():
        text = f"{_parties(subject, one)} stand in {one.state} on the first day, with trust {_range(one.trust)}"
        text += f"; crises a year at rest: {_range(one.crises)}"
        if one.declining is not None and one.shift is not None:
            text += f"; {subject.actor(one.declining)} loses {_range(one.shift)} of its chances by a year of waiting"
        if one.common_enemy is not None:
            text += f"; {subject.actor(one.common_enemy)} keeps them together while it has fighters"
        if one.accountability is not None:
            text += f"; of abuses {_range(one.accountability)} are punished"
        if one.arena:
            text += f"; it is fought out in {subject.actors(one.arena)}"
        if one.clash.holds:
            held = listed([subject.formation(key) for key in one.clash.holds])
            text += f"; a clash keeps {held} from attacking"
        yield subject.stated("disputes", f"{text}.", f"disputes.{name}", one)
    for name, mediation in subject.scenario.mediation.items():
        dispute = subject.scenario.disputes[mediation.dispute]
        text = f"{subject.actor(mediation.who)} mediates between {_parties(subject, dispute)}"
        text += f", with strength {_range(mediation.strength)}"
        if mediation.leans is not None and mediation.bias is not None:
            text += f", closer to {subject.actor(mediation.leans)} by {_range(mediation.bias)}"
        text += f", until {numbers.date(mediation.until)}" if mediation.until else ""
        yield subject.stated("disputes", f"{text}.", f"mediation.{name}", mediation)


def politics_effect(subject: Subject, effect: Effect) -> str:
    """What an effect does to outsiders, disputes and mediators; empty for one that does something else."""
    scenario = subject.scenario
    if effect.engage is not None:
        one = scenario.influence[effect.engage]
        engaged = f"{one.channel} engagement of {subject.actor(one.who)} in {subject.actor(one.client)}"
        return f"{engaged} becomes {effect.level:g}"
    if (turned := effect.escalate or effect.calm) is not None:
        name = scenario.disputes[turned].name or turned.replace("-", " ")
        return f"{plain(name)} {'is in crisis' if effect.escalate else 'calms by a stage'}"
    if (told := effect.mediate or effect.stop_mediating) is not None:
        who = subject.actor(scenario.mediation[told].who)
        return f"{who} {'begins to mediate' if effect.mediate else 'mediates no more'}"
    return ""
