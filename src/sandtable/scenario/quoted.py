"""What each cited entry says, in the terms in which a sentence can be held against it: whom, where, how many, when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sandtable.evidence.figures import Unit
from sandtable.scenario.schema import (
    Actor,
    Assault,
    Client,
    Control,
    Corridor,
    Dispute,
    Election,
    Engagement,
    Event,
    Evidence,
    Force,
    Formation,
    Issue,
    Mediation,
    Place,
    Presence,
    Priorities,
    Reinforcement,
    Route,
    Scenario,
    Statement,
    Tie,
)

__all__ = ["Said", "quoted"]

_WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\b\d{4}-(\d{2})(?:-\d{2})?\b")
_BEFORE = re.compile(r"^([a-z0-9-]+) falls (before|after) ([a-z0-9-]+) falls$")
_TO = re.compile(r"^([a-z0-9-]+) (?:falls to|is held by) ([a-z0-9-]+)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cited entry states. `numbers` are its range as written; `months` those of its dates.

    `holds` is (actor, its places), `supports` (patron, clients), `order` (the place that falls first, the other).
    `firm` means that the entry states a fact without a doubt of its own (a range, a confidence below high), so that a
    word of doubt in the source would matter.
    """

    path: str
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    unit: Unit = "none"
    months: frozenset[int] = frozenset()
    holds: tuple[str, frozenset[str]] | None = None
    supports: tuple[str, frozenset[str]] | None = None
    order: tuple[str, str] | None = None
    firm: bool = False
    hedge: str | None = None
    kind: Literal["entry", "statement"] = "entry"


def quoted(scenario: Scenario) -> Iterator[Said]:
    """Every entry of the scenario that has a cite, with what it states. Variants' own entries are left out."""
    for section, said in _SAID.items():
        for name, entry in getattr(scenario, section).items():
            if entry.cite is not None:
                yield said(f"{section}.{name}.cite", name, entry)
    for name, statement in scenario.statements.items():
        if statement.says is not None:
            yield _statement(f"statements.{name}.says.cite", statement, scenario)


def _numbers(value: float | tuple[float, ...]) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,)


def _firm(entry: Evidence, *numbers: float | tuple[float, ...]) -> bool:
    """Whether an entry declares no doubt of its own."""
    return entry.confidence in (None, "high") and not any(isinstance(one, tuple) for one in numbers)


def _set(*ids: Iterable[str] | str | None) -> frozenset[str]:
    found: set[str] = set()
    for one in ids:
        found.update([one] if isinstance(one, str) else one or ())
    return frozenset(found)


def _actor(path: str, name: str, _actor: Actor) -> Said:
    return Said(path, actors=_set(name), firm=True)


def _tie(path: str, _name: str, tie: Tie) -> Said:
    actors = _set(tie.who, tie.enemy, tie.ally, tie.rival, tie.client, tie.permits)
    supports = (tie.who, _set(tie.client)) if tie.client else None
    return Said(path, actors=actors, supports=supports, firm=_firm(tie))


def _place(path: str, name: str, _place: Place) -> Said:
    return Said(path, places=_set(name), firm=True)


def _route(path: str, _name: str, route: Route) -> Said:
    return Said(path, places=_set(route.between), numbers=_numbers(route.km), unit="km", firm=_firm(route, route.km))


def _control(path: str, _name: str, control: Control) -> Said:
    places = _set(control.holds)
    return Said(path, actors=_set(control.who), places=places, holds=(control.who, places), firm=_firm(control))


def _force(path: str, _name: str, force: Force) -> Said:
    actors, places = _set(force.who), _set(force.at)
    return Said(
        path, actors, places, numbers=_numbers(force.fighters), unit="persons", firm=_firm(force, force.fighters)
    )


def _flow(path: str, _name: str, flow: Reinforcement) -> Said:
    """Fighters who arrive: whose, where, how many a month."""
    numbers = _numbers(flow.fighters_per_month)
    firm = _firm(flow, flow.fighters_per_month)
    return Said(path, actors=_set(flow.who), places=_set(flow.at), numbers=numbers, unit="persons", firm=firm)


def _formation(path: str, name: str, body: Formation) -> Said:
    """A formation is meant by its own name as well; the month is that in which it comes."""
    named = tuple(one for one in (body.name, name.replace("-", " ")) if one)
    day = getattr(body.available, "month", None)
    return Said(
        path,
        actors=_set(body.who),
        places=_set(body.base),
        names=named,
        numbers=_numbers(body.fighters),
        unit="persons",
        months=frozenset() if day is None else frozenset({day}),
        firm=_firm(body, body.fighters),
    )


def _corridor(path: str, name: str, corridor: Corridor) -> Said:
    """A corridor is meant by its own name, its users or any place on it."""
    named = tuple(one for one in (corridor.name, name.replace("-", " ")) if one)
    return Said(path, _set(corridor.users), _set(corridor.via), names=named, firm=_firm(corridor))


def _presence(path: str, name: str, presence: Presence) -> Said:
    named = tuple(one for one in (presence.name, name.replace("-", " ")) if one)
    return Said(path, _set(presence.who), _set(presence.at), names=named, firm=_firm(presence))


def _client(path: str, _name: str, client: Client) -> Said:
    return Said(path, _set(client.who), firm=_firm(client, client.power, client.autonomy))


def _engagement(path: str, _name: str, one: Engagement) -> Said:
    supports = (one.who, _set(one.client))
    return Said(path, _set(one.who, one.client), supports=supports, firm=_firm(one, one.level))


def _dispute(path: str, name: str, dispute: Dispute) -> Said:
    """A dispute is meant by its parties or by its own name."""
    named = tuple(one for one in (dispute.name, name.replace("-", " ")) if one)
    return Said(path, _set(dispute.between, dispute.common_enemy), names=named, firm=_firm(dispute, dispute.trust))


def _mediation(path: str, _name: str, one: Mediation) -> Said:
    return Said(path, _set(one.who, one.leans), firm=_firm(one, one.strength))


def _wish(path: str, _name: str, wish: Priorities) -> Said:
    return Said(path, actors=_set(wish.who), places=_set(wish.places))


def _assault(path: str, _name: str, assault: Assault) -> Said:
    return Said(path, places=_set(assault.on), firm=_firm(assault))


def _event(path: str, _name: str, event: Event) -> Said:
    """An event: the places and actors of its effects, and who takes what."""
    words = ("take", "close_supply", "open_supply", "hand_over")
    places = _set(*(getattr(one, word) for one in event.does for word in words))
    taken = next(((one.by, one.take) for one in event.does if one.take and one.by), None)
    holds = (taken[0], _set(taken[1])) if taken else None
    actors = _set(*(who for one in event.does for who in (one.by, one.permit, one.forbid)))
    return Said(path, actors=actors, places=places, holds=holds)


def _election(path: str, name: str, election: Election) -> Said:
    """An election is meant by its name; the months are those in which it may be held."""
    days = election.on if isinstance(election.on, tuple) else (election.on,)
    named = tuple(one for one in (election.name, name.replace("-", " ")) if one)
    return Said(path, names=named, months=frozenset(day.month for day in days), firm=_firm(election))


def _issue(path: str, name: str, issue: Issue) -> Said:
    """An issue is meant by its name or anybody who has a stake in it."""
    named = tuple(one for one in (issue.name, name.replace("-", " ")) if one)
    return Said(path, actors=_set(issue.stakes), names=named, firm=_firm(issue))


_SAID: dict[str, Callable[[str, str, Any], Said]] = {
    "actors": _actor,
    "ties": _tie,
    "places": _place,
    "routes": _route,
    "control": _control,
    "forces": _force,
    "formations": _formation,
    "corridors": _corridor,
    "presence": _presence,
    "clients": _client,
    "influence": _engagement,
    "disputes": _dispute,
    "mediation": _mediation,
    "reinforcements": _flow,
    "priorities": _wish,
    "in_progress": _assault,
    "events": _event,
    "elections": _election,
    "issues": _issue,
}


def _statement(path: str, statement: Statement, scenario: Scenario) -> Said:
    """A statement: whom and what its claim names, in what order, in which months."""
    claim = (statement.claim or "").strip()[:2000]
    words = set(_WORD.findall(claim))
    on_map = statement.on_map
    far, within = (on_map.distance, on_map.within) if on_map else (None, None)
    words |= _set(far.between if far else None, within.place if within else None)
    order = _BEFORE.match(claim)
    held = _TO.match(claim)
    pair = None
    if order and order[1] in scenario.places and order[3] in scenario.places:
        pair = (order[1], order[3]) if order[2] == "before" else (order[3], order[1])
    holds = (held[2], _set(held[1])) if held and held[1] in scenario.places and held[2] in scenario.actors else None
    return Said(
        path,
        actors=frozenset(word for word in words if word in scenario.actors),
        places=frozenset(word for word in words if word in scenario.places),
        numbers=(far.km,) if far else (),
        unit="km" if far else "none",
        months=frozenset(int(month) for month in _DATE.findall(claim)),
        holds=holds,
        order=pair,
        firm=statement.kind == "fact",
        hedge=statement.says.hedge if statement.says else None,
        kind="statement",
    )
