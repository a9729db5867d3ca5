"""Elections: on their day, votes as polls say and as polls err, seats by largest quotients, and voting power.

Vote shares are a Dirichlet around the polls: as if a poll of so many people, with everything that polls get wrong, had
been the election. What the polls leave goes to others, who are in nobody's count. Seats are allotted in one district.
Voting power is the share of all orders of joining in which a party's seats decide (Shapley and Shubik 1954), counted
exactly: over whole seats, with counts that a double holds without rounding.
"""

from __future__ import annotations

import math
from typing import Any

from sandtable.ensemble.kinds import ELECTION_HELD
from sandtable.luck import gamma, purpose
from sandtable.mechanisms.mechanism import Mechanism
from sandtable.world.log import record
from sandtable.world.parameters import Parameter, Prior
from sandtable.world.records import Field

__all__ = ["MECHANISM"]

VOTES = purpose("elections: votes")
OTHERS = purpose("elections: votes of others")
EVENING = 0.999
"""Moment of the day at which it is held: after all else."""
LEAST = 1e-6
"""Least shape of a share, so that a party without a poll stands too."""
SAINTE_LAGUE_14 = 1
SAINTE_LAGUE_17 = 2
DHONDT = 3
"""Numbers of methods as in `world.build_politics`; the first is that of Sainte-Laguë without a bar."""


def count_votes(state: Any, world: Any, draw: Any, luck: Any, election: int) -> None:
    """Write everybody's share of the votes."""
    first = world.election_party[election]
    last = first + world.election_parties[election]
    polled = 0.0
    for party in range(first, last):
        polled += draw.party_poll[party]
    rest = max(0.0, 1.0 - polled)
    total = 0.0
    for party in range(first, last):
        shape = max(LEAST, draw.elections_poll_sample * draw.party_poll[party] / (polled + rest))
        state.party_votes[party] = gamma(luck, VOTES, world.party_key[party], 0, shape)
        total += state.party_votes[party]
    if rest > 0.0:
        shape = max(LEAST, draw.elections_poll_sample * rest)
        total += gamma(luck, OTHERS, world.election_key[election], 0, shape)
    for party in range(first, last):
        state.party_votes[party] = state.party_votes[party] / total if total > 0.0 else 1.0 / (last - first)


def divisor(method: int, taken: float) -> float:
    """What votes are divided by for the next seat."""
    if method == DHONDT:
        return 1.0 + taken
    if taken > 0.0:
        return 1.0 + 2.0 * taken
    if method == SAINTE_LAGUE_14:
        return 1.4
    return 1.7 if method == SAINTE_LAGUE_17 else 1.0


def sure_seats(votes: float, counted: float, seats: int, lists: int) -> float:
    """Seats that a list has whatever the method, given its votes and those of all lists that count.

    By every method here a list gets at least its exact share of the seats that are left when each list is denied one,
    rounded down; one less is beyond any rounding of these numbers.
    """
    return max(0.0, math.floor(votes / counted * (seats - lists)) - 1.0)


def give_sure_seats(state: Any, world: Any, election: int, others: float) -> float:
    """Give every party what it has for sure; returns what others have for sure."""
    first = world.election_party[election]
    last = first + world.election_parties[election]
    threshold = world.election_threshold[election]
    counted, lists = 0.0, 0
    if others >= threshold:
        counted, lists = others, 1
    for party in range(first, last):
        state.seats[party] = 0.0
        if state.party_votes[party] >= threshold:
            counted += state.party_votes[party]
            lists += 1
    seats = world.election_seats[election]
    if counted <= 0.0 or seats <= lists:
        return 0.0
    for party in range(first, last):
        if state.party_votes[party] >= threshold:
            state.seats[party] = sure_seats(state.party_votes[party], counted, seats, lists)
    return sure_seats(others, counted, seats, lists) if others >= threshold else 0.0


def allot_seats(state: Any, world: Any, election: int) -> None:
    """Give one seat after the other to the largest quotient; others than the parties take seats as one list."""
    first = world.election_party[election]
    last = first + world.election_parties[election]
    method = world.election_method[election]
    threshold = world.election_threshold[election]
    others = 1.0
    for party in range(first, last):
        others -= state.party_votes[party]
    taken_by_others = give_sure_seats(state, world, election, others)
    given = taken_by_others
    for party in range(first, last):
        given += state.seats[party]
    for _ in range(int(given), world.election_seats[election]):
        best = -1
        most = 0.0
        for party in range(first, last):
            quotient = state.party_votes[party] / divisor(method, state.seats[party])
            if quotient > most and state.party_votes[party] >= threshold:
                best = party
                most = quotient
        if others >= threshold and others / divisor(method, taken_by_others) > most:
            taken_by_others += 1.0
        elif best >= 0:
            state.seats[best] += 1.0


def strongest(state: Any, world: Any, election: int) -> int:
    """The party with the most votes."""
    best = world.election_party[election]
    for party in range(best, best + world.election_parties[election]):
        if state.party_votes[party] > state.party_votes[best]:
            best = party
    return best


def count_coalitions(state: Any, world: Any, election: int, quota: int) -> int:
    """How many coalitions of each size hold each number of seats below the quota; returns the number of players."""
    first = world.election_party[election]
    for seats in range(quota):
        state.coalitions[0, seats] = 0.0
    state.coalitions[0, 0] = 1.0
    players = 0
    most = 0  # seats of all so far: no coalition has more, and the largest parties are mostly named first
    for party in range(first + world.election_parties[election] - 1, first - 1, -1):
        own = int(state.seats[party])
        if own == 0:
            continue
        players += 1
        most = min(most + own, quota - 1)
        for seats in range(quota):
            state.coalitions[players, seats] = 0.0
        for size in range(players, 0, -1):
            for seats in range(most, own - 1, -1):
                state.coalitions[size, seats] += state.coalitions[size - 1, seats - own]
    return players


def without_party(state: Any, own: int, size: int, seats: int) -> float:
    """Coalitions of a size and number of seats without one party that has `own`.

    All of them, less those with the party: as many as there are without it, of one party and `own` seats less.
    """
    count, sign = 0.0, 1.0
    while size >= 0 and seats >= 0:
        count += sign * state.coalitions[size, seats]
        sign = -sign
        size -= 1
        seats -= own
    return count


def power_of(state: Any, own: int, players: int, quota: int) -> float:
    """Power of a party with so many seats: in how many orders of joining its own decide, from the coalitions of all."""
    power = 0.0
    ways = 1.0 / players
    for size in range(players):
        for seats in range(max(0, quota - own), quota):
            power += without_party(state, own, size, seats) * ways
        ways = ways * (size + 1.0) / (players - 1.0 - size) if size < players - 1 else 0.0
    return power


def weigh_parties(state: Any, world: Any, election: int) -> None:
    """Write the voting power of every party that is an actor's (nobody asks for that of others).

    Seats of others count towards no majority. Parties of earlier elections lose theirs.
    """
    quota = world.election_quota[election]
    first = world.election_party[election]
    for party in range(world.parties):
        state.voting_power[party] = 0.0
    players = count_coalitions(state, world, election, quota)
    for party in range(first, first + world.election_parties[election]):
        own = int(state.seats[party])
        if own > 0 and world.party_actor[party] >= 0:
            state.voting_power[party] = power_of(state, own, players, quota)


def step(state: Any, world: Any, draw: Any, luck: Any, log: Any) -> None:
    """Hold every election whose day has come."""
    for election in range(world.elections):
        if state.election_held[election] != 0 or state.day < math.floor(draw.election_day[election]):
            continue
        state.election_held[election] = 1
        count_votes(state, world, draw, luck, election)
        allot_seats(state, world, election)
        winner = strongest(state, world, election)
        record(log, state, EVENING * world.day_step, ELECTION_HELD, election, -1, winner, 0)
        if world.election_quota[election] > 0:
            weigh_parties(state, world, election)
            continue
        for rule in range(world.rules):
            if world.rule_election[rule] == election and world.rule_winner[rule] == winner:
                state.rule_due[rule] = 1


MECHANISM = Mechanism(
    name="elections",
    about="Elections are held, seats allotted and voting power counted.",
    step=step,
    reads=frozenset(
        "world.elections world.election_key world.election_seats world.election_method world.election_threshold "
        "world.election_party world.election_parties world.election_quota world.parties world.party_key "
        "world.party_actor world.rules "
        "world.rule_election world.rule_winner world.day_step draw.election_day draw.party_poll state.day "
        "state.election_held state.party_votes state.seats state.coalitions".split()
    ),
    writes=frozenset(
        "state.election_held state.party_votes state.seats state.voting_power state.coalitions state.rule_due".split()
    ),
    state=(
        Field("election_held", ("election",), "i1", meaning="whether it has been held"),
        Field("party_votes", ("party",), "f8", meaning="its share of the votes"),
        Field("seats", ("party",), "f8", meaning="its seats"),
        Field("voting_power", ("party",), "f8", meaning="how often it decides, in the parliament elected last"),
        Field("coalitions", ("voter+1", "seat"), "f8", meaning="scratch: coalitions by size and seats"),
    ),
    parameters=(
        Parameter(
            "elections.poll-sample",
            "voters",
            Prior("lognormal", (60.0, 0.7)),
            "the election is as uncertain as a poll of so many people would make it",
            "judgement: polls in conflicts are few, old and of some regions; a share of .25 comes out within .06",
        ),
    ),
    needs="elections",
)
