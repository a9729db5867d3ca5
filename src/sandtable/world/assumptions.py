"""From a scenario's facts and the mechanisms' parameters to the columns that are drawn."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sandtable.ensemble.results import Assumption
from sandtable.scenario.elections import candidate_names, party_names
from sandtable.scenario.quantities import LOG_KINDS, TOPS, Kind, as_triple
from sandtable.scenario.schema import After, AfterEvent, Evidence, Scenario
from sandtable.units import day_of_date
from sandtable.world.draws import Column
from sandtable.world.parameters import Parameter, Prior, bracket

__all__ = ["Columns", "columns_of"]

WIDEN = {"high": 1.0, "medium": 1.5, "low": 2.0}
"""How confidence multiplies a stated range, in standard deviations."""


EARLIEST = 0.5
"""Days from `as_of` that stand for that day itself in a range of dates, which lies on the log scale."""
LATEST = 36525.0
"""No date is drawn later than a century on."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns to draw, and the fields that have one fixed value."""

    drawn: tuple[Column, ...]
    fixed: dict[str, float]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Position of every id in the arrays."""

    places: dict[str, int]
    actors: dict[str, int]
    formations: dict[str, int]
    routes: dict[str, int]
    events: dict[str, int]
    corridors: dict[str, int]
    presence: dict[str, int]
    clients: dict[str, int]
    patrons: dict[str, int]
    influence: dict[str, int]
    disputes: dict[str, int]
    mediation: dict[str, int]
    flows: dict[str, int]
    elections: dict[str, int]
    parties: dict[str, int]
    candidates: dict[str, int]
    leanings: dict[str, int]
    issues: dict[str, int]
    stakes: dict[str, int]


def numbering(scenario: Scenario) -> Numbering:
    """Ids to positions, in the order in which they stand in the scenario."""
    first = (scenario.places, scenario.actors, scenario.formations, scenario.routes, scenario.events)
    patrons = dict.fromkeys(one.who for one in scenario.influence.values())
    second = ({client.who: client for client in scenario.clients.values()}, patrons, scenario.influence)
    third = (scenario.disputes, scenario.mediation, scenario.reinforcements)
    more = (scenario.corridors, scenario.presence, *second, *third)
    stakes = [f"{key}.{actor}" for key, issue in scenario.issues.items() for actor in issue.stakes]
    standing = (dict.fromkeys(names(scenario.elections)) for names in (party_names, candidate_names))
    wishes = [f"{key}.{who}" for key, one in scenario.governments.items() for who in one.patrons]
    politics: tuple[dict[str, Any], ...] = (
        scenario.elections,
        *standing,
        dict.fromkeys(wishes),
        scenario.issues,
        dict.fromkeys(stakes),
    )
    sections: tuple[dict[str, Any], ...] = (*first, *more, *politics)
    return Numbering(*({name: number for number, name in enumerate(section)} for section in sections))


def basis_of(entry: Evidence) -> str:
    """What an entry rests on, in words."""
    return f"cited: “{entry.cite}”" if entry.cite else entry.assume or "nothing stated"


def widen_of(entry: Evidence) -> float:
    """The factor on an entry's ranges: stated confidence, else high for a cite and medium for an assumption."""
    return WIDEN[entry.confidence or ("high" if entry.cite else "medium")]


UNITS: dict[Kind, str] = {"fighters": "persons", "points": "points of 100"}
"""Units of the kinds of range that are not called as their unit."""

Spot = tuple[str, tuple[Any, ...]]
"""A field of the draw record and the index in it."""


def _fact(name: str, entry: Evidence, value: Any, kind: Kind, spot: Spot, meaning: str) -> Column:
    """The column of one uncertain fact."""
    prior = bracket(as_triple(value, kind), log=kind in LOG_KINDS, widen=widen_of(entry))
    quantile = prior.clipped(0.0, TOPS[kind]) if kind in TOPS else prior.quantile
    unit = UNITS.get(kind, kind)
    low, usual, high = np.asarray(quantile([0.1, 0.5, 0.9])).tolist()
    serves = name.rsplit(".", 1)[0]
    assumption = Assumption(name, unit, low, usual, high, meaning, basis_of(entry), serves)
    return Column(assumption, quantile, (spot,))


def fact_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """Columns of strengths, reinforcements, road lengths and work left."""
    for key, force in scenario.forces.items():
        at = (number.places[force.at], number.actors[force.who])
        meaning = f"fighters of {scenario.actors[force.who].name} at {scenario.places[force.at].name}"
        yield _fact(f"forces.{key}.fighters", force, force.fighters, "fighters", ("garrison", at), meaning)
    for key, formation in scenario.formations.items():
        meaning = f"fighters of {formation.name or key}"
        spot = ("strength", (number.formations[key],))
        yield _fact(f"formations.{key}.fighters", formation, formation.fighters, "fighters", spot, meaning)
    for key, flow in scenario.reinforcements.items():
        joins = scenario.places[flow.at].name if flow.at else flow.formation
        meaning = f"fighters a month of {scenario.actors[flow.who].name} who join {joins}"
        spot = ("flow_rate", (number.flows[key],))
        path = f"reinforcements.{key}.fighters_per_month"
        yield _fact(path, flow, flow.fighters_per_month, "fighters", spot, meaning)
    for key, route in scenario.routes.items():
        one, other = (scenario.places[end].name for end in route.between)
        meaning = f"road length {one} to {other}"
        yield _fact(f"routes.{key}.km", route, route.km, "km", ("km", (number.routes[key],)), meaning)
    for key, battle in scenario.in_progress.items():
        meaning = f"share of the effort still to come at {scenario.places[battle.on].name}"
        spot = ("work_left", (number.places[battle.on],))
        yield _fact(f"in_progress.{key}.work_left", battle, battle.work_left, "share", spot, meaning)


def influence_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """Columns of clients' power and autonomy, and of what outsiders keep up in them."""
    for key, client in scenario.clients.items():
        name, at = scenario.actors[client.who].name, (number.clients[client.who],)
        meaning = f"say of {name} in the arena"
        yield _fact(f"clients.{key}.power", client, client.power, "share", ("client_power", at), meaning)
        meaning = f"what the own will of {name} weighs beside its patrons"
        yield _fact(f"clients.{key}.autonomy", client, client.autonomy, "share", ("client_autonomy", at), meaning)
    for key, one in scenario.influence.items():
        patron, client_name = scenario.actors[one.who].name, scenario.actors[one.client].name
        meaning = f"{one.channel} engagement of {patron} in {client_name}"
        spot = ("engagement_level", (number.influence[key],))
        yield _fact(f"influence.{key}.level", one, one.level, "share", spot, meaning)


def dispute_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """Columns of trust, shift, accountability and crises of disputes, and of what their mediators can do."""
    for key, dispute in scenario.disputes.items():
        one, other = (scenario.actors[party].name for party in dispute.between)
        between = f"between {one} and {other}"
        stated: tuple[tuple[str, Kind, Any, str], ...] = (
            ("trust", "share", dispute.trust, f"trust {between} on the first day"),
            ("shift", "share", dispute.shift, f"chance of winning lost in a year of waiting, {between}"),
            ("accountability", "share", dispute.accountability, f"share of abuses {between} that are punished"),
            ("crises", "rate", dispute.crises, f"crises a year {between}, all else at rest"),
        )
        for name, kind, value, meaning in stated:
            if value is not None:
                spot = (f"dispute_{name}", (number.disputes[key],))
                yield _fact(f"disputes.{key}.{name}", dispute, value, kind, spot, meaning)
    for key, mediation in scenario.mediation.items():
        who, at = scenario.actors[mediation.who].name, (number.mediation[key],)
        meaning = f"what {who} can do as a mediator in {mediation.dispute.replace('-', ' ')}"
        path = f"mediation.{key}"
        yield _fact(f"{path}.strength", mediation, mediation.strength, "share", ("mediation_strength", at), meaning)
        if mediation.bias is not None:
            meaning = f"how much closer {who} is to one party of {mediation.dispute.replace('-', ' ')}"
            yield _fact(f"{path}.bias", mediation, mediation.bias, "share", ("mediation_bias", at), meaning)


def election_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """Columns of when elections are held, what polls say, and where parties, candidates and patrons stand."""
    for key, election in scenario.elections.items():
        path, what = f"elections.{key}", election.name or key.replace("-", " ")
        words: tuple[str, Spot] = (f"day of {what}", ("election_day", (number.elections[key],)))
        yield _day_column(f"{path}.on", election, election.on, scenario.as_of, words)
        own: dict[str, list[Spot]] = {}
        for name, candidate in election.government.candidates.items() if election.government else ():
            spot = ("candidate_position", (number.candidates[f"{key}.{name}"],))
            if candidate.position is None:
                own.setdefault(candidate.of, []).append(spot)
            else:
                meaning = f"where {candidate.name or name} stands"
                at = f"{path}.government.candidates.{name}.position"
                yield _fact(at, election, candidate.position, "points", spot, meaning)
        for name, party in election.parties.items():
            who, rank = party.name or name, (number.parties[f"{key}.{name}"],)
            poll = f"{path}.parties.{name}.poll"
            yield _fact(poll, election, party.poll, "share", ("party_poll", rank), f"what polls give {who} in {what}")
            if party.position is not None:
                at = f"{path}.parties.{name}.position"
                column = _fact(at, election, party.position, "points", ("party_position", rank), f"where {who} stands")
                yield replace(column, spots=(*column.spots, *own.get(name, ())))
        for name, wish in election.government.patrons.items() if election.government else ():
            spot = ("leaning_position", (number.leanings[f"{key}.{name}"],))
            meaning = f"where {scenario.actors[name].name} would like the next government"
            yield _fact(f"{path}.government.patrons.{name}", election, wish, "points", spot, meaning)


def issue_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """Columns of who stands where on issues, how much it matters, with what means, and when they are due."""
    for key, issue in scenario.issues.items():
        path, what, at = f"issues.{key}", issue.name or key.replace("-", " "), (number.issues[key],)
        if issue.due is not None and not isinstance(issue.due, AfterEvent):
            words: tuple[str, Spot] = (f"day on which {what} is due", ("issue_day", at))
            yield _day_column(f"{path}.due", issue, issue.due, scenario.as_of, words)
        if issue.takes is not None:
            yield _fact(f"{path}.takes", issue, issue.takes, "days", ("issue_takes", at), f"days of talks on {what}")
        for actor, stake in issue.stakes.items():
            who, rank = scenario.actors[actor].name, (number.stakes[f"{key}.{actor}"],)
            kinds: tuple[tuple[str, Kind, str], ...] = (
                ("position", "points", f"position of {who} on {what}"),
                ("salience", "points", f"how much {what} matters to {who}"),
                ("capability", "weight", f"means of {who} to press {what}"),
            )
            for name, kind, meaning in kinds:
                value, spot = getattr(stake, name), (f"stake_{name}", rank)
                yield _fact(f"{path}.stakes.{actor}.{name}", issue, value, kind, spot, meaning)


def _date_prior(on: Any, as_of: datetime.date) -> Prior:
    """Days from `as_of` of a date or of a range of dates."""
    dates = on if isinstance(on, tuple) else (on,)
    if len(set(dates)) == 1:
        return Prior("constant", (float(day_of_date(dates[0], as_of)),))
    days = [max(EARLIEST, float(day_of_date(date, as_of))) for date in dates]
    return bracket(as_triple((days[0], days[-1]) if len(days) == 2 else (days[0], days[1], days[2]), "days"), log=True)


def _day_column(name: str, entry: Evidence, on: Any, as_of: datetime.date, words: tuple[str, Spot]) -> Column:
    """The column of an uncertain day; `words` are its meaning and where the day goes."""
    prior = _date_prior(on, as_of)
    if prior.family != "constant":
        prior = bracket(prior.triple(), log=True, widen=widen_of(entry))
    quantile = prior.clipped(0.0, LATEST)
    low, usual, high = np.asarray(quantile([0.1, 0.5, 0.9])).tolist()
    day = Assumption(name, "days", low, usual, high, words[0], basis_of(entry), name.rpartition(".")[0])
    return Column(day, quantile, (words[1],))


def _chance_column(name: str, entry: Evidence, chance: float, words: tuple[str, Spot]) -> Column:
    """The column of whether something happens at all."""
    serves = name.rpartition(".")[0]
    occurs = Assumption(name, "probability", chance, chance, chance, words[0], basis_of(entry), serves)
    return Column(occurs, Prior("constant", (chance,)).quantile, (words[1],), "below")


def event_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """Columns of when events happen, and whether."""
    for key, event in scenario.events.items():
        what, spot, name = key.replace("-", " "), (number.events[key],), f"events.{key}"
        words: tuple[str, Spot] = (f"day on which {what} is due", ("event_day", spot))
        yield _day_column(f"{name}.on", event, event.on, scenario.as_of, words)
        words = (f"whether {what} happens", ("event_occurs", spot))
        yield _chance_column(f"{name}.probability", event, event.probability, words)


def presence_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """Columns of when bases and camps open, and whether; a base that is sure to open is no assumption."""
    for key, presence in scenario.presence.items():
        what, spot, name = presence.name or key.replace("-", " "), (number.presence[key],), f"presence.{key}"
        if presence.opens is not None and not isinstance(presence.opens, After):
            words: tuple[str, Spot] = (f"day on which {what} opens", ("presence_day", spot))
            yield _day_column(f"{name}.opens", presence, presence.opens, scenario.as_of, words)
        words = (f"whether {what} opens", ("presence_occurs", spot))
        if presence.probability < 1.0:
            yield _chance_column(f"{name}.probability", presence, presence.probability, words)


def error_columns(scenario: Scenario, number: Numbering) -> Iterator[Column]:
    """One shared reporting error for each actor that declares it: it scales all strengths of that actor."""
    for key, actor in scenario.actors.items():
        if actor.reporting_error <= 0:
            continue
        prior = Prior("lognormal", (1.0, actor.reporting_error))
        low, usual, high = prior.triple()
        meaning = f"all reported strengths of {actor.name} are off by this factor"
        shared = Assumption(
            f"actors.{key}.reporting_error",
            "factor",
            low,
            usual,
            high,
            meaning,
            "declared shared error",
            f"actors.{key}",
        )
        own = [number.formations[name] for name, formation in scenario.formations.items() if formation.who == key]
        spots: tuple[Spot, ...] = (("garrison", (slice(None), number.actors[key])), ("strength", (own,)))
        yield Column(shared, prior.quantile, spots, "scale")


def parameter_columns(parameters: Iterable[Parameter], number: Numbering) -> Iterator[Column]:
    """Columns of the mechanisms' parameters, one for each actor where a parameter is the actor's own."""
    for parameter in parameters:
        prior = parameter.prior
        quantile = prior.clipped(0.0, 1.0) if parameter.unit == "share" else prior.quantile  # own priors may overshoot
        low, usual, high = np.asarray(quantile([0.1, 0.5, 0.9])).tolist()
        owners: list[tuple[str, tuple[Any, ...]]] = [("", ())]
        if parameter.per == "actor":
            owners = [(f":{actor}", (position,)) for actor, position in number.actors.items()]
        for suffix, spot in owners:
            name = parameter.name + suffix
            meaning = parameter.meaning + (f" ({suffix[1:]})" if suffix else "")
            assumption = Assumption(name, parameter.unit, low, usual, high, meaning, parameter.basis)
            yield Column(assumption, quantile, ((parameter.field, spot),))


def columns_of(scenario: Scenario, parameters: Iterable[Parameter]) -> Columns:
    """All columns of a complete scenario: parameters, facts, events, bases, then the shared errors that scale them."""
    number = numbering(scenario)
    parameters = tuple(parameters)
    fixed = {p.field: p.prior.args[0] for p in parameters if p.prior.family == "constant"}
    varying = (p for p in parameters if p.prior.family != "constant")
    drawn = (*parameter_columns(varying, number), *fact_columns(scenario, number), *event_columns(scenario, number))
    drawn = (*drawn, *presence_columns(scenario, number), *influence_columns(scenario, number))
    drawn = (*drawn, *dispute_columns(scenario, number))
    drawn = (*drawn, *election_columns(scenario, number), *issue_columns(scenario, number))
    return Columns((*drawn, *error_columns(scenario, number)), fixed)
