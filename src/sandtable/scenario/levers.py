"""Levers: what a reader may change in a scenario by hand, what each entry is now, and what it may become.

A lever is a dotted path as a variant's `set` has it. Of a range it moves the middle and takes the ends along, so that
what is uncertain stays as uncertain as it was.
"""

from __future__ import annotations

import datetime
import math
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sandtable.couplings import COUPLINGS
from sandtable.scenario.resolve import RANGES
from sandtable.scenario.schema import After, Event, Mechanisms, Presence, Scenario

__all__ = ["AS_STATED", "HAPPENS", "NEVER", "Kind", "Lever", "Value", "levers_of"]

Kind = Literal["number", "choice", "switch", "date", "orders"]
Value = float | str | bool | tuple[str, ...]

AS_STATED, HAPPENS, NEVER = "stated", "1", "0"
"""What may become of something uncertain: left as it is stated, made certain, taken out."""
TIMES = 4.0
"""A strength may be moved up to so many times what is stated, and down to one part in as many."""
STRENGTHS, WANTS, ORDERS, BASES, EVENTS, ROADS, POLITICS, VOTES, MODEL, COUPLED = (
    "Strengths",
    "Priorities",
    "Orders",
    "Bases and camps",
    "What may happen",
    "Roads",
    "Influence and disputes",
    "Elections and bargaining",
    "How the model works",
    "What acts on what",
)
_TOLD = ("forces", "formations", "reinforcements", "influence", "priors")
"""Sections with ranges whose levers have words of their own."""
_SETTINGS = {
    "collapse": "Whether what is cut off falls without an assault",
    "influence": "Influence of outsiders",
    "kernel": "What decides a battle",
    "choice": "How a formation chooses its target",
    "cascade": "Whether lost strongholds make the rest give way",
}


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that can be changed. Numbers and dates have ends, choices and orders have options (value, text)."""

    path: str
    kind: Kind
    group: str
    title: str
    now: Value
    unit: str = ""
    low: float | str | None = None
    high: float | str | None = None
    step: float | None = None
    options: tuple[tuple[str, str], ...] = ()


def levers_of(scenario: Scenario) -> tuple[Lever, ...]:
    """Every lever of a complete scenario, group by group, in the order of its entries."""
    battlefield = (_strengths, _priorities, _orders, _events, _presence, _corridors)
    parts = (*battlefield, _influence, _others, _elections, _issues, _settings)
    return tuple(lever for part in parts for lever in part(scenario))


def _usual(stated: object) -> float:
    """The middle of a range of a complete scenario."""
    return float(stated[1]) if isinstance(stated, tuple) else float(typing.cast("float", stated))


def _step(size: float, *, whole: bool) -> float:
    """A round step: about a hundredth of a size; of persons at least one."""
    if size <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(size / 100))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= size / 100)
    return max(1.0, step) if whole else step


def _strength(path: str, title: str, stated: object, unit: str, group: str = STRENGTHS) -> Lever:
    usual = _usual(stated)
    step = _step(usual, whole=unit.startswith("persons"))
    low = max(step, math.floor(usual / TIMES / step) * step)
    high = math.ceil(usual * TIMES / step) * step
    return Lever(path, "number", group, title, usual, unit, round(low, 9), round(high, 9), step)


def _strengths(scenario: Scenario) -> Iterator[Lever]:
    actors, places = scenario.actors, scenario.places
    for key, formation in scenario.formations.items():
        title = f"{formation.name or key} ({actors[formation.who].name})"
        yield _strength(f"formations.{key}.fighters", title, formation.fighters, "persons")
    for key, force in scenario.forces.items():
        title = f"{actors[force.who].name} at {places[force.at].name}"
        yield _strength(f"forces.{key}.fighters", title, force.fighters, "persons")
    for key, flow in scenario.reinforcements.items():
        joined = places[flow.at].name if flow.at else _formation(scenario, flow.formation or "")
        title = f"{actors[flow.who].name}: who join {joined} each month"
        yield _strength(f"reinforcements.{key}.fighters_per_month", title, flow.fighters_per_month, "persons a month")
    attackers = {formation.who for formation in scenario.formations.values()}
    for key, actor in actors.items():
        if key in attackers:
            title = f"Air cover of {actor.name} in its assaults"
            yield Lever(f"actors.{key}.air_cover", "number", STRENGTHS, title, actor.air_cover, "share", 0.0, 1.0, 0.05)


def _formation(scenario: Scenario, key: str) -> str:
    return scenario.formations[key].name or key if key in scenario.formations else key


def _priorities(scenario: Scenario) -> Iterator[Lever]:
    for key, wants in scenario.priorities.items():
        for place, worth in wants.places.items():
            title = f"{scenario.actors[wants.who].name} wants {scenario.places[place].name}"
            yield Lever(f"priorities.{key}.places.{place}", "number", WANTS, title, worth, "", -1.0, 1.0, 0.1)


def _orders(scenario: Scenario) -> Iterator[Lever]:
    for key, formation in scenario.formations.items():
        allowed = formation.only or tuple(scenario.places)
        options = tuple((place, scenario.places[place].name) for place in allowed if place in scenario.places)
        title = f"Orders of {formation.name or key}: places to take in this order; none = it chooses itself"
        yield Lever(f"formations.{key}.orders", "orders", ORDERS, title, formation.orders, options=options)


def _chance(path: str, group: str, title: str, stated: float) -> Lever:
    percent = f"as stated: {100 * stated:.3g} %"
    options = ((AS_STATED, percent), (HAPPENS, "happens"), (NEVER, "never"))
    return Lever(path, "choice", group, title, AS_STATED, options=options)


def _date(path: str, group: str, title: str, day: datetime.date, scenario: Scenario) -> Lever:
    low, high = scenario.as_of + datetime.timedelta(days=1), scenario.until
    return Lever(path, "date", group, title, day.isoformat(), low=low.isoformat(), high=high.isoformat())


def _middle(on: object) -> datetime.date | None:
    day = on[len(on) // 2] if isinstance(on, tuple) else on
    return day if isinstance(day, datetime.date) else None


def _words(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _events(scenario: Scenario) -> Iterator[Lever]:
    for key, event in scenario.events.items():
        yield _chance(f"events.{key}.probability", EVENTS, _words(key), event.probability)
        yield from _on(f"events.{key}.on", EVENTS, f"{_words(key)}: on which day", event, scenario)


def _on(path: str, group: str, title: str, entry: Event | Presence, scenario: Scenario) -> Iterator[Lever]:
    stated = entry.on if isinstance(entry, Event) else entry.opens
    day = None if isinstance(stated, After) else _middle(stated)
    if day is not None and scenario.as_of < day <= scenario.until:
        yield _date(path, group, title, day, scenario)


def _presence(scenario: Scenario) -> Iterator[Lever]:
    opened = {effect.open_presence for event in scenario.events.values() for effect in event.does}
    for key, one in scenario.presence.items():
        title = f"{one.name or _words(key)} ({scenario.actors[one.who].name}, at {scenario.places[one.at].name})"
        if one.opens is not None:
            yield _chance(f"presence.{key}.probability", BASES, title, one.probability)
        elif key not in opened:
            yield Lever(f"presence.{key}", "switch", BASES, f"{title}: there from the first day", True)
        yield from _on(f"presence.{key}.opens", BASES, f"{title}: from which day", one, scenario)


def _corridors(scenario: Scenario) -> Iterator[Lever]:
    for key, one in scenario.corridors.items():
        title = f"A decision forbids the {one.name or _words(key).lower()} from the first day on"
        yield Lever(f"corridors.{key}.veto", "switch", ROADS, title, one.veto)


def _influence(scenario: Scenario) -> Iterator[Lever]:
    for key, one in scenario.influence.items():
        names = scenario.actors[one.who].name, scenario.actors[one.client].name
        title = f"{names[0]} in {names[1]}, {one.channel}"
        yield Lever(f"influence.{key}.level", "number", POLITICS, title, _usual(one.level), "share", 0.0, 1.0, 0.05)


def _others(scenario: Scenario) -> Iterator[Lever]:
    """Every range of a section that has no words of its own here: disputes, mediation, and what comes after them."""
    for section in RANGES:
        entries = getattr(scenario, section)
        for key, entry in entries.items() if section not in _TOLD else ():
            for name, kind in RANGES[section].items():
                if (stated := getattr(entry, name)) is None:
                    continue
                said = (type(entry).model_fields[name].description or name).partition(",")[0].partition(";")[0]
                title, path = f"{_name(entry, key, scenario)}: {said}", f"{section}.{key}.{name}"
                group = STRENGTHS if section == "in_progress" else POLITICS
                if kind == "share":
                    yield Lever(path, "number", group, title, _usual(stated), "share", 0.0, 1.0, 0.05)
                else:
                    yield _strength(path, title, stated, "", group)


def _elections(scenario: Scenario) -> Iterator[Lever]:
    """What polls say, up to what the other parties leave, and the day of the vote."""
    for key, election in scenario.elections.items():
        named = election.name or _words(key)
        left = max(0.0, 1.0 - sum(_usual(party.poll) for party in election.parties.values()))
        for name, party in election.parties.items():
            poll = _usual(party.poll)
            path, title = f"elections.{key}.parties.{name}.poll", f"{named}: votes for {party.name or _words(name)}"
            yield Lever(path, "number", VOTES, title, poll, "share", 0.0, round(poll + left, 9), 0.01)
        if (day := _middle(election.on)) is not None and scenario.as_of < day <= scenario.until:
            yield _date(f"elections.{key}.on", VOTES, f"{named}: on which day", day, scenario)


def _issues(scenario: Scenario) -> Iterator[Lever]:
    """Who stands where on what is bargained over, how much it matters, and with what means."""
    for key, issue in scenario.issues.items():
        named = issue.name or _words(key)
        for who, stake in issue.stakes.items():
            actor, path = scenario.actors[who].name, f"issues.{key}.stakes.{who}"
            stands = f"{named}: where {actor} stands, from 0 ({issue.low}) to 100 ({issue.high})"
            yield Lever(f"{path}.position", "number", VOTES, stands, _usual(stake.position), "points", 0.0, 100.0, 1.0)
            matters = f"{named}: how much it matters to {actor}"
            yield Lever(f"{path}.salience", "number", VOTES, matters, _usual(stake.salience), "points", 0.0, 100.0, 1.0)
            yield _strength(f"{path}.capability", f"{named}: means of {actor}", stake.capability, "", VOTES)


def _name(entry: object, key: str, scenario: Scenario) -> str:
    """What an entry is called: its own name, or that of its actor."""
    actor = scenario.actors.get(getattr(entry, "who", ""))
    return getattr(entry, "name", None) or (actor.name if actor else _words(key))


def _settings(scenario: Scenario) -> Iterator[Lever]:
    for coupling in COUPLINGS:
        if not coupling.needs or getattr(scenario, coupling.needs, None):
            title = f"{coupling.source[:1].upper()}{coupling.source[1:]}: acts on {coupling.target}"
            on = scenario.mechanisms.couplings.get(coupling.name) != "off"
            yield Lever(f"mechanisms.couplings.{coupling.name}", "switch", COUPLED, title, on)
    for name, field in Mechanisms.model_fields.items():
        words = typing.get_args(field.annotation)
        if typing.get_origin(field.annotation) is Literal:
            options = tuple((word, word) for word in words)
            title = _SETTINGS.get(name, _words(name))
            yield Lever(
                f"mechanisms.{name}", "choice", MODEL, title, getattr(scenario.mechanisms, name), options=options
            )
