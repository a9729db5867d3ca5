"""Government: after an election the candidates, a compromise outsider and the failure of the talks stand against each
other, and the parties bargain with their seats.

An option counts only where parties that prefer it to failure have the seats that a government needs. Between those
that do, and failure, a bargain decides (`world.ballots`). The outsider stands at the middle of parliament, weighed by
seats, and is worth a little more to everybody than the distance says: nobody's rival has won. How long it takes is
drawn; it hangs on nothing else, and a day after the last day allowed it has failed.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.couplings import INFLUENCE_TO_POSITIONS
from sandtable.ensemble.kinds import GOVERNMENT_FORMED
from sandtable.luck import normal, purpose, uniform
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.ballots import elect, pick
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.pulls import client_of, weight_of_patrons
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

WHO = purpose("government: who")
WHEN = purpose("government: when")
EVENING = 0.999
SCALE = 100.0


def middle(state: Any, world: Any, draw: Any, election: int) -> float:
    """Where the middle of parliament lies, parties weighed by their seats."""
    total = seats = 0.0
    first = world.election_party[election]
    for party in range(first, first + world.election_parties[election]):
        total += state.seats[party] * state.party_stance[party]
        seats += state.seats[party]
    return total / seats if seats > 0.0 else 0.5 * SCALE


def let_patrons_pull(state: Any, world: Any, draw: Any, election: int) -> None:
    """Write where each party stands, once outsiders with a wish have pulled the parties of their clients.

    A client listens to a patron as much as that one weighs in it; patrons listen to nobody (Friedkin and Johnsen).
    """
    first = world.election_party[election]
    for party in range(first, first + world.election_parties[election]):
        stance = draw.party_position[party]
        client = client_of(world, world.party_actor[party])
        if client >= 0:
            everybody = draw.client_autonomy[client] + weight_of_patrons(state, world, client, -1)
            for leaning in range(world.leanings):
                if world.leaning_election[leaning] == election and everybody > 0.0:
                    share = weight_of_patrons(state, world, client, world.leaning_actor[leaning]) / everybody
                    gap = draw.leaning_position[leaning] - draw.party_position[party]
                    stance += world.coupled[INFLUENCE_TO_POSITIONS] * share * gap
        state.party_stance[party] = stance


def worth_of(state: Any, world: Any, draw: Any, election: int, rank: int, party: int) -> float:
    """What an option is worth to a party: a candidate, the outsider (next in rank) or nobody (the last)."""
    if rank > world.election_candidates[election]:
        return draw.government_failure
    if rank == world.election_candidates[election]:
        gap = state.party_stance[party] - middle(state, world, draw, election)
        return 1.0 - abs(gap) / SCALE + draw.government_compromise
    candidate = world.election_candidate[election] + rank
    return 1.0 - abs(state.party_stance[party] - draw.candidate_position[candidate]) / SCALE


def put_on_the_ballot(state: Any, world: Any, draw: Any, election: int) -> int:
    """Write what every option that can have a majority is worth to everybody; nobody is the last. Returns how many."""
    options = 0
    first = world.election_party[election]
    parties = world.election_parties[election]
    for rank in range(world.election_candidates[election] + 2):
        behind = 0.0
        for voter in range(parties):
            worth = worth_of(state, world, draw, election, rank, first + voter)
            state.ballot_worth[voter, options] = worth
            if worth > draw.government_failure:
                behind += state.seats[first + voter]
        if behind >= world.election_quota[election] or rank > world.election_candidates[election]:
            state.ballot_rank[options] = rank
            options += 1
    for voter in range(parties):
        state.ballot_weight[voter] = state.seats[first + voter]
    return options


def form(state: Any, world: Any, draw: Any, luck: Any, election: int) -> int:
    """The rank of the option that the bargain ends in."""
    let_patrons_pull(state, world, draw, election)
    options = put_on_the_ballot(state, world, draw, election)
    elect(state, world, world.election_parties[election], options)
    return state.ballot_rank[pick(state, options, uniform(luck, WHO, world.election_key[election], 0, 0))]


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """End the talks whose day has come, with a government or without."""
    for election in range(world.elections):
        if state.election_held[election] == 0 or world.election_quota[election] == 0 or state.formed[election] != 0:
            continue
        if state.talks_end[election] == 0.0:
            spread = draw.government_spread * normal(luck, WHEN, world.election_key[election], 0, 0)
            state.talks_end[election] = state.day + draw.government_days * math.exp(spread)
        failed = state.day >= world.election_by[election]
        if state.day < math.floor(state.talks_end[election]) and not failed:
            continue
        rank = world.election_candidates[election] + 1
        if not failed:
            rank = form(state, world, draw, luck, election)
        state.formed[election] = 1
        winner = world.election_candidate[election] + rank
        record(log, state, EVENING * world.day_step, GOVERNMENT_FORMED, election, -1, winner, 0)
        for rule in range(world.rules):
            if world.rule_election[rule] == election and world.rule_winner[rule] == winner:
                state.rule_due[rule] = 1
        state.government[election] = winner


MECHANISM = Mechanism(
    name="government",
    about="After an election, parties bargain about who governs.",
    step=step,
    reads=frozenset(
        "world.elections world.election_key world.election_party world.election_parties world.election_quota "
        "world.election_by world.election_candidate world.election_candidates world.party_actor world.leanings "
        "world.leaning_election world.leaning_actor world.rules world.rule_election world.rule_winner world.day_step "
        "world.coupled world.clients world.client_actor world.engagements world.engagement_client "
        "world.engagement_patron world.patron_actor world.votes_rule world.victory_exponent world.ballot_rule "
        "draw.party_position draw.candidate_position draw.leaning_position draw.client_autonomy state.day "
        "state.election_held state.seats state.formed state.talks_end state.party_stance state.ballot_rank "
        "state.ballot_worth state.ballot_weight state.ballot_strength state.ballot_rate state.ballot_share "
        "state.engagement_pull".split()
    ),
    writes=frozenset(
        "state.formed state.talks_end state.government state.party_stance state.ballot_rank state.ballot_worth "
        "state.ballot_weight state.ballot_strength state.ballot_rate state.ballot_share state.rule_due".split()
    ),
    state=(
        Field("formed", ("election",), "i1", meaning="whether the talks about a government are over"),
        Field("talks_end", ("election",), "f8", meaning="day on which they end, 0 before they begin"),
        Field("government", ("election",), "i8", -1, "who governs after it, by number of candidate"),
        Field("party_stance", ("party",), "f8", meaning="where the party stands on who governs, pulled by patrons"),
        Field("ballot_rank", ("option",), "i8", meaning="scratch: which option stands in this column"),
    ),
    parameters=(
        Parameter(
            "government.days",
            "days",
            Prior("lognormal", (100.0, 0.8)),
            "days from an election to a government that are usual here",
            "judgement: weeks in many parliaments, the better part of a year in some; a scenario should set its own",
        ),
        Parameter(
            "government.spread",
            "sd of the log",
            Prior("lognormal", (0.4, 0.3)),
            "by how much one government differs from another in the days that it takes, on the log scale",
            "judgement: a half more or less",
        ),
        Parameter(
            "government.compromise",
            "worth",
            Prior("half-normal", (0.15,)),
            "what a compromise outsider is worth to every party beyond where the outsider stands",
            "judgement: nobody's rival has won, which may count a little or as much as a sixth of the scale or more",
        ),
        Parameter(
            "government.failure",
            "worth",
            Prior("uniform", (0.1, 0.7)),
            "what it is worth to every party that talks fail, where its own choice is worth 1",
            "judgement: some would rather have no government than a rival's",
        ),
    ),
    needs="governments",
)
