"""Battles: who faces whom at a place, with what odds, and how a formation's part in an assault ends.

Functions that several mechanisms share; the parameters that they read belong to the mechanism in their name.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import AIR_TO_ODDS, ISOLATION_TO_LENGTH, ISOLATION_TO_ODDS, LOSSES_TO_LENGTH
from sandtable.ensemble.kinds import ASSAULT_ENDED, BROKEN_OFF
from sandtable.luck import normal, purpose
from sandtable.world.log import record
from sandtable.world.roads import begin_search, search, seed_search

__all__ = [
    "attackers",
    "chance_of_success",
    "chance_on_paper",
    "defenders",
    "end",
    "leads",
    "log_days",
    "nearest_own",
    "refuge",
    "release",
    "under_assault",
]

PAUSE = purpose("assault: pause after a battle")


def defenders(state: Any, world: Any, place: int) -> float:
    """Fighters of the holder in the place: its garrison and the formations that stand there and assault nothing."""
    holder = state.holder[place]
    total: float = state.garrison[place, holder]
    for formation in range(world.formations):
        stands = state.stands_at[formation] == place and state.target[formation] < 0
        if stands and world.formation_actor[formation] == holder:
            total += state.strength[formation]
    return max(total, 1.0)


def attackers(state: Any, world: Any, place: int) -> float:
    """Fighters of the formations that assault the place, each times its supply efficiency."""
    total = 0.0
    for formation in range(world.formations):
        if state.target[formation] == place:
            total += state.strength[formation] * state.reach_efficiency[formation]
    return max(total, 1.0)


def under_assault(state: Any, world: Any, place: int) -> bool:
    """Whether any formation assaults the place."""
    for formation in range(world.formations):
        if state.target[formation] == place:
            return True
    return False


def leads(state: Any, world: Any, formation: int) -> bool:
    """Whether this is the first of the formations that assault its target: it acts for all of them."""
    for other in range(formation):
        if state.target[other] == state.target[formation]:
            return False
    return True


def odds(state: Any, world: Any, draw: Any, place: int, actor: int, force: float, against: float) -> float:
    """Log odds that so many supplied fighters of an actor take the place from so many, quality of the sides apart.

    The bonus of a deliberate offensive was found among attackers with a large superiority. It is theirs: it grows
    with the log of the force ratio from nothing at one to one, to the whole at the median ratio of that table.
    """
    holder = state.holder[place]
    ratio = math.log(force / (against * max(state.efficiency[place], 1e-6)))
    deliberate = min(1.0, max(0.0, ratio / math.log(max(draw.assault_deliberate_ratio, 1.000001))))
    cut_off = world.coupled[ISOLATION_TO_ODDS] * draw.assault_isolation_odds * state.isolation[place]
    air = world.coupled[AIR_TO_ODDS] * (state.air[actor] - state.air[holder])
    log_odds: float = (
        draw.assault_base_odds
        + draw.assault_offensive_odds * deliberate
        + draw.assault_force_exponent * (ratio + cut_off)
        + draw.assault_fortified_odds * world.fortified[place]
        + draw.assault_air_odds * air
    )
    return log_odds


def as_chance(log_odds: float) -> float:
    """A probability from log odds, kept away from certainty so that its logarithm exists."""
    return 1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, log_odds))))


def chance_on_paper(state: Any, world: Any, draw: Any, place: int, actor: int, force: float) -> float:
    """The chance that a commander sees: numbers, defences, supply and air, but not who fights better.

    He reckons with every formation that is based in the place, also one that is away: it may come back. (So what one
    side begins in a step does not change what the other sees in it, whichever is asked first.)
    """
    holder = state.holder[place]
    against = state.garrison[place, holder]
    for formation in range(world.formations):
        if state.stands_at[formation] == place and world.formation_actor[formation] == holder:
            against += state.strength[formation]
    return as_chance(odds(state, world, draw, place, actor, max(force, 1.0), max(against, 1.0)))


def chance_of_success(state: Any, world: Any, draw: Any, place: int, actor: int) -> float:
    """The probability p that the whole assault succeeds as things stand."""
    quality = draw.assault_quality[actor] - draw.assault_quality[state.holder[place]]
    force, against = attackers(state, world, place), defenders(state, world, place)
    return as_chance(odds(state, world, draw, place, actor, force, against) + quality)


def log_days(state: Any, world: Any, draw: Any, place: int) -> float:
    """Log of the days that the whole assault takes as things stand, apart from the luck of this battle.

    The clock was found from how many defended at the outset, so what this battle has cost them so far is added back.
    """
    standing = 1.0 if state.fresh[place] != 0 else state.standing[place]
    log_of_days: float = (
        draw.assault_log_days
        + draw.assault_theatre_log_days
        + draw.assault_garrison_exponent * math.log(defenders(state, world, place) / standing / 1000.0)
        + world.coupled[ISOLATION_TO_LENGTH] * draw.assault_isolation_log_days * state.isolation[place]
        - world.coupled[LOSSES_TO_LENGTH] * state.shaken[state.holder[place]]
    )
    return log_of_days


def release(state: Any, world: Any, draw: Any, luck: Any, log: Any, formation: int, how: int, moment: float) -> None:
    """End one formation's part in an assault: it pauses for a while, longer if beaten, then is free."""
    place = state.target[formation]
    state.target[formation] = -1
    noise = normal(luck, PAUSE, world.formation_key[formation], state.step, 0)
    usual = draw.assault_defeat_pause_days if how == BROKEN_OFF else draw.assault_pause_days
    pause = usual * math.exp(draw.assault_pause_spread * noise)
    state.ready_day[formation] = state.day + moment + pause
    record(log, state, moment, ASSAULT_ENDED, place, state.holder[place], world.formation_actor[formation], how)


def end(state: Any, world: Any, draw: Any, luck: Any, log: Any, place: int, how: int, moment: float) -> None:
    """End the assault on a place; formations that found nothing to assault may look again."""
    for formation in range(world.formations):
        if state.target[formation] == place:
            release(state, world, draw, luck, log, formation, how, moment)
        state.looked_version[formation] = 0


def refuge(state: Any, world: Any, draw: Any, place: int, actor: int) -> int:
    """The nearest neighbouring place that the actor holds, -1 when there is none."""
    best = -1
    nearest = math.inf
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        other = world.edge_place[edge]
        km = draw.km[world.edge_route[edge]]
        if state.holder[other] == actor and state.taken_by[other] < 0 and km < nearest:
            best = other
            nearest = km
    return best


def nearest_own(state: Any, world: Any, draw: Any, place: int, actor: int) -> int:
    """The actor's place nearest by road for who is let through everywhere, -1 when no road leads to any."""
    begin_search(state, world)
    search(state, world, draw, -1, seed_search(state, world, place, 0))
    best = -1
    nearest = math.inf
    for other in range(world.places):
        own = state.holder[other] == actor and state.taken_by[other] < 0 and other != place
        if own and state.distance[other] < nearest:
            best = other
            nearest = state.distance[other]
    return best
