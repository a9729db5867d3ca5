"""Who holds what, who may attack whom, and who lets whom through."""

from __future__ import annotations

from collections.abc import Iterator

from sandtable.scenario.schema import Tie
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject, computed

__all__ = ["control", "ties"]


def control(subject: Subject) -> Iterator[Record]:
    """Who holds what on the first day, and what nobody holds."""
    for name, entry in subject.scenario.control.items():
        text = f"{subject.actor(entry.who)} holds {subject.places(entry.holds)}"
        text += ", which the text calls pockets" if entry.pocket and len(entry.holds) > 1 else ""
        text += ", which the text calls a pocket" if entry.pocket and len(entry.holds) == 1 else ""
        text += f", cut off since {numbers.date(entry.cut_off_since)}" if entry.cut_off_since else ""
        yield subject.stated("control", f"{text}.", f"control.{name}", entry)
    nobody = [place for place in subject.scenario.places if subject.holder(place) is None]
    if nobody:
        yield computed("control", f"Nobody holds {subject.places(nobody)}.")


def ties(subject: Subject) -> Iterator[Record]:
    """Ties as the model reads them, and the actors that no tie sets against anybody."""
    for name, tie in subject.scenario.ties.items():
        yield subject.stated("ties", _tie(subject, tie), f"ties.{name}", tie)
    entries = subject.scenario.ties.values()
    fights = {actor for tie in entries if tie.enemy for actor in (tie.who, *tie.enemy)}
    calm = [actor for actor in subject.scenario.actors if actor not in fights]
    if calm:
        verb = "has no enemy here, so it" if len(calm) == 1 else "have no enemies here, so they"
        ends = "attacks nobody and nobody attacks it" if len(calm) == 1 else "attack nobody and nobody attacks them"
        yield computed("ties", f"{subject.actors(calm)} {verb} {ends}.")


def _tie(subject: Subject, tie: Tie) -> str:
    who = subject.actor(tie.who)
    if tie.enemy:
        each = "" if len(tie.enemy) == 1 else "each of "
        return f"{who} and {each}{subject.actors(tie.enemy)} may attack each other."
    if tie.ally:
        each = "" if len(tie.ally) == 1 else "each of "
        return f"{who} and {each}{subject.actors(tie.ally)} let each other through and never attack each other."
    if tie.permits:
        return f"{who} lets traffic of {subject.actors(tie.permits)} through places that it holds."
    if tie.rival:
        return f"{who} competes with {subject.actors(tie.rival)}; neither attacks, and neither lets the other through."
    return f"{who} supports {subject.actors(tie.client or ())}; that alone opens no road."
