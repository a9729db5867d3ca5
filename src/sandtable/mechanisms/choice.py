"""Choice: a formation that is free picks the enemy place that it will assault next.

Orders come first. Otherwise it weighs every enemy place that it can reach by road, that nobody assaults yet and that
promises success: declared priority, importance, distance, the strength of the garrison, its isolation, and whether its
own side lost it; and picks by softmax (McFadden 1974) with named Gumbel luck. Population has no weight. Commanders
attack when they expect to win, so a place whose chance on paper lies below a floor is left alone. A reserve only
counter-attacks: it may choose only what its side held at first. Three other rules stand beside, for comparison.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

from sandtable.couplings import ISOLATION_TO_CHOICE, SUPPLY_TO_ODDS
from sandtable.ensemble.kinds import ASSAULT_BEGUN
from sandtable.luck import gumbel, normal, purpose
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.battles import chance_on_paper, under_assault
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field
from sandtable.world.roads import begin_search, search, seed_search

__all__ = ["MECHANISM"]

WEIGH = 0
NEAREST = 1
WEAKEST = 2
ANY = 3
"""Rules of choice: by all weights, the nearest place, the weakest garrison, or none better than another."""

TASTE = purpose("choice: what else speaks for a place")
BATTLE = purpose("assault: what this battle is like")


def reachable_km(state: Any, world: Any, draw: Any, place: int) -> float:
    """Road km to a place from where the last search began, entering it from a place that was reached."""
    best = math.inf
    for edge in range(world.edge_start[place], world.edge_start[place + 1]):
        km = state.distance[world.edge_place[edge]] + draw.km[world.edge_route[edge]]
        if km < best:
            best = km
    return best


def left_to_others(state: Any, world: Any, formation: int, place: int) -> bool:
    """Whether a side that is no friend assaults the place already: nobody helps it."""
    actor = world.formation_actor[formation]
    for other in range(world.formations):
        if state.target[other] == place and world.friend[world.formation_actor[other], actor] == 0:
            return True
    return False


def may_attack(state: Any, world: Any, formation: int, place: int) -> bool:
    """Whether the place is held by an enemy and the formation may go there."""
    holder = state.holder[place]
    if holder < 0 or world.formation_only[formation, place] == 0 or state.taken_by[place] >= 0:
        return False
    actor = world.formation_actor[formation]
    if world.reserve[formation] != 0 and not lost(world, actor, place):
        return False
    return world.enemy[actor, holder] != 0


def lost(world: Any, actor: int, place: int) -> bool:
    """Whether a place that an enemy holds was the actor's own side's at first."""
    return world.first_holder[place] >= 0 and world.friend[world.first_holder[place], actor] != 0


def ordered(state: Any, world: Any, formation: int) -> int:
    """The first place of the formation's orders that an enemy holds now, -1 when there is none."""
    actor = world.formation_actor[formation]
    for place in world.orders[formation]:
        if place >= 0:
            holder = state.holder[place]
            if holder >= 0 and world.enemy[actor, holder] != 0:
                return place
    return -1


def worth(state: Any, world: Any, draw: Any, formation: int, place: int, km: float) -> float:
    """What speaks for a place, apart from luck, under the rule of choice in force."""
    actor = world.formation_actor[formation]
    defenders = max(1.0, state.garrison[place, state.holder[place]])
    if world.choice_rule == NEAREST:
        return -km
    if world.choice_rule == WEAKEST:
        return -defenders
    if world.choice_rule == ANY:
        return 0.0
    wanted_back = draw.choice_recovery if lost(world, actor, place) else 0.0
    return (
        draw.choice_priority * world.priority[actor, place]
        + draw.choice_importance * world.importance[place]
        + draw.choice_distance * km / 100.0
        + draw.choice_garrison * math.log(defenders / 1000.0)
        + draw.choice_isolation * world.coupled[ISOLATION_TO_CHOICE] * state.isolation[place]
        + wanted_back
    )


def promises(state: Any, world: Any, draw: Any, formation: int, place: int, km: float) -> bool:
    """Whether the chance on paper is good enough to begin."""
    force = state.strength[formation] * efficiency_there(state, world, draw, formation, km)
    return chance_on_paper(state, world, draw, place, formation, force) >= draw.choice_floor


def pick_ordered(state: Any, world: Any, draw: Any, formation: int, order: int) -> int:
    """The place of its orders if it can begin there, else -1: it waits. Orders are not weighed."""
    if not may_attack(state, world, formation, order) or left_to_others(state, world, formation, order):
        return -1
    return order if not math.isinf(reachable_km(state, world, draw, order)) else -1


def pick(state: Any, world: Any, draw: Any, luck: Any, formation: int) -> int:
    """The place chosen, -1 when no enemy place can be reached that is worth an assault."""
    order = ordered(state, world, formation)
    if order >= 0:
        return pick_ordered(state, world, draw, formation, order)
    best = -1
    most = -math.inf
    for place in range(world.places):
        if not may_attack(state, world, formation, place) or under_assault(state, world, place):
            continue
        km = reachable_km(state, world, draw, place)
        if math.isinf(km) or not promises(state, world, draw, formation, place, km):
            continue
        value = worth(state, world, draw, formation, place, km)
        if world.choice_rule == WEIGH or world.choice_rule == ANY:
            value += gumbel(luck, TASTE, world.formation_key[formation], state.step, world.place_key[place])
        if value > most:
            most = value
            best = place
    return best


def is_free(state: Any, world: Any, formation: int) -> bool:
    """Whether the formation may choose in this step."""
    if state.target[formation] >= 0 or state.strength[formation] < 1.0 or state.day < state.ready_day[formation]:
        return False
    if state.held_back[formation] != 0:
        return False
    nothing_new = state.looked_version[formation] == state.control_version and state.day < state.look_day[formation]
    if state.day < world.formation_day[formation] or nothing_new:
        return False
    waits_for = world.formation_after[formation]
    return waits_for < 0 or state.fallen[waits_for] != 0


def look_around(state: Any, world: Any, draw: Any, formation: int) -> None:
    """Search the roads from where the formation stands."""
    begin_search(state, world)
    waiting = seed_search(state, world, state.stands_at[formation], 0)
    search(state, world, draw, world.formation_actor[formation], waiting)


def efficiency_there(state: Any, world: Any, draw: Any, formation: int, km: float) -> float:
    """How well the formation will be supplied so many road km away; as before if no supply reaches where it stands."""
    actor = world.formation_actor[formation]
    if world.has_supply[actor] == 0:
        return 1.0
    whole = state.supply_km[state.stands_at[formation], actor] + km
    return (
        state.reach_efficiency[formation]
        if math.isinf(whole)
        else math.exp(-world.coupled[SUPPLY_TO_ODDS] * whole / draw.supply_reach)
    )


def begin(state: Any, world: Any, draw: Any, luck: Any, log: Any, formation: int, place: int) -> None:
    """Begin the assault: how well the formation is supplied there, and what this battle will be like."""
    if not under_assault(state, world, place):
        state.battle_noise[place] = normal(luck, BATTLE, world.place_key[place], state.step, 0)
        state.fresh[place] = 1
    state.target[formation] = place
    km = reachable_km(state, world, draw, place)
    state.reach_efficiency[formation] = efficiency_there(state, world, draw, formation, km)
    record(log, state, 0.0, ASSAULT_BEGUN, place, state.holder[place], world.formation_actor[formation], formation)


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Let every free formation choose; who finds no place looks again when control changes or some time has passed."""
    for formation in range(world.formations):
        if state.step == 0 and state.target[formation] >= 0:
            look_around(state, world, draw, formation)
            km = reachable_km(state, world, draw, state.target[formation])
            state.reach_efficiency[formation] = efficiency_there(state, world, draw, formation, km)
        if not is_free(state, world, formation):
            continue
        look_around(state, world, draw, formation)
        place = pick(state, world, draw, luck, formation)
        if place >= 0:
            begin(state, world, draw, luck, log, formation, place)
        else:
            state.looked_version[formation] = state.control_version
            state.look_day[formation] = state.day + draw.choice_look_again


MECHANISM = Mechanism(
    name="choice",
    about="Free formations choose what to assault next, by orders or by weighing.",
    step=step,
    reads=frozenset(
        "world.places world.formations world.force_lift world.coupled world.edge_start world.edge_place "
        "world.edge_route state.passes world.enemy world.friend world.orders world.priority world.importance "
        "world.formation_actor world.formation_key world.formation_day world.formation_after world.formation_only "
        "world.place_key world.has_supply world.reserve world.first_holder world.choice_rule world.fortified "
        "draw.km draw.supply_reach draw.assault_base_odds draw.assault_offensive_odds "
        "draw.assault_deliberate_ratio draw.assault_force_exponent draw.assault_causal_exponent "
        "draw.assault_isolation_odds draw.assault_fortified_odds draw.assault_air_odds state.holder "
        "state.garrison state.isolation state.target state.strength state.air state.efficiency "
        "state.reach_efficiency state.day state.ready_day state.looked_version state.look_day "
        "state.control_version state.fallen state.taken_by state.step state.stands_at state.supply_km "
        "state.distance state.queue state.queued state.held_back".split()
    ),
    writes=frozenset(
        "state.target state.battle_noise state.fresh state.reach_efficiency state.looked_version state.look_day "
        "state.distance state.queue state.queued".split()
    ),
    state=(
        Field("looked_version", ("formation",), "i8", 0, "version of control in which it last found no target"),
        Field("look_day", ("formation",), "f8", 0.0, "it looks again on this day, even if control has not changed"),
        Field(
            "fresh", ("place",), "i1", 1, "whether the battle for the place has only begun: its luck is not drawn yet"
        ),
        Field("battle_noise", ("place",), "f8", 0.0, "what the battle for the place is like, in standard deviations"),
    ),
    parameters=(
        Parameter(
            "choice.priority",
            "log odds per unit",
            Prior("half-normal", (2.5,)),
            "weight of a declared priority (from -1 to 1): how far a side does what it says",
            "judgement: declared priorities are sometimes deception, so the weight may be near nothing",
        ),
        Parameter(
            "choice.importance",
            "log odds per unit",
            Prior("half-normal", (1.0,)),
            "weight of a place's stated importance",
            "judgement",
        ),
        Parameter(
            "choice.distance",
            "log odds per 100 km",
            Prior("normal", (-0.4, 0.4)),
            "weight of road distance: nearer places first when negative",
            "judgement: campaigns mostly take near places first",
        ),
        Parameter(
            "choice.garrison",
            "log odds per log fighters",
            Prior("normal", (-0.5, 0.6)),
            "weight of the garrison's strength: weaker places first when negative",
            "judgement: weaker places tend to be taken first, with exceptions",
        ),
        Parameter(
            "choice.isolation",
            "log odds",
            Prior("normal", (0.0, 0.5)),
            "weight of a place's isolation",
            "judgement, centred on nothing: isolated places tempt, and can wait",
        ),
        Parameter(
            "choice.recovery",
            "log odds",
            Prior("half-normal", (1.0,)),
            "how much a side wants back what it or an ally held at first",
            "judgement: counter-offensives mostly go for what was lost",
        ),
        Parameter(
            "choice.floor",
            "share",
            Prior("beta", (10.0, 11.0)),
            "chance on paper below which a commander without orders does not begin an assault",
            "CDB90 by chance on paper: engagements at .4 to .5 were begun a fifth as often as at .6 to .7, those at "
            ".5 to .6 three quarters as often; widened, since nobody knows how often each could have been begun",
            datetime.date(1982, 12, 31),
        ),
        Parameter(
            "choice.look-again",
            "days",
            Prior("lognormal", (30.0, 0.4)),
            "days after which a formation that found nothing to assault looks again",
            "judgement: a month",
        ),
    ),
)
