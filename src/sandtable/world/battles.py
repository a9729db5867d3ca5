"""Battles: who faces whom at a place, with what odds, and how a formation's part in an assault ends.

Functions that several mechanisms share; the parameters that they read belong to the mechanism in their name.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import AIR_TO_ODDS, ISOLATION_TO_LENGTH, ISOLATION_TO_ODDS, LOSSES_TO_LENGTH
from sandtable.ensemble.kinds import ASSAULT_ENDED, BROKEN_OFF, OVERTAKEN
from sandtable.luck import normal, purpose
from sandtable.world.log import record
from sandtable.world.roads import begin_search, search, seed_search

__all__ = [
    "attackers",
    "battle_led",
    "chance_of_success",
    "chance_on_paper",
    "defenders",
    "end",
    "enemies_near",
    "leads",
    "log_days",
    "nearest_own",
    "refuge",
    "release",
    "under_assault",
]

PAUSE = purpose("assault: pause after a battle")


def defends(state: Any, world: Any, place: int, formation: int) -> bool:
    """Whether a formation of the holder's stands in the place and assaults nothing."""
    if state.stands_at[formation] != place or state.target[formation] >= 0:
        return False
    return bool(world.formation_actor[formation] == state.holder[place])


def defenders(state: Any, world: Any, place: int) -> float:
    """Fighters of the holder in the place: its garrison and the formations that stand there and assault nothing."""
    holder = state.holder[place]
    total: float = state.garrison[place, holder]
    for formation in range(world.formations):
        if defends(state, world, place, formation):
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


def lift_at(state: Any, world: Any, place: int) -> float:
    """Log factor by which levers have changed who assaults the place over who defends it; 0 where nobody pulled one."""
    if world.levers == 0:
        return 0.0
    holder = state.holder[place]
    mine = mine_usual = 0.0
    theirs = theirs_usual = state.garrison[place, holder] + 1e-9
    for formation in range(world.formations):
        usual = math.exp(-world.force_lift[formation])
        if state.target[formation] == place:
            supplied = state.strength[formation] * state.reach_efficiency[formation]
            mine += supplied
            mine_usual += supplied * usual
        elif defends(state, world, place, formation):
            theirs += state.strength[formation]
            theirs_usual += state.strength[formation] * usual
    return math.log(mine / mine_usual * theirs_usual / theirs) if mine > 0.0 else 0.0


def odds(state: Any, world: Any, draw: Any, place: int, actor: int, force: float, against: float, lift: float) -> float:
    """Log odds that so many supplied fighters of an actor take the place from so many, quality of the sides apart.

    `lift` is the part of the log ratio that levers have made: it counts with the exponent of a cause, the rest (the
    ratio as it would be without them) with the exponent that was found among battles as they came about.

    The bonus of a deliberate offensive was found among attackers with a large superiority. It is theirs: it grows
    with the log of the force ratio from nothing at one to one, to the whole at the median ratio of that table.
    """
    holder = state.holder[place]
    ratio = math.log(force / (against * max(state.efficiency[place], 1e-6))) - lift
    deliberate = min(1.0, max(0.0, ratio / math.log(max(draw.assault_deliberate_ratio, 1.000001))))
    cut_off = world.coupled[ISOLATION_TO_ODDS] * draw.assault_isolation_odds * state.isolation[place]
    air = world.coupled[AIR_TO_ODDS] * (state.air[actor] - state.air[holder])
    log_odds: float = (
        draw.assault_base_odds
        + draw.assault_offensive_odds * deliberate
        + draw.assault_force_exponent * (ratio + cut_off)
        + draw.assault_causal_exponent * lift
        + draw.assault_fortified_odds * world.fortified[place]
        + draw.assault_air_odds * air
    )
    return log_odds


def as_chance(log_odds: float) -> float:
    """A probability from log odds, kept away from certainty so that its logarithm exists."""
    return 1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, log_odds))))


def chance_on_paper(state: Any, world: Any, draw: Any, place: int, formation: int, force: float) -> float:
    """The chance that a commander sees for his formation: numbers, defences, supply and air, but not who fights better.

    He reckons with every formation that is based in the place, also one that is away: it may come back. (So what one
    side begins in a step does not change what the other sees in it, whichever is asked first.)
    """
    holder = state.holder[place]
    actor = world.formation_actor[formation]
    against = usual = state.garrison[place, holder]
    for other in range(world.formations):
        if state.stands_at[other] == place and world.formation_actor[other] == holder:
            against += state.strength[other]
            usual += state.strength[other] * math.exp(-world.force_lift[other])
    against, usual = max(against, 1.0), max(usual, 1.0)
    lift = world.force_lift[formation] - math.log(against / usual)
    return as_chance(odds(state, world, draw, place, actor, max(force, 1.0), against, lift))


def chance_of_success(state: Any, world: Any, draw: Any, place: int, actor: int) -> float:
    """The probability p that the whole assault succeeds as things stand."""
    quality = draw.assault_quality[actor] - draw.assault_quality[state.holder[place]]
    force, against = attackers(state, world, place), defenders(state, world, place)
    lift = lift_at(state, world, place)
    return as_chance(odds(state, world, draw, place, actor, force, against, lift) + quality)


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


def battle_led(state: Any, world: Any, draw: Any, luck: Any, log: Any, formation: int) -> int:
    """The place for which this formation leads a battle in this step, -1 when it leads none.

    An assault whose place is no longer an enemy's, or whose attackers are gone, ends.
    """
    place = state.target[formation]
    if place < 0 or state.taken_by[place] >= 0:
        return -1
    if state.strength[formation] < 1.0:
        release(state, world, draw, luck, log, formation, OVERTAKEN, 0.0)
        return -1
    if not leads(state, world, formation):
        return -1
    holder = state.holder[place]
    if holder < 0 or world.enemy[world.formation_actor[formation], holder] == 0:
        end(state, world, draw, luck, log, place, OVERTAKEN, 0.0)
        return -1
    return int(place)


def enemies_near(state: Any, world: Any, place: int, actor: int) -> float:
    """Fighters of an actor's enemies, in garrisons and formations, who stand in the places next to a place."""
    total = 0.0
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        other = world.edge_place[edge]
        for enemy in range(world.actors):
            if world.enemy[actor, enemy] != 0:
                total += state.garrison[other, enemy]
        for formation in range(world.formations):
            if state.stands_at[formation] == other and world.enemy[actor, world.formation_actor[formation]] != 0:
                total += state.strength[formation]
    return total


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
