"""Supply: which places an actor's supply still reaches, how well, and for how long others have been cut off.

Supply travels by road from an actor's sources through places that it holds or whose holders let it pass. Its
efficiency falls with distance as exp(-km / reach) (Boulding 1962, the loss of strength gradient). A place that is cut
off keeps the efficiency that its stocks had, and one that is so from the first has what its roads would have given it;
its isolation grows as 1 - exp(-days / time scale). An actor for whom no source is declared is taken to be supplied
everywhere.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import CONTROL_TO_SUPPLY, SUPPLY_TO_ODDS
from sandtable.ensemble.kinds import CUT_OFF, REJOINED
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field
from sandtable.world.roads import begin_search, search, seed_search

__all__ = ["MECHANISM"]

EVERYWHERE = -1
"""Who is let through everywhere, for the search of roads."""


def reach(state: Any, world: Any, draw: Any, actor: int) -> None:
    """Road km from the actor's nearest source to every place, infinite where its traffic cannot come."""
    mover = actor if world.coupled[CONTROL_TO_SUPPLY] != 0 else EVERYWHERE
    begin_search(state, world)
    waiting = 0
    for place in range(world.places):
        holder = state.holder[place]
        lets_in = mover == EVERYWHERE or holder < 0 or state.passes[holder, actor] != 0
        if state.supplies[place, actor] != 0 and lets_in:
            waiting = seed_search(state, world, place, waiting)
    search(state, world, draw, mover, waiting)
    for place in range(world.places):
        state.supply_km[place, actor] = state.distance[place]


def stocked(state: Any, world: Any, draw: Any, place: int, holder: int) -> float:
    """How well stocked a place is that its holder's supply does not reach from the first: as its roads would have it.

    It was supplied along them before they were cut. Where no road leads to a source of the holder's, it is stocked as
    the worst supplied of its holder's other places.
    """
    begin_search(state, world)
    waiting = 0
    for source in range(world.places):
        if state.supplies[source, holder] != 0:
            waiting = seed_search(state, world, source, waiting)
    search(state, world, draw, EVERYWHERE, waiting)
    if not math.isinf(state.distance[place]):
        return math.exp(-world.coupled[SUPPLY_TO_ODDS] * state.distance[place] / draw.supply_reach)
    worst = 1.0
    for other in range(world.places):
        km = state.supply_km[other, holder]
        if state.holder[other] == holder and not math.isinf(km):
            worst = min(worst, math.exp(-world.coupled[SUPPLY_TO_ODDS] * km / draw.supply_reach))
    return worst


def note_place(state: Any, world: Any, draw: Any, log: Any, place: int) -> None:
    """Set whether one held place is cut off, and record when that changes."""
    holder = state.holder[place]
    cut = 0
    if holder >= 0 and world.has_supply[holder] != 0:
        km = state.supply_km[place, holder]
        if math.isinf(km):
            cut = 1
            if holder != state.supplied_holder[place]:
                state.efficiency[place] = stocked(state, world, draw, place, holder)
        else:
            state.efficiency[place] = math.exp(-world.coupled[SUPPLY_TO_ODDS] * km / draw.supply_reach)
    else:
        state.efficiency[place] = 1.0
    state.supplied_holder[place] = holder
    if cut != 0 and state.cut_off[place] == 0:
        state.cut_off_day[place] = state.day if state.step > 0 else world.first_cut_off_day[place]
        record(log, state, 0.0, CUT_OFF, place, holder, holder, 0)
    elif cut == 0 and state.cut_off[place] != 0:
        record(log, state, 0.0, REJOINED, place, holder, holder, 0)
    state.cut_off[place] = cut


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Search the roads again if control or a source has changed, then let isolation grow."""
    if state.supply_version != state.control_version:
        state.supply_version = state.control_version
        for actor in range(world.actors):
            if world.has_supply[actor] != 0:
                reach(state, world, draw, actor)
        for place in range(world.places):
            note_place(state, world, draw, log, place)
    for place in range(world.places):
        if state.cut_off[place] != 0:
            state.isolation[place] = 1.0 - math.exp(
                -(state.day - state.cut_off_day[place]) / draw.supply_isolation_days
            )
        else:
            state.isolation[place] = 0.0


MECHANISM = Mechanism(
    name="supply",
    about="Supply reaches places by road; places that it no longer reaches grow isolated.",
    step=step,
    reads=frozenset(
        "world.places world.actors world.coupled state.passes world.has_supply world.first_cut_off_day "
        "world.edge_start world.edge_place world.edge_route draw.km state.holder state.supplies "
        "state.control_version state.step state.day state.supply_version state.cut_off state.cut_off_day "
        "state.supply_km state.distance state.queue state.queued state.supplied_holder".split()
    ),
    writes=frozenset(
        "state.supply_version state.supply_km state.efficiency state.cut_off state.cut_off_day state.isolation "
        "state.distance state.queue state.queued state.supplied_holder".split()
    ),
    state=(
        Field("supply_version", (), "i8", 0, "the version of control that supply was last worked out for"),
        Field("supplied_holder", ("place",), "i8", -2, "who held the place then, -1 nobody, -2 not known yet"),
    ),
    parameters=(
        Parameter(
            "supply.reach",
            "km",
            Prior("lognormal", (300.0, 0.6)),
            "road distance over which supply loses all but 37 % of its efficiency",
            "judgement after Boulding (1962); published reaches of motorised supply span 150-600 km",
        ),
        Parameter(
            "supply.isolation-days",
            "days",
            Prior("lognormal", (90.0, 0.5)),
            "time scale on which a place that is cut off becomes isolated",
            "judgement: stocks of a defended town last some weeks to half a year",
        ),
    ),
)
