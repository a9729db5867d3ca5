"""Elections and issues said back: who stands, who may govern, and who wants what of a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandtable.scenario.schema import AfterEvent, Election, Issue
from sandtable.views.explain.record import Record, Subject
from sandtable.views.layers import listed
from sandtable.views.numbers import date
from sandtable.views.plain import plain

__all__ = ["bargains"]


def _usual(stated: Any) -> str:
    """The middle of a complete range."""
    return f"{stated[1]:g}"


def _when(on: Any) -> str:
    """A complete range of dates: one day, or its middle and its ends."""
    early, usual, late = on
    return f"on {date(usual)}" if early == late else f"around {date(usual)} ({date(early)} to {date(late)})"


def _election(key: str, one: Election) -> str:
    names = [f"{plain(party.name or name)} {_usual(party.poll)}" for name, party in one.parties.items()]
    text = f"{plain(one.name or key)} is held {_when(one.on)}, for {one.seats} seats; polls: {', '.join(names)}"
    if one.government is None:
        return text
    standing = [plain(each.name or name) for name, each in one.government.candidates.items()]
    ends = f"0 = {plain(one.government.low)}, 100 = {plain(one.government.high)}"
    text += f"; a government needs {one.government.quota} of them; put up: {listed(standing)}"
    return f"{text}, beside a compromise outsider and failure ({ends})"


def _issue(subject: Subject, key: str, one: Issue) -> str:
    stands = [f"{subject.actor(who)} at {_usual(stake.position)}" for who, stake in one.stakes.items()]
    text = f"{plain(one.name or key)}, from 0 ({plain(one.low)}) to 100 ({plain(one.high)}): {', '.join(stands)}"
    if isinstance(one.due, AfterEvent):
        return f"{text}; bargained over after {plain(one.due.after.replace('-', ' '))}"
    if one.due is not None:
        return f"{text}; bargained over {_when(one.due)}"
    return f"{text}; bargained over when something that happens calls for it"


def bargains(subject: Subject) -> Iterator[Record]:
    """Every election with who stands in it, and every issue with where everybody stands."""
    for name, election in subject.scenario.elections.items():
        yield subject.stated("bargains", f"{_election(name, election)}.", f"elections.{name}", election)
    for name, issue in subject.scenario.issues.items():
        yield subject.stated("bargains", f"{_issue(subject, name, issue)}.", f"issues.{name}", issue)
