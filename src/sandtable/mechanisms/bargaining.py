"""Bargaining: where an issue is settled, and where everybody stands on it meanwhile.

On its day an issue is put to a probabilistic Condorcet election (`world.ballots`): every position that somebody takes
against every other, each actor with salience times capability behind what is nearer to it. The outcome is drawn from
that distribution. Until then, and after, the mean position weighed by salience and capability, the plain mean and the
spread are kept month by month. Outsiders who have a stake themselves pull the positions of their clients.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import INFLUENCE_TO_POSITIONS
from sandtable.ensemble.kinds import ISSUE_SETTLED
from sandtable.luck import purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.ballots import elect, pick
from sandtable.world.log import record
from sandtable.world.pulls import client_of, weight_of_patrons
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

OUTCOME = purpose("bargaining: outcome")
EVENING = 0.999
SCALE = 100.0
HUNDREDTHS = 100.0
SAME = 0.005
"""Positions that the log could not tell apart are one."""


def let_patrons_pull(state: Any, world: Any, draw: Any, issue: int) -> None:
    """Write where everybody stands, once patrons with a stake of their own have pulled their clients.

    A client listens to a patron as much as that one weighs in it; patrons listen to nobody (Friedkin and Johnsen).
    """
    first = world.issue_stake[issue]
    last = first + world.issue_stakes[issue]
    for stake in range(first, last):
        stance = state.position[stake]
        client = client_of(world, world.stake_actor[stake])
        everybody = 0.0
        if client >= 0:
            everybody = draw.client_autonomy[client] + weight_of_patrons(state, world, client, -1)
        if everybody > 0.0:
            for other in range(first, last):
                if world.stake_leads[other] == 0:
                    continue
                share = weight_of_patrons(state, world, client, world.stake_actor[other]) / everybody
                gap = state.position[other] - state.position[stake]
                stance += world.coupled[INFLUENCE_TO_POSITIONS] * share * gap
        state.stance[stake] = min(max(stance, 0.0), SCALE)


def put_to_the_vote(state: Any, world: Any, draw: Any, issue: int) -> int:
    """Write what each position that somebody takes is worth to everybody; returns how many there are."""
    first = world.issue_stake[issue]
    stakes = world.issue_stakes[issue]
    options = 0
    for stake in range(first, first + stakes):
        known = False
        for option in range(options):
            if abs(state.stance[state.ballot_stake[option]] - state.stance[stake]) < SAME:
                known = True
        if not known:
            state.ballot_stake[options] = stake
            options += 1
    for voter in range(stakes):
        stake = first + voter
        state.ballot_weight[voter] = draw.stake_capability[stake] * state.salience[stake] / SCALE
        for option in range(options):
            gap = state.stance[stake] - state.stance[state.ballot_stake[option]]
            state.ballot_worth[voter, option] = 1.0 - abs(gap) / SCALE
    return options


def settle(state: Any, world: Any, draw: Any, luck: Any, log: Any, issue: int) -> None:
    """Settle an issue, and call for what follows."""
    options = put_to_the_vote(state, world, draw, issue)
    elect(state, world, world.issue_stakes[issue], options)
    stake = state.ballot_stake[pick(state, options, uniform(luck, OUTCOME, world.issue_key[issue], 0, 0))]
    outcome = math.floor(HUNDREDTHS * state.stance[stake] + 0.5)
    state.issue_settled[issue] = 1
    record(log, state, EVENING * world.day_step, ISSUE_SETTLED, issue, -1, outcome, stake)
    for rule in range(world.rules):
        point = outcome / HUNDREDTHS
        if world.rule_issue[rule] == issue and world.rule_above[rule] < point and point < world.rule_below[rule]:
            state.rule_due[rule] = 1


def is_due(state: Any, world: Any, draw: Any, issue: int) -> bool:
    """Whether the talks about an issue begin, on its day, after its event or government, or as an effect says."""
    if state.issue_called[issue] != 0:
        return True
    if world.issue_dated[issue] != 0 and state.day >= math.floor(draw.issue_day[issue]):
        return True
    event = world.issue_event[issue]
    if event >= 0 and state.happened[event] != 0:
        return True
    election = world.issue_election[issue]
    return election >= 0 and state.formed[election] != 0


def measure(state: Any, world: Any, draw: Any, issue: int) -> None:
    """Write this month's centre, spread around it and plain mean."""
    total = weights = plain = 0.0
    first = world.issue_stake[issue]
    last = first + world.issue_stakes[issue]
    for stake in range(first, last):
        weight = draw.stake_capability[stake] * state.salience[stake]
        weights += weight
        total += weight * state.stance[stake]
        plain += state.stance[stake] / (last - first)
    centre = total / weights if weights > 0.0 else plain
    spread = 0.0
    for stake in range(first, last):
        gap = state.stance[stake] - centre
        weight = (
            draw.stake_capability[stake] * state.salience[stake] / weights if weights > 0.0 else 1.0 / (last - first)
        )
        spread += weight * gap * gap
    state.issue_centre[issue, state.month] = centre
    state.issue_spread[issue, state.month] = math.sqrt(spread)
    state.issue_plain[issue, state.month] = plain


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Settle the issues whose day has come, and measure all of them when a month ends."""
    month_ends = state.step + 1 == world.month_steps[state.month]
    for issue in range(world.issues):
        open_still = state.issue_settled[issue] == 0
        if open_still and state.issue_begun[issue] == 0 and is_due(state, world, draw, issue):
            state.issue_begun[issue] = 1
            state.issue_ends[issue] = state.day + draw.issue_takes[issue]
        ends = open_still and state.issue_begun[issue] != 0 and state.day >= math.floor(state.issue_ends[issue])
        if not (ends or month_ends):
            continue
        let_patrons_pull(state, world, draw, issue)
        if ends:
            settle(state, world, draw, luck, log, issue)
        if month_ends:
            measure(state, world, draw, issue)


MECHANISM = Mechanism(
    name="bargaining",
    about="Issues are settled on their day, between the positions of those with a stake.",
    step=step,
    reads=frozenset(
        "world.month_steps world.issues world.issue_key world.issue_stake world.issue_stakes world.issue_dated "
        "world.issue_event world.issue_election world.stake_actor world.stake_leads world.rules world.rule_issue "
        "world.rule_above world.rule_below world.day_step world.coupled world.clients world.client_actor "
        "world.engagements world.engagement_client world.engagement_patron world.patron_actor world.votes_rule "
        "world.victory_exponent world.ballot_rule draw.issue_day draw.issue_takes draw.stake_capability "
        "draw.client_autonomy state.step state.month state.day state.happened state.formed state.position "
        "state.salience state.stance state.issue_called state.issue_begun state.issue_ends state.issue_settled "
        "state.ballot_stake state.ballot_worth state.ballot_weight state.ballot_strength state.ballot_rate "
        "state.ballot_share state.engagement_pull".split()
    ),
    writes=frozenset(
        "state.stance state.issue_begun state.issue_ends state.issue_settled state.issue_centre state.issue_spread "
        "state.issue_plain state.ballot_stake state.ballot_worth state.ballot_weight state.ballot_strength "
        "state.ballot_rate state.ballot_share state.rule_due".split()
    ),
    state=(
        Field("stance", ("stake",), "f8", meaning="where the actor stands, pulled by its patrons"),
        Field("issue_begun", ("issue",), "i1", meaning="whether talks about it have begun"),
        Field("issue_ends", ("issue",), "f8", meaning="day on which they end"),
        Field("issue_settled", ("issue",), "i1", meaning="whether it is settled"),
        Field("issue_centre", ("issue", "month"), "f8", meaning="mean position, weighed by salience and capability"),
        Field("issue_spread", ("issue", "month"), "f8", meaning="spread of positions around it"),
        Field("issue_plain", ("issue", "month"), "f8", meaning="mean position with everybody alike"),
        Field("ballot_stake", ("option",), "i8", meaning="scratch: the first stake with this position"),
    ),
    needs="issues",
    series={"position": "issue_centre", "spread": "issue_spread", "naive": "issue_plain"},
)
