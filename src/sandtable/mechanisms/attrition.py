"""Attrition: an assault as the wearing down of two sides, by one of the laws of battle in `kernels`. For comparison.

The setting `kernel` names the law; with `contest`, the default, this mechanism is off and `assault` and `losses` act
instead. Each side has effective fighters (numbers times supply); what tells the two apart besides numbers (quality,
defences, air, isolation, the fortune of this battle) enters as a log factor on who hits whom. The attackers break off
when they have lost a share of theirs, the place falls when the defenders have.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import AIR_TO_ODDS, ISOLATION_TO_ODDS, LOSSES_TO_LENGTH
from sandtable.ensemble.kinds import BROKEN_OFF, BY_ASSAULT
from sandtable.luck import normal, purpose
from sandtable.mechanisms.kernels.stepping import DEITCHMAN, LINEAR, advance
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.battles import attackers, battle_led, defenders, end
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

FORTUNE = purpose("attrition: fortune of this battle")
USUAL = 1000.0
"""Laws of area fire are set against so many fighters on the side shot at: there they kill as aimed fire does."""


def advantage(state: Any, world: Any, draw: Any, place: int, actor: int) -> float:
    """Log factor on what one attacker does to the defenders, over what one defender does to the attackers."""
    holder = state.holder[place]
    edge = (
        draw.assault_quality[actor]
        - draw.assault_quality[holder]
        + draw.assault_fortified_odds * world.fortified[place]
        + draw.assault_air_odds * world.coupled[AIR_TO_ODDS] * (state.air[actor] - state.air[holder])
        + draw.assault_isolation_odds * world.coupled[ISOLATION_TO_ODDS] * state.isolation[place]
    )
    return draw.attrition_edge * edge + draw.attrition_fortune * state.fortune[place]


def kills(state: Any, world: Any, draw: Any, place: int, actor: int) -> Any:
    """What defenders do to attackers and attackers to defenders, in hits a day."""
    noise = draw.assault_battle_spread * state.battle_noise[place] + draw.assault_theatre_log_days
    pace = draw.attrition_kill * math.exp(world.coupled[LOSSES_TO_LENGTH] * state.shaken[state.holder[place]] - noise)
    lean = math.exp(advantage(state, world, draw, place, actor) / 2.0)
    by_defenders, by_attackers = pace * draw.attrition_defence / lean, pace * lean
    if world.kernel == LINEAR:
        by_defenders /= USUAL
    if world.kernel == LINEAR or world.kernel == DEITCHMAN:
        by_attackers /= USUAL
    return by_defenders, by_attackers


def begin_battle(state: Any, world: Any, draw: Any, luck: Any, place: int) -> None:
    """The fortune of a new battle; one that is under way on day 0 has done its share."""
    state.fresh[place] = 0
    state.fortune[place] = normal(luck, FORTUNE, world.place_key[place], state.step, 0)
    state.attackers_lost[place] = 0.0
    state.defenders_lost[place] = 0.0
    if state.step == 0 and world.first_elapsed[place] > 0.0:
        gone = draw.attrition_defenders_break * (1.0 - draw.work_left[place])
        state.defenders_lost[place] = defenders(state, world, place) * gone / (1.0 - gone)


def charge(state: Any, world: Any, place: int, attackers_share: float, defenders_share: float) -> None:
    """Take the dead of this step from both sides, each body in proportion."""
    holder = state.holder[place]
    gone = state.garrison[place, holder] * defenders_share
    state.garrison[place, holder] -= gone
    state.killed[holder] += gone
    state.defenders_lost[place] += gone
    for formation in range(world.formations):
        actor = world.formation_actor[formation]
        if state.target[formation] == place:
            gone = state.strength[formation] * attackers_share
            state.attackers_lost[place] += gone
        elif state.target[formation] < 0 and state.stands_at[formation] == place and actor == holder:
            gone = state.strength[formation] * defenders_share
            state.defenders_lost[place] += gone
        else:
            continue
        state.strength[formation] -= gone
        state.killed[actor] += gone


def nearness(lost: float, left: float, limit: float) -> float:
    """How near a side is to giving way: its share lost over the share that it bears."""
    return lost / (lost + left) / max(limit, 1e-6)


def fight(state: Any, world: Any, draw: Any, luck: Any, log: Any, place: int, actor: int) -> None:
    """One step of the battle for one place; who gives way first within the step decides it."""
    if state.fresh[place] != 0:
        begin_battle(state, world, draw, luck, place)
    mine = attackers(state, world, place)
    theirs = defenders(state, world, place) * max(state.efficiency[place], 1e-6)
    hits = kills(state, world, draw, place, actor)
    mine_left, theirs_left = advance(world.kernel, mine, theirs, hits, draw.attrition_helmbold, world.day_step)
    before = nearness(state.attackers_lost[place], mine, draw.attrition_attackers_break)
    before_theirs = nearness(state.defenders_lost[place], theirs, draw.attrition_defenders_break)
    charge(state, world, place, 1.0 - mine_left / mine, 1.0 - theirs_left / theirs)
    after = nearness(state.attackers_lost[place], attackers(state, world, place), draw.attrition_attackers_break)
    left = defenders(state, world, place) * max(state.efficiency[place], 1e-6)
    after_theirs = nearness(state.defenders_lost[place], left, draw.attrition_defenders_break)
    mine_at = moment(before, after)
    theirs_at = moment(before_theirs, after_theirs)
    if theirs_at <= 1.0 and theirs_at <= mine_at:
        state.taken_by[place] = actor
        state.taken_how[place] = BY_ASSAULT
        state.taken_moment[place] = theirs_at
    elif mine_at <= 1.0:
        end(state, world, draw, luck, log, place, BROKEN_OFF, mine_at * world.day_step)


def moment(before: float, after: float) -> float:
    """Share of the step that has passed when a side gives way, more than 1 if it does not."""
    if after < 1.0:
        return 2.0
    return max(0.0, (1.0 - before) / max(after - before, 1e-12)) if before < 1.0 else 0.0


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """One step of every assault."""
    for formation in range(world.formations):
        place = battle_led(state, world, draw, luck, log, formation)
        if place >= 0:
            fight(state, world, draw, luck, log, place, world.formation_actor[formation])


MECHANISM = Mechanism(
    name="attrition",
    about="Assaults wear both sides down by a law of battle, where the setting `kernel` asks for one.",
    step=step,
    reads=frozenset(
        "world.formations world.coupled world.enemy world.fortified world.first_elapsed world.formation_actor "
        "world.formation_key world.place_key world.day_step world.kernel draw.work_left draw.assault_quality "
        "draw.assault_fortified_odds draw.assault_air_odds draw.assault_isolation_odds "
        "draw.assault_battle_spread draw.assault_theatre_log_days draw.assault_pause_days "
        "draw.assault_defeat_pause_days draw.assault_pause_spread state.holder state.garrison state.strength "
        "state.stands_at state.target state.efficiency state.reach_efficiency state.isolation state.air "
        "state.battle_noise state.fresh state.step state.day state.taken_by state.shaken state.fortune "
        "state.attackers_lost state.defenders_lost state.killed".split()
    ),
    writes=frozenset(
        "state.target state.ready_day state.looked_version state.taken_by state.taken_how state.taken_moment "
        "state.fresh state.fortune state.attackers_lost state.defenders_lost state.garrison state.strength "
        "state.killed".split()
    ),
    state=(
        Field("fortune", ("place",), "f8", meaning="who is favoured in this battle, in standard deviations"),
        Field("attackers_lost", ("place",), "f8", meaning="attackers lost in the battle for the place so far"),
        Field("defenders_lost", ("place",), "f8", meaning="defenders lost in it so far"),
    ),
    parameters=(
        Parameter(
            "attrition.kill",
            "per day",
            Prior("lognormal", (0.003, 0.8)),
            "enemies that one attacker hits a day, when nothing else tells the sides apart",
            "judgement: the law's clock is set so that three to one wears a town's garrison down within weeks",
        ),
        Parameter(
            "attrition.defence",
            "factor",
            Prior("lognormal", (3.0, 0.5)),
            "how much more a defender in a town hits than an attacker",
            "judgement: the rule of thumb that attackers want three to one",
        ),
        Parameter(
            "attrition.edge",
            "log factor per log odds",
            Prior("lognormal", (1.0, 0.5)),
            "what quality, defences and air, in log odds of the contest, are worth as a log factor on hits",
            "judgement",
        ),
        Parameter(
            "attrition.fortune",
            "log factor",
            Prior("constant", (1.0,)),
            "spread of what numbers and defences do not tell about a single battle",
            "judgement: in the CDB90 battle table numbers hardly predict who wins",
        ),
        Parameter(
            "attrition.attackers-break",
            "share",
            Prior("beta", (2.0, 10.0)),
            "share of the attackers lost at which they break off",
            "judgement",
        ),
        Parameter(
            "attrition.defenders-break",
            "share",
            Prior("beta", (3.0, 6.0)),
            "share of the defenders lost at which they give the place up",
            "judgement: garrisons of towns mostly fight on longer than attackers do",
        ),
        Parameter(
            "attrition.helmbold",
            "",
            Prior("uniform", (0.0, 1.0)),
            "weight of numbers in Helmbold's law: 1 the square law, 0 the logarithmic law",
            "judgement: the published exponents span both",
        ),
    ),
)
