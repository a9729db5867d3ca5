"""Assault: whether an offensive on a place succeeds, and when.

Odds follow a ratio contest (Tullock 1980; Hirshleifer 1989) with the strength ratio, isolation, prepared defences, air
cover and unobserved quality; the clock is a lognormal duration with the garrison's strength (an accelerated failure
time model). Work W runs from 0 to 1. In a step that does the work dW the assault is broken off with probability
1 - p ** dW, so that it succeeds with probability exactly p when p is constant (for a varying p: the work-weighted
geometric mean), and lasts a lognormal time when it does, whatever the length of the step. A broken-off assault keeps
half its work; its formations pause.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

from sandtable.ensemble.kinds import ASSAULT_ENDED, BROKEN_OFF, BY_ASSAULT, OVERTAKEN
from sandtable.luck import normal, purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

BREAK_OFF = purpose("assault: break off")
PAUSE = purpose("assault: pause after a battle")
ALMOST_DONE = 1e-12
"""Work this near to done is done: sums of steps round."""

_CDB90 = datetime.date(1982, 12, 31)
_BATTLES = "mixed logit on the CDB90 battle table, 657 battles in 65 wars, 1600-1982"


def defenders(state: Any, world: Any, place: int) -> float:
    """Fighters of the holder in the place: its garrison and the formations that stand there and assault nothing."""
    holder = state.holder[place]
    total = state.garrison[place, holder]
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


def chance_of_success(state: Any, world: Any, draw: Any, place: int, actor: int) -> float:
    """The probability p that the whole assault succeeds as things stand."""
    holder = state.holder[place]
    ratio = attackers(state, world, place) / (defenders(state, world, place) * max(state.efficiency[place], 1e-6))
    odds = (
        draw.assault_base_odds
        + draw.assault_offensive_odds
        + draw.assault_quality[actor]
        - draw.assault_quality[holder]
        + draw.assault_force_exponent * (math.log(ratio) + draw.assault_isolation_odds * state.isolation[place])
        + draw.assault_fortified_odds * world.fortified[place]
        + draw.assault_air_odds * (state.air[actor] - state.air[holder])
    )
    return 1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, odds))))


def log_days(state: Any, world: Any, draw: Any, place: int) -> float:
    """Log of the days that the whole assault takes as things stand, apart from the luck of this battle."""
    return (
        draw.assault_log_days
        + draw.assault_theatre_log_days
        + draw.assault_garrison_exponent * math.log(defenders(state, world, place) / 1000.0)
        + draw.assault_isolation_log_days * state.isolation[place]
    )


def release(state: Any, world: Any, draw: Any, luck: Any, log: Any, formation: int, how: int, moment: float) -> None:
    """End one formation's part in an assault: it pauses for a while, then is free."""
    place = state.target[formation]
    state.target[formation] = -1
    noise = normal(luck, PAUSE, world.formation_key[formation], state.step, 0)
    pause = draw.assault_pause_days * math.exp(draw.assault_pause_spread * noise)
    state.ready_day[formation] = state.day + moment + pause
    record(log, state, moment, ASSAULT_ENDED, place, state.holder[place], world.formation_actor[formation], how)


def end(state: Any, world: Any, draw: Any, luck: Any, log: Any, place: int, how: int, moment: float) -> None:
    """End the assault on a place; formations that found nothing to assault may look again."""
    for formation in range(world.formations):
        if state.target[formation] == place:
            release(state, world, draw, luck, log, formation, how, moment)
        state.looked_version[formation] = 0


def settle_clock(state: Any, world: Any, draw: Any, place: int) -> None:
    """On day 0, the luck of a battle under way is whatever makes its length so far fit the effort done so far."""
    done = 1.0 - draw.work_left[place]
    state.work[place] = done
    days = world.first_elapsed[place] / max(done, 0.02)
    state.battle_noise[place] = (math.log(days) - log_days(state, world, draw, place)) / draw.assault_battle_spread


def fight(state: Any, world: Any, draw: Any, luck: Any, log: Any, place: int, actor: int) -> None:
    """One step of the assault on one place."""
    if state.step == 0 and world.first_elapsed[place] > 0.0:
        settle_clock(state, world, draw, place)
    noise = draw.assault_battle_spread * state.battle_noise[place]
    speed = world.day_step / math.exp(log_days(state, world, draw, place) + noise)
    left = 1.0 - state.work[place]
    done = min(speed, left)
    p = chance_of_success(state, world, draw, place, actor)
    chance = uniform(luck, BREAK_OFF, world.place_key[place], state.step, 0)
    if chance < 1.0 - p**done:
        moment = world.day_step * math.log(1.0 - chance) / math.log(p) / speed
        state.work[place] /= 2.0
        end(state, world, draw, luck, log, place, BROKEN_OFF, moment)
        return
    state.work[place] += done
    if state.work[place] >= 1.0 - ALMOST_DONE:
        state.taken_by[place] = actor
        state.taken_how[place] = BY_ASSAULT
        state.taken_moment[place] = done / speed


def leads(state: Any, world: Any, formation: int) -> bool:
    """Whether this is the first of the formations that assault its target: it acts for all of them."""
    for other in range(formation):
        if state.target[other] == state.target[formation]:
            return False
    return True


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """One step of every assault; one whose place is no longer an enemy's, or whose attackers are gone, ends."""
    for formation in range(world.formations):
        place = state.target[formation]
        if place < 0 or state.taken_by[place] >= 0:
            continue
        if state.strength[formation] < 1.0:
            release(state, world, draw, luck, log, formation, OVERTAKEN, 0.0)
            continue
        if not leads(state, world, formation):
            continue
        actor = world.formation_actor[formation]
        holder = state.holder[place]
        if holder < 0 or world.enemy[actor, holder] == 0:
            end(state, world, draw, luck, log, place, OVERTAKEN, 0.0)
        else:
            fight(state, world, draw, luck, log, place, actor)


MECHANISM = Mechanism(
    name="assault",
    about="Assaults do their work, are broken off, or take the place.",
    step=step,
    reads=frozenset(
        "world.formations world.enemy world.fortified world.first_elapsed world.formation_actor "
        "world.formation_key world.place_key world.day_step draw.work_left state.holder state.garrison "
        "state.strength state.stands_at state.target state.efficiency state.reach_efficiency state.isolation "
        "state.air state.battle_noise state.work state.step state.day state.taken_by".split()
    ),
    writes=frozenset(
        "state.work state.battle_noise state.target state.ready_day state.looked_version state.taken_by "
        "state.taken_how state.taken_moment".split()
    ),
    state=(Field("work", ("place",), "f8", meaning="share of the effort of taking the place that has been done"),),
    parameters=(
        Parameter(
            "assault.base-odds",
            "log odds",
            Prior("normal", (0.10, 0.16)),
            "log odds of an attack at equal strength",
            _BATTLES,
            _CDB90,
        ),
        Parameter(
            "assault.offensive-odds",
            "log odds",
            Prior("normal", (1.4, 0.8)),
            "how much likelier an offensive on a town is to succeed in the end than a single engagement",
            "judgement where no dated set applies: offensives include many attempts",
        ),
        Parameter(
            "assault.quality",
            "log odds",
            Prior("normal", (0.0, 0.45)),
            "unobserved quality of a side; the difference of two sides has the spread found between wars",
            _BATTLES + ": sd between wars .63, shared out over two sides",
            _CDB90,
            per="actor",
        ),
        Parameter(
            "assault.force-exponent",
            "",
            Prior("normal", (0.40, 0.15)),
            "exponent of the force ratio in the odds",
            _BATTLES,
            _CDB90,
        ),
        Parameter(
            "assault.isolation-odds",
            "log force ratio",
            Prior("normal", (0.0, 0.5)),
            "what full isolation of the defender is worth, as a log force ratio",
            "judgement, centred on nothing: encircled towns fall and also fight as last stands",
        ),
        Parameter(
            "assault.fortified-odds",
            "log odds",
            Prior("normal", (-0.92, 0.26)),
            "effect of prepared defences",
            _BATTLES,
            _CDB90,
        ),
        Parameter(
            "assault.air-odds",
            "log odds",
            Prior("normal", (1.03, 0.18)),
            "effect of theatre air superiority",
            _BATTLES,
            _CDB90,
        ),
        Parameter(
            "assault.log-days",
            "log days",
            Prior("normal", (3.0, 0.4)),
            "log of the days that an assault on 1,000 defenders takes",
            "judgement where no dated set applies: fights for cities last weeks",
        ),
        Parameter(
            "assault.garrison-exponent",
            "",
            Prior("normal", (0.35, 0.25)),
            "exponent of the garrison's strength in that time",
            "judgement where no dated set applies",
        ),
        Parameter(
            "assault.isolation-log-days",
            "log days",
            Prior("normal", (0.0, 0.5)),
            "effect of full isolation on the length of the assault",
            "judgement, centred on nothing: data say longer, theory says shorter",
        ),
        Parameter(
            "assault.theatre-log-days",
            "log days",
            Prior("normal", (0.0, 0.3)),
            "how much slower or faster all assaults of this campaign are",
            "judgement: part of the spread of city fights that a campaign shares",
        ),
        Parameter(
            "assault.battle-spread",
            "log days",
            Prior("constant", (0.95,)),
            "spread of the length of one battle about what is expected of it",
            "residual of city fights: total sd 1.0 of which .3 is shared by a campaign",
        ),
        Parameter(
            "assault.pause-days",
            "days",
            Prior("lognormal", (26.0, 0.35)),
            "median pause of a formation after a battle",
            "judgement: gaps between offensives of some weeks",
        ),
        Parameter(
            "assault.pause-spread", "log days", Prior("constant", (0.6,)), "spread of single pauses", "judgement"
        ),
    ),
)
