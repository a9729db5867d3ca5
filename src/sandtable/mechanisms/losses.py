"""Losses: what an assault costs both sides, spread over its work.

Each battle has two loss shares of its own, for attackers and for defenders, both lognormal (winning attackers of 1939
and later in the CDB90 battle table). They hold for the whole effort: the work dW costs 1 - (1 - share) ** dW of those
who are there, so a battle that is broken off early costs less, and one that is taken up again costs more.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

from sandtable.luck import normal, purpose
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

COST = purpose("losses: what this battle costs")
MOST = 0.95
"""No battle costs more than this share of those who fight it to the end."""

_CDB90 = datetime.date(1982, 12, 31)
_BASIS = "CDB90 battle table, winning attackers 1939 and later, whole engagements"


def draw_shares(state: Any, world: Any, draw: Any, luck: Any, place: int) -> None:
    """Draw what the battle that has just begun will cost each side."""
    key = world.place_key[place]
    mine = draw.losses_attackers * math.exp(draw.losses_attackers_spread * normal(luck, COST, key, state.step, 0))
    theirs = draw.losses_defenders * math.exp(draw.losses_defenders_spread * normal(luck, COST, key, state.step, 1))
    state.attackers_share[place] = min(MOST, mine)
    state.defenders_share[place] = min(MOST, theirs)
    state.standing[place] = 1.0


def charge_attackers(state: Any, world: Any, place: int, share: float) -> None:
    """Take a share of every formation that fought here."""
    for formation in range(world.formations):
        if state.fought_at[formation] == place:
            gone = state.strength[formation] * share
            state.strength[formation] -= gone
            state.killed[world.formation_actor[formation]] += gone


def charge_defenders(state: Any, world: Any, place: int, share: float) -> None:
    """Take a share of the holder's garrison and of its formations that stand there and neither fight elsewhere."""
    holder = state.holder[place]
    gone = state.garrison[place, holder] * share
    state.garrison[place, holder] -= gone
    state.killed[holder] += gone
    for formation in range(world.formations):
        idle = state.target[formation] < 0 and state.fought_at[formation] < 0
        if idle and state.stands_at[formation] == place and world.formation_actor[formation] == holder:
            gone = state.strength[formation] * share
            state.strength[formation] -= gone
            state.killed[holder] += gone


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Charge every battle of this step to those who fought it."""
    for place in range(world.places):
        done = state.effort[place]
        if done <= 0.0 or state.holder[place] < 0:
            continue
        state.effort[place] = 0.0
        if state.fresh[place] != 0:
            state.fresh[place] = 0
            draw_shares(state, world, draw, luck, place)
        charge_attackers(state, world, place, 1.0 - (1.0 - state.attackers_share[place]) ** done)
        left = (1.0 - state.defenders_share[place]) ** done
        charge_defenders(state, world, place, 1.0 - left)
        state.standing[place] *= left


MECHANISM = Mechanism(
    name="losses",
    about="Battles cost both sides fighters as their work is done.",
    step=step,
    reads=frozenset(
        "world.places world.formations world.formation_actor world.place_key state.effort state.fresh state.step "
        "state.attackers_share state.defenders_share state.standing state.fought_at state.target state.stands_at "
        "state.holder state.garrison state.strength state.killed".split()
    ),
    writes=frozenset(
        "state.effort state.fresh state.attackers_share state.defenders_share state.standing state.garrison "
        "state.strength state.killed".split()
    ),
    state=(
        Field("attackers_share", ("place",), "f8", meaning="share of the attackers that the whole battle costs"),
        Field("defenders_share", ("place",), "f8", meaning="share of the defenders that the whole battle costs"),
        Field("standing", ("place",), "f8", 1.0, "share of the defenders that this battle has not cost so far"),
    ),
    parameters=(
        Parameter(
            "losses.attackers",
            "share",
            Prior("constant", (0.023,)),
            "median share of the attackers killed or disabled in a whole assault",
            _BASIS,
            _CDB90,
        ),
        Parameter(
            "losses.attackers-spread",
            "log share",
            Prior("constant", (1.1,)),
            "spread of that share between battles",
            _BASIS,
            _CDB90,
        ),
        Parameter(
            "losses.defenders",
            "share",
            Prior("constant", (0.089,)),
            "median share of the defenders killed or disabled before the place is taken",
            _BASIS,
            _CDB90,
        ),
        Parameter(
            "losses.defenders-spread",
            "log share",
            Prior("constant", (1.3,)),
            "spread of that share between battles",
            _BASIS,
            _CDB90,
        ),
    ),
)
