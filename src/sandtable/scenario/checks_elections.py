"""Checks of elections: polls add up, parties and candidates are known, and a government can be formed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandtable.errors import Problem, did_you_mean
from sandtable.scenario.elections import NOBODY, OUTSIDER, Election, Government
from sandtable.scenario.subject import Subject, named_list

__all__ = ["elections_can_be_held", "elections_name_entries", "governments_can_be_formed"]

ROUNDING = 1e-9
MOST = {"elections": 8, "parties": 64, "candidates": 48}
"""Most of each in one scenario."""


def _usual(stated: Any) -> float:
    """The middle of a range."""
    if not isinstance(stated, tuple):
        return float(stated)
    return float(stated[1] if len(stated) == 3 else (stated[0] + stated[1]) / 2)


def elections_can_be_held(subject: Subject) -> Iterator[Problem]:
    """Polls add up to one at most, a threshold leaves somebody, and there are not too many of them."""
    counted = dict.fromkeys(MOST, 0)
    for name, election in subject.scenario.elections.items():
        path = f"elections.{name}"
        polls = [_usual(one.poll) for one in election.parties.values()]
        if sum(polls) > 1 + ROUNDING:
            message = f"the polls of its parties add up to {sum(polls):.3g}, more than all the votes."
            yield subject.problem(f"{path}.parties", message)
        elif max(polls, default=1.0) <= election.threshold:
            yield subject.problem(f"{path}.threshold", "leaves no party that polls expect in parliament.")
        counted["elections"] += 1
        counted["parties"] += len(election.parties)
        counted["candidates"] += len(election.government.candidates) + 2 if election.government else 0
    for kind, most in MOST.items():
        if counted[kind] > most:
            yield subject.problem("elections", f"has {counted[kind]} {kind} in all. At most {most} can be simulated.")


def elections_name_entries(subject: Subject) -> Iterator[Problem]:
    """Actors behind parties and patrons exist; who wins in `settles` can win."""
    for name, election in subject.scenario.elections.items():
        path = f"elections.{name}"
        for key, party in election.parties.items():
            if party.actor is not None:
                yield from subject.unknown("actors", party.actor, f"{path}.parties.{key}.actor")
        known = list(election.parties)
        if election.government:
            known = [*election.government.candidates, OUTSIDER, NOBODY]
            for patron in election.government.patrons:
                yield from subject.unknown("actors", patron, f"{path}.government.patrons.{patron}")
        for number, rule in enumerate(election.settles):
            if rule.wins not in known:
                who = "candidate" if election.government else "party"
                hint = did_you_mean(rule.wins, known) or f"Known: {named_list(known)}."
                yield subject.problem(f"{path}.settles.{number}.wins", f"{rule.wins!r} is no {who} of it.", hint)


def governments_can_be_formed(subject: Subject) -> Iterator[Problem]:
    """A government has a quota within the seats, parties with positions, and candidates of parties that stand."""
    for name, election in subject.scenario.elections.items():
        if election.government is not None:
            yield from _government(subject, f"elections.{name}", election, election.government)


def _government(subject: Subject, path: str, election: Election, government: Government) -> Iterator[Problem]:
    if government.quota > election.seats:
        message = f"is more than the {election.seats} seats that there are."
        yield subject.problem(f"{path}.government.quota", message)
    for key, party in election.parties.items():
        if party.position is None:
            message = "needs a `position`, since a government is formed after this election."
            yield subject.problem(f"{path}.parties.{key}", message)
    for key, candidate in government.candidates.items():
        at = f"{path}.government.candidates.{key}"
        if key in (OUTSIDER, NOBODY):
            yield subject.problem(at, f"{key!r} is on every ballot already. Give the candidate another id.")
        if candidate.of not in election.parties:
            hint = did_you_mean(candidate.of, election.parties) or f"Known: {named_list(list(election.parties))}."
            yield subject.problem(f"{at}.of", f"there is no party {candidate.of!r} in this election.", hint)
    if government.by is not None and not subject.hurt("as_of") and government.by <= subject.scenario.as_of:
        yield subject.problem(f"{path}.government.by", f"must lie after as_of ({subject.scenario.as_of}).")
