"""Garrisons, air cover and shared errors; formations, when they come, what they want and what they could reach."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sandtable.scenario.quantities import Z90, as_triple
from sandtable.scenario.schema import After, Formation, Range
from sandtable.views import numbers
from sandtable.views.explain.record import Record, Subject, computed
from sandtable.views.layers import listed

__all__ = ["formations", "garrisons"]


def _persons(fighters: Range) -> str:
    return numbers.persons(*as_triple(fighters, "fighters"))


def garrisons(subject: Subject) -> Iterator[Record]:
    """Fighters that hold places, and what is true of all of a side's forces."""
    for name, force in subject.scenario.forces.items():
        text = f"{subject.place(force.at)}: {_persons(force.fighters)} fighters of {subject.actor(force.who)}."
        yield subject.stated("garrisons", text, f"forces.{name}", force)
    for name, actor in subject.scenario.actors.items():
        if actor.air_cover > 0:
            text = f"{subject.actor(name)} assaults under air cover of {actor.air_cover:g} (0 none, 1 full)."
            yield subject.stated("garrisons", text, f"actors.{name}", actor)
        if actor.reporting_error > 0:
            low, high = (math.exp(sign * Z90 * actor.reporting_error) for sign in (-1, 1))
            text = (
                f"All strengths of {subject.actor(name)} may be wrong together: one error, drawn once in each future, "
                f"multiplies them by {low:.2f} to {high:.2f} in 8 of 10 futures."
            )
            yield subject.stated("garrisons", text, f"actors.{name}", actor)


def formations(subject: Subject) -> Iterator[Record]:
    """Every formation, what it does on the first day and could reach; then what each side wants."""
    scenario = subject.scenario
    for name, body in scenario.formations.items():
        yield subject.stated("formations", _stands(subject, name, body), f"formations.{name}", body)
        yield computed("formations", _reaches(subject, name, body), f"formations.{name}")
    yield from _arrivals(subject)
    for name, battle in scenario.in_progress.items():
        low, usual, high = as_triple(battle.work_left, "share")
        text = (
            f"{subject.formation(battle.by)} has been assaulting {subject.place(battle.on)} since "
            f"{numbers.date(battle.since)}; {numbers.probability(usual)} of the effort "
            f"({numbers.interval(low, high)}) is still to come."
        )
        yield subject.stated("formations", text, f"in_progress.{name}", battle)
    for name, wish in scenario.priorities.items():
        wants = [f"{subject.place(place)} ({_signed(worth)})" for place, worth in _by_worth(wish.places)]
        text = f"{subject.actor(wish.who)} wants, from +1 (first) to {numbers.MINUS}1 (leave it): {listed(wants)}."
        yield subject.stated("formations", text, f"priorities.{name}", wish)
    for name, place in scenario.places.items():
        if place.importance:
            text = (
                f"{subject.place(name)} is worth {_signed(place.importance)} to any attacker ({numbers.MINUS}1 to +1)."
            )
            yield subject.stated("formations", text, f"places.{name}", place)
    yield from _idle(subject)


def _by_worth(wishes: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(wishes.items(), key=lambda item: (-item[1], item[0]))


def _signed(worth: float) -> str:
    return f"{worth:+g}".replace("-", numbers.MINUS)


def _stands(subject: Subject, name: str, body: Formation) -> str:
    when = "free to act at once"
    if isinstance(body.available, After):
        when = f"free to act once {subject.place(body.available.after)} has fallen"
    elif body.available is not None:
        when = f"free to act from {numbers.date(body.available)}"
    text = f"{subject.formation(name)} ({subject.actor(body.who)}): {_persons(body.fighters)} fighters at "
    text += f"{subject.place(body.base)}, {when}."
    if body.orders:
        text += f" Its orders: {', then '.join(subject.place(place) for place in body.orders)}."
    if body.only:
        text += f" It may attack only {subject.places(body.only)}."
    if body.reserve:
        text += " It is a reserve: it wins back what its own side held on the first day, and starts nothing else."
    return text


def _arrivals(subject: Subject) -> Iterator[Record]:
    """Fighters who arrive month by month."""
    for name, flow in subject.scenario.reinforcements.items():
        where = (
            f"join {subject.formation(flow.formation)}" if flow.formation else f"come to {subject.place(flow.at or '')}"
        )
        text = f"{_persons(flow.fighters_per_month)} fighters of {subject.actor(flow.who)} a month {where}"
        text += f" until {numbers.date(flow.until)}" if flow.until else ""
        yield subject.stated(
            "formations", f"{text}, as long as supply reaches them there.", f"reinforcements.{name}", flow
        )


def _reaches(subject: Subject, name: str, body: Formation) -> str:
    targets = subject.day.targets[name]
    lead = (
        "On the first day it could reach" if body.available is None else "Were it free on the first day, it could reach"
    )
    if not targets:
        return f"{lead} no enemy place that it may attack."
    found = [f"{subject.place(place)} ({numbers.kilometres(km)})" for place, km in targets.items()]
    return f"{lead}: {listed(found)}."


def _idle(subject: Subject) -> Iterator[Record]:
    """Sides without a formation, and sides that have one but neither orders nor priorities."""
    scenario = subject.scenario
    moving = {body.who for body in scenario.formations.values()}
    wishing = {wish.who for wish in scenario.priorities.values()}
    ordered = {body.who for body in scenario.formations.values() if body.orders}
    holding = [name for name in scenario.actors if any(one.who == name for one in scenario.control.values())]
    still = [name for name in holding if name not in moving]
    if still:
        verb = "has" if len(still) == 1 else "have"
        yield computed("formations", f"{subject.actors(still)} {verb} no formation here: only events move them.")
    silent = [name for name in scenario.actors if name in moving - wishing - ordered]
    if silent:
        text = f"Nothing says what {subject.actors(silent)} wants first: distance, garrisons and luck decide."
        yield computed("formations", text)
