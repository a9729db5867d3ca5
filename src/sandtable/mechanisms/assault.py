"""Assault: whether an offensive on a place succeeds, and when.

Odds follow a ratio contest (Tullock 1980; Hirshleifer 1989) with the strength ratio, isolation, prepared defences, air
cover and unobserved quality; the clock is a lognormal duration with the garrison's strength (an accelerated failure
time model). Work W runs from 0 to 1. In a step that does the work dW the assault is broken off with probability
1 - p ** dW, so that it succeeds with probability exactly p when p is constant (for a varying p: the work-weighted
geometric mean), and lasts a lognormal time when it does, whatever the length of the step. A broken-off assault keeps
half its work; its formations pause. What the battle costs is left to `losses`; other laws of battle, for comparison,
stand in `attrition`.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

from sandtable.ensemble.kinds import BROKEN_OFF, BY_ASSAULT
from sandtable.luck import purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.battles import battle_led, chance_of_success, end, log_days
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

BREAK_OFF = purpose("assault: break off")
ALMOST_DONE = 1e-12
"""Work this near to done is done: sums of steps round."""

_CDB90 = datetime.date(1982, 12, 31)
_BATTLES = "mixed logit on the CDB90 battle table, 657 battles in 65 wars, 1600-1982"


def settle_clock(state: Any, world: Any, draw: Any, place: int) -> None:
    """On day 0, the luck of a battle under way is whatever makes its length so far fit the effort done so far."""
    done = 1.0 - draw.work_left[place]
    state.work[place] = done
    days = world.first_elapsed[place] / max(done, 0.02)
    state.battle_noise[place] = (math.log(days) - log_days(state, world, draw, place)) / draw.assault_battle_spread


def note_effort(state: Any, world: Any, place: int, done: float) -> None:
    """Keep what was done in this step, and by whom, for those who count the cost."""
    state.effort[place] = done
    for formation in range(world.formations):
        if state.target[formation] == place:
            state.fought_at[formation] = place


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
        until = math.log(1.0 - chance) / math.log(p)
        note_effort(state, world, place, min(until, done))
        state.work[place] = (state.work[place] + until) / 2.0
        end(state, world, draw, luck, log, place, BROKEN_OFF, world.day_step * until / speed)
        return
    note_effort(state, world, place, done)
    state.work[place] += done
    if state.work[place] >= 1.0 - ALMOST_DONE:
        state.taken_by[place] = actor
        state.taken_how[place] = BY_ASSAULT
        state.taken_moment[place] = done / speed


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """One step of every assault."""
    for formation in range(world.formations):
        state.fought_at[formation] = -1
    for formation in range(world.formations):
        place = battle_led(state, world, draw, luck, log, formation)
        if place >= 0:
            fight(state, world, draw, luck, log, place, world.formation_actor[formation])


MECHANISM = Mechanism(
    name="assault",
    about="Assaults do their work, are broken off, or take the place.",
    step=step,
    reads=frozenset(
        "world.formations world.coupled world.levers world.force_lift world.enemy world.fortified "
        "world.first_elapsed world.formation_actor world.formation_key world.place_key world.day_step "
        "draw.work_left state.holder state.garrison state.strength state.stands_at state.target state.efficiency "
        "state.reach_efficiency state.isolation state.air state.battle_noise state.work state.step state.day "
        "state.taken_by state.shaken state.fresh state.standing".split()
    ),
    writes=frozenset(
        "state.work state.battle_noise state.target state.ready_day state.looked_version state.taken_by "
        "state.taken_how state.taken_moment state.effort state.fought_at".split()
    ),
    state=(
        Field("work", ("place",), "f8", meaning="share of the effort of taking the place that has been done"),
        Field("effort", ("place",), "f8", meaning="share of that effort done in this step, where somebody fought"),
        Field("fought_at", ("formation",), "i8", -1, "the place that it assaulted in this step, -1 none"),
    ),
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
            "assault.deliberate-ratio",
            "",
            Prior("constant", (4.0,)),
            "force ratio from which an offensive has the whole of that bonus; at one to one it has none",
            "judgement where no dated set applies: offensives on towns were mostly begun with several to one",
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
            "assault.causal-exponent",
            "",
            Prior("lognormal", (0.8, 0.6)),
            "exponent of a change in fighters that is made on purpose; the force exponent is for forces as found",
            "judgement: commanders attack where they expect to win, which hides most of what numbers do; between the "
            "exponent found (.4) and that of the square law (2)",
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
            "median pause of a formation after a place is taken",
            "judgement: gaps between offensives of some weeks",
        ),
        Parameter(
            "assault.defeat-pause-days",
            "days",
            Prior("lognormal", (90.0, 0.5)),
            "median pause of a formation whose assault was broken off",
            "judgement: a beaten offensive was taken up again after months, as at Falluja in 2004 and Tikrit in 2014",
        ),
        Parameter(
            "assault.pause-spread", "log days", Prior("constant", (0.6,)), "spread of single pauses", "judgement"
        ),
    ),
)
