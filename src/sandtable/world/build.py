"""The world of a scenario as arrays: places, roads, actors, ties, formations, events."""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sandtable.couplings import coupling_numbers
from sandtable.influence.leverage import CHANNELS
from sandtable.luck import entity_key
from sandtable.scenario.quantities import as_triple
from sandtable.scenario.schema import After, Effect, Scenario
from sandtable.units import day_of_date
from sandtable.world.assumptions import Columns, Numbering, columns_of, numbering
from sandtable.world.build_disputes import fill_disputes
from sandtable.world.build_politics import fill_elections, fill_issues, rules_of, set_bargaining
from sandtable.world.fields import DRAW_FIELDS, WORLD_FIELDS
from sandtable.world.parameters import Parameter
from sandtable.world.records import Field, Sizes, bucket, new_record
from sandtable.world.verbs import VERBS

__all__ = ["CHOICES", "KERNELS", "World", "build_world", "sizes_for"]

KERNELS = ("contest", "square", "linear", "deitchman", "helmbold")
"""Laws of battle by the number that the engine knows them by (`mechanisms.kernels.stepping`)."""
CHOICES = ("weigh", "nearest", "weakest", "any")
"""Rules of choice by the number that the engine knows them by (`mechanisms.choice`)."""


@dataclass(frozen=True)
class World:
    """A complete scenario, ready to be simulated.

    `record` is the world record (array of one); `draw_fields` are the fields of a draw; `sizes` the padded sizes.
    """

    record: Any
    sizes: Sizes
    draw_fields: tuple[Field, ...]
    columns: Columns
    places: tuple[str, ...]
    actors: tuple[str, ...]
    formations: tuple[str, ...]
    events: tuple[str, ...]
    corridors: tuple[str, ...]
    presence: tuple[str, ...]
    patrons: tuple[str, ...]
    disputes: tuple[str, ...] = ()
    mediation: tuple[str, ...] = ()
    elections: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


def month_ends(scenario: Scenario) -> list[int]:
    """The day with which each calendar month of the run is over, that of `as_of` first; the last ends with the run."""
    last = day_of_date(scenario.until, scenario.as_of) + 1
    ends: list[int] = []
    year, month = scenario.as_of.year, scenario.as_of.month
    while not ends or ends[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        ends.append(min(last, day_of_date(datetime.date(year, month, 1), scenario.as_of)))
    return ends


def _effects_of(scenario: Scenario) -> list[tuple[int, int, tuple[Effect, ...]]]:
    """Effects by the event (or -1) and the rule (or -1) that they belong to."""
    dated = [(number, -1, event.does) for number, event in enumerate(scenario.events.values())]
    found = enumerate(rules_of(scenario))
    return dated + [
        (-1, rule, getattr(scenario, section)[name].settles[rank].does) for rule, (section, name, rank) in found
    ]


def _political_sizes(scenario: Scenario) -> dict[str, int]:
    """True sizes of elections and issues; `voter` and `option` are those of any one bargain."""
    elections, issues = scenario.elections.values(), scenario.issues.values()
    governments = [election.government for election in elections if election.government]
    stakes = [len(issue.stakes) for issue in issues]
    return {
        "election": len(elections),
        "party": sum(len(election.parties) for election in elections),
        "candidate": sum(len(government.candidates) + 2 for government in governments),
        "leaning": sum(len(government.patrons) for government in governments),
        "issue": len(issues),
        "stake": sum(stakes),
        "rule": len(rules_of(scenario)),
        "voter": 0,
        "option": 0,
        "seat": max((government.quota for government in governments), default=0),
    }


def sizes_for(scenario: Scenario) -> dict[str, int]:
    """Padded size of every dimension."""
    true = {
        "place": len(scenario.places),
        "actor": len(scenario.actors),
        "route": len(scenario.routes),
        "formation": len(scenario.formations),
        "event": len(scenario.events),
        "effect": sum(len(does) for _, _, does in _effects_of(scenario)),
        "order": max((len(formation.orders) for formation in scenario.formations.values()), default=0),
        "mechanism": 0,
        "coupling": 0,
        "flow": len(scenario.reinforcements),
        "corridor": len(scenario.corridors),
        "presence": len(scenario.presence),
        "month": len(month_ends(scenario)),
        "client": len(scenario.clients),
        "patron": len({one.who for one in scenario.influence.values()}),
        "engagement": len(scenario.influence),
        "channel": len(CHANNELS),
        "reason": 0,
        "dispute": len(scenario.disputes),
        "mediation": len(scenario.mediation),
    } | _political_sizes(scenario)
    sizes = {dimension: bucket(dimension, size) for dimension, size in true.items()}
    sizes |= {
        dimension: bucket(dimension, 0) for dimension in ("corridor-joint", "corridor-place")
    }  # bounded by schema
    return sizes | {"half-route": 2 * sizes["route"], "place+1": sizes["place"] + 1, "voter+1": sizes["voter"] + 1}


def _places(record: Any, scenario: Scenario, number: Numbering) -> None:
    for key, position in number.places.items():
        place = scenario.places[key]
        record.place_key[position] = entity_key("place", key)
        record.fortified[position] = place.fortified
        record.importance[position] = place.importance
        if place.population is not None:
            record.population[position] = place.population
        for actor in place.supplies:
            record.first_supplies[position, number.actors[actor]] = 1
            record.has_supply[number.actors[actor]] = 1
    for control in scenario.control.values():
        for key in control.holds:
            record.first_holder[number.places[key]] = number.actors[control.who]
            if control.cut_off_since is not None:
                record.first_cut_off_day[number.places[key]] = day_of_date(control.cut_off_since, scenario.as_of)


def _actors(record: Any, scenario: Scenario, number: Numbering) -> None:
    for key, position in number.actors.items():
        record.actor_key[position] = entity_key("actor", key)
        record.first_air[position] = scenario.actors[key].air_cover
        record.first_passes[position, position] = record.friend[position, position] = 1
    for tie in scenario.ties.values():
        left = number.actors[tie.who]
        for right in (number.actors[key] for key in tie.enemy or ()):
            record.enemy[left, right] = record.enemy[right, left] = 1
        for right in (number.actors[key] for key in tie.ally or ()):
            record.friend[left, right] = record.friend[right, left] = 1
            record.first_passes[left, right] = record.first_passes[right, left] = 1
        for right in (number.actors[key] for key in tie.permits or ()):
            record.first_passes[left, right] = 1
    for wish in scenario.priorities.values():
        for key, value in wish.places.items():
            record.priority[number.actors[wish.who], number.places[key]] = value


def _roads(record: Any, scenario: Scenario, number: Numbering) -> None:
    """Roads as compressed rows: the edges of each place stand together."""
    ends: list[list[tuple[int, int]]] = [[] for _ in number.places]
    for key, position in number.routes.items():
        one, other = (number.places[end] for end in scenario.routes[key].between)
        ends[one].append((other, position))
        ends[other].append((one, position))
    edge = 0
    for place, edges in enumerate(ends):
        record.edge_start[place] = edge
        for other, route in edges:
            record.edge_place[edge], record.edge_route[edge] = other, route
            edge += 1
    record.edge_start[len(ends) :] = edge


def _formations(record: Any, scenario: Scenario, number: Numbering) -> None:
    for key, position in number.formations.items():
        formation = scenario.formations[key]
        record.formation_key[position] = entity_key("formation", key)
        record.formation_actor[position] = number.actors[formation.who]
        record.formation_place[position] = number.places[formation.base]
        if isinstance(formation.available, After):
            record.formation_after[position] = number.places[formation.available.after]
        elif formation.available is not None:
            record.formation_day[position] = day_of_date(formation.available, scenario.as_of)
        record.reserve[position] = formation.reserve
        if formation.instead_of is not None:
            usual = as_triple(formation.instead_of, "fighters")[1]
            record.force_lift[position] = math.log(as_triple(formation.fighters, "fighters")[1] / usual)
            record.levers += 1
        for rank, place in enumerate(formation.orders):
            record.orders[position, rank] = number.places[place]
        if formation.only:
            record.formation_only[position] = 0
            record.formation_only[position, [number.places[place] for place in formation.only]] = 1
    for battle in scenario.in_progress.values():
        record.first_target[number.formations[battle.by]] = number.places[battle.on]
        record.first_elapsed[number.places[battle.on]] = day_of_date(scenario.as_of, battle.since)


def _flows(record: Any, scenario: Scenario, number: Numbering) -> None:
    record.flows = len(scenario.reinforcements)
    for key, position in number.flows.items():
        flow = scenario.reinforcements[key]
        record.flow_actor[position] = number.actors[flow.who]
        record.flow_place[position] = number.places[flow.at] if flow.at is not None else -1
        record.flow_formation[position] = number.formations[flow.formation] if flow.formation is not None else -1
        if flow.until is not None:
            record.flow_until[position] = day_of_date(flow.until, scenario.as_of) + 1


def _settings(record: Any, scenario: Scenario) -> None:
    record.kernel = KERNELS.index(scenario.mechanisms.kernel)
    record.choice_rule = CHOICES.index(scenario.mechanisms.choice)
    numbers = coupling_numbers()
    for name, setting in scenario.mechanisms.couplings.items():
        record.coupled[numbers[name]] = setting == "on"
    set_bargaining(record, scenario)


def _corridors(record: Any, scenario: Scenario, number: Numbering) -> None:
    roads = {frozenset(route.between): number.routes[key] for key, route in scenario.routes.items()}
    joints: dict[int, None] = {}
    for key, position in number.corridors.items():
        corridor = scenario.corridors[key]
        record.corridor_key[position] = entity_key("corridor", key)
        record.first_open[position], record.first_veto[position] = corridor.open, corridor.veto
        for rank, place in enumerate(corridor.via):
            record.corridor_place[position, rank] = number.places[place]
        for rank, pair in enumerate(itertools.pairwise(corridor.via)):
            record.corridor_route[position, rank] = roads[frozenset(pair)]
        for rank, place in enumerate(corridor.joints):
            record.corridor_joint[position, rank] = number.places[place]
            joints[number.places[place]] = None
        for actor in corridor.users:
            record.corridor_user[position, number.actors[actor]] = 1
            record.corridor_enemy[position] |= record.enemy[number.actors[actor]]
            record.corridor_friend[position] |= record.friend[number.actors[actor]]
    record.joints = len(joints)
    record.joint_place[: len(joints)] = sorted(joints)


def _presence(record: Any, scenario: Scenario, number: Numbering) -> None:
    by_event = {effect.open_presence for event in scenario.events.values() for effect in event.does}
    for key, position in number.presence.items():
        presence = scenario.presence[key]
        record.presence_by_event[position] = presence.opens is None and key in by_event
        if presence.closes is not None:
            record.presence_end[position] = day_of_date(presence.closes, scenario.as_of)
        record.presence_actor[position] = number.actors[presence.who]
        record.presence_place[position] = number.places[presence.at]
        record.presence_guards[position] = presence.kind == "base"
        if isinstance(presence.opens, After):
            record.presence_after[position] = number.places[presence.opens.after]


def _influence(record: Any, scenario: Scenario, number: Numbering) -> None:
    record.clients, record.patrons = len(number.clients), len(number.patrons)
    record.engagements = len(number.influence)
    for actor, position in number.clients.items():
        record.client_actor[position] = number.actors[actor]
    for actor, position in number.patrons.items():
        record.patron_actor[position] = number.actors[actor]
    for key, position in number.influence.items():
        one = scenario.influence[key]
        record.engagement_patron[position] = number.patrons[one.who]
        record.engagement_client[position] = number.clients[one.client]
        record.engagement_channel[position] = CHANNELS.index(one.channel)


def _events(record: Any, scenario: Scenario, number: Numbering) -> None:
    ids = {"place": number.places, "formation": number.formations, "actor": number.actors}
    ids |= {"corridor": number.corridors, "presence": number.presence, "influence": number.influence}
    ids |= {"dispute": number.disputes, "mediation": number.mediation}
    ids["issue"] = number.issues
    for key, position in number.events.items():
        record.event_key[position] = entity_key("event", key)
        if (after := scenario.events[key].after) is not None:
            record.event_after[position] = number.places[after]
    row = 0
    for position, rule, does in _effects_of(scenario):
        for effect in does:
            for word, (verb, kind) in VERBS.items():
                if (target := getattr(effect, word)) is not None:
                    record.effect_verb[row], record.effect_on[row] = verb, ids[kind][target]
            record.effect_event[row], record.effect_rule[row] = position, rule
            record.effect_agrees[row] = number.actors[effect.agrees] if effect.agrees else -1
            record.effect_by[row] = number.actors[effect.by] if effect.by else -1
            amounts = (effect.fighters, effect.level, effect.to)
            record.effect_value[row] = next((amount for amount in amounts if amount is not None), 0.0)
            row += 1
    record.effects = row


def build_world(
    scenario: Scenario, parameters: Iterable[Parameter], disabled: Iterable[int] = (), steps_per_day: int = 1
) -> World:
    """The arrays of a complete scenario.

    `parameters` are those of the mechanisms that run, with the priors to draw from; `disabled` the positions in the
    catalogue of mechanisms that are switched off.
    """
    parameters = tuple(parameters)
    sizes = sizes_for(scenario)
    number = numbering(scenario)
    array = new_record(WORLD_FIELDS, sizes)
    record = array[0]
    record.places, record.actors = len(scenario.places), len(scenario.actors)
    record.formations, record.events = len(scenario.formations), len(scenario.events)
    record.corridors, record.presences = len(scenario.corridors), len(scenario.presence)
    ends = month_ends(scenario)
    record.months = len(ends)
    record.month_steps[: len(ends)] = [end * steps_per_day for end in ends]
    record.day_step = 1.0 / steps_per_day
    record.steps = (day_of_date(scenario.until, scenario.as_of) + 1) * steps_per_day
    for position in disabled:
        record.enabled[position] = 0
    battle = (_places, _actors, _roads, _formations, _flows, _corridors, _presence)
    fills = (*battle, _influence, fill_elections, fill_issues, _events, fill_disputes)
    for fill in fills:
        fill(record, scenario, number)
    _settings(record, scenario)
    own = tuple(Field(p.field, ("actor",) if p.per == "actor" else (), meaning=p.meaning) for p in parameters)
    ids = (number.places, number.actors, number.formations, number.events, number.corridors, number.presence)
    politics = (number.patrons, number.disputes, number.mediation, number.elections, number.parties)
    names = (tuple(section) for section in (*ids, *politics, number.candidates, number.issues))
    return World(array, sizes, (*DRAW_FIELDS, *own), columns_of(scenario, parameters), *names)
